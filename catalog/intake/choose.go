package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/visible"
)

// chooser finds the sheets of a file that say something of the standard, and
// what their columns hold.
type chooser struct {
	f       *File
	cat     *catalog.Catalog
	want    Request
	reading *Reading
}

func (c *chooser) finder() finder {
	return finder{cat: c.cat, as: c.want.As, layout: c.want.Layout, sheets: c.cat.Sheets()}
}

// lookRows are the rows of a sheet that are read to find out what it holds.
const lookRows = headingRows + rowsLooked

// parts are the sheets that are read. A sheet without an item below its headings
// is none of them; of sheets about the same items somebody has to say which one
// is meant.
func (c *chooser) parts() ([]part, error) {
	f := c.finder()
	c.f.settle(func(rows []row) int {
		h, _ := f.find(rows)
		return h.items + len(h.columns)
	})
	var found []part
	var bad error
	for _, s := range c.f.Sheets() {
		seen := SheetSeen{Name: s.Name, Hidden: s.Hidden}
		p, err := c.look(s, &seen)
		if err != nil && bad == nil && c.named(s) {
			bad = err
		}
		if p.t != nil {
			found = append(found, p)
		}
		c.reading.Sheets = append(c.reading.Sheets, seen)
	}
	if err := c.missing(); err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, c.none(bad)
	}
	if found = c.apart(found); len(found) == 0 {
		return nil, nil
	}
	return c.whole(found)
}

// named reports whether a sheet is one of those that are to be read.
func (c *chooser) named(s SheetInfo) bool {
	if len(c.want.Layout.Sheets) == 0 {
		return !s.Hidden
	}
	return slices.Contains(c.want.Layout.Sheets, s.Name)
}

// look reads the first rows of a sheet and finds its headings.
func (c *chooser) look(s SheetInfo, seen *SheetSeen) (part, error) {
	if !c.named(s) {
		seen.Why = "not asked for"
		if s.Hidden {
			seen.Why = "hidden"
		}
		return part{}, nil
	}
	t, err := c.f.table(s.Name, lookRows, nil)
	if err != nil {
		seen.Why = err.Error()
		return part{}, err
	}
	h, tool, ok := c.heading(t)
	if !ok {
		seen.Why = "no row of it has headings that can be read"
		return part{}, nil
	}
	seen.Heading, seen.HeadRows, seen.Columns = h.row, h.rows, columnsSeen(h)
	if h.items == 0 && len(c.want.Layout.Sheets) == 0 && len(c.f.Sheets()) > 1 {
		seen.Why = "no row below its headings names an item"
		return part{}, nil
	}
	return part{t: t, head: h, tool: tool}, nil
}

// heading is the heading of a table, and the program that wrote it where that is
// known by it.
func (c *chooser) heading(t *table) (heading, string, bool) {
	f := c.finder()
	f.own = t.own
	h, ok := f.find(t.rows)
	if !ok {
		return f.withTool(t)
	}
	if tool, known := f.sheets.ToolFor(h.texts); known {
		f.tool = tool
		if again, ok := f.find(t.rows); ok {
			return again, tool.Name, true
		}
	}
	return h, "", true
}

// withTool looks for headings that only a program has.
func (f *finder) withTool(t *table) (heading, string, bool) {
	for _, r := range t.rows[:min(len(t.rows), headingRows)] {
		texts, _ := headTexts([]row{r})
		if tool, known := f.sheets.ToolFor(texts); known {
			f.tool = tool
			h, ok := f.find(t.rows)
			return h, tool.Name, ok
		}
	}
	return heading{}, "", false
}

func columnsSeen(h heading) []ColumnSeen {
	fields := map[int]field{}
	for f, column := range h.columns {
		fields[column] = f
	}
	all := make([]ColumnSeen, len(h.texts))
	for column, text := range h.texts {
		f := fields[column]
		if _, mark := h.marks[column]; mark {
			f = fStatus
		}
		letter := strings.TrimSuffix(cellName(column, 1), "1")
		all[column] = ColumnSeen{Column: column, Letter: letter, Heading: visible.Line(strings.TrimSpace(text)), Field: string(f), Why: h.why[column], Asked: h.asked[f] && f != ""}
	}
	return all
}

// missing refuses a layout that names a sheet that is not there.
func (c *chooser) missing() error {
	var all []string
	for _, s := range c.f.Sheets() {
		all = append(all, s.Name)
	}
	for _, name := range c.want.Layout.Sheets {
		if slices.Contains(all, name) {
			continue
		}
		if c.f.Form() == "CSV" {
			return fmt.Errorf("a CSV file has no sheet %s; leave the sheet out", short(name))
		}
		for i := range all {
			all[i] = short(all[i])
		}
		return fmt.Errorf("the workbook has no sheet %s; it has %s", short(name), strings.Join(all, ", "))
	}
	return nil
}

