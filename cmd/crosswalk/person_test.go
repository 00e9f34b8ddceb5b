//go:build unix

package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"crosswalk/store"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
)

// person sits at a terminal with the built program in it, and sees what the
// terminal shows.
type person struct {
	t    *testing.T
	cmd  *exec.Cmd
	tty  *os.File
	w, h int

	mu     sync.Mutex
	screen *vt.Emulator
	raw    strings.Builder
}

// sit starts the program on a terminal of 80x24.
func sit(t *testing.T, db string, env ...string) *person {
	t.Helper()
	nothingChosen(t)
	cmd := exec.CommandContext(context.Background(), os.Args[0])
	cmd.Args = []string{"crosswalk"}
	cmd.Env = append(os.Environ(), "CROSSWALK_DB="+db, "CROSSWALK_USER=Ines Brandt", "TERM=xterm-256color", "TZ=UTC", "GORACE=atexit_sleep_ms=0")
	cmd.Env = append(cmd.Env, env...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	p := &person{t: t, cmd: cmd, tty: tty, w: 80, h: 24, screen: vt.NewEmulator(80, 24)}
	go p.watch()
	go p.answer()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = tty.Close()
	})
	return p
}

// watch draws what the program writes.
func (p *person) watch() {
	buf := make([]byte, 1<<14)
	for {
		n, err := p.tty.Read(buf)
		if n > 0 {
			p.mu.Lock()
			p.raw.Write(buf[:n])
			_, _ = p.screen.Write(buf[:n])
			p.mu.Unlock()
		}
		if err != nil {
			return
		}
	}
}

// answer gives the program what a terminal says when it is asked.
func (p *person) answer() {
	buf := make([]byte, 1<<10)
	for {
		n, err := p.screen.Read(buf)
		if err != nil {
			return
		}
		_, _ = p.tty.Write(buf[:n])
	}
}

func (p *person) sees() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	lines := make([]string, p.h)
	for y := range p.h {
		var b strings.Builder
		for x := 0; x < p.w; x++ {
			if c := p.screen.CellAt(x, y); c != nil && c.Content != "" {
				b.WriteString(c.Content)
			} else {
				b.WriteByte(' ')
			}
		}
		lines[y] = strings.TrimRight(b.String(), " ")
	}
	return strings.Join(lines, "\n")
}

// waits until the screen shows a text.
func (p *person) waits(text string) *person {
	p.t.Helper()
	for limit := time.Now().Add(20 * time.Second); time.Now().Before(limit); time.Sleep(5 * time.Millisecond) {
		if strings.Contains(p.sees(), text) {
			return p
		}
	}
	p.t.Fatalf("the screen never showed %q:\n%s", text, p.sees())
	return p
}

// loses waits until the screen shows a text no more.
func (p *person) loses(text string) *person {
	p.t.Helper()
	for limit := time.Now().Add(20 * time.Second); time.Now().Before(limit); time.Sleep(5 * time.Millisecond) {
		if !strings.Contains(p.sees(), text) {
			return p
		}
	}
	p.t.Fatalf("the screen still shows %q:\n%s", text, p.sees())
	return p
}

// types sends keys as a terminal does.
func (p *person) types(keys string) *person {
	p.t.Helper()
	if _, err := p.tty.WriteString(keys); err != nil {
		p.t.Fatal(err)
	}
	return p
}

// ends waits for the program and gives what the terminal was left with.
func (p *person) ends() string {
	p.t.Helper()
	done := make(chan struct{})
	go func() { _ = p.cmd.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		p.t.Fatalf("the program did not end:\n%s", p.sees())
	}
	time.Sleep(20 * time.Millisecond)
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.raw.String()
}

// What a new user does: make an assessment, rate a clause with keys only,
// exclude a control, find an item by words, undo, lose the machine, come back.
func TestANewUserLosesTheMachineAndNothingElse(t *testing.T) {
	db := filepath.Join(t.TempDir(), "crosswalk.db")
	p := sit(t, db)
	p.waits("There is no assessment yet").types("n").waits("Name of the assessment")
	p.types("Gap 2026\r").types("Nordwind").types("\x13").waits("Conforming 0 of 70")
	p.types("w").waits("4.1  Understanding")
	p.types("g51\r").waits("▸ 5.1").types("3").waits("▸ 5.1     ● 3")
	p.types("j4").waits("▸ 5.2     ● 4").types("j2").waits("▸ 5.3     ● 2")
	p.types("ga104\r").waits("▸ A.10.4").types("n").waits("Why does it not apply?")
	p.types("No AI system is offered to customers\r\r\r\r").waits("▐not applicable▌")
	p.types("/statement of applicability").waits("6.1.3").types("\x1b").loses("Find words")
	p.types("g52\r").waits("▸ 5.2").types("1").waits("▸ 5.2     ● 1").types("u").waits("Undone: 5.2 is rated 4 again")
	p.waits("▸ 5.2     ● 4")
	writtenDown(t, db, `"5.2"`)
	if err := p.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = p.ends()

	again := sit(t, db)
	again.waits("▸ 5.2     ● 4").waits("5 Leadership      ●")
	again.types("ga104\r").waits("– No AI system is offered")
	left := again.types("Q").ends()
	if !strings.Contains(left, "\x1b[?1049l") {
		t.Error("the terminal was left in the other screen")
	}
}

