package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// To erase takes words out of the database that must not be kept; to forget
// takes a whole assessment out. Both leave the chains of hashes whole: of an
// erased value its digest stays, of a forgotten revision its place and hash.

// Erase takes the values of some revisions of an assessment away, and every copy
// of them: where they were restored or taken back to, in duplicates of the
// assessment, in votes and drafts. A field that stands on one of them is set
// anew without the words, in the same act. It is for who leads, with a reason,
// and is not undone. It gives how many revisions lost their value.
func (db *DB) Erase(ctx context.Context, who Actor, id string, revisions []string, reason string) (int, error) {
	if err := first(func() error { return early(who, workshop.Role.MayLead) }, func() error { return checkErasure(revisions, reason) }); err != nil {
		return 0, err
	}
	erased := 0
	err := db.writeBy(ctx, "erase", db.engine.Rewrite, true, func(ctx context.Context, tx Tx) error {
		// It reaches copies in other assessments.
		who, err := db.acting(ctx, tx, who, workshop.Role.MayLead, Lists)
		if err != nil {
			return err
		}
		x, err := chosen(ctx, tx, id, revisions)
		if err != nil {
			return db.explain("erase", err)
		}
		if err := db.mayChangeRecords(ctx, tx, who, id, proposal{kind: assess.Do, changes: changesOf(x.rows)}); err != nil {
			return err
		}
		if err := x.copies(ctx, tx); err != nil {
			return db.explain("erase", err)
		}
		for _, assessment := range x.assessments() {
			if err := db.eraseIn(ctx, tx, who, assessment, x, reason); err != nil {
				return err
			}
		}
		erased = len(x.rows)
		return db.noted(x.sweep(ctx, tx))
	})
	db.known.forget("")
	db.books.forget()
	db.rooms.forget()
	if err != nil {
		return 0, err
	}
	db.feed.tellAll()
	return erased, nil
}

func checkErasure(revisions []string, reason string) error {
	if len(revisions) == 0 {
		return errors.New("say which revisions of the history are to be erased")
	}
	if reason == "" {
		return errors.New("an erasure needs a reason, which is kept")
	}
	return assess.CheckText("reason", reason, assess.MaxNote)
}

// erasing are the revisions that lose their values.
type erasing struct {
	rows []row
	has  map[string]bool
}

func (x *erasing) add(r row) {
	if !x.has[r.ID] && !r.Erased() {
		x.has[r.ID] = true
		x.rows = append(x.rows, r)
	}
}

// chosen are the revisions that were named, each of this assessment and still
// with its value.
func chosen(ctx context.Context, q Queryer, id string, ids []string) (*erasing, error) {
	x := &erasing{has: map[string]bool{}}
	for _, name := range ids {
		r, err := revision(ctx, q, name)
		switch {
		case err != nil:
			return nil, err
		case r.Assessment != id:
			return nil, fmt.Errorf("revision %s belongs to another assessment", visible.Line(name))
		case r.Erased():
			return nil, fmt.Errorf("the words of revision %s were erased already", visible.Line(name))
		case r.Subject.Kind() == assess.KindErasure:
			return nil, fmt.Errorf("revision %s says what was erased and why; that stays", visible.Line(name))
		case r.Subject == assess.KindAssessment && r.Field == assess.FieldName:
			return nil, errors.New("the name of an assessment is not erased; rename it, or forget the assessment")
		}
		x.add(r)
	}
	return x, nil
}

// copies adds where the same words stand again: later and earlier on the same
// field, in the records of votes, in issued documents, and in assessments that began as a duplicate,
// on the same kind of field.
func (x *erasing) copies(ctx context.Context, q Queryer) error {
	for i := 0; i < len(x.rows); i++ { // what is added is looked for in turn
		r := x.rows[i]
		if !assess.HasWords(r.Revision) {
			continue
		}
		take := func(o row) error {
			if o.ID != r.ID && !o.Erased() && assess.SameWords(o.Revision, r.Revision) {
				x.add(o)
			}
			return nil
		}
		if err := eachRow(ctx, q, lineOfOne, []any{r.Assessment, string(r.Subject), r.Field}, take); err != nil {
			return err
		}
		for _, kind := range []string{assess.KindVote, assess.KindIssued} {
			if err := eachRow(ctx, q, ofKind, []any{r.Assessment, kind + "/", kind + "0"}, take); err != nil {
				return err
			}
		}
		if err := eachRow(ctx, q, duplicated, []any{r.Field, r.Assessment}, func(o row) error {
			if !likelyCopy(o, r) {
				return nil
			}
			return take(o)
		}); err != nil {
			return err
		}
	}
	return nil
}

