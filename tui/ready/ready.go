// Package ready is the readiness for an audit day: every item in the order in which an
// auditor asks, with what there is to show of it, since when, who answers and what it
// lacks. Its one rule: how ready an item is, is said by package catalog/ready; here it
// is shown, and each item opens where it is judged.
package ready

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/ready"
	"crosswalk/catalog/score"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Screen is the list.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now   screen.Changed
	kept  screen.Kept
	room  screen.Room
	from  string       // name of the screen that it stands over
	only  bool         // what is ready, or does not apply, is left out
	day   ready.Day    // of the newest news
	first []ready.Item // what to see to first
	items *list.Table[*row]
}

// row is an item with what there is to show of it.
type row struct {
	ready.Item
	title  string // in the language of who reads it
	veiled bool   // the room votes on it
	text   string // what words are looked for in
}

// New makes the list for a session.
func New(s *screen.Session) *Screen {
	d := &Screen{s: s, keys: newKeys(), items: list.NewTable(s, func(r *row) string { return r.Item.Item.ID })}
	d.items.Words = func(r *row) string { return r.text }
	d.items.Lets = func(r *row) bool { return !d.only || r.State < ready.Ready }
	d.items.Group = func(r *row) string { return r.Item.Item.Set.ID + " " + widget.Line(r.Item.Item.Set.Title) }
	d.items.Columns, d.items.None = d.columns, d.none
	return d
}

// Update takes keys and news.
func (d *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.ShowReady:
		d.from = msg.From
	case screen.Changed:
		d.now = msg
		d.renew()
	case screen.Kept:
		d.kept = msg
		d.renew()
	case screen.Room:
		d.room = msg
		d.renew()
	case screen.Click:
		return d.items.Click(msg, nil, d.open)
	case screen.Wheel:
		d.items.Move(msg.Lines)
	case tea.PasteMsg:
		if d.Typing() {
			return d.items.Search(msg)
		}
	case tea.KeyPressMsg:
		return d.key(msg)
	}
	return nil
}

// renew looks at all items as the answers and the records stand.
func (d *Screen) renew() {
	if d.now.Assessment == nil || d.kept.Ruling == nil {
		return
	}
	d.day = ready.Of(d.s.Catalog, d.now.Assessment, d.now.Score, d.kept.Ruling)
	d.first = d.day.First(score.OutlookOf(d.s.Catalog, d.now.Assessment, d.now.Score, d.kept.Outlook), mostFirst)
	var all []*row
	for _, x := range d.day.Items {
		r := &row{Item: x, title: widget.Line(d.s.Lang.Item(x.Item).Title), veiled: d.room.Veils(x.Item.ID)}
		r.text = strings.ToLower(strings.Join([]string{x.Item.Number, r.title, x.Who, x.State.String()}, " "))
		all = append(all, r)
	}
	d.items.Set(all)
}

// Resize keeps the space.
func (d *Screen) Resize(w, h int) { d.w, d.h = w, h }

// Typing is true while words are typed to narrow the list.
func (d *Screen) Typing() bool { return d.items.Find.Typing() }

// Waits reports that the records were not read yet.
func (d *Screen) Waits() bool { return d.kept.Ruling == nil }

func (d *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	switch k := d.keys; {
	case d.Typing():
		return d.items.Search(msg)
	case key.Matches(msg, k.Back):
		return d.back()
	case d.now.Assessment == nil || d.Waits():
		return nil
	case key.Matches(msg, k.Need):
		d.only = !d.only
		d.items.Arrange()
	case key.Matches(msg, k.Print):
		return dialog.ShowDocument(d.s, "readiness", "", d.now.Assessment)
	case key.Matches(msg, k.Next):
		return d.next()
	case d.items.Key(msg):
	case key.Matches(msg, k.Walk):
		return d.open()
	case key.Matches(msg, k.About):
		return d.about()
	}
	return nil
}

// open walks to the item under the cursor.
func (d *Screen) open() tea.Cmd {
	r, ok := d.items.Current()
	if !ok {
		return screen.Tell("No item is shown here that could be opened.")
	}
	return d.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: r.Item.Item.ID}})
}

// about is all that is known of the item under the cursor.
func (d *Screen) about() tea.Cmd {
	r, ok := d.items.Current()
	if !ok {
		return screen.Tell("No item is shown here.")
	}
	return reading.Item{S: d.s, Now: d.now, Kept: d.kept, Room: d.room, It: r.Item.Item}.Open(nil)
}

// next stands on what is to be seen to first; from there on what comes after it.
func (d *Screen) next() tea.Cmd {
	if len(d.first) == 0 {
		return screen.Tell("Every item that applies is ready to be shown.")
	}
	at := 0
	for i, x := range d.first {
		if x.Item.ID == d.items.Here() {
			at = (i + 1) % len(d.first)
		}
	}
	d.items.ShowAll()
	d.items.Stand(d.first[at].Item.ID)
	return nil
}

// back leaves one thing after the other: the words, what is left out, the screen.
func (d *Screen) back() tea.Cmd {
	switch {
	case d.items.Back():
	case d.only:
		d.only = false
		d.items.Arrange()
	default:
		return d.s.Ask(screen.Go{Route: d.from})
	}
	return nil
}
