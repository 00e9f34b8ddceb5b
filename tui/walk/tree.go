package walk

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// row is a line of the tree: a clause or section, or one of its items.
type row struct {
	set  *catalog.Clause
	item *catalog.Item
}

// tree is every clause and section with the items of the one at hand open; a
// filter leaves only what it shows.
func (w *Screen) tree() []row {
	if w.rows != nil {
		return w.rows
	}
	cur := w.current()
	for _, s := range w.sets {
		here := cur != nil && cur.Set.ID == s.ID
		var items []row
		for _, it := range s.Items {
			if it.ID == w.item || (w.narrowed() || here) && w.shows(it) {
				items = append(items, row{s, it})
			}
		}
		if w.narrowed() && len(items) == 0 {
			continue
		}
		w.rows = append(w.rows, row{set: s})
		w.rows = append(w.rows, items...)
	}
	return w.rows
}

func (w *Screen) cursorRow() int {
	for i, r := range w.tree() {
		if r.item != nil && r.item.ID == w.item {
			return i
		}
	}
	return 0
}

// treeWidth leaves the question the larger part. Titles stand in the tree from wide
// on.
func (w *Screen) treeWidth() int {
	switch {
	case w.w >= 180:
		return 48
	case w.w >= 140:
		return 40
	case w.w >= wide:
		return 34
	case w.w < 70:
		return 17
	}
	return 22
}

func (w *Screen) treeView(width, height int) string {
	rows, lines := w.tree(), append(make([]string, 0, height), w.treeHead(width)...)
	from, to := widget.Window(w.treeTop, w.cursorRow(), len(rows), w.treeRows())
	w.treeTop = from
	for _, r := range rows[from:to] {
		lines = append(lines, w.treeLine(r, width))
	}
	foot := w.treeFoot(width, list.More(from, len(rows)-to))
	if foot == "" {
		return widget.Pane(lines, width, height)
	}
	return widget.Pane(lines, width, height-1) + "\n" + foot
}

// treeFoot says below the tree what of it is out of sight, and how many items are
// marked.
func (w *Screen) treeFoot(width int, more string) string {
	t, marked := w.s.Theme, ""
	more = strings.TrimSuffix(more, " more")
	if n := w.marks.Len(); n > 0 {
		marked = "   " + list.Marked + " " + w.marks.Words()
		if ansi.StringWidth(marked+more) > width {
			marked = fmt.Sprintf("   %s %d", list.Marked, n)
		}
	}
	if marked+more == "" {
		return ""
	}
	return t.Accent.Render(widget.Fit(marked, width-ansi.StringWidth(more))) + t.Dim.Render(more)
}

func (w *Screen) treeLine(r row, width int) string {
	t := w.s.Theme
	if r.item == nil {
		count := w.setCount(r.set)
		label := fmt.Sprintf("%4s%s%s", r.set.ID, w.beforeTitle(r.set), widget.Line(r.set.Short))
		line := widget.Fit(label, width-ansi.StringWidth(count)-1) + " " + count
		if cur := w.current(); cur != nil && cur.Set.ID == r.set.ID {
			return t.Strong.Render(line)
		}
		return t.Dim.Render(line)
	}
	s := w.scoreOf(r.item)
	mark := screen.Sign(s.Standing.State)
	if s.Standing.State == assess.Unanswered && w.drafts[r.item.ID] {
		mark = screen.SignDraft
	}
	level := " "
	if s.Standing.State == assess.Rated {
		level = strconv.Itoa(s.Standing.Level)
	}
	end := " "
	switch {
	case w.room.Veils(r.item.ID):
		mark, level = screen.Veil, " "
	case w.stale[r.item.ID]:
		end = screen.SignStale
	case w.against[r.item.ID]:
		end = screen.SignAgainst
	}
	if w.flagged[r.item.ID] {
		end += screen.SignFlag
	} else {
		end += " "
	}
	text := fmt.Sprintf("%-8s%s %s", r.item.Number, mark, level)
	title := ""
	if room := width - 4 - 11 - 2; room >= 12 {
		title = " " + widget.Fit(widget.Line(w.s.Lang.Item(r.item).Title), room-1)
	}
	if r.item.ID == w.item {
		return t.Cursor.Render(widget.Fit(w.signs(r.item)+text+title+end, width))
	}
	return widget.Fit(w.signs(r.item)+text+t.Dim.Render(title)+t.Warn.Render(end), width)
}

// setCount is how many items of a set are still to be answered, with the sign of
// those: a bare 3/5 counts what conforms elsewhere. A set that is answered has the
// sign of what is rated.
func (w *Screen) setCount(s *catalog.Clause) string {
	sc, _ := w.now.Score.Set(s.ID)
	if open := sc.Applicable - sc.Answered; open > 0 {
		return fmt.Sprintf("%d %s", open, screen.SignEmpty)
	}
	return screen.SignFull
}
