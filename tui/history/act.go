package history

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// earlier is how many values of a field are shown.
const earlier = 50

// opened is an act with every field it set, each with the values it ever had,
// newest first; one of them can be restored.
type opened struct {
	h      *Screen
	act    store.Act
	values []assess.Revision // in the order of the fields; at least the act's own
	newest map[place]string  // the revision that stands now, where it was read

	cursor list.Cursor
	w, ht  int
	keys   list.Keys
	read   key.Binding
	again  key.Binding
	out    key.Binding
}

// place is a field of a subject.
type place struct {
	subject assess.Subject
	field   string
}

func placeOf(r assess.Revision) place { return place{r.Subject, r.Field} }

// valuesFound are the values that the fields of an act ever had.
type valuesFound struct {
	act    string
	values map[place][]assess.Revision
	err    error
}

func (h *Screen) open() tea.Cmd {
	x := *h.current()
	o := &opened{
		h: h, act: x, values: x.Revisions[:min(len(x.Revisions), 4*most)], newest: map[place]string{}, keys: list.NewKeys(),
		read:  bind.Open.To("read it whole"),
		again: bind.Restore.To("restore this value"),
		out:   bind.And("esc", "back", bind.Back, bind.Leave),
	}
	return h.s.Open(o)
}

// Init looks for the values before and after.
func (o *opened) Init() tea.Cmd {
	h, act, id := o.h, o.act, o.h.now.Assessment.ID
	return h.s.Job(func(ctx context.Context) tea.Msg {
		values := map[place][]assess.Revision{}
		seen := map[assess.Subject]bool{}
		for _, r := range act.Revisions[:min(len(act.Revisions), most)] {
			if seen[r.Subject] {
				continue
			}
			seen[r.Subject] = true
			acts, _, err := h.s.History(ctx, id, store.HistoryFilter{Subject: r.Subject, Limit: earlier})
			if err != nil {
				return valuesFound{act: act.ID, err: err}
			}
			for _, x := range acts {
				for _, r := range x.Revisions {
					values[placeOf(r)] = append(values[placeOf(r)], r)
				}
			}
		}
		return valuesFound{act: act.ID, values: values}
	})
}

// Update takes keys and what was found.
func (o *opened) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case valuesFound:
		if msg.act == o.act.ID {
			return o.fill(msg)
		}
	case tea.MouseWheelMsg:
		by := 1
		if msg.Button == tea.MouseWheelUp {
			by = -1
		}
		o.cursor.Move(by, len(o.values))
	case tea.KeyPressMsg:
		return o.key(msg)
	}
	return nil
}

// fill puts the other values of each field below the act's own; the cursor
// stays on its value.
func (o *opened) fill(f valuesFound) tea.Cmd {
	if f.err != nil {
		return screen.Send(screen.Failed{Err: f.err})
	}
	at := o.values[o.cursor.At].ID
	var all []assess.Revision
	for _, r := range o.act.Revisions[:min(len(o.act.Revisions), 4*most)] {
		known := f.values[placeOf(r)]
		if len(known) > 0 {
			o.newest[placeOf(r)] = known[0].ID
		}
		if !slices.ContainsFunc(known, func(x assess.Revision) bool { return x.ID == r.ID }) {
			known = append(slices.Clone(known), r)
			if p, ok := o.h.known[r.Parent]; ok {
				known = append(known, *p)
			}
		}
		all = append(all, known...)
	}
	o.values = all
	o.cursor.At = slices.IndexFunc(all, func(r assess.Revision) bool { return r.ID == at })
	return nil
}

func (o *opened) key(msg tea.KeyPressMsg) tea.Cmd {
	if o.cursor.Key(msg, o.keys, len(o.values)) {
		return nil
	}
	r := o.values[o.cursor.At]
	switch {
	case key.Matches(msg, o.out):
		return o.h.s.Shut()
	case key.Matches(msg, o.read, o.again) && o.h.hides(r):
		return screen.Tell(wait)
	case key.Matches(msg, o.read):
		title := o.h.fieldName(r) + " · " + widget.Line(r.Author) + ", " + o.h.when(r.At)
		return o.h.s.Open(dialog.NewPage(o.h.s, title, func(w int) []string { return widget.Wrap(o.h.value(r), w) }))
	case key.Matches(msg, o.again) && o.newest[placeOf(r)] == r.ID:
		return screen.Tell("That is the value that stands now.")
	case key.Matches(msg, o.again):
		o.h.s.Shut()
		return o.h.restore(r)
	}
	return nil
}

// Rights are what its keys ask for.
func (o *opened) Rights() screen.Rights {
	return screen.Rights{o.h.restores(o.again, o.values[o.cursor.At])}
}

// Resize keeps the space.
func (o *opened) Resize(w, h int) { o.w, o.ht = min(w, measure), h }

// View is the values under their fields, around the cursor.
func (o *opened) View() string {
	lines, at := o.lines()
	rows := o.ht
	if len(lines) > rows {
		rows-- // for the line that says so
	}
	from, to := o.cursor.Window(at, len(lines), rows)
	for i := from; i < to; i++ {
		lines[i] = widget.Fit(lines[i], o.w)
	}
	drawn := lines[from:to]
	if words := list.More(from, len(lines)-to); words != "" {
		drawn = append(drawn, o.h.s.Theme.Dim.Render(widget.FitRight(words, o.w)))
	}
	return strings.Join(drawn, "\n")
}

// lines are all lines, and which of them is the cursor's.
func (o *opened) lines() (lines []string, at int) {
	t := o.h.s.Theme
	var field place
	for i, r := range o.values {
		if p := placeOf(r); p != field || i == 0 {
			field = p
			lines = append(lines, t.Strong.Render(o.h.fieldName(r)))
		}
		line := widget.Fit(o.h.when(r.At), whenWidth) + "  " + widget.Fit(widget.Line(r.Author), 14) + "  " + o.mark(r) + widget.FirstLine(o.h.value(r))
		if i == o.cursor.At {
			at = len(lines)
			lines = append(lines, t.Cursor.Render(widget.Fit("▸ "+line, o.w)))
			continue
		}
		lines = append(lines, "  "+line)
	}
	if more := len(o.act.Revisions) - 4*most; more > 0 {
		lines = append(lines, t.Dim.Render(fmt.Sprintf("and %d more fields", more)))
	}
	return lines, at
}

// mark says which value the act set, and which stands.
func (o *opened) mark(r assess.Revision) string {
	switch {
	case o.newest[placeOf(r)] == r.ID:
		return "now   "
	case r.Act == o.act.ID:
		return "then  "
	}
	return "      "
}

// Title is the act.
func (o *opened) Title() string { return o.h.title(&o.act) }

// Cursor is not shown: the row is marked.
func (o *opened) Cursor() (x, y int, shown bool) { return 0, 0, false }

// Footer names its keys.
func (o *opened) Footer() []key.Binding {
	return []key.Binding{o.again, o.read, o.keys.Down, o.keys.Up, o.out}
}
