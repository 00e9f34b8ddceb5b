// Package overview is the assessment on one page: how much conforms, how far it
// has come and how far it can come, for the whole and for every clause and
// section. Its one rule: every figure opens to the terms it was made of.
package overview

import (
	"cmp"
	"fmt"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Screen is the Overview.
type Screen struct {
	s       *screen.Session
	keys    keys
	w, h    int
	now     screen.Changed
	kept    screen.Kept      // what follows from the records
	sets    []score.SetScore // those of now, column by column
	room    screen.Room
	clashes int           // how much does not go together
	outlook score.Outlook // what stands in the way of a certification
	best    []roadmap.Gap // what to close next, at most mostBest
	plan    *figures.Plan // nil before the first one
	at      int           // 0: the whole; from 1: a set; behind the sets a step
	top     int           // first row of sets shown
	rows    int           // the line of the first of them
	shown   int           // how many of them
	steps   int           // the line of the first step
}

// nextBest is how many gaps are named as the next to close before anything else that
// may be left out, and mostBest where there is room.
const nextBest, mostBest = 3, 10

// New makes the Overview for a session.
func New(s *screen.Session) *Screen { return &Screen{s: s, keys: newKeys()} }

type keys struct {
	Down, Up, Left, Right, Why, Walk, Profile, First, Last, Blockers key.Binding
}

func newKeys() keys {
	return keys{
		Down:     bind.Down.To("down"),
		Up:       bind.Up.To("up"),
		Left:     bind.Left.To("left column"),
		Right:    bind.Right.To("right column"),
		First:    bind.First.To("the whole"),
		Last:     bind.Last.To("last line"),
		Why:      bind.Open.To("why this figure, or go where the line leads"),
		Walk:     bind.Walk.To("walk from here"),
		Profile:  bind.Profile.To("profile"),
		Blockers: bind.Need.To("certification: what stands in the way"),
	}
}

// Footer names the keys that matter.
func (o *Screen) Footer() []key.Binding {
	k := o.keys
	bind.Say(&k.Why, "why")
	if step, ok := o.step(); ok {
		bind.Say(&k.Why, step.does)
	}
	bind.Say(&k.Blockers, "certification")
	move := bind.And("↑↓←→", "choose", bind.Down, bind.Up, bind.Left, bind.Right)
	return []key.Binding{k.Why, k.Walk, move, k.Blockers, k.Profile}
}

// Keys are all keys of the screen.
func (o *Screen) Keys() []screen.Group {
	k := o.keys
	return []screen.Group{{Title: "Overview", Bindings: []key.Binding{k.Why, k.Walk, k.Blockers, k.Profile, k.Down, k.Up, k.Left, k.Right, k.First, k.Last}}}
}

// Rights are what its keys ask for.
func (o *Screen) Rights() screen.Rights {
	return screen.Rights{o.s.Leads(o.keys.Profile)}
}

// Typing is never true.
func (o *Screen) Typing() bool { return false }

// Resize keeps the space.
func (o *Screen) Resize(w, h int) {
	o.w, o.h = w, h
	if o.now.Assessment != nil {
		o.at = min(o.at, o.last())
	}
}

// Update takes keys and news.
func (o *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		o.know(msg)
		return o.readClashes()
	case clashesRead:
		if msg.of == o.now.Seq {
			o.clashes = msg.n
			o.at = min(o.at, o.last())
		}
	case screen.Room:
		o.look(msg)
	case screen.Kept:
		o.judged(msg)
	case screen.Planned:
		o.plan = &msg.Plan
	case screen.Wheel:
		o.move(msg.Lines / 3)
	case screen.Click:
		return o.click(msg)
	case tea.KeyPressMsg:
		return o.key(msg)
	}
	return nil
}

func (o *Screen) know(msg screen.Changed) {
	o.now, o.sets = msg, columns(msg.Score.Sets)
	o.lookAhead()
	o.findBest()
	o.at = min(o.at, o.last())
}

// lookAhead finds what stands in the way of a certification, by the answers and, once
// they are known, the records.
func (o *Screen) lookAhead() {
	var records []score.Recorded
	if o.kept.Ruling != nil {
		records = o.kept.Outlook
	}
	o.outlook = score.OutlookOf(o.s.Catalog, o.now.Assessment, o.now.Score, records)
}

