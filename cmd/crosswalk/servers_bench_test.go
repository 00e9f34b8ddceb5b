//go:build unix

package main

import (
	"crypto/ed25519"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/clocktest"
	"crosswalk/store/postgres"
	"crosswalk/store/postgres/pgtest"
)

// quiet is a client that draws nothing: it notes when bytes came.
type quiet struct {
	in    io.Writer
	bytes atomic.Int64
	last  atomic.Int64 // Unix nanoseconds
	seen  atomic.Bool  // the first screen of the assessment
}

func (q *quiet) Write(p []byte) (int, error) {
	q.bytes.Add(int64(len(p)))
	q.last.Store(time.Now().UnixNano())
	if strings.Contains(string(p), "Conforming") {
		q.seen.Store(true)
	}
	return len(p), nil
}

// press gives the time from a key to the last byte that it brought, once nothing more
// came for a while.
func (q *quiet) press(key string) (time.Duration, bool) {
	before, began := q.bytes.Load(), time.Now()
	_, _ = io.WriteString(q.in, key)
	return q.comes(before, began)
}

func (q *quiet) comes(before int64, began time.Time) (time.Duration, bool) {
	for time.Since(began) < 4*time.Second {
		time.Sleep(time.Millisecond)
		if last := time.Unix(0, q.last.Load()); q.bytes.Load() > before && time.Since(last) > 60*time.Millisecond {
			return last.Sub(began), true
		}
	}
	return 0, false
}

func attend(b *testing.B, addr string, key ssh.Signer) *quiet {
	client, err := ssh.Dial("tcp", addr, &ssh.ClientConfig{User: "x", Auth: []ssh.AuthMethod{ssh.PublicKeys(key)}, HostKeyCallback: ssh.InsecureIgnoreHostKey(), Timeout: time.Minute})
	if err != nil {
		b.Error(err)
		return nil
	}
	b.Cleanup(func() { _ = client.Close() })
	session, err := client.NewSession()
	if err != nil {
		b.Error(err)
		return nil
	}
	q := &quiet{}
	q.in, _ = session.StdinPipe()
	session.Stdout = q
	if err := session.RequestPty("xterm-256color", 24, 80, ssh.TerminalModes{}); err != nil {
		b.Error(err)
	}
	if err := session.Shell(); err != nil {
		b.Error(err)
	}
	return q
}

// BenchmarkServers is 200 windows in 20 rooms at 4 servers on one PostgreSQL, all on this
// machine with their clients: from a key to the last byte it brings where everybody
// presses one every half second, and from a rating to the windows at other servers.
// make bench-servers prints it.
func BenchmarkServers(b *testing.B) {
	if os.Getenv("BENCH_SERVERS") == "" {
		b.Skip("takes minutes: make bench-servers")
	}
	const rooms, servers, windows = 20, 4, 200
	address := pgtest.Database(b)
	for name, value := range map[string]string{"HOME": b.TempDir(), "XDG_DATA_HOME": "", "CROSSWALK_USER": "Ines", "CROSSWALK_DB": address} {
		b.Setenv(name, value)
	}
	keys := guests(b, address, rooms, windows)
	addresses := make([]string, servers)
	for i := range addresses {
		addresses[i] = serves(b)
	}
	all := make([]*quiet, windows)
	var each sync.WaitGroup
	for i := range all {
		time.Sleep(60 * time.Millisecond)
		each.Go(func() {
			if all[i] = attend(b, addresses[i%servers], keys[i]); all[i] == nil {
				return
			}
			for end := time.Now().Add(time.Minute); !all[i].seen.Load() && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
			}
			if !all[i].seen.Load() {
				b.Error("a window never shows its assessment")
			}
		})
	}
	each.Wait()
	for b.Loop() {
		took := pressing(all)
		b.ReportMetric(ms(took[len(took)/2]), "ms-key-p50")
		b.ReportMetric(ms(took[len(took)*95/100]), "ms-key-p95")
		news := telling(all, rooms)
		b.ReportMetric(ms(news[len(news)/2]), "ms-news-p50")
		b.ReportMetric(ms(news[len(news)*95/100]), "ms-news-p95")
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// guests are people who are each a member of one of several rooms, one room after the
// other.
func guests(b *testing.B, address string, rooms, windows int) []ssh.Signer {
	for range rooms {
		if code := runs(b.Context(), []string{"demo", "--into", address}, strings.NewReader(""), io.Discard, io.Discard); code != 0 {
			b.Fatal("the demonstration is not there")
		}
	}
	db, err := postgres.Open(b.Context(), address, postgres.Options{Clock: clocktest.Now})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	list, err := db.Assessments(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	keys := make([]ssh.Signer, windows)
	lead := store.Actor{Name: "Ines"}
	for i := range keys {
		_, private, err := ed25519.GenerateKey(nil)
		if err == nil {
			keys[i], err = ssh.NewSignerFromKey(private)
		}
		if err != nil {
			b.Fatal(err)
		}
		name := fmt.Sprintf("Person %d", i)
		p := workshop.Person{Name: name, Role: workshop.Member, Key: ssh.FingerprintSHA256(keys[i].PublicKey())}
		if err := db.AddPeople(b.Context(), lead, []workshop.Person{p}); err != nil {
			b.Fatal(err)
		}
		if err := db.SetMember(b.Context(), lead, list[i/(windows/rooms)].ID, name, workshop.Assessor); err != nil {
			b.Fatal(err)
		}
	}
	return keys
}

// serves starts a server of all rooms, and gives its address.
func serves(b *testing.B) string {
	var out shared
	cmd := exec.Command("crosswalk", "serve", "--all", "--listen", "127.0.0.1:0")
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	port := regexp.MustCompile(`ssh -p (\d+) `)
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if at := port.FindStringSubmatch(out.String()); at != nil {
			return "127.0.0.1:" + at[1]
		}
	}
	b.Fatal("a server never opens")
	return ""
}

// pressing has everybody press a key every half second: how long each took, sorted.
func pressing(all []*quiet) (took []time.Duration) {
	var mu sync.Mutex
	var each sync.WaitGroup
	for i, q := range all {
		each.Go(func() {
			time.Sleep(time.Duration(i) * 500 * time.Millisecond / time.Duration(len(all)))
			for _, key := range "]jjkjjkjjkj" {
				began := time.Now()
				if d, ok := q.press(string(key)); ok {
					mu.Lock()
					took = append(took, d)
					mu.Unlock()
				}
				time.Sleep(max(0, 500*time.Millisecond-time.Since(began)))
			}
		})
	}
	each.Wait()
	slices.Sort(took)
	return took
}

// telling has one of each room rate something, room after room: how long it took to the
// windows of the room at other servers, sorted.
func telling(all []*quiet, rooms int) (took []time.Duration) {
	size := len(all) / rooms
	var mu sync.Mutex
	for r := range rooms {
		room := all[r*size : (r+1)*size]
		var each sync.WaitGroup
		began := time.Now()
		for _, q := range room[1:4] { // each at another server
			before := q.bytes.Load()
			each.Go(func() {
				if d, ok := q.comes(before, began); ok {
					mu.Lock()
					took = append(took, d)
					mu.Unlock()
				}
			})
		}
		_, _ = io.WriteString(room[0].in, "5")
		each.Wait()
		time.Sleep(300 * time.Millisecond)
	}
	slices.Sort(took)
	return took
}
