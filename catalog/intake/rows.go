package intake

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// reader goes through the rows of the sheets that are read.
type reader struct {
	ledger
	part   // the sheet at hand
	cat    *catalog.Catalog
	sheets *catalog.Sheets
	as     As
	want   Request
	newID  func() string
	words  *glossary
	joints joints
	titles map[string]*catalog.Item // the items by their titles, once that is asked

	active   []assess.System          // of the inventory, which no row changes
	named    map[string]assess.System // as rows called them
	serving  map[string][]proof       // the evidence of an item, once a row gives some
	claims   map[subject][]entry      // what the rows say
	order    []subject                // as they come
	known    map[string]bool          // words of titles, once they are asked for
	spoiled  map[string]bool          // items with a row that is refused
	groups   []RowSeen
	parts    []part
	start    *assess.Assessment
	kin      kin
	skip     map[spot]string // rows that are left out, and why they were refused before
	bad      []restRow       // rows that are refused
	near     []Ask           // titles that are close to one of an item
	unopened int             // rows that wait for what is asked
	totals
	refusals Refusals
	more     int // refusals beyond those that are listed
}

// totals count what a person should know of a file.
type totals struct {
	seen      int // rows that name an item
	unchanged int
	silent    int      // rows that name an item and say nothing of it
	fall      int      // ratings that the sheet lowers
	stay      int      // ratings that stay although the sheet says less
	spread    int      // rows that name several items
	manyRows  int      // items that several rows are about
	clauses   int      // rows of a statement that name a clause
	titleOnly int      // rows that are known by their title alone
	hidden    []string // hidden rows that were read
	closed    int      // rows below the last item that were passed over, the first of which is
	first     string
	lines     []Line
}

// part is a sheet that is read.
type part struct {
	t         *table
	head      heading
	tool      string         // the program that wrote it, where that is known
	edition   string         // of ISO/IEC 27001, by its numbers
	old       int            // rows that name a control of 2013, where these are the most
	numbersOf map[string]int // how often each stands in the sheet, once that is asked
	runs      map[int]bool   // rows that count up by one, once that is asked
	last      int            // place of the last row with a figure where the number stands
	hiding    []area         // merged cells that hide values
	forms     bool           // some numbers of items have a form, and others none
	ticks     bool           // the column of what is applicable holds nothing but marks
	done      map[field]bool // columns that ask whether something is done
}

// spot is a row of a sheet.
type spot struct {
	sheet string
	row   int
}

// proof is what tells one piece of evidence of an item from another.
type proof struct{ what, system string }

// subject is what a row is about.
type subject struct{ item, system string }

func (r *reader) itemCell(at int) cell { return r.t.rows[at].at(r.head.columns[fItem]) }

func (r *reader) idAt(at int) (id, bool) {
	c := r.itemCell(at)
	i, ok := parseID(r.sheets, c)
	if ok && r.keepsZeros(c) {
		i.number, i.exact = plainNumbers(c.figures()), true
	}
	return i, ok
}

// rows reads what the rows of one sheet say.
func (r *reader) rows(p part) {
	r.part = p
	r.last = len(r.t.rows) - 1
	for r.last >= r.head.first && !hasFigure(r.itemCell(r.last)) {
		r.last--
	}
	for at := r.head.first; at < len(r.t.rows); at++ {
		if !r.passedOver(at) {
			r.row(at)
		}
	}
}

// refuse keeps a refusal; the field says which cell is meant, empty the row.
func (r *reader) refuse(at spot, f field, item string, err error) {
	if len(r.refusals) == maxRefusals {
		r.more++
		return
	}
	cell := ""
	if column, ok := r.head.columns[f]; ok {
		cell = cellName(column, at.row)
	}
	r.refusals = append(r.refusals, Refusal{Sheet: at.sheet, Row: at.row, Cell: cell, Item: item, Reason: visible.Line(err.Error())})
}

func (r *reader) refused() Refusals {
	if r.more > 0 {
		return append(r.refusals, Refusal{Reason: fmt.Sprintf("%d more refusals are not listed", r.more)})
	}
	return r.refusals
}

