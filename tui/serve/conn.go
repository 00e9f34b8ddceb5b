package serve

import (
	"context"
	"net"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/catalog/visible"
)

const (
	sessionsOfOne = 2                // on one connection
	pulse         = 15 * time.Second // between questions whether a client is there, and for its answer
	orphaned      = 10 * time.Second // that a session may stand open without a window
)

// timed is a connection that gives up on a peer that takes nothing.
type timed struct {
	net.Conn
	stall time.Duration
}

func (c timed) Write(p []byte) (int, error) {
	_ = c.SetWriteDeadline(time.Now().Add(c.stall))
	return c.Conn.Write(p)
}

// handle serves one connection from its first byte to its last.
func (s *Server) handle(ctx context.Context, raw net.Conn) {
	defer raw.Close()
	conn, channels, requests, err := s.login(ctx, raw)
	if err != nil {
		return
	}
	defer conn.Close()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for what, do := range map[string]func(){
		"refuse requests": func() { ssh.DiscardRequests(requests) },
		"feel the pulse":  func() { s.pulse(ctx, conn) },
	} {
		do := s.guarded(what, do)
		go do()
	}
	s.sessions(ctx, conn, channels)
}

// login lets somebody in, or nobody.
func (s *Server) login(ctx context.Context, raw net.Conn) (*ssh.ServerConn, <-chan ssh.NewChannel, <-chan *ssh.Request, error) {
	c := timed{raw, s.o.Stall}
	_ = raw.SetReadDeadline(time.Now().Add(s.o.Grace))
	defer context.AfterFunc(ctx, s.guarded("end a login", func() { _ = raw.SetReadDeadline(time.Now()) }))()
	conn, channels, requests, err := ssh.NewServerConn(c, s.config(ctx, raw))
	s.door.passed(raw.RemoteAddr(), time.Now(), err == nil)
	if err != nil {
		s.o.Log.Debug("nobody came in", "from", raw.RemoteAddr().String(), "cause", visible.Line(err.Error()))
		return nil, nil, nil, err
	}
	return conn, channels, requests, raw.SetReadDeadline(time.Time{})
}

// pulse hangs up on a client that answers no question.
func (s *Server) pulse(ctx context.Context, conn ssh.Conn) {
	for {
		wait(ctx, pulse)
		if ctx.Err() != nil {
			return
		}
		late := time.AfterFunc(pulse, s.guarded("hang up", func() { _ = conn.Close() }))
		_, _, err := conn.SendRequest("keepalive@openssh.com", true, nil)
		late.Stop()
		if err != nil {
			return
		}
	}
}

// sessions opens windows on the room, at most two, and nothing else. With the
// last one the connection ends: a client that keeps it has no further use of it.
func (s *Server) sessions(ctx context.Context, conn *ssh.ServerConn, channels <-chan ssh.NewChannel) {
	var open atomic.Int32
	for c := range channels {
		switch {
		case c.ChannelType() != "session":
			_ = c.Reject(ssh.UnknownChannelType, "only a session can be opened here")
			continue
		case open.Add(1) > sessionsOfOne:
			open.Add(-1)
			_ = c.Reject(ssh.ResourceShortage, "two windows of one connection are open already")
			continue
		}
		channel, requests, err := c.Accept()
		if err != nil {
			return
		}
		s.conns.Add(1)
		visit := s.guarded("serve a session", func() {
			defer s.conns.Done()
			defer func() {
				_ = channel.Close()
				if open.Add(-1) == 0 {
					_ = conn.Close()
				}
			}()
			s.receive(ctx, conn, channel, requests)
		})
		go visit()
	}
}
