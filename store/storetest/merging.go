package storetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// carried are the lines of the history of an assessment.
func carried(t testing.TB, db *store.DB, id string, since ...store.Head) ([]string, store.Carried) {
	t.Helper()
	var lines []string
	c, err := db.Carry(t.Context(), id, since, func(line []byte) error {
		lines = append(lines, string(line))
		return nil
	})
	must(t, err)
	return lines, c
}

func given(lines []string) store.Lines {
	return func(yield func([]byte) error) error {
		for _, l := range lines {
			if err := yield([]byte(l)); err != nil {
				return err
			}
		}
		return nil
	}
}

// takes merges what another database knows of an assessment into this one.
func takes(t testing.TB, into, from *store.DB, id string) store.Taken {
	t.Helper()
	lines, _ := carried(t, from, id)
	taken, err := into.Take(t.Context(), ada, given(lines), false)
	must(t, err)
	return taken
}

// pair are two databases that hold one assessment.
func (l laws) pair(t testing.TB) (here, there *store.DB, id string) {
	t.Helper()
	here, id = l.begin(t)
	do(t, here, ada, id, rating("4.1", 3))
	there = l.place(t).open(t)
	takes(t, there, here, id)
	return here, there, id
}

func same(t testing.TB, id string, all ...*store.DB) *assess.Assessment {
	t.Helper()
	first, err := all[0].Assessment(t.Context(), id)
	must(t, err)
	for _, db := range all {
		a, err := db.Assessment(t.Context(), id)
		must(t, err)
		if s := assesstest.Difference(first, a); s != "" {
			t.Fatalf("%s is not the same", s)
		}
		healthy(t, db)
	}
	return first
}

func (l laws) TestWhatIsCarriedAwayComesInWhole(t *testing.T) {
	here, there, id := l.pair(t)
	same(t, id, here, there)
	acts, err := there.History(t.Context(), id, store.HistoryFilter{})
	must(t, err)
	if len(acts) != 2 || acts[0].Author != "Ada" {
		t.Errorf("the history there is %+v", acts)
	}
	list, err := there.Assessments(t.Context())
	must(t, err)
	if len(list) != 1 || list[0].Name != "Acme" {
		t.Errorf("there are %+v", list)
	}
	if again := takes(t, there, here, id); again.Revisions != 0 || again.New || again.Known == 0 {
		t.Errorf("taken in again: %+v", again)
	}
}

func (l laws) TestTwoWhoSayDifferentThingsLeaveAConflictAndAllElseComesTogether(t *testing.T) {
	here, there, id := l.pair(t)
	do(t, here, ada, id, rating("4.1", 4))
	do(t, here, ada, id, rating("4.2", 2))
	do(t, there, bo, id, rating("4.1", 1))
	do(t, there, bo, id, noting("4.3", "seen"))
	if took := takes(t, here, there, id); took.Revisions != 2 || took.New || len(took.Before.Conflicts) != 0 || len(took.After.Conflicts) != 1 ||
		len(took.People) != 1 || took.People[0].Author != "Bo" || took.People[0].Acts != 2 || len(took.People[0].Answers()) != 2 {
		t.Errorf("taken in was %+v", took)
	}
	takes(t, there, here, id)
	a := same(t, id, here, there)
	if got := a.Answer(assess.Key{Item: "4.1"}).Rating.Level; got != 1 || len(a.Conflicts) != 1 {
		t.Errorf("4.1 is shown at %d, with the conflicts %v", got, a.Conflicts)
	}
	if a.Answer(assess.Key{Item: "4.2"}).Rating.Level != 2 || a.Answer(assess.Key{Item: "4.3"}).Note != "seen" {
		t.Error("what nobody disagrees on did not come together")
	}
}

