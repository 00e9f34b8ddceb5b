package grid

import (
	"fmt"
	"strconv"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/list"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// The cells of the columns: the lead holds the cursor and a mark, the number comes
// before the title, and at the end stands the lowest of all.
const (
	lead    = 2
	number  = 8
	lowest  = 9
	leastIn = 20 // of item and title together
	mostIn  = 60
)

// frame is where the columns are.
type frame struct {
	first    int // cells before the systems
	wide     int // of each system
	from, to int // the systems in sight
}

// columnAt is the place of the system at a column of the screen, -1 where there is
// none.
func (f frame) columnAt(x int) int {
	if at := f.from + (x-f.first)/max(1, f.wide); x >= f.first && at < f.to {
		return at
	}
	return -1
}

// name gives every system as much as its name needs.
func (g *Screen) name() {
	g.names, g.wide = reading.ShortNames(g.systems), 7
	for _, name := range g.names {
		g.wide = max(g.wide, ansi.StringWidth(name)+2)
	}
}

// lay scrolls sideways so that the system under the cursor is in sight.
func (g *Screen) lay() {
	wide := g.wide
	fit := max(1, (g.w-leastIn-lowest)/wide)
	from, to := widget.Window(g.left, max(0, g.column()), len(g.systems), fit)
	g.left = from
	g.frame = frame{first: min(mostIn, g.w-lowest-(to-from)*wide), wide: wide, from: from, to: to}
}

// View is the head, the systems, a row for each item, and below them what the cell
// under the cursor says.
func (g *Screen) View() string {
	switch {
	case g.now.Assessment == nil:
		return widget.Pane(nil, g.w, g.h)
	case len(g.systems) == 0:
		return g.empty()
	}
	g.lay()
	foot, height := g.rows.Foot(g.w, g.h)
	below := g.below(height)
	rows := height - len(below)
	heads := []string{"", g.headings()}
	g.rows.See(rows - len(heads))
	heads[0] = g.rows.Head(g.w, g.head())
	drawn := g.rows.Draw(g.w, rows, heads, g.row)
	return drawn + "\n" + widget.Pane(below, g.w, len(below)) + foot
}

// empty teaches where no AI system is in scope.
func (g *Screen) empty() string {
	text := "No AI system is in scope yet, so one answer stands for all. Add the systems of the organisation under Systems: here each of them gets a column, and every item about AI systems a row. esc goes back."
	return widget.Pane(widget.Indent(widget.Wrap(text, min(g.w-2, 88)), " ", " "), g.w, g.h)
}

func (g *Screen) head() list.Head {
	what := fmt.Sprintf("%d items × %d AI systems", len(g.rows.All()), len(g.systems))
	head := list.Head{What: what, Filter: widget.Line(g.filter.Words())}
	if f := g.frame; f.to-f.from < len(g.systems) {
		head.More = g.s.Theme.Dim.Render(fmt.Sprintf(" · %d to %d in sight", f.from+1, f.to))
	}
	return head
}

// headings are the names of the systems; ‹ and › say that there are more.
func (g *Screen) headings() string {
	t, f := g.s.Theme, g.frame
	line := t.Dim.Render(widget.Fit(widget.Blank(lead)+widget.Fit("Item", number)+"Title", f.first-1))
	before, after := " ", " "
	if f.from > 0 {
		before = "‹"
	}
	if f.to < len(g.systems) {
		after = "›"
	}
	line += t.Warn.Render(before)
	for _, s := range g.systems[f.from:f.to] {
		name := widget.Fit(" "+g.names[s.ID], f.wide)
		if s.ID == g.system {
			name = t.Strong.Render(name)
		} else {
			name = t.Dim.Render(name)
		}
		line += name
	}
	return widget.Fit(line+t.Warn.Render(after)+t.Dim.Render(" lowest"), g.w)
}

// row is an item with a cell for each system.
func (g *Screen) row(it *catalog.Item, here bool) string {
	t, f := g.s.Theme, g.frame
	sign, mark, text := " ", " ", t.Text
	if here {
		sign, text = "▸", t.Strong
	}
	if g.rows.Marks.Has(it.ID) {
		mark, text = list.Marked, t.Strong
	}
	title := widget.Line(g.s.Lang.Item(it).Title)
	line := sign + t.Accent.Render(mark) + text.Render(widget.Fit(it.Number, number)+widget.Fit(title, f.first-lead-number-1)) + " "
	stands := g.stands(it)
	for i := f.from; i < f.to; i++ {
		line += g.cell(it, g.systems[i], stands.each[i], here)
	}
	return widget.Fit(line+"  "+g.sign(it, stands.whole), g.w)
}

func (g *Screen) stands(it *catalog.Item) stood {
	st, known := g.stood[it.ID]
	if !known {
		st.each = make([]assess.Standing, len(g.systems))
		st.whole = assess.StandEach(it, g.now.Assessment, g.systems, st.each)
		g.stood[it.ID] = st
	}
	return st
}

// cell is how an item stands for one system; the one under the cursor is reversed in
// a box. * says that the answer for all stands there.
func (g *Screen) cell(it *catalog.Item, s assess.System, st assess.Standing, here bool) string {
	t := g.s.Theme
	text := g.sign(it, st)
	if st.ByAll && st.State != assess.Unanswered && !g.room.Veils(it.ID) {
		text += "*"
	}
	at := assess.Key{Item: it.ID, System: s.ID}
	if g.stale[at] {
		text += screen.SignStale
	}
	if g.now.Assessment.Answer(at).Flag {
		text += screen.SignFlag
	}
	if here && s.ID == g.system {
		cell := t.Key.Render("▐") + t.Cursor.Render(widget.Fit(text, 4)) + t.Key.Render("▌")
		return widget.Fit(cell, g.frame.wide)
	}
	return widget.Fit(" "+text, g.frame.wide)
}

// sign is a standing in at most five cells.
func (g *Screen) sign(it *catalog.Item, st assess.Standing) string {
	switch {
	case g.room.Veils(it.ID):
		return screen.Veil
	case st.State == assess.Rated:
		return screen.SignFull + " " + strconv.Itoa(st.Level)
	case st.State == assess.Partial && st.Of > 0:
		return fmt.Sprintf("%s %d/%d", screen.SignHalf, st.Answered, st.Of)
	}
	return screen.Sign(st.State)
}

// here is the AI system under the cursor.
func (g *Screen) here() assess.System { return g.systems[max(0, g.column())] }

// below says what the cell under the cursor is about, and its levels: all of them
// where there is room, else the one that stands.
func (g *Screen) below(height int) []string {
	t := g.s.Theme
	it, ok := g.rows.Current()
	if !ok {
		return nil
	}
	title := "── " + widget.Line(g.here().Name) + " · " + it.Number + " " + widget.Line(g.s.Lang.Item(it).Title) + " "
	title = ansi.Truncate(title, g.w, "…")
	lines := []string{t.Strong.Render(title) + t.Faint.Render(widget.Rule(g.w-ansi.StringWidth(title)))}
	chosen := assess.Rating{}
	if st := assess.StandIn(it, g.now.Assessment, g.system); st.State == assess.Rated && !g.room.Veils(it.ID) {
		chosen = assess.Rating{State: assess.Rated, Level: st.Level}
	}
	x := reading.Item{S: g.s, Now: g.now, Kept: g.kept, Room: g.room, It: it}
	room := max(6, height/3)
	scale := x.Scale(chosen)
	for _, l := range scale.Lines(t, min(g.w-1, 88), room, room) {
		if height >= 18 || l.Level == scale.Chosen {
			lines = append(lines, " "+l.Text)
		}
	}
	return lines
}
