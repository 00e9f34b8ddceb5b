package serve

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/charmbracelet/x/vt"
	"golang.org/x/crypto/ssh"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/clocktest"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
	"crosswalk/tui"
)

// room is a server with its door open, and one assessment.
type room struct {
	t    testing.TB
	db   *store.DB
	path string // of the database
	id   string
	s    *Server
	addr string
	stop func() error // closes the room and gives what Serve gave
	log  *lines
}

var facilitator = store.Actor{Name: "Ines", Role: workshop.Facilitator}

func open(t testing.TB, o Options) *room {
	t.Helper()
	return openAt(t, o, sqlite.Options{}, "Gap 2026")
}

func openAt(t testing.TB, o Options, s sqlite.Options, name string) *room {
	t.Helper()
	r := &room{t: t, log: &lines{}, path: filepath.Join(t.TempDir(), "crosswalk.db")}
	r.db = storetest.OpenAt(t, r.path, s)
	p := assess.DefaultProfile()
	p.Organisation = "Nordwind"
	a, err := r.db.Create(t.Context(), facilitator, name, p)
	must(t, err)
	r.id = a.ID
	return r.reopen(o)
}

// reopen is another server on the same database.
func (r *room) reopen(o Options) *room {
	r.t.Helper()
	o.Assessment = r.id
	return r.serve(o)
}

func (r *room) serve(o Options) *room {
	t := r.t
	t.Helper()
	r = &room{t: t, db: r.db, path: r.path, id: r.id, log: &lines{}}
	key, err := HostKey(filepath.Join(t.TempDir(), "host"))
	must(t, err)
	o.DB, o.Catalog, o.HostKey = r.db, catalog.Shipped(), key
	if o.Clock == nil {
		o.Clock = clocktest.Now
	}
	o.Log = slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	r.addr = l.Addr().String()
	r.s = New(o)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- r.s.Serve(ctx, l) }()
	r.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() { must(t, r.stop()) })
	return r
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// lines is a log that can be read while it is written.
type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newKey(t testing.TB) ssh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	key, err := ssh.NewSignerFromKey(private)
	must(t, err)
	return key
}

// person is somebody with a key who may join.
func (r *room) person(name string, role workshop.Role) ssh.Signer {
	r.t.Helper()
	key := newKey(r.t)
	must(r.t, r.db.AddPeople(r.t.Context(), facilitator, []workshop.Person{{Name: name, Role: role, Key: ssh.FingerprintSHA256(key.PublicKey())}}))
	return key
}

func (r *room) dial(user string, auth ...ssh.AuthMethod) (*ssh.Client, error) {
	return ssh.Dial("tcp", r.addr, &ssh.ClientConfig{User: user, Auth: auth, HostKeyCallback: ssh.InsecureIgnoreHostKey(), Timeout: 5 * time.Second})
}

func byKey(keys ...ssh.Signer) ssh.AuthMethod { return ssh.PublicKeys(keys...) }

// byCode answers the questions of the door, and notes what it says.
func byCode(code, name string, said *string) ssh.AuthMethod {
	return ssh.KeyboardInteractive(func(_, instruction string, questions []string, _ []bool) ([]string, error) {
		if len(questions) == 0 {
			*said += instruction
			return nil, nil
		}
		return []string{code, name}, nil
	})
}

// window is a client's terminal.
type window struct {
	t       testing.TB
	client  *ssh.Client
	session *ssh.Session
	in      io.WriteCloser
	mu      sync.Mutex
	screen  *vt.Emulator
	raw     strings.Builder
	news    chan struct{} // something was drawn
	ended   chan error
	left    error // how it ended: nil where it was left in order
}

func (r *room) join(auth ...ssh.AuthMethod) *window {
	r.t.Helper()
	client, err := r.dial("whoever", auth...)
	must(r.t, err)
	r.t.Cleanup(func() { _ = client.Close() })
	return show(r.t, client, 80, 24)
}

func show(t testing.TB, client *ssh.Client, w, h int) *window {
	t.Helper()
	return showNamed(t, client, "xterm-256color", w, h)
}

