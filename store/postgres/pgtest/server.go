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
	"strings"
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
	s, err := in(folder)
	if err != nil {
		return nil, err
	}
	return s, s.make(settings)
}

func (s *Server) make(settings []string) error {
	if err := s.do("initdb", "-D", s.data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"); err != nil {
		return err
	}
	return s.Up(settings...)
}

// Follow makes a server in a folder that follows this one, under a name, and starts it.
func (s *Server) Follow(folder, name string) (*Server, error) {
	f, err := in(folder)
	if err != nil {
		return nil, err
	}
	from := s.DSN("postgres") + "?application_name=" + name
	if err := f.do("pg_basebackup", "-d", from, "-D", f.data(), "-R", "--no-sync", "-c", "fast"); err != nil {
		return nil, err
	}
	return f, f.Up()
}

// in is a server that is yet to be made in a folder.
func in(folder string) (*Server, error) {
	uid, gid, err := owner()
	if err == nil {
		err = os.Chown(folder, uid, gid)
	}
	return &Server{folder: folder}, err
}

// do runs a program of PostgreSQL to its end.
func (s *Server) do(name string, args ...string) error {
	c, err := command(s.folder, name, args...)
	if err != nil {
		return err
	}
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, out)
	}
	return nil
}

// Kill ends the server and all that belongs to it at once, as when a machine stops.
func (s *Server) Kill() error {
	raw, err := os.ReadFile(filepath.Join(s.data(), "postmaster.pid"))
	if err != nil {
		return err
	}
	first, _, _ := strings.Cut(string(raw), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		return err
	}
	err = syscall.Kill(pid, syscall.SIGSTOP) // so that it starts no others
	for _, child := range childrenOf(pid) {
		_ = syscall.Kill(child, syscall.SIGKILL)
	}
	err = errors.Join(err, syscall.Kill(pid, syscall.SIGKILL), s.hold.Close())
	_ = s.life.Wait()
	return err
}

// End ends the server, where it was not killed.
func (s *Server) End() {
	s.stop()
	if s.mounted != "" {
		_ = exec.Command("umount", s.mounted).Run()
	}
}

func (s *Server) stop() {
	_ = s.hold.Close()
	_ = s.life.Wait()
}

// Mount makes a folder a disk of a size, until the test ends with the server.
func (s *Server) Mount(folder string, size int) error {
	uid, gid, err := owner()
	if err != nil {
		return err
	}
	out, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%d,uid=%d,gid=%d,mode=700", size, uid, gid), "tmpfs", folder).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	s.mounted = folder
	return nil
}

// childrenOf are the processes that a process started, where the system tells.
func childrenOf(pid int) (all []int) {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", pid, pid))
	for _, field := range strings.Fields(string(raw)) {
		if child, err := strconv.Atoi(field); err == nil {
			all = append(all, child)
		}
	}
	return all
}

func (s *Server) data() string { return filepath.Join(s.folder, "data") }

// Up starts it, on the port it had, or on a free one the first time. After a kill what
// is left of the processes may be in its way for a moment.
func (s *Server) Up(settings ...string) error {
	if s.port == 0 {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		s.port = l.Addr().(*net.TCPAddr).Port
		_ = l.Close()
	}
	for start := time.Now(); ; {
		if err := s.up(settings); err != nil {
			return err
		}
		err := s.answers(5 * time.Second)
		if err == nil || time.Since(start) > time.Minute {
			return err
		}
		s.stop()
	}
}

func (s *Server) up(settings []string) error {
	_ = os.Remove(filepath.Join(s.data(), "postmaster.pid")) // of one that was killed
	args := []string{"-c", `gone=$1 at=$2; shift 2; "$at" "$@" >>log 2>&1 & server=$!; cat; kill -INT $server; wait; [ -z "$gone" ] || rm -rf "$gone"`, "sh", s.fleeting}
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
	return read.Close()
}

// answers waits until the server takes connections.
func (s *Server) answers(most time.Duration) error {
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		err := run(s.DSN("postgres"), "SELECT 1")
		if err == nil || time.Since(start) > most {
			return err
		}
	}
}

// Port is where it listens on this machine.
func (s *Server) Port() int { return s.port }

// DSN is the address of a database of the server.
func (s *Server) DSN(database string) string {
	return fmt.Sprintf("postgres://postgres@127.0.0.1:%d/%s", s.port, database)
}
