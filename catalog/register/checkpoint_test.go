package register_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// ticked is the work that a change is to repeat.
func (d *desk) ticked(id string) string {
	return strings.Join(d.record("change", id).List("repeat"), ", ")
}

func TestTheCheckpointTableTicksTheWorkToRepeat(t *testing.T) {
	d := newDesk(t)
	d.put("change", "h1", "title=Other data", "systems=Siebwerk", "kind=new data")
	d.put("change", "h2", "title=Other words", "systems=Siebwerk", "kind=new use", "repeat=documents")
	d.put("change", "h3", "title=Something", "systems=Siebwerk")
	if got := d.ticked("h1") + "; " + d.ticked("h2") + "; " + d.ticked("h3"); got != "risk, impact, test; documents; " {
		t.Errorf("ticked is %s", got)
	}
	d.set("change", "h1", "repeat=test")
	d.set("change", "h1", "because=law", "kind=new data")
	if d.ticked("h1") != "test" {
		t.Errorf("what a person ticked otherwise became %s", d.ticked("h1"))
	}
	d.set("change", "h1", "kind=retrained")
	if d.ticked("h1") != "risk, test" {
		t.Errorf("another kind of change ticks %s", d.ticked("h1"))
	}
}

func TestAnApprovedTableOfOnesOwnHoldsBeforeTheUsualOne(t *testing.T) {
	d := newDesk(t)
	own := func(id, repeat string) {
		d.put("checkpoints", id, "title="+id, "retrained="+repeat, "owner=Ines", "approved_by=Board", "approved_on=2027-01-01")
	}
	own("c1", "documents")
	if got := d.Repeats("retrained"); !slices.Equal(got, []string{"risk", "test"}) {
		t.Errorf("a draft holds: %v", got)
	}
	d.move("checkpoints", "c1", "approved")
	own("c2", "risk, impact, test, documents")
	if got := d.Repeats("retrained"); !slices.Equal(got, []string{"documents"}) {
		t.Errorf("the approved table asks for %v", got)
	}
	d.move("checkpoints", "c2", "approved")
	if got := d.Repeats("retrained"); len(got) != 4 || len(d.Repeats("new use")) != 0 {
		t.Errorf("the newest approved table asks for %v", got)
	}
}

func TestEveryTableHasAFieldForEachKindOfChange(t *testing.T) {
	change, _ := cat().Register("change")
	table, _ := cat().Register("checkpoints")
	kinds, _ := change.Field("kind")
	work, _ := change.Field("repeat")
	for _, kind := range kinds.Words {
		f, has := table.Field(strings.ReplaceAll(kind, " ", "_"))
		if !has || !slices.Equal(f.Words, work.Words) {
			t.Errorf("the checkpoint table has no field for %q, or other words than %v", kind, work.Words)
		}
		if !slices.ContainsFunc(cat().Checkpoints(), func(c catalog.Checkpoint) bool { return c.Change == kind && c.Why != "" }) {
			t.Errorf("the usual table has no row for %q", kind)
		}
	}
	if got := register.Works(); !slices.Equal(got, work.Words) {
		t.Errorf("the rules know the work %v; a change ticks %v", got, work.Words)
	}
}

func TestAConcernIsReadByThoseItNamesElseByTheUsualReaders(t *testing.T) {
	d := newDesk(t)
	put := func(id string, fields ...string) error {
		return d.take(register.Put(d.Case, "concern", id, said(append(fields, "title=Odd")...)))
	}
	if err := put("x1"); err == nil || err.Error() != `a concern needs a word in the field "Readers" (readers)` {
		t.Errorf("nobody reads it: %v", err)
	}
	a := *d.Assessment
	a.Profile.ConcernReaders = "Ines Sol\nAli"
	d.Assessment = &a
	for id, fields := range map[string][]string{"x2": nil, "x3": {"readers=Mara"}} {
		if err := put(id, fields...); err != nil {
			t.Fatal(err)
		}
	}
	if got := d.Says(d.record("concern", "x2"), "readers") + "; " + d.Says(d.record("concern", "x3"), "readers"); got != "Ines Sol, Ali; Mara" {
		t.Errorf("the readers are %s", got)
	}
	if _, err := register.Set(d.Case, "concern", "x2", said("readers=")); err == nil {
		t.Error("the last reader goes")
	}
}