// showNamed is show with a terminal of another name.
func showNamed(t testing.TB, client *ssh.Client, term string, w, h int) *window {
	t.Helper()
	session, err := client.NewSession()
	must(t, err)
	win := &window{t: t, client: client, session: session, screen: vt.NewEmulator(w, h), news: make(chan struct{}, 1), ended: make(chan error, 1)}
	go func() { _, _ = io.Copy(io.Discard, win.screen) }() // what the terminal answers
	win.in, err = session.StdinPipe()
	must(t, err)
	session.Stdout = win
	must(t, session.RequestPty(term, h, w, ssh.TerminalModes{}))
	must(t, session.Shell())
	go func() { win.ended <- session.Wait() }()
	return win
}

func (w *window) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.raw.Write(p)
	select {
	case w.news <- struct{}{}:
	default:
	}
	return w.screen.Write(p)
}

func (w *window) picture() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.screen.String()
}

func (w *window) bytes() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.raw.String()
}

func (w *window) keys(text string) *window {
	w.t.Helper()
	_, err := io.WriteString(w.in, text)
	must(w.t, err)
	return w
}

const soon = 40 * time.Second // many windows, a race detector and a busy machine

func until(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(soon); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatalf("it never came that %s", what)
}

func (w *window) shows(text string) *window {
	w.t.Helper()
	for end := time.Now().Add(soon); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if strings.Contains(w.picture(), text) {
			return w
		}
	}
	w.t.Fatalf("the window never shows %q:\n%s", text, w.picture())
	return w
}

func (w *window) ends(words string) {
	w.t.Helper()
	select {
	case w.left = <-w.ended:
	case <-time.After(soon):
		w.t.Fatalf("the window stays open:\n%s", w.picture())
	}
	if !strings.Contains(w.bytes(), words) {
		w.t.Errorf("it ended without %q: %q", words, w.bytes()[max(0, len(w.bytes())-300):])
	}
}

func (r *room) rating(item string) assess.Rating {
	r.t.Helper()
	a, err := r.db.Assessment(r.t.Context(), r.id)
	must(r.t, err)
	return a.Answer(assess.Key{Item: item}).Rating
}

func TestAnAnswerOfOneIsOnEveryScreen(t *testing.T) {
	r := open(t, Options{})
	mara := r.join(byKey(r.person("Mara Holm", workshop.Assessor))).shows("Mara Holm · assessor")
	jon := r.join(byKey(r.person("Jon Berg", workshop.Facilitator))).shows("Jon Berg · facilitator")
	jon.keys("]").shows("4.1     ○")
	mara.keys("]").shows("4.1     ○").keys("3")
	jon.shows("4.1     ● 3")
	if x := r.rating("4.1"); x.By != "Mara Holm" || x.Level != 3 {
		t.Errorf("4.1 is %+v", x)
	}
	mara.keys("Q").ends("")
}

func TestWhoIsNotKnownDoesNotGetIn(t *testing.T) {
	r := open(t, Options{})
	r.person("Mara", workshop.Assessor)
	said := ""
	for what, auth := range map[string][]ssh.AuthMethod{
		"an unknown key": {byKey(newKey(t))},
		"a password":     {ssh.Password("secret")},
		"nothing":        {},
		"a wrong code":   {byCode("aaaa-bbbb-cccc", "Eve", &said)},
		"no code":        {byCode("", "", &said)},
	} {
		if c, err := r.dial("Mara", auth...); err == nil {
			_ = c.Close()
			t.Errorf("%s got in", what)
		}
	}
	if !strings.Contains(said, "This code lets nobody in") {
		t.Errorf("the door said %q", said)
	}
}

func TestACodeLetsInForAWhileUnderANameThatIsFree(t *testing.T) {
	r := open(t, Options{})
	r.person("Mara", workshop.Facilitator)
	i, code, err := r.db.Invite(t.Context(), facilitator, workshop.Assessor, "", time.Hour)
	must(t, err)
	said := ""
	jon := r.join(byCode(code, "Jon", &said)).shows("Jon · assessor")
	for _, name := range []string{"mara", "Jon", "J.o.n", "", "\x1b]0;x\a"} {
		if c, err := r.dial("x", byCode(code, name, &said)); err == nil {
			_ = c.Close()
			t.Errorf("somebody came in as %q", name)
		}
	}
	if !strings.Contains(said, "Mara here already") || !strings.Contains(said, "Jon is in the room already") || strings.Contains(said, "\x1b") {
		t.Errorf("the door said %q", said)
	}
	must(t, r.db.EndInvitation(t.Context(), facilitator, i.ID))
	jon.ends("Your place in this room has ended.")
	if c, err := r.dial("x", byCode(code, "Jon", &said)); err == nil {
		_ = c.Close()
		t.Error("an ended code let somebody in")
	}
}

