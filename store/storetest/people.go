package storetest

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

var (
	lead     = store.Actor{Name: "Ines", Role: workshop.Facilitator}
	assessor = store.Actor{Name: "Jon", Role: workshop.Assessor}
	observer = store.Actor{Name: "Olga", Role: workshop.Observer}
)

// room is a database with one assessment, at a time that the test moves on.
func (l laws) room(t *testing.T) (*store.DB, string, *time.Time) {
	t.Helper()
	return l.place(t).room(t)
}

func (p place) room(t *testing.T) (*store.DB, string, *time.Time) {
	t.Helper()
	c := &clock{time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)}
	db := p.openWith(t, c.options())
	a, err := db.Create(t.Context(), lead, "Gap 2026", profileOf("Nordwind"))
	must(t, err)
	return db, a.ID, &c.now
}

func profileOf(organisation string) assess.Profile {
	p := assess.DefaultProfile()
	p.Organisation = organisation
	return p
}

func (l laws) TestARoleHoldsAtTheStoresDoor(t *testing.T) {
	cat := catalog.Shipped()
	at := assess.Key{Item: "5.2"}
	rate := func(a *assess.Assessment) ([]assess.Change, error) { return assess.Rate(cat, a, at, 3, "") }
	for _, c := range []struct {
		name     string
		do       func(db *store.DB, who store.Actor, id string) error
		assessor bool // may
	}{
		{"rate an item", func(db *store.DB, who store.Actor, id string) error { return second(db.Do(t.Context(), who, id, rate)) }, true},
		{"write a note", func(db *store.DB, who store.Actor, id string) error {
			return second(db.Do(t.Context(), who, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Note(cat, a, at, "Seen.") }))
		}, true},
		{"keep a draft", func(db *store.DB, who store.Actor, id string) error {
			return db.SaveDraft(t.Context(), who, id, at.Subject(), "note", "Se")
		}, true},
		{"rename the assessment", func(db *store.DB, who store.Actor, id string) error {
			return second(db.Do(t.Context(), who, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.Rename(a, "Mine") }))
		}, false},
		{"change the profile", func(db *store.DB, who store.Actor, id string) error {
			return second(db.Do(t.Context(), who, id, func(a *assess.Assessment) ([]assess.Change, error) {
				p, err := a.Profile.With("fte", "9")
				return assess.SetProfile(a, p), err
			}))
		}, false},
		{"make an assessment", func(db *store.DB, who store.Actor, _ string) error {
			return second(db.Create(t.Context(), who, "Another", profileOf("X")))
		}, false},
		{"invite", func(db *store.DB, who store.Actor, _ string) error {
			_, _, err := db.Invite(t.Context(), who, workshop.Observer, "", time.Hour)
			return err
		}, false},
		{"let somebody in", func(db *store.DB, who store.Actor, _ string) error {
			return db.AddPeople(t.Context(), who, []workshop.Person{{Name: "Eve", Role: workshop.Facilitator, Key: "SHA256:e"}})
		}, false},
		{"give a role", func(db *store.DB, who store.Actor, _ string) error {
			return db.SetRole(t.Context(), who, "Jon", workshop.Facilitator)
		}, false},
		{"close a finding", func(db *store.DB, who store.Actor, id string) error {
			f := assess.Finding{ID: db.NewID(), Item: "5.2", Grade: assess.GradeMinor, Statement: "No policy"}
			must(t, second(db.Do(t.Context(), lead, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutFinding(cat, a, f) })))
			f.Closed, f.ClosedBy, f.ClosedOn = true, who.Name, "2026-11-24"
			return second(db.Do(t.Context(), who, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutFinding(cat, a, f) }))
		}, false},
		{"take an AI system out", func(db *store.DB, who store.Actor, id string) error {
			s := assess.System{ID: db.NewID(), Name: "Chat " + who.Name, InScope: true}
			must(t, second(db.Do(t.Context(), lead, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutSystem(a, s) })))
			return second(db.Do(t.Context(), who, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.RemoveSystem(a, s.ID) }))
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			db, id, _ := l.room(t)
			must(t, db.AddPeople(t.Context(), lead, []workshop.Person{{Name: "Jon", Role: workshop.Assessor, Key: "SHA256:j"}}))
			if err := c.do(db, observer, id); err == nil {
				t.Error("an observer did it")
			}
			if err := c.do(db, assessor, id); (err == nil) != c.assessor {
				t.Errorf("an assessor: %v", err)
			}
			if err := c.do(db, lead, id); err != nil {
				t.Errorf("a facilitator: %v", err)
			}
		})
	}
}

