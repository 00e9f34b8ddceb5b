package serve

import (
	"crypto/rand"
	"crypto/rsa"
	"fmt"
	"net"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/crypto/ssh"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/clocktest"
	"crosswalk/store/sqlite"
)

// Who can only speak as it was done long ago is refused, also with a good key.
func TestNobodyComesInByAWeakAlgorithm(t *testing.T) {
	r := open(t, Options{})
	mara := r.person("Mara", workshop.Assessor)
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	must(t, err)
	old, err := ssh.NewSignerFromKey(private)
	must(t, err)
	must(t, r.db.AddPeople(t.Context(), facilitator, []workshop.Person{{Name: "Jon", Role: workshop.Assessor, Key: ssh.FingerprintSHA256(old.PublicKey())}}))
	signing := func(algorithm string) ssh.Signer {
		s, err := ssh.NewSignerWithAlgorithms(old.(ssh.AlgorithmSigner), []string{algorithm})
		must(t, err)
		return s
	}
	for what, c := range map[string]struct {
		in   bool
		key  ssh.Signer
		with ssh.Config
	}{
		"what is usual":                       {true, mara, ssh.Config{}},
		"diffie-hellman-group14-sha1":         {false, mara, ssh.Config{KeyExchanges: []string{ssh.InsecureKeyExchangeDH14SHA1}}},
		"diffie-hellman-group1-sha1":          {false, mara, ssh.Config{KeyExchanges: []string{ssh.InsecureKeyExchangeDH1SHA1}}},
		"diffie-hellman-group-exchange":       {false, mara, ssh.Config{KeyExchanges: []string{ssh.InsecureKeyExchangeDHGEXSHA1, ssh.KeyExchangeDHGEXSHA256}}},
		"hmac-sha1-96":                        {false, mara, ssh.Config{Ciphers: []string{ssh.CipherAES128CTR}, MACs: []string{ssh.InsecureHMACSHA196}}},
		"hmac-sha1":                           {false, mara, ssh.Config{Ciphers: []string{ssh.CipherAES128CTR}, MACs: []string{ssh.HMACSHA1}}},
		"aes128-cbc":                          {false, mara, ssh.Config{Ciphers: []string{ssh.InsecureCipherAES128CBC}}},
		"arcfour":                             {false, mara, ssh.Config{Ciphers: []string{ssh.InsecureCipherRC4128}}},
		"a signature by ssh-rsa, with SHA-1":  {false, signing(ssh.KeyAlgoRSA), ssh.Config{}},
		"a signature by the same, with SHA-2": {true, signing(ssh.KeyAlgoRSASHA256), ssh.Config{}},
	} {
		client, err := ssh.Dial("tcp", r.addr, &ssh.ClientConfig{
			Config: c.with, User: "x", Auth: []ssh.AuthMethod{byKey(c.key)}, HostKeyCallback: ssh.InsecureIgnoreHostKey(), Timeout: soon,
		})
		if err == nil {
			_ = client.Close()
		}
		if (err == nil) != c.in {
			t.Errorf("%s: came in %v: %v", what, err == nil, err)
		}
	}
}

// Whoever comes for the first time is asked by their ssh whether this is the right
// server, and looks at a sheet of paper before they say yes.
func TestThereIsTimeToCompareTheHostKey(t *testing.T) {
	slowly(t, time.Second, func(grace time.Duration) bool {
		r := open(t, Options{Grace: grace, Wait: 4 * grace})
		compare := func(string, net.Addr, ssh.PublicKey) error { time.Sleep(2 * grace); return nil }
		client, err := ssh.Dial("tcp", r.addr, &ssh.ClientConfig{User: "x", Auth: []ssh.AuthMethod{byKey(r.person("Mara", workshop.Assessor))}, HostKeyCallback: compare})
		if err != nil {
			return false
		}
		defer client.Close()
		show(t, client, 80, 24).shows("Mara")
		return true
	})
}