// Fifteen people who mistype behind one address shut nobody out: a right code lets
// in however many were wrong, and from then on the wrong ones are forgotten.
func TestTheRightCodeLetsInAfterAnyNumberOfWrongOnes(t *testing.T) {
	r := open(t, Options{Late: time.Millisecond})
	_, code, err := r.db.Invite(t.Context(), facilitator, workshop.Assessor, "", time.Hour)
	must(t, err)
	said := ""
	for range wrongCodes {
		r.s.door.wrongCode(&net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1}, time.Now())
	}
	_, _ = r.dial("x", byCode("aaaa-bbbb-cccc", "Eve", &said))
	if !strings.Contains(said, "Too many wrong codes") || !strings.Contains(r.log.String(), "too many wrong codes") {
		t.Errorf("the door said %q, and the log\n%s", said, r.log.String())
	}
	r.join(byCode(code, "Eve", &said)).shows("Eve · assessor")
	said = ""
	_, _ = r.dial("x", byCode("aaaa-bbbb-cccc", "Ada", &said))
	if !strings.Contains(said, "This code lets nobody in") {
		t.Errorf("after a right code the door said %q", said)
	}
}

// A client may offer the key of another and then log in with its own: it is
// never who it did not prove to be.
func TestAKeyThatIsOnlyOfferedIsNobody(t *testing.T) {
	r := open(t, Options{})
	mara, jon := r.person("Mara", workshop.Facilitator), r.person("Jon", workshop.Observer)
	_, code, err := r.db.Invite(t.Context(), facilitator, workshop.Observer, "", time.Hour)
	must(t, err)
	said := ""
	fake := offered{mara.PublicKey(), newKey(t)}
	for _, auth := range [][]ssh.AuthMethod{{byKey(fake)}, {byKey(fake, jon)}, {byKey(fake), byCode(code, "Eve", &said)}} {
		if c, err := r.dial("Mara", auth...); err == nil {
			_ = c.Close()
			t.Error("a key opened the door without its private half")
		}
	}
	r.join(byKey(newKey(t), jon)).shows("Jon · observer")
	r.join(byKey(newKey(t)), byCode(code, "Eve", &said)).shows("Eve · observer")
	if strings.Contains(r.log.String(), "msg=joined name=Mara") {
		t.Error("somebody came in as Mara")
	}
}

// offered is a public key with the private half of another.
type offered struct {
	public ssh.PublicKey
	ssh.Signer
}

func (o offered) PublicKey() ssh.PublicKey { return o.public }

func TestAnObserverLooksOnAndChangesNothing(t *testing.T) {
	r := open(t, Options{})
	w := r.join(byKey(r.person("Olga", workshop.Observer))).shows("Olga").keys("]").shows("4.1     ○")
	w.keys("3").shows("looks on and changes nothing")
	if x := r.rating("4.1"); x.State != "" {
		t.Errorf("4.1 is %+v", x)
	}
	w.keys("\x1b").shows("4.1")
}

func TestTheRoomIsAboutOneAssessment(t *testing.T) {
	r := open(t, Options{})
	p := assess.DefaultProfile()
	p.Organisation = "Another client"
	_, err := r.db.Create(t.Context(), facilitator, "Secret", p)
	must(t, err)
	w := r.join(byKey(r.person("Mara", workshop.Facilitator))).shows("Gap 2026")
	w.keys("A").shows("This room is about one assessment")
	if strings.Contains(w.bytes(), "Secret") {
		t.Error("another assessment was seen")
	}
}