func (l laws) TestWhatCameLastIsToldAsItWasTakenIn(t *testing.T) {
	here, there, id := l.pair(t)
	if _, err := here.LastCame(t.Context(), id); !errors.Is(err, store.ErrNothingCame) {
		t.Errorf("where nothing came: %v", err)
	}
	if first, err := there.LastCame(t.Context(), id); err != nil || first.Before != nil || first.People[0].Author != "Ada" {
		t.Errorf("of what was new: %+v, %v", first, err)
	}
	do(t, here, ada, id, rating("4.1", 4))
	do(t, there, bo, id, rating("4.1", 1))
	do(t, there, bo, id, noting("4.3", "seen"))
	took := takes(t, here, there, id)
	for _, moment := range []string{"at once", "after an act of this copy"} {
		came, err := here.LastCame(t.Context(), id)
		must(t, err)
		if s := assesstest.Difference(came.Before, took.Before) + assesstest.Difference(came.After, took.After); s != "" || !reflect.DeepEqual(came.People, took.People) {
			t.Errorf("%s: %s is not as it was taken in; %+v", moment, s, came.People)
		}
		do(t, here, ada, id, rating("4.2", 2))
	}
	do(t, there, bo, id, noting("4.4", "seen too"))
	takes(t, here, there, id)
	if came, err := here.LastCame(t.Context(), id); err != nil || came.Before.Answer(assess.Key{Item: "4.2"}).Rating.Level != 2 || came.People[0].Revisions != 1 {
		t.Errorf("the next one: %+v, %v", came, err)
	}
}

func (l laws) TestWhatCameSinceIsEnoughWhereTheRestIs(t *testing.T) {
	here, there, id := l.pair(t)
	_, whole := carried(t, here, id)
	do(t, here, ada, id, rating("4.2", 2))
	lines, c := carried(t, here, id, whole.Heads...)
	if len(lines) != 2 || c.Revisions != 1 || len(c.Heads) != 1 || c.Heads[0].Seq != whole.Heads[0].Seq+1 {
		t.Fatalf("%d lines, %+v", len(lines), c)
	}
	must(t, second(there.Take(t.Context(), ada, given(lines), false)))
	same(t, id, here, there)
	empty := l.place(t).open(t)
	if _, err := empty.Take(t.Context(), ada, given(lines), false); !errors.Is(err, store.ErrNotTaken) || !strings.Contains(err.Error(), "take in first") {
		t.Errorf("the rest alone: %v", err)
	}
	if list, err := empty.Assessments(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("it left %v, %v", list, err)
	}
}

func (l laws) TestALookBeforeLeavesNothing(t *testing.T) {
	here, there, id := l.pair(t)
	do(t, there, bo, id, rating("4.1", 1))
	lines, _ := carried(t, there, id)
	look, err := here.Take(t.Context(), ada, given(lines), true)
	must(t, err)
	a, err := here.Assessment(t.Context(), id)
	must(t, err)
	if look.Revisions != 1 || look.After.Answer(assess.Key{Item: "4.1"}).Rating.Level != 1 || a.Answer(assess.Key{Item: "4.1"}).Rating.Level != 3 {
		t.Errorf("the look says %+v", look)
	}
	healthy(t, here)
}

func (l laws) TestOnlyWhoLeadsTakesIn(t *testing.T) {
	here, there, id := l.pair(t)
	do(t, there, bo, id, rating("4.1", 1))
	lines, _ := carried(t, there, id)
	if _, err := here.Take(t.Context(), store.Actor{Name: "Cy", Role: workshop.Assessor}, given(lines), false); !errors.Is(err, workshop.ErrLeads) {
		t.Errorf("an assessor: %v", err)
	}
}

// altered are the lines with one field of one revision, counted from the end, set.
func altered(t testing.TB, lines []string, back int, field string, value any) []string {
	t.Helper()
	lines = slices.Clone(lines)
	var l map[string]any
	must(t, json.Unmarshal([]byte(lines[len(lines)-back]), &l))
	l[field] = value
	raw, err := json.Marshal(l)
	must(t, err)
	lines[len(lines)-back] = string(raw)
	return lines
}

