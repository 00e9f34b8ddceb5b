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

func TestATerminalThatCanNotDrawIsToldSo(t *testing.T) {
	inDatabase(t)
	_, tty := terminal(t)
	for _, kind := range []string{"dumb", ""} {
		t.Setenv("TERM", kind)
		for _, verb := range [][]string{nil, {"demo"}} {
			var errs strings.Builder
			if code := runs(t.Context(), verb, tty, tty, &errs); code != 1 {
				t.Errorf("TERM=%q %v: exit %d", kind, verb, code)
			}
			if said := errs.String(); !strings.Contains(said, "TERM is dumb or not set") || strings.Count(said, "\n") != 1 {
				t.Errorf("TERM=%q %v: said %q", kind, verb, said)
			}
		}
	}
}

func TestTheDemonstrationLeavesNothingBehind(t *testing.T) {
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
