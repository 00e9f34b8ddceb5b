package registers

import (
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
	"crosswalk/tui/list"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// The cells of the parts of a row: its number, its sign, and the least of its title.
const (
	numberWidth = 5
	signWidth   = 2
	titleWidth  = 20
)

// rowColumns are number, sign and title, and as many other columns of the kind as
// have room: what tells most comes first, and the order is the kind's own.
func (g *Screen) rowColumns(width int) list.Columns[*row] {
	k, number := g.register(), numberWidth
	if all := g.rows.All(); len(all) > 0 {
		number = max(number, len(all[len(all)-1].number))
	}
	cols := list.Columns[*row]{
		{Title: "No.", Width: number, Text: func(r *row, _ *style.Theme) string { return r.number }},
		{Gap: 1, Width: signWidth, Text: func(r *row, t *style.Theme) string { return signOf(r.worst, t) }},
		{Title: g.titleOf(k), Gap: 1, Fill: 1, Text: func(r *row, _ *style.Theme) string { return widget.Line(r.Title()) }},
	}
	if k == nil {
		return cols
	}
	room := width - number - signWidth - titleWidth - 2
	taken := map[string]int{}
	for _, least := range []int{3, 2, 1} {
		for _, name := range k.Columns {
			if wide, weight := g.columnOf(k, name); weight == least && room > wide {
				taken[name] = wide
				room -= wide + 1
			}
		}
	}
	for _, name := range k.Columns {
		if wide := taken[name]; wide > 0 {
			cols = append(cols, g.column(k, name, wide))
		}
	}
	return cols
}

func (g *Screen) titleOf(k *catalog.Register) string {
	if k != nil {
		if f, has := k.Field(catalog.RecordTitle); has {
			return f.Label
		}
	}
	return "Title"
}

// columnOf is how wide a column of a kind is, and how much it tells: 3 most, 0 for
// the title, which stands anyway.
func (g *Screen) columnOf(k *catalog.Register, name string) (wide, tells int) {
	switch name {
	case catalog.RecordTitle:
		return 0, 0
	case catalog.RecordState:
		for _, s := range k.States {
			wide = max(wide, len(s.Name))
		}
		return min(max(wide, 5), 14), 3
	case catalog.RecordDue:
		return 9, 2
	case catalog.RecordOwner:
		return 10, 2
	}
	f, _ := k.Field(name)
	switch {
	case f == nil:
		return 10, 1
	case f.Type == "date":
		return 9, 1
	case f.Type == "level", f.Type == "number":
		return 9, 1
	}
	return 12, 1
}

func (g *Screen) column(k *catalog.Register, name string, wide int) list.Column[*row] {
	col := list.Column[*row]{Title: "State", Gap: 1, Width: wide}
	f, has := k.Field(name)
	if has {
		col.Title = f.Label
	}
	switch {
	case name == catalog.RecordState:
		col.Text = func(r *row, _ *style.Theme) string { return widget.Line(r.State()) }
	case has && f.Type == "date":
		col.Text = func(r *row, t *style.Theme) string { return g.dayWord(r, name, t) }
	default:
		col.Text = func(r *row, t *style.Theme) string {
			if said := g.shelf.Says(r.Record, name); said != "" {
				return widget.FirstLine(said)
			}
			return t.Dim.Render("·")
		}
	}
	return col
}

// dayWord is a day without its century; one that is past in a record that is not
// closed is told by its sign.
func (g *Screen) dayWord(r *row, field string, t *style.Theme) string {
	d, err := time.Parse(time.DateOnly, r.Text(field))
	if err != nil {
		return t.Dim.Render("·")
	}
	return d.Format(day.Form)
}
