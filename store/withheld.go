package store

import (
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// What Carry withholds travels beside it: to the readers of some records what was said
// of these, and of what others read the hashes alone, so that the chain can be followed.

// Part are the lines on records that have the same readers, behind those that Carry
// writes.
type Part struct {
	Readers []string // nobody: the records name none
	Lines   [][]byte // without their ends
}

// restrictedOf are the revisions of records; those that everybody sees are among them.
const restrictedOf = "SELECT " + revisionColumns + " FROM history WHERE assessment = ? AND " + ofRecords + " ORDER BY n"

// CarryRestricted gives the records of an assessment that only their readers see, by
// their readers as they are now, and how far the chains go in which they stand. They are
// for who encrypts them to these readers, and are shown to nobody.
func (db *DB) CarryRestricted(ctx context.Context, id string) (parts []Part, heads []Head, err error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayLead); err != nil {
		return nil, nil, err
	}
	err = db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		s, err := db.shelf(ctx, q, id)
		if err != nil {
			return err
		}
		var rows []row // all before the first is told: what it stands on is asked for then
		err = eachRow(ctx, q, restrictedOf, []any{id}, func(r row) error {
			if db.withheld(&r) {
				rows = append(rows, r)
			}
			return ctx.Err()
		})
		p := parter{by: map[string]*carrier{}, parts: map[string]*Part{}}
		for i := range rows {
			if err == nil {
				err = p.of(s.readersOf(rows[i].Subject), carrier{db: db, q: q, id: id, ends: map[string]Head{}}).tell(ctx, &rows[i])
			}
		}
		parts, heads = p.all()
		return err
	})
	return parts, heads, db.explain("write out what only its readers see of "+visible.Line(id), err)
}

// withheld reports whether a revision is on what only its readers see, also where the
// kind of the record is one that the catalogue does not know.
func (db *DB) withheld(r *row) bool {
	return db.hidden(r.Subject) || strings.HasSuffix(placed(r.replica), restrictedChain)
}

// readersOf are who reads a record, each once.
func (s shelved) readersOf(subject assess.Subject) []string {
	parts := subject.Parts()
	if len(parts) != 2 {
		return nil
	}
	r, _ := s.all.Record(parts[0], parts[1])
	named := map[string]string{}
	for _, name := range r.Readers() {
		named[assess.FoldName(name)] = name
	}
	return slices.Sorted(maps.Values(named))
}

// parter gives every revision to those who read its record.
type parter struct {
	by    map[string]*carrier
	parts map[string]*Part
}

// of is what writes for some readers; empty is how one begins.
func (p *parter) of(readers []string, empty carrier) *carrier {
	var folded []string
	for _, name := range readers {
		folded = append(folded, assess.FoldName(name))
	}
	slices.Sort(folded)
	key := strings.Join(folded, "\n") // no name has a line's end
	if p.by[key] == nil {
		part := &Part{Readers: readers}
		empty.write = func(line []byte) error {
			part.Lines = append(part.Lines, bytes.TrimSuffix(line, []byte("\n")))
			return nil
		}
		p.by[key], p.parts[key] = &empty, part
	}
	return p.by[key]
}

func (p *parter) all() (parts []Part, heads []Head) {
	ends := map[string]Head{}
	for _, key := range slices.Sorted(maps.Keys(p.by)) {
		parts = append(parts, *p.parts[key])
		for name, end := range p.by[key].ends {
			if end.Seq > ends[name].Seq {
				ends[name] = end
			}
		}
	}
	return parts, slices.Collect(maps.Values(ends))
}
