package overview

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// clashesRead is how much does not go together, as of some news.
type clashesRead struct{ of, n int }

func (o *Screen) readClashes() tea.Cmd {
	s, of, a := o.s, o.now.Seq, o.now.Assessment
	return s.Job(func(context.Context) tea.Msg {
		all, err := s.Clashes(a)
		if err != nil {
			return screen.Failed{Err: err}
		}
		return clashesRead{of, len(all)}
	})
}

// disputeSteps are the line about what copies disagree on; it leads to the queue in
// which that is settled.
func (o *Screen) disputeSteps() []step {
	if len(o.now.Assessment.Conflicts)+o.clashes == 0 {
		return nil
	}
	return []step{{"settle them", func() tea.Cmd {
		return o.s.Ask(screen.Go{Route: screen.History, Place: screen.Place{Disputed: true}})
	}, func(int) string { return o.disputes() }}}
}

// disputes counts them and names what they are about; records are counted alone, since
// of some only their readers know.
func (o *Screen) disputes() string {
	all := o.now.Assessment.Conflicts
	var counts []string
	if len(all) > 0 {
		counts = append(counts, fmt.Sprintf("%d to settle", len(all)))
	}
	switch o.clashes {
	case 0:
	case 1:
		counts = append(counts, "1 does not go together")
	default:
		counts = append(counts, fmt.Sprintf("%d do not go together", o.clashes))
	}
	line := o.labelled("Conflicts") + o.s.Theme.Warn.Render(screen.SignAgainst+" "+strings.Join(counts, ", "))
	var names []string
	for _, p := range all {
		if p.Subject.Kind() != assess.KindRecord {
			names = append(names, widget.Line(assess.PlaceName(o.s.Catalog, o.now.Assessment, assess.Revision{Subject: p.Subject, Field: p.Field})))
		}
	}
	return line + "   " + o.s.Theme.Dim.Render(strings.Join(names, ", "))
}
