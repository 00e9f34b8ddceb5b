package serve

import (
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// record puts one into a register as the facilitator.
func (r *room) record(kind string, said map[string]string) string {
	r.t.Helper()
	id := r.db.NewID()
	_, err := r.db.DoRecords(r.t.Context(), facilitator, r.id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
		return register.Put(register.Case{Catalog: catalog.Shipped(), Assessment: a, Book: b, Today: clocktest.Now()}, kind, id, said)
	})
	must(r.t, err)
	return id
}

// said is what a record says in a field as somebody reads it.
func (r *room) said(who, kind, id, field string) string {
	r.t.Helper()
	b, err := r.db.RecordsReadBy(r.t.Context(), store.Actor{Name: who}, r.id)
	must(r.t, err)
	x, _ := b.Record(kind, id)
	return x.Text(field)
}

// at opens a record by its number, once the window knows the records.
func (w *window) at(number, title string) *window {
	w.t.Helper()
	return w.shows("Records").keys("]/" + number).shows(number + "  " + title).keys("\r").shows("What could happen")
}

// down goes so many fields down.
func down(n int) string { return strings.Repeat("j", n) }

// The places of fields in the record of a risk, below its state.
const (
	ofCategory = 4
	ofHappens  = 6
)

func TestTwoWriteInOneRecordFieldByField(t *testing.T) {
	r := open(t, Options{})
	id := r.record("risk", map[string]string{"title": "Wrong answers", "kind": "threat"})
	mara := r.join(byKey(r.person("Mara Holm", workshop.Assessor))).at("RI-1", "Wrong answers")
	jon := r.join(byKey(r.person("Jon Berg", workshop.Assessor))).at("RI-1", "Wrong answers")
	mara.keys(down(ofCategory) + "\r").keys("People\r").shows("People")
	jon.shows("People").keys(down(ofCategory) + "\r").keys("\x15Customers\r")
	mara.shows("Customers")
	if got := r.said("Jon Berg", "risk", id, "category"); got != "Customers" {
		t.Errorf("the category is %q", got)
	}
}

func TestOfALongTextThatTwoWriteAtOnceBothAreKept(t *testing.T) {
	r := open(t, Options{})
	id := r.record("risk", map[string]string{"title": "Wrong answers", "kind": "threat"})
	mara := r.join(byKey(r.person("Mara Holm", workshop.Assessor))).at("RI-1", "Wrong answers")
	jon := r.join(byKey(r.person("Jon Berg", workshop.Assessor))).at("RI-1", "Wrong answers")
	for _, w := range []*window{mara, jon} {
		w.keys(down(ofHappens) + "\r").shows("What could happen · ")
	}
	jon.keys("A customer pays twice.")
	mara.keys("The vendor changes the model.\x13").shows("The vendor changes the model.")
	jon.shows("A customer pays twice.").keys("\x13").shows("pays twice")
	until(t, "both texts are kept", func() bool {
		got := r.said("Mara Holm", "risk", id, "happens")
		return strings.Contains(got, "pays twice") && strings.Contains(got, "changes the model")
	})
}

func TestRolesHoldInRegisters(t *testing.T) {
	r := open(t, Options{})
	id := r.record("risk", map[string]string{
		"title": "Wrong answers", "kind": "threat", "owner": "Ines", "assessed_on": "2026-11-01", "action": "Test", "due": "2027-01-01",
		"likelihood_after": "1", "accepted_by": "Ines", "accepted_until": "2027-12-01", "closed_by": "Ines", "closed_on": "2026-11-20",
	})
	olga := r.join(byKey(r.person("Olga", workshop.Observer))).at("RI-1", "Wrong answers")
	olga.keys(" ").shows("looks on and changes nothing")
	olga.keys("a").shows("looks on and changes nothing")
	if got := r.said("Olga", "risk", id, "state"); !strings.HasSuffix(got, "identified") {
		t.Errorf("an observer moved it to %q", got)
	}
	mara := r.join(byKey(r.person("Mara Holm", workshop.Assessor))).at("RI-1", "Wrong answers")
	mara.keys(" ").shows("set by who leads").keys("\r")
	until(t, "an assessor moved it on", func() bool { return strings.HasSuffix(r.said("Mara Holm", "risk", id, "state"), "assessed") })
	olga.shows("State                             assessed")
	mara.keys(" ").shows("set by who leads").keys("jjj\r").shows("only a facilitator")
	if got := r.said("Olga", "risk", id, "state"); !strings.HasSuffix(got, "assessed") {
		t.Errorf("an assessor moved it to %q", got)
	}
}

func TestAConcernIsUnseenByWhoIsNoReader(t *testing.T) {
	r := open(t, Options{})
	r.record("risk", map[string]string{"title": "Wrong answers", "kind": "threat"})
	mara := r.person("Mara Holm", workshop.Assessor)
	reader := r.join(byKey(mara)).shows("Records")
	jon := r.join(byKey(r.person("Jon Berg", workshop.Facilitator))).shows("Records")
	r.record("concern", map[string]string{"title": "A machine said no", "due": "2020-01-01", "readers": "Mara Holm"})
	reader.shows("1 act")
	reader.keys("]/machine said").shows("CC-1  A machine said no").keys("\r").shows("Mara Holm")
	jon.keys("]").shows("4.1     ○").keys("3").shows("4.1     ● 3") // so that there was news since
	jon.keys("/machine said").shows("Nothing has these words").keys("\x1b").shows("4.1     ● 3").keys("\x1b8").shows("Inventory").keys("v").shows("All registers are shown")
	jon.keys("\x1b0").shows("History")
	for _, text := range []string{"CC-1", "A machine said no", "concern"} {
		if strings.Contains(jon.bytes(), text) {
			t.Errorf("who is no reader was sent %q", text)
		}
	}
	jon.keys("\x1b1").shows("Records    none needs anybody")
}