func (l laws) TestAnAssessorTakesBackTheirOwnActsAndAnObserverNone(t *testing.T) {
	db, id, _ := l.room(t)
	cat := catalog.Shipped()
	e := assess.Evidence{ID: db.NewID(), Kind: "document", What: "Policy", Items: []string{"5.2"}}
	must(t, second(db.Do(t.Context(), assessor, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutEvidence(cat, a, e) })))
	if _, _, err := db.Undo(t.Context(), assessor, id); err != nil {
		t.Errorf("their own evidence stays: %v", err)
	}
	if _, _, err := db.Redo(t.Context(), store.Actor{Name: assessor.Name, Role: workshop.Observer}, id); !errors.Is(err, workshop.ErrObserver) {
		t.Errorf("an observer did it again: %v", err)
	}
}

func (l laws) TestPeopleAreToldApartByKeyAndByName(t *testing.T) {
	db, _, _ := l.room(t)
	ctx := t.Context()
	must(t, db.AddPeople(ctx, lead, []workshop.Person{{Name: "Mara Holm", Role: workshop.Assessor, Key: "SHA256:m"}}))
	if err := db.AddPeople(ctx, lead, []workshop.Person{{Name: "Jon", Role: workshop.Facilitator, Key: "SHA256:m"}}); err == nil || !strings.Contains(err.Error(), "that of Mara Holm") {
		t.Errorf("two people have one key: %v", err)
	}
	must(t, db.AddPeople(ctx, lead, []workshop.Person{{Name: "mara  holm.", Role: workshop.Facilitator, Key: "SHA256:n"}}))
	if _, err := db.PersonOfKey(ctx, "SHA256:m"); !errors.Is(err, store.ErrNoPerson) {
		t.Errorf("the old key still opens: %v", err)
	}
	p, err := db.PersonOfKey(ctx, "SHA256:n")
	if err != nil || p.Role != workshop.Facilitator || p.AddedBy != "Ines" {
		t.Errorf("it is %+v, %v", p, err)
	}
	must(t, db.SetRole(ctx, lead, "Mara Holm", workshop.Observer))
	must(t, db.RemovePerson(ctx, lead, "MARA HOLM"))
	if all, err := db.People(ctx); len(all) != 0 || err != nil {
		t.Errorf("there are %+v, %v", all, err)
	}
	if _, err := db.PersonOfKey(ctx, ""); !errors.Is(err, store.ErrNoPerson) {
		t.Errorf("no key lets in: %v", err)
	}
	for _, bad := range []workshop.Person{{Name: "", Role: workshop.Assessor, Key: "k"}, {Name: "A\x00", Role: workshop.Assessor, Key: "k"}, {Name: "...", Role: workshop.Assessor, Key: "k"}, {Name: "Jon", Role: "king", Key: "k"}, {Name: "Jon", Role: workshop.Assessor}} {
		if err := db.AddPeople(ctx, lead, []workshop.Person{bad}); err == nil {
			t.Errorf("%+v was let in", bad)
		}
	}
}

func (l laws) TestAnInvitationLetsInForAWhileUnderANameThatIsFree(t *testing.T) {
	db, _, now := l.room(t)
	ctx := t.Context()
	must(t, db.AddPeople(ctx, lead, []workshop.Person{{Name: "Mara", Role: workshop.Facilitator, Key: "SHA256:m"}}))
	i, code, err := db.Invite(ctx, lead, workshop.Assessor, "", 8*time.Hour)
	must(t, err)
	p, err := db.Redeem(ctx, " "+strings.ToUpper(strings.ReplaceAll(code, "-", " ")), "Jon")
	if err != nil || p.Role != workshop.Assessor || p.Name != "Jon" {
		t.Fatalf("Jon came in as %+v, %v", p, err)
	}
	if again, err := db.Redeem(ctx, code, "JON"); err != nil || again.Name != "Jon" {
		t.Errorf("Jon comes back as %+v, %v", again, err)
	}
	if _, err := db.Redeem(ctx, code, "mara"); err == nil || !strings.Contains(err.Error(), "called Mara here already") {
		t.Errorf("a code gave the name of somebody with a key: %v", err)
	}
	if _, err := db.Redeem(ctx, code[:len(code)-1], "Eve"); !errors.Is(err, store.ErrNoInvitation) {
		t.Errorf("a wrong code: %v", err)
	}
	_, other, err := db.Invite(ctx, lead, workshop.Facilitator, "", time.Hour)
	must(t, err)
	if _, err := db.Redeem(ctx, other, "Jon"); err == nil {
		t.Error("another invitation made Jon a facilitator")
	}
	*now = now.Add(8 * time.Hour)
	if _, err := db.Redeem(ctx, code, "Eve"); !errors.Is(err, store.ErrNoInvitation) {
		t.Errorf("an ended code: %v", err)
	}
	if _, err := db.Admitted(ctx, "Jon"); !errors.Is(err, store.ErrNoPerson) {
		t.Errorf("Jon stays after the end: %v", err)
	}
	_, third, err := db.Invite(ctx, lead, workshop.Observer, "", time.Hour)
	must(t, err)
	if _, err := db.Redeem(ctx, third, "Jon"); err == nil || !strings.Contains(err.Error(), "called Jon here already") {
		t.Errorf("somebody with another code is Jon the next day: %v", err)
	}
	_, his, err := db.Invite(ctx, lead, workshop.Observer, "Jon", time.Hour)
	must(t, err)
	if p, err := db.Redeem(ctx, his, "Jon"); err != nil || p.Role != workshop.Observer {
		t.Errorf("with a code of his own Jon comes the next day as %+v, %v", p, err)
	}
	if err := db.EndInvitation(ctx, lead, i.ID); err == nil {
		t.Error("an invitation ended twice")
	}
}

