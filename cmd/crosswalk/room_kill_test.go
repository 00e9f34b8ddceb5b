//go:build unix

package main

import (
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"crosswalk/catalog/report/data"

	"github.com/charmbracelet/x/vt"
	"golang.org/x/crypto/ssh"
)

// server is the built program with a room open.
type server struct {
	cmd       *exec.Cmd
	addr      string
	out, errs shared
}

func openRoom(t *testing.T) *server {
	t.Helper()
	s := &server{cmd: exec.Command("crosswalk", "serve", "--listen", "127.0.0.1:0")}
	s.cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0")
	s.cmd.Stdout, s.cmd.Stderr = &s.out, &s.errs
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill(); _ = s.cmd.Wait() })
	s.out.awaits(t, `By key     ssh -p \d+ 127.0.0.1\n`)
	s.addr = "127.0.0.1:" + regexp.MustCompile(`ssh -p (\d+)`).FindStringSubmatch(s.out.String())[1]
	return s
}

// known gives people keys by which they may join.
func known(t *testing.T, role string, names ...string) map[string]ssh.Signer {
	t.Helper()
	keys := map[string]ssh.Signer{}
	var file strings.Builder
	for _, name := range names {
		_, private, err := ed25519.GenerateKey(nil)
		if err != nil {
			t.Fatal(err)
		}
		if keys[name], err = ssh.NewSignerFromKey(private); err != nil {
			t.Fatal(err)
		}
		file.WriteString(strings.TrimSpace(string(ssh.MarshalAuthorizedKey(keys[name].PublicKey()))) + " " + name + "\n")
	}
	path := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(path, []byte(file.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "people", "add", "--key", path, "--role", role)
	return keys
}

// visitor is somebody in the room, at a terminal of 80x24.
type visitor struct {
	name  string
	in    io.WriteCloser
	ended chan struct{} // the window is closed

	mu     sync.Mutex
	screen *vt.Emulator
	raw    strings.Builder
}

func (v *visitor) Write(p []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.raw.Write(p)
	return v.screen.Write(p)
}

func (v *visitor) sees() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.screen.String()
}

func (v *visitor) got() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.raw.String()
}

// join comes in by key. It is also called where no test may be ended.
func (s *server) join(t *testing.T, name string, key ssh.Signer) (*visitor, error) {
	client, err := ssh.Dial("tcp", s.addr, &ssh.ClientConfig{
		User: "x", Auth: []ssh.AuthMethod{ssh.PublicKeys(key)}, HostKeyCallback: ssh.InsecureIgnoreHostKey(), Timeout: 30 * time.Second,
	})
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { _ = client.Close() })
	session, err := client.NewSession()
	if err != nil {
		return nil, err
	}
	v := &visitor{name: name, screen: vt.NewEmulator(80, 24), ended: make(chan struct{})}
	go func() { _, _ = io.Copy(io.Discard, v.screen) }() // what the terminal answers
	if v.in, err = session.StdinPipe(); err != nil {
		return nil, err
	}
	session.Stdout = v
	if err := session.RequestPty("xterm-256color", 24, 80, ssh.TerminalModes{}); err != nil {
		return nil, err
	}
	if err := session.Shell(); err != nil {
		return nil, err
	}
	go func() { _ = session.Wait(); close(v.ended) }()
	return v, nil
}

func (v *visitor) types(keys string) { _, _ = io.WriteString(v.in, keys) } // what is cut off is seen by what does not come

// waits reports whether a text came to the screen before the window was closed.
func (v *visitor) waits(text string) bool {
	for end := time.Now().Add(40 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if strings.Contains(v.sees(), text) {
			return true
		}
		select {
		case <-v.ended:
			return strings.Contains(v.sees(), text)
		default:
		}
	}
	return false
}

// all has everybody join and do something at the same time, and wants it done.
func (s *server) all(t *testing.T, keys map[string]ssh.Signer, do func(*visitor) error) map[string]*visitor {
	t.Helper()
	var mu sync.Mutex
	var each sync.WaitGroup
	in := map[string]*visitor{}
	turn := make(chan struct{}, 8)
	for name, key := range keys {
		each.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			v, err := s.join(t, name, key)
			if err == nil {
				err = do(v)
			}
			if err != nil {
				t.Errorf("%s: %v", name, err)
				return
			}
			mu.Lock()
			in[name] = v
			mu.Unlock()
		})
	}
	each.Wait()
	if t.Failed() {
		t.Fatalf("the room said: %s", s.errs.String())
	}
	return in
}

// wants is an error where a text does not come.
func (v *visitor) wants(texts ...string) error {
	for _, text := range texts {
		if !v.waits(text) {
			return fmt.Errorf("the window never shows %q:\n%s", text, v.sees())
		}
	}
	return nil
}

// inVote goes to the room, where a vote is under way.
func inVote(v *visitor) error {
	if err := v.wants("assessor"); err != nil {
		return err
	}
	v.types("\x1b9")
	return v.wants("Voted   ", "You     ")
}

