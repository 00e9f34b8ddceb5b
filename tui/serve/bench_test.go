package serve

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/workshop"
	"crosswalk/store/clocktest"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
)

// quiet is a client that draws nothing: it notes when bytes came.
type quiet struct {
	client *ssh.Client
	in     io.Writer
	bytes  atomic.Int64
	last   atomic.Int64 // Unix nanoseconds
	seen   atomic.Bool  // the first screen
}

func (q *quiet) Write(p []byte) (int, error) {
	q.bytes.Add(int64(len(p)))
	q.last.Store(time.Now().UnixNano())
	if strings.Contains(string(p), "Conforming") {
		q.seen.Store(true)
	}
	return len(p), nil
}

func (r *room) attend(key ssh.Signer) (*quiet, error) {
	client, err := r.dial("x", byKey(key))
	if err != nil {
		return nil, err
	}
	q := &quiet{client: client}
	session, err := client.NewSession()
	if err != nil {
		return nil, err
	}
	if q.in, err = session.StdinPipe(); err != nil {
		return nil, err
	}
	session.Stdout = q
	if err := session.RequestPty("xterm-256color", 24, 80, ssh.TerminalModes{}); err != nil {
		return nil, err
	}
	return q, session.Shell()
}

// press presses a key and gives the time to the last byte that it brought, once
// nothing more came for a while.
func (q *quiet) press(key string) (time.Duration, int64, bool) {
	before, began := q.bytes.Load(), time.Now()
	_, _ = io.WriteString(q.in, key)
	for time.Since(began) < 2*time.Second {
		time.Sleep(time.Millisecond)
		last := time.Unix(0, q.last.Load())
		if n := q.bytes.Load() - before; n > 0 && time.Since(last) > 60*time.Millisecond {
			return last.Sub(began), n, true
		}
	}
	return 0, 0, false
}

// BenchmarkRoom is a room in which everybody presses a key every half second:
// to the last byte of each key, to the first screen of each window, and processor
// time a key and memory a window, of server and clients together. make bench-ssh prints it for 30 and for 200
// windows, of people who move a cursor and of people who look through all tabs.
func BenchmarkRoom(b *testing.B) {
	for _, does := range []struct{ what, keys string }{{"move", "]jjkjjkjjkj"}, {"change the tab", "]]]]]]]]]]]]]]]]]]"}} {
		for _, n := range []int{30, 200} {
			b.Run(fmt.Sprintf("%d windows %s", n, does.what), func(b *testing.B) {
				if os.Getenv("BENCH_SSH") == "" {
					b.Skip("takes half a minute: make bench-ssh")
				}
				for b.Loop() {
					measureRoom(b, n, does.keys)
				}
			})
		}
	}
}

func measureRoom(b *testing.B, n int, pressed string) {
	r := demonstration(b, Options{Sessions: n + keptSeats})
	keys := make([]ssh.Signer, n)
	for i := range keys {
		keys[i] = r.person(fmt.Sprintf("Person %d", i), workshop.Assessor)
	}
	windows, joined := make([]*quiet, n), make([]time.Duration, n)
	heap := heapNow()
	var all sync.WaitGroup
	for i := range windows {
		all.Add(1)
		time.Sleep(2 * time.Second / time.Duration(max(n, 30))) // 30 join within two seconds
		go func() {
			defer all.Done()
			began := time.Now()
			q, err := r.attend(keys[i])
			if err != nil {
				b.Error(err)
				return
			}
			windows[i] = q
			for !q.seen.Load() && time.Since(began) < soon {
				time.Sleep(time.Millisecond)
			}
			joined[i] = time.Since(began)
		}()
	}
	all.Wait()
	if b.Failed() {
		return
	}
	var mu sync.Mutex
	var took []time.Duration
	silent, sent := 0, int64(0)
	before, _ := worked()
	for i, q := range windows {
		all.Add(1)
		go func() {
			defer all.Done()
			time.Sleep(time.Duration(i) * 500 * time.Millisecond / time.Duration(n))
			for _, key := range pressed {
				began := time.Now()
				d, bytes, ok := q.press(string(key))
				mu.Lock()
				if ok {
					took, sent = append(took, d), sent+bytes
				} else {
					silent++
				}
				mu.Unlock()
				time.Sleep(max(0, 500*time.Millisecond-time.Since(began)))
			}
		}()
	}
	all.Wait()
	after, _ := worked()
	grown := heapNow() - heap
	for _, q := range windows {
		_ = q.client.Close()
	}
	if silent > 0 {
		b.Errorf("%d keys brought nothing", silent)
	}
	slices.Sort(took)
	slices.Sort(joined)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(took[len(took)/2]), "ms-key-p50")
	b.ReportMetric(ms(took[len(took)*95/100]), "ms-key-p95")
	b.ReportMetric(ms(took[len(took)*99/100]), "ms-key-p99")
	b.ReportMetric(ms(joined[len(joined)-1]), "ms-join-worst")
	b.ReportMetric(ms(after-before)/float64(len(took)), "CPU-ms/key")
	b.ReportMetric(float64(sent)/float64(len(took)), "B/key")
	b.ReportMetric(float64(grown)/float64(n)/(1<<20), "MiB/window")
	must(b, r.stop())
}

// demonstration is a room on the demonstration, in which all screens have
// something to draw.
func demonstration(b *testing.B, o Options) *room {
	b.Helper()
	r := &room{t: b, log: &lines{}, db: storetest.OpenAt(b, filepath.Join(b.TempDir(), "crosswalk.db"), sqlite.Options{})}
	changes, err := intake.Document(catalog.Shipped(), assets.Demo, clocktest.Now(), r.db.NewID)
	must(b, err)
	a, err := r.db.CreateFrom(b.Context(), facilitator, changes)
	must(b, err)
	r.id = a.ID
	return r.reopen(o)
}

// heapNow is the memory in use, of server and clients together.
func heapNow() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}