func TestWhoIsTakenOutLeavesAtOnce(t *testing.T) {
	r := open(t, Options{})
	mara := r.join(byKey(r.person("Mara", workshop.Assessor))).shows("Mara")
	jon := r.join(byKey(r.person("Jon", workshop.Assessor))).shows("Jon")
	must(t, r.db.RemovePerson(t.Context(), facilitator, "Mara"))
	mara.ends("Your place in this room has ended.")
	must(t, r.db.RemovePerson(t.Context(), facilitator, "Jon"))
	jon.ends("Your place in this room has ended.")
}

func TestWhatWasBeingTypedIsKeptWhereAWindowIsEnded(t *testing.T) {
	r := open(t, Options{})
	jon := r.join(byKey(r.person("Jon", workshop.Assessor))).shows("Jon").keys("]").shows("4.1     ○").keys("c").shows("Note on 4.1")
	mara := r.join(byKey(r.person("Mara", workshop.Assessor))).shows("Mara").keys("]").shows("4.1     ○").keys("o").shows("who sees to it")
	jon.keys("half a sen").shows("half a sen")
	mara.keys("half a na").shows("half a na")
	at := assess.Key{Item: "4.1"}.Subject()
	for name, c := range map[string]struct {
		who         *window
		field, text string
	}{
		"Jon":  {jon, assess.FieldNote, "half a sen"},
		"Mara": {mara, store.FormField + "assign", "0\thalf a na\n"},
	} {
		must(t, r.db.RemovePerson(t.Context(), facilitator, name))
		c.who.ends("Your place in this room has ended.")
		text, _, err := r.db.Draft(t.Context(), store.Actor{Name: name, Role: workshop.Assessor}, r.id, at, c.field)
		if err != nil || text != c.text {
			t.Errorf("the draft of %s is %q, %v", name, text, err)
		}
	}
}

func TestNothingButAWindowIsGiven(t *testing.T) {
	r := open(t, Options{})
	client, err := r.dial("x", byKey(r.person("Mara", workshop.Assessor)))
	must(t, err)
	defer client.Close()
	for what, try := range map[string]func(*ssh.Session) error{
		"a command":        func(s *ssh.Session) error { return s.Run("id") },
		"sftp":             func(s *ssh.Session) error { return s.RequestSubsystem("sftp") },
		"the environment":  func(s *ssh.Session) error { return s.Setenv("PATH", "/tmp") },
		"an agent forward": func(s *ssh.Session) error { return ask(s, "auth-agent-req@openssh.com", nil) },
		"X11":              func(s *ssh.Session) error { return ask(s, "x11-req", nil) },
	} {
		client, err := r.dial("x", byKey(r.person("Someone", workshop.Assessor)))
		must(t, err)
		s, err := client.NewSession()
		must(t, err)
		if err := try(s); err == nil {
			t.Errorf("%s was given", what)
		}
		_ = client.Close()
	}
	if _, err := client.Dial("tcp", r.addr); err == nil {
		t.Error("a forward was given")
	}
	if _, err := client.Listen("tcp", "127.0.0.1:0"); err == nil {
		t.Error("a listener was given")
	}
}

func ask(s *ssh.Session, request string, payload []byte) error {
	ok, err := s.SendRequest(request, true, payload)
	if err == nil && !ok {
		err = fmt.Errorf("%s was refused", request)
	}
	return err
}

func TestTheThirdWindowOfOneConnectionIsRefused(t *testing.T) {
	r := open(t, Options{})
	w := r.join(byKey(r.person("Mara", workshop.Assessor))).shows("Mara")
	show(t, w.client, 80, 24).shows("Mara")
	if _, err := w.client.NewSession(); err == nil {
		t.Error("a third window was opened")
	}
}

func TestAFullRoomSaysSo(t *testing.T) {
	r := open(t, Options{Sessions: 1})
	r.join(byKey(r.person("Mara", workshop.Assessor))).shows("Mara")
	r.join(byKey(r.person("Jon", workshop.Assessor))).ends("All 1 places of the room are taken.")
}

func TestTwoSeatsAreKeptForThoseWhoLead(t *testing.T) {
	r := open(t, Options{Sessions: 3})
	r.join(byKey(r.person("Mara", workshop.Assessor))).shows("Mara")
	r.join(byKey(r.person("Jon", workshop.Assessor))).ends("places of the room are taken.")
	r.join(byKey(r.person("Lena", workshop.Facilitator))).shows("Lena")
	r.join(byKey(r.person("Ines", workshop.Facilitator))).shows("Ines")
}

