package serve

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"io"
	mrand "math/rand/v2"
	"net"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/catalog/workshop"
)

// torture asks for the long form of the safety tests.
func torture() bool { return os.Getenv("CROSSWALK_TORTURE") != "" }

// What a room may suffer from an attack. In the short form a few keys on a busy
// machine are all there is, so that only a standstill counts.
const (
	slowest = 250 * time.Millisecond // from a key to the screen of who sits beside, for 99 of 100 keys
	grown   = 100 << 20              // bytes of memory, of server and attackers together
	busy    = 0.2                    // processors, once it is over
)

// attack is what somebody does who means harm, beside somebody who works.
type attack struct {
	name      string
	some, all int // how much of it in the short form, and in the long one
	do        func(t *testing.T, r *scene, n int)
}

var attacks = []attack{
	{"windows of impossible sizes", 1, 2, impossibleSizes},
	{"a window that changes its size without an end", 2000, 20_000, endlessResizing},
	{"a hundred windows of one connection", 20, 100, manyChannels},
	{"windows that are closed on connections that are kept", 2, 8, orphans},
	{"an environment without an end", 300, 20_000, endlessEnvironment},
	{"requests for everything but a window", 3, 100, everythingElse},
	{"clients that stop reading", 1, 5, stoppedReaders},
	{"a paste without a measure", 2, 128, hugePaste},
	{"bytes that no terminal sends", 1, 20, strangeKeys},
	{"keys without an end", 2, 5, endlessKeys},
	{"connections of one person without an end", 12, 300, manyConnections},
	{"lines that are cut", 16, 200, cutLines},
	{"connections that say nothing", 8, 300, silence},
	{"connections that talk nonsense", 12, 300, nonsense},
	{"a flood of connections", 100, 5000, flood}, // the last: it shuts the door
}

// In the long form every attack has a room of its own, and figures.
func TestAttackOnTheRoomHurtsNobodyElse(t *testing.T) {
	if testing.Short() {
		t.Skip("takes several seconds")
	}
	var r *scene
	for _, a := range attacks {
		n, o := a.some, Options{Wait: 1500 * time.Millisecond, Grace: 1500 * time.Millisecond, Stall: time.Second}
		if torture() {
			n, o, r = a.all, Options{Wait: 10 * time.Second}, nil
		}
		if r == nil {
			r = openScene(t, o)
		}
		if !t.Run(a.name, func(t *testing.T) { r.suffer(t, a, n) }) {
			r = nil
		}
		if torture() && r != nil {
			_ = r.mara.client.Close()
			must(t, r.stop())
		}
	}
}

// scene is a room in which Mara works, and what it took before anybody attacked.
type scene struct {
	*room
	mara   *window
	people int

	alive, taken      uint64
	goroutines, files int
}

func openScene(t *testing.T, o Options) *scene {
	r := &scene{room: open(t, o)}
	r.mara = r.join(byKey(r.person("Mara Holm", workshop.Assessor))).shows("Mara Holm").keys("]").shows("▸ 4.1")
	time.Sleep(time.Second) // the place is written, the plan is made
	debug.FreeOSMemory()
	r.alive, r.taken = memory()
	r.goroutines, r.files = goroutines(), descriptors()
	return r
}

// goroutines counts all but those in which the decoder of keys waits for ever to
// hand a key to a program that has ended: a fault of its own, which costs some
// kilobytes where somebody leaves in the middle of typing.
func goroutines() int {
	all, _ := stacks()
	return all
}

func stacks() (all, stuck int) {
	buf := make([]byte, 8<<20)
	for g := range strings.SplitSeq(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		if strings.Contains(g, "(*TerminalReader).sendEvents") {
			stuck++
		} else {
			all++
		}
	}
	return all, stuck
}

// memory is what was alive at the last collection, and what is taken from the
// system and was not given back.
func memory() (alive, taken uint64) {
	all := []metrics.Sample{
		{Name: "/gc/heap/live:bytes"},
		{Name: "/gc/scan/stack:bytes"},
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
	}
	metrics.Read(all)
	return all[0].Value.Uint64() + all[1].Value.Uint64(), all[2].Value.Uint64() - all[3].Value.Uint64()
}

// descriptors counts the open files and sockets of this process, without those of
// the database, whose pool grows to a measure of its own; 0 where the system does
// not tell.
func descriptors() int {
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	n := 0
	for _, e := range all {
		if to, err := os.Readlink("/proc/self/fd/" + e.Name()); err == nil && !strings.Contains(to, "crosswalk.db") {
			n++
		}
	}
	return n
}

