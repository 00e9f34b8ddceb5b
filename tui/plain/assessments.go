package plain

import (
	"slices"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/intake"
	"crosswalk/store"
)

// assessments are those that may be opened here; false where this window is about
// one alone.
func (t *talk) assessments() ([]store.Summary, bool) {
	if t.s.Only != "" {
		t.say("This room is about one assessment; quit leaves it.")
		return nil, false
	}
	all, err := t.s.DB.Assessments(t.s.Context)
	if err != nil {
		t.refuse(err)
		return nil, false
	}
	return all, true
}

// list lists the assessments, the one changed last first.
func (t *talk) list(string) {
	all, ok := t.assessments()
	if !ok {
		return
	}
	t.say("Assessments: %d", len(all))
	for i, s := range all {
		archived := ""
		if s.Archived {
			archived = ", archived"
		}
		t.say("%d: %s%s, %schanged %s", i+1, s.Name, archived, whose(s), s.Changed.In(t.s.Now().Location()).Format(day.Form))
	}
	t.say("%s", t.waysIn())
}

// waysIn says how an assessment is opened from here, and made by who may.
func (t *talk) waysIn() string {
	const opens = "open and a number or a name opens one"
	if t.s.Role().MayLead() != nil {
		return opens + "."
	}
	return "new and a name makes one; " + opens + "."
}

// whose says of an assessment whose it is and what this person is in it, where there is
// more than one.
func whose(s store.Summary) string {
	words := ""
	if s.Client != "" {
		words += "of " + s.Client + ", "
	}
	if s.Team != "" {
		words += "led by " + s.Team + ", "
	}
	switch {
	case s.Shut:
		words += "not open to you, "
	case s.Role != "":
		words += "you are " + s.Role.Article() + ", "
	}
	return words
}

// openOne opens an assessment by its number in the list, its name or its id.
func (t *talk) openOne(text string) {
	if text == "" {
		t.list("")
		return
	}
	all, ok := t.assessments()
	if !ok {
		return
	}
	at := slices.IndexFunc(all, func(s store.Summary) bool { return s.ID == text })
	if at < 0 {
		var err error
		if at, err = chosen(text, len(all), func(i int) string { return all[i].Name }); err != nil {
			t.refuse(err)
			return
		}
	}
	t.turnTo(all[at].ID)
}

// turnTo opens an assessment, and notes that it was opened last.
func (t *talk) turnTo(id string) {
	t.keepPlace()
	if err := t.s.DB.SetLastOpened(t.s.Context, id); err != nil {
		t.refuse(err)
	}
	t.enter(id)
}

// rename gives the open assessment another name.
func (t *talk) rename(name string) {
	if name == "" {
		t.say("Say its new name, as rename AIMS gap 2027.")
		return
	}
	if _, ok := t.assessments(); ok && t.may() {
		t.act(func(a *assess.Assessment) ([]assess.Change, error) { return assess.Rename(a, name) })
	}
}

// archive puts the open assessment away, or brings it back.
func (t *talk) archive(string) {
	away := !t.now.Assessment.Archived
	if _, ok := t.assessments(); !ok || !t.may() {
		return
	}
	if away && !t.sure("It takes no more acts then, and nothing is deleted; archive again brings it back. Archive it?") {
		return
	}
	t.act(func(a *assess.Assessment) ([]assess.Change, error) { return assess.Archive(a, away), nil })
}

// duplicate makes a copy of the open assessment and opens it.
func (t *talk) duplicate(name string) {
	if name == "" {
		t.say("Say the name of the copy, as duplicate AIMS gap 2027.")
		return
	}
	if _, ok := t.assessments(); !ok || !t.may() {
		return
	}
	a, err := t.s.Duplicate(t.id, name, intake.Duplicate)
	if err != nil {
		t.refuse(err)
		return
	}
	t.say("Saved: a copy with all answers, notes and evidence.")
	t.turnTo(a.ID)
}

// makeOne makes an assessment and opens it.
func (t *talk) makeOne(name string) {
	if name == "" {
		t.say("Say its name, as new AIMS gap 2026.")
		return
	}
	if _, ok := t.assessments(); !ok {
		return
	}
	p := assess.DefaultProfile()
	p.Start = t.s.Now().Format(time.DateOnly)
	a, err := t.s.DB.Create(t.s.Context, t.s.Actor, name, p)
	if err != nil {
		t.refuse(err)
		return
	}
	t.say("Saved: the assessment %s.", a.Name)
	t.turnTo(a.ID)
}