// look takes what the room votes on.
func (o *Screen) look(room screen.Room) {
	was := o.room.Veiled()
	o.room = room
	if room.Veiled() != was && o.now.Assessment != nil {
		o.findBest()
		o.at = min(o.at, o.last())
	}
}

// findBest names the next to close. What was not judged yet, or is judged just
// now, has no next step but to be judged.
func (o *Screen) findBest() {
	o.best = o.best[:0]
	for _, g := range roadmap.Gaps(o.now.Input()) {
		if g.Standing.State == assess.Rated && !o.room.Veils(g.Item.ID) && len(o.best) < mostBest {
			o.best = append(o.best, g)
		}
	}
}

func (o *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if o.now.Assessment == nil {
		return nil
	}
	switch k := o.keys; {
	case key.Matches(msg, k.Down):
		o.move(1)
	case key.Matches(msg, k.Up):
		o.move(-1)
	case key.Matches(msg, k.Right):
		o.across(1)
	case key.Matches(msg, k.Left):
		o.across(-1)
	case key.Matches(msg, k.First):
		o.at = 0
	case key.Matches(msg, k.Last):
		o.at = o.last()
	case key.Matches(msg, k.Why):
		return o.open()
	case key.Matches(msg, k.Walk):
		return o.walk()
	case key.Matches(msg, k.Blockers):
		return o.blockers()
	case key.Matches(msg, k.Profile):
		return dialog.AskProfile(o.s, o.now.Assessment, o.kept.OfPlan().ScopesSaid)
	}
	return nil
}

// columns puts the sets of the left column before those of the right: the clauses,
// which are fewer, and below them the own controls; then the sections of Annex A.
func columns(all []score.SetScore) []score.SetScore {
	sets := slices.Clone(all)
	slices.SortStableFunc(sets, func(a, b score.SetScore) int {
		return cmp.Compare(columnOf(a), columnOf(b))
	})
	return sets
}

// columnOf is the column in which a set stands, from 0.
func columnOf(s score.SetScore) int {
	if s.Set.Kind == catalog.KindSection {
		return 1
	}
	return 0
}

// left is how many sets stand in the left column.
func (o *Screen) left() int {
	n := 0
	for _, s := range o.sets {
		n += 1 - columnOf(s)
	}
	return n
}

// last is the last line that the cursor reaches.
func (o *Screen) last() int { return len(o.sets) + len(o.nextSteps()) }

// move goes up and down inside a column; the whole stands above both, the steps
// below.
func (o *Screen) move(by int) {
	n, left := len(o.sets), o.left()
	first, last := 1, left
	if o.at > left {
		first, last = left+1, n
	}
	switch {
	case o.at == 0 && by > 0:
		o.at = min(1, o.last())
	case o.at > n && o.at+by > n:
		o.at = min(o.at+by, o.last())
	case o.at > n:
		o.at = left
	case o.at+by < first:
		o.at = 0
	case o.at > 0 && o.at+by > last:
		o.at = min(n+1, o.last())
	case o.at > 0:
		o.at += by
	}
}

func (o *Screen) across(by int) {
	n, left := len(o.sets), o.left()
	switch {
	case o.at == 0 || o.at > n:
	case by > 0 && o.at <= left:
		o.at = min(o.at+left, n)
	case by < 0 && o.at > left:
		o.at = min(o.at-left, left)
	}
}

// set is the set under the cursor; false for the whole.
func (o *Screen) set() (score.SetScore, bool) {
	if o.at == 0 || o.at > len(o.sets) {
		return score.SetScore{}, false
	}
	return o.sets[o.at-1], true
}

// why opens the terms of the figure under the cursor.
func (o *Screen) why() tea.Cmd {
	id, title := "", "The whole"
	if s, ok := o.set(); ok {
		id, title = s.Set.ID, s.Set.ID+"  "+s.Set.Title
	}
	return o.s.Open(dialog.NewPage(o.s, title+" · what the figures are made of", func(w int) []string { return o.terms(id, w) }))
}

// walk goes to the first open item of the set, or its first gap, or its first.
func (o *Screen) walk() tea.Cmd {
	s, one := o.set()
	best, item := 9, ""
	for _, it := range o.now.Score.Items {
		if one && it.Item.Set.ID != s.Set.ID {
			continue
		}
		rank := 2
		switch {
		case it.Standing.State == assess.Unanswered || it.Standing.State == assess.Partial:
			rank = 0
		case it.Applicable() && !it.Conforming:
			rank = 1
		}
		if rank < best {
			best, item = rank, it.Item.ID
		}
	}
	return o.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: item}})
}

