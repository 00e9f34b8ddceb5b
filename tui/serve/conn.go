package serve

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/ssh"
)

const (
	connectionsOfOne = 40               // person: a hall may share a key, and none takes all places
	sessionsOfOne    = 2                // on one connection
	pulse            = 15 * time.Second // between questions whether a client is there, and for its answer
	turnedAway       = 2 * time.Second  // to take leave in, for who has too many connections
)

// timed is a connection that gives up on a peer that takes nothing, and says
// when one was heard.
type timed struct {
	net.Conn
	stall time.Duration
	hear  func(time.Time)
}

func (c timed) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if n > 0 {
		c.hear(time.Now())
	}
	return n, err
}

func (c timed) Write(p []byte) (int, error) {
	_ = c.SetWriteDeadline(time.Now().Add(c.stall))
	return c.Conn.Write(p)
}

// handle serves one connection from its first byte to its last.
func (s *Server) handle(ctx context.Context, raw net.Conn, w *waiter) {
	defer raw.Close()
	defer s.unclaim(raw)
	conn, channels, requests, err := s.login(ctx, raw, w)
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
	defer s.goOut(conn)
	in := s.comeIn(conn)
	s.unclaim(raw)
	if !in {
		s.turnAway(conn, channels)
		return
	}
	s.sessions(ctx, conn, channels)
}

// comeIn counts a connection of somebody; false where they have too many.
func (s *Server) comeIn(conn *ssh.ServerConn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	name, others := whoIs(conn).Name, 0
	for _, other := range s.inside {
		if other == name {
			others++
		}
	}
	if others >= connectionsOfOne {
		return false
	}
	s.inside[conn] = name
	return true
}

func (s *Server) goOut(conn *ssh.ServerConn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.inside, conn)
}

// turnAway says why there is no window.
func (s *Server) turnAway(conn ssh.Conn, channels <-chan ssh.NewChannel) {
	late := time.AfterFunc(turnedAway, s.guarded("hang up", func() { _ = conn.Close() }))
	defer late.Stop()
	s.o.Log.Info("turned away, with too many connections", "from", conn.RemoteAddr().String())
	for c := range channels {
		_ = c.Reject(ssh.ResourceShortage, fmt.Sprintf("%d connections of yours are open already; close one of them", connectionsOfOne))
	}
}

// login lets somebody in, or nobody. The time it may take is set before it and
// at the prompts alone, never while keys are exchanged: that happens again in the
// middle of a session.
func (s *Server) login(ctx context.Context, raw net.Conn, w *waiter) (*ssh.ServerConn, <-chan ssh.NewChannel, <-chan *ssh.Request, error) {
	c := timed{raw, s.o.Stall, w.hear}
	_ = raw.SetReadDeadline(time.Now().Add(s.o.Wait))
	defer context.AfterFunc(ctx, s.guarded("end a login", func() { _ = raw.SetReadDeadline(time.Now()) }))()
	conn, channels, requests, err := ssh.NewServerConn(c, s.config(ctx, raw))
	s.door.passed(w, time.Now(), err == nil)
	if err != nil {
		s.noise.hear("a connection ended before anybody came in", raw.RemoteAddr(), time.Now())
		s.o.Log.Debug("nobody came in", "from", raw.RemoteAddr().String(), "cause", cut(err.Error()))
		return nil, nil, nil, err
	}
	return conn, channels, requests, raw.SetReadDeadline(time.Time{})
}

// mostTold bounds how many are told at once that there is no place for them.
const mostTold = 32

// refuse tells a connection that there is no place, in the words of SSH (RFC
// 4253, section 11.1), so that its ssh shows them, and hangs up.
func (s *Server) refuse(raw net.Conn) {
	defer raw.Close()
	_ = raw.SetDeadline(time.Now().Add(turnedAway))
	said := ssh.Marshal(struct {
		Reason            uint32 `sshtype:"1"`
		Message, Language string
	}{12, "Too many are at the door of this room just now; try again in a few seconds.", "en"})
	padding := 8 - (5+len(said))%8 // RFC 4253, section 6: four bytes at least
	if padding < 4 {
		padding += 8
	}
	packet := binary.BigEndian.AppendUint32([]byte("SSH-2.0-Crosswalk\r\n"), uint32(1+len(said)+padding))
	packet = append(append(append(packet, byte(padding)), said...), make([]byte, padding)...)
	if _, err := raw.Write(packet); err != nil {
		return
	}
	if half, ok := raw.(interface{ CloseWrite() error }); ok {
		_ = half.CloseWrite()
		_, _ = io.CopyN(io.Discard, raw, 4096) // what is not read would take back what was said
	}
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
// last one the connection ends, and so does one on which none is opened: a client
// that keeps it has no further use of it.
func (s *Server) sessions(ctx context.Context, conn *ssh.ServerConn, channels <-chan ssh.NewChannel) {
	var open atomic.Int32
	unused := s.guarded("close an empty connection", func() {
		if open.Load() == 0 {
			_ = conn.Close()
		}
	})
	defer time.AfterFunc(s.o.Grace, unused).Stop()
	defer context.AfterFunc(ctx, unused)()
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
