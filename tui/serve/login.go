package serve

import (
	"context"
	"errors"
	"net"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui"
)

// The names under which a login is kept. They come from the permissions of the
// method that succeeded, and from nowhere else.
const (
	keyName       = "crosswalk-name"
	keyRole       = "crosswalk-role"
	keyKey        = "crosswalk-key"
	keyInvitation = "crosswalk-invitation"
)

func permit(p workshop.Person) *ssh.Permissions {
	return &ssh.Permissions{Extensions: map[string]string{keyName: p.Name, keyRole: string(p.Role), keyKey: p.Key, keyInvitation: p.Invitation}}
}

func whoIs(c *ssh.ServerConn) workshop.Person {
	x := c.Permissions.Extensions
	return workshop.Person{Name: x[keyName], Role: workshop.Role(x[keyRole]), Key: x[keyKey], Invitation: x[keyInvitation]}
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
				s.noise.hear("a key let nobody in", c.RemoteAddr(), time.Now())
				return nil, err
			}
			return permit(p), nil
		},
		KeyboardInteractiveCallback: func(_ ssh.ConnMetadata, ask ssh.KeyboardInteractiveChallenge) (*ssh.Permissions, error) {
			_ = c.SetReadDeadline(time.Now().Add(s.o.Wait))
			return s.byCode(ctx, c, ask)
		},
	}
	config.AddHostKey(s.o.HostKey)
	return config
}

var errRefused = errors.New("refused")

// byCode asks for the code of an invitation and a name. After too many wrong
// codes it answers late; a right one is never refused for them, since others
// stand behind the same address.
func (s *Server) byCode(ctx context.Context, c net.Conn, ask ssh.KeyboardInteractiveChallenge) (*ssh.Permissions, error) {
	answers, err := ask("Crosswalk", "Join with the code of your invitation.", []string{"Code: ", "Your name: "}, []bool{true, true})
	if err != nil || len(answers) != 2 {
		return nil, errRefused
	}
	from, code, name := c.RemoteAddr(), answers[0], answers[1]
	if len(code) > mostTyped || len(name) > mostTyped {
		code, name = "", "" // which no invitation has
	}
	p, err := s.redeem(ctx, c, code, name)
	if err == nil {
		s.door.rightCode(from, time.Now())
		return permit(p), nil
	}
	words := visible.Line(tui.Refusal(err))
	if errors.Is(err, store.ErrNoInvitation) && s.wrongCode(ctx, from) {
		words = "Too many wrong codes came from this address, so each is answered late; the right one still lets you in."
	}
	s.o.Log.Info("a code let nobody in", "from", from.String(), "name", cut(name), "cause", err)
	_, _ = ask("", words, nil, nil)
	return nil, errRefused
}

// wrongCode counts a code that let nobody in, and waits where there were too
// many.
func (s *Server) wrongCode(ctx context.Context, from net.Addr) (late bool) {
	n := s.door.wrongCode(from, time.Now())
	if n <= wrongCodes {
		return false
	}
	if n == wrongCodes+1 {
		s.o.Log.Warn("too many wrong codes; each more is answered late, until a right one comes", "from", from.String(), "codes", n)
	}
	wait(ctx, s.o.Late)
	return true
}

const (
	mostTyped = 1024 // bytes of a code or a name; more is not looked at
	mostShown = 80   // characters of what a stranger says, in the log
)

// cut is what a stranger said as the log shows it.
func cut(text string) string {
	n := 0
	for at := range text {
		if n++; n > mostShown {
			return visible.Line(strings.ToValidUTF8(text[:at], "")) + "…"
		}
	}
	return visible.Line(text)
}

// redeem lets nobody take the name of somebody who is in the room by the same
// code, or on the way in: who has no key is only known by being here.
func (s *Server) redeem(ctx context.Context, c net.Conn, code, name string) (workshop.Person, error) {
	p, err := s.o.DB.Redeem(ctx, code, name)
	if err == nil && p.Key == "" && !s.claim(p.Name, c) {
		err = errors.New(p.Name + " is in the room already; if that is you, close the other window or wait half a minute")
	}
	return p, err
}
