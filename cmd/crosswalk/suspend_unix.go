//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// unshelled is how long a program that was told to stop may go on before it is clear
// that nothing stops it.
const unshelled = time.Second

// suspend stops this program and what was started with it, until the shell brings them
// back. A system stops nothing that no shell stands behind; waiting for it to come back
// would be for ever.
func suspend() error {
	back := make(chan os.Signal, 1)
	signal.Notify(back, syscall.SIGCONT)
	defer signal.Stop(back)
	if err := syscall.Kill(0, syscall.SIGTSTP); err != nil {
		return fmt.Errorf("the program can't be put aside: %w", err)
	}
	select {
	case <-back:
		return nil
	case <-time.After(unshelled):
		return errors.New("no shell stands behind this program to bring it back, so it goes on; Q leaves it")
	}
}