// An ended code says so at the prompt, and who came by it leaves.
func TestACodeWhoseTimeIsOverLetsNobodyIn(t *testing.T) {
	var later atomic.Int64
	r := openAt(t, Options{}, sqlite.Options{Clock: func() time.Time { return clocktest.Now().Add(time.Duration(later.Load())) }}, "Gap 2026")
	_, code, err := r.db.Invite(t.Context(), facilitator, workshop.Assessor, "", time.Hour)
	must(t, err)
	said := ""
	jon := r.join(byCode(code, "Jon", &said)).shows("Jon · assessor")
	later.Store(int64(59 * time.Minute))
	r.join(byCode(code, "Mara", &said)).shows("Mara · assessor")
	if said != "" {
		t.Errorf("the door said %q to who may come in", said)
	}
	r.person("Lena", workshop.Assessor) // any news has it looked at who may stay
	jon.shows("Your code ends in less than a minute")
	later.Store(int64(time.Hour + time.Second))
	if c, err := r.dial("x", byCode(code, "Olga", &said)); err == nil {
		_ = c.Close()
		t.Error("somebody came in by a code whose time was over")
	}
	if said != "This code lets nobody in; ask the facilitator for another." {
		t.Errorf("the door said %q", said)
	}
	r.person("Piotr", workshop.Assessor) // any news has it looked at who may stay
	jon.ends("Your place in this room has ended.")
}

// faulty is a clock that panics once, where it is asked from a certain place.
type faulty struct {
	mu    sync.Mutex
	where string
}

func (f *faulty) panicsIn(where string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.where = where
}

func (f *faulty) now() time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.where != "" && askedFrom() == f.where {
		f.where = ""
		panic("a fault in the " + "clock")
	}
	return clocktest.Now()
}

// askedFrom says which part of a program runs.
func askedFrom() string {
	var pcs [64]uintptr
	for frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])]); ; {
		f, more := frames.Next()
		for _, part := range []string{"Update", "View"} {
			if strings.HasSuffix(f.Function, "tui.(*App)."+part) {
				return part
			}
		}
		if !more {
			return "Cmd"
		}
	}
}

func TestAPanicEndsOneWindowAndTheRoomGoesOn(t *testing.T) {
	clock := &faulty{}
	r := open(t, Options{})
	mara := r.join(byKey(r.person("Mara Holm", workshop.Assessor))).shows("Mara Holm").keys("]").shows("▸ 4.1")
	key := r.person("Jon Berg", workshop.Assessor)
	r.s.o.Clock = clock.now // for whoever comes from now on, and not for Mara
	for n, place := range []struct{ where, keys string }{{"Cmd", ""}, {"Update", "4"}, {"View", "\x1b0"}} {
		if place.where == "Cmd" {
			clock.panicsIn(place.where)
		}
		client, err := r.dial("x", byKey(key))
		must(t, err)
		defer client.Close()
		jon := show(t, client, 80, 24)
		if place.where != "Cmd" {
			jon.shows("Jon Berg").keys("\x1b2" + "3").shows("▐3▌")
			clock.panicsIn(place.where)
			jon.keys(place.keys)
		}
		jon.ends("This window failed, and the room goes on. What you answered is saved; join again.")
		if got := strings.Count(r.log.String(), `msg="a session failed" name="Jon Berg"`); got != n+1 || !strings.Contains(r.log.String(), "a fault in the clock") {
			t.Errorf("a panic in %s left no line in the log:\n%s", place.where, r.log.String())
		}
		if _, ok := mara.press([]string{"j", "k"}[n%2], []string{"▸ 4.2", "▸ 4.1"}[n%2]); !ok {
			t.Fatalf("after a panic in %s of Jon's, Mara's window stands still:\n%s", place.where, mara.picture())
		}
	}
	r.join(byKey(key)).shows("2 here").keys("Q").ends("")
	if x := r.rating("4.1"); x.By != "Jon Berg" || x.Level < 3 {
		t.Errorf("what Jon answered before is %+v", x)
	}
}