// row takes what a row says of its items.
func (r *reader) row(at int) {
	where := spot{r.t.name, r.t.rows[at].n}
	r.groups = append(r.groups, RowSeen{Sheet: visible.Line(r.t.name), Row: where.row, Group: RowSilent})
	mine := len(r.groups) - 1
	if reason, before := r.skip[where]; before {
		r.spoil(mine, at, strings.Trim(short(r.itemCell(at).text), `"`), reason)
		return
	}
	items, err := r.items(at)
	if err != nil {
		said := strings.Trim(short(r.itemCell(at).text), `"`)
		r.refuse(where, fItem, said, err)
		r.spoil(mine, at, said, err.Error())
		return
	}
	if items == nil {
		r.groups[mine].Item, r.groups[mine].Group, r.groups[mine].Text = strings.Trim(short(r.itemCell(at).text), `"`), RowDoubted, "its title is close to that of an item"
		return
	}
	r.seen++
	if r.t.rows[at].hidden {
		r.totals.hidden = append(r.totals.hidden, strconv.Itoa(where.row))
	}
	if len(items) > 1 {
		r.spread++
	} else {
		r.compare(at, items[0])
	}
	r.groups[mine].Item = numbersOf(items)
	for n, it := range items {
		r.words.again = n > 0
		before := len(r.refusals) + r.more
		e, understood := r.understand(at, it)
		if !understood {
			r.spoiled[it.ID] = true
			r.spoil(mine, at, it.Number, r.reasonSince(before))
			return // the same holds for the other items of the row
		}
		e.group = mine
		r.claim(e)
	}
}

func (r *reader) reasonSince(before int) string {
	if before < len(r.refusals) {
		return r.refusals[before].Reason
	}
	return "refused"
}

// spoil says that a row is refused, and keeps it as it stands.
func (r *reader) spoil(group, at int, item, reason string) {
	g := &r.groups[group]
	if g.Group == RowRefused {
		return
	}
	g.Group, g.Item, g.Text = RowRefused, item, visible.Line(reason)
	r.bad = append(r.bad, restRow{spot{r.t.name, r.t.rows[at].n}, r.t.rows[at], r.head, reason})
}

func numbersOf(items []*catalog.Item) string {
	all := make([]string, len(items))
	for i, it := range items {
		all[i] = it.Number
	}
	return strings.Join(all, ", ")
}

// claim keeps what a row says, beside what others say of the same.
func (r *reader) claim(e entry) {
	about := subject{e.item.ID, e.system}
	if _, there := r.claims[about]; !there {
		r.order = append(r.order, about)
	}
	r.claims[about] = append(r.claims[about], e)
}

// items are what a row is about: one, or all that its cell lists. None and no
// error: its title is close to one, and somebody has to say.
func (r *reader) items(at int) ([]*catalog.Item, error) {
	if r.edition == Edition2013 {
		return r.itemsOf2013(at)
	}
	if items, err := r.several(r.itemCell(at)); err != nil || items != nil {
		return items, err
	}
	it, err := r.item(at)
	if err != nil || it == nil {
		return nil, err
	}
	return []*catalog.Item{it}, nil
}

func (r *reader) item(at int) (*catalog.Item, error) {
	c := r.itemCell(at)
	i, ok := r.idAt(at)
	switch {
	case c.blank() && r.t.csv:
		return nil, fmt.Errorf("the row has values and names no item in the column %s", short(r.head.text(fItem)))
	case c.blank():
		return nil, errors.New("the row has values and names no item in its column")
	case c.kind == unknown:
		return nil, errFormula
	case asDate().MatchString(strings.TrimSpace(c.text)):
		return nil, fmt.Errorf("the item is %s; a spreadsheet may have made a date of it, so make the column text and write the item again", short(c.text))
	case !ok && c.kind == number:
		return nil, fmt.Errorf("the item is the number %s; a spreadsheet may have made a date of it, so make the column text and write the item again", short(c.text))
	case !ok:
		return r.byTitle(at)
	}
	if i.clause = i.clause || r.titledAsClause(at, i); i.clause {
		r.clauses++
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

// findSystem finds one by its name, whatever its case where that is clear, or by its
// number.
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
	if s, ok := assess.FindSystem(r.start, name); ok && len(alike) == 0 {
		return s, nil
	}
	return assess.System{}, fmt.Errorf("the inventory has no AI system %s; add it first, or leave the cell empty for all systems", short(name))
}

// unmerged refuses cells that are merged over several columns that are read.
// Cells that are merged over rows were filled down.
func (r *reader) unmerged(at int, it *catalog.Item) bool {
	n := r.t.rows[at].n
	i := slices.IndexFunc(r.t.merged, func(m area) bool {
		if n >= m.top && n <= m.bottom && slices.Contains(r.hiding, m) {
			return true
		}
		if n < m.top || n > m.bottom || m.top <= r.t.rows[r.head.first-1].n {
			return false
		}
		read := map[int]bool{}
		for _, column := range r.head.columns {
			if column >= m.left && column <= m.right {
				read[column] = true
			}
		}
		return len(read) > 1
	})
	if i < 0 {
		return true
	}
	m := r.t.merged[i]
	r.refuse(spot{r.t.name, n}, "", it.Number, fmt.Errorf("the cells %s to %s are merged; unmerge them and give every row its own values", cellName(m.left, m.top), cellName(m.right, m.bottom)))
	return false
}
