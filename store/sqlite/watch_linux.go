package sqlite

import (
	"context"
	"os"

	"golang.org/x/sys/unix"
)

// writes tells of the writes to a file, by whomever; nil where the system gives no
// such word, as when too many ask for it.
func writes(ctx context.Context, path string) <-chan struct{} {
	fd, err := unix.InotifyInit1(unix.IN_CLOEXEC | unix.IN_NONBLOCK)
	if err != nil {
		return nil
	}
	events := os.NewFile(uintptr(fd), "inotify")
	if _, err := unix.InotifyAddWatch(fd, path, unix.IN_MODIFY); err != nil {
		_ = events.Close()
		return nil
	}
	context.AfterFunc(ctx, func() {
		defer logPanic("end the watch of a file")
		_ = events.Close()
	})
	written := make(chan struct{}, 1)
	go func() {
		defer logPanic("watch a file")
		pass(events, written)
	}()
	return written
}

// pass goes on until the file of events is closed. What the events are does not
// matter: there is one kind, of one file.
func pass(events *os.File, written chan<- struct{}) {
	buffer := make([]byte, 4096)
	for {
		if _, err := events.Read(buffer); err != nil {
			return
		}
		select {
		case written <- struct{}{}:
		default:
		}
	}
}
