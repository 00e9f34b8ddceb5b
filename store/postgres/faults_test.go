package postgres_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
	"crosswalk/store/acttest"
	"crosswalk/store/clocktest"
	"crosswalk/store/postgres"
	"crosswalk/store/postgres/pgtest"
)

// times is how often a thing is done here, and in the long form of the safety tests.
func times(short, long int) int {
	if os.Getenv("CROSSWALK_TORTURE") != "" {
		return long
	}
	return short
}

// said is how often each note stands in the history of an assessment.
func said(t *testing.T, db *postgres.DB, id string) map[string]int {
	t.Helper()
	acts, err := db.History(t.Context(), id, store.HistoryFilter{Limit: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]int{}
	for _, a := range acts {
		for _, r := range a.Revisions {
			if r.Field == "note" {
				all[strings.Trim(string(r.Value), `"`)]++
			}
		}
	}
	return all
}

// keeps holds a history against what was said to be saved, and what was said not to be.
func keeps(t *testing.T, db *postgres.DB, id string, saved, unsaved []string) {
	t.Helper()
	found := said(t, db, id)
	for _, note := range saved {
		if found[note] != 1 {
			t.Errorf("%q was acknowledged and stands there %d times", note, found[note])
		}
	}
	for _, note := range unsaved {
		if found[note] != 0 {
			t.Errorf("%q was said not to be saved and stands there", note)
		}
	}
	for note, n := range found {
		if n > 1 {
			t.Errorf("%q stands there %d times", note, n)
		}
	}
	r, err := db.Examine(t.Context(), nil)
	acttest.Sound(t, r, err)
}

// noted is a row of acts, each with a note of its own, and what was said of them.
type noted struct {
	mu             sync.Mutex
	saved, unsaved []string
	doubted        int
}

func (n *noted) act(db *postgres.DB, id, note string) error {
	_, err := db.Do(context.Background(), acttest.Ada, id, acttest.Noting("4.1", note))
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case err == nil:
		n.saved = append(n.saved, note)
	case errors.Is(err, store.Doubtful):
		n.doubted++
	default:
		n.unsaved = append(n.unsaved, note)
	}
	return err
}

func TestAServerThatIsKilledLosesNothingThatWasAcknowledged(t *testing.T) {
	server := pgtest.Own(t)
	dsn := server.Prepare(t)
	db := open(t, dsn)
	id := acttest.Create(t, db.DB)
	var all noted
	const between = 200 // acts
	kills := times(2, 20)
	at := make(chan int, kills)
	killed := make(chan error, 1)
	go func() {
		var err error
		for n := range at {
			time.Sleep(time.Duration(n) * time.Millisecond / 10) // into the middle of what comes next
			if err == nil {
				err = errors.Join(server.Kill(), server.Up())
			}
		}
		killed <- err
	}()
	for n := range between * kills {
		if n%between == between/2 {
			at <- n % 70
		}
		_ = all.act(db, id, fmt.Sprint("act ", n))
	}
	close(at)
	acttest.Must(t, <-killed)
	t.Logf("%d kills: %d acts acknowledged, %d refused, %d in doubt", kills, len(all.saved), len(all.unsaved), all.doubted)
	keeps(t, db, id, all.saved, all.unsaved)
}

func TestWhereverTheConnectionBreaksWhatIsSaidOfAnActIsTrue(t *testing.T) {
	for _, answers := range []bool{false, true} {
		for step := 1; step <= 4; step++ {
			t.Run(fmt.Sprintf("answers %v, step %d", answers, step), func(t *testing.T) {
				dsn := pgtest.Database(t)
				p := through(t, dsn)
				db := open(t, p.dsn)
				id := acttest.Create(t, db.DB)
				acttest.Do(t, db.DB, acttest.Ada, id, acttest.Noting("4.1", "before")) // statements are known from here on
				var all noted
				once := sync.OnceFunc(func() { p.cut(answers, step) })
				_, err := db.Do(t.Context(), acttest.Ada, id, func(*assess.Assessment) ([]assess.Change, error) {
					once()
					return []assess.Change{assesstest.Change(assesstest.Item("4.1"), "note", "cut")}, nil
				})
				if err != nil {
					t.Fatalf("it is not saved, though the server runs: %v", err)
				}
				all.saved = append(all.saved, "cut")
				keeps(t, db, id, append(all.saved, "before"), nil)
			})
		}
	}
}

