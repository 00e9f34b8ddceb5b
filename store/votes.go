package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// The refusals of a room that votes.
var (
	ErrNoVote = errors.New("there is no such vote")
	// ErrUnderWay says that the room votes on one thing at a time.
	ErrUnderWay = errors.New("another vote is under way; settle or park it first")
)

// RoomVote is a vote of the people who assess together, as all of them find it.
type RoomVote struct {
	ID         string // UUIDv7
	Assessment string
	Vote       workshop.Vote
	Opened     time.Time
	OpenedBy   string
	Changed    time.Time // the last ballot or step
}

// CurrentVote is the vote under way, open or revealed, where there is one.
func (db *DB) CurrentVote(ctx context.Context, assessment string) (RoomVote, bool, error) {
	if err := db.mayRead(ctx, assessment); err != nil {
		return RoomVote{}, false, err
	}
	r, ok, err := underWay(ctx, db.engine, assessment)
	return r, ok, db.explain("work on a vote", err)
}

func underWay(ctx context.Context, q Queryer, assessment string) (RoomVote, bool, error) {
	all, err := votesOf(ctx, q, "v.assessment = ? AND v.state IN ('open', 'revealed')", assessment)
	if err != nil || len(all) == 0 {
		return RoomVote{}, false, err
	}
	return all[len(all)-1], true, nil
}

// OpenVote opens a vote on what can be rated, unless one is under way.
func (db *DB) OpenVote(ctx context.Context, who Actor, cat *catalog.Catalog, assessment string, key assess.Key, tolerance int, named bool) (RoomVote, error) {
	if err := early(who, workshop.Role.MayLead); err != nil {
		return RoomVote{}, err
	}
	v, err := workshop.OpenVote(key, tolerance, named)
	if err != nil {
		return RoomVote{}, err
	}
	r := RoomVote{Assessment: assessment, Vote: v, OpenedBy: who.Name}
	err = db.writeAs(ctx, who, workshop.Role.MayLead, assessment, func(ctx context.Context, tx Tx, _ Actor) error {
		a, err := db.open(ctx, tx, assessment)
		if err != nil {
			return err
		}
		if err := assess.CheckRatable(cat, a, key); err != nil {
			return err
		}
		if err := db.nothingUnderWay(ctx, tx, assessment); err != nil {
			return err
		}
		r.ID, r.Opened, err = db.nextVote(ctx, tx)
		if err != nil {
			return db.notSaved("work on a vote", err)
		}
		return db.saveVote(ctx, tx, &r)
	})
	return r, err
}

// open is the present state of an assessment that may be written to.
func (db *DB) open(ctx context.Context, tx Tx, id string) (*assess.Assessment, error) {
	a, err := db.standing(ctx, tx, id)
	if err != nil {
		return nil, db.explain("read the assessment", err)
	}
	if a.Archived {
		return nil, ErrArchived
	}
	return a, nil
}

func (db *DB) nothingUnderWay(ctx context.Context, tx Tx, assessment string) error {
	switch _, busy, err := underWay(ctx, tx, assessment); {
	case err != nil:
		return db.explain("work on a vote", err)
	case busy:
		return ErrUnderWay
	}
	return nil
}

// nextVote is an id that is greater than that of every vote before, by whatever
// clock it was opened, and the time.
func (db *DB) nextVote(ctx context.Context, tx Tx) (string, time.Time, error) {
	var newest string
	_, err := One(ctx, tx, "SELECT coalesce(max(id), '') FROM vote", nil, &newest)
	db.ids.seen(newest)
	return db.ids.next(), db.now(), err
}