// likelyCopy reports whether a revision that an assessment began with can be a
// copy of another's: on the same item, or on a record, which has another id
// there, where the words are too many to be the same by chance.
func likelyCopy(o, r row) bool {
	if o.Subject.Kind() != r.Subject.Kind() {
		return false
	}
	a, err := o.Subject.Key()
	b, wrong := r.Subject.Key()
	if err == nil && wrong == nil && a.Item == b.Item && a.Question == b.Question {
		return true
	}
	const chance = 20
	return o.Subject == r.Subject || len([]rune(strings.Join(assess.WordsOf(r.Revision), ""))) >= chance
}

const (
	ofKind = "SELECT " + revisionColumns + " FROM history WHERE assessment = ? AND subject >= ? AND subject < ? ORDER BY n" // up to what stands behind /
	// duplicated are the revisions of the acts by which other assessments began.
	duplicated = "SELECT " + revisionColumns + " FROM history WHERE field = ? AND assessment <> ?" +
		" AND act IN (SELECT h.act FROM history AS h JOIN assessment AS a ON h.id = a.first) ORDER BY n"
)

func (x *erasing) assessments() []string {
	var all []string
	for _, r := range x.rows {
		if !slices.Contains(all, r.Assessment) {
			all = append(all, r.Assessment)
		}
	}
	return all
}

// eraseIn is the act in one assessment, and the values it takes away.
func (db *DB) eraseIn(ctx context.Context, tx Tx, who Actor, id string, x *erasing, reason string) error {
	before, err := db.standing(ctx, tx, id)
	if err != nil {
		return db.explain("erase", err)
	}
	p, err := x.act(ctx, tx, id, assess.Erasure{ID: db.ids.next(), Reason: reason, By: who.Name, On: db.clock().Format(time.DateOnly)})
	if err != nil {
		return db.explain("erase", err)
	}
	propose := func(context.Context, Tx, *assess.Assessment) (proposal, error) { return p, nil }
	if before.Archived { // what must go must go from there too
		b := *before
		b.Archived = false
		if _, _, err = db.act(ctx, tx, who, &b, false, propose); err == nil {
			err = tx.Exec(ctx, "UPDATE assessment SET archived = ? WHERE id = ?", true, id)
		}
	} else {
		_, _, err = db.act(ctx, tx, who, before, false, propose)
	}
	if err != nil {
		return err
	}
	for _, r := range x.rows {
		if r.Assessment != id {
			continue
		}
		if err := r.erase(ctx, tx); err != nil {
			return db.notSaved("erase", err)
		}
	}
	return nil
}

// erase takes the value away; its digest stays in the place of its salt.
func (r row) erase(ctx context.Context, tx Tx) error {
	left := r.salt
	if len(left) == saltSize {
		left = r.digest()
	}
	return tx.Exec(ctx, "UPDATE history SET value = '', salt = ? WHERE id = ?", left, r.ID)
}

// act sets every field anew that stands on erased words, and says what was
// erased.
func (x *erasing) act(ctx context.Context, q Queryer, id string, e assess.Erasure) (proposal, error) {
	p := proposal{kind: assess.Do}
	done := map[assess.Place]bool{}
	for _, r := range x.rows {
		if r.Assessment != id {
			continue
		}
		e.Revisions = append(e.Revisions, r.ID)
		at := assess.Place{Subject: r.Subject, Field: r.Field}
		if done[at] {
			continue
		}
		done[at] = true
		heads, err := headsOf(ctx, q, id, at)
		if err != nil {
			return p, err
		}
		if slices.ContainsFunc(heads, func(h string) bool { return x.has[h] }) {
			p.changes = append(p.changes, assess.Change{Subject: at.Subject, Field: at.Field, Value: assess.WithoutWords(r.Revision, revisions(x.rows))})
		}
	}
	p.changes = append(p.changes, e.Changes()...)
	return p, nil
}

// oneLine is how a field of one line holds a text of several.
var oneLine = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// sweep takes the words out of what has no history, and marks that they may
// still be found in parts of the database that nothing uses.
func (x *erasing) sweep(ctx context.Context, tx Tx) error {
	for _, r := range x.rows {
		if err := tx.Exec(ctx, "DELETE FROM draft WHERE assessment = ? AND subject = ? AND (field = ? OR field LIKE ?)",
			r.Assessment, string(r.Subject), r.Field, FormField+"%"); err != nil {
			return err
		}
		for _, words := range assess.WordsOf(r.Revision) {
			if err := first(func() error { return sweepWords(ctx, tx, r.Assessment, words) },
				func() error { return sweepFilters(ctx, tx, words) }); err != nil {
				return err
			}
		}
		if err := tx.Exec(ctx, "UPDATE room SET turn = turn + 1 WHERE assessment = ?", r.Assessment); err != nil {
			return err
		}
	}
	return tx.Exec(ctx, setMeta, MarkWipe, "yes")
}

