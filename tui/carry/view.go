package carry

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable; from wide on there is room for
// the explanation beside the list.
const (
	measure = 88
	wide    = 120
	// headRows stand above the rows of a list.
	headRows = 2
)

// list is the view at hand.
func (c *Screen) list(w int) string {
	if c.view == matrix {
		return c.matrix(w)
	}
	c.rows.See(c.h - headRows)
	return c.rows.Draw(w, c.h, c.head(w), func(r row, here bool) string { return widget.Fit(c.line(r, here, w), w) })
}

// title is the first line: what is compared, what is out of sight, on which basis,
// and what is stale.
func (c *Screen) title(text, more string, w int) string {
	t := c.s.Theme
	right := t.Dim.Render(more) + "  " + t.Box(synergy.BasisWords(c.basis))
	if n := len(c.now.Synergy.Stale); n > 0 {
		right = t.Warn.Render(fmt.Sprintf(" ! %d stale", n)) + right
	}
	left := " " + t.Strong.Render(text)
	room := w - widthOf(right) - 1
	return widget.Fit(widget.Fit(left, room)+right, w)
}

func (c *Screen) head(w int) []string {
	t := c.s.Theme
	switch c.view {
	case printed:
		return []string{
			c.title("The published table of controls", c.rows.More(), w),
			t.Dim.Render(widget.Fit("   42001     ISO/IEC 27001 cited        Level    Now      Carries  What is wrong", w)),
		}
	case quadrants:
		return []string{c.title("The four kinds of work", c.rows.More(), w), c.leftOut(w)}
	}
	return []string{c.title("What the ISMS carries", c.rows.More(), w), t.Dim.Render(widget.Fit(c.columnHeads(w), w))}
}

// leftOut names the item that stands under no kind of work just now.
func (c *Screen) leftOut(w int) string {
	it, ok := assess.Item(c.s.Catalog, c.now.Assessment, c.room.Veiled())
	if !ok {
		return widget.Blank(w)
	}
	return c.s.Theme.Dim.Render(widget.Fit(" "+screen.Veil+" "+it.Number+" is "+screen.Hidden, w))
}

// columns are the widths of the table of sets.
type columns struct{ name, bar int }

// The widths of the figures behind a name.
const (
	printedWidth   = 8
	potentialWidth = 10
	realisedWidth  = 9
	figures        = printedWidth + potentialWidth + realisedWidth
)

func (c *Screen) columns(w int) columns {
	name := 30
	switch {
	case w >= 96:
		name = 38
	case w < 70:
		name = 20
	}
	return columns{name: name, bar: max(8, w-2-name-figures-2)}
}

func (c *Screen) columnHeads(w int) string {
	bar := "done━ reuse═ build─"
	if c.columns(w).bar < len([]rune(bar)) {
		bar = "done━"
	}
	return "  " + widget.Fit("", c.columns(w).name) + widget.FitRight("printed", printedWidth) + widget.FitRight("potential", potentialWidth) +
		widget.FitRight("realised", realisedWidth) + "  " + bar
}

func (c *Screen) line(r row, here bool, w int) string {
	switch r.kind {
	case ofAll:
		return c.wholeLine(here, w)
	case ofSet:
		return c.setLine(r.set, here, w)
	case ofItem:
		return c.itemLine(r, here, w)
	case ofQuadrant:
		return c.quadrantLine(r.quad, here, w)
	}
	return c.printedLine(r.printed, here, w)
}

// mark leads a row: an arrow under the cursor, which also reverses its name.
func (c *Screen) marked(name string, here bool) string {
	if here {
		return "▸ " + c.s.Theme.Cursor.Render(name)
	}
	return "  " + name
}

func (c *Screen) wholeLine(here bool, w int) string {
	col := c.columns(w)
	f := c.figures()
	return c.marked(widget.Fit("The whole", col.name), here) + c.shares(f.Overall, "–", col)
}

// shares are the columns behind a name.
func (c *Screen) shares(s *synergy.Shares, published string, col columns) string {
	t := c.s.Theme
	if s == nil {
		return widget.FitRight(published, printedWidth) + "  " + t.Dim.Render("nothing here is applicable")
	}
	split := widget.Split{Done: s.Done, Reuse: s.Reuse, Build: s.Build}
	return t.Dim.Render(widget.FitRight(published, printedWidth)) + widget.FitRight(percent(s.Potential), potentialWidth) +
		widget.FitRight(percent(s.Realised), realisedWidth) + "  " + split.Line(t, col.bar)
}

