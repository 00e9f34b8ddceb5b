package ready_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/ready"
	"crosswalk/catalog/register"
	"crosswalk/catalog/score"
)

var today = time.Date(2027, 3, 1, 0, 0, 0, 0, time.UTC)

// desk is an assessment with a book of records.
type desk struct {
	t    *testing.T
	a    *assess.Assessment
	book *register.Book
	n    int
}

func open(t *testing.T) *desk { return &desk{t: t, a: assess.New("a"), book: &register.Book{}} }

// do makes an act; what it says was said on a day in January 2027.
func (d *desk) do(changes []assess.Change, err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
	var revisions []assess.Revision
	for _, c := range changes {
		d.n++
		revisions = append(revisions, assess.Revision{ID: fmt.Sprintf("r%04d", d.n), Assessment: "a", Subject: c.Subject, Field: c.Field, Value: c.Value, Author: "Ines", At: today.AddDate(0, -5, 0)})
	}
	if d.a, err = assess.Apply(d.a, revisions...); err == nil {
		d.book, err = register.Apply(d.book, revisions...)
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) rate(item string, level int) {
	d.t.Helper()
	d.do(assess.Rate(catalog.Shipped(), d.a, assess.Key{Item: item}, level, "seen"))
}

func (d *desk) evidence(item, seenBy, seenOn, date string) {
	d.t.Helper()
	d.do(assess.PutEvidence(catalog.Shipped(), d.a, assess.Evidence{ID: "e-" + item, Kind: "document", What: "Paper", Place: "Shelf", Date: date, SeenBy: seenBy, SeenOn: seenOn, Items: []string{item}}))
}

func (d *desk) owner(item, who string) {
	d.t.Helper()
	d.do(assess.Assign(catalog.Shipped(), d.a, assess.Key{Item: item}, who, ""))
}

func (d *desk) put(kind, id string, fields ...string) {
	d.t.Helper()
	said := map[string]string{}
	for _, f := range fields {
		name, text, _ := strings.Cut(f, "=")
		said[name] = text
	}
	d.do(register.Put(d.kase(), kind, id, said))
}

func (d *desk) kase() register.Case {
	return register.Case{Catalog: catalog.Shipped(), Assessment: d.a, Book: d.book, Today: today}
}

func (d *desk) day() (ready.Day, score.Outlook) {
	card := score.Of(catalog.Shipped(), d.a, today)
	return ready.Of(catalog.Shipped(), d.a, card, register.Try(d.kase())), score.OutlookOf(catalog.Shipped(), d.a, card, nil)
}

func (d *desk) item(id string) ready.Item {
	day, _ := d.day()
	return day.Items[slices.IndexFunc(day.Items, func(x ready.Item) bool { return x.Item.ID == id })]
}

// sound has an item that is ready: in place, seen, for months, with an owner.
func sound(d *desk) {
	d.rate("5.2", 3)
	d.evidence("5.2", "Eva", "2027-01-15", "2026-10-01")
	d.owner("5.2", "Ines")
}

func TestHowReadyAnItemIsToBeShown(t *testing.T) {
	for _, c := range []struct {
		name  string
		acts  func(d *desk)
		state ready.State
		why   string
	}{
		{"in place, seen, for months, with an owner", func(*desk) {}, ready.Ready, ""},
		{"not answered", func(d *desk) { *d = *open(d.t) }, ready.Missing, "not answered; nothing to show; nobody answers for it"},
		{"next to nothing", func(d *desk) { d.rate("5.2", 1) }, ready.Missing, "rated 1"},
		{"partly in place", func(d *desk) { d.rate("5.2", 2) }, ready.Thin, "rated 2"},
		{"nothing to show", func(d *desk) { *d = *open(d.t); d.rate("5.2", 3); d.owner("5.2", "Ines") }, ready.Missing, "nothing to show"},
		{"seen by the owner alone", func(d *desk) { d.owner("5.2", "Eva") }, ready.Thin, "its evidence was not seen within the year"},
		{"nobody answers", func(d *desk) { d.owner("5.2", "") }, ready.Thin, "nobody answers for it"},
		{"a finding is open", func(d *desk) {
			d.do(assess.PutFinding(catalog.Shipped(), d.a, assess.Finding{ID: "f", Item: "5.2", Grade: assess.GradeMinor, Statement: "Not known"}))
		}, ready.Thin, "open: FI-1"},
		{"an area of concern is not answered", func(d *desk) {
			d.put("certification", "ce1", "title=AIMS")
			d.put("area-of-concern", "ac1", "title=Not known", "parent=CE-1", "items=5.2")
		}, ready.Thin, "open: CE-1.1"},
		{"records contradict", func(d *desk) {
			d.put("document", "do1", "title=AI policy", "kind=policy", "items=5.2")
		}, ready.Thin, "records contradict"},
		{"shown for a month", func(d *desk) {
			*d = *open(d.t)
			d.do(assess.Rate(catalog.Shipped(), d.a, assess.Key{Item: "5.3"}, 3, "seen"))
			d.rate("5.2", 3)
			d.evidence("5.2", "Eva", "2027-02-15", "2027-01-20")
			d.owner("5.2", "Ines")
			x := d.a.Answers["5.2"]
			for i := range x {
				x[i].Rating.At = today.AddDate(0, 0, -20)
			}
		}, ready.Thin, "shown for 1 month only"},
	} {
		d := open(t)
		sound(d)
		c.acts(d)
		if x := d.item("5.2"); x.State != c.state || x.Why() != c.why {
			t.Errorf("%s: %s, %q; %s, %q is right", c.name, x.State, x.Why(), c.state, c.why)
		}
	}
}

func TestAnItemSaysWhoAnswersWhereItLiesAndSinceWhenItIsShown(t *testing.T) {
	d := open(t)
	d.rate("5.3", 3)
	d.evidence("5.3", "Eva", "2027-01-15", "2026-10-01")
	d.put("role", "ro1", "title=Lead", "held_by=Jule", "items=5.3", "appointed_on=2026-05-04")
	x := d.item("5.3")
	if x.Who != "Jule" || strings.Join(x.Lies, ", ") != "Shelf, Registers" || x.Since != "2026-05-04" || x.Months != 9 || x.Records != 1 || x.Evidence != 1 || x.Seen != 1 {
		t.Errorf("%q answers, it lies in %v, since %s for %d months; %d records, %d of %d pieces seen", x.Who, x.Lies, x.Since, x.Months, x.Records, x.Seen, x.Evidence)
	}
}

func TestItemsStandInTheOrderInWhichAnAuditorAsksAndAreCounted(t *testing.T) {
	d := open(t)
	sound(d)
	d.rate("4.1", 2)
	d.do(assess.Exclude(catalog.Shipped(), d.a, assess.Key{Item: "A.7.2"}, assess.Exclusion{Reason: "none"}))
	day, o := d.day()
	if day.Count != [4]int{68, 0, 1, 1} || day.Applicable() != 69 {
		t.Errorf("%v", day.Count)
	}
	if first, last := day.Items[0].Item.ID, day.Items[len(day.Items)-1].Item.ID; first != "4.1" || last != "A.10.4" {
		t.Errorf("from %s to %s", first, last)
	}
	var order []string
	for _, x := range day.First(o, 3) {
		order = append(order, x.Item.ID)
	}
	if strings.Join(order, " ") != "4.2 4.3 4.4" { // 4.1 is rated, and does not stand in the way of stage 1
		t.Errorf("first of all %v", order)
	}
}

func TestTheNextAuditIsTheNextDayOfTheCertificationOnRecord(t *testing.T) {
	d := open(t)
	d.put("certification", "ce1", "title=AIMS", "stage_1=2027-05-04", "stage_2=2027-06-15")
	day, _ := d.day()
	if day.What != "Stage 1" || day.On != "2027-05-04" || day.Of != "CE-1" {
		t.Errorf("%q on %q by %q", day.What, day.On, day.Of)
	}
	d.do(register.Set(d.kase(), "certification", "ce1", map[string]string{"stage_1_held": "2027-05-05"}))
	if day, _ := d.day(); day.What != "Stage 2" {
		t.Errorf("after stage 1 the next is %q", day.What)
	}
}
