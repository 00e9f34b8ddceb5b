package assessments

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/assets"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/score"
	"crosswalk/store"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// row is an assessment with its figures.
type row struct {
	store.Summary
	score   score.Score
	target  int
	systems int    // AI systems in scope
	voted   string // id of the item that the figures are made without; empty: none
}

type (
	// listed is what the file holds; asked says by which reading.
	listed struct {
		rows  []row
		asked int
	}
	// made says that an assessment was added.
	made struct{ id, said string }
)

// load reads all assessments. Figures of one that did not change since the
// last reading are taken over.
func (x *Screen) load() tea.Cmd {
	x.asked++
	asked, known := x.asked, x.list.All()
	return x.s.Job(func(ctx context.Context) tea.Msg {
		all, err := x.s.DB.Assessments(ctx)
		if err != nil {
			return screen.Failed{Err: err}
		}
		rows := make([]row, 0, len(all))
		for _, sum := range all {
			r, err := x.readRow(ctx, sum, known)
			if err != nil {
				return screen.Failed{Err: err}
			}
			rows = append(rows, r)
		}
		return listed{rows, asked}
	})
}

func (x *Screen) readRow(ctx context.Context, sum store.Summary, known []row) (row, error) {
	if sum.Shut {
		return row{Summary: sum}, nil
	}
	a, voted, err := x.s.Assessment(ctx, sum.ID)
	if errors.Is(err, store.ErrNotMember) { // since the list was read
		return row{Summary: store.Summary{ID: sum.ID, Name: sum.Name, Shut: true}}, nil
	}
	if err != nil {
		return row{}, err
	}
	for _, r := range known {
		if r.Summary == sum && r.voted == voted {
			return r, nil
		}
	}
	overall := score.Of(x.s.Catalog, a, x.s.Now()).Overall
	return row{Summary: sum, score: overall, target: a.Profile.Target, systems: len(a.InScope()), voted: voted}, nil
}

// create asks for the profile; the new assessment opens.
func (x *Screen) create() tea.Cmd {
	p := assess.DefaultProfile()
	p.Start = x.s.Now().Format(time.DateOnly)
	return x.s.Open(dialog.NewProfile(x.s, "", "A new assessment", p, "", "", func(name string, p assess.Profile) tea.Cmd {
		twin := slices.ContainsFunc(x.list.All(), func(r row) bool { return r.Name == name })
		return x.s.Job(func(ctx context.Context) tea.Msg {
			a, err := x.s.DB.Create(ctx, x.s.Actor, name, p)
			if err != nil {
				return screen.Failed{Err: err}
			}
			if twin {
				return tea.BatchMsg{screen.Send(screen.Enter{ID: a.ID}), screen.Tell("Another assessment has this name too; r in the list gives one of them another.")}
			}
			return screen.Enter{ID: a.ID}
		})
	}))
}

// demo adds the demonstration.
func (x *Screen) demo() tea.Cmd {
	return x.s.Job(func(ctx context.Context) tea.Msg {
		acts, err := intake.Acts(x.s.Catalog, assets.Demo, assets.DemoRegisters, x.s.Now(), x.s.DB.NewID)
		if err != nil {
			return screen.Failed{Err: fmt.Errorf("read the demonstration: %w", err)}
		}
		return added("The demonstration is here, an invented company: enter opens it, x puts it away.")(x.s.DB.CreateFrom(ctx, x.s.Actor, acts[0], acts[1:]...))
	})
}

// added says what an assessment is that was added, or why it was not.
func added(said string) func(*assess.Assessment, error) tea.Msg {
	return func(a *assess.Assessment, err error) tea.Msg {
		if err != nil {
			return screen.Failed{Err: err}
		}
		return made{a.ID, said}
	}
}

// duplicate asks the name of the copy.
func (x *Screen) duplicate(r row) tea.Cmd {
	return x.askName(r, "duplicate", "Duplicate "+widget.Line(r.Name), "Name of the copy", r.Name+" (copy)", func(name string) tea.Cmd {
		return x.s.Job(func(context.Context) tea.Msg {
			return added("Duplicated with all answers, notes, evidence and records; what changes in one leaves the other as it is.")(x.s.Duplicate(r.ID, name, intake.Duplicate))
		})
	})
}

func (x *Screen) rename(r row) tea.Cmd {
	return x.askName(r, "rename", "Rename "+widget.Line(r.Name), "Name", r.Name, func(name string) tea.Cmd {
		return x.act(r.ID, "Renamed.", func(a *assess.Assessment) ([]assess.Change, error) { return assess.Rename(a, name) })
	})
}

func (x *Screen) askName(r row, form, title, label, name string, done func(string) tea.Cmd) tea.Cmd {
	in := huh.NewInput().Title(label).Value(&name).Validate(func(s string) error {
		_, err := assess.Rename(&assess.Assessment{}, s)
		return err
	})
	return x.s.Open(dialog.NewForm(x.s, dialog.FormOf(r.ID, form, assess.KindAssessment), title, func() tea.Cmd { return done(name) }, dialog.Ask(in)))
}

// archive brings an assessment back, or asks and puts it away: the key adds
// something on other screens.
func (x *Screen) archive(r row) tea.Cmd {
	put := func(away bool, said string) tea.Cmd {
		return x.act(r.ID, said, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Archive(a, away), nil })
	}
	if r.Archived {
		return put(false, "Brought back.")
	}
	question := "It goes from this list and takes no more acts. Nothing is deleted: v shows it, x brings it back."
	return x.s.Open(dialog.NewConfirm(x.s, "Archive "+widget.Line(r.Name)+"?", question, "archive it", func() tea.Cmd {
		return put(true, "Archived, nothing is deleted: v shows it, x brings it back.")
	}))
}

// act saves and reads the list again; the session runs both in this order.
func (x *Screen) act(id, said string, decide screen.Decide) tea.Cmd {
	return tea.Batch(x.s.ActSaying(id, said, decide), x.load())
}
