package reading

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// page is the reading of an item in a page that scrolls. It reads what changed last
// as it opens, and tells anew whenever there is news.
type page struct {
	*dialog.Page
	x      *Item
	before func(width int) []string
}

// changes is what the store had of an item.
type changes struct {
	ref  string
	acts []store.Act
	err  error
}

// Open opens the page. What the screen itself knows of the item, before gives, stands
// first; nil: nothing.
func (x Item) Open(before func(width int) []string) tea.Cmd {
	p := &page{x: &x, before: before}
	it := x.said()
	p.Page = dialog.NewPage(x.S, assess.RefName(x.S.Catalog, x.Now.Assessment, x.ref())+"  "+widget.Line(it.Title), p.lines)
	return x.S.Open(p)
}

func (p *page) lines(width int) []string {
	var first []string
	if p.before != nil && !p.x.Veiled() {
		first = append(p.before(width), "")
	}
	return append(first, p.x.Lines(width)...)
}

// Init reads the last changes.
func (p *page) Init() tea.Cmd {
	s, id, ref := p.x.S, p.x.Now.Assessment.ID, p.x.ref()
	asked := store.HistoryFilter{Item: ref, Limit: most}
	if isms, ok := assess.BaselineOf(ref); ok {
		asked = store.HistoryFilter{Subject: assess.BaselineSubject(isms), Limit: most}
	}
	return s.Job(func(ctx context.Context) tea.Msg {
		acts, _, err := s.History(ctx, id, asked)
		return changes{ref, acts, err}
	})
}

// Update takes news of what it tells, and else what a page takes.
func (p *page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case changes:
		if msg.err != nil {
			return screen.Send(screen.Failed{Err: msg.err})
		}
		if msg.ref == p.x.ref() {
			p.x.acts = msg.acts
			p.Renew()
		}
		return nil
	case screen.Room:
		p.x.Room = msg
		p.Renew()
		return nil
	case screen.Changed:
		p.x.Now = msg
		p.Renew()
		return p.Init()
	case screen.Kept:
		p.x.Kept = msg
		p.Renew()
		return nil
	}
	return p.Page.Update(msg)
}

// Lines are all that is known of the item in so many cells. Of one that the room
// votes on nothing is told that anybody said.
func (x Item) Lines(width int) []string {
	if isms, ok := assess.BaselineOf(x.ref()); ok {
		return x.foundation(isms, width)
	}
	about := append(widget.Wrap(x.said().Intent, width), "")
	known := slices.Concat(x.Guidance(width), x.glossary(width))
	if x.Veiled() {
		hidden := append(widget.Wrap("The room votes on it; its answers are hidden.", width), "")
		return slices.Concat(about, hidden, x.bare().questions(width), x.levels(width), x.Standard(width), known)
	}
	return slices.Concat(
		about, x.standing(width), x.remarks(width), x.questions(width), x.notes(width), x.shown(width), x.found(width, x.Now.Assessment.FindingsOn(x.It.ID)),
		x.served(width), x.voted(width), x.Carried(width), x.changed(width), x.levels(width), x.Standard(width), known,
	)
}

// bare is the item as if nobody had said anything.
func (x Item) bare() Item {
	x.Now.Assessment = x.Now.Assessment.Without(x.It.ID)
	return x
}
