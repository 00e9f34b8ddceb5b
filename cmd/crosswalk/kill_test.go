//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"crosswalk/store/clocktest"
)

// kills is how often a program is killed here, and in the long form that
// `make torture` asks for.
func kills(short, long int) int {
	if os.Getenv("CROSSWALK_TORTURE") != "" {
		return long
	}
	return short
}

// stored is the rating of an item as the file has it.
func stored(t *testing.T, item string) string {
	t.Helper()
	for line := range strings.Lines(must(t, "answers", "--tsv")) {
		if fields := strings.Split(line, "\t"); fields[0] == item {
			return fields[1]
		}
	}
	return ""
}

func TestKillingACallThatSaidDoneLosesNothing(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	r := rand.New(rand.NewPCG(1, 2))
	last, done := "", 0
	for n := range kills(40, 1000) {
		level := fmt.Sprint(n % 6)
		cmd := exec.Command("crosswalk", "answer", "4.1", level)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(r.IntN(80))*time.Millisecond, func() { _ = cmd.Process.Signal(syscall.SIGKILL) })
		if err := cmd.Wait(); err == nil {
			last, done = level, done+1
		} else if now := stored(t, "4.1"); now != last && now != level {
			t.Fatalf("kill %d: %s was said to be done, %q is stored", n, last, now)
		} else {
			last = now
		}
		timer.Stop()
		if now := stored(t, "4.1"); now != last {
			t.Fatalf("call %d: %s was said to be done, %q is stored", n, last, now)
		}
	}
	t.Logf("%d calls said done", done)
	must(t, "doctor")
}

func TestKillingTheWorkbenchLosesNothingItShowedAsSaved(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	r := rand.New(rand.NewPCG(3, 4))
	shown := 0
	for n := range kills(6, 200) {
		p := sit(t, os.Getenv("CROSSWALK_DB"))
		p.waits("Acme")
		p.types("\x1b2").waits("4.1  Understanding")
		level := n%5 + 1
		if fmt.Sprint(level) == stored(t, "4.1") {
			level = 0
		}
		p.types(fmt.Sprint(level)).waits(fmt.Sprintf("▐%d▌", level))
		shown++
		p.types(strings.Repeat("0123", r.IntN(3))) // more, that nobody waited for
		time.Sleep(time.Duration(r.IntN(15)) * time.Millisecond)
		if err := p.cmd.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		_ = p.ends()
		if now := stored(t, "4.1"); now == "" {
			t.Fatalf("kill %d: %d was shown as saved, nothing is stored", n, level)
		} else if now != fmt.Sprint(level) && !strings.Contains("0123", now) {
			t.Fatalf("kill %d: %d was shown as saved, %s is stored", n, level, now)
		}
		if !acted(t, "4.1", level) {
			t.Fatalf("kill %d: the history has no act of %d", n, level)
		}
	}
	t.Logf("%d answers were shown as saved", shown)
	must(t, "doctor")
}

// acted reports whether the history has a rating among its newest acts.
func acted(t *testing.T, item string, level int) bool {
	t.Helper()
	return strings.Contains(must(t, "history", item, "--limit", "20"), fmt.Sprintf("rated %s %d", item, level))
}

func TestAReportOfAFailureLiesBesideTheDatabase(t *testing.T) {
	inDatabase(t)
	var errs strings.Builder
	x := newApp(clocktest.Now, nil, &strings.Builder{}, &errs)
	x.confess("a slip of ours", []byte("where it was"))
	found, _ := filepath.Glob(filepath.Join(filepath.Dir(os.Getenv("CROSSWALK_DB")), "crosswalk-failure-*.txt"))
	if len(found) != 1 || !strings.Contains(errs.String(), found[0]) {
		t.Errorf("reports %q, said %q", found, errs.String())
	}
}
