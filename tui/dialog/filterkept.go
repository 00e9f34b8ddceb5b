package dialog

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/filter"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// keptFilter is a filter that this person kept, as it is read.
type keptFilter struct {
	store.Filter
	filter filter.Filter
	wrong  error
}

// keptFilters are those that the file has, once it was asked.
type keptFilters struct{ all []store.Filter }

// readKept reads the filters that were kept, after something was done to them.
func (f *Filters) readKept(do func(context.Context) error) tea.Cmd {
	return f.s.Job(func(ctx context.Context) tea.Msg {
		if do != nil {
			if err := do(ctx); err != nil {
				return screen.Failed{Err: err}
			}
		}
		all, err := f.s.DB.Filters(ctx, f.s.Actor)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return keptFilters{all}
	})
}

func (f *Filters) know(msg keptFilters) {
	f.kept = nil
	for _, k := range msg.all {
		read, err := filter.Parse(k.Text)
		f.kept = append(f.kept, keptFilter{k, read, err})
	}
	f.renew()
}

// askName asks under which name what holds is kept, and before it takes the place
// of another.
func (f *Filters) askName() tea.Cmd {
	if len(f.holds) == 0 {
		return screen.Tell("All items are shown, so there is nothing to keep. space adds what they must be.")
	}
	var name string
	in := huh.NewInput().Title("Name").Description("for " + widget.Line(f.holds.Words())).Value(&name).Validate(filter.CheckName)
	keep := func() tea.Cmd {
		text := f.holds.String()
		return f.readKept(func(ctx context.Context) error {
			return f.s.DB.KeepFilter(ctx, f.s.Actor, store.Filter{Name: name, Text: text})
		})
	}
	done := func() tea.Cmd {
		at := slices.IndexFunc(f.kept, func(k keptFilter) bool { return k.Name == name })
		if at < 0 {
			return keep()
		}
		question := "It is " + f.kept[at].Text + " so far, and would be " + f.holds.String() + "."
		return f.s.Open(NewConfirm(f.s, "Replace the filter "+widget.Line(name)+"?", question, "replace it", keep))
	}
	return f.s.Open(NewForm(f.s, FormOf("", "filter", ""), "Keep this filter", done, Ask(in)))
}

func (f *Filters) askForget(l filterLine) tea.Cmd {
	if l.name == "" {
		return screen.Tell("Only a filter that you kept can be forgotten.")
	}
	forget := func() tea.Cmd {
		return f.readKept(func(ctx context.Context) error { return f.s.DB.DropFilter(ctx, f.s.Actor, l.name) })
	}
	question := "The items stay as they are; only the name and its words go."
	return f.s.Open(NewConfirm(f.s, "Forget the filter "+widget.Line(l.name)+"?", question, "forget it", forget))
}