func TestOfAServerThatIsAwayItIsSaidThatNothingIsSaved(t *testing.T) {
	t.Parallel() // it waits for the server to come back
	server := pgtest.Own(t)
	p := through(t, server.Prepare(t))
	db := open(t, p.dsn)
	id := acttest.Create(t, db.DB)
	acttest.Do(t, db.DB, acttest.Ada, id, acttest.Noting("4.1", "before"))
	p.gone()
	_, err := db.Do(t.Context(), acttest.Ada, id, acttest.Noting("4.1", "after"))
	if !errors.Is(err, store.Unreachable) || !strings.HasPrefix(err.Error(), "NOT saved: the database") {
		t.Errorf("of a server that is away it says %v", err)
	}
}

func TestAnActThatNobodyKnowsOfIsSaidToBeInDoubt(t *testing.T) {
	t.Parallel() // it looks for an answer for as long as one may come
	dsn := pgtest.Database(t)
	p := through(t, dsn)
	p.forGood = true
	db := open(t, p.dsn)
	id := acttest.Create(t, db.DB)
	for _, note := range []string{"first", "before"} { // statements are known from here on
		acttest.Do(t, db.DB, acttest.Ada, id, acttest.Noting("4.1", note))
	}
	_, err := db.Do(t.Context(), acttest.Ada, id, func(*assess.Assessment) ([]assess.Change, error) {
		p.cut(true, 2) // the answer to the commit
		return []assess.Change{assesstest.Change(assesstest.Item("4.1"), "note", "after")}, nil
	})
	if !errors.Is(err, store.Doubtful) || strings.Contains(err.Error(), "NOT saved") {
		t.Fatalf("it says %v", err)
	}
	keeps(t, open(t, dsn), id, []string{"before", "after"}, nil) // here it is saved, and nobody could know
}

func TestAFullDiskIsSaidAndWhatWasSavedStays(t *testing.T) {
	server := pgtest.Own(t)
	folder := pgtest.Folder(t)
	if err := server.Mount(folder, 16<<20); err != nil {
		t.Skip("a small disk can't be made here, so a full one is not tested: ", err)
	}
	pgtest.Run(t, server.DSN("postgres"), "CREATE TABLESPACE small LOCATION '"+folder+"'")
	dsn := server.Prepare(t)
	pgtest.Run(t, server.DSN("postgres"), "ALTER DATABASE "+dsn[strings.LastIndex(dsn, "/")+1:]+" SET TABLESPACE small")
	db := open(t, dsn)
	id := acttest.Create(t, db.DB)
	var all noted
	var err error
	for n := 0; err == nil && n < 10_000; n++ {
		words := make([]string, 80)
		for i := range words {
			words[i] = uuid.NewString() // which can't be packed
		}
		err = all.act(db, id, fmt.Sprint("act ", n, " ", strings.Join(words, " ")))
	}
	if !errors.Is(err, store.Full) || !strings.HasPrefix(err.Error(), "NOT saved: the disk of") {
		t.Fatalf("of a full disk it says %v", err)
	}
	keeps(t, db, id, all.saved, all.unsaved)
}

// crowd has forty people write at once, each some acts, through two programs.
func crowd(t *testing.T, dsn string, where func(person int) string, dbs ...*postgres.DB) time.Duration {
	t.Helper()
	var wait sync.WaitGroup
	start := time.Now()
	for person := range 40 {
		wait.Go(func() {
			for n := range 3 {
				who := store.Actor{Name: fmt.Sprint("Person ", person)}
				note := acttest.Noting("4.1", fmt.Sprintf("%d of %d", n, person))
				if _, err := dbs[person%len(dbs)].Do(context.Background(), who, where(person), note); err != nil {
					t.Errorf("person %d: %v", person, err)
				}
			}
		})
	}
	wait.Wait()
	return time.Since(start)
}