// Cast puts the actor's own ballot in, whoever it says it is of; their earlier
// one of the round goes. Here and below, begun names the round in which it was
// begun, and another round refuses it (workshop.OtherRound).
func (db *DB) Cast(ctx context.Context, who Actor, id string, b workshop.Ballot, begun ...int) (RoomVote, error) {
	b.Person = who.Name
	return db.step(ctx, who, workshop.Role.MayWrite, id, begun,
		func(v workshop.Vote) (workshop.Vote, error) { return v.Cast(b) },
		func(ctx context.Context, tx Tx, r RoomVote) error {
			return db.replaceBallots(ctx, tx, r, []workshop.Ballot{b}, "person = ?", b.Person)
		})
}

// Hands enters a show of hands, in place of one that was entered before in the
// round.
func (db *DB) Hands(ctx context.Context, who Actor, id string, t workshop.Tally, begun ...int) (RoomVote, error) {
	return db.step(ctx, who, workshop.Role.MayLead, id, begun,
		func(v workshop.Vote) (workshop.Vote, error) { return v.Hands(t) },
		func(ctx context.Context, tx Tx, r RoomVote) error {
			return db.replaceBallots(ctx, tx, r, t.Ballots(), "person = ''")
		})
}

// Reveal ends the round. Where the vote is without names, they are gone from
// its rows with it.
func (db *DB) Reveal(ctx context.Context, who Actor, id string, begun ...int) (RoomVote, error) {
	return db.step(ctx, who, workshop.Role.MayLead, id, begun, workshop.Vote.Reveal, func(ctx context.Context, tx Tx, r RoomVote) error {
		return db.replaceBallots(ctx, tx, r, r.Vote.Ballots(), "true")
	})
}

// VoteAgain opens another round of a vote that was revealed or parked, unless
// another vote is under way.
func (db *DB) VoteAgain(ctx context.Context, who Actor, id string, begun ...int) (RoomVote, error) {
	return db.step(ctx, who, workshop.Role.MayLead, id, begun, workshop.Vote.Again, nothing)
}

// Park puts a vote off.
func (db *DB) Park(ctx context.Context, who Actor, id string, begun ...int) (RoomVote, error) {
	return db.step(ctx, who, workshop.Role.MayLead, id, begun, workshop.Vote.Park, nothing)
}

func nothing(context.Context, Tx, RoomVote) error { return nil }

// step takes a vote one step on: it reads the vote in the write transaction,
// for others may act at the same time, asks its rules, and stores what they say;
// keep stores what the step does to the ballots.
func (db *DB) step(ctx context.Context, who Actor, may right, id string, begun []int,
	move func(workshop.Vote) (workshop.Vote, error), keep func(context.Context, Tx, RoomVote) error,
) (RoomVote, error) {
	if err := early(who, may); err != nil {
		return RoomVote{}, err
	}
	assessment, err := db.assessmentOf(ctx, id)
	if err != nil {
		return RoomVote{}, err
	}
	var r RoomVote
	err = db.writeAs(ctx, who, may, assessment, func(ctx context.Context, tx Tx, _ Actor) (err error) {
		if _, err := db.open(ctx, tx, assessment); err != nil {
			return err
		}
		if r, err = db.vote(ctx, tx, id); err != nil {
			return err
		}
		if err := inRound(r, begun); err != nil {
			return err
		}
		was := r.Vote.State
		if r.Vote, err = move(r.Vote); err != nil {
			return err
		}
		if was == workshop.Parked {
			if err := db.nothingUnderWay(ctx, tx, r.Assessment); err != nil {
				return err
			}
		}
		return first(func() error { return db.saveVote(ctx, tx, &r) }, func() error { return keep(ctx, tx, r) })
	})
	return r, err
}

func inRound(r RoomVote, begun []int) error {
	for _, round := range begun {
		if err := r.Vote.In(round); err != nil {
			return err
		}
	}
	return nil
}

