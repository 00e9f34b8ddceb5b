package sqlite

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// eachOldFile runs a test on every old file, opened by the present program.
func eachOldFile(t *testing.T, test func(t *testing.T, o oldFile, db *DB)) {
	t.Helper()
	for _, o := range oldFiles(t) {
		t.Run(o.name, func(t *testing.T) { test(t, o, openLater(t, o.unpack(t))) })
	}
}

// actingOnOldFiles is eachOldFile for what acts on them; under the race detector
// on the first version, the last one and the one that was killed.
func actingOnOldFiles(t *testing.T, test func(t *testing.T, o oldFile, db *DB)) {
	t.Helper()
	few := []string{"version-1-6212519", "version-5-5d57914", "version-5-5d57914-killed"}
	for _, o := range oldFiles(t) {
		if raced && !slices.Contains(few, o.name) {
			continue
		}
		t.Run(o.name, func(t *testing.T) { test(t, o, openLater(t, o.unpack(t))) })
	}
}

// What only looks shares one opening of each file.
func TestAnOldFileOpensWithAllThatItHeld(t *testing.T) {
	eachOldFile(t, func(t *testing.T, o oldFile, db *DB) {
		for _, look := range []struct {
			name string
			at   func(t *testing.T, o oldFile, db *DB)
		}{
			{"its tables hold what they held", oldTables}, // before anything is noted in them
			{"all its history", oldHistory},
			{"it shows what was said last", oldState},
			{"its history pages through all acts", oldPages},
			{"the room and the people are there", oldRoom},
		} {
			t.Run(look.name, func(t *testing.T) { look.at(t, o, db) })
		}
	})
}

func oldHistory(t *testing.T, o oldFile, db *DB) {
	healthy(t, db)
	now := rowsNow(t, db.e.readers, "history", o.Revisions.Columns, " ORDER BY n")
	sameLines(t, "revision", lines(t, now), lines(t, o.Revisions.Rows))
	must(t, db.VerifyRest(t.Context()))
}

// nowAt is where that stands now which an old table held: some became columns of
// others, and some columns follow from the history now or read otherwise.
var nowAt = map[string]string{
	"effort":        "(SELECT a.id AS assessment, e.key AS item, e.value AS days FROM assessment AS a, json_each(a.effort) AS e)",
	"evidence_item": "(SELECT e.assessment, e.id AS evidence, i.key AS place, i.value AS item FROM evidence AS e, json_each(e.items) AS i)",
	"vote_record": "(SELECT assessment, id, record, record ->> 'item' AS item, coalesce(record ->> 'system', '') AS system," +
		" coalesce(record ->> 'question', '') AS question FROM vote_record)",
}

// oldForm is how a column that reads otherwise now was written.
var oldForm = map[string]string{"assessment.holidays": "coalesce((SELECT group_concat(value, ',') FROM json_each(holidays)), '') AS holidays"}

func oldTables(t *testing.T, o oldFile, db *DB) {
	for name, table := range o.Tables {
		columns := slices.Clone(table.Columns)
		for i, c := range columns {
			columns[i] = cmp.Or(oldForm[name+"."+c], c)
		}
		now := lines(t, rowsNow(t, db.e.readers, cmp.Or(nowAt[name], name), columns, ""))
		want := lines(t, table.Rows)
		slices.Sort(now)
		slices.Sort(want)
		sameLines(t, name, now, want)
	}
}

func oldState(t *testing.T, o oldFile, db *DB) {
	for id, said := range o.saidLast() {
		kept, err := db.Assessment(t.Context(), id) // doctor has held it against the history
		must(t, err)
		showsWhatWasSaid(t, kept, said)
	}
}

func showsWhatWasSaid(t *testing.T, a *assess.Assessment, said map[fieldSaid]string) {
	t.Helper()
	shown := map[fieldSaid]string{}
	for _, c := range a.Changes() {
		at := fieldSaid{string(c.Subject), c.Field}
		if _, ok := said[at]; !ok {
			t.Errorf("%v is %s, and nobody said so", at, c.Value)
		}
		shown[at] = string(c.Value)
	}
	fresh := assess.New("").Profile
	for at, value := range said {
		now, ok := shown[at]
		if usual := fresh.Get(at.field); !ok && at.subject == assess.KindAssessment && usual != "" {
			now, ok = fmt.Sprintf("%q", usual), true // the method's own is not said again
			if value == "null" {
				value = now
			}
		}
		switch {
		case !ok && !slices.Contains([]string{"null", `""`, "false", "[]"}, value):
			t.Errorf("%v is not shown; right is %s", at, value)
		case ok && !sameValue(t, now, value):
			t.Errorf("%v is %s; right is %s", at, now, value)
		}
	}
}

