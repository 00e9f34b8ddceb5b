package store

import (
	"cmp"
	"context"
	"slices"

	"crosswalk/catalog/assess"
)

// HistoryFilter says which acts are wanted. The zero filter gives the newest
// acts of the assessment.
type HistoryFilter struct {
	Subject assess.Subject // this subject and no other
	Item    string         // the answers and questions of this item
	Author  string
	Before  string // id of an act: only older ones, for the next page
	Limit   int    // the most acts; 0: 50
}

// History gives acts newest first. Where a subject or an item is asked for,
// the acts hold the revisions on it only. What was said of restricted records is in
// nobody's history. It costs what the page holds, not
// what the file holds. Treat it as read-only: the newest acts are shared.
func (db *DB) History(ctx context.Context, id string, f HistoryFilter) ([]Act, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	if f.Limit <= 0 {
		f.Limit = 50
	}
	if f == (HistoryFilter{Limit: f.Limit}) {
		if s, ok := db.isKnown(ctx, id); ok {
			return db.newestActs(ctx, id, s, f)
		}
	}
	return db.readHistory(ctx, id, f, endOfLog)
}

// newestActs reads the newest acts of a snapshot, or finds them.
func (db *DB) newestActs(ctx context.Context, id string, s snapshot, f HistoryFilter) ([]Act, error) {
	s.newest.mu.Lock()
	defer s.newest.mu.Unlock()
	if s.newest.limit != f.Limit {
		acts, err := db.readHistory(ctx, id, f, s.n+1)
		if err != nil {
			return nil, err
		}
		s.newest.limit, s.newest.acts = f.Limit, slices.Clip(acts)
	}
	return s.newest.acts, nil
}

// readHistory reads acts from before the n-th revision of the log.
func (db *DB) readHistory(ctx context.Context, id string, f HistoryFilter, n int64) ([]Act, error) {
	if f.Before != "" {
		if _, err := One(ctx, db.engine, actStart, []any{f.Before}, &n); err != nil {
			return nil, db.explain("read the history", err)
		}
	}
	var rows []row
	var err error
	if f.Subject != "" || f.Item != "" {
		rows, err = db.historyOfSubjects(ctx, id, n, f)
	} else {
		rows, err = db.historyOfAll(ctx, id, n, f)
	}
	if err != nil {
		return nil, db.explain("read the history", err)
	}
	acts := page(rows, f.Limit)
	return acts, db.callRecords(ctx, id, acts)
}

// page groups rows, newest first, into acts.
func page(rows []row, limit int) []Act {
	var acts []Act
	for len(rows) > 0 && len(acts) < limit {
		n := 1
		for n < len(rows) && rows[n].Act == rows[0].Act {
			n++
		}
		whole := slices.Clone(rows[:n])
		slices.Reverse(whole)
		acts = append(acts, actOf(whole))
		rows = rows[n:]
	}
	return acts
}

// historyOfAll reads backwards until the page is full.
func (db *DB) historyOfAll(ctx context.Context, id string, n int64, f HistoryFilter) ([]row, error) {
	text, args := "SELECT "+revisionColumns+" FROM history WHERE assessment = ? AND n < ? ORDER BY n DESC", []any{id}
	if f.Author != "" {
		text, args = "SELECT "+revisionColumns+" FROM history WHERE assessment = ? AND author = ? AND n < ? ORDER BY n DESC", []any{id, f.Author}
	}
	var rows []row
	acts := 0
	err := eachPage(ctx, db.engine, text, args, n, byPlace, func(r row) error {
		if db.hidden(r.Subject) {
			return nil
		}
		if len(rows) == 0 || rows[len(rows)-1].Act != r.Act {
			if acts++; acts > f.Limit {
				return errEnough
			}
		}
		rows = append(rows, r)
		return nil
	})
	return rows, err
}

// closeBy is how many revisions are looked through one by one, newest first,
// before the index is asked where those on a subject stand.
const closeBy = 1_000