func TestFortyWritersOnOneAssessmentAndOnForty(t *testing.T) {
	dsn := pgtest.Database(t)
	one, two := open(t, dsn), open(t, dsn)
	all := make([]string, 40)
	for i := range all {
		all[i] = acttest.Create(t, one.DB)
	}
	same := crowd(t, dsn, func(int) string { return all[0] }, one, two)
	apart := crowd(t, dsn, func(person int) string { return all[person] }, one, two)
	t.Logf("120 acts on one assessment took %v, on forty %v", same.Round(time.Millisecond), apart.Round(time.Millisecond))
	if n := len(said(t, one, all[0])); n != 120 { // "0 of 0" … on one, and those of the first person again
		t.Errorf("%d notes stand there", n)
	}
	r, err := two.Examine(t.Context(), nil)
	acttest.Sound(t, r, err)
}

func TestTwoWhoWaitForEachOtherBothGetTheirTurn(t *testing.T) {
	dsn := pgtest.Database(t)
	db := open(t, dsn)
	id := acttest.Create(t, db.DB)
	pool, err := sql.Open("pgx", dsn)
	acttest.Must(t, err)
	defer pool.Close()
	other, err := pool.Conn(t.Context())
	acttest.Must(t, err)
	defer other.Close()
	run := func(text string, args ...any) {
		t.Helper()
		acttest.Must(t, acttest.Second(other.ExecContext(t.Context(), text, args...)))
	}
	run("SET deadlock_timeout = '20s'") // so that it is ours that gives way
	run("BEGIN")
	run("SELECT value FROM meta WHERE key = 'lists' FOR UPDATE")
	got := make(chan error, 1)
	tries := 0
	_, err = db.Do(t.Context(), acttest.Ada, id, func(*assess.Assessment) ([]assess.Change, error) {
		if tries++; tries == 1 {
			go func() {
				_, err := other.ExecContext(context.Background(), "SELECT n FROM assessment WHERE id = $1 FOR UPDATE", id)
				if err == nil {
					_, err = other.ExecContext(context.Background(), "COMMIT")
				}
				got <- err
			}()
			waits(t, dsn)
		}
		return []assess.Change{assesstest.Change(assess.KindAssessment, assess.FieldName, "Renamed")}, nil
	})
	acttest.Must(t, err)
	acttest.Must(t, <-got)
	if tries != 2 {
		t.Errorf("it was decided %d times", tries)
	}
}

// waits waits until somebody waits for a lock.
func waits(t *testing.T, dsn string) {
	t.Helper()
	pool, err := sql.Open("pgx", dsn)
	acttest.Must(t, err)
	defer pool.Close()
	for waiting := 0; waiting == 0; time.Sleep(5 * time.Millisecond) {
		acttest.Must(t, pool.QueryRowContext(t.Context(), "SELECT count(*) FROM pg_locks WHERE NOT granted").Scan(&waiting))
	}
}

func TestAServerThatFollowsIsReadAndNotWritten(t *testing.T) {
	first, second, dsn := pair(t)
	db := open(t, dsn)
	id := acttest.Create(t, db.DB)
	u, err := url.Parse(dsn)
	acttest.Must(t, err)
	u.Host = fmt.Sprintf("127.0.0.1:%d", second.Port())
	following := open(t, u.String())
	a, err := following.Assessment(t.Context(), id) // it follows in step
	if err != nil || a.Name != "Acme" {
		t.Fatalf("%+v, %v", a, err)
	}
	if _, err := following.Do(t.Context(), acttest.Ada, id, acttest.Noting("4.1", "x")); !errors.Is(err, store.ReadOnlyFile) || !strings.HasPrefix(err.Error(), "NOT saved") {
		t.Errorf("it was written to: %v", err)
	}
	_ = first
}

