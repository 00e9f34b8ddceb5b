package pgtest

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// owner is the account that a server is run by where this program runs as root, which
// PostgreSQL refuses.
func owner() (uid, gid int, err error) {
	if os.Getuid() != 0 {
		return os.Getuid(), os.Getgid(), nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return 0, 0, err
		}
	}
	uid, err = strconv.Atoi(u.Uid)
	if err == nil {
		gid, err = strconv.Atoi(u.Gid)
	}
	return uid, gid, err
}

// command is a program of PostgreSQL, run by the account of the server.
func command(folder, name string, args ...string) (*exec.Cmd, error) {
	at, there := bin()
	if !there {
		return nil, errors.New("PostgreSQL is not installed here")
	}
	uid, gid, err := owner()
	if err != nil {
		return nil, err
	}
	c := exec.Command(filepath.Join(at, name), args...)
	c.Dir = folder
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	if os.Getuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	return c, nil
}

// Start makes a server in a folder that is its own, and starts it. It listens on this
// machine alone and lets everybody in who can reach it.
func Start(folder string, settings ...string) (*Server, error) {
	uid, gid, err := owner()
	if err == nil {
		err = os.Chown(folder, uid, gid)
	}
	if err != nil {
		return nil, err
	}
	s := &Server{folder: folder}
	c, err := command(folder, "initdb", "-D", s.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
	if err != nil {
		return nil, err
	}
	if out, err := c.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	return s, s.Up(settings...)
}

func (s *Server) data() string { return filepath.Join(s.folder, "data") }

// Up starts it, on the port it had, or on a free one the first time.
func (s *Server) Up(settings ...string) error {
	if s.port == 0 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		s.port = l.Addr().(*net.TCPAddr).Port
		_ = l.Close()
	}
	args := []string{"-c", `at=$1; shift; "$at" "$@" >>log 2>&1 & server=$!; cat; kill -INT $server; wait`, "sh"}
	c, err := command(s.folder, "postgres", "-D", s.data(), "-p", strconv.Itoa(s.port), "-k", s.folder, "-h", "127.0.0.1")
	if err != nil {
		return err
	}
	for _, setting := range settings {
		c.Args = append(c.Args, "-c", setting)
	}
	// A shell waits for the end of its input, which is ours, and ends the server then.
	c.Args = append(append([]string{"sh"}, args...), append([]string{c.Path}, c.Args[1:]...)...)
	c.Path = "/bin/sh"
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	c.Stdin, s.life, s.hold = read, c, write
	if err := c.Start(); err != nil {
		return err
	}
	_ = read.Close()
	return s.answers()
}

// answers waits until the server takes connections.
func (s *Server) answers() error {
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		err := run(s.DSN("postgres"), "SELECT 1")
		if err == nil || time.Since(start) > 30*time.Second {
			return err
		}
	}
}

// DSN is the address of a database of the server.
func (s *Server) DSN(database string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/%s", s.port, database)
}
