package sqlite

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"sync"
	"time"

	"crosswalk/store"
)

// The heads of the chains are kept in a small file beside the database, so that
// a history that lost its end is noticed. A line a chain: CHAIN SEQ HASH. Of
// chains that moved a line is put at the end, and the last line of a chain holds.

func headPath(path string) string { return path + ".head" }

type headFile struct {
	path string
	mu   sync.Mutex
	n    int64 // the last revision that was looked at
}

// most is how long the file may become before it is written anew.
const mostHeads = 256 << 10

// read gives the last line of each chain, the one that moved last at the end.
func (f *headFile) read() ([]store.Head, error) {
	raw, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(f.path, err)
	}
	return lastOfEach(raw), nil
}

func lastOfEach(raw []byte) []store.Head {
	at := map[string]int{}
	var all []store.Head
	for lines := bufio.NewScanner(bytes.NewReader(raw)); lines.Scan(); {
		h, err := store.ParseHead(lines.Text())
		if err != nil {
			continue // torn by a power cut: what can be read counts
		}
		if i, known := at[h.Chain]; known {
			all[i].Chain = "" // an older one
		}
		at[h.Chain] = len(all)
		all = append(all, h)
	}
	return slices.DeleteFunc(all, func(h store.Head) bool { return h.Chain == "" })
}

// add puts lines at the end.
func (f *headFile) add(heads []store.Head) error {
	if len(heads) == 0 {
		return nil
	}
	var b bytes.Buffer
	if info, err := os.Stat(f.path); err == nil && info.Size() > 0 {
		b.WriteByte('\n') // a line that was torn ends here
	}
	for _, h := range heads {
		b.WriteString(h.String() + "\n")
	}
	out, err := os.OpenFile(f.path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	_, err = out.Write(b.Bytes())
	return errors.Join(err, out.Close())
}

// write replaces the file.
func (f *headFile) write(heads []store.Head) error {
	var b bytes.Buffer
	for _, h := range heads {
		b.WriteString(h.String() + "\n")
	}
	if was, err := os.ReadFile(f.path); err == nil && bytes.Equal(was, b.Bytes()) {
		return nil
	}
	temp, err := tempBeside(f.path)
	if err != nil {
		return err
	}
	err = os.WriteFile(temp, b.Bytes(), 0o600)
	if err == nil {
		err = os.Rename(temp, f.path)
	}
	if err != nil {
		_ = os.Remove(temp)
	}
	return err
}

// Noted are the heads beside the file.
func (e *engine) Noted(context.Context) ([]store.Head, error) { return e.heads.read() }

// note writes down how far the chains that moved go now.
func (e *engine) note(ctx context.Context) error {
	f := e.heads
	f.mu.Lock()
	defer f.mu.Unlock()
	if unmoved(e.path, e.opened) != nil {
		return nil // the heads of another file are not ours to write
	}
	heads, n, err := e.db.MovedSince(ctx, f.n)
	if err != nil {
		return err
	}
	if err := f.add(heads); err != nil {
		return err
	}
	f.n = n
	return nil
}

// leave is done at the end: the heads are noted, and a little of what moved is
// verified. Every answer is on the disk by now; what can't be noted, on a full
// disk, is noted the next time; a damaged history is said.
func (e *engine) leave() error {
	ctx, cancel := context.WithTimeout(context.Background(), 15*time.Second)
	defer cancel()
	moved, _, err := e.db.MovedSince(ctx, e.began)
	if err == nil && len(moved) > 0 {
		chains := make([]string, len(moved))
		for i, h := range moved {
			chains[i] = h.Chain
		}
		err = errors.Join(e.db.VerifyMoved(ctx, chains), e.note(ctx), e.tidyHeads())
	}
	if errors.Is(err, store.Damaged) {
		return err
	}
	return nil
}

// tidyHeads keeps the file from growing with every act.
func (e *engine) tidyHeads() error {
	info, err := os.Stat(e.heads.path)
	if err != nil || info.Size() < mostHeads {
		return err
	}
	e.heads.mu.Lock()
	defer e.heads.mu.Unlock()
	heads, err := e.heads.read()
	if err != nil {
		return err
	}
	return e.heads.write(heads)
}

// quiet notes the heads once an act was made: a while later, so that a row of
// acts costs one note, but never later than that, however busy the file is.
type quiet struct {
	mu    sync.Mutex
	timer *time.Timer
	acts  int
	ended bool
	busy  sync.WaitGroup
}

const (
	noteAfter = 2 * time.Second
	noteActs  = 50
	noteSoon  = 250 * time.Millisecond // a program that saves as fast as the disk can is not to wait for notes
)

func (q *quiet) acted(e *engine) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.ended || e.inspecting {
		return
	}
	if q.acts++; q.timer == nil {
		q.timer = time.AfterFunc(noteAfter, func() {
			defer logPanic("note the heads of the history")
			q.work(e)
		})
	} else if q.acts == noteActs {
		q.timer.Reset(noteSoon)
	}
}

// work runs beside the acts, and holds no lock that one of them needs.
func (q *quiet) work(e *engine) {
	q.mu.Lock()
	q.timer, q.acts = nil, 0
	if q.ended {
		q.mu.Unlock()
		return
	}
	q.busy.Add(1)
	q.mu.Unlock()
	defer q.busy.Done()
	ctx, cancel := context.WithTimeout(context.Background(), noteAfter)
	defer cancel()
	_ = e.note(ctx) // the next act tries again, and so does the end
	_ = e.wipe(ctx)
}

func (q *quiet) stop() {
	q.mu.Lock()
	q.ended = true
	if q.timer != nil {
		q.timer.Stop()
	}
	q.mu.Unlock()
	q.busy.Wait()
}
