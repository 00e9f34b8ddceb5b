package intake

import (
	"errors"
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// reader goes through the rows below the headings.
type reader struct {
	ledger
	cat   *catalog.Catalog
	t     *table
	as    As
	newID func() string

	active      []assess.System          // of the inventory, which no row changes
	named       map[string]assess.System // as rows called them
	serving     map[string][]proof       // the evidence of an item, once a row gives some
	merged      []area                   // that reach below the headings and over a column that is read
	first       map[subject]entry
	kin         kin
	known       map[string]bool // words of titles, once they are asked for
	numbersOf   map[string]int  // how often each stands in the sheet, once that is asked
	last        int             // place of the last row with a figure where the number stands
	closed      int             // rows below it that were passed over, the first of which is
	firstClosed string
	falling     Falling
	seen        int // rows that name an item
	unchanged   int
	silent      int // rows that name an item and say nothing of it
	fall        int // ratings that the sheet lowers
	stay        int // ratings that stay although the sheet says less
	spread      int // rows that name several items
	unasked     int // reasons of ratings that keep none
	lines       []Line
	refusals    Refusals
	more        int // refusals beyond those that are listed
}

// proof is what tells one piece of evidence of an item from another.
type proof struct{ what, system string }

// subject is what a row is about.
type subject struct{ item, system string }

// entry is a row that was understood.
type entry struct {
	row         int
	item        *catalog.Item
	system      string // id; empty for all
	systemName  string
	rating      mark
	applicable  bool // the sheet says yes
	excluded    bool // the sheet says no
	note        string
	reason      string
	whyNot      string // of a column that is about exclusions only
	owner       string
	due         string
	evidence    string
	ratingField field // the column that a refused rating stands in
}

func newReader(cat *catalog.Catalog, a *assess.Assessment, t *table, want Request, newID func() string) *reader {
	r := &reader{cat: cat, t: t, as: want.As, falling: want.Falling, newID: newID, first: map[subject]entry{}, named: map[string]assess.System{}, kin: kin{nearer: map[string]int{}, seen: map[*catalog.Item]bool{}}}
	r.begin(a)
	r.active = a.ActiveSystems()
	for _, m := range t.merged {
		if m.top > t.rows[t.head.at].n {
			r.merged = append(r.merged, m)
		}
	}
	return r
}

func (r *reader) rows() {
	r.last = len(r.t.rows) - 1
	for r.last > r.t.head.at && !hasFigure(r.t.rows[r.last].at(r.t.head.columns[fItem])) {
		r.last--
	}
	for at := r.t.head.at + 1; at < len(r.t.rows); at++ {
		if !r.passedOver(at) {
			r.row(at)
		}
	}
}

// refuse keeps a refusal; the field says which cell is meant, empty the row.
func (r *reader) refuse(row int, f field, item string, err error) {
	if len(r.refusals) == maxRefusals {
		r.more++
		return
	}
	cell := ""
	if column, ok := r.t.head.columns[f]; ok {
		cell = cellName(column, row)
	}
	r.refusals = append(r.refusals, Refusal{Sheet: r.t.name, Row: row, Cell: cell, Item: item, Reason: visible.Line(err.Error())})
}

func (r *reader) refused() Refusals {
	if r.more > 0 {
		return append(r.refusals, Refusal{Sheet: r.t.name, Reason: fmt.Sprintf("%d more refusals are not listed", r.more)})
	}
	return r.refusals
}

func (r *reader) row(at int) {
	n := r.t.rows[at].n
	items, err := r.items(at)
	if err != nil {
		r.refuse(n, fItem, strings.Trim(short(r.t.rows[at].at(r.t.head.columns[fItem]).text), `"`), err)
		return
	}
	r.seen++
	if len(items) > 1 {
		r.spread++
	} else {
		r.compare(at, items[0])
	}
	differs, says := false, false
	for _, it := range items {
		e, understood := r.understand(at, it)
		if !understood {
			return // the same holds for the other items of the row
		}
		says = says || e.says()
		differs = r.take(e) || differs
	}
	switch {
	case differs:
	case says:
		r.unchanged++
	default:
		r.silent++
	}
}

// says reports whether a row says anything that could be kept. That a control
// is applicable goes without saying.
func (e entry) says() bool {
	return e.rating.said || strings.TrimSpace(e.note+e.reason+e.owner+e.due+e.evidence) != ""
}

// take decides what a row says of one item, and whether that is anything new.
func (r *reader) take(e entry) bool {
	about := subject{e.item.ID, e.system}
	if before, twice := r.first[about]; twice {
		r.again(before, e)
		return false
	}
	r.first[about] = e
	lines, changes := len(r.lines), len(r.changes)
	r.decide(e)
	return len(r.lines) > lines || len(r.changes) > changes
}

// again takes a row that repeats an earlier one word for word, and no other.
func (r *reader) again(before, e entry) {
	row := e.row
	e.row = before.row
	e.rating.word = before.rating.word // 3 and implemented are the same
	if e == before {
		return
	}
	r.refuse(row, "", e.item.Number, fmt.Errorf("%s stands in row %d already and says something else there; keep one of the two", e.item.Number, before.row))
}

// items are what a row is about: one, or all that its cell lists.
func (r *reader) items(at int) ([]*catalog.Item, error) {
	if items, err := r.several(r.t.rows[at].at(r.t.head.columns[fItem])); err != nil || items != nil {
		return items, err
	}
	it, err := r.item(at)
	return []*catalog.Item{it}, err
}

func (r *reader) item(at int) (*catalog.Item, error) {
	c := r.t.rows[at].at(r.t.head.columns[fItem])
	i, ok := parseID(c)
	switch {
	case c.blank() && r.t.csv:
		return nil, fmt.Errorf("the row has values and names no item in the column %s", short(r.t.rows[r.t.head.at].at(r.t.head.columns[fItem]).text))
	case c.blank():
		return nil, errors.New("the row has values and names no item; merged cells are named in their first row only, so unmerge them")
	case c.kind == unknown:
		return nil, errFormula
	case asDate().MatchString(strings.TrimSpace(c.text)):
		return nil, fmt.Errorf("the item is %s; a spreadsheet may have made a date of it, so make the column text and write the item again", short(c.text))
	case !ok && asComma().MatchString(strings.TrimSpace(c.text)):
		return nil, fmt.Errorf("the item is %s, a number as a spreadsheet writes it with a comma; make the column text and write it like A.5.10", short(c.text))
	case !ok && c.kind == number:
		return nil, fmt.Errorf("the item is the number %s; a spreadsheet may have made a date of it, so make the column text and write the item again", short(c.text))
	case !ok:
		return nil, fmt.Errorf("%s is no item; clauses are written 6.1.2, controls A.5.9", short(c.text))
	}
	i, err := r.whole(at, i)
	if err != nil {
		return nil, err
	}
	it, heading, err := r.find(i)
	if heading {
		return nil, fmt.Errorf("%s is a heading and has no rating of its own; give the values to the items below it", i)
	}
	return it, err
}

var errFormula = errors.New("the formula has no stored value; open the file in a spreadsheet, let it calculate, and save it")

// understand reads the cells of a row, and refuses each that can't be.
func (r *reader) understand(at int, it *catalog.Item) (entry, bool) {
	row := r.t.rows[at]
	e := entry{row: row.n, item: it, ratingField: fRating}
	good := r.unmerged(row.n, it)
	refuse := func(f field, err error) {
		if err != nil {
			r.refuse(row.n, f, it.Number, err)
			good = false
		}
	}
	for _, f := range fieldsOf[r.as] {
		column, there := r.t.head.columns[f]
		c := row.at(column)
		if !there || f == fItem || c.blank() {
			continue
		}
		switch c.kind {
		case unknown:
			refuse(f, errFormula)
		case fault:
			refuse(f, fmt.Errorf("the cell shows the error %s; put the value there", short(c.text)))
		default:
			refuse(f, r.set(&e, f, c))
		}
	}
	if good {
		refuse(fApplicable, e.settle())
	}
	return e, good
}

func (r *reader) set(e *entry, f field, c cell) (err error) {
	switch f {
	case fRating:
		e.rating, err = parseRating(c)
	case fApplicable:
		var said, yes bool
		said, yes, err = parseApplicable(c)
		e.applicable, e.excluded = said && yes, said && !yes
	case fNote:
		e.note = plainText(c)
	case fReason:
		e.reason = plainText(c)
	case fWhyNot:
		e.whyNot = plainText(c)
	case fOwner:
		e.owner = strings.TrimSpace(plainText(c))
	case fDue:
		e.due, err = parseDay(c, r.t.from1904)
	case fEvidence:
		e.evidence = plainText(c)
	case fSystem:
		var s assess.System
		s, err = r.system(plainText(c))
		e.system, e.systemName = s.ID, s.Name
	}
	return err
}

// plainText is a cell's text; a truth value as a person sees it.
func plainText(c cell) string {
	if c.kind == truth {
		return map[bool]string{true: "TRUE", false: "FALSE"}[c.text == "1"]
	}
	return c.text
}

// settle brings what a sheet says twice together: whether a control is
// applicable, in a column of its own and in its status, and why not.
func (e *entry) settle() error {
	switch {
	case e.applicable && e.rating.na:
		return fmt.Errorf("%s is applicable here and not applicable in its status; only one can be", e.item.Number)
	case e.excluded && e.rating.said && !e.rating.na && e.rating.level > 0:
		return fmt.Errorf("%s is not applicable here and rated in its status; only one can be", e.item.Number)
	case e.excluded:
		e.rating, e.ratingField = mark{said: true, na: true}, fApplicable
	}
	first, second := e.reason, e.whyNot
	if e.rating.na || !e.rating.said && !e.applicable {
		first, second = second, first
	}
	if e.reason = first; strings.TrimSpace(first) == "" {
		e.reason = second
	}
	return nil
}

// system is the AI system that a row names, looked for once for all rows that
// name it.
func (r *reader) system(name string) (assess.System, error) {
	name = strings.TrimSpace(name)
	s, known := r.named[name]
	if known {
		return s, nil
	}
	s, err := r.findSystem(name)
	if err == nil {
		r.named[name] = s
	}
	return s, err
}

// findSystem finds one by its name, whatever its case where that is clear.
func (r *reader) findSystem(name string) (assess.System, error) {
	var alike []assess.System
	for _, s := range r.active {
		if s.Name == name || s.ID == name {
			return s, nil
		}
		if strings.EqualFold(s.Name, name) {
			alike = append(alike, s)
		}
	}
	switch {
	case len(alike) == 1:
		return alike[0], nil
	case strings.EqualFold(name, "all") || strings.EqualFold(name, "all systems"):
		return assess.System{}, nil
	}
	return assess.System{}, fmt.Errorf("the inventory has no AI system %s; add it first, or leave the cell empty for all systems", short(name))
}

// unmerged refuses merged cells that hide a value: over several rows, or over
// several columns that are read.
func (r *reader) unmerged(row int, it *catalog.Item) bool {
	for _, m := range r.merged {
		if row < m.top || row > m.bottom {
			continue
		}
		read := 0
		for _, column := range r.t.head.columns {
			if column >= m.left && column <= m.right {
				read++
			}
		}
		if read > 1 || read == 1 && m.bottom > m.top {
			r.refuse(row, "", it.Number, fmt.Errorf("the cells %s to %s are merged; unmerge them and give every row its own values", cellName(m.left, m.top), cellName(m.right, m.bottom)))
			return false
		}
	}
	return true
}
