package assess_test

import (
	"testing"

	"crosswalk/catalog/assess"
)

func (b *book) numbers() string {
	said := ""
	for _, s := range b.a.Systems {
		said += " " + b.a.SystemNumber(s)
	}
	for _, e := range b.a.Evidence {
		said += " " + b.a.EvidenceNumber(e)
	}
	for _, f := range b.a.Findings {
		said += " " + b.a.FindingNumber(f)
	}
	return said
}

func TestRecordsAreNumberedForLife(t *testing.T) {
	b := open(t, small(t))
	b.systems("s1", "s2")
	b.do(assess.RemoveSystem(b.a, "s2"))
	b.systems("s3")
	for _, id := range []string{"e1", "e2"} {
		b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: id, What: id, Items: []string{"5.2"}, Number: 9}))
	}
	b.do(assess.RemoveEvidence(b.a, "e2"))
	b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "e3", What: "e3", Items: []string{"5.2"}}))
	b.do(assess.PutFinding(b.cat, b.a, assess.Finding{ID: "f1", Item: "5.2", Statement: "none", Grade: "minor"}))
	b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "e1", What: "other", Items: []string{"5.2"}}))
	if got := b.numbers(); got != " SY-1 SY-2 SY-3 EV-1 EV-2 EV-3 FI-1" {
		t.Errorf("they are%s", got)
	}
}

// old is a system that was made before systems had numbers.
func (b *book) old(id string) {
	b.do([]assess.Change{{Subject: assess.RecordSubject(assess.KindSystem, id), Field: "name", Value: []byte(`"` + id + `"`)}}, nil)
}

func TestWhatWasMadeBeforeNumbersCountsInTheOrderOfIds(t *testing.T) {
	b := open(t, small(t))
	b.old("s2")
	b.old("s1")
	b.do(assess.RemoveSystem(b.a, "s1"))
	b.systems("s3")
	s, _ := b.a.System("s2")
	s.Owner = "Ines"
	b.do(assess.PutSystem(b.a, s))
	if got := b.numbers(); got != " SY-1 SY-2 SY-3" {
		t.Errorf("they are%s", got)
	}
	if n := b.a.Numbered(); n.Systems[0].Number != 1 || n.Systems[1].Number != 2 || b.a.Systems[0].Number != 0 {
		t.Errorf("written down they are %+v", n.Systems)
	}
}

func TestTwoThatWereGivenOneNumberAreToldApartByALetter(t *testing.T) {
	b := open(t, small(t))
	here, _ := assess.PutSystem(b.a, assess.System{ID: "s1", Name: "Here"})
	there, _ := assess.PutSystem(b.a, assess.System{ID: "s2", Name: "There"})
	b.do(append(there, here...), nil)
	b.systems("s3")
	if got := b.numbers(); got != " SY-1a SY-1b SY-2" {
		t.Errorf("they are%s", got)
	}
}

func TestAnAISystemIsFoundByIdNameAndNumber(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.PutSystem(b.a, assess.System{ID: "id-1", Name: "Lotse"}))
	b.do(assess.PutSystem(b.a, assess.System{ID: "id-2", Name: "Chat"}))
	b.do(assess.PutSystem(b.a, assess.System{ID: "id-3", Name: "CHAT"}))
	for named, want := range map[string]string{"id-1": "id-1", "Lotse": "id-1", "lotse ": "id-1", "SY-1": "id-1", "sy 3": "id-3", "Chat": "id-2", "chat": "", "SY-9": "", "": ""} {
		if s, _ := assess.FindSystem(b.a, named); s.ID != want {
			t.Errorf("%q finds %q; %q is right", named, s.ID, want)
		}
	}
	b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: "e1", What: "Policy", Items: []string{"5.2"}}))
	for named, want := range map[string]bool{"e1": true, "ev1": true, "EV-2": false, "Policy": false} {
		if _, ok := assess.FindEvidence(b.a, named); ok != want {
			t.Errorf("evidence %q is found: %t", named, ok)
		}
	}
}
