package store

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/visible"
)

// reading is the whole history, read once: whether the chains hold and the ids
// grow, which revisions are heads, and what words are missing.
type reading struct {
	walker
	ids     map[string]string // the newest id of each chain
	of      map[string]*told  // by assessment
	missing []string          // revisions without a value
	erased  map[string]bool   // revisions that an erasure names
	rows    int64
	broken  error // the first place where the history does not hold
	unclear error // the first id that does not grow
}

// told is what the history says of one assessment.
type told struct {
	first, last row
	fields      map[assess.Place][]row // the heads
}

// progress is told how many revisions of how many were read.
type progress func(done, of int64)

func newReading(ctx context.Context, q Queryer) *reading {
	return &reading{
		walker: newWalker(ctx, q),
		ids:    map[string]string{}, of: map[string]*told{}, erased: map[string]bool{},
	}
}

func readHistory(ctx context.Context, q Queryer, tell progress) (*reading, error) {
	r := newReading(ctx, q)
	var total int64
	if _, err := One(ctx, q, "SELECT count(*) FROM history", nil, &total); err != nil {
		return nil, err
	}
	if err := first(func() error { return r.readGone(ctx, q) }, func() error { return r.readPins(ctx, q) }); err != nil {
		return nil, err
	}
	err := eachRow(ctx, q, "SELECT "+revisionColumns+" FROM history ORDER BY n", nil, func(row row) error {
		if r.rows++; r.rows%10_000 == 0 {
			if tell != nil {
				tell(r.rows, total)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		r.take(row)
		return nil
	})
	return r, err
}

// readPins learns what chains may begin behind, while nothing else is read.
func (r *reading) readPins(ctx context.Context, q Queryer) error {
	names, err := chainNames(ctx, q)
	pins := map[string]bool{}
	for _, name := range names {
		if err == nil && ofFirstFormat(name) {
			var assessment string
			var hash []byte
			err = Each(ctx, q, "SELECT assessment, hash FROM history WHERE replica = ?", []any{name}, []any{&assessment, &hash}, func() error {
				pins[assessment+string(hash)] = true
				return nil
			})
		}
	}
	r.pinned = func(assessment string, hash []byte) (bool, error) { return pins[assessment+string(hash)], nil }
	return err
}

func (r *reading) readGone(ctx context.Context, q Queryer) error {
	var chain string
	var seq int64
	var prev, hash []byte
	return Each(ctx, q, "SELECT chain, seq, prev_hash, hash FROM gone", nil, []any{&chain, &seq, &prev, &hash}, func() error {
		if r.gone[chain] == nil {
			r.gone[chain] = map[int64]stub{}
		}
		r.gone[chain][seq] = stub{slices.Clone(prev), slices.Clone(hash)}
		return nil
	})
}

func (r *reading) take(x row) {
	if r.broken == nil {
		r.broken = r.walker.take(&x)
	}
	if x.seq == r.ends[x.replica].Seq { // what came late stands before others
		if last := r.ids[x.replica]; x.ID <= last && r.unclear == nil {
			r.unclear = &broken{x.ID, "has an id that is not newer than the one before it"}
		}
		r.ids[x.replica] = x.ID
	}
	r.hear(x)
}

// hear learns what a revision says.
func (r *reading) hear(x row) {
	if x.Erased() {
		r.missing = append(r.missing, x.ID)
	}
	for _, id := range erasedBy(&x) {
		r.erased[id] = true
	}
	r.assessment(x)
}

// erasedBy are the revisions whose words a revision says were erased.
func erasedBy(r *row) (ids []string) {
	if r.Subject.Kind() == assess.KindErasure && r.Field == "revisions" {
		_ = json.Unmarshal(r.Value, &ids)
	}
	return ids
}

func (r *reading) assessment(x row) {
	t := r.of[x.Assessment]
	if t == nil {
		t = &told{first: x, last: x, fields: map[assess.Place][]row{}}
		r.of[x.Assessment] = t
	}
	if x.ID < t.first.ID {
		t.first = x
	}
	if x.ID > t.last.ID {
		t.last = x
	}
	at := assess.Place{Subject: x.Subject, Field: x.Field}
	heads := slices.DeleteFunc(t.fields[at], func(h row) bool { return h.ID == x.Parent || slices.Contains(x.Merges, h.ID) })
	t.fields[at] = append(heads, x)
}

// fold makes the present state of an assessment out of the history alone.
func (r *reading) fold(ctx context.Context, q Queryer, id string) (*assess.Assessment, error) {
	a := assess.New(id)
	t := r.of[id]
	if t == nil {
		return a, nil
	}
	var some []assess.Revision
	var split []assess.Place
	for at, heads := range t.fields {
		if len(heads) > 1 {
			split = append(split, at)
		} else if !heads[0].Erased() {
			some = append(some, heads[0].Revision)
		}
	}
	slices.SortFunc(some, func(a, b assess.Revision) int { return cmp.Compare(a.ID, b.ID) })
	a, err := assess.Apply(a, some...)
	if err == nil {
		a, err = refold(ctx, q, a, split)
	}
	if err != nil {
		return nil, err
	}
	b := *a
	b.First, b.Created, b.CreatedBy = t.first.ID, t.first.At, t.first.Author
	b.Last, b.Changed, b.ChangedBy = t.last.ID, t.last.At, t.last.Author
	return &b, nil
}

// besides is what stands of records and metrics, out of the history alone.
func (t *told) besides(ctx context.Context, q Queryer, id string) ([]assess.Revision, error) {
	var stood []assess.Revision
	for at, heads := range t.fields {
		switch {
		case !beside(at.Subject):
		case len(heads) > 1:
			line, err := lineOf(ctx, q, id, at)
			if err != nil {
				return nil, err
			}
			shown, _ := assess.Shown(line)
			stood = append(stood, shown)
		case !heads[0].Erased():
			stood = append(stood, heads[0].Revision)
		}
	}
	return stood, nil
}

// bookOf are the records of what stands of records and metrics.
func bookOf(stood []assess.Revision) (*register.Book, error) {
	return register.Apply(&register.Book{}, slices.DeleteFunc(slices.Clone(stood), func(r assess.Revision) bool { return r.Subject.Kind() != assess.KindRecord })...)
}

// whole reports whether every word that is missing was erased on purpose.
func (r *reading) whole() error {
	for _, id := range r.missing {
		if !r.erased[id] {
			return &broken{id, "has lost its value, and no erasure names it"}
		}
	}
	return nil
}

// checkHeads holds the rows of heads against the history.
func (r *reading) checkHeads(ctx context.Context, q Queryer) error {
	noted := 0
	for id, t := range r.of {
		if err := t.checkHeads(ctx, q, id); err != nil {
			return err
		}
		for _, heads := range t.fields {
			noted += len(heads)
		}
	}
	var all int
	if _, err := One(ctx, q, "SELECT count(*) FROM head", nil, &all); err != nil {
		return err
	}
	if all != noted {
		return fmt.Errorf("%d revisions are noted as the newest of a field of which there is no history", all-noted)
	}
	return nil
}

// checkHeads holds those of one assessment against its history.
func (t *told) checkHeads(ctx context.Context, q Queryer, id string) error {
	missing := 0
	for _, heads := range t.fields {
		missing += len(heads)
	}
	var subject, field, revision string
	err := Each(ctx, q, "SELECT subject, field, revision FROM head WHERE assessment = ?", []any{id}, []any{&subject, &field, &revision}, func() error {
		missing--
		heads := t.fields[assess.Place{Subject: assess.Subject(subject), Field: field}]
		if !slices.ContainsFunc(heads, func(h row) bool { return h.ID == revision }) {
			return fmt.Errorf("revision %s is noted as the newest of %s and is not", visible.Line(revision), visible.Line(subject))
		}
		return nil
	})
	if err == nil && missing != 0 {
		err = fmt.Errorf("%d revisions are not noted as the newest of their field", missing)
	}
	return err
}

// checkPresent makes every assessment again from the history and compares.
func (r *reading) checkPresent(ctx context.Context, q Queryer) (string, error) {
	all, err := r.assessments(ctx, q)
	if err != nil {
		return "", err
	}
	for _, id := range all {
		if err := r.checkOne(ctx, q, id); err != nil {
			return "", err
		}
	}
	return counted(int64(len(all)), "assessment"), r.checkHeads(ctx, q)
}

// checkOne makes one assessment again.
func (r *reading) checkOne(ctx context.Context, q Queryer, id string) error {
	made, err := r.fold(ctx, q, id)
	if err != nil {
		return err
	}
	kept, _, err := load(ctx, q, id)
	if err != nil {
		return err
	}
	if subject, same := compare(made, kept); !same {
		return fmt.Errorf("%s of assessment %s is not what the history says", visible.Line(string(subject)), visible.Line(id))
	}
	return r.of[id].checkRecords(ctx, q, id)
}

// checkRecords makes the records and measurements of an assessment again and compares,
// row by row.
func (t *told) checkRecords(ctx context.Context, q Queryer, id string) error {
	if t == nil {
		t = &told{}
	}
	stood, err := t.besides(ctx, q, id)
	if err != nil {
		return err
	}
	if err := checkMeasurements(ctx, q, id, stood); err != nil {
		return err
	}
	made, err := bookOf(stood)
	if err != nil {
		return err
	}
	kept, err := loadBook(ctx, q, id, 0)
	if err != nil {
		return err
	}
	right, is := rowsOfBook(made), rowsOfBook(kept)
	for _, subjects := range []iter.Seq[assess.Subject]{maps.Keys(right), maps.Keys(is)} {
		for s := range subjects {
			if right[s] != is[s] {
				return fmt.Errorf("%s of assessment %s is not what the history says", visible.Line(string(s)), visible.Line(id))
			}
		}
	}
	return nil
}

// rowsOfBook are the rows of records, in one text each.
func rowsOfBook(b *register.Book) map[assess.Subject]string {
	all := map[assess.Subject]string{}
	for r := range b.All() {
		all[r.Subject()] = fmt.Sprint(recordArgs(r)...)
	}
	return all
}

// assessments are those of the table and of the history: they should be the
// same.
func (r *reading) assessments(ctx context.Context, q Queryer) ([]string, error) {
	all := map[string]bool{}
	for id := range r.of {
		all[id] = true
	}
	var id string
	err := Each(ctx, q, "SELECT id FROM assessment", nil, []any{&id}, func() error { all[id] = true; return nil })
	return slices.Sorted(maps.Keys(all)), err
}
