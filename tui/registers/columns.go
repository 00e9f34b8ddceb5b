package registers

import (
	"cmp"
	"time"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
	"crosswalk/tui/list"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// The cells of the parts of a row: its number, its sign, and the least of its title,
// beside what tells most and beside all else.
const (
	numberWidth = 5
	signWidth   = 2
	titleLeast  = 17
	titleWidth  = 24
)

// shadedFrom is the width from which a band is drawn as well as said: the higher, the
// darker.
const (
	shadedFrom = 60
	shades     = "░▒▓█"
)

// rowColumns are the columns of the kind that is listed.
func (g *Screen) rowColumns(width int) list.Columns[*row] {
	return g.columnsOf(g.register(), g.rows.All(), width)
}

// columnsOf are number, sign and title, and as many other columns of a kind as have
// room: what tells most comes first, and the order is the kind's own.
func (g *Screen) columnsOf(k *catalog.Register, all []*row, width int) list.Columns[*row] {
	number := numberWidth
	if len(all) > 0 {
		number = max(number, len(all[len(all)-1].number))
	}
	cols := list.Columns[*row]{
		{Title: "No.", Width: number, Text: func(r *row, _ *style.Theme) string { return r.number }},
		{Gap: 1, Width: signWidth, Text: func(r *row, t *style.Theme) string { return signOf(r.worst, t) }},
		{Title: titleOf(k), Gap: 1, Fill: 1, Text: func(r *row, _ *style.Theme) string { return widget.Line(r.Title()) }},
	}
	if k == nil {
		return cols
	}
	room := width - number - signWidth - titleLeast - 2
	taken := map[string]int{}
	for _, tells := range []int{most, much, some} {
		for _, name := range k.Columns {
			if wide, says := g.columnOf(k, name, width); says == tells && room > wide {
				taken[name] = wide
				room -= wide + 1
			}
		}
		if tells == much {
			room -= titleWidth - titleLeast
		}
	}
	for _, name := range k.Columns {
		if wide := taken[name]; wide > 0 {
			cols = append(cols, g.column(k, name, wide, width >= shadedFrom))
		}
	}
	return cols
}

func titleOf(k *catalog.Register) string {
	if k == nil {
		return "Title"
	}
	return cmp.Or(k.ColumnLabel(catalog.RecordTitle), "Title")
}

// How much a column tells; the title stands anyway.
const (
	nothing = iota
	some
	much
	most
)

// columnOf is how wide a column of a kind is in a list of a width, and how much it
// tells.
func (g *Screen) columnOf(k *catalog.Register, name string, width int) (wide, tells int) {
	switch name {
	case catalog.RecordTitle:
		return 0, nothing
	case catalog.RecordState:
		for _, s := range k.States {
			wide = max(wide, len(s.Name))
		}
		return min(max(wide, 5), 14), most
	case catalog.RecordBand:
		return g.bandWidth(width), most
	case catalog.RecordBandAfter:
		return g.bandWidth(width), much
	case catalog.RecordDue:
		return len("31 Dec 2026"), much
	case catalog.RecordOwner:
		return 12, much
	}
	f, _ := k.Field(name)
	switch {
	case f == nil:
		return 10, some
	case f.Type == "date":
		return len("31 Dec 2026"), some
	case f.Type == "level", f.Type == "number":
		return min(12, max(6, len(f.Label))), some
	case f.Type == "yesno":
		return min(12, max(3, len(f.Label))), some
	}
	return 14, some
}

// bandWidth is the width of the longest band, with its shade where there is room.
func (g *Screen) bandWidth(width int) int {
	wide := 0
	for _, band := range g.shelf.method.Bands {
		wide = max(wide, min(12, ansi.StringWidth(band)))
	}
	if width >= shadedFrom {
		wide += 2
	}
	return wide
}

// column is one of a kind; a band is drawn too, or only said.
func (g *Screen) column(k *catalog.Register, name string, wide int, shaded bool) list.Column[*row] {
	col := list.Column[*row]{Title: k.ColumnLabel(name), Gap: 1, Width: wide}
	f, has := k.Field(name)
	switch {
	case name == catalog.RecordBand || name == catalog.RecordBandAfter:
		col.Text = func(r *row, t *style.Theme) string { return g.bandWords(r.band(name), shaded, t) }
	case has && f.Type == "date":
		col.Text = func(r *row, t *style.Theme) string { return g.dayWord(r, name, t) }
	default:
		col.Text = func(r *row, t *style.Theme) string {
			if said := g.shelf.Column(r.Record, name); said != "" {
				return widget.FirstLine(said)
			}
			return t.Dim.Render("·")
		}
	}
	return col
}

// bandWords are a band in words, and how high it is as a shade before them; the highest
// two have an ink.
func (g *Screen) bandWords(band int, shaded bool, t *style.Theme) string {
	bands := g.shelf.method.Bands
	if band == 0 {
		return t.Dim.Render("·")
	}
	words := widget.Line(g.shelf.method.Name(band))
	if shaded {
		words = string([]rune(shades)[(band-1)*3/(len(bands)-1)]) + " " + words
	}
	switch band {
	case len(bands):
		return t.Bad.Render(words)
	case len(bands) - 1:
		return t.Warn.Render(words)
	}
	return words
}

// dayWord is a day; one that is past in a record that is not closed is told by its
// sign.
func (g *Screen) dayWord(r *row, field string, t *style.Theme) string {
	d, err := time.Parse(time.DateOnly, r.Text(field))
	if err != nil {
		return t.Dim.Render("·")
	}
	return d.Format(day.Form)
}
