package intake

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/register"
)

// recordIDs are the ids of all that has one of its own.
func recordIDs(a *assess.Assessment) []string {
	var all []string
	for _, k := range assess.Kinds() {
		for s := range k.Each(a) {
			for i, part := range s.Parts() {
				if k.Key[i].Refers == assess.ItsOwn {
					all = append(all, part)
				}
			}
		}
	}
	return all
}

func TestADuplicateOfEverythingNamesNoOldRecord(t *testing.T) {
	a := assesstest.Full()
	old := recordIDs(a)
	if len(old) < 12 {
		t.Fatalf("only %d records have an id", len(old))
	}
	changes := Duplicate(a, &register.Book{}, "Again", growing)
	for _, c := range changes {
		for _, id := range old {
			if strings.Contains(string(c.Subject)+" "+c.Field+" "+string(c.Value), id) {
				t.Errorf("%s %s says %s, which names %s", c.Subject, c.Field, c.Value, id)
			}
		}
	}
	b := fold(t, blank(), changes)
	if len(b.Tasks) != len(a.Tasks) || len(b.Votes) != len(a.Votes) || b.Answers.Len() != a.Answers.Len() ||
		len(b.Systems) != len(a.Systems) || len(b.Controls) != len(a.Controls) || len(b.Profile.Effort) != len(a.Profile.Effort) {
		t.Errorf("something was lost: %+v", b)
	}
	for _, id := range []string{b.Evidence[0].System, b.Findings[0].System, b.Votes[0].System} {
		if id != b.Systems[0].ID {
			t.Errorf("%s is not the new id of the system, %s", id, b.Systems[0].ID)
		}
	}
	control := b.Controls[0].ID
	for what, id := range map[string]string{"evidence": b.Evidence[0].Items[1], "finding": b.Findings[0].Item, "vote": b.Votes[1].Item} {
		if id != control {
			t.Errorf("the %s is on %s; the new id of the control is %s", what, id, control)
		}
	}
	if b.Task(control).Note == "" || b.Profile.Effort[control] == 0 || b.Answers[control] == nil {
		t.Error("what was said of an own control did not follow it")
	}
}

func TestADuplicateLeavesOnlyItsNameItsArchiveAndWhatWasRemovedBehind(t *testing.T) {
	a := assesstest.Full()
	b := fold(t, blank(), Duplicate(a, &register.Book{}, "Again", growing))
	var gone []string
	for _, name := range assesstest.Empty(b) {
		if !strings.HasPrefix(name, "Assessment.") {
			gone = append(gone, name)
		}
	}
	// Removed evidence, removed findings and the erasures of the first one.
	if got := strings.Join(gone, " "); got != "Evidence.Removed Finding.Removed" {
		t.Errorf("a duplicate says nothing in %s", got)
	}
}

// growing is an id that is greater than the ones before it, as the store's are.
func growing() string { return uuid.Must(uuid.NewV7()).String() }

// A copy gets new ids, which are all later than the answers that came along.
func TestACopyStandsByItsAnswersForAllSystems(t *testing.T) {
	clock := 0
	id := func() string { clock++; return fmt.Sprintf("01990000-0000-7000-8000-%012d", clock) }
	say := func(a *assess.Assessment, changes ...assess.Change) *assess.Assessment {
		t.Helper()
		for _, c := range changes {
			var err error
			if a, err = assess.Apply(a, assess.Revision{ID: id(), Subject: c.Subject, Field: c.Field, Value: c.Value, Author: "Ada"}); err != nil {
				t.Fatal(err)
			}
		}
		return a
	}
	in := func(system string) assess.Change {
		return assess.Change{Subject: assess.RecordSubject(assess.KindSystem, system), Field: "in_scope", Value: json.RawMessage("true")}
	}
	all := assess.Change{Subject: assess.Key{Item: "A.5.4"}.Subject(), Field: assess.FieldRating, Value: json.RawMessage(`{"level":3}`)}
	a := say(assess.New("a"), in(id()), all, in(id()))
	b := say(assess.New("b"), Duplicate(a, &register.Book{}, "copy", id)...)
	it, _ := book().Item("A.5.4")
	was, is := assess.Stand(it, a), assess.Stand(it, b)
	if was.Later != 1 || is != was {
		t.Errorf("it stands %+v; in the copy %+v", was, is)
	}
}

func TestADuplicateKeepsTheNumbersThatOnlyCounted(t *testing.T) {
	a := assesstest.Full()
	for i := range a.Evidence {
		a.Evidence[i].Number = 0 // made before evidence had numbers
	}
	a.Evidence[0].Removed, a.Evidence[1].Removed = true, false
	b := fold(t, blank(), Duplicate(a, &register.Book{}, "Again", growing))
	if len(b.Evidence) != 1 || b.EvidenceNumber(b.Evidence[0]) != "EV-2" {
		t.Errorf("%+v", b.Evidence)
	}
}