// Between the login and the window there is a moment in which a second one once
// came in under the same name.
func TestAGuestIsThereOnceHoweverCloseTheyComeTogether(t *testing.T) {
	r := open(t, Options{})
	_, code, err := r.db.Invite(t.Context(), facilitator, workshop.Assessor, "", time.Hour)
	must(t, err)
	var all sync.WaitGroup
	var in atomic.Int32
	for range 6 {
		all.Go(func() {
			said := ""
			if c, err := r.dial("x", byCode(code, "Twin", &said)); err == nil {
				in.Add(1)
				t.Cleanup(func() { _ = c.Close() })
			}
		})
	}
	all.Wait()
	if in.Load() != 1 {
		t.Errorf("%d came in under one name", in.Load())
	}
}

func TestAWindowOfAnySizeIsClamped(t *testing.T) {
	r := open(t, Options{})
	w := r.join(byKey(r.person("Mara", workshop.Assessor))).shows("Mara")
	huge := make([]byte, 16)
	for _, size := range []uint32{1 << 31, 1<<32 - 1, 100000, 0} {
		binary.BigEndian.PutUint32(huge, size)
		binary.BigEndian.PutUint32(huge[4:], size)
		_, err := w.session.SendRequest("window-change", false, huge)
		must(t, err)
	}
	w.keys("\x1b[48;100000;100000;0;0t") // a terminal reports a size among its keys
	for range 20000 {
		binary.BigEndian.PutUint32(huge, 80)
		binary.BigEndian.PutUint32(huge[4:], 24)
		_, err := w.session.SendRequest("window-change", false, huge)
		must(t, err)
	}
	w.keys("]").shows("4.1")
	if got := tui.Clamp(1<<31-1, -4); got != (tui.Size{Width: 500, Height: 1}) {
		t.Errorf("it is clamped to %v", got)
	}
}

// stuck is a connection whose client stops reading once it is told to.
type stuck struct {
	net.Conn
	stop chan struct{}
}

func (c stuck) Read(p []byte) (int, error) {
	select {
	case <-c.stop:
		select {}
	default:
		return c.Conn.Read(p)
	}
}

