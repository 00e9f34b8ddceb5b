package intake

import (
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// id is an item's number as a sheet writes it.
type id struct {
	letter string // A, X, or empty where the sheet gives none
	number string // 5.9
	exact  bool   // false where a spreadsheet may have cut a zero off: 5.10 as 5.1
}

func (i id) String() string {
	if i.letter == "" {
		return i.number
	}
	return i.letter + "." + i.number
}

// idForm is a number with dots, with or without its letter, alone or before a
// title: "A.5.9", "a 5.9", "Annex A 5.9", "6.1.4 AI system impact assessment".
var idForm = pattern(`^(?i:annex\s*)?(?i:(a|x))?[\s.]*(\d{1,2}(?:\s*\.\s*\d{1,2}){0,4})\.?(?:$|[\s:–—-]+[^\d\s])`)

// What spreadsheets make of a number: a day of a month, or a number with a comma.
var (
	asDate  = pattern(`(?i)^(?:\d{1,2}[.\s-]+(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\pL{0,6}\.?|(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\pL{0,6}[.\s-]+\d{1,2})$`)
	asComma = pattern(`^\d{1,2},\d{1,2}$`)
)

const mostID = 300 // bytes; a longer cell is no id

func parseID(c cell) (id, bool) {
	s := strings.TrimSpace(c.text)
	if c.kind == number {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return id{}, false
		}
		s = strconv.FormatFloat(f, 'f', -1, 64)
	} else if c.kind != text || len(s) > mostID {
		return id{}, false
	}
	m := idForm().FindStringSubmatch(s)
	if m == nil {
		return id{}, false
	}
	return id{letter: strings.ToUpper(m[1]), number: plainNumbers(m[2]), exact: c.kind != number || m[1] != ""}, true
}

// plainNumbers is a number without blanks and zeros in front: "05. 09" is 5.9.
func plainNumbers(s string) string {
	parts := strings.Split(s, ".")
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if parts[i] = strings.TrimLeft(p, "0"); parts[i] == "" {
			parts[i] = "0"
		}
	}
	return strings.Join(parts, ".")
}

// find is the item that an id names in a sheet of this kind; heading says that
// it is the number of a clause or section as a whole.
func (r *reader) find(i id) (it *catalog.Item, heading bool, err error) {
	said := i
	switch {
	case r.as == SoA && i.letter == "":
		i.letter = "A"
	case r.as == Answers && i.letter == "X":
		return r.own(i)
	}
	standard, other := r.cat.Requirements(), r.cat.Foundation()
	find, elsewhere := r.cat.Item, r.cat.Baseline
	if r.as != Answers {
		standard, other = other, standard
		find, elsewhere = elsewhere, find
	}
	if it, ok := find(i.String()); ok && (r.as != SoA || it.Set.Annex()) {
		return it, false, nil
	}
	if isHeading(standard, i.String()) || r.as == SoA && isHeading(standard, i.number) {
		return nil, true, nil
	}
	if r.as == SoA && said.letter == "" {
		if it, ok := r.cat.Baseline(i.number); ok {
			return nil, false, fmt.Errorf("%s is a clause of %s, and a statement of applicability is about its controls; --as baseline reads both", it.Number, standard.Name)
		}
	}
	_, there := elsewhere(i.String())
	if r.as != Answers && i.letter == "A" && of2013(i.number) && !(there && strings.Count(i.number, ".") == 1) {
		return nil, false, fmt.Errorf("%s is a number of the 2013 edition; number the controls as in %s", i, standard.Name)
	}
	if there {
		return nil, false, fmt.Errorf("%s has no %s, %s has; check what the sheet is read as (it is read as %s)", standard.Name, i, other.Name, r.as)
	}
	if _, ok := find("A." + i.number); ok && i.letter == "" {
		return nil, false, fmt.Errorf("%s has no clause %s; the control is written A.%s", standard.Name, i.number, i.number)
	}
	return nil, false, fmt.Errorf("%s has no %s; clauses are written 6.1.2, controls A.5.9", standard.Name, i)
}