// none says why no sheet can be read.
func (c *chooser) none(bad error) error {
	if bad != nil {
		return bad
	}
	said := fmt.Sprintf("no row among the first %d has headings that can be read; one column names the item, and others say its rating, status, note, owner and more", headingRows)
	if sheets := c.want.Layout.Sheets; len(sheets) == 1 {
		said = fmt.Sprintf("sheet %s: %s", short(sheets[0]), said)
	}
	if alone := c.itemsAlone(); alone != "" {
		return fmt.Errorf("the column %s names items, and no other column is known to say something of them; name one with --column, like rating=%s", alone, `"Current maturity"`)
	}
	if heads := c.headsSeen(); heads != "" {
		said += "; the first row with several texts says " + heads
	}
	return errors.New(said)
}

// itemsAlone is the heading of a column that names items where nothing else is
// known of its sheet.
func (c *chooser) itemsAlone() string {
	f := c.finder()
	for _, s := range c.f.Sheets() {
		t, err := c.f.table(s.Name, lookRows, nil)
		if err != nil || !c.named(s) {
			continue
		}
		for at, r := range t.rows {
			if r.n > headingRows {
				break
			}
			h := f.best(t.rows, at)
			if column, there := h.columns[fItem]; there && f.itemsInRow(r) == 0 && f.itemsIn(t.rows[h.first:], column) > 0 {
				return short(h.text(fItem))
			}
		}
	}
	return ""
}

// headsSeen is the first row that looks like headings, for somebody who has to
// name the columns.
func (c *chooser) headsSeen() string {
	for _, s := range c.f.Sheets() {
		t, err := c.f.table(s.Name, headingRows, nil)
		if err != nil || s.Hidden {
			continue
		}
		for _, r := range t.rows {
			var said []string
			for _, cell := range r.cells {
				if !cell.blank() && cell.kind == text {
					said = append(said, short(cell.text))
				}
			}
			if len(said) > 1 {
				return fmt.Sprintf("%s (row %d)", strings.Join(said[:min(len(said), 12)], ", "), r.n)
			}
		}
	}
	return ""
}

// apart keeps sheets that are about different items. Of those that say the same
// of them, one that rates is meant before one that does not.
func (c *chooser) apart(found []part) []part {
	if len(found) == 1 || len(c.want.Layout.Sheets) > 0 {
		return c.mark(found)
	}
	rates := slices.DeleteFunc(slices.Clone(found), func(p part) bool { return !p.head.rates() })
	if len(rates) > 0 {
		found = rates
	}
	f := c.finder()
	seen := map[string]string{}
	for _, p := range found {
		for _, r := range p.t.rows[p.head.first:] {
			i, ok := parseID(f.sheets, r.at(p.head.columns[fItem]))
			if other, twice := seen[i.String()]; ok && twice && other != p.t.name {
				c.askSheet(found)
				return nil
			}
			seen[i.String()] = p.t.name
		}
	}
	return c.mark(found)
}

func (h heading) rates() bool {
	_, rating := h.columns[fRating]
	_, status := h.columns[fStatus]
	return rating || status || len(h.marks) > 0
}

func (c *chooser) askSheet(found []part) {
	var names []string
	for _, p := range found {
		names = append(names, short(p.t.name))
	}
	c.reading.Asks = append(c.reading.Asks, Ask{
		Kind: AskSheet, Flags: []string{typed("sheet", found[0].t.name)},
		Text: fmt.Sprintf("the sheets %s are about the same items; name the one that is meant", strings.Join(names, ", ")),
	})
}

func (c *chooser) mark(found []part) []part {
	for i := range c.reading.Sheets {
		s := &c.reading.Sheets[i]
		s.Read = slices.ContainsFunc(found, func(p part) bool { return p.t.name == s.Name })
		if !s.Read && s.Why == "" {
			s.Why = "it rates nothing"
		}
	}
	return found
}

// whole reads all rows of the sheets that are meant, the columns that are wanted
// alone.
func (c *chooser) whole(found []part) ([]part, error) {
	for i, p := range found {
		t, err := c.f.table(p.t.name, maxRow, c.wanted(p.head))
		if err != nil {
			return nil, err
		}
		if err := t.cutOff(len(p.head.texts)); err != nil {
			return nil, err
		}
		p.t = t
		p.head.settle(t.rows)
		c.prepare(&p)
		found[i] = p
	}
	c.reading.Shape = shapeOf(found)
	return found, nil
}

// wanted are the columns that are read, so that others take no room; all, where
// refused rows are to be kept whole.
func (c *chooser) wanted(h heading) func(column int) bool {
	if c.want.Rest {
		return nil
	}
	return h.reads
}

// shapeOf is what a file of the same form has in common with this one: its
// headings, in any order.
func shapeOf(found []part) string {
	var all []string
	for _, p := range found {
		for _, text := range p.head.texts {
			if folded := catalog.FoldWord(text); folded != "" {
				all = append(all, folded)
			}
		}
	}
	slices.Sort(all)
	return strings.Join(slices.Compact(all), "\n")
}
