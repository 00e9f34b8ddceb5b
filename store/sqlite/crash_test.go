package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

func init() {
	roles["stream"] = streamRole
	roles["write"] = writeRole
}

// play starts the test binary in a role.
func play(t testing.TB, role string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), "CROSSWALK_ROLE="+role, "GOMAXPROCS=1")
	cmd.Stderr = os.Stderr
	return cmd
}

// streamRole saves notes until it is killed, and acknowledges each on stdout:
// path, assessment, name of the item.
func streamRole(args []string) int {
	db, err := Open(context.Background(), args[0], Options{Clock: clocktest.Now, Create: true})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	out := bufio.NewWriter(os.Stdout)
	for i := 0; ; i++ {
		note := fmt.Sprintf("%d-%d", os.Getpid(), i)
		_, err := db.Do(context.Background(), store.Actor{Name: args[2]}, args[1], noting(args[2], note))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Fprintln(out, note)
		_ = out.Flush()
	}
}

// killed runs the stream, kills it a moment after it acknowledged so many notes
// and gives all it acknowledged. A fifth of the kills fall into its start.
func killed(t testing.TB, path, id, name string, most int) []string {
	cmd := play(t, "stream", path, id, name)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Error(err)
		return nil
	}
	var acked []string
	kill := func() {
		time.AfterFunc(time.Duration(rand.IntN(3000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
	}
	after := rand.IntN(most)
	if rand.IntN(5) == 0 {
		after = 0
		time.AfterFunc(time.Duration(5+rand.IntN(30))*time.Millisecond, func() { _ = cmd.Process.Kill() })
	}
	for lines := bufio.NewReader(out); ; {
		line, err := lines.ReadString('\n')
		if err != nil {
			break // a line that the kill tore is not acknowledged
		}
		if acked = append(acked, strings.TrimSpace(line)); len(acked) == max(after, 1) {
			kill()
		}
	}
	_ = cmd.Wait()
	return acked
}

// allThere wants every acknowledged note in the history.
func allThere(t testing.TB, db *DB, id, name string, acked []string) {
	t.Helper()
	kept := map[string]bool{}
	for _, r := range rawRows(t, db.e.readers, "WHERE assessment = ? AND author = ?", id, name) {
		kept[strings.Trim(r.value, `"`)] = true
	}
	for _, note := range acked {
		if !kept[note] {
			t.Fatalf("%s acknowledged %s, and it is not there", name, note)
		}
	}
}

func TestKillingTheProgramLosesNoAcknowledgedAnswer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	acked := 0
	for range times(100, 1000) {
		notes := killed(t, path, id, "4.1", 30)
		acked += len(notes)
		db, err := Open(t.Context(), path, Options{Clock: clocktest.Now})
		must(t, err)
		allThere(t, db, id, "4.1", notes)
		must(t, db.Close())
	}
	db := openAt(t, path)
	healthy(t, db)
	t.Logf("%d kills, %d answers acknowledged, none lost", times(100, 1000), acked)
	if acked == 0 {
		t.Fatal("nothing was ever acknowledged")
	}
}

func TestKillingOneOfSeveralWritersHarmsNobody(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	acked := map[string][]string{}
	var mu sync.Mutex
	var all sync.WaitGroup
	for n := range 4 {
		name := fmt.Sprintf("4.%d", n+1)
		all.Go(func() {
			for range times(6, 300) {
				notes := killed(t, path, id, name, 100)
				mu.Lock()
				acked[name] = append(acked[name], notes...)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	db := openAt(t, path)
	total := 0
	for name, notes := range acked {
		allThere(t, db, id, name, notes)
		total += len(notes)
	}
	healthy(t, db)
	t.Logf("%d kills, %d answers acknowledged, none lost", 4*times(6, 300), total)
}

// writeRole saves so many notes and says how long the slowest took.
func writeRole(args []string) int {
	db, err := Open(context.Background(), args[0], Options{Clock: clocktest.Now})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	var count int
	_, _ = fmt.Sscan(args[3], &count)
	for i := range count {
		start := time.Now()
		_, err := db.Do(context.Background(), store.Actor{Name: args[2]}, args[1], func(a *assess.Assessment) ([]assess.Change, error) {
			// Reads and writes: a lost update would show in the sum.
			was := a.Answer(assess.Key{Item: "4.1"}).Note
			var n int
			_, _ = fmt.Sscan(was, &n)
			return noting("4.1", fmt.Sprint(n+1))(a)
		})
		if err != nil {
			fmt.Fprintln(os.Stderr, i, err)
			return 1
		}
		fmt.Println(time.Since(start).Nanoseconds())
	}
	if err := db.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func TestWritersInManyProgramsNeverGetInEachOthersWay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	id := made(t, path)
	each := times(200, 1000)
	var took []time.Duration
	var mu sync.Mutex
	var all sync.WaitGroup
	for n := range 8 {
		cmd := play(t, "write", path, id, fmt.Sprint("writer ", n), fmt.Sprint(each))
		all.Go(func() {
			out, err := cmd.Output()
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			for _, f := range strings.Fields(string(out)) {
				var ns int64
				_, _ = fmt.Sscan(f, &ns)
				took = append(took, time.Duration(ns))
			}
		})
	}
	all.Wait()
	db := openAt(t, path)
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	if got, want := a.Answer(assess.Key{Item: "4.1"}).Note, fmt.Sprint(8*each); got != want || len(took) != 8*each {
		t.Fatalf("%s acts count, %s were made", got, want)
	}
	healthy(t, db)
	middle := median(took)
	t.Logf("%d acts: median %v, p99 %v, worst %v", len(took), middle, took[len(took)*99/100], took[len(took)-1])
}

// traced runs a writer under strace, where there is one, and counts how often it
// waited for the disk.
func traced(t *testing.T, path, id string, acts int) {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Log("there is no strace here, so the pragmas stand for the proof")
		return
	}
	log := filepath.Join(t.TempDir(), "trace")
	cmd := play(t, "write", path, id, "traced", fmt.Sprint(acts))
	cmd.Path, cmd.Args = strace, append([]string{strace, "-f", "-e", "trace=fsync,fdatasync,pwrite64,write", "-y", "-o", log, cmd.Path}, cmd.Args[1:]...)
	must(t, cmd.Run())
	syncs, dirty, early := 0, false, 0
	for line := range strings.Lines(string(contents(t, log))) {
		switch {
		case strings.Contains(line, "pwrite64(") && strings.Contains(line, "-wal>"):
			dirty = true
		case strings.Contains(line, "sync(") && strings.Contains(line, "-wal>"):
			syncs++
			dirty = false
		case strings.Contains(line, " write(1<") && dirty:
			early++
		}
	}
	t.Logf("%d acts, %d times the log was synced, %d acknowledged before", acts, syncs, early)
	if syncs < acts || early > 0 {
		t.Errorf("%d acts waited for the disk %d times, and %d were acknowledged before", acts, syncs, early)
	}
}

func TestASaveWaitsForTheDisk(t *testing.T) {
	db := open(t)
	must(t, db.e.writer.open(t.Context()))
	for pragma, want := range map[string]string{
		"synchronous": "2", "journal_mode": "wal", "fullfsync": "1", "checkpoint_fullfsync": "1", "foreign_keys": "1",
		"trusted_schema": "0", "cell_size_check": "1", "recursive_triggers": "1", "busy_timeout": "1",
	} {
		var got string
		if _, err := store.One(t.Context(), db.e.writer, "PRAGMA "+pragma, nil, &got); err != nil || got != want {
			t.Errorf("%s is %q, not %q: %v", pragma, got, want, err)
		}
	}
	id := create(t, db)
	must(t, db.Close())
	if torture() {
		traced(t, db.Path(), id, 300)
	}
}

// TestPowerCutsLoseNoAcknowledgedAnswer models a power cut: after each save
// the file and its log are copied as the disk holds them at that moment, then
// the next save begins and only a part of what it wrote arrives, some of it
// torn. Everything acknowledged before must be there, and nothing half.
func TestPowerCutsLoseNoAcknowledgedAnswer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := openAt(t, path)
	id := create(t, db)
	rnd := rand.New(rand.NewPCG(1, 2))
	cuts := 0
	for i := range times(25, 300) {
		do(t, db, ada, id, noting("4.1", fmt.Sprint(i)))
		file, log := contents(t, path), contents(t, path+"-wal")
		do(t, db, ada, id, saying(change(item("4.1"), "note", "later"), change(item("5.1"), "note", "later")))
		after := contents(t, path+"-wal")
		if len(after) < len(log) || string(contents(t, path)) != string(file) {
			continue // a checkpoint came between; the file is synced before the log is reused
		}
		for range 3 {
			torn := append([]byte{}, log...)
			if keep := rnd.IntN(len(after) - len(log) + 1); keep > 0 {
				torn = append(torn, after[len(log):len(log)+keep]...)
				if rnd.IntN(2) == 0 {
					clear(torn[len(log)+rnd.IntN(keep):]) // the length arrived, the bytes did not
				}
			}
			survives(t, file, torn, id, i)
			cuts++
		}
	}
	t.Logf("%d cuts, none lost an acknowledged answer", cuts)
	if cuts == 0 {
		t.Fatal("no cut was modelled")
	}
}

func contents(t testing.TB, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path) // ours alone: OFD locks outlive it
	must(t, err)
	return raw
}

func survives(t *testing.T, file, log []byte, id string, last int) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cut.db")
	must(t, os.WriteFile(path, file, 0o600))
	must(t, os.WriteFile(path+"-wal", log, 0o600))
	db, err := Open(t.Context(), path, Options{Clock: clocktest.Now})
	must(t, err)
	defer db.Close()
	a, err := db.Assessment(t.Context(), id)
	must(t, err)
	first, second := a.Answer(assess.Key{Item: "4.1"}).Note, a.Answer(assess.Key{Item: "5.1"}).Note
	old := first == fmt.Sprint(last) && (second == "later" || last == 0)
	if !old && !(first == "later" && second == "later") {
		t.Fatalf("after a cut behind act %d the notes are %q and %q", last, first, second)
	}
}