// of2013 reports whether only the 2013 edition has such a control: its numbers
// have three parts, and its annex goes from A.5 to A.18.
func of2013(number string) bool {
	first, _, _ := strings.Cut(number, ".")
	n, err := strconv.Atoi(first)
	return strings.Count(number, ".") >= 2 || err == nil && n >= 9 && n <= 18
}

func (r *reader) own(i id) (*catalog.Item, bool, error) {
	it, ok := assess.FindItem(r.cat, r.now, i.String())
	if !ok {
		return nil, false, fmt.Errorf("there is no own control %s here; add it first", i)
	}
	return it, false, nil
}

func isHeading(s *catalog.Standard, number string) bool {
	for _, cl := range s.Clauses {
		if cl.ID == number || cl.ID == "A."+number {
			return true
		}
		for _, h := range cl.Headings {
			if h.ID == number {
				return true
			}
		}
	}
	return false
}

// whole gives a number back the zero that a spreadsheet may have cut off: 5.10
// kept as a number is 5.1. The row's title says which of the two it is, or the
// rows around it where both sides agree; where none does, nobody can. In a text
// file a number may have its zero, and nothing was cut where the other one of
// the two stands there, or where a title follows in the same cell.
func (r *reader) whole(at int, i id) (id, error) {
	long := id{letter: i.letter, number: i.number + "0", exact: true}
	if c := r.t.rows[at].at(r.t.head.columns[fItem]); c.kind == text && !plainNumber(strings.TrimSpace(c.text)) {
		return i, nil
	}
	if i.letter != "" || !r.is(long) || !r.is(i) || i.exact && (!r.t.csv || r.times(long.number) > 0) {
		return i, nil
	}
	short, _, _ := r.find(i)
	full, _, _ := r.find(long)
	switch r.titled(at, short, full) {
	case short:
		return i, nil
	case full:
		return long, nil
	}
	before := r.neighbour(at, -1) == step(long.number, -1)
	after := r.neighbour(at, +1) == step(long.number, +1)
	rises := r.risesFrom(at, i) && (!i.exact || r.times(i.number) == 1)
	switch {
	case rises && !before && !after:
		return i, nil
	case before && after && !rises && !i.exact:
		return long, nil
	}
	return i, fmt.Errorf("%s may be %s or %s, for a spreadsheet keeps both as the same number; write A.%s or A.%s", i.number, i.number, long.number, i.number, long.number)
}

// times is how often a number stands in the sheet.
func (r *reader) times(number string) int {
	if r.numbersOf == nil {
		r.numbersOf = map[string]int{}
		for _, row := range r.t.rows[r.t.head.at+1:] {
			if i, ok := parseID(row.at(r.t.head.columns[fItem])); ok {
				r.numbersOf[i.number]++
			}
		}
	}
	return r.numbersOf[number]
}

// is reports whether the id names an item here.
func (r *reader) is(i id) bool {
	it, _, err := r.find(i)
	return err == nil && it != nil
}

// risesFrom reports whether the rows from here on count up by one until a
// number that can't have lost a zero.
func (r *reader) risesFrom(at int, i id) bool {
	want := i.number
	for n := at; ; n++ {
		got, ok := parseID(r.t.rows[n].at(r.t.head.columns[fItem]))
		if ok && got.number != want {
			return false
		}
		if ok && !r.is(id{number: want + "0"}) {
			return true
		}
		if n+1 == len(r.t.rows) {
			return false
		}
		if ok {
			want = step(want, +1)
		}
	}
}

// neighbour is the number of the next row above or below that has one.
func (r *reader) neighbour(at, way int) string {
	for n := at + way; n > r.t.head.at && n < len(r.t.rows); n += way {
		if i, ok := parseID(r.t.rows[n].at(r.t.head.columns[fItem])); ok {
			return i.number
		}
	}
	return ""
}

// step counts the last part of a number up or down: 5.9, 5.10.
func step(number string, by int) string {
	dot := strings.LastIndex(number, ".")
	n, err := strconv.Atoi(number[dot+1:])
	if err != nil || n+by < 1 {
		return ""
	}
	return number[:dot+1] + strconv.Itoa(n+by)
}