// historyOfSubjects gives the newest acts on a subject or an item: what is
// worked on now stands near the end, what was left long ago has few revisions.
func (db *DB) historyOfSubjects(ctx context.Context, id string, n int64, f HistoryFilter) ([]row, error) {
	if db.hidden(f.Subject) {
		return nil, nil
	}
	wanted := pick{f: f, from: string(f.Subject), to: string(f.Subject)}
	if f.Subject == "" {
		wanted.from = assess.KindAnswer + "/" + f.Item + "/"
		wanted.to = wanted.from + "\U0010ffff"
	}
	whole, err := wanted.nearEnd(ctx, db.engine, id, n)
	if err != nil || whole {
		return wanted.rows, err
	}
	wanted.rows, wanted.acts = nil, 0
	err = wanted.byIndex(ctx, db.engine, id, n)
	return wanted.rows, err
}

// pick gathers the revisions of the acts that are wanted, newest first.
type pick struct {
	f        HistoryFilter
	from, to string // subjects
	rows     []row
	acts     int
}

// take adds a revision, and reports whether the page was full before.
func (p *pick) take(r row) (full bool) {
	if s := string(r.Subject); s < p.from || s > p.to || p.f.Author != "" && r.Author != p.f.Author {
		return false
	}
	if len(p.rows) == 0 || p.rows[len(p.rows)-1].Act != r.Act {
		if p.acts++; p.acts > p.f.Limit {
			return true
		}
	}
	p.rows = append(p.rows, r)
	return false
}

// nearEnd looks through the last revisions, and reports whether the page is
// whole: full, or there are no more.
func (p *pick) nearEnd(ctx context.Context, q Queryer, id string, n int64) (whole bool, err error) {
	seen := 0
	err = eachPage(ctx, q, "SELECT "+revisionColumns+" FROM history WHERE assessment = ? AND n < ? ORDER BY n DESC", []any{id}, n, byPlace, func(r row) error {
		if whole = p.take(r); whole {
			return errEnough
		}
		if seen++; seen == closeBy {
			return errEnough
		}
		return nil
	})
	return whole || seen < closeBy, err
}

// byIndex asks of each field where its newest revisions stand, and reads those
// that are the newest of all. A range of subjects is not asked for at once: a
// database would rather look through the whole assessment.
func (p *pick) byIndex(ctx context.Context, q Queryer, id string, n int64) error {
	fields, err := p.fields(ctx, q, id)
	if err != nil {
		return err
	}
	for {
		places, err := newestOf(ctx, q, id, fields, n, 2*p.f.Limit)
		if err != nil {
			return err
		}
		for _, at := range places {
			full := false
			err := eachRow(ctx, q, "SELECT "+revisionColumns+" FROM history WHERE assessment = ? AND n = ?", []any{id, at}, func(r row) error { full = p.take(r); return nil })
			if err != nil || full {
				return err
			}
			n = at
		}
		if len(places) < 2*p.f.Limit {
			return nil
		}
	}
}

// fields are those that something was ever said of.
func (p *pick) fields(ctx context.Context, q Queryer, id string) ([]assess.Place, error) {
	var subject, field string
	var all []assess.Place
	err := Each(ctx, q, "SELECT DISTINCT subject, field FROM head WHERE assessment = ? AND subject >= ? AND subject <= ?",
		[]any{id, p.from, p.to}, []any{&subject, &field}, func() error {
			all = append(all, assess.Place{Subject: assess.Subject(subject), Field: field})
			return nil
		})
	return all, err
}

// newestOf are the places of the newest revisions of some fields before one,
// newest first.
func newestOf(ctx context.Context, q Queryer, id string, fields []assess.Place, before int64, most int) ([]int64, error) {
	var places []int64
	for _, f := range fields {
		var at int64
		err := Each(ctx, q, "SELECT n FROM history WHERE assessment = ? AND subject = ? AND field = ? AND n < ? ORDER BY n DESC LIMIT ?",
			[]any{id, string(f.Subject), f.Field, before, most}, []any{&at}, func() error { places = append(places, at); return nil })
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(places, func(a, b int64) int { return cmp.Compare(b, a) })
	return places[:min(len(places), most)], nil
}
