package roadmap_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
)

func TestAnActionIsDueAsRecordsAskUnlessAPersonSaidADay(t *testing.T) {
	b := open(t)
	b.do(assess.PutTask(b.cat, b.a, assess.TaskState{ID: "A.7.4", Status: assess.TaskStarted, Due: "2027-04-01"}))
	in := b.in()
	in.Dues = map[string]string{"A.7.4": "2027-02-01", "A.5.4": "2027-03-01"}
	want := map[string]string{"A.7.4": "2027-04-01", "A.5.4": "2027-03-01", "A.5.5": ""}
	for _, p := range roadmap.Of(in).Phases {
		for _, a := range p.Actions {
			if due, asked := want[a.Item.ID]; asked && a.Due != due {
				t.Errorf("%s is due on %q; %q is right", a.Item.ID, a.Due, due)
			}
		}
	}
}
