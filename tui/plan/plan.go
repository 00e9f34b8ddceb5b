// Package plan is the Roadmap screen: the strategy and why, the four phases over
// real months with their tasks and actions, and how sure the dates are. Its one
// rule: a look at what would be changes nothing until somebody says so.
package plan

import (
	"cmp"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Screen is the Roadmap.
type Screen struct {
	s    *screen.Session
	keys keys
	w, h int

	now   screen.Changed
	room  screen.Room
	plan  *figures.Plan // of the assessment as it stands; nil before the first one
	what  *what         // a look at what would be; nil: none
	asked int           // how many looks were asked for

	open   map[int]bool // phases whose tasks and actions are shown
	rows   []row
	cursor list.Cursor
	skip   int   // cells of the timeline scrolled away
	lines  []int // row -> its first line, and behind the last row how many there are
}

// what is a plan for another profile.
type what struct {
	began   assess.Profile // the assessment's own when the look began, or at the newest news
	profile assess.Profile
	plan    *figures.Plan // nil while it is made
	number  int
}

// looked is the answer to a look.
type looked struct {
	number int
	plan   figures.Plan
}

// row is a phase, one of its tasks, or one of its actions.
type row struct {
	phase  int    // place among the phases
	task   int    // place among its tasks, -1: none
	action int    // place among its actions, -1: none
	id     string // of the task, or of the action's item
}

// New makes the Roadmap for a session.
func New(s *screen.Session) *Screen {
	return &Screen{s: s, keys: newKeys(), open: map[int]bool{}}
}

// Update takes keys and news.
func (p *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screen.Changed:
		return p.know(msg)
	case screen.Room:
		p.room = msg
	case screen.Planned:
		plan, begins := msg.Plan, p.plan == nil
		p.plan = &plan
		p.arrange()
		if begins {
			p.openCurrent()
		}
	case looked:
		if p.what != nil && msg.number == p.what.number {
			p.what.plan = &msg.plan
			p.arrange()
		}
	case screen.Click:
		return p.click(msg)
	case screen.Wheel:
		p.cursor.Move(msg.Lines, len(p.rows))
	case tea.KeyPressMsg:
		if p.plan != nil {
			return p.key(msg)
		}
	}
	return nil
}

// know takes news. A look at what would be goes on, from what is now.
func (p *Screen) know(msg screen.Changed) tea.Cmd {
	p.now = msg
	if p.what == nil {
		return nil
	}
	profile := p.what.profile
	for _, k := range assess.ProfileKeys {
		if was := p.what.began.Get(k.Name); profile.Get(k.Name) == was {
			next, err := profile.With(k.Name, msg.Assessment.Profile.Get(k.Name))
			if err != nil {
				return screen.Send(screen.Failed{Err: err})
			}
			profile = next
		}
	}
	return p.look(profile)
}

// shown is the plan on the screen: of the look, or as it stands.
func (p *Screen) shown() *figures.Plan {
	if p.what != nil && p.what.plan != nil {
		return p.what.plan
	}
	return p.plan
}

// arrange makes the rows anew; the cursor stays on its row, or on its phase.
func (p *Screen) arrange() {
	was, had := p.current()
	p.rows = p.rows[:0]
	for i, phase := range p.shown().Roadmap.Phases {
		p.rows = append(p.rows, row{i, -1, -1, ""})
		if !p.open[i] {
			continue
		}
		for n := range phase.Tasks {
			p.rows = append(p.rows, row{i, n, -1, phase.Tasks[n].ID})
		}
		for n := range phase.Actions {
			p.rows = append(p.rows, row{i, -1, n, phase.Actions[n].Item.ID})
		}
	}
	p.measure()
	if !had {
		return
	}
	same := slices.IndexFunc(p.rows, func(r row) bool { return r.phase == was.phase && r.id == was.id })
	if same < 0 {
		same = slices.IndexFunc(p.rows, func(r row) bool { return r.phase == was.phase })
	}
	p.cursor.At = max(0, same)
}

