package plan

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

func (p *Screen) put(t assess.TaskState) tea.Cmd {
	cat := p.s.Catalog
	return p.s.Act(p.now.Assessment.ID, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutTask(cat, a, t) })
}

// nextStatus goes from open to started to done, and back to what follows from
// the items.
func (p *Screen) nextStatus(id string) tea.Cmd {
	if id == "" {
		return screen.Tell(needsTask)
	}
	if p.veiled() {
		return screen.Tell("The room votes on it; how it stands is set after the reveal.")
	}
	t := p.now.Assessment.Task(id)
	derived := ""
	if x := p.task(); x != nil {
		derived = x.Derived
	} else {
		a := *p.action()
		a.Status = ""
		derived = actionStatus(&a)
	}
	order := []string{assess.TaskOpen, assess.TaskStarted, assess.TaskDone}
	at := t.Status
	if at == "" {
		at = derived
	}
	for i, s := range order {
		if s == at {
			t = t.WithStatus(order[(i+1)%len(order)], p.s.Now().Format(time.DateOnly))
			break
		}
	}
	if t.Status == derived {
		t.Status = "" // as it follows anyway
	}
	return p.put(t)
}

// assign asks who sees to it, by when, how it stands, how the work goes and what is
// to know.
func (p *Screen) assign(id string) tea.Cmd {
	if id == "" {
		return screen.Tell(needsTask)
	}
	began := p.now.Assessment.Task(id)
	t := began
	t.Owner = p.s.Offered(t.Owner)
	options := []huh.Option[string]{huh.NewOption("as it follows from the items", "")}
	options = append(options, huh.NewOptions(assess.TaskStatuses...)...)
	spent := daysText(t.Spent)
	days := p.effort()
	save := func() tea.Cmd {
		cat := p.s.Catalog
		t.Spent, _ = readDays(spent) // the form has looked at it
		if t.Status != began.Status && t.Started == began.Started {
			t = t.WithStatus(t.Status, p.s.Now().Format(time.DateOnly))
		}
		return p.s.Act(p.now.Assessment.ID, func(a *assess.Assessment) ([]assess.Change, error) {
			changes, err := assess.PutTask(cat, a, assess.Rebase(began, t, a.Task(id)))
			if err != nil {
				return nil, err
			}
			effort, err := days.save(a)
			return append(changes, effort...), err
		})
	}
	name := id
	if it, ok := assess.Item(p.s.Catalog, p.now.Assessment, id); ok {
		name = it.Number
	}
	first := dialog.Ask(
		huh.NewInput().Title("Owner").Value(&t.Owner).Validate(func(s string) error { return assess.CheckLine("owner", s) }),
		dialog.Day(p.s, "Due", "due date", "", &t.Due),
		huh.NewSelect[string]().Title("Status").Inline(true).Options(options...).Value(&t.Status),
		huh.NewInput().Title("Note").Value(&t.Note).CharLimit(assess.MaxNote).Validate(func(s string) error { return assess.CheckText("note", s, assess.MaxNote) }),
	)
	second := dialog.Ask(
		dialog.Day(p.s, "Started", "day it was started", "empty: when it is said", &t.Started),
		huh.NewInput().Title("Days spent").Description("person-days so far").Value(&spent).Validate(func(s string) error { _, err := readDays(s); return err }),
	)
	parts := []dialog.Part{first, second}
	if days != nil && p.s.Role().Leads() {
		parts = append(parts, dialog.Ask(days.field()))
	}
	draft := p.form(assess.KindTask, assess.RecordSubject(assess.KindTask, id))
	return p.s.Open(dialog.NewForm(p.s, draft, name+" · who sees to it, and by when", save, parts...))
}

// effort is the person-days that the item of an action takes here, from nothing:
// said for this assessment, or the catalogue's own figure.
type effort struct {
	item    *catalog.Item
	profile assess.Profile
	text    string
}

// effort is that of the action under the cursor; nil of anything else.
func (p *Screen) effort() *effort {
	a := p.action()
	if a == nil {
		return nil
	}
	e := &effort{item: a.Item, profile: p.now.Assessment.Profile}
	e.text = e.profile.Get(e.name())
	return e
}

func (e *effort) name() string { return "effort." + e.item.ID }

func (e *effort) field() huh.Field {
	hint := fmt.Sprintf("from nothing; empty: %g, the catalogue's own assumption", e.item.EffortDays)
	if e.item.PerSystem() {
		hint += " for the first AI system"
	}
	return huh.NewInput().Title("Person-days of the item").Description(hint).Value(&e.text).Validate(func(s string) error {
		if _, err := e.profile.With(e.name(), s); err != nil {
			return errors.New("the days are a number from 0 to 1000, like 2.5")
		}
		return nil
	})
}

