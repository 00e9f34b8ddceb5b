package vote

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// row is a line of the room between two votes: a place on the agenda, or what
// was voted on beside it.
type row struct {
	key     assess.Key
	planned bool            // on the agenda
	late    bool            // the time left does not reach it
	next    bool            // the first that is still to do
	vote    *store.RoomVote // the last one that ended there, of this agenda where it is planned; nil: none
}

// lay makes the rows anew: the agenda in its order, then what else was voted on,
// newest first.
func (v *Screen) lay() {
	g, ended := v.room.Agenda, v.room.Ended()
	last := map[assess.Key]*store.RoomVote{}
	for i := range v.room.Votes {
		if r := &v.room.Votes[i]; r.Vote.State == workshop.Settled || r.Vote.State == workshop.Parked {
			last[r.Vote.Key] = r
		}
	}
	v.pace = g.Pace(ended, v.s.Now())
	fits, paced := v.pace.Fits()
	v.rows = v.rows[:0]
	todo := 0
	for _, e := range g.Entries(ended) {
		r := row{key: e.Key, planned: true}
		if e.State == "" {
			r.next, r.late = todo == 0, paced && todo >= fits
			todo++
		} else {
			r.vote = last[e.Key]
		}
		v.rows = append(v.rows, r)
	}
	for i := len(v.room.Votes) - 1; i >= 0; i-- {
		r := &v.room.Votes[i]
		over := r.Vote.State == workshop.Settled || r.Vote.State == workshop.Parked
		planned := slices.ContainsFunc(v.rows, func(x row) bool { return x.vote == r })
		if over && !planned {
			v.rows = append(v.rows, row{key: r.Vote.Key, vote: r})
		}
	}
	v.cursor.Move(0, len(v.rows))
}

// toNext stands on what comes next.
func (v *Screen) toNext() {
	if i := slices.IndexFunc(v.rows, func(r row) bool { return r.next }); i >= 0 {
		v.cursor.At = i
	}
}

// at is the row under the cursor.
func (v *Screen) at() (row, bool) {
	if v.cursor.At >= len(v.rows) {
		return row{}, false
	}
	return v.rows[v.cursor.At], true
}

// minute passes: the clock of the room shows it.
type minute struct{ since time.Time }

// tick waits for the next minute of a clock that runs. It is the only thing that
// moves on an idle screen, once a minute.
func (v *Screen) tick() tea.Cmd {
	since := v.room.Agenda.Since
	if since.IsZero() || v.ticking.Equal(since) {
		return nil
	}
	v.ticking = since
	return v.untilMinute()
}

func (v *Screen) untilMinute() tea.Cmd {
	since := v.ticking
	return tea.Tick(time.Minute-v.room.Agenda.Clock(v.s.Now())%time.Minute, func(time.Time) tea.Msg { return minute{since} })
}

// passed draws the next minute, as long as the same clock runs.
func (v *Screen) passed(m minute) tea.Cmd {
	if !m.since.Equal(v.room.Agenda.Since) || !m.since.Equal(v.ticking) {
		return nil
	}
	v.lay()
	return v.untilMinute()
}

// plan changes the agenda of the room and reads it after that.
func (v *Screen) plan(change func(workshop.Agenda, time.Time) (workshop.Agenda, error)) tea.Cmd {
	id := v.now.Assessment.ID
	return v.do(func(ctx context.Context) error { return v.s.DB.Plan(ctx, v.s.Actor, v.s.Catalog, id, change) })
}

// leadAgenda takes the keys of who leads, between two votes.
func (v *Screen) leadAgenda(msg tea.KeyPressMsg) (tea.Cmd, bool) {
	k := v.keys
	if !key.Matches(msg, k.Plan, k.Add, k.Drop, k.Up, k.Down, k.Clock, k.Length) {
		return nil, false
	}
	switch {
	case !v.s.Actor.Role.Leads():
		return screen.Tell("The facilitator makes the agenda and keeps the clock."), true
	case key.Matches(msg, k.Plan):
		return v.askPlan(), true
	case key.Matches(msg, k.Add):
		return v.askAdd(), true
	case v.room.Agenda.Empty():
		return screen.Tell("There is no agenda yet; e makes one."), true
	case key.Matches(msg, k.Clock):
		return v.clock(), true
	case key.Matches(msg, k.Length):
		return v.askLength(), true
	}
	r, ok := v.at()
	if !ok || !r.planned {
		return screen.Tell("This is not on the agenda; + puts an item on it."), true
	}
	by := 1
	switch {
	case key.Matches(msg, k.Drop):
		return v.plan(func(g workshop.Agenda, _ time.Time) (workshop.Agenda, error) { return g.Without(r.key) }), true
	case key.Matches(msg, k.Up):
		by = -1
	}
	v.cursor.Move(by, len(v.room.Agenda.Keys))
	return v.plan(func(g workshop.Agenda, _ time.Time) (workshop.Agenda, error) { return g.Moved(r.key, by) }), true
}

