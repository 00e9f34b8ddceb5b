package bundle

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"filippo.io/age"
	"filippo.io/age/agessh"
	"golang.org/x/crypto/ssh"
)

// Encryption is age's: it hides what a bundle holds and says nothing of who made it;
// that is for a signature.

const ageBegins = "age-encryption.org/"

// hardest is how much work a passphrase may ask for: a hostile file could make it half
// a minute.
const hardest = 18

// IsEncrypted reports whether a file that begins so is encrypted.
func IsEncrypted(begins []byte) bool { return bytes.HasPrefix(begins, []byte(ageBegins)) }

// Recipient reads for whom a file is encrypted: a public key of age or of SSH.
func Recipient(text string) (age.Recipient, error) {
	if strings.HasPrefix(text, "ssh-") {
		return agessh.ParseRecipient(text)
	}
	all, err := age.ParseRecipients(strings.NewReader(text))
	switch {
	case err != nil:
		return nil, err
	case len(all) != 1:
		return nil, errors.New("it is not one key")
	}
	return all[0], nil
}

// Passphrase is the recipient and the identity of who knows some words.
func Passphrase(words string) (age.Recipient, age.Identity, error) {
	to, err := age.NewScryptRecipient(words)
	if err != nil {
		return nil, nil, err
	}
	to.SetWorkFactor(hardest)
	me, err := age.NewScryptIdentity(words)
	if err == nil {
		me.SetMaxWorkFactor(hardest)
	}
	return to, me, err
}

// Identities reads a file of identities: a private key of SSH, or lines of age. ask is
// asked for the passphrase of a key that has one, when the file is for that key.
func Identities(raw []byte, ask func() ([]byte, error)) ([]age.Identity, error) {
	if !bytes.HasPrefix(bytes.TrimSpace(raw), []byte("-----BEGIN")) {
		return age.ParseIdentities(bytes.NewReader(raw))
	}
	me, err := agessh.ParseIdentity(raw)
	if locked, ok := errors.AsType[*ssh.PassphraseMissingError](err); ok && locked.PublicKey != nil {
		me, err = agessh.NewEncryptedSSHIdentity(locked.PublicKey, raw, ask)
	}
	if err != nil {
		return nil, err
	}
	return []age.Identity{me}, nil
}

// Encrypt gives what to write to; its Close ends the file.
func Encrypt(to io.Writer, recipients ...age.Recipient) (io.WriteCloser, error) {
	return age.Encrypt(to, recipients...)
}

// ErrNotForUs says that no identity opens a file.
var ErrNotForUs = errors.New("it is encrypted, and no key or passphrase that was given opens it")

// Decrypt writes what a file holds into a file in a private folder, and gives that when
// all of it was read: what a damaged file gives before the damage is never seen.
func Decrypt(ctx context.Context, from io.Reader, folder string, me ...age.Identity) (_ *Plain, err error) {
	plain, err := age.Decrypt(from, me...)
	if _, stranger := errors.AsType[*age.NoIdentityMatchError](err); stranger {
		return nil, ErrNotForUs
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	}
	f, err := os.CreateTemp(folder, "bundle-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(f.Name()) // where an open file may lose its name, a kill leaves nothing behind
	defer func() {
		if err != nil {
			err = errors.Join(err, discard(f))
		}
	}()
	n, err := io.Copy(f, io.LimitReader(&stoppable{ctx, plain}, maxFile+1))
	_, disk := errors.AsType[*os.PathError](err)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && !disk:
		return nil, fmt.Errorf("%w: %v", ErrDamaged, err)
	case err != nil:
		return nil, err
	case n > maxFile:
		return nil, tooMuch("more than %d bytes", int64(maxFile))
	}
	return &Plain{f, n}, nil
}

// Plain is what a file held, for as long as it is open.
type Plain struct {
	file *os.File
	Size int64
}

// ReadAt reads it.
func (p *Plain) ReadAt(b []byte, at int64) (int, error) { return p.file.ReadAt(b, at) }

// Close takes it away.
func (p *Plain) Close() error { return discard(p.file) }

// stoppable is a reader that ends when nobody waits for it.
type stoppable struct {
	ctx  context.Context
	from io.Reader
}

func (s *stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.from.Read(p)
}

// Asked is the identity of who is asked for the passphrase when a file wants one.
func Asked(ask func() ([]byte, error)) age.Identity { return asked{ask} }

type asked struct{ ask func() ([]byte, error) }

// Unwrap asks only where the file was encrypted by a passphrase.
func (a asked) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if len(stanzas) != 1 || stanzas[0].Type != "scrypt" {
		return nil, age.ErrIncorrectIdentity
	}
	words, err := a.ask()
	if err != nil {
		return nil, err
	}
	_, me, err := Passphrase(string(words))
	if err != nil {
		return nil, err
	}
	return me.Unwrap(stanzas)
}

// Witness is a key for one call: it opens what is written beside another recipient, so
// that it can be read back, and nobody has it afterwards. Keys for later computers are
// never mixed with others, so it is of the same kind.
func Witness(beside age.Recipient) (age.Recipient, age.Identity, error) {
	if _, later := beside.(*age.HybridRecipient); later {
		me, err := age.GenerateHybridIdentity()
		if err != nil {
			return nil, nil, err
		}
		return me.Recipient(), me, nil
	}
	me, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, nil, err
	}
	return me.Recipient(), me, nil
}
