package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"
)

// The heads of the chains are kept in a small file beside the database, so that
// a history that lost its end is noticed. A line a chain: REPLICA SEQ HASH.

func headPath(path string) string { return path + ".head" }

func readHeads(path string) ([]head, error) {
	raw, err := os.ReadFile(headPath(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, explain(headPath(path), err)
	}
	var all []head
	for lines := bufio.NewScanner(bytes.NewReader(raw)); lines.Scan(); {
		replica, value, _ := strings.Cut(lines.Text(), " ")
		h, err := parseHead(replica, value)
		if err != nil {
			return all, nil // torn by a power cut: what can be read counts
		}
		all = append(all, h)
	}
	return all, nil
}

// keepHead notes how far the chains go now.
func (db *DB) keepHead(ctx context.Context) error {
	names, err := db.replicas(ctx)
	if err != nil {
		return err
	}
	heads := make([]head, 0, len(names))
	for _, name := range names {
		h := head{replica: name}
		if _, err := one(ctx, db.read, chainEnd, []any{name}, &h.seq, &h.hash); err != nil {
			return err
		}
		heads = append(heads, h)
	}
	if unmoved(db.path, db.opened) != nil {
		return nil // the head of another file is not ours to write
	}
	return writeHeads(db.real, heads)
}

func writeHeads(path string, heads []head) error {
	var b bytes.Buffer
	for _, h := range heads {
		fmt.Fprintf(&b, "%s %s\n", h.replica, h.value())
	}
	if was, err := os.ReadFile(headPath(path)); err == nil && bytes.Equal(was, b.Bytes()) {
		return nil
	}
	temp, err := tempBeside(headPath(path))
	if err != nil {
		return err
	}
	err = os.WriteFile(temp, b.Bytes(), 0o600)
	if err == nil {
		err = os.Rename(temp, headPath(path))
	}
	if err != nil {
		_ = os.Remove(temp)
	}
	return err
}

// idle keeps the head when nobody has written for a moment.
type idle struct {
	mu    sync.Mutex
	timer *time.Timer
	ended bool
}

const idleAfter = 2 * time.Second

func (i *idle) restart(db *DB) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.ended {
		return
	}
	if i.timer == nil {
		i.timer = time.AfterFunc(idleAfter, func() {
			defer logPanic("note the head of the history")
			i.mu.Lock()
			defer i.mu.Unlock()
			if !i.ended && !db.inspecting {
				_ = db.keepHead(context.Background()) // Close tries again, and says so
			}
		})
		return
	}
	i.timer.Reset(idleAfter)
}

func (i *idle) stop() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.ended = true
	if i.timer != nil {
		i.timer.Stop()
	}
}

// logPanic keeps a fault in a goroutine of this package from ending the program.
func logPanic(doing string) {
	if fault := recover(); fault != nil {
		slog.Error("store: could not "+doing, "panic", fault)
	}
}