func sweepWords(ctx context.Context, tx Tx, id, words string) error {
	for _, text := range []string{
		"UPDATE vote SET reason = '' WHERE assessment = ? AND reason = ?",
		"UPDATE ballot SET reason = '' WHERE vote IN (SELECT id FROM vote WHERE assessment = ?) AND reason = ?",
		"DELETE FROM draft WHERE assessment = ? AND text = ?",
		"DELETE FROM style WHERE assessment = ? AND replace(folder, ?, '') <> folder",
	} {
		if err := tx.Exec(ctx, text, id, words); err != nil {
			return err
		}
	}
	// A form holds them among others.
	return tx.Exec(ctx, "DELETE FROM draft WHERE assessment = ? AND field LIKE ? AND REPLACE(text, ?, '') <> text",
		id, FormField+"%", oneLine.Replace(words))
}

// Forget takes an assessment out of this database with its whole history. Its
// revisions in a chain of the first format, which other assessments share, leave
// their places and hashes. It is for who leads, and is not undone.
func (db *DB) Forget(ctx context.Context, who Actor, id string) error {
	return db.forget(ctx, who, id, func(context.Context, Tx) error { return nil })
}

// ForgetAt is Forget of what was written down elsewhere up to some heads: where the
// history goes on behind them, or has records that only their readers see, it is kept.
func (db *DB) ForgetAt(ctx context.Context, who Actor, id string, heads []Head) error {
	return db.forget(ctx, who, id, func(ctx context.Context, tx Tx) error { return within(ctx, tx, id, heads) })
}

// ErrWentOn refuses to forget what nobody else may have.
var ErrWentOn = errors.New("somebody changed it meanwhile, so it is not forgotten; write it down again")

// within refuses where a chain of an assessment goes further than some heads.
func within(ctx context.Context, q Queryer, id string, heads []Head) error {
	names, err := chainNames(ctx, q)
	if err != nil {
		return err
	}
	for _, name := range names {
		end := Head{Chain: placed(name)}
		found, err := One(ctx, q, newestInChain, []any{id, name}, &end.Seq, &end.Hash)
		if err != nil {
			return err
		}
		if found && !slices.ContainsFunc(heads, func(h Head) bool { return h.String() == end.String() }) {
			return ErrWentOn
		}
	}
	return nil
}

func (db *DB) forget(ctx context.Context, who Actor, id string, may func(context.Context, Tx) error) error {
	if err := early(who, workshop.Role.MayLead); err != nil {
		return err
	}
	err := db.writeBy(ctx, "forget", db.engine.Rewrite, true, func(ctx context.Context, tx Tx) error {
		if _, err := db.acting(ctx, tx, who, workshop.Role.MayLead, Lists); err != nil {
			return err
		}
		if _, err := db.standing(ctx, tx, id); err != nil {
			return db.explain("forget", err)
		}
		if err := may(ctx, tx); err != nil {
			return err
		}
		*tx.Lately() = Lately{}
		if err := forget(ctx, tx, id); err != nil {
			return db.noted(err)
		}
		return db.turnLists(ctx, tx)
	})
	if err != nil {
		return err
	}
	db.known.forget(id)
	db.books.forget()
	db.rooms.forget()
	db.feed.tell(id)
	db.feed.tell(Lists)
	return nil
}

func forget(ctx context.Context, tx Tx, id string) error {
	next, err := tx.Next(ctx)
	if err == nil {
		err = tx.Exec(ctx, setMeta, MetaPlaces, strconv.FormatInt(next-1, 10))
	}
	if err != nil {
		return err
	}
	for _, text := range []string{
		"INSERT INTO gone (chain, seq, prev_hash, hash) SELECT replica, seq, prev_hash, hash FROM history WHERE assessment = ? AND replica NOT LIKE '%.%'",
		"DELETE FROM history WHERE assessment = ?",
	} {
		if err := tx.Exec(ctx, text, id); err != nil {
			return err
		}
	}
	if err := dropAssessment(ctx, tx, id); err != nil {
		return err
	}
	// In a chain of its own nothing stands behind what is gone: a place that was left
	// would make another branch of what comes back.
	if err := tx.Exec(ctx, "DELETE FROM gone WHERE chain LIKE ?", "%."+id+"%"); err != nil {
		return err
	}
	if err := tx.Exec(ctx, "DELETE FROM meta WHERE (key = ? AND value LIKE ?) OR key LIKE ? OR key LIKE ?", metaLastOpened, id+"%", metaCheckpoint+"%."+id+"%", clashKey(id)+"%"); err != nil {
		return err
	}
	return tx.Exec(ctx, setMeta, MarkWipe, "yes")
}
