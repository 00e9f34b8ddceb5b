package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"crosswalk/catalog/assess"
)

// table is where the records of one kind stand: a row a record, its key behind
// the assessment, then a column a field. It follows from the table of kinds, so
// that no field can be forgotten here.
type table struct {
	kind    assess.Kind
	name    string
	columns []string // behind the key
	load    string
	upsert  string
	remove  string // one record
}

// tableNames are those that are not the kind's name.
var tableNames = map[string]string{assess.KindControl: "own_control", assess.KindVote: "vote_record"}

// tables are all of them by kind, in the order of the kinds; what is kept beside an
// assessment has one of its own.
var tables = sync.OnceValue(func() []table {
	var all []table
	for _, k := range assess.Kinds() {
		if k.Beside {
			continue
		}
		all = append(all, tableOf(k))
	}
	return all
})

func tableOf(k assess.Kind) table {
	name := tableNames[k.Name]
	if name == "" {
		name = k.Name
	}
	t := table{kind: k, name: name}
	_, fields, _ := k.Reader(assess.New(""))
	for _, f := range fields {
		t.columns = append(t.columns, columnsOf(f)...)
	}
	keys := []string{"assessment"}
	for _, p := range k.Key {
		keys = append(keys, p.Name)
	}
	if k.Name == assess.KindAssessment {
		keys = []string{"id"}
		t.columns = append(t.columns, ownColumns...)
	}
	t.load = "SELECT " + strings.Join(append(keys[1:len(keys):len(keys)], t.columns...), ", ") + " FROM " + name + " WHERE " + keys[0] + " = ?"
	if len(keys) > 1 {
		t.load += " ORDER BY " + strings.Join(keys[1:], ", ")
	}
	t.upsert = upsert(name, keys, t.columns)
	t.remove = "DELETE FROM " + name + " WHERE " + strings.Join(keys, " = ? AND ") + " = ?"
	return t
}

// ownColumns are what the row of an assessment has beside its fields: what
// follows from its first revision and its last, and how far it goes.
var ownColumns = strings.Fields("created created_by first changed changed_by last n")

// upsert writes a whole row over the one with the same key.
func upsert(table string, keys, columns []string) string {
	var set []string
	for _, c := range columns {
		set = append(set, c+" = excluded."+c)
	}
	all := append(keys[:len(keys):len(keys)], columns...)
	return "INSERT INTO " + table + " (" + strings.Join(all, ", ") + ") VALUES (?" + strings.Repeat(", ?", len(all)-1) +
		") ON CONFLICT (" + strings.Join(keys, ", ") + ") DO UPDATE SET " + strings.Join(set, ", ")
}

// tableFor finds the table of a kind.
func tableFor(kind string) (table, error) {
	for _, t := range tables() {
		if t.kind.Name == kind {
			return t, nil
		}
	}
	return table{}, fmt.Errorf("%q is no kind of subject", kind)
}

// A rating takes several columns, and what is marked three beside its own; every
// other field has one of its name.
var ratingColumns = strings.Fields("state level reason risk approved_by approved_on rated_by rated_at rated_order basis carried")

func columnsOf(f assess.Field) []string {
	if _, ok := f.At.(*assess.Rating); ok {
		return ratingColumns
	}
	if f.Mark != nil {
		return []string{f.Name, f.Name + "_author", f.Name + "_at", f.Name + "_order"}
	}
	return []string{f.Name}
}

// argsOf is what is written of a field, in the order of its columns.
func argsOf(f assess.Field) []any {
	if m := f.Mark; m != nil {
		return append(valueArgs(f), m.By, writeTime(m.At), m.Order)
	}
	return valueArgs(f)
}

func valueArgs(f assess.Field) []any {
	switch at := f.At.(type) {
	case *string:
		return []any{*at}
	case *bool:
		return []any{*at}
	case *int:
		return []any{*at}
	case *float64:
		return []any{*at}
	case **float64:
		return []any{*at}
	case *[]string:
		return []any{jsonText(*at, "[]")}
	case *map[string]float64:
		return []any{jsonText(*at, "{}")}
	case *assess.VoteRecord:
		return []any{string(at.Record)}
	case *assess.Rating:
		var level any
		if at.Is(assess.Rated) {
			level = at.Level
		}
		return []any{string(at.State), level, at.Reason, at.Risk, at.ApprovedBy, at.ApprovedOn, at.By, writeTime(at.At), at.Order, string(at.Basis), at.Carried}
	}
	panic(fmt.Sprintf("the field %s is of no kind that has columns", f.Name))
}