func (l laws) TestAHistoryThatWasChangedIsRefusedWholeInASentence(t *testing.T) {
	here, there, id := l.pair(t)
	do(t, there, bo, id, rating("4.1", 1))
	do(t, there, bo, id, rating("4.2", 1))
	lines, _ := carried(t, there, id)
	for _, tt := range []struct {
		what  string
		lines []string
		want  string
	}{
		{"another author", altered(t, lines, 2, "author", "Eve"), "was changed after it was saved"},
		{"another value", altered(t, lines, 1, "value", `{"level":5}`), "was changed after it was saved"},
		{"one left out", slices.Delete(slices.Clone(lines), len(lines)-2, len(lines)-1), "take in first"},
		{"of a newer form", altered(t, lines, len(lines), "format", 3), "newer Crosswalk"},
		{"a new kind of line", altered(t, lines, 1, "is", "photograph"), "newer Crosswalk"},
		{"a new field", altered(t, lines, 1, "colour", "red"), "can't be read"},
		{"a new kind of subject", altered(t, lines, 1, "subject", "dream/1"), "newer Crosswalk"},
		{"no id", altered(t, lines, 1, "id", "\x1b[31m"), "which is no id"},
		{"no chain", altered(t, lines, 1, "chain", "../x"), "is no place in a chain"},
		{"no beginning", lines[1:], "whose history"},
		{"nothing", nil, "is empty"},
		{"half a line", append(slices.Clone(lines[:len(lines)-1]), lines[len(lines)-1][:40]), "can't be read"},
	} {
		_, err := here.Take(t.Context(), ada, given(tt.lines), false)
		if !errors.Is(err, store.ErrNotTaken) || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: %v", tt.what, err)
		}
	}
	a, err := here.Assessment(t.Context(), id)
	must(t, err)
	if a.Answer(assess.Key{Item: "4.1"}).Rating.Level != 3 {
		t.Error("something was taken in")
	}
	healthy(t, here)
}

func (l laws) TestACopyWhoseClockIsFarAheadIsNamedAndDoesNotPushOurIds(t *testing.T) {
	here, there, id := l.pair(t)
	must(t, there.Close())
	late := &clock{clocktest.Now().AddDate(1, 0, 0)}
	ahead := l.place(t).openWith(t, late.options())
	takes(t, ahead, here, id)
	do(t, ahead, bo, id, rating("4.2", 1))
	took := takes(t, here, ahead, id)
	if len(took.Ahead) != 1 || took.Ahead[0].Author != "Bo" || took.Ahead[0].Revisions != 1 || !took.Ahead[0].Latest.Equal(late.now.UTC().Truncate(time.Microsecond)) {
		t.Errorf("ahead are %+v", took.Ahead)
	}
	do(t, here, ada, id, rating("4.3", 1))
	acts, err := here.History(t.Context(), id, store.HistoryFilter{Author: "Ada", Limit: 1})
	must(t, err)
	if other, err := here.History(t.Context(), id, store.HistoryFilter{Author: "Bo", Limit: 1}); err != nil || acts[0].ID > other[0].ID {
		t.Errorf("our ids follow theirs: %v", err)
	}
	healthy(t, here)
}

func (l laws) TestWhatOnlyItsReadersSeeIsNotCarriedAway(t *testing.T) {
	s := l.hall(t)
	s.put(kim, "concern", map[string]string{"title": secret, "readers": "Mara"})
	s.risk("Wrong answers")
	must(t, s.set(ada, "concern", s.put(ada, "concern", map[string]string{"title": "Another", "readers": "Ada"}), "due", "2026-12-01"))
	lines, c := carried(t, s.db, s.id)
	if text := strings.Join(lines, ""); !c.Withheld || c.Gone != 0 || strings.Contains(text, secret) || strings.Contains(text, "concern") || !strings.Contains(text, "Wrong answers") {
		t.Errorf("carried was %+v:\n%s", c, text)
	}
	there := l.place(t).open(t)
	must(t, second(there.Take(t.Context(), ada, given(lines), false)))
	healthy(t, there)
	healthy(t, s.db)
	if head, n, err := s.db.HeadOnPaper(t.Context(), s.id); err == nil {
		if h, k, err := there.HeadOnPaper(t.Context(), s.id); err != nil || h != head || k != n {
			t.Errorf("the head on paper is %s of %d, and %s of %d there: %v", head, n, h, k, err)
		}
	}
	do(t, there, bo, s.id, rating("4.1", 2))
	took := takes(t, s.db, there, s.id)
	b, err := s.db.RecordsReadBy(t.Context(), ada, s.id)
	must(t, err)
	if took.Revisions != 1 || len(b.Of("concern")) != 1 {
		t.Errorf("what came back left %d concerns: %+v", len(b.Of("concern")), took)
	}
	healthy(t, s.db)
}