// blockers lists what stands in the way of each stage; choosing one walks to it.
func (o *Screen) blockers() tea.Cmd {
	list := func() []dialog.Option {
		var options []dialog.Option
		for _, stage := range []struct {
			name string
			all  []score.Blocker
		}{{"1", o.outlook.Stage1}, {"2", o.outlook.Stage2}} {
			for _, b := range stage.all {
				reason := b.Reason
				if o.room.Veils(b.Item.ID) {
					reason = screen.Veil + " " + screen.Hidden
				}
				options = append(options, dialog.Option{
					Label: "stage " + stage.name + "  " + b.Item.Number + "  " + widget.Line(b.Item.Title+": "+reason),
					Pick: func() tea.Cmd {
						return o.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: b.Item.ID}})
					},
				})
			}
		}
		return append(options, o.recorded()...)
	}
	empty := "No blocker found. This is a self-assessment, never a certification decision."
	return o.s.Open(dialog.NewChoice(o.s, "What stands in the way of certification · a self-assessment", empty, list))
}

// click selects a line; a click on the selected one opens it.
func (o *Screen) click(msg screen.Click) tea.Cmd {
	if o.now.Assessment == nil {
		return nil
	}
	at, n := 0, len(o.sets)
	switch row := msg.Y - o.rows; {
	case msg.Y >= o.steps:
		at = n + 1 + msg.Y - o.steps
	case row >= o.shown:
		return nil
	case row >= 0:
		if at = row + o.top + 1; msg.X >= o.column()+3 {
			at += o.left()
		} else if at > o.left() {
			return nil
		}
		if at > n {
			return nil
		}
	}
	if at > o.last() {
		return nil
	}
	if at == o.at {
		return o.open()
	}
	o.at = at
	return nil
}

// termWidth is what stands before the words of a term: an item and its credit.
const termWidth = 18

// terms are the items behind a figure, each with what it adds.
func (o *Screen) terms(set string, w int) []string {
	t := o.s.Theme
	sc := o.now.Score.Overall
	if s, ok := o.now.Score.Set(set); ok {
		sc = s.Score
	}
	lines := []string{
		fmt.Sprintf("Conforming %d of %d: rated %d or more, no open nonconformity. %d verified: evidence that somebody who does not own the item saw within %d months.",
			sc.Conforming, sc.Applicable, o.s.Catalog.Method.InPlace, sc.Verified, o.s.Catalog.Method.SeenMonths),
		fmt.Sprintf("Progress %s: the credits below, added and divided by %d. Ceiling %s: what it becomes if all that is open turns out in place.",
			share(sc.Progress), sc.Applicable, share(sc.Ceiling)),
		fmt.Sprintf("Maturity %s: the mean of the %d ratings. Evidenced %s: the share of rated items with a piece of evidence.",
			decimal(sc.Maturity), sc.Answered, share(sc.Evidenced)),
	}
	if s := o.now.Synergy.Overall; s != nil {
		if one, ok := o.now.Synergy.Set(set); ok && one.Shares != nil {
			s = one.Shares
		}
		p := s.Percents()
		lines = append(lines, fmt.Sprintf("Done %d %%: the credits. Reuse %d %%: what the ISMS carries beyond them. Build %d %%: made new. Of all the work it carries %d %%. Synergy opens each item's terms.", p[0], p[1], p[2], score.Percent(s.Realised)))
	}
	var out []string
	for _, l := range lines {
		out = append(out, widget.Wrap(l, w)...)
	}
	out = append(out, "", t.Dim.Render(widget.Fit("Item      Credit  Why", w)))
	for _, term := range o.now.Score.Explain(set) {
		credit, why := fmt.Sprintf("%.2f", term.Credit), term.Why
		if o.room.Veils(term.Item.ID) {
			credit, why = screen.Veil, screen.Hidden
		}
		first := widget.Fit(term.Item.Number, 9) + " " + widget.FitRight(credit, 6) + "  "
		out = append(out, widget.Indent(widget.Wrap(why, w-termWidth), first, widget.Blank(termWidth))...)
	}
	return out
}
