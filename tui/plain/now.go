package plain

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/screen"
)

// enter opens an assessment where this person left it.
func (t *talk) enter(id string) bool {
	role, err := t.s.RoleIn(t.s.Context, id)
	var left screen.LeftOff
	if err == nil {
		left, err = t.s.WhereLeft(t.s.Context, id)
	}
	if err != nil {
		t.refuse(err)
		return false
	}
	msg := t.s.Read(id)()
	read, ok := msg.(screen.Changed)
	if !ok {
		t.failed(msg)
		return false
	}
	t.s.Enter(id, role)
	t.id, t.whole = id, read
	for i := range t.sides {
		t.sides[i] = side{route: t.sides[i].route, Place: left.Places[t.sides[i].route]}
	}
	t.at = max(0, slices.IndexFunc(t.sides[:], func(s side) bool { return s.route == left.Route }))
	t.speak(left.Lang)
	t.hand()
	t.item() // where one left off may be gone
	if !t.look() {
		t.id = ""
		return false
	}
	t.greet()
	return true
}

// speak takes the language that the person asked for, else the one they chose
// before; of one that is gone nothing is said.
func (t *talk) speak(before string) {
	if t.lang = t.o.Lang; t.lang == "" {
		t.lang = before
	}
	if said, err := t.s.Catalog.In(t.lang); err == nil && said != nil {
		t.s.Lang = said
	}
}

// language says in which language the items are read, or chooses another.
func (t *talk) language(code string) {
	if code == "" {
		t.say("Languages: %s", strings.Join(append([]string{catalog.English}, t.s.Catalog.Languages()...), ", "))
		return
	}
	said, err := t.s.Catalog.In(code)
	if err != nil {
		t.refuse(err)
		return
	}
	t.lang, t.s.Lang = code, said
	t.arrive()
}

func (t *talk) greet() {
	a := t.now.Assessment
	t.say("Assessment: %s", a.Name)
	if !t.s.Role().Leads() {
		t.say("You are: %s, %s", t.s.Actor.Name, t.s.Role().Article())
	}
	o := t.now.Score.Overall
	t.say("Answered: %d of %d", o.Answered, o.Applicable)
	t.sayDrafts()
	t.arrive()
}

// look reads what may have changed, and draws the veil where a vote is open; false
// where that can't be known: then nothing is told or done.
func (t *talk) look() bool {
	if t.id == "" {
		return true
	}
	msg := t.s.LookAtRoom(t.s.Context, t.id)
	room, ok := msg.(screen.Room)
	if !ok {
		t.failed(msg)
		return false
	}
	t.room = room.Behind()
	t.s.SetVeil(t.room.Veiled())
	msg = t.s.Reread(t.id)()
	read, news := msg.(screen.Changed)
	if news {
		t.sayChanged(read.Assessment)
		t.whole = read
	}
	t.hand()
	_, failed := msg.(screen.Failed)
	t.failed(msg)
	return !failed && t.still()
}

// still reports whether the item at hand is there: what was typed for one that
// somebody took away is about no other.
func (t *talk) still() bool {
	was := t.here().Item
	if it := t.item(); it.ID != was {
		t.say("Nothing was done: the item where you were is gone. This is: %s", it.Number)
		return false
	}
	return true
}

// sayChanged says so where somebody else changed the item at hand.
func (t *talk) sayChanged(is *assess.Assessment) {
	was, item := t.whole.Assessment, t.here().Item
	same := slices.Equal(was.Answers[item], is.Answers[item])
	if t.isms() {
		same = was.Baseline[item] == is.Baseline[item]
	}
	if !same && (t.isms() || !t.room.Veils(item)) {
		t.say("Changed here meanwhile, by: %s", is.ChangedBy)
	}
}

// hand has what is known told from here on, behind the veil.
func (t *talk) hand() {
	t.now = t.s.Behind(t.whole)
	for i := range t.sides {
		if sys, ok := t.now.Assessment.System(t.sides[i].System); !ok || sys.Removed || !sys.InScope {
			t.sides[i].System = ""
		}
	}
}

// keepPlace writes down where the person is, also when their window closes.
func (t *talk) keepPlace() {
	if t.id == "" {
		return
	}
	left := screen.LeftOff{Route: t.here().route, Places: map[string]screen.Place{}, Lang: t.lang}
	for _, s := range t.sides {
		left.Places[s.route] = s.Place
	}
	if err := t.s.LeaveAt(context.WithoutCancel(t.s.Context), t.id, left); err != nil {
		t.refuse(err)
	}
}

// act saves one act and says what it did once it is on the disk; false where it was
// refused.
func (t *talk) act(decide screen.Decide) bool {
	if !t.look() { // a vote may have been opened while something was typed
		return false
	}
	var changes []assess.Change
	var before *assess.Assessment
	msg := t.s.Act(t.id, func(a *assess.Assessment) (_ []assess.Change, err error) {
		before = a
		changes, err = decide(a)
		return changes, err
	})()
	return t.acted(msg, before, changes, nil)
}

// actOnRecords is act of what is decided about records; what it did calls them by
// their numbers.
func (t *talk) actOnRecords(decide func(register.Case) ([]assess.Change, error)) bool {
	if !t.look() {
		return false
	}
	var changes []assess.Change
	c := register.Case{Catalog: t.s.Catalog, Today: t.s.Now()}
	msg := t.s.ActOnRecords(t.id, "", func(a *assess.Assessment, book *register.Book) (_ []assess.Change, err error) {
		c.Assessment, c.Book = a, book
		changes, err = decide(c)
		return changes, err
	})()
	var names map[assess.Subject]string
	if book, err := register.Foresee(cmp.Or(c.Book, register.Keep(nil)), changes); err == nil {
		names = book.Called(c.Catalog)
	}
	return t.acted(msg, c.Assessment, changes, names)
}

// acted tells what came of an act; names are those of records.
func (t *talk) acted(msg any, before *assess.Assessment, changes []assess.Change, names map[assess.Subject]string) bool {
	read, ok := msg.(screen.Changed)
	if !ok {
		t.failed(msg)
		return false
	}
	stale := len(t.now.Synergy.Stale)
	t.whole = read
	t.hand()
	if len(changes) == 0 {
		t.say("Nothing to save: it stands so already.")
		return true
	}
	t.say("Saved: %s.", assess.TellMade(t.s.Catalog, before.Called(names), read.Assessment.Called(names), changes, t.s.Actor.Name))
	if n := len(t.now.Synergy.Stale); n > stale {
		t.say("Answers that rest on what fell, and are stale: %d. stale lists them.", n)
	}
	return true
}