// suffer lets an attack run while Mara works, and holds the room to what it may
// cost her and the machine.
func (r *scene) suffer(t *testing.T, a attack, n int) {
	outer := r.t
	r.t = t
	defer func() { r.t = outer }()
	work := r.mara.works(t)
	defer work(0)
	peak := watchMemory()
	began := time.Now()
	for {
		a.do(t, r, n)
		if !torture() || time.Since(began) > 5*time.Second {
			break
		}
	}
	lasted := time.Since(began)
	took := work(8)
	alive, taken := peak()
	until(t, "goroutines and descriptors are back where they were", func() bool {
		return goroutines() <= r.goroutines+3 && descriptors() <= r.files
	})
	idle := untilIdle(t)
	if t.Failed() {
		return
	}
	slices.Sort(took)
	p50, p99 := took[len(took)/2], took[len(took)*99/100]
	more := func(now, was uint64) float64 { return float64(max(now, was)-was) / (1 << 20) }
	grew := more(alive, r.alive)
	if torture() {
		all, stuck := stacks()
		t.Logf("%s: lasted %.1f s; Mara's %d keys p50 %d ms, p99 %d ms; memory +%.0f MiB alive, +%.0f taken; goroutines %d (%d before) and %d in the decoder; descriptors %d (%d before); idle %.3f processors",
			a.name, lasted.Seconds(), len(took), p50.Milliseconds(), p99.Milliseconds(), grew, more(taken, r.taken), all, r.goroutines, stuck, descriptors(), r.files, idle)
	}
	limit := slowest
	if !torture() {
		limit = soon / 4
	}
	if p99 > limit {
		t.Errorf("a key of Mara's took %s", p99)
	}
	if grew > grown>>20 {
		t.Errorf("the memory grew by %.0f MiB", grew)
	}
}

// works presses keys and notes how long each takes to the screen, until what it
// gives is called and so many were pressed.
func (w *window) works(t *testing.T) func(least int) []time.Duration {
	ctx, stop := context.WithCancel(t.Context())
	var mu sync.Mutex
	var took []time.Duration
	ended := make(chan struct{})
	count := func() int {
		mu.Lock()
		defer mu.Unlock()
		return len(took)
	}
	go func() {
		defer close(ended)
		for ctx.Err() == nil {
			for _, step := range [][2]string{{"j", "▸ 4.2"}, {"k", "▸ 4.1"}} {
				d, ok := w.press(step[0], step[1])
				if !ok {
					t.Errorf("the key %s brings %q no more:\n%s", step[0], step[1], w.picture())
					return
				}
				mu.Lock()
				took = append(took, d)
				mu.Unlock()
				time.Sleep(20 * time.Millisecond)
			}
		}
	}()
	return func(least int) []time.Duration {
		for end := time.Now().Add(soon); count() < least && !t.Failed() && time.Now().Before(end); {
			time.Sleep(10 * time.Millisecond)
		}
		stop()
		<-ended
		return took
	}
}

// press presses a key and gives the time to what it brings to the screen.
func (w *window) press(key, brings string) (time.Duration, bool) {
	began := time.Now()
	_, err := io.WriteString(w.in, key)
	for err == nil && time.Since(began) < soon {
		if strings.Contains(w.picture(), brings) {
			return time.Since(began), true
		}
		select {
		case <-w.news:
		case <-time.After(time.Second):
		}
	}
	return 0, false
}

// watchMemory gives the most memory that was alive and taken until it is asked.
func watchMemory() func() (alive, taken uint64) {
	stop, ended := make(chan struct{}), make(chan struct{})
	alive, taken := memory()
	go func() {
		defer close(ended)
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				a, t := memory()
				alive, taken = max(alive, a), max(taken, t)
			case <-stop:
				return
			}
		}
	}()
	return func() (uint64, uint64) { close(stop); <-ended; return alive, taken }
}

// untilIdle waits until the process does next to nothing, and gives how much.
func untilIdle(t *testing.T) float64 {
	t.Helper()
	span := 200 * time.Millisecond
	if torture() {
		span = 2 * time.Second
	}
	idle := 0.0
	until(t, "nobody works and the processors rest", func() bool {
		was, ok := worked()
		began := time.Now()
		time.Sleep(span)
		now, _ := worked()
		idle = float64(now-was) / float64(time.Since(began))
		return !ok || idle < busy
	})
	return idle
}

