//go:build unix

package main

import (
	"bytes"
	"crypto/ed25519"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/crypto/ssh"
)

// served is a room in a process of its own.
type served struct {
	cmd  *exec.Cmd
	out  shared
	errs shared
	port string
}

func serveRoom(t *testing.T) *served {
	t.Helper()
	r := &served{cmd: exec.Command("crosswalk", "serve", "--listen", "127.0.0.1:0")}
	r.cmd.Stdout, r.cmd.Stderr = &r.out, &r.errs
	if err := r.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.cmd.Process.Kill(); _ = r.cmd.Wait() })
	r.out.awaits(t, `ctrl\+c closes it`)
	r.port = regexp.MustCompile(`ssh -p (\d+)`).FindStringSubmatch(r.out.String())[1]
	return r
}

// mayJoin gives somebody a key that the room knows.
func mayJoin(t *testing.T, name, role string) ssh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "key.pub")
	if err := os.WriteFile(path, ssh.MarshalAuthorizedKey(key.PublicKey()), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "people", "add", name, "--key", path, "--role", role)
	return key
}

// seat is a window on the room.
type seat struct {
	out   *shared
	in    io.Writer
	ended chan error
}

func (r *served) join(t *testing.T, key ssh.Signer) seat {
	t.Helper()
	client, err := ssh.Dial("tcp", "127.0.0.1:"+r.port, &ssh.ClientConfig{
		User: "anybody", Auth: []ssh.AuthMethod{ssh.PublicKeys(key)}, HostKeyCallback: ssh.InsecureIgnoreHostKey(), Timeout: 30 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	s, err := client.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	p := seat{out: &shared{}, ended: make(chan error, 1)}
	s.Stdout = p.out
	if p.in, err = s.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm-256color", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Shell(); err != nil {
		t.Fatal(err)
	}
	go func() { p.ended <- s.Wait() }()
	p.out.awaits(t, "Overview")
	return p
}

// presses types something and waits for what it brings to the screen.
func (p seat) presses(t *testing.T, keys, brings string) {
	t.Helper()
	before := len(p.out.String())
	if _, err := io.WriteString(p.in, keys); err != nil {
		t.Fatal(err)
	}
	p.brings(t, before, brings)
}

func (p seat) brings(t *testing.T, before int, what string) {
	t.Helper()
	want := regexp.MustCompile(what)
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if want.MatchString(ansi.Strip(p.out.String()[before:])) {
			return
		}
	}
	t.Fatalf("%q never came: %q", what, p.out.String()[before:])
}

// A server that is killed in the middle of a vote and started again goes on with
// it: what a screen showed as cast is cast.
func TestAVoteOutlivesAServerThatIsKilled(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Gap 2026")
	mara, jon, ada := mayJoin(t, "Mara Holm", "facilitator"), mayJoin(t, "Jon Berg", "assessor"), mayJoin(t, "Ada Lind", "assessor")
	r := serveRoom(t)
	must(t, "workshop", "vote", "5.2", "--named")
	room := "\x1b8"
	for _, key := range []ssh.Signer{jon, ada} {
		p := r.join(t, key)
		p.presses(t, room, "round 1")
		p.presses(t, "4", "4, fairly sure")
	}
	if err := r.cmd.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = r.cmd.Wait()
	if got := must(t, "workshop", "show"); !strings.Contains(got, "2 voted") {
		t.Fatalf("after the kill, %s", got)
	}

	r = serveRoom(t)
	lead := r.join(t, mara)
	lead.presses(t, room, "round 1")
	lead.presses(t, "3", "3, fairly sure")
	back := r.join(t, jon)
	back.brings(t, 0, "4, fairly sure") // he is where he was
	before := len(back.out.String())
	lead.presses(t, "x", "Consensus on 4")
	back.brings(t, before, "Consensus on 4")
	lead.presses(t, "s", "the votes propose 4")
	lead.presses(t, "\r", "Reason")
	lead.presses(t, "\r", "Settled")
	if got := stored(t, "5.2"); got != "4" {
		t.Errorf("5.2 is settled at %q", got)
	}
	if got := must(t, "workshop", "summary"); !strings.Contains(got, "- Ada Lind") || !strings.Contains(got, "1 vote for 3 (Mara Holm, medium confidence)") {
		t.Errorf("the minutes say %s", got)
	}
	must(t, "doctor")
}

// A signal closes the room in order: everybody is told, nothing is lost, and the
// program ends as one that did its work.
func TestASignalClosesTheRoomInOrder(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Gap 2026")
	n := kills(8, 50)
	var keys []ssh.Signer
	for i := range n {
		keys = append(keys, mayJoin(t, fmt.Sprintf("Person %d", i), "assessor"))
	}
	r := serveRoom(t)
	var all []seat
	for i, key := range keys {
		p := r.join(t, key)
		p.presses(t, "]", "Rating")
		p.presses(t, fmt.Sprint(i%6), "saved")
		all = append(all, p)
	}
	began := time.Now()
	if err := r.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := r.cmd.Wait(); err != nil {
		t.Errorf("serve ended with %v: %s", err, r.errs.String())
	}
	took := time.Since(began)
	if took > 5*time.Second {
		t.Errorf("the room closed after %s", took)
	}
	for i, p := range all {
		select {
		case err := <-p.ended:
			if err != nil || !strings.Contains(p.out.String(), "The room is closed. Everything you answered is saved.") {
				t.Errorf("window %d ended with %v and was not told why", i, err)
			}
		case <-time.After(5 * time.Second):
			t.Errorf("window %d is still open", i)
		}
	}
	if got, want := stored(t, "4.1"), fmt.Sprint((n-1)%6); got != want {
		t.Errorf("4.1 is %q, and the last answer was %s", got, want)
	}
	if got := bytes.Count([]byte(must(t, "history")), []byte("4.1 rated")); got != n {
		t.Errorf("%d answers are in the history, of %d", got, n)
	}
	t.Logf("%d windows were told and closed in %s", n, took.Round(time.Millisecond))
}