// sameValue compares JSON. What is shown of a rating or of a field that is marked
// also says whose it is and when it was made, which the revision says of itself.
func sameValue(t *testing.T, shown, said string) bool {
	t.Helper()
	var now, was any
	must(t, json.Unmarshal([]byte(shown), &now))
	must(t, json.Unmarshal([]byte(said), &was))
	rating, isObject := now.(map[string]any)
	before, wasObject := was.(map[string]any)
	if isObject && !wasObject {
		return reflect.DeepEqual(rating["value"], was)
	}
	if isObject {
		for _, key := range []string{"by", "at", "order"} {
			if _, said := before[key]; !said {
				delete(rating, key)
			}
		}
	}
	return reflect.DeepEqual(now, was)
}

func oldPages(t *testing.T, o oldFile, db *DB) {
	want := map[string][]string{}
	for _, row := range o.Revisions.Rows {
		id, act := o.Revisions.column(row, "assessment"), o.Revisions.column(row, "act")
		if acts := want[id]; len(acts) == 0 || acts[0] != act {
			want[id] = slices.Insert(acts, 0, act)
		}
	}
	for id, acts := range want {
		var got []string
		for f := (store.HistoryFilter{Limit: 7}); ; f.Before = got[len(got)-1] {
			page, err := db.History(t.Context(), id, f)
			must(t, err)
			if len(page) == 0 {
				break
			}
			for _, a := range page {
				got = append(got, a.ID)
			}
		}
		sameLines(t, "history", got, acts)
	}
}

func oldRoom(t *testing.T, o oldFile, db *DB) {
	ctx := t.Context()
	votes, places := 0, 0
	for id := range o.saidLast() {
		r, err := db.Room(ctx, id)
		must(t, err)
		votes, places = votes+len(r.Votes), places+len(r.Agenda.Keys)
	}
	if votes != len(o.Tables["vote"].Rows) || places != len(o.Tables["agenda"].Rows) {
		t.Fatalf("%d votes, %d places on the agenda; %d and %d are right", votes, places, len(o.Tables["vote"].Rows), len(o.Tables["agenda"].Rows))
	}
	people, err := db.People(ctx)
	must(t, err)
	if ended := 1; len(o.Tables["person"].Rows) > 0 && len(people) != len(o.Tables["person"].Rows)-ended {
		t.Fatalf("%d people; the file has %d, of whom %d came by an invitation that has ended", len(people), len(o.Tables["person"].Rows), ended)
	}
	o.draftsAreThere(t, db)
}

func (o oldFile) draftsAreThere(t *testing.T, db *DB) {
	t.Helper()
	for table, text := range map[string]string{"draft": "text", "place": "place"} {
		kept := o.Tables[table]
		for _, row := range kept.Rows {
			who, id := store.Actor{Name: kept.column(row, "author")}, kept.column(row, "assessment")
			got, err := db.Place(t.Context(), who, id)
			if table == "draft" {
				got, _, err = db.Draft(t.Context(), who, id, assess.Subject(kept.column(row, "subject")), kept.column(row, "field"))
			}
			must(t, err)
			if got != kept.column(row, text) {
				t.Fatalf("the %s of %s is %q", table, who.Name, got)
			}
		}
	}
}