// eve is somebody who may join, and means harm.
func (r *scene) eve(role workshop.Role) ssh.Signer {
	r.t.Helper()
	r.people++
	return r.person(fmt.Sprintf("Eve %d", r.people), role)
}

func (r *scene) connect(key ssh.Signer) *ssh.Client {
	r.t.Helper()
	var client *ssh.Client
	until(r.t, "there is time to log in, also on a busy machine", func() (ok bool) {
		var err error
		client, err = r.dial("eve", byKey(key))
		return err == nil
	})
	r.t.Cleanup(func() { _ = client.Close() })
	return client
}

// pty is the request for a terminal of any size.
func pty(columns, rows uint32) []byte {
	return ssh.Marshal(struct {
		Term                         string
		Columns, Rows, Width, Height uint32
		Modes                        string
	}{"xterm-256color", columns, rows, 0, 0, ""})
}

func resized(columns, rows uint32) []byte {
	return ssh.Marshal(struct{ Columns, Rows, Width, Height uint32 }{columns, rows, 0, 0})
}

// openWindow opens a window that draws nothing.
func openWindow(t *testing.T, client *ssh.Client, columns, rows uint32) (*quiet, *ssh.Session) {
	t.Helper()
	session, err := client.NewSession()
	must(t, err)
	q := &quiet{client: client}
	q.in, err = session.StdinPipe()
	must(t, err)
	session.Stdout = q
	must(t, ask(session, "pty-req", pty(columns, rows)))
	must(t, session.Shell())
	until(t, "something is drawn", func() bool { return q.bytes.Load() > 0 })
	return q, session
}

// onlyMara waits until nobody else is in the room.
func (r *scene) onlyMara(t *testing.T) {
	t.Helper()
	until(t, "all but Mara are gone", func() bool { return len(r.s.visits()) == 1 && len(r.s.connections()) == 1 })
}

// closes waits until the server has ended a connection.
func closes(t *testing.T, c io.Reader) {
	t.Helper()
	if c, ok := c.(net.Conn); ok {
		must(t, c.SetReadDeadline(time.Now().Add(soon)))
	}
	if _, err := io.Copy(io.Discard, c); err != nil && os.IsTimeout(err) {
		t.Error("a connection is kept for ever")
	}
}

var sizes = []uint32{100_000, 1<<32 - 1, 0, 1, 1 << 31}

func impossibleSizes(t *testing.T, r *scene, n int) {
	for range n {
		for _, size := range sizes {
			client := r.connect(r.eve(workshop.Observer))
			q, _ := openWindow(t, client, size, size)
			_, err := io.WriteString(q.in, "]jjj")
			must(t, err)
			time.Sleep(50 * time.Millisecond)
			_ = client.Close()
		}
	}
	r.onlyMara(t)
}

func endlessResizing(t *testing.T, r *scene, n int) {
	client := r.connect(r.eve(workshop.Observer))
	defer client.Close()
	q, session := openWindow(t, client, 80, 24)
	for i := range n {
		columns, rows := sizes[i%len(sizes)], sizes[i/2%len(sizes)]
		_, err := session.SendRequest("window-change", false, resized(columns, rows))
		must(t, err)
		if i%(n/20) == 0 {
			_, err = io.WriteString(q.in, "]\x1b[48;100000;100000;0;0t")
			must(t, err)
			time.Sleep(10 * time.Millisecond)
		}
	}
	_, _, err := client.SendRequest("keepalive@openssh.com", true, nil) // all before is done
	must(t, err)
}

func manyChannels(t *testing.T, r *scene, n int) {
	client := r.connect(r.eve(workshop.Observer))
	defer client.Close()
	opened := 0
	for range n {
		c, requests, err := client.OpenChannel("session", nil)
		if err != nil {
			continue
		}
		opened++
		go ssh.DiscardRequests(requests)
		go func() { _, _ = io.Copy(io.Discard, c) }()
		_, err = c.SendRequest("pty-req", true, pty(500, 200))
		must(t, err)
		_, err = c.SendRequest("shell", true, nil)
		must(t, err)
	}
	if opened != sessionsOfOne {
		t.Errorf("%d of %d windows were opened", opened, n)
	}
	time.Sleep(100 * time.Millisecond)
}

