package serve

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"golang.org/x/crypto/ssh"

	"crosswalk/catalog/workshop"
	"crosswalk/tui"
)

// What reads the bytes of strangers at the door, each by itself.

func FuzzAFileOfKeysIsReadOrRefused(f *testing.F) {
	old, err := os.ReadFile("testdata/old/authorized_keys")
	must(f, err)
	f.Add(old)
	f.Add([]byte(`command="sh" ssh-ed25519 AAAA x`))
	f.Add([]byte("-----BEGIN OPENSSH PRIVATE KEY-----"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		keys, err := PublicKeys(bytes.NewReader(raw))
		if (err == nil) != (len(keys) > 0) {
			t.Fatalf("%d keys and %v", len(keys), err)
		}
		for _, k := range keys {
			if !strings.HasPrefix(k.Fingerprint, "SHA256:") || k.Line < 1 {
				t.Errorf("a key is %+v", k)
			}
		}
	})
}

func FuzzTheFileOfTheHostKeyIsReadOrRefused(f *testing.F) {
	whole, err := os.ReadFile("testdata/old/host_key")
	must(f, err)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		key, err := parseHostKey("key", raw)
		if (err == nil) != (key != nil) {
			t.Fatalf("%v and %v", key, err)
		}
		if err == nil && key.PublicKey() == nil {
			t.Error("a key has no public half")
		}
	})
}

func TestAFileThatIsNoHostKeyIsRefusedAndNotWrittenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "key")
	for _, raw := range []string{"", "-----BEGIN OPENSSH PRIVATE KEY-----\n", "no key"} {
		must(t, os.WriteFile(path, []byte(raw), 0o600))
		if key, err := HostKey(path); err == nil || key != nil {
			t.Errorf("%q is taken for a key", raw)
		}
		if now, err := os.ReadFile(path); err != nil || string(now) != raw {
			t.Errorf("%q was written over", raw)
		}
	}
}

// bare is a visit without a line, of the only person in the room.
func bare() *visit {
	s := New(Options{})
	v := &visit{s: s, who: workshop.Person{Name: "Eve"}, sizes: make(chan tui.Size, 1)}
	s.live[v] = true
	return v
}

func FuzzAWindowOfAnyPayloadIsClamped(f *testing.F) {
	f.Add(pty(80, 24), resized(200, 60))
	f.Add(pty(1<<31, 0), resized(0, 1<<32-1))
	f.Add([]byte{0, 0, 0, 200, 'x'}, []byte{1})
	f.Fuzz(func(t *testing.T, terminal, window []byte) {
		v := bare()
		if v.terminal(terminal) && (v.term == "" || strings.ContainsAny(v.term, "\x1b/ \n=;")) {
			t.Errorf("the terminal is %q", v.term)
		}
		v.resize(window)
		select {
		case z := <-v.sizes:
			if z.Width < 1 || z.Height < 1 || z.Width*z.Height > mostCells {
				t.Errorf("a window has %d x %d cells", z.Width, z.Height)
			}
		default:
		}
	})
}

// The environment is refused unread, whatever it says.
func FuzzNoPayloadOfTheEnvironmentIsTaken(f *testing.F) {
	r := open(f, Options{})
	client, err := r.dial("x", byKey(r.person("Eve", workshop.Assessor)))
	must(f, err)
	f.Cleanup(func() { _ = client.Close() })
	session, err := client.NewSession()
	must(f, err)
	must(f, ask(session, "pty-req", pty(80, 24)))
	f.Add([]byte("LANG=C"))
	f.Add(ssh.Marshal(struct{ Name, Value string }{"LD_PRELOAD", "x"}))
	f.Fuzz(func(t *testing.T, payload []byte) {
		if len(payload) > 30_000 {
			return
		}
		if ok, err := session.SendRequest("env", true, payload); ok {
			t.Errorf("%q was taken, %v", payload, err)
		}
	})
}

// A code and a name are typed by anybody: whatever they are, who comes in by a
// wrong code is nobody, and the log has one short line that drives no terminal.
func FuzzThePromptsLetNobodyInByAWrongCode(f *testing.F) {
	r := open(f, Options{})
	f.Add("aaaa-bbbb-cccc", "Jon")
	f.Add("", "")
	f.Add(strings.Repeat("a", 5000), "\x1b]0;x\a\u202e")
	c := nowhere{}
	f.Fuzz(func(t *testing.T, code, name string) {
		before := len(r.log.String())
		said := 0
		p, err := r.s.byCode(t.Context(), c, func(_, words string, questions []string, _ []bool) ([]string, error) {
			if said++; len(questions) == 2 {
				return []string{code, name}, nil
			}
			if strings.ContainsAny(words, "\x1b\a") || !utf8.ValidString(words) {
				t.Errorf("the door says %q", words)
			}
			return nil, nil
		})
		if err == nil || p != nil || said != 2 {
			t.Errorf("%q by %q came in as %+v", name, code, p)
		}
		line := r.log.String()[before:]
		if len(line) > 2000 || strings.ContainsAny(line, "\x1b\a") || !utf8.ValidString(line) {
			t.Errorf("the log has %q", line)
		}
		r.s.door.rightCode(c.RemoteAddr(), time.Now())
	})
}

// nowhere is a connection of which only the address is asked.
type nowhere struct{ net.Conn }

func (nowhere) RemoteAddr() net.Addr { return from("192.0.2.9") }

// The decoder was made for a person's own terminal; what the gate lets through
// must not end it, nor hold it up.
func FuzzTheDecoderOfKeysOutlivesWhatTheGateLetsThrough(f *testing.F) {
	for _, keys := range strange() {
		f.Add(keys[:min(len(keys), 300)])
	}
	f.Fuzz(func(t *testing.T, keys string) {
		rest := []byte(through(newGate(), keys))
		var d uv.EventDecoder
		for len(rest) > 0 {
			n, _ := d.Decode(rest)
			if n <= 0 {
				return // it waits for more
			}
			if n > len(rest) {
				t.Fatalf("%d of %d bytes were read", n, len(rest))
			}
			rest = rest[n:]
		}
	})
}

func FuzzANameIsTakenOrRefused(f *testing.F) {
	f.Add("Mara Holm")
	f.Add("Мага\u200d")
	f.Add("\xff\u202e👩\u200d🔬")
	f.Fuzz(func(t *testing.T, name string) {
		p := workshop.Person{Name: name, Role: workshop.Assessor}
		if p.Check() != nil {
			return
		}
		if !utf8.ValidString(name) || strings.ContainsAny(name, "\x00\x1b\n\r") || workshop.Skeleton(name) == "" {
			t.Errorf("%q is a name", name)
		}
		if !workshop.Alike(name, name+" .") {
			t.Errorf("%q is not like itself", name)
		}
	})
}