func (l laws) TestAnErasureThatComesInTakesTheWordsHereToo(t *testing.T) {
	here, there, id := l.pair(t)
	do(t, here, ada, id, noting("4.1", secret))
	takes(t, there, here, id)
	do(t, there, bo, id, rating("4.2", 1))
	must(t, second(here.Erase(t.Context(), ada, id, []string{revisionOf(t, here, id, secret).ID}, "a person asked")))
	lines, _ := carried(t, here, id)
	if strings.Contains(strings.Join(lines, ""), secret) {
		t.Fatal("the words are carried away")
	}
	look, err := there.Take(t.Context(), ada, given(lines), true)
	must(t, err)
	if len(look.Erased) != 1 || !says(t, there, id, secret) {
		t.Errorf("a look says %+v", look)
	}
	takes(t, there, here, id)
	takes(t, here, there, id)
	if says(t, there, id, secret) || says(t, here, id, secret) {
		t.Error("the words are there still")
	}
	same(t, id, here, there)
	fresh := l.place(t).open(t)
	takes(t, fresh, there, id)
	same(t, id, here, fresh)
}

func (l laws) TestAValueThatIsMissingWithoutAnErasureIsRefused(t *testing.T) {
	here, there, id := l.pair(t)
	do(t, there, bo, id, noting("4.1", "seen"))
	lines, _ := carried(t, there, id)
	bare := altered(t, lines, 1, "value", "")
	if _, err := here.Take(t.Context(), ada, given(bare), false); !errors.Is(err, store.ErrNotTaken) {
		t.Errorf("a value was taken out: %v", err)
	}
	healthy(t, here)
}

func (l laws) TestWhatWasForgottenComesBackWithABundle(t *testing.T) {
	here, there, id := l.pair(t)
	must(t, here.Forget(t.Context(), ada, id))
	takes(t, here, there, id)
	do(t, here, ada, id, rating("4.2", 2))
	takes(t, there, here, id)
	same(t, id, here, there)
}

func (l laws) TestWhatTwoCopiesDidThatDoesNotGoTogetherIsNamed(t *testing.T) {
	here, there, id := l.pair(t)
	bot, idle, known := here.NewID(), here.NewID(), here.NewID()
	for _, s := range []string{bot, idle, known} {
		do(t, here, ada, id, saying(change(assess.RecordSubject(assess.KindSystem, s), "name", "Bot "+s)))
	}
	do(t, here, ada, id, saying(change(assess.Key{Item: "A.5.4", System: known}.Subject(), "rating", map[string]any{"level": 1})))
	takes(t, there, here, id)
	removed := func(s string) decision {
		return saying(change(assess.RecordSubject(assess.KindSystem, s), assess.FieldRemoved, true))
	}
	do(t, here, ada, id, saying(change(assess.Key{Item: "A.5.4", System: bot}.Subject(), "rating", map[string]any{"level": 3})))
	do(t, here, ada, id, removed(idle))
	do(t, here, ada, id, saying(change(assess.Key{Item: "A.2.2", Question: "A.2.2-1"}.Subject(), "rating", map[string]any{"level": 3})))
	do(t, here, ada, id, saying(change(assess.RecordSubject(assess.KindControl, here.NewID()), "number", 2)))
	do(t, there, bo, id, removed(bot))
	do(t, there, bo, id, removed(known)) // whose rating is known there
	do(t, there, bo, id, saying(change(assess.RecordSubject(assess.KindSystem, idle), "name", "Named anew")))
	do(t, there, bo, id, saying(change(item("A.2.2"), "rating", map[string]any{"na": true, "reason": "none"})))
	do(t, there, bo, id, saying(change(assess.RecordSubject(assess.KindControl, there.NewID()), "number", 2)))
	for name, both := range map[string][2]*store.DB{"here": {here, there}, "there": {there, here}} {
		lines, _ := carried(t, both[1], id)
		look, err := both[0].Take(t.Context(), ada, given(lines), true)
		must(t, err)
		got := map[assess.ClashKind]int{}
		for _, x := range look.Clashes {
			got[x.Kind]++
		}
		want := map[assess.ClashKind]int{assess.UsedAndRemoved: 1, assess.RemovedAndUsed: 1, assess.RatedAndExcluded: 1, assess.OneNumber: 1}
		if name == "there" {
			want = map[assess.ClashKind]int{assess.UsedAndRemoved: 1, assess.RemovedAndUsed: 1, assess.ExcludedAndRated: 1, assess.OneNumber: 1}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: %v; %v is right", name, got, want)
		}
	}
	takes(t, here, there, id)
	takes(t, there, here, id)
	same(t, id, here, there)
	if again := takes(t, here, there, id); len(again.Clashes) != 0 {
		t.Errorf("once more: %+v", again.Clashes)
	}
	l.settleClashes(t, here, there, id)
}