// Who takes the name of an author would take back what they said, and see how
// they voted.
func (l laws) TestACodeGivesNoNameThatStandsInTheFile(t *testing.T) {
	db, id, _ := l.room(t)
	ctx := t.Context()
	local := store.Actor{Name: "Lena Brandt"}
	must(t, second(db.Do(ctx, local, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(catalog.Shipped(), a, assess.Key{Item: "5.2"}, 3, "")
	})))
	must(t, db.AddPeople(ctx, lead, []workshop.Person{{Name: "Mara", Role: workshop.Assessor, Key: "SHA256:m"}}))
	must(t, db.RemovePerson(ctx, lead, "Mara"))
	r, err := db.OpenVote(ctx, lead, catalog.Shipped(), id, policy, 1, true)
	must(t, err)
	casts(t, db, r.ID, "Ada=3")
	_, code, err := db.Invite(ctx, lead, workshop.Assessor, "", time.Hour)
	must(t, err)
	for _, name := range []string{"Lena Brandt", "lena brandt", "ＬＥＮＡ Brandt", "Mara", "Мага", "Ada", "Ines", "\u0410d\u0430", "Lenа Brandt"} {
		if p, err := db.Redeem(ctx, code, name); err == nil {
			t.Errorf("somebody came in as %+v", p)
		}
	}
	for _, name := range []string{"Lena Brand", "Владимир", "Νίκος", "田中さん", "Jon 👩\u200d🔬"} {
		if _, err := db.Redeem(ctx, code, name); err != nil {
			t.Errorf("%s is kept out: %v", name, err)
		}
	}
	if err := db.AddPeople(ctx, lead, []workshop.Person{{Name: "Владимиr", Role: workshop.Assessor, Key: "SHA256:v"}}); err == nil {
		t.Error("a word of two scripts is a name")
	}
}

func (l laws) TestAGuestWhoWasTakenOutOrLostTheirRoleStaysSoUnderThatCode(t *testing.T) {
	db, _, _ := l.room(t)
	ctx := t.Context()
	i, code, err := db.Invite(ctx, lead, workshop.Assessor, "", time.Hour)
	must(t, err)
	for _, name := range []string{"Bo", "Di", "Ed"} {
		must(t, second(db.Redeem(ctx, code, name)))
	}
	must(t, db.SetRole(ctx, lead, "Ed", workshop.Facilitator))
	must(t, second(db.Redeem(ctx, code, "Flo")))
	must(t, db.SetRole(ctx, lead, "Di", workshop.Observer))
	if p, err := db.Redeem(ctx, code, "Di"); err != nil || p.Role != workshop.Observer {
		t.Errorf("Di comes back as %+v, %v", p, err)
	}
	if p, err := db.Redeem(ctx, code, "Di two"); err == nil {
		t.Errorf("Di comes in beside it as %+v", p)
	}
	must(t, db.RemovePerson(ctx, lead, "Bo"))
	if p, err := db.Redeem(ctx, code, "bo"); err == nil || !strings.Contains(err.Error(), "took this name out") {
		t.Errorf("Bo is back as %+v, %v", p, err)
	}
	must(t, second(db.Redeem(ctx, code, "Ed")))
	if all, err := db.Invitations(ctx); err != nil || len(all) != 1 || all[0].ID != i.ID || !all[0].Shut {
		t.Errorf("the invitations are %+v, %v", all, err)
	}
}

