package sqlite

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// SQLite can hold every index against its table, row by row, which on a long
// history takes most of the time of an examination. The indexes of the history
// are read here from end to end instead: each must be in order, and hold what
// the table holds.

// index is one of the history: its columns, and which rows it is of.
type index struct {
	name    string
	columns []string
	where   string // empty: all rows
}

// indexesOf lists the indexes of a table.
func indexesOf(ctx context.Context, q store.Queryer, table string) ([]index, error) {
	var all []index
	var x index
	var where string
	err := store.Each(ctx, q, `SELECT l.name, coalesce(s.sql, '') FROM pragma_index_list(?) AS l JOIN sqlite_schema AS s ON s.name = l.name ORDER BY 1`,
		[]any{table}, []any{&x.name, &where}, func() error {
			_, x.where, _ = strings.Cut(where, " WHERE ")
			all = append(all, x)
			return nil
		})
	for i := range all {
		if err != nil {
			break
		}
		var column string
		err = store.Each(ctx, q, "SELECT name FROM pragma_index_info(?) ORDER BY seqno", []any{all[i].name}, []any{&column}, func() error {
			all[i].columns = append(all[i].columns, column)
			return nil
		})
	}
	return all, err
}

// entries is what an index holds, in whatever order: how many rows, and the sum of
// a hash of each.
type entries struct {
	rows int64
	sum  uint64
}

// add counts an entry.
func (e *entries) add(hash uint64) { e.rows, e.sum = e.rows+1, e.sum+hash }

// checkIndexes holds the indexes of the history against its rows. Those of some
// rows only are held each by itself, for they are small; the rows are read once
// for all others.
func checkIndexes(ctx context.Context, q store.Queryer) error {
	all, err := indexesOf(ctx, q, "history")
	if err != nil {
		return err
	}
	h := &hasher{}
	var whole []index
	for _, x := range all {
		if x.where == "" {
			whole = append(whole, x)
		} else if err := check(ctx, q, h, []index{x}, x.where); err != nil {
			return err
		}
	}
	return check(ctx, q, h, whole, "true")
}

func check(ctx context.Context, q store.Queryer, h *hasher, all []index, where string) error {
	right, err := readRows(ctx, q, h, all, where)
	if err != nil {
		return err
	}
	for i, x := range all {
		there, err := x.read(ctx, q, h)
		if err != nil {
			return err
		}
		if there != right[i] {
			return fmt.Errorf("the index %s has %d entries that are not those of the %d rows of the history", visible.Line(x.name), there.rows, right[i].rows)
		}
	}
	return nil
}

// hasher makes one number of an entry: its columns, each with its length, and the
// place of the row.
type hasher struct{ maphash.Hash }

func (h *hasher) of(columns []*string, n int64) uint64 {
	h.Reset()
	var size [8]byte
	for _, c := range columns {
		binary.BigEndian.PutUint64(size[:], uint64(len(*c)))
		_, _ = h.Write(size[:])
		_, _ = h.WriteString(*c)
	}
	binary.BigEndian.PutUint64(size[:], uint64(n))
	_, _ = h.Write(size[:])
	return h.Sum64()
}

// numbers are the columns of the history that hold whole numbers above 0. As text
// they are in order by their length first.
var numbers = []string{"n", "seq"}

// after reports whether an entry stands behind another in the index.
func (x index) after(is, was []string) bool {
	for i, column := range x.columns {
		order := cmp.Compare(is[i], was[i])
		if slices.Contains(numbers, column) {
			order = cmp.Or(cmp.Compare(len(is[i]), len(was[i])), order)
		}
		if order != 0 {
			return order > 0
		}
	}
	return false
}

// read goes through the index from end to end. Entries of equal columns stand by
// the place of the row.
func (x index) read(ctx context.Context, q store.Queryer, h *hasher) (e entries, err error) {
	is, was := make([]string, len(x.columns)), make([]string, len(x.columns))
	columns, into := places(is)
	var n, last int64
	text := "SELECT " + strings.Join(x.columns, ", ") + ", n FROM history INDEXED BY " + x.name
	if x.where != "" {
		text += " WHERE " + x.where
	}
	err = store.Each(ctx, q, text+" ORDER BY "+strings.Join(append(slices.Clone(x.columns), "n"), ", "), nil, append(into, &n), func() error {
		if e.rows > 0 && !x.after(is, was) && !(slices.Equal(is, was) && n > last) {
			return fmt.Errorf("the index %s is not in order", visible.Line(x.name))
		}
		copy(was, is)
		last = n
		e.add(h.of(columns, n))
		return nil
	})
	return e, err
}

// readRows goes once through the rows of the history, and gives for each index
// what it must hold.
func readRows(ctx context.Context, q store.Queryer, h *hasher, all []index, where string) ([]entries, error) {
	var names []string
	for _, x := range all {
		names = append(names, x.columns...)
	}
	slices.Sort(names)
	names = slices.Compact(names)
	values := make([]string, len(names))
	columns, into := places(values)
	of := make([][]*string, len(all))
	for i, x := range all {
		for _, c := range x.columns {
			of[i] = append(of[i], columns[slices.Index(names, c)])
		}
	}
	found := make([]entries, len(all))
	var n int64
	err := store.Each(ctx, q, "SELECT "+strings.Join(names, ", ")+", n FROM history NOT INDEXED WHERE "+where, nil, append(into, &n), func() error {
		for i := range all {
			found[i].add(h.of(of[i], n))
		}
		return nil
	})
	return found, err
}

// places are where texts stand, for who reads them and for who reads into them.
func places(texts []string) (at []*string, into []any) {
	for i := range texts {
		at, into = append(at, &texts[i]), append(into, &texts[i])
	}
	return at, into
}