func TestAClientThatReadsNothingHoldsUpNobodyElse(t *testing.T) {
	r := open(t, Options{Stall: time.Second})
	raw, err := net.Dial("tcp", r.addr)
	must(t, err)
	defer raw.Close()
	must(t, raw.(*net.TCPConn).SetReadBuffer(4096))
	c := stuck{raw, make(chan struct{})}
	conn, channels, requests, err := ssh.NewClientConn(c, r.addr, &ssh.ClientConfig{
		User: "x", Auth: []ssh.AuthMethod{byKey(r.person("Mara", workshop.Assessor))}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	must(t, err)
	mara := show(t, ssh.NewClient(conn, channels, requests), 200, 60).shows("Mara")
	close(c.stop)
	jon := r.join(byKey(r.person("Jon", workshop.Assessor))).shows("Jon")
	for i := range 40 {
		mara.keys("]")
		jon.keys("]")
		if i%8 == 0 {
			jon.shows("4.1")
		}
	}
	jon.keys("Q").ends("")
}

// blocked is a line that takes nothing until it is freed.
type blocked struct{ free chan struct{} }

func (b blocked) Write(p []byte) (int, error) {
	<-b.free
	return len(p), nil
}

func TestWhatIsDrawnForWhoReadsNothingIsBounded(t *testing.T) {
	line := blocked{make(chan struct{})}
	hung := make(chan struct{})
	o := newOutput(line, time.Hour, sync.OnceFunc(func() { close(hung) }))
	go o.pump()
	frame := []byte(strings.Repeat("x", 10_000))
	taken := 0
	for ; taken < 10*most; taken += len(frame) {
		if _, err := o.Write(frame); err != nil {
			break
		}
	}
	if taken > 2*most+len(frame) { // as much again may be on its way
		t.Errorf("%d bytes were kept", taken)
	}
	<-hung
	close(line.free)
	o.drain()
}

func TestWhoTakesNothingForAWhileIsHungUpOn(t *testing.T) {
	line := blocked{make(chan struct{})}
	hung := make(chan struct{})
	o := newOutput(line, 20*time.Millisecond, sync.OnceFunc(func() { close(hung) }))
	go o.pump()
	_, err := o.Write([]byte("a"))
	must(t, err)
	<-hung
	close(line.free)
	o.drain()
}

func TestNewLinesAreThoseOfATerminal(t *testing.T) {
	var sent strings.Builder
	o := newOutput(&sent, time.Hour, func() {})
	go o.pump()
	for _, p := range []string{"a\nb\r\nc", "\n", "\n\nd"} {
		if n, err := o.Write([]byte(p)); n != len(p) || err != nil {
			t.Error(n, err)
		}
	}
	o.drain()
	if sent.String() != "a\r\nb\r\nc\r\n\r\n\r\nd" {
		t.Errorf("%q", sent.String())
	}
}

func TestWhatIsSentHidesNothing(t *testing.T) {
	for drawn, want := range map[string]string{
		"a\u202eb\u200bc\u2066d\u00ade\U000e0041f\u009b31mg\ufeff\u2028": "abcdef31mg",
		"─ plain … ünï 語 👩\u200d👩\u200d👧 می\u200cخواهم \x1b[1m":          "─ plain … ünï 語 👩\u200d👩\u200d👧 می\u200cخواهم \x1b[1m",
	} {
		if got := string(plain([]byte(drawn))); got != want {
			t.Errorf("%q became %q", drawn, got)
		}
	}
}

func TestAWindowThatIsClosedOnAKeptConnectionEnds(t *testing.T) {
	r := open(t, Options{})
	w := r.join(byKey(r.person("Mara", workshop.Assessor))).shows("Mara")
	must(t, w.session.Close())
	until(t, "nobody sits", func() bool { return len(r.s.visits()) == 0 })
}

func TestASilentConnectionIsClosed(t *testing.T) {
	r := open(t, Options{Wait: 200 * time.Millisecond})
	c, err := net.Dial("tcp", r.addr)
	must(t, err)
	defer c.Close()
	must(t, c.SetReadDeadline(time.Now().Add(soon)))
	if _, err := io.Copy(io.Discard, c); err != nil {
		t.Errorf("it stays open: %v", err)
	}
}

func TestWhoPressesNoKeyIsWarnedAndThenLeaves(t *testing.T) {
	slowly(t, 1200*time.Millisecond, func(idle time.Duration) bool {
		r := open(t, Options{Idle: idle})
		w := r.join(byKey(r.person("Mara", workshop.Assessor)))
		w.ends("Nobody pressed a key for")
		return strings.Contains(w.bytes(), "This window closes soon")
	})
}

// slowly gives more and more time to what a busy machine may be too slow for.
func slowly(t *testing.T, d time.Duration, ok func(time.Duration) bool) {
	t.Helper()
	for end := 20 * d; d < end; d *= 4 {
		if ok(d) {
			return
		}
	}
	t.Errorf("it never came, in %s neither", d/4)
}

func TestClosingTheRoomTellsEverybody(t *testing.T) {
	r := open(t, Options{})
	mara := r.join(byKey(r.person("Mara", workshop.Assessor))).shows("Mara")
	jon := r.join(byKey(r.person("Jon", workshop.Assessor))).shows("Jon")
	mara.keys("]").shows("4.1     ○").keys("3").shows("4.1     ● 3")
	must(t, r.stop())
	mara.ends("The room is closed. Everything you answered is saved.")
	jon.ends("The room is closed.")
	if mara.left != nil || jon.left != nil { // a line that is cut leaves no exit code
		t.Errorf("they did not leave in order: %v, %v", mara.left, jon.left)
	}
	if x := r.rating("4.1"); x.Level != 3 {
		t.Errorf("the last key was lost: %+v", x)
	}
}

func TestANameInTheLogCanDriveNoTerminal(t *testing.T) {
	r := open(t, Options{})
	said := ""
	_, _ = r.dial("\x1b]0;x\a", byCode("x", "\x1b[2J\u202eevil", &said))
	until(t, "it is in the log", func() bool { return strings.Contains(r.log.String(), "a code let nobody in") })
	if strings.ContainsAny(r.log.String(), "\x1b\a\u202e") {
		t.Errorf("%q", r.log.String())
	}
}

func TestThirtyPeopleJoinAtOnce(t *testing.T) {
	r := open(t, Options{})
	var keys []ssh.Signer
	for i := range 30 {
		keys = append(keys, r.person(fmt.Sprintf("Person %c%c", 'A'+i/26, 'A'+i%26), workshop.Assessor))
	}
	var all sync.WaitGroup
	for _, key := range keys {
		all.Add(1)
		go func() {
			defer all.Done()
			client, err := r.dial("x", byKey(key))
			if err != nil {
				t.Error(err)
				return
			}
			r.t.Cleanup(func() { _ = client.Close() })
			show(t, client, 80, 24).shows("Gap 2026").keys("]").shows("4.1")
		}()
	}
	all.Wait()
	if n := len(r.s.visits()); n != 30 {
		t.Errorf("%d sit", n)
	}
}

// Five people vote, the server is killed in the middle and another one goes on.
func TestAVoteOutlivesItsServer(t *testing.T) {
	r := open(t, Options{})
	names := []string{"Jon", "Mara", "Olga", "Piotr"}
	lead := r.person("Ines", workshop.Facilitator)
	keys := map[string]ssh.Signer{}
	for _, name := range names {
		keys[name] = r.person(name, workshop.Assessor)
	}
	ines := r.join(byKey(lead)).shows("Ines").keys("]").shows("4.1     ○").keys("V").shows("Open a vote")
	ines.keys("\r").keys("\r").keys("\r").keys("\r").keys("\r").shows("not voted yet")
	for _, name := range names[:2] {
		r.join(byKey(keys[name])).shows("The room votes on 4.1").keys("\x1b9").shows("not voted yet").keys("3").shows("You     3")
	}
	ines.shows("Voted   2 of 2 · all have voted")
	must(t, r.stop())
	ines.ends("The room is closed.")

	again := r.reopen(Options{})
	ines = again.join(byKey(lead)).shows("Voted   2 from elsewhere").keys("2").shows("Voted   1 of 1 · 2 from elsewhere")
	for _, name := range names[2:] {
		w := again.join(byKey(keys[name])).shows("The room votes on 4.1").keys("\x1b9").shows("not voted yet").keys("3").shows("You     3")
		if strings.Contains(w.bytes(), "You     2") {
			t.Errorf("%s saw another's vote", name)
		}
	}
	ines.shows("Voted   3 of 3 · 2 from elsewhere · all have voted").keys("C").shows("No consensus").keys("V").shows("round 2")
	time.Sleep(600 * time.Millisecond) // a key counts for a round that was read for half a second
	ines.keys("3").shows("You     3").keys("C").shows("Not voted yet: Olga, Piotr").keys("y").shows("One vote, for 3")
	ines.keys("s").shows("the votes propose 3").keys("\r").keys("\r").shows("No vote is under way")
	if x := again.rating("4.1"); x.Level != 3 || x.By != "Ines" {
		t.Errorf("4.1 is %+v", x)
	}
}

func TestTheRoomShowsWhoIsHereAndFollowsTheFacilitator(t *testing.T) {
	r := open(t, Options{})
	mara := r.join(byKey(r.person("Mara", workshop.Facilitator))).shows("1 here")
	jon := r.join(byKey(r.person("Jon", workshop.Assessor))).shows("2 here")
	mara.shows("2 here").keys("]").shows("4.1     ○").keys("j").shows("▸ 4.2")
	jon.keys("\x1b9").shows("2 people are here").shows("walk 4.2")
	jon.keys("F").shows("following").shows("▸ 4.2")
	mara.keys("j").shows("▸ 4.3")
	jon.shows("▸ 4.3").keys("c").shows("Note") // in the middle of a text nobody is moved
	mara.keys("j").shows("▸ 4.4")
	jon.keys("half a sentence").shows("half a sentence").keys("\x1b")
	mara.keys("k").shows("▸ 4.3").keys("k").shows("▸ 4.2")
	jon.shows("▸ 4.2").keys("F").shows("You go on your own again")
	mara.keys("Q").ends("")
	jon.shows("1 here").keys("F").shows("No other facilitator is here")
}