// payloads are texts that would take over a terminal to which they come as they
// are, or show something else than they say.
var payloads = []string{
	"\x1b]52;c;cm0gLXJmIH4K\a", "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "\x1b[2J\x1b[H", "\x1b[8mhidden\x1b[0m", "\x1b[?47l\x1b[?2004l",
	"\x1bP+q544e\x1b\\", "\x1b_Gi=1;AAAA\x1b\\", "\x1b]0;title\a", "\x1b[21t", "\u009b31mC1", "\u009d52;c;AAAA\u009c", "bell\a", "over\bwrite", "line\rback",
	"\u202egnp.exe", "\u2066isolate\u2069", "zero\u200bwidth", "\ufeffbom", "soft\u00adhyphen", "tag\U000e0041", "del\x7f", "nul\x00",
	"\u2028line", "invalid\xff\xfe", "\x0e\x0fshift", "\x1b#8", "mark" + strings.Repeat("\u0301", 40),
}

// own are the sequences with which the workbench itself speaks to a terminal.
var own = regexp.MustCompile(`^\x1b\](2;(Crosswalk)?|11;\?)(\x07|\x1b\\)$`)

// inert fails where bytes that were sent to somebody hold more than the workbench
// itself says to a terminal.
func inert(t *testing.T, what, sent string) {
	t.Helper()
	for _, p := range payloads[:len(payloads)-1] { // the marks lie on one letter, where it can be edited
		if utf8.RuneCountInString(p) > 6 && strings.Contains(sent, p) {
			t.Errorf("%s: %q came through", what, p)
		}
	}
	var state byte
	for rest := sent; rest != ""; {
		seq, _, n, next := ansi.DecodeSequence(rest, state, nil)
		if strings.HasPrefix(seq, "\x1b") && len(seq) > 1 && strings.ContainsRune("]P_^X", rune(seq[1])) && !own.MatchString(seq) {
			t.Errorf("%s: the sequence %q came through", what, seq)
		}
		rest, state = rest[n:], next
	}
	for _, r := range ansi.Strip(sent) {
		if r >= 0x7f && r < 0xa0 || r == utf8.RuneError || r != '\u200d' && unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp) {
			t.Errorf("%s: %U came through", what, r)
			return
		}
	}
}

// hostile fills the room with texts that mean harm, wherever the store takes them.
func (r *room) hostile(t *testing.T) {
	t.Helper()
	cat := catalog.Shipped()
	taken := map[string]int{}
	do := func(what string, decide func(a *assess.Assessment) ([]assess.Change, error)) {
		if _, err := r.db.Do(t.Context(), facilitator, r.id, decide); err == nil {
			taken[what]++
		}
	}
	for i, p := range payloads {
		key := assess.Key{Item: []string{"4.1", "4.2", "4.3", "4.4"}[i%4]}
		do("note", func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Note(cat, a, key, a.Answer(key).Note+p+"\n")
		})
		do("owner", func(a *assess.Assessment) ([]assess.Change, error) { return assess.Assign(cat, a, key, p, "") })
		do("system", func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.PutSystem(a, assess.System{ID: r.db.NewID(), Name: p, Purpose: p})
		})
		do("baseline", func(a *assess.Assessment) ([]assess.Change, error) { return assess.NoteBaseline(cat, a, "A.5.9", p) })
		if _, err := r.db.Do(t.Context(), store.Actor{Name: p}, r.id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Rate(cat, a, key, i%5, "")
		}); err == nil {
			taken["author"]++
		}
		if r.db.AddPeople(t.Context(), facilitator, []workshop.Person{{Name: p, Role: workshop.Assessor, Key: fmt.Sprint("SHA256:", i)}}) == nil {
			taken["person"]++
		}
	}
	v, err := r.db.OpenVote(t.Context(), facilitator, cat, r.id, assess.Key{Item: "5.1"}, 1, true)
	must(t, err)
	for i, p := range payloads {
		if _, err := r.db.Cast(t.Context(), store.Actor{Name: fmt.Sprintf("Voter %d", i), Role: workshop.Assessor}, v.ID, workshop.Ballot{Level: i % 6, Confidence: workshop.Confidences[0], Reason: p}); err == nil {
			taken["reason"]++
		}
	}
	_, err = r.db.Reveal(t.Context(), facilitator, v.ID)
	must(t, err)
	t.Logf("of %d payloads were taken: %v", len(payloads), taken)
	if taken["note"] < 18 || taken["reason"] < 10 {
		t.Errorf("too few were taken to show anything: %v", taken)
	}
}

func TestNobodyControlsTheTerminalOfAnother(t *testing.T) {
	r := openAt(t, Options{}, sqlite.Options{}, "Gap "+payloads[0]+payloads[14])
	r.hostile(t)
	r.strangersAtTheDoor(t)
	eve := r.person("Eve", workshop.Assessor)
	for i, p := range payloads { // as the name of a terminal, as a user, and some in a paste
		client, err := r.dial(p, byKey(eve))
		must(t, err)
		w := showNamed(t, client, p, 80, 24).shows("Eve")
		if i%4 == 0 || torture() {
			w.keys("\x1b2").shows("4.1").keys("c").shows("Note on")
			w.keys("\x1b[200~typed " + strings.Join(payloads[i:min(i+4, len(payloads))], " ") + "\x1b[201~").shows("typed").keys("\x1b").shows("c note")
		}
		w.keys("Q").ends("")
		inert(t, fmt.Sprintf("a terminal named %q", p), w.bytes())
		_ = client.Close()
	}
	client, err := r.dial("mara", byKey(r.person("Mara", workshop.Facilitator)))
	must(t, err)
	mara := show(t, client, 120, 50).shows("Mara")
	for tab := '1'; tab <= '9'; tab++ {
		mara.look("\x1b" + string(tab))
		for range 3 {
			mara.look("j")
			mara.look("\r") // a text, a record, an act: whatever the screen has
			mara.look("\x1b")
		}
		mara.look("\x1b[6~")
	}
	if strings.Contains(mara.bytes(), strings.Repeat("\u0301", 6)) {
		t.Error("marks lie over other lines")
	}
	mara.keys("\x1b2").shows("c note")
	for range 4 {
		mara.look("k")
	}
	for range 4 {
		mara.look("c") // the note in a field in which it can be edited
		mara.look("\x07")
		mara.look("j")
	}
	must(t, client.Close())
	inert(t, "another's window", mara.bytes())
	log := r.log.String()
	for _, c := range log {
		if c < 0x20 && c != '\n' || c >= 0x7f && c < 0xa0 || unicode.In(c, unicode.Cf, unicode.Co) {
			t.Fatalf("%U is in the log", c)
		}
	}
	if !strings.Contains(log, "joined") {
		t.Error("the log is empty")
	}
}

// strangersAtTheDoor give payloads as users, codes and names.
func (r *room) strangersAtTheDoor(t *testing.T) {
	t.Helper()
	_, code, err := r.db.Invite(t.Context(), facilitator, workshop.Assessor, "", time.Hour)
	must(t, err)
	for i, p := range payloads {
		said := ""
		if i < wrongCodes-1 {
			_, _ = r.dial(p, byCode(p, "Eve", &said))
		}
		client, err := r.dial(p, byCode(code, p+" Eve "+string(rune('A'+i)), &said))
		inert(t, fmt.Sprintf("what the door says to %q", p), said)
		if err == nil {
			_ = client.Close()
		}
		r.s.door.mu.Lock() // so many failures would shut it
		clear(r.s.door.sources)
		r.s.door.mu.Unlock()
	}
}

// look presses a key and lets what it brings be drawn. Behind an escape it waits
// longer, or the next key would be one with alt.
func (w *window) look(key string) {
	w.t.Helper()
	w.keys(key)
	if key == "\x1b" {
		time.Sleep(2 * together)
	}
	time.Sleep(40 * time.Millisecond)
}
