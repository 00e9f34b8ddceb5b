package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// Taken is what came in with the history of an assessment from elsewhere.
type Taken struct {
	Assessment string
	New        bool // nothing was known of it here
	Revisions  int  // that were not known here
	Known      int  // that were
	Gone       int  // places of a chain of which the hashes alone are known now
	Forks      []Fork
	Ahead      []Ahead
	// Ours are the revisions that say they were made in this copy, and that it did not
	// know: it was put back to an earlier state, or somebody else says so.
	Ours int
	// Erased are the revisions whose words an erasure that came in takes from this
	// database too.
	Erased []string
	// Clashes are what came that does not go together with what was done here, on other
	// fields than those that disagree.
	Clashes []assess.Clash
	// People say who said what came in, and in which copy.
	People []assess.Arrival
	// Before and After are the assessment as it stood and as it stands now. Before is
	// nil where it is new. Treat them as read-only.
	Before, After *assess.Assessment
}

// Fork is a chain that went on in two copies under one name.
type Fork struct {
	Chain string // its name as it is hashed
	Seq   int64  // the place of the first revision that stands twice
	Kept  string // the name under which the second branch is kept here
	Own   bool   // it is a chain of this copy
}

// Ahead is a copy whose clock is far before that of this machine.
type Ahead struct {
	Author    string
	Chain     string
	Latest    time.Time
	Revisions int
}

// ErrNotTaken refuses a history from elsewhere; what is wrong with it stands in the
// error around it.
var ErrNotTaken = errors.New("nothing was taken in")

// Lines gives the lines of a history one after the other; it ends with the first error
// of yield.
type Lines = func(yield func(line []byte) error) error

// Take merges the history of an assessment that Carry wrote elsewhere into this
// database, in one transaction: all of it or nothing. What is known already changes
// nothing. Only who leads does so. With dry it says what would come, and leaves
// nothing behind. It may read the lines twice.
func (db *DB) Take(ctx context.Context, who Actor, lines Lines, dry bool) (Taken, error) {
	t, err := db.takeBy(ctx, who, lines, dry, false)
	if errors.Is(err, errErases) {
		t, err = db.takeBy(ctx, who, lines, dry, true)
	}
	if err != nil {
		return Taken{}, err
	}
	if dry || t.Revisions+t.Gone == 0 {
		return t.Taken, nil
	}
	db.known.forget(t.Assessment)
	db.books.forget()
	db.feed.tell(t.Assessment)
	db.feed.tell(Lists)
	return t.Taken, nil
}

// errErases ends a transaction in which words must be taken from the history: it may be
// changed in one of another kind alone.
var errErases = errors.New("an erasure came in")

func (db *DB) takeBy(ctx context.Context, who Actor, lines Lines, dry, rewrites bool) (*taker, error) {
	if err := early(who, workshop.Role.MayLead); err != nil {
		return nil, err
	}
	how := db.engine.WriteMuch
	if rewrites {
		how = db.engine.Rewrite
	}
	var t *taker
	err := db.writeBy(ctx, "take a history in", how, true, func(ctx context.Context, tx Tx) error {
		t = newTaker(db, dry, rewrites)
		if _, err := db.acting(ctx, tx, who, workshop.Role.MayLead, Lists); err != nil {
			return err
		}
		*tx.Lately() = Lately{} // chains and ids go on elsewhere than was known
		t.tx = tx
		if err := t.take(ctx, lines); err != nil {
			return err
		}
		if dry || t.Revisions+t.Gone == 0 {
			return ErrNothing
		}
		return db.turnLists(ctx, tx)
	})
	if err != nil && !errors.Is(err, ErrNothing) {
		return nil, db.explain("take a history in", err)
	}
	return t, nil
}

// refused says of which line something is wrong. What is damaged is not this database.
func refused(n int, err error) error {
	return fmt.Errorf("line %d of the history: %s; %w", n, err.Error(), ErrNotTaken)
}

// taker takes one history in.
type taker struct {
	Taken
	db            *DB
	tx            Tx
	dry, rewrites bool

	fold  *assess.Fold
	from  int64 // the place of the first revision that comes in
	n     int64 // and of the next
	batch []row
	size  int // bytes of its values

	branches map[string][]*branch // of each chain, by its name as it is hashed
	own      map[string]bool      // names of this copy
	arrived  assess.Arrivals
	clashes  *assess.Clashes
	told     map[string]int64       // how far our chains are known where the history was written
	ahead    map[string]int         // by chain and author, where in Ahead
	begun    map[assess.Subject]int // of each subject that came, the fields that began
	missing  map[string]bool        // revisions that came without a value
	erased   []string               // those that erasures among what came name
}

// takenAtOnce are the revisions that are written together, and takenBytes is how much they
// say about where they are fewer. Among more of them more replace each other, and the
// heads of their fields move less often.
const (
	takenAtOnce = 4000
	takenBytes  = 8 << 20
)

