package serve

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui"
)

// The limits of the door. A workshop may sit behind one address, so that what
// counts there are people who are not in yet, and failures.
const (
	waitingAtOnce  = 128              // connections that have not logged in
	waitingFromOne = 64               // of them from one address
	failures       = 30               // logins that fail from one address in a burst
	burst          = 10 * time.Second // no longer, since others may stand behind that address
	wrongCodes     = 10               // codes that fail from one address in a span
	span           = 10 * time.Minute // for which wrong codes are remembered
	typingTime     = 2 * time.Minute  // to compare the host key, or to type a code and a name
	keysTried      = 4                // on one connection
)

// door counts who stands before it.
type door struct {
	mu      sync.Mutex
	waiting int
	sources map[string]*source
}

// source is an address from which people come.
type source struct {
	waiting       int
	failed, codes tally
}

// tally counts what happened in a span, from the first.
type tally struct {
	n     int
	since time.Time
}

func (t *tally) add(now time.Time) {
	if t.n == 0 {
		t.since = now
	}
	t.n++
}

// of is the count; what is longer ago than the span is forgotten.
func (t *tally) of(span time.Duration, now time.Time) int {
	if now.Sub(t.since) > span {
		t.n = 0
	}
	return t.n
}

func newDoor() *door { return &door{sources: map[string]*source{}} }

func addressOf(a net.Addr) string {
	host, _, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	return host
}

// enter takes a connection before its login; false where there are too many, or
// too many failed.
func (d *door) enter(from net.Addr, now time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.source(from, now)
	if d.waiting >= waitingAtOnce || s.waiting >= waitingFromOne || s.failed.of(burst, now) >= failures {
		return false
	}
	d.waiting++
	s.waiting++
	return true
}

// source is the count of an address; what has been quiet is forgotten.
func (d *door) source(from net.Addr, now time.Time) *source {
	for at, s := range d.sources {
		if failed, codes := s.failed.of(burst, now), s.codes.of(span, now); s.waiting+failed+codes == 0 {
			delete(d.sources, at)
		}
	}
	at := addressOf(from)
	s := d.sources[at]
	if s == nil {
		s = &source{}
		d.sources[at] = s
	}
	return s
}

// passed says that a login ended, well or not.
func (d *door) passed(from net.Addr, now time.Time, well bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.source(from, now)
	d.waiting--
	s.waiting--
	if !well {
		s.failed.add(now)
	}
}

// wrongCode counts a code that let nobody in.
func (d *door) wrongCode(from net.Addr, now time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.source(from, now).codes.add(now)
}

func (d *door) codesLeft(from net.Addr, now time.Time) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.source(from, now).codes.of(span, now) < wrongCodes
}

// The names under which a login is kept. They come from the permissions of the
// method that succeeded, and from nowhere else.
const (
	keyName = "crosswalk-name"
	keyRole = "crosswalk-role"
	keyKey  = "crosswalk-key"
)

func permit(p workshop.Person) *ssh.Permissions {
	return &ssh.Permissions{Extensions: map[string]string{keyName: p.Name, keyRole: string(p.Role), keyKey: p.Key}}
}

func whoIs(c *ssh.ServerConn) workshop.Person {
	x := c.Permissions.Extensions
	return workshop.Person{Name: x[keyName], Role: workshop.Role(x[keyRole]), Key: x[keyKey]}
}

// config says how one connection may log in: by a key that is known here, or by
// the code of an invitation.
func (s *Server) config(ctx context.Context, c net.Conn) *ssh.ServerConfig {
	config := &ssh.ServerConfig{
		Config: ssh.Config{
			KeyExchanges: []string{ssh.KeyExchangeMLKEM768X25519, ssh.KeyExchangeCurve25519, ssh.KeyExchangeECDHP256},
			Ciphers:      []string{ssh.CipherChaCha20Poly1305, ssh.CipherAES256GCM, ssh.CipherAES128GCM},
			MACs:         []string{ssh.HMACSHA256ETM, ssh.HMACSHA512ETM},
		},
		PublicKeyAuthAlgorithms: []string{
			ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521,
			ssh.KeyAlgoSKECDSA256, ssh.KeyAlgoRSASHA256, ssh.KeyAlgoRSASHA512,
		},
		MaxAuthTries:  keysTried,
		ServerVersion: "SSH-2.0-Crosswalk",
		PublicKeyCallback: func(_ ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
			p, err := s.o.DB.PersonOfKey(ctx, ssh.FingerprintSHA256(key))
			if err != nil {
				return nil, err
			}
			return permit(p), nil
		},
		KeyboardInteractiveCallback: func(_ ssh.ConnMetadata, ask ssh.KeyboardInteractiveChallenge) (*ssh.Permissions, error) {
			_ = c.SetReadDeadline(time.Now().Add(typingTime))
			return s.byCode(ctx, c.RemoteAddr(), ask)
		},
	}
	config.AddHostKey(patient{s.o.HostKey, func() { _ = c.SetReadDeadline(time.Now().Add(typingTime)) }})
	return config
}

// patient is the host key, and gives a person time once it was shown: who comes
// for the first time compares its fingerprint before their ssh goes on.
type patient struct {
	ssh.Signer
	shown func()
}

func (p patient) Sign(r io.Reader, data []byte) (*ssh.Signature, error) {
	p.shown()
	return p.Signer.Sign(r, data)
}

var errRefused = errors.New("refused")

// byCode asks for the code of an invitation and a name.
func (s *Server) byCode(ctx context.Context, from net.Addr, ask ssh.KeyboardInteractiveChallenge) (*ssh.Permissions, error) {
	if !s.door.codesLeft(from, time.Now()) {
		_, _ = ask("", "Too many wrong codes came from this address. Try again in ten minutes.", nil, nil)
		return nil, errRefused
	}
	answers, err := ask("Crosswalk", "Join with the code of your invitation.", []string{"Code: ", "Your name: "}, []bool{true, true})
	if err != nil || len(answers) != 2 {
		return nil, errRefused
	}
	p, err := s.redeem(ctx, answers[0], answers[1])
	if err == nil {
		return permit(p), nil
	}
	if errors.Is(err, store.ErrNoInvitation) {
		s.door.wrongCode(from, time.Now())
	}
	s.o.Log.Info("a code let nobody in", "from", from.String(), "name", visible.Line(answers[1]), "cause", err)
	_, _ = ask("", visible.Line(tui.Refusal(err)), nil, nil)
	return nil, errRefused
}

// redeem lets nobody take the name of somebody who is in the room by the same
// code: who has no key is only known by being here.
func (s *Server) redeem(ctx context.Context, code, name string) (workshop.Person, error) {
	p, err := s.o.DB.Redeem(ctx, code, name)
	if err == nil && p.Key == "" && s.here(p.Name) {
		err = errors.New(p.Name + " is in the room already; if that is you, close the other window or wait half a minute")
	}
	return p, err
}