// jsonText is a list or map as text; an empty one and none are the same.
func jsonText[T []string | map[string]float64](v T, empty string) string {
	if len(v) == 0 {
		return empty
	}
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // texts and numbers always encode
	}
	return string(raw)
}

// placesOf is where the columns of a field are read into, and what is done with
// them then; nothing: they are in place.
func placesOf(f assess.Field) (into []any, then func() error) {
	into, then = valuePlaces(f)
	if m := f.Mark; m != nil { // it marks a string or a bool, which are in place
		at := new(string)
		return append(into, &m.By, at, &m.Order), func() (err error) { m.At, err = readTime(*at); return err }
	}
	return into, then
}

func valuePlaces(f assess.Field) (into []any, then func() error) {
	switch at := f.At.(type) {
	case *string, *bool, *int, *float64:
		return []any{at}, nil
	case **float64:
		n := new(sql.NullFloat64)
		return []any{n}, func() error {
			if *at = nil; n.Valid {
				x := n.Float64
				*at = &x
			}
			return nil
		}
	case *[]string:
		text := new(string)
		return []any{text}, func() error { *at = nil; return readJSON(*text, "[]", at) }
	case *map[string]float64:
		text := new(string)
		return []any{text}, func() error { *at = nil; return readJSON(*text, "{}", at) }
	case *assess.VoteRecord:
		text := new(string)
		return []any{text}, func() error {
			err := f.Set(assess.Revision{Value: json.RawMessage(*text)})
			if err != nil || len(at.Record) == 0 { // one that was taken back has no row
				return unreadable("the record of a vote", *text, err)
			}
			return nil
		}
	case *assess.Rating:
		return ratingPlaces(at)
	}
	panic(fmt.Sprintf("the field %s is of no kind that has columns", f.Name))
}

func readJSON(text, empty string, at any) error {
	if text == empty {
		return nil
	}
	if err := json.Unmarshal([]byte(text), at); err != nil {
		return unreadable("a list", text, err)
	}
	return nil
}

func ratingPlaces(r *assess.Rating) ([]any, func() error) {
	level := new(sql.NullInt64)
	state, made, basis := new(string), new(string), new(string)
	into := []any{state, level, &r.Reason, &r.Risk, &r.ApprovedBy, &r.ApprovedOn, &r.By, made, &r.Order, basis, &r.Carried}
	return into, func() (err error) {
		r.State, r.Level, r.Basis = assess.State(*state), int(level.Int64), assess.Basis(*basis)
		r.At, err = readTime(*made)
		return err
	}
}

// placesOfAll is placesOf for all fields of a record.
func placesOfAll(fields []assess.Field) (into []any, thens []func() error) {
	for _, f := range fields {
		places, then := placesOf(f)
		into = append(into, places...)
		if then != nil {
			thens = append(thens, then)
		}
	}
	return into, thens
}

// read puts every row of the table into an assessment that nobody else holds.
func (t table) read(ctx context.Context, q Queryer, a *assess.Assessment) error {
	key, fields, keep := t.kind.Reader(a)
	var into []any
	for _, k := range key {
		into = append(into, k)
	}
	places, thens := placesOfAll(fields)
	return Each(ctx, q, t.load, []any{a.ID}, append(into, places...), func() error {
		if err := first(thens...); err != nil {
			return err
		}
		keep()
		return nil
	})
}

// write puts what stands of a subject into its row, or takes the row away.
func (t table) write(ctx context.Context, tx Tx, a *assess.Assessment, s assess.Subject) error {
	args := []any{a.ID}
	for _, part := range s.Parts() {
		args = append(args, part)
	}
	fields, there := t.kind.Of(a, s)
	if !there {
		return tx.Exec(ctx, t.remove, args...)
	}
	for _, f := range fields {
		args = append(args, argsOf(f)...)
	}
	return tx.Exec(ctx, t.upsert, args...)
}
