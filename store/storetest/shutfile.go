package storetest

import (
	"context"
	"errors"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// ofTheFile are the doors to what is of the whole file: who has no right in all of it
// finds them shut.
var ofTheFile = map[string]knock{
	"People": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error { return second(db.People(ctx)) },
	"PersonOfKey": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return second(db.PersonOfKey(ctx, "SHA256:Mara"))
	},
	"Admitted": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return second(db.Admitted(ctx, "Mara"))
	},
	"Members": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error { return second(db.Members(ctx)) },
	"MembershipsGiven": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return second(db.MembershipsGiven(ctx))
	},
	"PeopleIn": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return second(db.PeopleIn(ctx, id))
	},
	"Groups": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error { return second(db.Groups(ctx)) },
	"Invitations": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return second(db.Invitations(ctx))
	},
	"Ending": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return second(db.Ending(ctx, time.Hour))
	},
	"Files": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error { return second(db.Files(ctx)) },
	"Lacks": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return second(db.Lacks(ctx, nil))
	},
	"Ends": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error { return second(db.Ends(ctx)) },
	"MovedSince": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return third(db.MovedSince(ctx, 0))
	},
	"Create": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return second(db.Create(ctx, who, "Mine", profileOf("X")))
	},
	"CreateFrom": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		changes, err := assess.Create("Mine", profileOf("X"))
		return errors.Join(err, second(db.CreateFrom(ctx, who, changes)))
	},
	"Take": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return second(db.Take(ctx, who, func(func([]byte) error) error { return nil }, true))
	},
	"Erase": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.Erase(ctx, who, id, []string{"x"}, "because"))
	},
	"Forget": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.Forget(ctx, who, id)
	},
	"ForgetAt": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.ForgetAt(ctx, who, id, nil)
	},
	"AddPeople": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return db.AddPeople(ctx, who, []workshop.Person{{Name: "Eve", Role: workshop.Member, Key: "SHA256:e"}})
	},
	"SetRole": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return db.SetRole(ctx, who, "Bo", workshop.Observer)
	},
	"RemovePerson": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return db.RemovePerson(ctx, who, "Bo")
	},
	"Invite": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return third(db.Invite(ctx, who, workshop.Observer, "", time.Hour))
	},
	"InviteSome": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return third(db.InviteSome(ctx, who, workshop.Invitation{Role: workshop.Observer, Place: id, Seats: 1}, time.Hour))
	},
	"EndInvitation": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return db.EndInvitation(ctx, who, "x")
	},
	"MakeGroup": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return second(db.MakeGroup(ctx, who, workshop.Team, "Mine"))
	},
	"RenameGroup": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return db.RenameGroup(ctx, who, "x", "Mine")
	},
	"DropGroup": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return db.DropGroup(ctx, who, "x")
	},
	"PutInto": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.PutInto(ctx, who, "x", id)
	},
	"TakeOutOf": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return db.TakeOutOf(ctx, who, "x", id)
	},
	"Serving": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return second(db.Serving(ctx))
	},
	"SayServing": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return db.SayServing(ctx, "mine", "{}")
	},
	"EndServing": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return db.EndServing(ctx, "theirs")
	},
	"CopyTo": func(ctx context.Context, db *store.DB, who store.Actor, id string) error {
		return second(db.CopyTo(ctx, who, db, id))
	},
	"CopyPeople": func(ctx context.Context, db *store.DB, who store.Actor, _ string) error {
		return second(db.CopyPeople(ctx, who, db))
	},
	"CarryRestricted": func(ctx context.Context, db *store.DB, _ store.Actor, id string) error {
		return third(db.CarryRestricted(ctx, id))
	},
	"Counted": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return second(db.Counted(ctx, store.Status{}))
	},
	"Examine": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return second(db.Examine(ctx, nil))
	},
	"Repair": func(ctx context.Context, db *store.DB, _ store.Actor, _ string) error {
		return db.Repair(ctx, func(context.Context, store.Tx) error { return nil }, nil)
	},
}
