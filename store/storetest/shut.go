package storetest

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// knock does something with an assessment that is not theirs, through the door.
type knock func(ctx context.Context, db *store.DB, who store.Actor, id string) error

var later = time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)

var nothingOf = func(*assess.Assessment, *register.Book) ([]assess.Change, error) { return nil, nil }

// doors are all that is done or read of one assessment, by the name of the method.
// Where who is let in gets a refusal of another kind it is still one of the rules
// behind the door.
var doors = map[string]knock{
	"Assessment": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.Assessment(ctx, id))
	},
	"CheckedAssessment": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.CheckedAssessment(ctx, id))
	},
	"AsOf": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.AsOf(ctx, id, store.Point{Before: later}))
	},
	"RecordsAsOf": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.RecordsAsOf(ctx, id, store.Point{Before: later}))
	},
	"Carry": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.Carry(ctx, id, nil, func([]byte) error { return nil }))
	},
	"Conflicts": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.Conflicts(ctx, id))
	},
	"Clashes": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.Clashes(ctx, id))
	},
	"SettleClash": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return third(db.SettleClash(ctx, who, id, "x", false, "because"))
	},
	"History": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.History(ctx, id, store.HistoryFilter{}))
	},
	"Layouts": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.Layouts(ctx, id))
	},
	"KeepLayout": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.KeepLayout(ctx, who, id, store.Layout{Name: "theirs"})
	},
	"DropLayout": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.DropLayout(ctx, who, id, "theirs")
	},
	"Measurements": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.Measurements(ctx, id, "x"))
	},
	"RecordsWhole": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.RecordsWhole(ctx, id))
	},
	"Records": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.Records(ctx, id))
	},
	"RecordsReadBy": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.RecordsReadBy(ctx, who, id))
	},
	"Draft": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		_, _, err := db.Draft(ctx, who, id, assess.KindAssessment, "note")
		return err
	},
	"Drafts": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.Drafts(ctx, who, id))
	},
	"SaveDraft": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.SaveDraft(ctx, who, id, assess.KindAssessment, "note", "Mine")
	},
	"DropDraft": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.DropDraft(ctx, who, id, assess.KindAssessment, "note")
	},
	"Place": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.Place(ctx, who, id))
	},
	"Room": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.Room(ctx, id))
	},
	"CurrentVote": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		_, _, err := db.CurrentVote(ctx, id)
		return err
	},
	"Style": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.Style(ctx, id))
	},
	"KeepStyle": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.KeepStyle(ctx, who, id, "/tmp")
	},
	"DropStyle": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.DropStyle(ctx, who, id)
	},
	"HeadOnPaper": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		_, _, err := db.HeadOnPaper(ctx, id)
		return err
	},
	"LastCame": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.LastCame(ctx, id))
	},
	"Do": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.Do(ctx, who, id, notingAnew(db)))
	},
	"DoRecords": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.DoRecords(ctx, who, id, nothingOf))
	},
	"ActOnRecords": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return third(db.ActOnRecords(ctx, who, id, nothingOf))
	},
	"LeadOnRecords": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.LeadOnRecords(ctx, who, id, nothingOf))
	},
	"SettleConflicts": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return third(db.SettleConflicts(ctx, who, id, []store.Choice{{}}, "because"))
	},
	"RoleIn": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.RoleIn(ctx, who, id))
	},
	"Undo": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return third(db.Undo(ctx, who, id))
	},
	"Redo": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return third(db.Redo(ctx, who, id))
	},
	"TakeBack": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return third(db.TakeBack(ctx, who, id, assess.Undo, nil))
	},
	"RestoreValue": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.RestoreValue(ctx, who, id, "x"))
	},
	"Plan": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.Plan(ctx, who, catalog.Shipped(), id, func(g workshop.Agenda, _ time.Time) (workshop.Agenda, error) { return g, nil })
	},
	"OpenVote": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.OpenVote(ctx, who, catalog.Shipped(), id, assess.Key{Item: "5.2"}, 1, true))
	},
	"SetMember": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.SetMember(ctx, who, id, "Bo", workshop.Observer)
	},
}