func (v *Screen) clock() tea.Cmd {
	if v.room.Agenda.Since.IsZero() {
		return v.plan(workshop.Agenda.Start)
	}
	return v.plan(workshop.Agenda.Stop)
}

// wish is what somebody asks of an agenda.
type wish struct {
	filter          synergy.Filter
	titles, numbers string
	system          string
	named           bool
	tolerance       int
	minutes         string
}

// askPlan asks for a new agenda.
func (v *Screen) askPlan() tea.Cmd {
	g := v.room.Agenda
	w := &wish{filter: v.usual(), named: true, tolerance: workshop.DefaultTolerance}
	if !g.Empty() {
		w.named, w.tolerance = g.Named, g.Tolerance
	}
	if g.Given > 0 {
		w.minutes = fmt.Sprint(int(g.Given.Minutes()))
	}
	hint := "empty: no length"
	if !g.Empty() {
		hint = "empty: no length; this agenda takes the place of the one there is"
	}
	done := func() tea.Cmd {
		return v.plan(func(_ workshop.Agenda, now time.Time) (workshop.Agenda, error) {
			keys, err := v.wished(w)
			if err != nil {
				return workshop.Agenda{}, err
			}
			given, err := minutes(w.minutes)
			if err != nil {
				return workshop.Agenda{}, err
			}
			return workshop.NewAgenda(keys, w.tolerance, w.named, given, now)
		})
	}
	return v.s.Open(dialog.NewForm(v.s, "The agenda", done,
		huh.NewGroup(v.whichFields(w)...),
		huh.NewGroup(
			huh.NewInput().Title("Minutes").Description(hint).Value(&w.minutes).
				Validate(func(s string) error { _, err := minutes(s); return err }),
			namesField(&w.named), toleranceField(&w.tolerance),
		)))
}

// askAdd asks what comes at the end of the agenda.
func (v *Screen) askAdd() tea.Cmd {
	w := &wish{filter: v.usual()}
	if r, ok := v.at(); ok && !r.planned {
		w.numbers, w.system = v.item(r.key).Number, r.key.System
	}
	done := func() tea.Cmd {
		return v.plan(func(g workshop.Agenda, now time.Time) (workshop.Agenda, error) {
			keys, err := v.wished(w)
			if err != nil {
				return g, err
			}
			if g.Empty() {
				return workshop.NewAgenda(keys, workshop.DefaultTolerance, true, 0, now)
			}
			return g.With(keys...)
		})
	}
	return v.s.Open(dialog.NewForm(v.s, "More for the agenda", done, huh.NewGroup(v.whichFields(w)...)))
}

// whichFields ask which items.
func (v *Screen) whichFields(w *wish) []huh.Field {
	filters := make([]huh.Option[synergy.Filter], len(synergy.Filters))
	for i, f := range synergy.Filters {
		filters[i] = huh.NewOption(fmt.Sprintf("%s (%d)", f, len(v.chosen(f))), f)
	}
	asked := "by title, with commas, as " + strings.Join(workshop.Titles(assess.Items(v.s.Catalog, v.now.Assessment))[:3], ", ")
	fields := []huh.Field{
		huh.NewSelect[synergy.Filter]().Title("Items").Inline(true).Options(filters...).Value(&w.filter),
		huh.NewInput().Title("Of these, asked of").Description(asked + "; empty: all").Value(&w.titles).
			Validate(func(s string) error { _, err := workshop.Asking(v.chosen(w.filter), workshop.TitlesIn(s)); return err }),
		huh.NewInput().Title("Or just these").Description("numbers in your order, as A.5.4 6.1.2; empty: as above").Value(&w.numbers).
			Validate(func(s string) error { _, err := v.numbered(s); return err }),
	}
	scope := v.now.Assessment.InScope()
	if len(scope) == 0 {
		return fields
	}
	systems := []huh.Option[string]{huh.NewOption("all together", ""), huh.NewOption("each by itself", workshop.EachSystem)}
	for _, s := range scope {
		systems = append(systems, huh.NewOption(dialog.OneLine(s.Name), s.ID))
	}
	return append(fields, huh.NewSelect[string]().Title("AI system").Description("for items that are about one").Inline(true).Options(systems...).Value(&w.system))
}