// settleClashes works off what does not go together, in one copy; in the other it is
// settled then, too.
func (l laws) settleClashes(t *testing.T, here, there *store.DB, id string) {
	open, err := here.Clashes(t.Context(), id)
	must(t, err)
	// What came back knew what had been done there by then, so that less is in question.
	if other, err := there.Clashes(t.Context(), id); err != nil || len(open) != 4 || len(other) != 3 {
		t.Fatalf("open are %d, and there %d, %v", len(open), len(other), err)
	}
	for _, x := range open {
		_, can := x.Back()
		if _, _, err := here.SettleClash(t.Context(), store.Actor{Name: "Obi", Role: workshop.Observer}, id, x.Name, can, ""); !errors.Is(err, workshop.ErrObserver) {
			t.Errorf("an observer settles %s: %v", x.Kind, err)
		}
		if _, _, err := here.SettleClash(t.Context(), ada, id, x.Name, !can, ""); !can && !errors.Is(err, assess.ErrNothingBack) {
			t.Errorf("%s: %v", x.Kind, err)
		} else if can {
			must(t, err)
			_, _, err = here.Undo(t.Context(), ada, id) // left, and taken back
			must(t, err)
		}
		must(t, second(secondOf(here.SettleClash(t.Context(), ada, id, x.Name, can, "seen together"))))
		if _, _, err := here.SettleClash(t.Context(), ada, id, x.Name, can, ""); !errors.Is(err, store.ErrSettled) {
			t.Errorf("settled twice: %v", err)
		}
	}
	takes(t, there, here, id)
	a := same(t, id, here, there)
	for name, db := range map[string]*store.DB{"here": here, "there": there} {
		if left, err := db.Clashes(t.Context(), id); err != nil || len(left) > 0 {
			t.Errorf("%s: left are %+v, %v", name, left, err)
		}
	}
	if a.Answer(assess.Key{Item: "A.2.2"}).Rating.Is(assess.NA) || len(a.Settlements) != 4 {
		t.Errorf("A.2.2 is %+v, with %d settlements", a.Answer(assess.Key{Item: "A.2.2"}).Rating, len(a.Settlements))
	}
}

func secondOf(_ store.Act, a *assess.Assessment, err error) (*assess.Assessment, error) {
	return a, err
}

// What comes in is written so much at a time; where one part ends and the next begins
// nothing is to be seen.
func (l laws) TestAHistoryThatIsWrittenInPartsComesInWhole(t *testing.T) {
	here, id := l.begin(t)
	long := strings.Repeat("as seen on the day ", 1000)
	for i := range 460 { // more than 8 MiB
		do(t, here, ada, id, noting([]string{"4.1", "4.2", "5.2"}[i%3], fmt.Sprint(i, " ", long)))
	}
	there := l.place(t).open(t)
	takes(t, there, here, id)
	same(t, id, here, there)
	if again := takes(t, there, here, id); again.Revisions != 0 || again.Known < 460 {
		t.Errorf("taken in again: %+v", again)
	}
	must(t, there.VerifyRest(t.Context()))
}

// The clock of one of three laptops is before those of the others, which both take in
// what it brings and go on at once.
func (l laws) TestTwoCopiesBehindTheClockOfAThirdMakeNoIDTwice(t *testing.T) {
	here, there, id := l.pair(t)
	early := &clock{clocktest.Now().Add(time.Hour)}
	ahead := l.place(t).openWith(t, early.options())
	takes(t, ahead, here, id)
	do(t, ahead, bo, id, rating("4.2", 1))
	takes(t, here, ahead, id)
	takes(t, there, ahead, id)
	do(t, here, ada, id, rating("4.1", 4))
	do(t, there, bo, id, noting("4.3", "seen"))
	takes(t, here, there, id)
	takes(t, there, here, id)
	same(t, id, here, there)
}
