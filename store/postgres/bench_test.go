package postgres_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
	"crosswalk/store/acttest"
	"crosswalk/store/postgres/pgtest"
)

// onDisk is a database on a server whose disk is waited for.
func onDisk(b *testing.B) string {
	b.Helper()
	server, err := pgtest.Start(pgtest.OnDisk(b))
	acttest.Must(b, err)
	b.Cleanup(server.End)
	return server.Prepare(b)
}

func median(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)/2]
}

// BenchmarkSaveAnswer measures one saved answer against a bare INSERT … COMMIT of as
// many bytes on the same server. At most 3 times that is right.
func BenchmarkSaveAnswer(b *testing.B) {
	dsn := onDisk(b)
	db := open(b, dsn)
	id := acttest.Create(b, db.DB)
	pool, err := sql.Open("pgx", dsn)
	acttest.Must(b, err)
	defer pool.Close()
	conn, err := pool.Conn(b.Context())
	acttest.Must(b, err)
	_, err = conn.ExecContext(b.Context(), "CREATE TABLE bare (id bigint PRIMARY KEY, text text NOT NULL)")
	acttest.Must(b, err)
	text := strings.Repeat("as seen ", 100)
	var saving, inserting []time.Duration
	for n := 0; b.Loop(); n++ {
		start := time.Now()
		acttest.Do(b, db.DB, acttest.Ada, id, acttest.Rating(fmt.Sprintf("4.%d", n%60), n%6))
		saving = append(saving, time.Since(start))
		b.StopTimer()
		start = time.Now()
		for _, text := range []string{"BEGIN", fmt.Sprintf("INSERT INTO bare VALUES (%d, '%s')", n, text), "COMMIT"} {
			_, err := conn.ExecContext(b.Context(), text)
			acttest.Must(b, err)
		}
		inserting = append(inserting, time.Since(start))
		b.StartTimer()
	}
	b.ReportMetric(float64(median(saving).Microseconds()), "p50-µs")
	b.ReportMetric(float64(median(inserting).Microseconds()), "bare-p50-µs")
	b.ReportMetric(float64(median(saving))/float64(median(inserting)), "x-bare(median)")
}

// BenchmarkManyRows measures 93 rows of a sheet as one act.
func BenchmarkManyRows(b *testing.B) {
	db := open(b, onDisk(b))
	id := acttest.Create(b, db.DB)
	for n := 0; b.Loop(); n++ {
		acttest.Do(b, db.DB, acttest.Ada, id, acttest.Saying(ratings(93, n%6)...))
	}
}

// BenchmarkLongHistory measures what must not grow with the history. Opening one of
// 100,000 revisions may take 150 ms.
func BenchmarkLongHistory(b *testing.B) {
	dsn := onDisk(b)
	db := open(b, dsn)
	id := acttest.Create(b, db.DB)
	fields := []string{"note", "owner", "how", "described", "why_in"}
	for act := range 200 {
		var changes []assess.Change
		for n := range 500 {
			changes = append(changes, assesstest.Change(assesstest.Item(fmt.Sprintf("4.%d", n%120)), fields[n/120], fmt.Sprint("As seen in act ", act, ", ", n)))
		}
		acttest.Do(b, db.DB, acttest.Ada, id, acttest.Saying(changes...))
	}
	pgtest.Run(b, dsn, "ANALYZE")
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			h := open(b, dsn)
			acttest.Must(b, acttest.Second(h.Assessment(b.Context(), id)))
			b.StopTimer()
			acttest.Must(b, h.Close())
			b.StartTimer()
		}
	})
	b.Run("undo", func(b *testing.B) {
		for b.Loop() {
			_, _, err := db.Undo(b.Context(), acttest.Ada, id)
			acttest.Must(b, err)
			_, _, err = db.Redo(b.Context(), acttest.Ada, id)
			acttest.Must(b, err)
		}
	})
	for name, f := range map[string]store.HistoryFilter{"all": {}, "author": {Author: "Ada"}, "item": {Item: "4.1"}, "subject": {Subject: assess.KindAssessment}} {
		b.Run("history/"+name, func(b *testing.B) {
			for b.Loop() {
				acttest.Must(b, acttest.Second(db.History(b.Context(), id, f)))
			}
		})
	}
}