// modesOf are those of the line of a terminal: whether it echoes, edits and knows ctrl+c.
func modesOf(t *testing.T, tty *os.File) *term.State {
	t.Helper()
	state, err := term.GetState(tty.Fd())
	if err != nil {
		t.Fatal(err)
	}
	return state
}

func TestATerminalIsGivenBackAsItWasWhateverEndsTheProgram(t *testing.T) {
	line, _ := terminal(t)
	fresh := modesOf(t, line)
	for _, end := range []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM, syscall.SIGINT} {
		p := sit(t, filepath.Join(t.TempDir(), "crosswalk.db")).waits("There is no assessment yet")
		if err := p.cmd.Process.Signal(end); err != nil {
			t.Fatal(err)
		}
		left := p.ends()
		if modes := modesOf(t, p.tty); !reflect.DeepEqual(modes, fresh) {
			t.Errorf("%v left the line in other modes: %+v, not %+v", end, modes, fresh)
		}
		for what, restored := range map[string]string{"the other screen": "\x1b[?1049l", "no cursor": "\x1b[?25h", "mouse mode": "\x1b[?1002l"} {
			if strings.LastIndex(left, restored) < strings.LastIndex(left, strings.TrimSuffix(strings.TrimSuffix(restored, "l"), "h")) {
				t.Errorf("%v left the terminal with %s", end, what)
			}
		}
	}
}

// writtenDown waits until the place of the person is in the file, which is done
// at rest.
func writtenDown(t *testing.T, path, place string) {
	t.Helper()
	db := storetest.OpenAt(t, path, sqlite.Options{})
	all, err := db.Assessments(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatalf("assessments %v, %v", all, err)
	}
	kept := ""
	for limit := time.Now().Add(20 * time.Second); time.Now().Before(limit); time.Sleep(5 * time.Millisecond) {
		if kept, err = db.Place(t.Context(), store.Actor{Name: "Ines Brandt"}, all[0].ID); err != nil {
			t.Fatal(err)
		} else if strings.Contains(kept, place) {
			return
		}
	}
	t.Fatalf("the place that is kept is %s", kept)
}

func TestASecondWindowShowsTheFirstOnesAnswers(t *testing.T) {
	db := filepath.Join(t.TempDir(), "crosswalk.db")
	one := sit(t, db)
	one.waits("There is no assessment yet").types("n").waits("Name of the assessment").types("Gap\rNordwind\x13").waits("Conforming 0 of 70")
	two := sit(t, db)
	two.waits("Conforming 0 of 70")
	one.types("\x1b2").waits("4.1  Understanding").types("3").waits("● 3")
	two.waits("Conforming 1 of 70")
	one.types("Q").ends()
	two.types("Q").ends()
}

func TestNoneOfManyKeysAtOnceIsLost(t *testing.T) {
	db := filepath.Join(t.TempDir(), "crosswalk.db")
	p := sit(t, db)
	p.waits("There is no assessment yet").types("n").waits("Name of the assessment").types("Gap\rNordwind\x13").waits("Conforming 0 of 70")
	p.types("\x1b2").waits("4.1  Understanding")
	p.types(strings.Repeat("j", 40)).waits("▸ A.4.5")
	p.types("Q").ends()
}

func TestNoColourWhereNoneIsWanted(t *testing.T) {
	for _, said := range []string{"NO_COLOR=1", "CROSSWALK_THEME=no colour"} {
		p := sit(t, filepath.Join(t.TempDir(), "crosswalk.db"), said)
		p.waits("There is no assessment yet").types("a").waits("Name of the assessment")
		raw := p.types("\x1b").loses("Name of the assessment").types("Q").ends()
		for _, colour := range []string{"\x1b[38;", "\x1b[48;", ";38;", ";48;", "\x1b[3" + "1m"} {
			if strings.Contains(raw, colour) {
				t.Errorf("%s: a colour was sent: %q", said, colour)
			}
		}
	}
}