// usual is what a room most likely works off: what is open, else what does not
// conform.
func (v *Screen) usual() synergy.Filter {
	for _, f := range []synergy.Filter{synergy.Unanswered, synergy.Gaps} {
		if len(v.chosen(f)) > 0 {
			return f
		}
	}
	return synergy.Everything
}

// chosen are the applicable items of a filter.
func (v *Screen) chosen(f synergy.Filter) []*catalog.Item {
	n := &v.now
	all := f.Choose(v.s.Catalog, n.Assessment, &n.Score, &n.Synergy, v.s.Actor.Name)
	return slices.DeleteFunc(all, func(it *catalog.Item) bool { s, _ := n.Score.Item(it.ID); return !s.Applicable() })
}

// numbered are the items of a line of numbers.
func (v *Screen) numbered(text string) ([]*catalog.Item, error) {
	var items []*catalog.Item
	for _, number := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
		it, ok := assess.FindItem(v.s.Catalog, v.now.Assessment, number)
		if !ok {
			return nil, fmt.Errorf("there is no item %q; write it as 6.1.2 or A.5.4", number)
		}
		items = append(items, it)
	}
	return items, nil
}

func (v *Screen) wished(w *wish) ([]assess.Key, error) {
	items, err := v.numbered(w.numbers)
	if err == nil && len(items) == 0 {
		items, err = workshop.Asking(v.chosen(w.filter), workshop.TitlesIn(w.titles))
	}
	if err == nil && len(items) == 0 {
		err = fmt.Errorf("no item is %s now; choose others, or name them by number", w.filter)
	}
	return workshop.KeysOf(v.now.Assessment, items, w.system), err
}

// minutes reads a length; empty: none.
func minutes(text string) (time.Duration, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	if most := int(workshop.MaxGiven / time.Minute); err != nil || n < 0 || n > most {
		return 0, fmt.Errorf("a session has 0 to %d whole minutes", most)
	}
	return time.Duration(n) * time.Minute, nil
}

func (v *Screen) askLength() tea.Cmd {
	text := ""
	if g := v.room.Agenda.Given; g > 0 {
		text = fmt.Sprint(int(g.Minutes()))
	}
	in := huh.NewInput().Title("Minutes").Description("of the whole session; empty: no length").Value(&text).
		Validate(func(s string) error { _, err := minutes(s); return err })
	done := func() tea.Cmd {
		return v.plan(func(g workshop.Agenda, _ time.Time) (workshop.Agenda, error) {
			given, err := minutes(text)
			if err != nil {
				return g, err
			}
			return g.Lasting(given)
		})
	}
	return v.s.Open(dialog.NewForm(v.s, "How long the session is", done, huh.NewGroup(in)))
}

// voteOn opens a vote on a row: at once, by the rules of the agenda, where it is
// still to do; again where it was parked; else it asks.
func (v *Screen) voteOn(r row) tea.Cmd {
	switch {
	case !v.s.Actor.Role.Leads():
		return screen.Tell("A facilitator opens votes.")
	case r.vote == nil:
		g, id := v.room.Agenda, v.now.Assessment.ID
		return v.do(func(ctx context.Context) error {
			_, err := v.s.DB.OpenVote(ctx, v.s.Actor, v.s.Catalog, id, r.key, g.Tolerance, g.Named)
			return err
		})
	case r.vote.Vote.State == workshop.Settled:
		return v.askOpen(r.key)
	}
	return v.do(func(ctx context.Context) error {
		_, err := v.s.DB.VoteAgain(ctx, v.s.Actor, r.vote.ID)
		return err
	})
}

// Tally enters a show of hands that was written as 2x3 3x6, from wherever.
func Tally(s *screen.Session, assessment, text string) tea.Cmd {
	tally, err := workshop.ParseTally(text)
	if err != nil {
		return screen.Send(screen.Failed{Err: err})
	}
	return s.Job(func(ctx context.Context) tea.Msg {
		now, ok, err := s.DB.CurrentVote(ctx, assessment)
		if err == nil && !ok {
			err = errors.New("no vote is under way, so there are no hands to count")
		}
		if err == nil {
			_, err = s.DB.Hands(ctx, s.Actor, now.ID, tally)
		}
		if err != nil {
			return screen.Failed{Err: err}
		}
		return s.LookAtRoom(ctx, assessment)
	})
}