func percent(f float64) string { return fmt.Sprintf("%d %%", score.Percent(f)) }

func (c *Screen) setLine(set *catalog.Clause, here bool, w int) string {
	col := c.columns(w)
	s, _ := c.figures().Set(set.ID)
	published := "–"
	if figure, ok := c.s.Catalog.Published().Figure(set.ID); ok {
		published = percent(figure.Share)
	}
	sign := "▹"
	if c.open[set.ID] {
		sign = "▿"
	}
	title := set.Title
	if col.name < 38 {
		title = set.Short
	}
	name := widget.Fit(fmt.Sprintf("%s %-4s %s", sign, set.ID, widget.Line(title)), col.name)
	if synergy.IsNew(c.s.Catalog, set) && col.name >= 38 {
		name = widget.Fit(fmt.Sprintf("%s %-4s %s · new work", sign, set.ID, widget.Line(title)), col.name)
	}
	return c.marked(name, here) + c.shares(s.Shares, published, col)
}

// itemLine is an item of an opened set or of a quadrant: its level as printed
// and as corrected, and its figures.
func (c *Screen) itemLine(r row, here bool, w int) string {
	t, col := c.s.Theme, c.columns(w)
	i, _ := c.figures().Item(r.item.ID)
	veiled := c.room.Veils(r.item.ID)
	stale := " "
	if i.Stale && !veiled {
		stale = "!"
	}
	name := widget.Fit(fmt.Sprintf("  %s%-7s %s", stale, r.item.Number, widget.Line(r.item.Title)), col.name)
	level := i.Level
	if rows := c.s.Catalog.Published().RowsOf(r.item.ID); len(rows) > 0 && c.basis == synergy.Published {
		level = rows[0].Level
	}
	if veiled {
		return c.marked(name, here) + widget.FitRight(level, printedWidth) + "  " + t.Dim.Render(screen.Veil+" "+screen.Hidden)
	}
	if !i.Applicable {
		return c.marked(name, here) + widget.FitRight(level, printedWidth) + "  " + t.Dim.Render("excluded")
	}
	shares := i.Shares()
	return c.marked(name, here) + c.shares(&shares, level, col)
}

func (c *Screen) quadrantLine(q synergy.Quadrant, here bool, w int) string {
	all, days := c.ofKind(q), 0.0
	for _, i := range all {
		days += i.Days
	}
	name := strings.ToUpper(string(q[:1])) + string(q[1:])
	words := fmt.Sprintf("  %d · %.1f days · %s", len(all), days, q.Words())
	return c.marked(c.s.Theme.Strong.Render(name), here) + c.s.Theme.Dim.Render(widget.Fit(words, w-2-len(name)))
}

// printedLine is a row of the published table, as printed or as corrected.
func (c *Screen) printedLine(at int, here bool, w int) string {
	t := c.s.Theme
	p := c.s.Catalog.Published().Rows[at]
	item, cites, level := p.Item, citedIDs(p), p.Level
	if c.basis == synergy.Corrected {
		items, base := corrected(p)
		item, cites, level = strings.Join(items, " or "), strings.Join(base, ", "), p.Right
	}
	carries := "–"
	if i, ok := c.figures().Item(p.Corrected[0].Item); ok && i.Applicable {
		carries = percent(i.Inherited)
	}
	if c.room.Veils(p.Corrected[0].Item) {
		carries = screen.Veil
	}
	now := c.s.Catalog.Level(p.Corrected[0].Item)
	name := widget.Fit(item, 9) + " " + widget.Fit(cites, 26) + " " + widget.Fit(level, 8) + " " + widget.Fit(now, 8) + widget.FitRight(carries, 8)
	wrong := "  nothing"
	if len(p.Errata) > 0 {
		wrong = "  " + strings.Join(p.Errata, " ")
	}
	return c.marked(name, here) + t.Dim.Render(widget.Fit(wrong, w-2-widthOf(name)))
}

func citedIDs(p catalog.PublishedRow) string {
	ids := make([]string, len(p.Baseline))
	for i, b := range p.Baseline {
		ids[i] = b.ID
	}
	return strings.Join(ids, ", ")
}

// corrected are the items and the baseline items that a printed row stands for.
func corrected(p catalog.PublishedRow) (items, base []string) {
	for _, r := range p.Corrected {
		items = append(items, r.Item)
		for _, b := range r.Baseline {
			if !slices.Contains(base, b) {
				base = append(base, b)
			}
		}
	}
	return items, base
}