// ofVotes are the doors to a vote of it, which is under way.
var ofVotes = map[string]knock{
	"Cast": func(ctx context.Context, db *store.DB, who store.Actor, vote string) error {
		return second(db.Cast(ctx, who, vote, workshop.Ballot{Level: 3}))
	},
	"Hands": func(ctx context.Context, db *store.DB, who store.Actor, vote string) error {
		return second(db.Hands(ctx, who, vote, workshop.Tally{}))
	},
	"Reveal": func(ctx context.Context, db *store.DB, who store.Actor, vote string) error {
		return second(db.Reveal(ctx, who, vote))
	},
	"VoteAgain": func(ctx context.Context, db *store.DB, who store.Actor, vote string) error {
		return second(db.VoteAgain(ctx, who, vote))
	},
	"Park": func(ctx context.Context, db *store.DB, who store.Actor, vote string) error {
		return second(db.Park(ctx, who, vote))
	},
	"Settle": func(ctx context.Context, db *store.DB, who store.Actor, vote string) error {
		return third(db.Settle(ctx, who, catalog.Shipped(), vote, 3, ""))
	},
}

// openToAll are what tells nobody of an assessment that is not theirs: what is one's own,
// what is asked at the door itself, and what is filtered or does nothing, as the tests
// below say.
var openToAll = []string{
	"As", "Close", "NewID", "Redeem", "NoteEnded", "Filters", "KeepFilter", "DropFilter", "VerifyRecent", "VerifyRest", "VerifyMoved",
	"Assessments", "LastOpened", "SetLastOpened", "SavePlace", "Watch",
}

func (l laws) TestEveryDoorIsOneThatIsKnownHere(t *testing.T) {
	known := slices.Clone(openToAll)
	for _, some := range []map[string]knock{doors, ofVotes, ofTheFile} {
		for name := range some {
			known = append(known, name)
		}
	}
	all := reflect.TypeFor[*store.DB]()
	for i := range all.NumMethod() {
		if name := all.Method(i).Name; !slices.Contains(known, name) {
			t.Errorf("nobody says who may call %s: it stands in no table of this file", name)
		}
	}
}

func (l laws) TestEveryDoorIsShutToWhoIsNotAMember(t *testing.T) {
	f := l.firm(t)
	comers := map[string]store.Actor{}
	for name, standing := range map[string]workshop.Role{"Mara": workshop.Member, "Rolf": workshop.Administrator} {
		comers[name] = f.comes(t, name, standing)
	}
	f.comes(t, "Bo", workshop.Member)
	must(t, f.db.SetMember(t.Context(), lead, f.north, "Mara", workshop.Facilitator))
	vote, err := f.db.OpenVote(t.Context(), lead, catalog.Shipped(), f.south, assess.Key{Item: "5.2"}, 1, true)
	must(t, err)
	before, err := f.db.Ends(t.Context())
	must(t, err)
	manages := []string{
		"SetMember", "People", "PersonOfKey", "Admitted", "Members", "MembershipsGiven", "PeopleIn", "Groups", "Invitations", "Ending", "Counted", "AddPeople", "SetRole", "RemovePerson",
		"InviteSome", "EndInvitation", "MakeGroup", "RenameGroup", "DropGroup", "PutInto", "TakeOutOf",
	}
	for who, actor := range comers {
		db := f.db.As(actor)
		for at, some := range map[string]map[string]knock{f.south: doors, vote.ID: ofVotes, "of the file": ofTheFile} {
			for name, knock := range some {
				if who == "Rolf" && slices.Contains(manages, name) {
					continue
				}
				id := at
				if at == "of the file" {
					id = f.south
				}
				err := knock(t.Context(), db, actor, id)
				if !errors.Is(err, store.ErrNotMember) && !errors.Is(err, workshop.ErrNowhere) && !errors.Is(err, store.ErrMore) {
					t.Errorf("%s comes through %s: %v", who, name, err)
				}
			}
		}
	}
	after, err := f.db.Ends(t.Context())
	must(t, err)
	if !reflect.DeepEqual(before, after) {
		t.Error("something was written by them")
	}
}