// Settle ends a vote: in one transaction the vote is settled, and one act rates
// what it was about and keeps the record, so that an undo takes both back.
func (db *DB) Settle(ctx context.Context, who Actor, cat *catalog.Catalog, id string, level int, reason string, begun ...int) (RoomVote, *assess.Assessment, error) {
	if err := early(who, workshop.Role.MayLead); err != nil {
		return RoomVote{}, nil, err
	}
	assessment, err := db.assessmentOf(ctx, id)
	if err != nil {
		return RoomVote{}, nil, err
	}
	var r RoomVote
	_, a, err := db.save(ctx, who, workshop.Role.MayLead, assessment, false, func(ctx context.Context, tx Tx, a *assess.Assessment) (proposal, error) {
		var err error
		if r, err = db.vote(ctx, tx, id); err != nil {
			return proposal{}, err
		}
		if err := inRound(r, begun); err != nil {
			return proposal{}, err
		}
		if r.Vote, err = r.Vote.Settle(level, reason, who.Name, db.now()); err != nil {
			return proposal{}, err
		}
		changes, err := outcome(cat, a, r)
		if err != nil {
			return proposal{}, err
		}
		return proposal{kind: assess.Do, changes: changes, also: func(ctx context.Context, tx Tx) error { return db.saveVote(ctx, tx, &r) }}, nil
	})
	return r, a, err
}

// outcome is what a settled vote changes in the assessment.
func outcome(cat *catalog.Catalog, a *assess.Assessment, r RoomVote) ([]assess.Change, error) {
	s := r.Vote.Settlement
	rated, err := assess.Rate(cat, a, r.Vote.Key, s.Level, s.Reason)
	if err != nil {
		return nil, err
	}
	record, err := r.Vote.Record()
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(record)
	if err != nil {
		return nil, fmt.Errorf("the record of the vote: %w", err)
	}
	kept, err := assess.PutVote(a, r.ID, raw)
	return append(rated, kept...), err
}

// followVotes brings the room after an act that takes settlements back, or does
// them again: the vote is revealed as before, parked where the room votes on
// something else by now, or settled once more.
func (db *DB) followVotes(ctx context.Context, tx Tx, changes []assess.Change) error {
	for _, c := range changes {
		if c.Subject.Kind() != assess.KindVote {
			continue
		}
		r, err := db.vote(ctx, tx, c.Subject.ID())
		if errors.Is(err, ErrNoVote) {
			continue // it was voted on in another copy, whose room is not here
		}
		if err == nil {
			err = db.resettle(ctx, tx, &r, c.Value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// resettle follows one record: null where it was taken back.
func (db *DB) resettle(ctx context.Context, tx Tx, r *RoomVote, record json.RawMessage) (err error) {
	var kept workshop.Record
	if string(record) != "null" {
		if err := json.Unmarshal(record, &kept); err != nil {
			return fmt.Errorf("the record of the vote: %w", err)
		}
		r.Vote, err = r.Vote.Resettle(workshop.Settlement{Level: kept.Level, Reason: kept.Reason, By: kept.By, At: kept.At})
		if err != nil {
			return err
		}
		return db.saveVote(ctx, tx, r)
	}
	if r.Vote.State != workshop.Settled {
		return nil
	}
	if r.Vote, err = r.Vote.Unsettle(); err != nil {
		return err
	}
	switch err := db.nothingUnderWay(ctx, tx, r.Assessment); {
	case errors.Is(err, ErrUnderWay):
		r.Vote, _ = r.Vote.Park()
	case err != nil:
		return err
	}
	return db.saveVote(ctx, tx, r)
}

// assessmentOf is the assessment a vote belongs to, which never changes.
func (db *DB) assessmentOf(ctx context.Context, id string) (assessment string, err error) {
	found, err := One(ctx, db.engine, "SELECT assessment FROM vote WHERE id = ?", []any{id}, &assessment)
	if err == nil && !found {
		err = noVote(id)
	}
	return assessment, db.explain("work on a vote", err)
}

func noVote(id string) error { return fmt.Errorf("%w: %s", ErrNoVote, visible.Line(id)) }