// save is what of it was said anew, beside what others said of the profile
// meanwhile.
func (e *effort) save(a *assess.Assessment) ([]assess.Change, error) {
	if e == nil || e.text == e.profile.Get(e.name()) {
		return nil, nil
	}
	next, err := a.Profile.With(e.name(), e.text)
	if err != nil {
		return nil, err
	}
	return assess.SetProfile(a, next), nil
}

// daysText is a number of days in a field; readDays reads it back. Empty is none.
func daysText(days float64) string {
	if days == 0 {
		return ""
	}
	return strconv.FormatFloat(days, 'f', -1, 64)
}

func readDays(text string) (float64, error) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, nil
	}
	days, err := strconv.ParseFloat(strings.Replace(text, ",", ".", 1), 64)
	if err != nil || !(days >= 0 && days <= assess.MostSpent) {
		return 0, fmt.Errorf("the days are a number from 0 to %d, like 2.5", assess.MostSpent)
	}
	return days, nil
}

func (p *Screen) taskLines(x *roadmap.Task, w int) []string {
	t := p.s.Theme
	lines := widget.Wrap(x.ID+"  "+x.Name, w)
	for i := range lines {
		lines[i] = t.Strong.Render(lines[i])
	}
	status := x.Status + ", as follows from its items"
	switch {
	case p.veils(x.Items...):
		status = screen.Veil + " " + screen.Hidden
	case !x.Said.IsZero():
		status = said(x.Status, x.Said)
		if x.Status != x.Derived {
			status += "; else it would be " + x.Derived
		}
	case x.Procedure != "":
		status = x.Status + ", since somebody saw the document that serves " + x.Items[0] + ": " + widget.Line(x.Procedure)
	case len(x.Items) == 0:
		status = fmt.Sprintf("%s; %.0f person-days of its own, open until somebody says so", x.Status, x.Left)
	}
	lines = append(lines, p.labelled("Status", status, w)...)
	if len(x.Items) > 0 {
		lines = append(lines, p.labelled("Items", strings.Join(x.Items, ", "), w)...)
	}
	return append(lines, p.care(x.Owner, x.Due, x.Note, x.Course, w)...)
}

// said is a status with who said it, and when.
func said(status string, by assess.Mark) string {
	return status + ", said by " + widget.Line(by.By) + " on " + day.Show(by.Day())
}

func (p *Screen) actionLines(x *roadmap.Action, w int) []string {
	t := p.s.Theme
	title := fmt.Sprintf("%s  %s", x.Item.Number, widget.Line(x.Item.Title))
	lines := []string{t.Strong.Render(widget.Fit(title, w))}
	made := p.s.Lang.Item(x.Item).Deliverable
	if made == "" {
		made = "an own control; the catalogue names no deliverable"
	}
	lines = append(lines, p.labelled("To make", made, w)...)
	work := fmt.Sprintf("%.1f person-days, %s: reuse %.0f %%, build %.0f %%", x.Days, x.Quadrant, x.Reuse*100, x.Build*100)
	if p.veils(x.Item.ID) {
		work = screen.Veil + " " + screen.Hidden
	}
	lines = append(lines, p.labelled("Work", work, w)...)
	if !x.Said.IsZero() && !p.veils(x.Item.ID) {
		lines = append(lines, p.labelled("Status", said(x.Status, x.Said), w)...)
	}
	return append(lines, p.care(x.Owner, x.Due, x.Note, x.Course, w)...)
}

// care is who sees to it, by when, how the work goes, and what is to know.
func (p *Screen) care(owner, due, note string, course roadmap.Course, w int) []string {
	if owner == "" {
		owner = "nobody yet: o"
	}
	if due != "" {
		owner += " · due " + day.Show(due)
		if due < p.s.Now().Format(time.DateOnly) {
			owner += ", overdue"
		}
	}
	lines := p.labelled("Owner", owner, w)
	if words := courseWords(course); words != "" {
		lines = append(lines, p.labelled("Begun", words, w)...)
	}
	if note != "" {
		lines = append(lines, p.labelled("Note", note, w)...)
	}
	return lines
}

func courseWords(c roadmap.Course) string {
	var words []string
	if c.Started != "" {
		words = append(words, day.Show(c.Started))
	}
	if c.Spent > 0 {
		words = append(words, fmt.Sprintf("%g person-days spent", c.Spent))
	}
	return strings.Join(words, " · ")
}