func newTaker(db *DB, dry, rewrites bool) *taker {
	return &taker{
		db: db, dry: dry, rewrites: rewrites,
		branches: map[string][]*branch{}, ahead: map[string]int{}, begun: map[assess.Subject]int{}, missing: map[string]bool{},
	}
}

func (t *taker) take(ctx context.Context, lines Lines) (err error) {
	if t.own, err = ourNames(ctx, t.tx); err != nil {
		return err
	}
	if t.n, err = t.tx.Next(ctx); err != nil {
		return err
	}
	t.from = t.n
	number := 0
	err = lines(func(raw []byte) error {
		number++
		if err := ctx.Err(); err != nil {
			return err
		}
		l, err := parseLine(raw)
		if err == nil && number == 1 {
			return t.open(ctx, l)
		}
		if err == nil {
			err = t.line(ctx, l)
		}
		if _, ours := errors.AsType[*Problem](t.db.engine.Explain(err)); err == nil || ours || errors.Is(err, ErrNotTaken) {
			return err
		}
		return refused(number, err)
	})
	if err == nil && number == 0 {
		err = fmt.Errorf("the history is empty; %w", ErrNotTaken)
	}
	if err != nil {
		return err
	}
	t.People = t.arrived.All()
	return first(func() error { return t.flush(ctx) }, func() error { return t.settle(ctx) })
}

// open learns whose history it is, and how the assessment stands.
func (t *taker) open(ctx context.Context, l line) (err error) {
	if t.Assessment, err = l.opening(); err != nil {
		return refused(1, err)
	}
	before, _, err := t.db.known.current(ctx, t.tx, t.Assessment)
	if errors.Is(err, ErrNoAssessment) {
		t.New, before, err = true, assess.New(t.Assessment), nil
	}
	if err != nil {
		return err
	}
	if !t.New {
		t.Before = before
	}
	if err == nil && t.New { // its history refers to it
		err = saveOwn(ctx, t.tx, before, t.n)
	}
	t.fold, t.clashes, t.told = assess.NewFold(before), assess.ClashesWith(before), map[string]int64{}
	for _, text := range l.Knows {
		h, wrong := ParseHead(text)
		if wrong != nil {
			return refused(1, fmt.Errorf("%q is no head of a chain", visible.Line(text)))
		}
		t.told[h.Chain] = max(t.told[h.Chain], h.Seq)
	}
	return err
}

func (t *taker) line(ctx context.Context, l line) error {
	switch l.Is {
	case lineRevision:
		r, err := l.row(t.Assessment)
		if err != nil {
			return err
		}
		return t.revision(ctx, r)
	case lineGone:
		if err := l.check(); err != nil {
			return err
		}
		return t.hashes(ctx, l)
	}
	return fmt.Errorf("it is of the kind %q; a newer Crosswalk may know it", visible.Line(l.Is))
}

// hashes takes the hashes of a place of which no more is known.
func (t *taker) hashes(ctx context.Context, l line) error {
	at, known, err := t.place(ctx, &row{replica: l.Chain, seq: l.Seq, prev: l.Prev, hash: l.Hash})
	if err != nil || known != unknown {
		return err
	}
	t.Gone++
	return t.tx.Exec(ctx, "INSERT INTO gone (chain, seq, prev_hash, hash) VALUES (?, ?, ?, ?)", at, l.Seq, []byte(l.Prev), []byte(l.Hash))
}

func (t *taker) revision(ctx context.Context, r row) error {
	at, known, err := t.place(ctx, &r)
	if err != nil {
		return err
	}
	if known == stands {
		t.Known++
		return nil
	}
	r.replica, r.n = at, t.n
	t.n++
	t.Revisions++
	if t.own[storeOf(at)] {
		t.Ours++
	}
	t.note(&r)
	if err := t.within(&r); err != nil {
		return err
	}
	t.batch = append(t.batch, r)
	if t.size += len(r.Value); len(t.batch) < takenAtOnce && t.size < takenBytes {
		return nil
	}
	return t.flush(ctx)
}

// note remembers of a revision what is told of it.
func (t *taker) note(r *row) {
	begun := t.begun[r.Subject]
	if r.Parent == "" {
		begun++
	}
	t.begun[r.Subject] = begun
	if !t.db.hidden(r.Subject) {
		t.arrived.Add(r.Revision, storeOf(r.replica))
		if !t.New && !r.Erased() {
			t.clashes.Came(r.Revision)
		}
	}
	if r.Erased() {
		t.missing[r.ID] = true
	}
	t.erased = append(t.erased, erasedBy(r)...)
	if !r.At.After(t.db.clock().Add(ahead)) && r.ID < earliest(t.db.clock().Add(ahead)).String() {
		return
	}
	key := r.replica + " " + r.Author
	i, seen := t.ahead[key]
	if !seen {
		i = len(t.Ahead)
		t.ahead[key] = i
		t.Ahead = append(t.Ahead, Ahead{Author: r.Author, Chain: placed(r.replica)})
	}
	t.Ahead[i].Revisions++
	if r.At.After(t.Ahead[i].Latest) {
		t.Ahead[i].Latest = r.At
	}
}
