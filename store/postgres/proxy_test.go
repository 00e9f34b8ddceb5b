package postgres_test

import (
	"net"
	"net/url"
	"sync"
	"testing"

	"crosswalk/store/acttest"
)

// proxy stands between a program and a server, and can cut the line.
type proxy struct {
	dsn    string // that leads through it
	to     string
	listen net.Listener

	mu      sync.Mutex
	answers bool // cut what comes from the server; else what goes to it
	left    int  // pieces until the cut; 0: none is to come
	forGood bool // nobody comes through any more once it is cut
	lines   []net.Conn
	asked   int  // pieces that went to the server after an answer: how often it was waited for
	waiting bool // for an answer
}

// through is a proxy before a server.
func through(t testing.TB, dsn string) *proxy {
	t.Helper()
	u, err := url.Parse(dsn)
	acttest.Must(t, err)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	acttest.Must(t, err)
	p := &proxy{to: u.Host, listen: l}
	u.Host = l.Addr().String()
	p.dsn = u.String() + "?sslmode=disable"
	go p.serve()
	t.Cleanup(p.gone)
	return p
}

func (p *proxy) serve() {
	for {
		near, err := p.listen.Accept()
		if err != nil {
			return
		}
		far, err := net.Dial("tcp", p.to)
		if err != nil {
			_ = near.Close()
			continue
		}
		p.mu.Lock()
		p.lines = append(p.lines, near, far)
		p.mu.Unlock()
		go p.carry(far, near, false)
		go p.carry(near, far, true)
	}
}

// carry brings pieces over until the line is cut.
func (p *proxy) carry(to, from net.Conn, answers bool) {
	defer to.Close()
	defer from.Close()
	piece := make([]byte, 1<<20)
	for {
		n, err := from.Read(piece)
		if err != nil || p.isCut(answers) {
			return
		}
		p.count(answers)
		if _, err := to.Write(piece[:n]); err != nil {
			return
		}
	}
}

// count counts round trips: what goes to the server before it has said anything is one.
func (p *proxy) count(answers bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !answers && !p.waiting {
		p.asked++
	}
	p.waiting = !answers
}

// trips is how often the server is waited for while something is done.
func (p *proxy) trips(do func()) int {
	p.mu.Lock()
	before := p.asked
	p.mu.Unlock()
	do()
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.asked - before
}

func (p *proxy) isCut(answers bool) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left == 0 || answers != p.answers {
		return false
	}
	if p.left--; p.left == 0 && p.forGood {
		_ = p.listen.Close()
	}
	return p.left == 0
}

// cut cuts the line before the so-and-so-many-th piece from now on, once.
func (p *proxy) cut(answers bool, piece int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answers, p.left = answers, piece
}

// gone cuts all lines and takes no new ones.
func (p *proxy) gone() {
	_ = p.listen.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, line := range p.lines {
		_ = line.Close()
	}
}