// orphans are of every kind: the window closed, never opened, or asked for
// without a shell, and a connection that is used for nothing. The server closes
// them all; the client does not.
func orphans(t *testing.T, r *scene, n int) {
	var kept []*ssh.Client
	first := r.connect(r.eve(workshop.Observer))
	defer first.Close()
	_, _ = openWindow(t, first, 80, 24)
	for i := range n {
		until(t, "there is room for a second window", func() bool {
			c, requests, err := first.OpenChannel("session", nil)
			if err != nil {
				return false
			}
			go ssh.DiscardRequests(requests)
			_, _ = c.SendRequest("pty-req", true, pty(80, 24))
			_, _ = c.SendRequest("shell", true, nil)
			return c.Close() == nil
		})
		if i%2 == 0 {
			continue
		}
		key := r.eve(workshop.Observer)
		for kind := range 4 {
			c := r.connect(key)
			kept = append(kept, c)
			switch kind {
			case 0:
				_, session := openWindow(t, c, 80, 24)
				must(t, session.Close())
			case 1, 2:
				session, err := c.NewSession()
				must(t, err)
				if kind == 1 {
					must(t, ask(session, "pty-req", pty(80, 24)))
				}
			}
		}
	}
	for _, c := range kept {
		ended := make(chan struct{})
		go func() { _ = c.Wait(); close(ended) }()
		select {
		case <-ended:
		case <-time.After(soon):
			t.Fatal("a connection without a window is kept for ever")
		}
	}
}

func endlessEnvironment(t *testing.T, r *scene, n int) {
	client := r.connect(r.eve(workshop.Observer))
	defer client.Close()
	session, err := client.NewSession()
	must(t, err)
	payload := ssh.Marshal(struct{ Name, Value string }{"LD_PRELOAD", strings.Repeat("x", 30_000)})
	for range n {
		_, err := session.SendRequest("env", false, payload)
		must(t, err)
	}
	if err := ask(session, "env", payload); err == nil {
		t.Error("an environment was taken")
	}
}

func everythingElse(t *testing.T, r *scene, n int) {
	key := r.eve(workshop.Facilitator)
	word := func(s string) []byte { return ssh.Marshal(struct{ S string }{s}) }
	place := ssh.Marshal(struct {
		Host string
		Port uint32
		From string
		At   uint32
	}{"127.0.0.1", 22, "127.0.0.1", 1})
	for range n {
		client := r.connect(key)
		session, err := client.NewSession()
		must(t, err)
		for request, payload := range map[string][]byte{
			"exec": word("scp -t /tmp"), "subsystem": word("sftp"), "auth-agent-req@openssh.com": nil, "x11-req": make([]byte, 64),
			"env": word("A"), "break": make([]byte, 4), "window-change": resized(9, 9), "xon-xoff": {1}, "eow@openssh.com": nil, "": nil,
		} {
			if ask(session, request, payload) == nil {
				t.Errorf("the request %q was granted", request)
			}
		}
		for _, kind := range []string{"direct-tcpip", "forwarded-tcpip", "direct-streamlocal@openssh.com", "tun@openssh.com", "x11", "auth-agent@openssh.com", ""} {
			if c, _, err := client.OpenChannel(kind, place); err == nil {
				_ = c.Close()
				t.Errorf("a channel %q was opened", kind)
			}
		}
		for _, request := range []string{"tcpip-forward", "streamlocal-forward@openssh.com", "cancel-tcpip-forward", "no-more-sessions@openssh.com", "hostkeys-prove-00@openssh.com", ""} {
			if ok, _, err := client.SendRequest(request, true, place); ok || err != nil {
				t.Errorf("the request %q was granted: %v", request, err)
			}
		}
		for _, signal := range []string{"KILL", "TERM", "INT"} {
			if ask(session, "signal", word(signal)) == nil {
				t.Errorf("the signal %s was taken", signal)
			}
		}
		must(t, client.Close())
		r.onlyMara(t)
	}
}

// stalled is a connection of a client that reads nothing once it is told so.
type stalled struct {
	net.Conn
	stop, free chan struct{}
}

func (c stalled) Read(p []byte) (int, error) {
	select {
	case <-c.stop:
		<-c.free
		return 0, io.EOF
	default:
		return c.Conn.Read(p)
	}
}

