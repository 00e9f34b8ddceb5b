package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// The rows of votes and their ballots. What a person cast stands in them beside
// their name until a vote without names is revealed, so nothing but the rules of
// the vote, put together again here, ever reads them.

var saveVoteRow = upsert("vote", []string{"id"}, strings.Fields(`assessment item system question round state tolerance named level reason
	settled_by settled_at opened opened_by changed`))

// readVotes gives every vote with its ballots, so that one statement sees one
// moment of both.
const readVotes = "SELECT v.id, v.assessment, v.item, v.system, v.question, v.round, v.state, v.tolerance, v.named, v.level," +
	" v.reason, v.settled_by, v.settled_at, v.opened, v.opened_by, v.changed," +
	" coalesce(b.round, 0), coalesce(b.person, ''), b.level, coalesce(b.abstain, 0), coalesce(b.confidence, ''), coalesce(b.reason, '')" +
	" FROM vote AS v LEFT JOIN ballot AS b ON b.vote = v.id WHERE "

const inOrder = " ORDER BY v.id, b.round, b.person, b.place"

// stored is a vote as its rows have it, with the ballots of each round.
type stored struct {
	RoomVote // of its vote the public fields but Rounds
	rounds   map[int][]workshop.Ballot
}

// votesOf reads votes and puts them together again, oldest first.
func votesOf(ctx context.Context, q Queryer, where string, args ...any) ([]RoomVote, error) {
	kept, err := storedVotes(ctx, q, where, args)
	if err != nil {
		return nil, err
	}
	all := make([]RoomVote, 0, len(kept))
	for _, s := range kept {
		r, err := s.resume()
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

func storedVotes(ctx context.Context, q Queryer, where string, args []any) ([]stored, error) {
	var all []stored
	var r RoomVote
	var b workshop.Ballot
	var round int
	var settled, given sql.NullInt64
	var settledAt, opened, changed string
	v, k, s := &r.Vote, &r.Vote.Key, &r.Vote.Settlement
	into := []any{
		&r.ID, &r.Assessment, &k.Item, &k.System, &k.Question, &v.Round, &v.State, &v.Tolerance, &v.Named, &settled,
		&s.Reason, &s.By, &settledAt, &opened, &r.OpenedBy, &changed,
		&round, &b.Person, &given, &b.Abstain, &b.Confidence, &b.Reason,
	}
	err := Each(ctx, q, readVotes+where+inOrder, args, into, func() error {
		if len(all) == 0 || all[len(all)-1].ID != r.ID {
			one := stored{r, map[int][]workshop.Ballot{}}
			one.Vote.Settlement.Level = int(settled.Int64)
			if err := one.times(settledAt, opened, changed); err != nil {
				return err
			}
			all = append(all, one)
		}
		if b.Level = int(given.Int64); round > 0 {
			rounds := all[len(all)-1].rounds
			rounds[round] = append(rounds[round], b)
		}
		return nil
	})
	return all, err
}

func (s *stored) times(settled, opened, changed string) (err error) {
	for _, t := range []struct {
		text string
		at   *time.Time
	}{{settled, &s.Vote.Settlement.At}, {opened, &s.Opened}, {changed, &s.Changed}} {
		if *t.at, err = readTime(t.text); err != nil {
			return err
		}
	}
	return nil
}

// resume plays the vote again from its first round.
func (s stored) resume() (RoomVote, error) {
	kept := s.Vote
	for n := 1; n < kept.Round && len(s.rounds[n]) > 0; n++ {
		kept.Rounds = append(kept.Rounds, s.rounds[n])
	}
	v, err := workshop.Resume(kept, s.rounds[kept.Round])
	if err != nil {
		return RoomVote{}, fmt.Errorf("the vote on %s can't be gone on with: %w", visible.Line(kept.Key.Item), err)
	}
	s.RoomVote.Vote = v
	return s.RoomVote, nil
}

// vote is one vote as the write transaction sees it.
func (db *DB) vote(ctx context.Context, tx Tx, id string) (RoomVote, error) {
	all, err := votesOf(ctx, tx, "v.id = ?", id)
	if err != nil {
		return RoomVote{}, db.explain("keep a vote", err)
	}
	if len(all) == 0 {
		return RoomVote{}, noVote(id)
	}
	return all[0], nil
}

// saveVote writes the row of a vote, now.
func (db *DB) saveVote(ctx context.Context, tx Tx, r *RoomVote) error {
	r.Changed = db.now()
	v, s := r.Vote, r.Vote.Settlement
	var level any
	if v.State == workshop.Settled {
		level = s.Level
	}
	err := tx.Exec(ctx, saveVoteRow, r.ID, r.Assessment, v.Key.Item, v.Key.System, v.Key.Question,
		v.Round, string(v.State), v.Tolerance, v.Named, level, s.Reason, s.By, writeTime(s.At),
		writeTime(r.Opened), r.OpenedBy, writeTime(r.Changed))
	if err != nil {
		return db.notSaved("keep a vote", err)
	}
	return db.turnRoom(ctx, tx, r.Assessment)
}

// replaceBallots puts ballots in the place of some of the present round.
func (db *DB) replaceBallots(ctx context.Context, tx Tx, r RoomVote, ballots []workshop.Ballot, which string, args ...any) error {
	err := tx.Exec(ctx, "DELETE FROM ballot WHERE vote = ? AND round = ? AND "+which, append([]any{r.ID, r.Vote.Round}, args...)...)
	nameless := 0
	for _, b := range ballots {
		if err != nil {
			break
		}
		place := 0
		if b.Person == "" {
			nameless++
			place = nameless
		}
		err = insertBallot(ctx, tx, r, b, place)
	}
	if err != nil {
		return db.notSaved("keep a vote", err)
	}
	return nil
}

func insertBallot(ctx context.Context, tx Tx, r RoomVote, b workshop.Ballot, place int) error {
	var level any
	if !b.Abstain {
		level = b.Level
	}
	return tx.Exec(ctx, "INSERT INTO ballot (vote, round, person, place, level, abstain, confidence, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		r.ID, r.Vote.Round, b.Person, place, level, b.Abstain, string(b.Confidence), b.Reason)
}
