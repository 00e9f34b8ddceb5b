package store

import (
	"context"
	"encoding/json"
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
// named, without those that only their readers see. Treat the book as read-only: it
// is shared.
func (db *DB) Records(ctx context.Context, id string, kinds ...string) (*register.Book, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	s, err := db.readShelf(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.open.Only(kinds...), nil
}

// RecordsReadBy is Records with the restricted ones that name this person as their
// reader.
func (db *DB) RecordsReadBy(ctx context.Context, who Actor, id string, kinds ...string) (*register.Book, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	who, err := db.asNow(ctx, db.engine, who, id)
	if err != nil {
		return nil, err
	}
	s, err := db.readShelf(ctx, id)
	if err != nil {
		return nil, err
	}
	return s.readBy(db.cat, who.Name).Only(kinds...), nil
}

func (db *DB) readShelf(ctx context.Context, id string) (s shelved, err error) {
	if s = db.books.get(id); s.all != nil { // where nothing happened since, no moment need be held
		var n int64
		if found, err := One(ctx, db.engine, lastOf, []any{id}, &n); err == nil && found && n == s.n {
			return s, nil
		}
	}
	err = db.engine.Read(ctx, func(ctx context.Context, q Queryer) (err error) {
		s, err = db.shelf(ctx, q, id)
		return err
	})
	return s, db.explain("read the records", err)
}

// DoRecords is Do for what is decided about records; the book holds what this
// person may see. A new record gets its number in the transaction, so that none is
// given twice.
func (db *DB) DoRecords(ctx context.Context, who Actor, id string, decide func(*assess.Assessment, *register.Book) ([]assess.Change, error)) (*assess.Assessment, error) {
	_, a, err := db.ActOnRecords(ctx, who, id, decide)
	return a, err
}

// ActOnRecords is DoRecords that gives what was saved too; an act without revisions
// where everything stood already.
func (db *DB) ActOnRecords(ctx context.Context, who Actor, id string, decide func(*assess.Assessment, *register.Book) ([]assess.Change, error)) (Act, *assess.Assessment, error) {
	return db.actOnRecords(ctx, who, workshop.Role.MayWrite, id, decide)
}

// LeadOnRecords is DoRecords for what only who leads may do at once, though each part
// of it may be everybody's: to hand over all that one person has to do.
func (db *DB) LeadOnRecords(ctx context.Context, who Actor, id string, decide func(*assess.Assessment, *register.Book) ([]assess.Change, error)) (*assess.Assessment, error) {
	_, a, err := db.actOnRecords(ctx, who, workshop.Role.MayLead, id, decide)
	return a, err
}

func (db *DB) actOnRecords(ctx context.Context, who Actor, may right, id string, decide func(*assess.Assessment, *register.Book) ([]assess.Change, error)) (Act, *assess.Assessment, error) {
	return db.save(ctx, who, may, id, false, func(ctx context.Context, tx Tx, a *assess.Assessment) (proposal, error) {
		s, err := db.shelfOf(ctx, tx, a)
		if err != nil {
			return proposal{}, db.explain("read the records", err)
		}
		changes, err := decide(a, s.readBy(db.cat, who.Name))
		if err == nil {
			changes, err = news(ctx, tx, id, db.numbered(changes, s.all))
		}
		return proposal{kind: assess.Do, changes: changes}, err
	})
}

// numbered gives new records that only their readers see their numbers: who made
// one may not know how many there are.
func (db *DB) numbered(changes []assess.Change, all *register.Book) []assess.Change {
	given := map[string]int{}
	for i, c := range changes {
		if c.Field != assess.FieldNumber || !db.hidden(c.Subject) {
			continue
		}
		kind := c.Subject.Parts()[0]
		if given[kind] == 0 {
			given[kind] = all.Next(kind)
		}
		changes[i].Value = jsonOf(given[kind])
		given[kind]++
	}
	return changes
}

// mayChangeRecords asks whether this person may say this of these records, now.
func (db *DB) mayChangeRecords(ctx context.Context, tx Tx, who Actor, id string, p proposal) error {
	judged := p.toJudge()
	places := make([]assess.Subject, len(judged))
	for i, c := range judged {
		places[i] = c.Subject
	}
	book, err := recordsAt(ctx, tx, id, places)
	if err != nil {
		return db.explain("read the records", err)
	}
	signs := func(s assess.Subject, field string) (bool, error) {
		var one int
		found, err := One(ctx, tx, signedBy, []any{id, string(s), field, who.Name, workshop.Fold(who.Name), who.Pass}, &one)
		return found, db.explain("see who may decide", err)
	}
	return register.May(db.cat, book, register.Hand{Name: who.Name, Leads: who.Role.Leads(), Signs: signs}, judged)
}

// signedBy finds what somebody else wrote into a field, where the person came by
// their own key.
const signedBy = "SELECT 1 FROM head AS x JOIN history AS h ON h.id = x.revision WHERE x.assessment = ? AND x.subject = ? AND x.field = ? AND h.author <> ?" +
	" AND EXISTS (SELECT 1 FROM person WHERE folded = ? AND key = ? AND key <> '') LIMIT 1"

// ofRecords are the subjects that are records of registers, and notBeside those that
// are part of the assessment itself; 0 stands behind /.
const (
	ofRecords = "(subject >= '" + assess.KindRecord + "/' AND subject < '" + assess.KindRecord + "0')"
	notBeside = "NOT (" + ofRecords + " OR subject >= '" + assess.KindMeasurement + "/' AND subject < '" + assess.KindMeasurement + "0')"
)

// beside reports whether a subject stands beside the assessment, in a book.
func beside(s assess.Subject) bool {
	return s.Kind() == assess.KindRecord || s.Kind() == assess.KindMeasurement
}

// recordTexts are the columns of a record that hold a text each.
var recordTexts = []string{catalog.RecordTitle, catalog.RecordState, catalog.RecordOwner, catalog.RecordDue, catalog.RecordParent}

var (
	recordColumns = "number, removed, " + strings.Join(recordTexts, ", ") + ", fields"
	upsertRecord  = upsert("record", []string{"assessment", "kind", "id"}, strings.Split(recordColumns, ", "))
	recordsOfAll  = "SELECT kind, id, " + recordColumns + " FROM record WHERE assessment = ? ORDER BY kind, id"
	recordsOfSome = "SELECT kind, id, " + recordColumns + " FROM asked CROSS JOIN record WHERE kind = asked.a AND id = asked.b AND assessment = ?"
)

// loadBook reads the records, with so many measurements of each metric at most.
func loadBook(ctx context.Context, q Queryer, id string, most int) (*register.Book, error) {
	records, err := recordRows(ctx, q, recordsOfAll, id)
	if err != nil {
		return nil, err
	}
	return measured(ctx, q, id, register.Keep(records), most)
}

// recordRows reads records. What a column holds is said in the field of its name;
// what is no plain text, number or yes stands among the other fields.
func recordRows(ctx context.Context, q Queryer, text string, args ...any) ([]register.Record, error) {
	var all []register.Record
	var kind, id, fields string
	var number int64
	var removed bool
	read := fieldReader{names: map[string]string{}}
	texts := make([]string, len(recordTexts))
	into := []any{&kind, &id, &number, &removed}
	for i := range texts {
		into = append(into, &texts[i])
	}
	err := Each(ctx, q, text, args, append(into, &fields), func() error {
		if err := read.text(fields); err != nil {
			return err
		}
		if number != 0 {
			read.add(assess.FieldNumber, jsonOf(number))
		}
		if removed {
			read.add(assess.FieldRemoved, jsonOf(true))
		}
		for i, name := range recordTexts {
			if texts[i] != "" {
				read.add(name, jsonOf(texts[i]))
			}
		}
		all = append(all, register.Record{Kind: kind, ID: id, Values: read.fields()})
		return nil
	})
	return all, err
}

// recordArgs is what is written of a record, behind its key.
func recordArgs(r register.Record) []any {
	rest := r.Values
	var number int64
	if said := r.Value(assess.FieldNumber); json.Unmarshal(said, &number) == nil && string(jsonOf(number)) == string(said) {
		rest = rest.Without(assess.FieldNumber)
	} else {
		number = 0
	}
	if r.Removed() {
		rest = rest.Without(assess.FieldRemoved)
	}
	args := []any{number, r.Removed()}
	for _, name := range recordTexts {
		text := r.Text(name)
		if string(jsonOf(text)) == string(r.Value(name)) {
			rest = rest.Without(name)
		} else {
			text = ""
		}
		args = append(args, text)
	}
	return append(args, fieldsText(rest))
}

func jsonOf(v any) json.RawMessage {
	if text, ok := v.(string); ok && !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
		raw := append(make(json.RawMessage, 0, len(text)+2), '"')
		return append(append(raw, text...), '"')
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // texts, numbers and marks always encode
	}
	return json.RawMessage(strings.TrimSuffix(b.String(), "\n"))
}

// saveRecords writes the records and measurements that an act touched, as they stand
// after it.
func saveRecords(ctx context.Context, tx Tx, id string, rows []row, split []assess.Place) error {
	said, err := standing(ctx, tx, id, rows, split)
	if err != nil {
		return err
	}
	return saveSaid(ctx, tx, id, said)
}

// saveSplit writes what stands in the fields of records that have several heads.
func saveSplit(ctx context.Context, tx Tx, id string, split []assess.Place) error {
	var said []assess.Revision
	for _, at := range split {
		if !beside(at.Subject) {
			continue
		}
		line, err := lineOf(ctx, tx, id, at)
		if err != nil {
			return err
		}
		shown, _ := assess.Shown(line)
		said = append(said, shown)
	}
	return saveSaid(ctx, tx, id, said)
}

// saveSaid writes what revisions say of records and metrics.
func saveSaid(ctx context.Context, tx Tx, id string, said []assess.Revision) error {
	err := saveMeasurements(ctx, tx, id, said)
	said = slices.DeleteFunc(said, func(r assess.Revision) bool { return r.Subject.Kind() != assess.KindRecord })
	if err != nil || len(said) == 0 {
		return err
	}
	subjects := make([]assess.Subject, len(said))
	for i, r := range said {
		subjects[i] = r.Subject
	}
	was, err := recordsAt(ctx, tx, id, subjects)
	if err != nil {
		return err
	}
	now, err := register.Apply(was, said...)
	if err != nil {
		return err
	}
	return writeRecords(ctx, tx, id, now)
}

// standing is what revisions say of records and metrics. Of the fields that have several heads
// their rule says what stands.
func standing(ctx context.Context, q Queryer, id string, rows []row, split []assess.Place) ([]assess.Revision, error) {
	var said []assess.Revision
	several := map[assess.Place]bool{}
	for _, at := range split {
		several[at] = true
	}
	done := map[assess.Place]bool{}
	for _, r := range rows {
		at := assess.Place{Subject: r.Subject, Field: r.Field}
		switch {
		case !beside(r.Subject), done[at]:
		case several[at]:
			done[at] = true
			line, err := lineOf(ctx, q, id, at)
			if err != nil {
				return nil, err
			}
			shown, _ := assess.Shown(line)
			said = append(said, shown)
		default:
			said = append(said, r.Revision)
		}
	}
	return said, nil
}

// recordsAt are some records as they stand.
func recordsAt(ctx context.Context, q Queryer, id string, subjects []assess.Subject) (*register.Book, error) {
	var keys [][2]string
	seen := map[assess.Subject]bool{}
	for _, s := range subjects {
		parts := s.Parts()
		if seen[s] || s.Kind() != assess.KindRecord || len(parts) != 2 {
			continue
		}
		seen[s] = true
		keys = append(keys, [2]string(parts))
	}
	var all []register.Record
	err := inChunks(recordsOfSome, keys, []any{id}, func(text string, args []any) error {
		some, err := recordRows(ctx, q, text, args...)
		all = append(all, some...)
		return err
	})
	if err != nil {
		return nil, err
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