// In the short form the client is gone before the server loses its patience.
func stoppedReaders(t *testing.T, r *scene, n int) {
	var all sync.WaitGroup
	free := make(chan struct{})
	for range n {
		raw, err := net.Dial("tcp", r.addr)
		must(t, err)
		defer raw.Close()
		must(t, raw.(*net.TCPConn).SetReadBuffer(4096))
		c := stalled{raw, make(chan struct{}), free}
		conn, channels, requests, err := ssh.NewClientConn(c, r.addr, &ssh.ClientConfig{
			User: "eve", Auth: []ssh.AuthMethod{byKey(r.eve(workshop.Observer))}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
		})
		must(t, err)
		q, session := openWindow(t, ssh.NewClient(conn, channels, requests), 500, 200)
		close(c.stop)
		if !torture() {
			time.AfterFunc(time.Second, func() { _ = raw.Close() })
		}
		all.Go(func() {
			for i := uint32(0); ; i++ {
				_ = raw.SetWriteDeadline(time.Now().Add(time.Second))
				if _, err := io.WriteString(q.in, "]"); err != nil {
					return
				}
				if _, err := session.SendRequest("window-change", false, resized(500-i%2, 200)); err != nil {
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
		})
	}
	r.onlyMara(t)
	close(free)
	all.Wait()
}

// hugePaste is one of so many times 64 KiB.
func hugePaste(t *testing.T, r *scene, n int) {
	client := r.connect(r.eve(workshop.Assessor))
	defer client.Close()
	q, _ := openWindow(t, client, 80, 24)
	text := strings.Repeat("A sentence that is far too long for a note. ", n<<16/44)
	for _, keys := range []string{"]", "c", "\x1b[200~", text, "\x1b[201~", "\x1b"} {
		_, err := io.WriteString(q.in, keys)
		must(t, err)
		time.Sleep(50 * time.Millisecond)
	}
	// Nobody can be sure that the last byte was read but by an answer to it.
	before := q.bytes.Load()
	until(t, "the window draws again", func() bool {
		_, _ = io.WriteString(q.in, "]")
		time.Sleep(100 * time.Millisecond)
		return q.bytes.Load() > before
	})
}

// Bytes that no terminal sends: these would end the program, or have it take
// memory and time, were they handed to what decodes keys.
func strange() []string {
	noise := make([]byte, 32<<10)
	_, _ = rand.Read(noise)
	return []string{
		"\x9bMabc", "\x1b[M\xff\xff\xff", "\x1b[M", "\x9b", "\x90\x9c", "\x1b]52;c;" + strings.Repeat("A", 1<<20),
		strings.Repeat("\x1b[65;30;97;1;0;65535_", 2000), strings.Repeat("\x1bP+q", 20_000), "\x1b_" + strings.Repeat("G", 1<<20) + "\x1b\\",
		"\x1b[" + strings.Repeat("1;", 100_000) + "A", "\x1b[99999999999999999999;99999999999999999999H", "\x1b[<0;-1;-1M", "\x1b[<0;99999;99999M",
		"\x1b[?2026;2$y", "\x1b[200~\x1b[200~\x1b[201", "\x00\x00\x00", strings.Repeat("e"+strings.Repeat("\u0301", 3000), 3), string(noise),
	}
}

func strangeKeys(t *testing.T, r *scene, n int) {
	for range n {
		for _, keys := range strange() {
			client := r.connect(r.eve(workshop.Observer))
			q, _ := openWindow(t, client, 80, 24)
			_, err := io.WriteString(q.in, "]"+keys)
			if err != nil && err != io.EOF { // the noise may say that somebody leaves
				t.Fatal(err)
			}
			time.Sleep(10 * time.Millisecond)
			_ = client.Close()
		}
	}
	r.onlyMara(t)
}

// endlessKeys are answers: each is saved, and shown to everybody.
func endlessKeys(t *testing.T, r *scene, n int) {
	lasts := time.Second
	if torture() {
		lasts = 15 * time.Second
	}
	var all sync.WaitGroup
	for i := range n {
		client := r.connect(r.eve(workshop.Assessor))
		q, _ := openWindow(t, client, 80, 24)
		_, err := io.WriteString(q.in, "]")
		must(t, err)
		keys := []byte(strings.Repeat([]string{"3434", "jjkk", "12jj"}[i%3], 1<<10))
		all.Go(func() { // ends with the connection
			for {
				if _, err := q.in.Write(keys); err != nil {
					return
				}
			}
		})
		time.AfterFunc(lasts, func() { _ = client.Close() })
	}
	all.Wait()
	r.onlyMara(t)
}

func manyConnections(t *testing.T, r *scene, n int) {
	key := r.eve(workshop.Observer)
	var all sync.WaitGroup
	var mu sync.Mutex
	windows := 0
	for part := range 4 {
		all.Go(func() {
			for i := part; i < n; i += 4 {
				client, err := r.dial("eve", byKey(key))
				if err != nil {
					t.Errorf("a login failed: %v", err)
					return
				}
				t.Cleanup(func() { _ = client.Close() })
				if i%2 == 0 {
					continue
				}
				session, err := client.NewSession()
				if err == nil && ask(session, "pty-req", pty(80, 24)) == nil && session.Shell() == nil {
					mu.Lock()
					windows++
					mu.Unlock()
				} else if err != nil && !strings.Contains(err.Error(), "connections of yours are open already") {
					t.Errorf("it is not said why there is no window: %v", err)
				}
				if inside := len(r.s.connections()); inside > 1+connectionsOfOne {
					t.Errorf("%d connections are open", inside)
				}
			}
		})
	}
	all.Wait()
	if windows > connectionsOfOne {
		t.Errorf("one person has %d windows", windows)
	}
	for _, v := range r.s.visits() {
		if v.who.Name != "Mara Holm" {
			_ = v.conn.Close()
		}
	}
	r.onlyMara(t)
}

func cutLines(t *testing.T, r *scene, n int) {
	var all sync.WaitGroup
	for range 4 {
		key := r.eve(workshop.Observer)
		all.Go(func() {
			for range n / 4 {
				raw, err := net.Dial("tcp", r.addr)
				if err != nil {
					t.Error(err)
					return
				}
				conn, channels, requests, err := ssh.NewClientConn(raw, r.addr, &ssh.ClientConfig{
					User: "eve", Auth: []ssh.AuthMethod{byKey(key)}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
				})
				if err != nil {
					t.Error(err)
					return
				}
				client := ssh.NewClient(conn, channels, requests)
				if session, err := client.NewSession(); err == nil { // the server may still think that the last one is here
					_ = ask(session, "pty-req", pty(80, 24))
					_ = session.Shell()
				}
				_ = raw.(*net.TCPConn).SetLinger(0)
				_ = raw.Close()
			}
		})
	}
	all.Wait()
	r.onlyMara(t)
}

func silence(t *testing.T, r *scene, n int) {
	var all []net.Conn
	for range n {
		c, err := net.Dial("tcp", r.addr)
		must(t, err)
		defer c.Close()
		all = append(all, c)
	}
	for _, c := range all {
		closes(t, c)
	}
}

func nonsense(t *testing.T, r *scene, n int) {
	noise := make([]byte, 64<<10)
	_, _ = rand.Read(noise)
	huge := binary.BigEndian.AppendUint32(nil, 1<<31)
	kinds := [][]byte{
		noise, []byte("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), append([]byte("SSH-2.0-x\r\n"), noise...), bytes.Repeat([]byte("a"), 64<<10),
		append([]byte("SSH-2.0-x\r\n"), huge...), []byte("SSH-1.5-x\r\n"), append([]byte("SSH-2.0-x\r\n"), make([]byte, 4096)...),
	}
	var all sync.WaitGroup
	for i := range n {
		c, err := net.Dial("tcp", r.addr)
		must(t, err)
		all.Go(func() {
			defer c.Close()
			_, _ = c.Write(kinds[i%len(kinds)]) // it may be closed in the middle
			closes(t, c)
		})
	}
	all.Wait()
}

// A flood keeps out who has not come in for a while and no longer, and from
// another address nobody.
func flood(t *testing.T, r *scene, n int) {
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			var open []net.Conn
			for range n / 8 {
				if c, err := net.Dial("tcp", r.addr); err == nil {
					open = append(open, c)
				}
				time.Sleep(time.Duration(mrand.IntN(2000)) * time.Microsecond)
			}
			for _, c := range open {
				_ = c.Close()
			}
		})
	}
	if runtime.GOOS == "linux" { // where 127.0.0.2 is an address, too
		d := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 2)}}
		raw, err := d.Dial("tcp", r.addr)
		must(t, err)
		conn, _, _, err := ssh.NewClientConn(raw, r.addr, &ssh.ClientConfig{
			User: "x", Auth: []ssh.AuthMethod{byKey(r.eve(workshop.Observer))}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
		})
		must(t, err)
		must(t, conn.Close())
	}
	all.Wait()
	if torture() {
		key := r.eve(workshop.Observer)
		until(t, "somebody gets in from the same address", func() bool {
			c, err := r.dial("x", byKey(key))
			if err == nil {
				_ = c.Close()
			}
			return err == nil
		})
	}
	r.onlyMara(t)
}