func (l laws) TestACodeLetsInAsManyAsItHasSeats(t *testing.T) {
	db, _, _ := l.room(t)
	_, code, err := db.InviteSome(t.Context(), lead, workshop.Invitation{Role: workshop.Assessor, Seats: 2}, time.Hour)
	must(t, err)
	must(t, second(db.Redeem(t.Context(), code, "Bo")))
	must(t, second(db.Redeem(t.Context(), code, "Di")))
	if _, err := db.Redeem(t.Context(), code, "Ed"); err == nil || !strings.Contains(err.Error(), "all 2 seats") {
		t.Errorf("a third came in: %v", err)
	}
	must(t, second(db.Redeem(t.Context(), code, "Bo")))
	for _, seats := range []int{0, workshop.MaxSeats + 1} {
		if _, _, err := db.InviteSome(t.Context(), lead, workshop.Invitation{Role: workshop.Assessor, Seats: seats}, time.Hour); err == nil {
			t.Errorf("an invitation has %d seats", seats)
		}
	}
}

func (l laws) TestACodeThatEndedStaysEndedWhenAClockGoesBack(t *testing.T) {
	db, _, now := l.room(t)
	ctx := t.Context()
	began := *now
	_, code, err := db.Invite(ctx, lead, workshop.Assessor, "", time.Hour)
	must(t, err)
	must(t, second(db.Redeem(ctx, code, "Bo")))
	*now = began.Add(-time.Hour)
	if _, err := db.Redeem(ctx, code, "Di"); !errors.Is(err, store.ErrNoInvitation) {
		t.Errorf("a code lets in before it was made: %v", err)
	}
	*now = began.Add(2 * time.Hour)
	must(t, db.NoteEnded(ctx))
	*now = began.Add(time.Minute)
	if _, err := db.Redeem(ctx, code, "Di"); !errors.Is(err, store.ErrNoInvitation) {
		t.Errorf("an ended code lets in again: %v", err)
	}
	if _, err := db.Admitted(ctx, "Bo"); !errors.Is(err, store.ErrNoPerson) {
		t.Errorf("who came by an ended code is here: %v", err)
	}
}

func (l laws) TestAWrongCodeWritesNothing(t *testing.T) {
	db, _, _ := l.room(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	feed := db.Watch(ctx, store.Lists)
	for range 20 {
		if _, err := db.Redeem(ctx, "aaaa-bbbb-cccc", "Eve"); !errors.Is(err, store.ErrNoInvitation) {
			t.Fatal(err)
		}
	}
	select {
	case <-feed:
		t.Error("a wrong code woke those who watch the people")
	case <-time.After(50 * time.Millisecond):
	}
}

func (l laws) TestAnInvitationOfOnePersonLetsInNobodyElse(t *testing.T) {
	db, _, _ := l.room(t)
	i, code, err := db.Invite(t.Context(), lead, workshop.Assessor, "Jon", time.Hour)
	must(t, err)
	if _, err := db.Redeem(t.Context(), code, "Eve"); !errors.Is(err, store.ErrNoInvitation) {
		t.Errorf("Eve came in with the code of Jon: %v", err)
	}
	must(t, second(db.Redeem(t.Context(), code, "jon")))
	must(t, db.EndInvitation(t.Context(), lead, i.ID))
	if _, err := db.Admitted(t.Context(), "jon"); !errors.Is(err, store.ErrNoPerson) {
		t.Errorf("ended, it still holds: %v", err)
	}
}

func (l laws) TestInvitationsHoldForAMinuteToAWeek(t *testing.T) {
	db, _, _ := l.room(t)
	for _, holds := range []time.Duration{0, -time.Hour, time.Second, 8 * 24 * time.Hour} {
		if _, _, err := db.Invite(t.Context(), lead, workshop.Assessor, "", holds); err == nil {
			t.Errorf("one holds for %s", holds)
		}
	}
}

func (l laws) TestAMoveOfOnePersonWakesNobodyElse(t *testing.T) {
	db, id, _ := l.room(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	feed := db.Watch(ctx, id)
	must(t, db.SavePlace(ctx, assessor, id, `{"route":"walk"}`))
	must(t, db.SavePlace(ctx, observer, id, `{"route":"walk"}`))
	select {
	case <-feed:
		t.Error("a place woke the watchers")
	case <-time.After(50 * time.Millisecond):
	}
	if kept, err := db.Place(ctx, observer, id); kept != "" || err != nil {
		t.Errorf("of an observer was kept %q, %v", kept, err)
	}
	must(t, second(db.Do(ctx, assessor, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Rate(catalog.Shipped(), a, assess.Key{Item: "5.2"}, 3, "")
	})))
	<-feed
}

func (l laws) TestCodesAreMadeOfLettersThatAreNotTakenForOthers(t *testing.T) {
	var all [12]byte
	for i := range all {
		all[i] = byte(i * 23)
	}
	code := workshop.Code(all)
	if len(code) != 14 || slices.ContainsFunc([]byte(code), func(b byte) bool { return strings.IndexByte("01ilo", b) >= 0 }) {
		t.Errorf("a code is %q", code)
	}
}
