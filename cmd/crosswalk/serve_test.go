//go:build unix

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
)

// shared is output that is read while it is written.
type shared struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func (s *shared) awaits(t *testing.T, what string) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if regexp.MustCompile(what).MatchString(s.String()) {
			return
		}
	}
	t.Fatalf("%q never came: %q", what, s.String())
}

// People join with the ssh that is on their machine.
func TestTheSystemsSSHJoinsByKeyAndByCode(t *testing.T) {
	if _, err := exec.LookPath("ssh"); err != nil {
		t.Skip("there is no ssh on this machine; tui/serve tests the same with a client of its own")
	}
	inDatabase(t)
	dir := t.TempDir()
	key := filepath.Join(dir, "mara")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key, "-C", "mara@laptop").CombinedOutput(); err != nil {
		t.Fatalf("ssh-keygen makes no key: %v %s", err, out)
	}
	call := func(args ...string) string {
		t.Helper()
		var out, errs strings.Builder
		if code := runs(t.Context(), args, strings.NewReader(""), &out, &errs); code != 0 {
			t.Fatalf("%v: exit %d, %s", args, code, errs.String())
		}
		return strings.TrimSpace(out.String())
	}
	call("new", "Gap 2026")
	call("people", "add", "Mara Holm", "--key", key+".pub", "--role", "assessor")
	code := call("invite", "--role", "observer", "--for", "1h")

	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var out, errs shared
	ended := make(chan int, 1)
	go func() {
		ended <- runs(ctx, []string{"serve", "--listen", "127.0.0.1:0"}, strings.NewReader(""), &out, &errs)
	}()
	out.awaits(t, `By key     ssh -p \d+ 127.0.0.1\n`)
	port := regexp.MustCompile(`ssh -p (\d+)`).FindStringSubmatch(out.String())[1]
	base := []string{"-p", port, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + filepath.Join(dir, "known"), "-F", "/dev/null"}
	byKey := append(base, "-i", key, "-o", "IdentitiesOnly=yes")

	mara := sshWindow(t, append(byKey, "127.0.0.1")...)
	mara.out.awaits(t, `Mara Holm`)
	mara.types(t, "]3")
	mara.out.awaits(t, `saved`)
	jon := sshWindow(t, append(base, "-o", "PreferredAuthentications=keyboard-interactive", "127.0.0.1")...)
	jon.out.awaits(t, `Code:`)
	jon.types(t, code+"\r")
	jon.out.awaits(t, `Your name:`)
	jon.types(t, "Jon Berg\r")
	jon.out.awaits(t, `observer`)

	if said, err := exec.Command("ssh", append(byKey, "127.0.0.1", "id")...).CombinedOutput(); err == nil || bytes.Contains(said, []byte("uid=")) {
		t.Errorf("a command was run: %s", said)
	}
	stop()
	mara.out.awaits(t, `The room is closed. Everything you answered is saved.`)
	jon.out.awaits(t, `The room is closed.`)
	if code := <-ended; code != 0 {
		t.Errorf("serve ended with %d: %s", code, errs.String())
	}
	if got := call("answers", "--json"); !strings.Contains(got, "Mara Holm") {
		t.Errorf("the answer is not hers: %s", got)
	}
}

// window is a terminal in which ssh runs.
type window struct {
	person *os.File
	out    *shared
}

func sshWindow(t *testing.T, args ...string) window {
	t.Helper()
	cmd := exec.Command("ssh", args...)
	cmd.Env = append(os.Environ(), "TERM=xterm-256color")
	person, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		t.Fatal(err)
	}
	w := window{person, &shared{}}
	go func() {
		buf := make([]byte, 1<<14)
		for {
			n, err := person.Read(buf)
			_, _ = w.out.Write(buf[:n])
			if err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait(); _ = person.Close() })
	return w
}

func (w window) types(t *testing.T, text string) {
	t.Helper()
	if _, err := w.person.WriteString(text); err != nil {
		t.Fatal(err)
	}
}