func (l laws) TestWhoIsAMemberOfOneAssessmentFindsThatOneAlone(t *testing.T) {
	f := l.firm(t)
	ctx := t.Context()
	who := f.comes(t, "Mara", workshop.Member)
	f.group(t, workshop.Client, "Nordwind", f.north)
	f.group(t, workshop.Client, "Southerly", f.south)
	must(t, f.db.SetMember(ctx, lead, f.north, "Mara", workshop.Assessor))
	db := f.db.As(who)
	all, err := db.Assessments(ctx)
	must(t, err)
	if len(all) != 1 || all[0].ID != f.north || all[0].Role != workshop.Assessor || all[0].Client != "Nordwind" || all[0].Shut {
		t.Errorf("the list is %+v", all)
	}
	must(t, f.db.SetLastOpened(ctx, f.south))
	must(t, db.SetLastOpened(ctx, f.north))
	if last, err := db.LastOpened(ctx); last != "" || err != nil {
		t.Errorf("the one opened last is %q, %v", last, err)
	}
	must(t, db.SavePlace(ctx, who, f.south, `{"route":"walk"}`))
	if kept, err := f.db.Place(ctx, who, f.south); kept != "" || err != nil {
		t.Errorf("of another's assessment is kept %q, %v", kept, err)
	}
	if _, open := <-db.Watch(ctx, f.south); open {
		t.Error("another's assessment is watched")
	}
	everything := db.Watch(ctx, store.Everything)
	must(t, second(f.db.Do(ctx, lead, f.south, notingAnew(f.db))))
	select {
	case <-everything:
		t.Error("an act in another's assessment is heard of")
	case <-time.After(20 * time.Millisecond):
	}
	must(t, second(db.Do(ctx, who, f.north, notingAnew(db))))
	must(t, f.db.RemovePerson(ctx, lead, "Mara"))
	if _, err := db.Assessments(ctx); !errors.Is(err, store.ErrGone) {
		t.Errorf("who was taken out finds a list: %v", err)
	}
}

func (l laws) TestWhoCameThroughTheDoorActsAsNobodyElse(t *testing.T) {
	f := l.firm(t)
	mara, nils := f.comes(t, "Mara", workshop.Facilitator), f.comes(t, "Nils", workshop.Facilitator)
	db := f.db.As(mara)
	for _, other := range []store.Actor{nils, lead, {Name: "Mara"}, {Name: "Nils", Pass: mara.Pass}} {
		if err := second(db.Do(t.Context(), other, f.north, notingAnew(db))); !errors.Is(err, store.ErrGone) {
			t.Errorf("through her door somebody acts as %+v: %v", other, err)
		}
	}
	must(t, second(db.Do(t.Context(), mara, f.north, notingAnew(db))))
	must(t, f.db.RemovePerson(t.Context(), lead, "Mara"))
	if _, err := db.As(store.Actor{}).Assessment(t.Context(), f.north); !errors.Is(err, store.ErrGone) {
		t.Errorf("whoever is out finds a way back by another name: %v", err)
	}
}

func (l laws) TestWhatWasTypedIsKeptOfWhoIsAMemberNoLonger(t *testing.T) {
	f := l.firm(t)
	who := f.comes(t, "Mara", workshop.Member)
	must(t, f.db.SetMember(t.Context(), lead, f.north, "Mara", workshop.Assessor))
	who.Role = workshop.Assessor // as they came into it
	must(t, f.db.SetMember(t.Context(), lead, f.north, "Mara", ""))
	subject := assess.Key{Item: "5.2"}.Subject()
	must(t, f.db.As(who).SaveDraft(t.Context(), who, f.north, subject, "note", "Half a sent"))
	if text, ok, err := f.db.Draft(t.Context(), who, f.north, subject, "note"); !ok || text != "Half a sent" || err != nil {
		t.Errorf("kept is %q, %v", text, err)
	}
}
