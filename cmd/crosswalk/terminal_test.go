//go:build unix

package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
)

// terminal gives both ends of a pseudo-terminal of 80x24.
func terminal(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, program, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	if err := pty.Setsize(program, &pty.Winsize{Rows: 24, Cols: 80}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = person.Close(), program.Close() })
	return person, program
}

func TestATerminalThatCanNotDrawHasTheWorkbenchInLines(t *testing.T) {
	for _, kind := range []string{"dumb", ""} {
		for _, verb := range [][]string{nil, {"demo"}} {
			inDatabase(t)
			t.Setenv("TERM", kind)
			person, tty := terminal(t)
			var errs strings.Builder
			done := make(chan int, 1)
			go func() { done <- runs(t.Context(), verb, tty, tty, &errs) }()
			said := heard(t, person, "quit\n", "Goodbye.")
			if code := <-done; code != 0 || errs.Len() > 0 {
				t.Errorf("TERM=%q %v: exit %d, %s", kind, verb, code, &errs)
			}
			if strings.Contains(said, "\x1b") {
				t.Errorf("TERM=%q %v: an escape came: %q", kind, verb, said)
			}
		}
	}
}

// heard types, and gives what a terminal shows up to a word.
func heard(t *testing.T, person *os.File, types, until string) string {
	t.Helper()
	if _, err := person.WriteString(types); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	buf := make([]byte, 1<<12)
	for !strings.Contains(said.String(), until) {
		n, err := person.Read(buf)
		if err != nil {
			t.Fatalf("%v, after %q", err, said.String())
		}
		said.Write(buf[:n])
	}
	return said.String()
}

// A key that ends what runs on a terminal ends it in order, and costs no line that
// was entered.
func TestCtrlCLeavesThePlainWorkbenchInOrder(t *testing.T) {
	inDatabase(t)
	t.Setenv("TERM", "dumb")
	person, tty := terminal(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var errs strings.Builder
	done := make(chan int, 1)
	go func() { done <- runs(ctx, nil, tty, tty, &errs) }()
	heard(t, person, "new Gap\nnote\nA line of a note\n", "Line 2:")
	stop() // as the signal does
	heard(t, person, "", "Goodbye.")
	if code := <-done; code != 0 || errs.Len() > 0 {
		t.Errorf("exit %d, %s", code, &errs)
	}
	person, tty = terminal(t) // the first one is still read by who waited for a line
	go func() { done <- runs(t.Context(), nil, tty, tty, &errs) }()
	if said := heard(t, person, "note\nquit\n.leave\nquit\n", "Goodbye."); !strings.Contains(said, "Line 1 is: A line of a note") {
		t.Errorf("the draft is gone: %s", said)
	}
	<-done
}

// A slip in what somebody chose is told where they look: the screen covers what was
// printed before it.
func TestASlipInConfigIsToldInTheWorkbench(t *testing.T) {
	inDatabase(t)
	slips := filepath.Join(t.TempDir(), "slips.toml")
	if err := os.WriteFile(slips, []byte("colour = 3\nplain = maybe\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CROSSWALK_CONFIG", slips)
	t.Setenv("TERM", "xterm-256color")
	person, tty := terminal(t)
	done := make(chan int, 1)
	var errs strings.Builder
	go func() { done <- runs(t.Context(), []string{"--theme", "no colour"}, tty, tty, &errs) }()
	said := heard(t, person, "", "tells 1 more.")
	if !strings.Contains(said, `"colour"`) || strings.Contains(said, "\x1b[38;") {
		t.Errorf("the first frame is %q", said)
	}
	heard(t, person, "Q", "\x1b[?1049l")
	if code := <-done; code != 0 {
		t.Errorf("exit %d, %s", code, &errs)
	}
}

func TestTheDemonstrationLeavesNothingBehind(t *testing.T) {
	nothingChosen(t)
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TERM", "xterm-256color")
	person, tty := terminal(t)
	ctx, hangUp := context.WithCancel(t.Context())
	defer hangUp()
	done := make(chan int, 1)
	var errs strings.Builder
	go func() { done <- runs(ctx, []string{"demo"}, tty, tty, &errs) }()

	seen := make(chan struct{})
	go func() { // drains the terminal for as long as it is there
		var screen strings.Builder
		buf := make([]byte, 1<<12)
		for told := false; ; {
			n, err := person.Read(buf)
			if err != nil {
				return
			}
			screen.Write(buf[:n])
			if !told && strings.Contains(screen.String(), "Nordwind") {
				told = true
				close(seen)
			}
		}
	}()
	select {
	case <-seen:
	case <-time.After(20 * time.Second):
		t.Fatal("the demonstration did not come up")
	}
	folders, _ := filepath.Glob(filepath.Join(temp, "crosswalk-demo-*"))
	if len(folders) != 1 {
		t.Fatalf("folders %q", folders)
	}
	if info, err := os.Stat(folders[0]); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, mode %v", err, info.Mode())
	}
	hangUp()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal("the demonstration did not end")
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestHelpStandsWholeOnASmallTerminal(t *testing.T) {
	for _, c := range []struct{ no, colour string }{{"", "\x1b[36m"}, {"1", ""}} {
		t.Setenv("TERM", "xterm-256color")
		t.Setenv("NO_COLOR", c.no)
		person, tty := terminal(t)
		shown := make(chan string)
		go func() {
			var screen strings.Builder
			buf := make([]byte, 1<<12)
			for !strings.Contains(screen.String(), "--overlay") {
				n, err := person.Read(buf)
				if err != nil {
					break
				}
				screen.Write(buf[:n])
			}
			shown <- screen.String()
		}()
		if code := runs(t.Context(), []string{"--help"}, tty, tty, tty); code != 0 {
			t.Fatalf("exit %d", code)
		}
		screen := <-shown
		if lines := strings.Count(screen, "\n"); lines > 23 || !strings.Contains(screen, "workshop") {
			t.Errorf("%d lines:\n%s", lines, screen)
		}
		if !strings.Contains(screen, c.colour) || c.colour == "" && strings.Contains(screen, "\x1b[3") {
			t.Errorf("NO_COLOR=%q draws %q", c.no, screen)
		}
	}
}
