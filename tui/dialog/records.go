package dialog

import (
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

// Records are the records of one kind in one place, as a list in which they are
// written, changed and removed.
type Records[T any] struct {
	Assessment string // its id
	Kind       string // of record, as assess names it
	At         string // what a new one is begun at
	Title      string // of the list
	About      string // the title of the form of one
	Empty      string // the sentence that an empty list teaches with
	Removed    string // the sentence after one was removed

	All   func() []T // as they stand now
	Fresh func() T   // a new one, placed and graded
	Show  func(T) (id, label, note string)
	// Ask gives the fields of a form about one, and what saves what was typed into
	// them.
	Ask    func(one T, fresh bool) ([]Part, screen.Decide)
	Remove func(a *assess.Assessment, id string) ([]assess.Change, error)
	// Save saves a new one, by its id; nil: as an act of its own.
	Save func(id string, put screen.Decide) tea.Cmd
}

// NewRecords lists records. Further keys act on the one under the cursor.
func NewRecords[T any](s *screen.Session, r Records[T], more ...Extra) *Choice {
	list := func() []Option {
		var options []Option
		for _, one := range r.All() {
			id, label, note := r.Show(one)
			options = append(options, Option{
				Label: label, Note: s.Marked(note, FormOfRecord(r.Assessment, r.Kind, id)),
				Pick: func() tea.Cmd { return r.Edit(s, one) },
			})
		}
		return options
	}
	fresh := FormOfNew(r.Assessment, r.Kind, r.At)
	add := Extra{
		Binding: bind.Add.To(s.Adds(fresh)), Asks: s.Writes, Closes: true,
		Do: func(int) tea.Cmd { return r.form(s, r.Fresh(), true, fresh) },
	}
	drop := Extra{Binding: bind.Clear.To("remove"), Asks: s.Leads, Do: r.remove(s)}
	c := NewChoice(s, r.Title, r.Empty, list, append([]Extra{add, drop}, more...)...).Picked(s.Writes)
	c.pick.SetKeys("enter") // the other key is the next state of a thing
	return c
}

// Edit opens the form about one.
func (r Records[T]) Edit(s *screen.Session, one T) tea.Cmd {
	id, _, _ := r.Show(one)
	return r.form(s, one, false, FormOfRecord(r.Assessment, r.Kind, id))
}

func (r Records[T]) form(s *screen.Session, one T, fresh bool, draft screen.Draft) tea.Cmd {
	parts, put := r.Ask(one, fresh)
	return s.Open(NewForm(s, draft, r.About, func() tea.Cmd {
		if id, _, _ := r.Show(one); fresh && r.Save != nil {
			return r.Save(id, put)
		}
		return s.Act(r.Assessment, put)
	}, parts...))
}

func (r Records[T]) remove(s *screen.Session) func(at int) tea.Cmd {
	return func(at int) tea.Cmd {
		all := r.All()
		if at < 0 || at >= len(all) {
			return nil
		}
		id, _, _ := r.Show(all[at])
		return s.ActSaying(r.Assessment, r.Removed, func(a *assess.Assessment) ([]assess.Change, error) { return r.Remove(a, id) })
	}
}
