package intake

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// id is an item's number as a sheet writes it.
type id struct {
	letter string // A, X, or empty where the sheet gives none
	number string // 5.9
	exact  bool   // false where a spreadsheet may have cut a zero off: 5.10 as 5.1
	clause bool   // the sheet calls it a clause
}

func (i id) String() string {
	if i.letter == "" {
		return i.number
	}
	return i.letter + "." + i.number
}

// idForm is a number with dots, with or without its letter, alone or before a
// title: "A.5.9", "a 5.9", "A-5.9", "A_5_9", "6.1.4 AI system impact assessment".
var idForm = pattern(`^[#*(\[]?\s*(?i:(a|x))?[\s._:-]*(\d{1,2}(?:\s*[._]\s*\d{1,2}){0,4})\.?[*†)\]]?(?:$|[\s:–—-]+(?:[^\d\s]|20\d\d\b))`)

// What spreadsheets make of a number: a day of a month, or a number with a comma.
var (
	asDate  = pattern(`(?i)^(?:\d{1,2}[.\s-]+(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\pL{0,6}\.?|(?:jan|feb|mar|mär|mrz|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)\pL{0,6}[.\s-]+\d{1,2})$`)
	asComma = pattern(`^\d{1,2},\d{1,2}$`)
)

const mostID = 300 // bytes; a longer cell is no id

// linked is a text with a link behind it, as some tools write their numbers.
var linked = pattern(`^\[([^\]]*)\](?:\([^)]*\))?`)

// ofStandards is the name of a standard before a number, with or without its
// year.
var ofStandards = pattern(`(?i)^(?:din\s+)?(?:en\s+)?(?:iso)?(?:\s*/?\s*iec)?[\s-]*(?:27001|27002|42001)?(?:\s*[:-]?\s*20(?:13|22|23|24))?(?:[\s:,/|_-]+|$)`)

// clauseNames are the names of what is no control, in the languages that sheets
// come in: after them a number is that of a clause.
var clauseNames = pattern(`(?i)^(?:clauses?|kapitel|abschnitt|klausel|clause|chapitre|cláusula|clausula|capítulo|capitolo|clausola|hoofdstuk|clausule|rozdział|klauzula|punkt normy|箇条|§+)$`)

// bareItem is a cell without what stands before the number: a link, the name of
// a standard, a word like Annex or Control. Clause says that the word was that of
// a clause.
func bareItem(sheets *catalog.Sheets, s string) (bare string, clause bool) {
	s = strings.TrimSpace(asciiForm(s))
	if m := linked().FindStringSubmatchIndex(s); m != nil {
		s = strings.TrimSpace(s[m[2]:m[3]] + s[m[1]:])
	}
	for range 4 {
		was := s
		if m := ofStandards().FindStringIndex(s); m != nil && m[1] > 0 && strings.ContainsAny(s[m[1]:], "0123456789") {
			s = s[m[1]:]
		}
		if word, rest, ok := wordBefore(sheets, s); ok {
			clause = clause || clauseNames().MatchString(strings.Trim(word, " .:"))
			s = rest
		}
		if s == was {
			return s, clause
		}
	}
	return s, clause
}

// wordBefore parts the word before a number from the number, where it is one of
// those that people put there.
func wordBefore(sheets *catalog.Sheets, s string) (word, rest string, ok bool) {
	at := strings.IndexAny(s, "0123456789")
	if at <= 0 {
		return "", s, false
	}
	word = s[:at]
	bare := strings.TrimRight(word, " .:-_")
	letter := ""
	if n := len(bare); n > 0 && strings.ContainsRune("aAxX", rune(bare[n-1])) && (n == 1 || !isLetterBefore(bare, n-1)) {
		letter, bare = bare[n-1:], strings.TrimRight(bare[:n-1], " .:-_")
	}
	if bare == "" || !sheets.Before(bare) {
		return "", s, false
	}
	return bare, letter + s[at:], true
}

func isLetterBefore(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return unicode.IsLetter(r)
}

func parseID(sheets *catalog.Sheets, c cell) (id, bool) {
	s := strings.TrimSpace(c.text)
	if c.kind == number {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			return id{}, false
		}
		s = strconv.FormatFloat(f, 'f', -1, 64)
	} else if c.kind != text || len(s) > mostID || !strings.ContainsAny(asciiForm(s), "0123456789") {
		return id{}, false
	}
	bare, clause := bareItem(sheets, s)
	comma := asComma().MatchString(bare)
	if comma {
		bare = strings.Replace(bare, ",", ".", 1)
	}
	m := idForm().FindStringSubmatch(bare)
	if m == nil {
		return id{}, false
	}
	return id{letter: strings.ToUpper(m[1]), number: plainNumbers(m[2]), exact: c.kind != number && !comma || m[1] != "", clause: clause}, true
}

// plainNumbers is a number without blanks and zeros in front: "05. 09" is 5.9.
func plainNumbers(s string) string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '.' || r == '_' })
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
	if _, is := r.cat.Baseline(i.number); !is {
		i.clause = false // whatever a sheet calls it
	}
	switch {
	case r.as == SoA && i.letter == "" && !i.clause:
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
	if isHeading(standard, i.String()) || r.as == SoA && !i.clause && isHeading(standard, i.number) {
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
