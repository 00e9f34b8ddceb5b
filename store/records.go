package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
)

// The records of registers stand beside the assessment in a table of their own,
// and are read when somebody looks at them.

// Records are the records of an assessment, of some kinds or of all where none is
// named. Treat the book as read-only: it is shared.
func (db *DB) Records(ctx context.Context, id string, kinds ...string) (*register.Book, error) {
	var book *register.Book
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) (err error) {
		book, err = loadBook(ctx, q, id)
		return err
	})
	if err != nil {
		return nil, db.explain("read the records", err)
	}
	return book.Only(kinds...), nil
}

// DoRecords is Do for what is decided about records. A new record gets its number
// in the transaction, so that none is given twice.
func (db *DB) DoRecords(ctx context.Context, who Actor, id string, decide func(*assess.Assessment, *register.Book) ([]assess.Change, error)) (*assess.Assessment, error) {
	_, a, err := db.save(ctx, who, workshop.Role.MayWrite, id, false, func(ctx context.Context, tx Tx, a *assess.Assessment) (proposal, error) {
		book, err := loadBook(ctx, tx, id)
		if err != nil {
			return proposal{}, db.explain("read the records", err)
		}
		changes, err := decide(a, book)
		return proposal{kind: assess.Do, changes: changes}, err
	})
	return a, err
}

// recordTexts are the columns of a record that hold a text each.
var recordTexts = []string{catalog.RecordTitle, catalog.RecordState, catalog.RecordOwner, catalog.RecordDue, catalog.RecordParent}

var (
	recordColumns = "number, removed, " + strings.Join(recordTexts, ", ") + ", fields"
	upsertRecord  = upsert("record", []string{"assessment", "kind", "id"}, strings.Split(recordColumns, ", "))
	recordsOfAll  = "SELECT kind, id, " + recordColumns + " FROM record WHERE assessment = ? ORDER BY kind, id"
	recordOfOne   = "SELECT kind, id, " + recordColumns + " FROM record WHERE assessment = ? AND kind = ? AND id = ?"
)

func loadBook(ctx context.Context, q Queryer, id string) (*register.Book, error) {
	all, err := recordRows(ctx, q, recordsOfAll, id)
	return register.Keep(all), err
}

// recordRows reads records. What a column holds is said in the field of its name;
// what is no plain text, number or yes stands among the other fields.
func recordRows(ctx context.Context, q Queryer, text string, args ...any) ([]register.Record, error) {
	var all []register.Record
	var kind, id, fields string
	var number int64
	var removed bool
	texts := make([]string, len(recordTexts))
	into := []any{&kind, &id, &number, &removed}
	for i := range texts {
		into = append(into, &texts[i])
	}
	err := Each(ctx, q, text, args, append(into, &fields), func() error {
		r := register.Record{Kind: kind, ID: id, Values: map[string]json.RawMessage{}}
		if err := json.Unmarshal([]byte(fields), &r.Values); err != nil {
			return unreadable("the fields of a record", fields, err)
		}
		if number != 0 {
			r.Values[assess.FieldNumber] = jsonOf(number)
		}
		if removed {
			r.Values[assess.FieldRemoved] = jsonOf(true)
		}
		for i, name := range recordTexts {
			if texts[i] != "" {
				r.Values[name] = jsonOf(texts[i])
			}
		}
		all = append(all, r)
		return nil
	})
	return all, err
}

// recordArgs is what is written of a record, behind its key.
func recordArgs(r register.Record) []any {
	rest := maps.Clone(r.Values)
	var number int64
	if json.Unmarshal(rest[assess.FieldNumber], &number) == nil && string(jsonOf(number)) == string(rest[assess.FieldNumber]) {
		delete(rest, assess.FieldNumber)
	} else {
		number = 0
	}
	if r.Removed() {
		delete(rest, assess.FieldRemoved)
	}
	args := []any{number, r.Removed()}
	for _, name := range recordTexts {
		text := r.Text(name)
		if string(jsonOf(text)) == string(rest[name]) {
			delete(rest, name)
		} else {
			text = ""
		}
		args = append(args, text)
	}
	return append(args, fieldsText(rest))
}

// fieldsText is JSON of fields with each value to the letter, as its revision has
// it.
func fieldsText(fields map[string]json.RawMessage) string {
	var b strings.Builder
	b.WriteByte('{')
	for i, name := range slices.Sorted(maps.Keys(fields)) {
		if i > 0 {
			b.WriteByte(',')
		}
		b.Write(jsonOf(name))
		b.WriteByte(':')
		b.Write(fields[name])
	}
	b.WriteByte('}')
	return b.String()
}

func jsonOf(v any) json.RawMessage {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // texts, numbers and marks always encode
	}
	return json.RawMessage(strings.TrimSuffix(b.String(), "\n"))
}

// saveRecords writes the records that an act touched, as they stand after it. Of
// the fields that have several heads now their rule says what stands.
func saveRecords(ctx context.Context, tx Tx, id string, rows []row, split []assess.Place) error {
	var said []assess.Revision
	for _, r := range rows {
		at := assess.Place{Subject: r.Subject, Field: r.Field}
		switch {
		case r.Subject.Kind() != assess.KindRecord:
		case slices.Contains(split, at):
			line, err := lineOf(ctx, tx, id, at)
			if err != nil {
				return err
			}
			shown, _ := assess.Shown(line)
			said = append(said, shown)
		default:
			said = append(said, r.Revision)
		}
	}
	if len(said) == 0 {
		return nil
	}
	was, err := recordsAt(ctx, tx, id, said)
	if err != nil {
		return err
	}
	now, err := register.Apply(was, said...)
	if err != nil {
		return err
	}
	return writeRecords(ctx, tx, id, now)
}

// recordsAt are the records that revisions are about, as they stand.
func recordsAt(ctx context.Context, q Queryer, id string, said []assess.Revision) (*register.Book, error) {
	var all []register.Record
	seen := map[assess.Subject]bool{}
	for _, r := range said {
		parts := r.Subject.Parts()
		if seen[r.Subject] || len(parts) != 2 {
			continue
		}
		seen[r.Subject] = true
		some, err := recordRows(ctx, q, recordOfOne, id, parts[0], parts[1])
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	slices.SortFunc(all, func(a, b register.Record) int { return strings.Compare(a.ID, b.ID) })
	return register.Keep(all), nil
}

func writeRecords(ctx context.Context, tx Tx, id string, book *register.Book) error {
	for r := range book.All() {
		if err := tx.Exec(ctx, upsertRecord, append([]any{id, r.Kind, r.ID}, recordArgs(r)...)...); err != nil {
			return err
		}
	}
	return nil
}