// openCurrent opens the first phase that is not done, where all of it and of the
// others is in sight then.
func (p *Screen) openCurrent() {
	at := slices.IndexFunc(p.phases(), func(x roadmap.Phase) bool { return !x.Done })
	if at < 0 {
		return
	}
	p.open[at] = true
	p.arrange()
	if p.height() > p.chartHeight()-headLines-len(p.foot(p.timeline())) {
		p.open[at] = false
		p.arrange()
	}
	p.cursor.At = max(0, slices.IndexFunc(p.rows, func(r row) bool { return r.phase == at }))
}

func (p *Screen) phases() []roadmap.Phase {
	if p.plan == nil {
		return nil
	}
	return p.shown().Roadmap.Phases
}

// current is the row under the cursor; false before the first plan.
func (p *Screen) current() (row, bool) {
	if p.cursor.At >= len(p.rows) {
		return row{task: -1, action: -1}, false
	}
	return p.rows[p.cursor.At], true
}

// Resize keeps the space; in another width names need other lines.
func (p *Screen) Resize(w, h int) {
	p.w, p.h = w, h
	p.measure()
}

// Typing is never true: what is typed is typed in dialogs.
func (p *Screen) Typing() bool { return false }

func (p *Screen) key(msg tea.KeyPressMsg) tea.Cmd {
	if p.cursor.Key(msg, p.keys.Moves, len(p.rows)) {
		return nil
	}
	switch k := p.keys; {
	case key.Matches(msg, k.Why):
		return p.why()
	case key.Matches(msg, k.Open):
		p.unfold(true)
	case key.Matches(msg, k.Shut):
		p.unfold(false)
	case key.Matches(msg, k.Later):
		p.skip += 6
	case key.Matches(msg, k.Sooner):
		p.skip = max(0, p.skip-6)
	case key.Matches(msg, k.Strategies):
		return p.strategies()
	case key.Matches(msg, k.What):
		return p.askWhat()
	case key.Matches(msg, k.More):
		return p.staff(p.s.Catalog.Method.Plan.FTEStep)
	case key.Matches(msg, k.Fewer):
		return p.staff(-p.s.Catalog.Method.Plan.FTEStep)
	case key.Matches(msg, k.Keep):
		return p.keep()
	case key.Matches(msg, k.Rules):
		return p.rules()
	case key.Matches(msg, k.Back):
		return p.back()
	default:
		return p.act(msg)
	}
	return nil
}

// back drops the look.
func (p *Screen) back() tea.Cmd {
	if p.what != nil {
		p.what = nil
		p.arrange()
	}
	return nil
}

// unfold shows the tasks and actions of a phase, or hides them.
func (p *Screen) unfold(open bool) {
	r, ok := p.current()
	if !ok {
		return
	}
	p.open[r.phase] = open
	if !open {
		p.cursor.At = slices.IndexFunc(p.rows, func(x row) bool { return x.phase == r.phase })
	}
	p.arrange()
}

// profile is the one that is looked at, or the assessment's own.
func (p *Screen) profile() assess.Profile {
	if p.what != nil {
		return p.what.profile
	}
	return p.now.Assessment.Profile
}

// look makes the plan for another profile.
func (p *Screen) look(profile assess.Profile) tea.Cmd {
	p.asked++
	n, now := p.asked, p.now.Figures
	var kept roadmap.Kept
	if p.plan != nil {
		kept = p.plan.Input.Kept
	}
	var before *figures.Plan
	if p.what != nil {
		before = p.what.plan
	}
	p.what = &what{began: now.Assessment.Profile, profile: profile, plan: before, number: n}
	return func() tea.Msg { return looked{n, now.With(profile).PlanWith(kept)} }
}