// The server is killed while ballots are cast. Whoever saw theirs on the screen
// finds it again, and the room goes on to its end.
func TestAVoteGoesOnAfterItsServerWasKilled(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Gap 2026")
	people := known(t, "assessor", "Jon Berg", "Mara Holm", "Olga Ek", "Piotr Lis")
	rnd := rand.New(rand.NewPCG(5, 6))
	items := []string{"4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "7.1", "7.2", "7.3"}
	acknowledged := 0
	for n := range kills(2, 60) {
		item, level := items[n%len(items)], fmt.Sprint(n%3+3)
		must(t, "workshop", "vote", item)
		first := openRoom(t)
		voters := first.all(t, people, inVote)

		cast := make(chan string, len(voters)) // who saw their vote on the screen
		var each sync.WaitGroup
		for _, v := range voters {
			pause := time.Duration(rnd.IntN(60)) * time.Millisecond
			each.Go(func() {
				time.Sleep(pause)
				v.types(level)
				if v.waits("You     " + level) {
					cast <- v.name
				}
			})
		}
		go func() { each.Wait(); close(cast) }()
		var shown []string
		if n%2 == 0 { // after so many ballots, or at any moment
			shown = append(shown, <-cast, <-cast)
		} else {
			time.Sleep(time.Duration(20+rnd.IntN(100)) * time.Millisecond)
		}
		if err := first.cmd.Process.Signal(syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		_ = first.cmd.Wait()
		for name := range cast {
			shown = append(shown, name)
		}

		second := openRoom(t)
		again := second.all(t, people, inVote)
		acknowledged += len(shown)
		for _, name := range shown {
			if v := again[name]; v == nil || v.wants("You     "+level) != nil {
				t.Fatalf("kill %d: the ballot of %q is lost", n, name)
			}
		}
		for _, v := range again {
			if v.types(level); !v.waits("You     " + level) {
				t.Fatalf("kill %d: %s can vote no more:\n%s", n, v.name, v.sees())
			}
		}
		for _, v := range again {
			if err := v.wants(fmt.Sprintf("Voted   %d", len(people))); err != nil {
				t.Fatalf("kill %d: %s: %v", n, v.name, err)
			}
		}
		must(t, "workshop", "reveal")
		for _, v := range again {
			if err := v.wants("Consensus on " + level); err != nil {
				t.Fatalf("kill %d: %s: %v", n, v.name, err)
			}
		}
		must(t, "workshop", "settle", level)
		if now := stored(t, item); now != level {
			t.Fatalf("kill %d: %s was settled on %s, %q is stored", n, item, level, now)
		}
		second.ends(t)
	}
	t.Logf("%d kills, %d ballots were acknowledged before, none lost", kills(2, 60), acknowledged)
	must(t, "doctor")
}

// ends sends the signal of a service manager and wants an end in order.
func (s *server) ends(t *testing.T) time.Duration {
	t.Helper()
	began := time.Now()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the server ended with %v: %s", err, s.errs.String())
		}
	case <-time.After(40 * time.Second):
		t.Fatalf("the server goes on: %s", s.errs.String())
	}
	return time.Since(began)
}

// Everybody is told, and each answer that was shown as saved is in the file. A
// client that says nothing, and one that came in and did nothing, hold up nobody.
func TestASignalEndsAFullRoomInOrder(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Gap 2026")
	var names []string
	for i := range kills(12, 50) {
		names = append(names, fmt.Sprintf("Person %d", i+1))
	}
	people := known(t, "assessor", names...)
	idle := known(t, "observer", "Idle Ida")["Idle Ida"]
	s := openRoom(t)
	room := s.all(t, people, func(v *visitor) error {
		if err := v.wants("Conforming"); err != nil { // the assessment is there, and keys go to it
			return err
		}
		v.types("]")
		if err := v.wants("▸ 4.1"); err != nil {
			return err
		}
		v.types(fmt.Sprint(len(v.name) % 6))
		return v.wants(" saved ")
	})
	silent, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	client, err := ssh.Dial("tcp", s.addr, &ssh.ClientConfig{User: "x", Auth: []ssh.AuthMethod{ssh.PublicKeys(idle)}, HostKeyCallback: ssh.InsecureIgnoreHostKey()})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()

	took := s.ends(t)
	for _, v := range room {
		select {
		case <-v.ended:
		case <-time.After(40 * time.Second):
			t.Errorf("the window of %s is still open", v.name)
		}
		if !strings.Contains(v.got(), "The room is closed. Everything you answered is saved.") {
			t.Errorf("%s was not told: %q", v.name, v.got()[max(0, len(v.got())-200):])
		}
	}
	var history data.History
	if err := json.Unmarshal([]byte(must(t, "history", "4.1", "--limit", "1000", "--json")), &history); err != nil {
		t.Fatal(err)
	}
	by := map[string]bool{}
	for _, act := range history.Acts {
		by[act.By] = true
	}
	for _, name := range names {
		if !by[name] {
			t.Errorf("the answer of %s was shown as saved and is not in the file", name)
		}
	}
	t.Logf("%d windows were told and closed in %d ms, %d answers in the file", len(room), took.Milliseconds(), len(by))
	must(t, "doctor")
}
