package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
	"github.com/charmbracelet/x/term"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"crosswalk/store/bundle"
)

// maxKey is how long a file of keys may be.
const maxKey = 256 << 10

// locks are for whom a file is encrypted.
type locks struct {
	to         []string
	passphrase bool
}

func (l locks) wanted() bool { return len(l.to) > 0 || l.passphrase }

// recipients are those whom the flags name, with the identity of who knows the
// passphrase.
func (x *app) recipients(l locks) (to []age.Recipient, me []age.Identity, err error) {
	if l.passphrase && len(l.to) > 0 {
		return nil, nil, usage("--passphrase and --to exclude each other: a file with a passphrase is for nobody else")
	}
	for _, text := range l.to {
		one, err := bundle.Recipient(text)
		if err != nil {
			return nil, nil, usage("--to takes a public key, like age1… or ssh-ed25519 …; %q is none", text)
		}
		to = append(to, one)
	}
	if !l.passphrase {
		return to, nil, nil
	}
	words, err := x.secret("Passphrase for the file: ")
	if err == nil && len(words) == 0 {
		err = errors.New("the passphrase is empty")
	}
	if err != nil {
		return nil, nil, err
	}
	if x.secretIsTyped() {
		again, err := x.secret("The same again: ")
		if err != nil || !bytes.Equal(words, again) {
			return nil, nil, errors.Join(err, errors.New("these are two passphrases; nothing was written"))
		}
	}
	with, by, err := bundle.Passphrase(string(words))
	return []age.Recipient{with}, []age.Identity{by}, err
}

// identities are what may open a file: of the files that are named, else of the keys
// that SSH has for this person, and a passphrase that is asked for where a file wants one.
func (x *app) identities(files []string) ([]age.Identity, error) {
	all := []age.Identity{bundle.Asked(func() ([]byte, error) { return x.secret("Passphrase of the file: ") })}
	named := len(files) > 0
	if home, err := os.UserHomeDir(); err == nil && !named {
		files = []string{filepath.Join(home, ".ssh", "id_ed25519"), filepath.Join(home, ".ssh", "id_rsa")}
	}
	for _, path := range files {
		raw, err := readFile(path, maxKey)
		var some []age.Identity
		if err == nil {
			some, err = bundle.Identities(raw, func() ([]byte, error) { return x.secret("Passphrase of " + path + ": ") })
		}
		if err != nil && named {
			return nil, fmt.Errorf("%s holds no identity that opens files: %w", path, plainPath(err))
		}
		all = append(all, some...)
	}
	return all, nil
}

// signing signs with a private key in a file, or by the agent with the key whose public
// half is in the file.
func (x *app) signing(path string) (func([]byte) ([]byte, error), error) {
	if path == "" {
		return nil, nil
	}
	raw, err := readFile(path, maxKey)
	if err != nil {
		return nil, err
	}
	key, err := x.signer(path, raw)
	if err != nil {
		return nil, err
	}
	return func(manifest []byte) ([]byte, error) { return bundle.Sign(key, manifest) }, nil
}

func (x *app) signer(path string, raw []byte) (ssh.Signer, error) {
	if public, _, _, _, err := ssh.ParseAuthorizedKey(raw); err == nil {
		return agentKey(path, public)
	}
	key, err := bundle.Signer(raw, func() ([]byte, error) { return x.secret("Passphrase of " + path + ": ") })
	if err != nil {
		return nil, fmt.Errorf("%s holds no key that signs: %w", path, err)
	}
	return key, nil
}

// agentKey is a key that the agent of SSH holds.
func agentKey(path string, public ssh.PublicKey) (ssh.Signer, error) {
	conn, err := net.Dial("unix", os.Getenv("SSH_AUTH_SOCK"))
	if err != nil {
		return nil, fmt.Errorf("%s is a public key, and no SSH agent that has the private one can be reached; name the private key", path)
	}
	all, err := agent.NewClient(conn).Signers() // the connection is closed with the program
	if err != nil {
		return nil, fmt.Errorf("the SSH agent gives no keys: %w", err)
	}
	for _, key := range all {
		if bytes.Equal(key.PublicKey().Marshal(), public.Marshal()) {
			return key, nil
		}
	}
	return nil, fmt.Errorf("the SSH agent does not have the key %s; add it with ssh-add", path)
}

// secretIsTyped reports whether a person types secrets, who may slip.
func (x *app) secretIsTyped() bool { return isTerminal(x.in) }

// secret asks for a passphrase: at a terminal without showing it, else a line of what
// comes in.
func (x *app) secret(ask string) ([]byte, error) {
	if f, ok := x.in.(*os.File); ok && x.secretIsTyped() {
		fmt.Fprint(x.errs, ask)
		words, err := term.ReadPassword(f.Fd())
		fmt.Fprintln(x.errs)
		return words, err
	}
	line, err := x.typedLine()
	if line == "" && err != nil {
		return nil, errors.New("a passphrase is needed, and none comes in; type it at a terminal or write it into stdin")
	}
	return []byte(line), nil
}

// typedLine is the next line of what comes in, and no byte more of it.
func (x *app) typedLine() (string, error) {
	var line strings.Builder
	for one := make([]byte, 1); ; {
		n, err := x.in.Read(one)
		if n == 1 && one[0] == '\n' {
			return strings.TrimSuffix(line.String(), "\r"), nil
		}
		line.Write(one[:n])
		if err != nil || line.Len() > maxKey {
			return line.String(), errors.Join(err, io.EOF)
		}
	}
}