// What was under way when the old program ended goes on in the present one.
func TestAVoteOfAnOldFileGoesOn(t *testing.T) {
	actingOnOldFiles(t, func(t *testing.T, o oldFile, db *DB) {
		if o.Version < 4 {
			t.Skip("that version had no votes")
		}
		ctx, states := t.Context(), map[workshop.State]int{}
		for id := range o.saidLast() {
			r, err := db.Room(ctx, id)
			must(t, err)
			for _, v := range r.Votes {
				states[v.Vote.State]++
				if v.Vote.State != workshop.Open {
					continue
				}
				before := v.Vote.Seen("").Voted
				v, err = db.Cast(ctx, ada, v.ID, workshop.Ballot{Level: 2, Confidence: workshop.HighConfidence})
				must(t, err)
				if v.Vote.Seen("").Voted != before+1 {
					t.Fatalf("%d voted, then %d", before, v.Vote.Seen("").Voted)
				}
				_, err = db.Reveal(ctx, ada, v.ID)
				must(t, err)
			}
			if o.Version > 4 && !r.Agenda.Began.IsZero() && r.Agenda.Clock(later) < 15*time.Hour {
				t.Fatalf("the clock says %s and should have run on", r.Agenda.Clock(later))
			}
		}
		for _, s := range []workshop.State{workshop.Open, workshop.Revealed, workshop.Parked, workshop.Settled} {
			if states[s] == 0 {
				t.Errorf("no vote was %s", s)
			}
		}
		healthy(t, db)
	})
}

func TestAnOldFileIsWorkedOnFurther(t *testing.T) {
	actingOnOldFiles(t, func(t *testing.T, o oldFile, db *DB) {
		ctx, path := t.Context(), db.Path()
		fresh := create(t, db)
		do(t, db, ada, fresh, rating("4.1", 1))
		for id := range o.saidLast() {
			was, err := db.Assessment(ctx, id)
			must(t, err)
			if was.Archived {
				was = do(t, db, ada, id, saying(change(assess.KindAssessment, assess.FieldArchived, false)))
			}
			do(t, db, ada, id, saying(
				change(item("10.2"), "note", "of today"), change(assess.KindAssessment, "scope", "of today"), change("task/T1.4", "status", "done"),
				change(item("10.1"), "rating", map[string]any{"level": 2, "basis": "6.1.2=4"})))
			_, is, err := db.Undo(ctx, ada, id)
			must(t, err)
			changedBy := *was
			changedBy.Last, changedBy.Changed, changedBy.ChangedBy = is.Last, is.Changed, is.ChangedBy
			if subject := assesstest.Difference(&changedBy, is); subject != "" && subject != "task/T1.4" {
				t.Fatalf("%s is not as it was before", subject)
			}
		}
		redone := o.redoWhatStandsUndone(t, db)
		must(t, db.Close())
		db = openLater(t, path)
		healthy(t, db)
		if redone == 0 {
			t.Error("no undo of the old file could be redone")
		}
		if list, err := db.Assessments(ctx); err != nil || len(list) != len(o.saidLast())+1 {
			t.Fatalf("%d assessments, %v", len(list), err)
		}
	})
}

// redoWhatStandsUndone redoes for everyone whose last act was an undo.
func (o oldFile) redoWhatStandsUndone(t *testing.T, db *DB) (redone int) {
	t.Helper()
	r, last := o.Revisions, map[[2]string]string{}
	for _, row := range r.Rows {
		last[[2]string{r.column(row, "author"), r.column(row, "assessment")}] = r.column(row, "kind")
	}
	for at, kind := range last {
		if kind == string(assess.Undo) {
			_, _, err := db.Redo(t.Context(), store.Actor{Name: at[0]}, at[1])
			must(t, err)
			redone++
		}
	}
	return redone
}

func TestAnOldFileIsKeptAsItWas(t *testing.T) {
	actingOnOldFiles(t, func(t *testing.T, o oldFile, db *DB) {
		if o.Version == latest() {
			if all := keptCopies(t, db.Path()); len(all) > 0 {
				t.Fatalf("%q are kept, and nothing was migrated", all)
			}
			return
		}
		kept := keptCopy(t, db.Path(), o.Version)
		if want := fmt.Sprintf("%s.version-%d-20261127T081500.db", db.Path(), o.Version); kept != want {
			t.Fatalf("the copy is called %s; %s is right", kept, want)
		}
		pool, err := sql.Open("sqlite", "file:"+kept+"?mode=ro")
		must(t, err)
		for name, table := range o.Tables {
			now, want := lines(t, rowsNow(t, pool, name, table.Columns, "")), lines(t, table.Rows)
			slices.Sort(now)
			slices.Sort(want)
			sameLines(t, name, now, want)
		}
		if version := versionOf(t, kept); version != o.Version {
			t.Fatalf("the copy has version %d", version)
		}
		must(t, pool.Close())
		healthy(t, openLater(t, kept))
	})
}
