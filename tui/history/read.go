package history

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

type (
	// page is what the store gave: the newest acts, or those before one.
	page struct {
		assessment string
		turn       int
		older      bool
		whole      bool // there are no acts before these
		acts       []store.Act
		err        error
	}
	// found are revisions that were looked for by what replaced them.
	found struct {
		revisions []assess.Revision
		err       error
	}
)

// filter is what the store is asked for; the zero filter asks for all.
type filter struct {
	author  string
	item    string
	subject assess.Subject
	name    string // what it is called
}

func (f filter) of(before string, limit int) store.HistoryFilter {
	return store.HistoryFilter{Author: f.author, Item: f.item, Subject: f.subject, Before: before, Limit: limit}
}

// read asks for the newest page, or for the one before an act. While one is
// under way news only make it be read once more.
func (h *Screen) read(before string) tea.Cmd {
	if h.reading {
		h.stale = h.stale || before == ""
		return nil
	}
	h.reading = true
	id, turn, f := h.now.Assessment.ID, h.turn, h.filter.of(before, pageSize)
	return h.s.Job(func(ctx context.Context) tea.Msg {
		acts, whole, err := h.s.History(ctx, id, f)
		return page{assessment: id, turn: turn, older: before != "", whole: whole, acts: acts, err: err}
	})
}

// take puts a page where it belongs. New acts stand above what was read; where
// so many came that a page does not reach it, the reading begins anew.
func (h *Screen) take(p page) tea.Cmd {
	if p.assessment != h.now.Assessment.ID || p.turn != h.turn {
		return nil
	}
	h.reading = false
	if p.err != nil {
		return screen.Send(screen.Failed{Err: p.err})
	}
	for i := range p.acts {
		h.learn(p.acts[i].Revisions)
	}
	h.acts.Set(h.joined(p))
	if h.stale {
		h.stale = false
		return tea.Batch(h.seek(), h.read(""))
	}
	return h.seek()
}

// joined are the acts that were read with those of a page. The newest may not
// reach those that were read before: then the reading begins anew.
func (h *Screen) joined(p page) []*store.Act {
	all, read := h.acts.All(), make([]*store.Act, len(p.acts))
	for i := range p.acts {
		read[i] = &p.acts[i]
	}
	joint := slices.IndexFunc(read, func(x *store.Act) bool { return len(all) > 0 && x.ID == all[0].ID })
	switch {
	case p.older:
		h.whole = p.whole
		return slices.Concat(all, read)
	case joint >= 0:
		return slices.Concat(read[:joint], all)
	}
	h.whole = p.whole
	return read
}

func (h *Screen) learn(revisions []assess.Revision) {
	for i := range revisions {
		h.known[revisions[i].ID] = &revisions[i]
	}
	clear(h.told) // more is known of what stood before
}

// most is how many fields of an act are shown with what they were.
const most = 40

// seek looks for the values that the act under the cursor replaced, where they
// were not read yet.
func (h *Screen) seek() tea.Cmd {
	x := h.current()
	if x == nil || h.sought[x.ID] {
		return nil
	}
	var missing []assess.Revision
	for _, r := range x.Revisions[:min(len(x.Revisions), most)] {
		if _, ok := h.known[r.Parent]; r.Parent != "" && !ok {
			missing = append(missing, r)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	h.sought[x.ID] = true
	id, act := h.now.Assessment.ID, x.ID
	return h.s.Job(func(ctx context.Context) tea.Msg {
		all, err := parents(ctx, h.s, id, act, missing)
		return found{all, err}
	})
}

// parents reads back, from an act, through the history of each subject until
// the values are found that the revisions replaced.
func parents(ctx context.Context, s *screen.Session, id, act string, of []assess.Revision) ([]assess.Revision, error) {
	var all []assess.Revision
	for _, r := range of {
		isParent := func(x assess.Revision) bool { return x.ID == r.Parent }
		for before := act; before != "" && !slices.ContainsFunc(all, isParent); {
			acts, whole, err := s.History(ctx, id, store.HistoryFilter{Subject: r.Subject, Before: before, Limit: pageSize})
			if err != nil {
				return all, err
			}
			before = ""
			for _, x := range acts {
				all = append(all, x.Revisions...)
			}
			if !whole && len(acts) > 0 {
				before = acts[len(acts)-1].ID
			}
		}
	}
	return all, nil
}

func (h *Screen) remember(f found) tea.Cmd {
	h.learn(f.revisions)
	if f.err != nil {
		return screen.Send(screen.Failed{Err: f.err})
	}
	return nil
}

// setFilter asks the store anew.
func (h *Screen) setFilter(f filter) tea.Cmd {
	h.filter = f
	h.turn++
	h.whole, h.reading, h.stale = false, false, false
	clear(h.sought)
	h.acts.Set(nil)
	return h.read("")
}

// chooseFilter offers all acts, those of this person, those on what the act under the
// cursor is about, and what copies disagree on.
func (h *Screen) chooseFilter() tea.Cmd {
	filters := []filter{{}, {author: h.s.Actor.Name, name: "yours"}}
	if f, ok := h.here(); ok {
		filters = append(filters, f)
	}
	at := max(0, slices.Index(filters, h.filter))
	c := dialog.NewChoice(h.s, "Which acts", "", func() []dialog.Option {
		labels := []string{"all acts", "mine", "only " + filters[len(filters)-1].name}
		options := make([]dialog.Option, len(filters))
		for i, f := range filters {
			options[i] = dialog.Option{Label: labels[i], Pick: func() tea.Cmd { return h.setFilter(f) }}
		}
		if len(h.now.Assessment.Conflicts) > 0 {
			options = append(options, dialog.Option{Label: "what disagrees", Pick: h.openDisputed})
		}
		return options
	})
	return h.s.Open(c.At(at))
}

// here is the filter for what the act under the cursor is about: an item with
// its questions and systems, or a record.
func (h *Screen) here() (filter, bool) {
	x := h.current()
	if x == nil || len(x.Revisions) == 0 {
		return filter{}, false
	}
	subject := x.Revisions[0].Subject
	k, err := subject.Key()
	if err != nil {
		return filter{subject: subject, name: widget.Line(assess.SubjectName(h.s.Catalog, h.now.Assessment, subject))}, true
	}
	whole := assess.Key{Item: k.Item}.Subject()
	return filter{item: k.Item, name: assess.SubjectName(h.s.Catalog, h.now.Assessment, whole)}, true
}