// staff looks at so many people more or fewer.
func (p *Screen) staff(by float64) tea.Cmd {
	profile := p.profile()
	next := max(p.s.Catalog.Method.Plan.FTEStep, profile.FTE+by)
	if next == profile.FTE {
		return screen.Tell("With fewer people than that there is no plan.")
	}
	profile.FTE = next
	return p.look(profile)
}

// keep makes what was looked at the assessment's own.
func (p *Screen) keep() tea.Cmd {
	if p.what == nil {
		return screen.Tell("There is nothing to keep: + and - look at other capacities, = at more.")
	}
	began, edited := p.now.Assessment.Profile, p.what.profile
	p.what = nil
	p.arrange()
	return p.s.ActSaying(p.now.Assessment.ID, "Kept. The plan goes by it now; u takes it back.", func(*assess.Assessment) ([]assess.Change, error) {
		return assess.EditProfile(began, edited), nil
	})
}

// click selects a row; a click on the selected one opens it.
func (p *Screen) click(msg screen.Click) tea.Cmd {
	if p.plan == nil {
		return nil
	}
	line := p.cursor.Line(msg.Y-headLines, p.height())
	if line < 0 {
		return nil
	}
	i := len(p.rows) - 1
	for p.lines[i] > line {
		i--
	}
	if i == p.cursor.At {
		return p.why()
	}
	p.cursor.At = i
	return nil
}

// Waits reports whether there is no plan yet to show.
func (p *Screen) Waits() bool { return p.plan == nil }

// View is the strategy and the dates, the phases over their months, and what
// is under the cursor.
func (p *Screen) View() string {
	switch {
	case p.now.Assessment == nil:
		return widget.Pane(nil, p.w, p.h)
	case p.plan == nil:
		return widget.Pane([]string{"", " " + p.s.Theme.Dim.Render("The plan is being made.")}, p.w, p.h)
	}
	below := p.h - p.chartHeight() - 1
	return p.chart(p.chartHeight()) + "\n" + p.s.Theme.Faint.Render(widget.Rule(p.w)) + "\n" + widget.Pane(p.detail(below), p.w, below)
}

// chartHeight is what is left of the space by the rule and the row under the cursor,
// which is told in as few lines as the window is low.
func (p *Screen) chartHeight() int { return p.h - 1 - max(3, min(p.h/2-4, 11)) }

// task, action are what is under the cursor; nil where it is something else.
func (p *Screen) task() *roadmap.Task {
	r, ok := p.current()
	if !ok || r.task < 0 || r.task >= len(p.phases()[r.phase].Tasks) {
		return nil
	}
	return &p.phases()[r.phase].Tasks[r.task]
}

func (p *Screen) action() *roadmap.Action {
	r, ok := p.current()
	if !ok || r.action < 0 || r.action >= len(p.phases()[r.phase].Actions) {
		return nil
	}
	return &p.phases()[r.phase].Actions[r.action]
}

// veils reports whether the room votes on one of the items: then what follows
// from their ratings is not told.
func (p *Screen) veils(items ...string) bool { return slices.ContainsFunc(items, p.room.Veils) }

// veiled is veils for what is under the cursor.
func (p *Screen) veiled() bool {
	if a := p.action(); a != nil {
		return p.veils(a.Item.ID)
	}
	t := p.task()
	return t != nil && p.veils(t.Items...)
}

// actionStatus is how an action stands: as a person said, else by its item.
func actionStatus(a *roadmap.Action) string {
	derived := assess.TaskOpen
	if a.Credit > 0 {
		derived = assess.TaskStarted
	}
	return cmp.Or(a.Status, derived)
}

// itemOf is the item that a row leads to: an action's, or the first a task is
// tied to.
func (p *Screen) itemOf() *catalog.Item {
	if a := p.action(); a != nil {
		return a.Item
	}
	if t := p.task(); t != nil && len(t.Items) > 0 {
		it, _ := p.s.Catalog.Item(t.Items[0])
		return it
	}
	return nil
}