// A server that lags shows what was, whole; an act is said to be saved when the other has
// it, however long that takes.
func TestAServerThatLagsShowsWhatWasAndIsWaitedFor(t *testing.T) {
	first, second, dsn := pair(t)
	db := open(t, dsn)
	id := acttest.Create(t, db.DB)
	u, err := url.Parse(dsn)
	acttest.Must(t, err)
	u.Host = fmt.Sprintf("127.0.0.1:%d", second.Port())
	lagging := open(t, u.String())
	noted := func(db *postgres.DB) string {
		a, err := db.Assessment(t.Context(), id)
		acttest.Must(t, err)
		return a.Answer(assess.Key{Item: "4.1"}).Note
	}
	acttest.Do(t, db.DB, acttest.Ada, id, acttest.Noting("4.1", "before"))
	pgtest.Run(t, second.DSN("postgres"), "SELECT pg_wal_replay_pause()")
	saved := make(chan error, 1)
	go func() {
		_, err := db.Do(t.Context(), acttest.Ada, id, acttest.Noting("4.1", "after"))
		saved <- err
	}()
	select {
	case err := <-saved:
		t.Errorf("it was said to be saved before the other had it: %v", err)
		saved <- err
	case <-time.After(300 * time.Millisecond):
	}
	if got := noted(lagging); got != "before" {
		t.Errorf("the one that lags says %q", got)
	}
	r, err := lagging.Examine(t.Context(), nil)
	acttest.Sound(t, r, err)
	pgtest.Run(t, second.DSN("postgres"), "SELECT pg_wal_replay_resume()")
	acttest.Must(t, <-saved)
	if a, b := noted(db), noted(lagging); a != "after" || b != a {
		t.Errorf("one says %q, the other %q", a, b)
	}
	_ = first
}

// pair is a server that says an act is saved when another one has applied it too, and
// that other one, with a database that is found on whichever may be written to.
func pair(t *testing.T) (first, second *pgtest.Server, dsn string) {
	t.Helper()
	first = pgtest.Own(t)
	second, err := first.Follow(pgtest.Folder(t), "second")
	acttest.Must(t, err)
	t.Cleanup(second.End)
	dsn = first.Prepare(t)
	pgtest.Run(t, dsn, "ALTER SYSTEM SET synchronous_standby_names = 'second'")
	pgtest.Run(t, dsn, "ALTER SYSTEM SET synchronous_commit = 'remote_apply'")
	pgtest.Run(t, dsn, "SELECT pg_reload_conf()")
	return first, second, dsn
}

func TestAnotherServerTakesOverAndNothingAcknowledgedIsLost(t *testing.T) {
	first, second, dsn := pair(t)
	u, err := url.Parse(dsn)
	acttest.Must(t, err)
	u.Host = fmt.Sprintf("127.0.0.1:%d,127.0.0.1:%d", first.Port(), second.Port())
	u.RawQuery = "target_session_attrs=read-write"
	db := open(t, u.String())
	id := acttest.Create(t, db.DB)
	var all noted
	over := make(chan struct{})
	for n := range 60 {
		if n == 20 { // who acts meanwhile waits for the other one
			acttest.Must(t, first.Kill())
			go func() {
				defer close(over)
				pgtest.Run(t, second.DSN("postgres"), "SELECT pg_promote()")
			}()
		}
		_ = all.act(db, id, fmt.Sprint("act ", n))
	}
	<-over
	t.Logf("%d acts acknowledged, %d refused, %d in doubt", len(all.saved), len(all.unsaved), all.doubted)
	if len(all.saved) < 40 {
		t.Errorf("it did not go on on the other server: %v", all.unsaved)
	}
	keeps(t, db, id, all.saved, nil)
}

func TestTwoServersWhoseClocksAreFiveMinutesApartAgreeOnWhatIsNewest(t *testing.T) {
	dsn := pgtest.Database(t)
	behind := openWith(t, dsn, postgres.Options{Clock: func() time.Time { return clocktest.Now().Add(-5 * time.Minute) }})
	ahead := openWith(t, dsn, postgres.Options{Clock: clocktest.Now})
	id := acttest.Create(t, ahead.DB)
	var ids []string
	for n := range 10 {
		db := []*postgres.DB{behind, ahead}[n%2]
		a := acttest.Do(t, db.DB, acttest.Ada, id, acttest.Noting("4.1", fmt.Sprint(n)))
		ids = append(ids, a.Last)
		for _, other := range []*postgres.DB{behind, ahead} {
			now, err := other.Assessment(t.Context(), id)
			if err != nil || now.Answer(assess.Key{Item: "4.1"}).Note != fmt.Sprint(n) {
				t.Fatalf("after act %d it stands at %q, %v", n, now.Answer(assess.Key{Item: "4.1"}).Note, err)
			}
		}
	}
	if !slices.IsSorted(ids) {
		t.Errorf("the ids do not grow: %v", ids)
	}
	r, err := behind.Examine(t.Context(), nil)
	acttest.Sound(t, r, err)
}
