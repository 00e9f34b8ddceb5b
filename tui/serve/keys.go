package serve

import (
	"bufio"
	"bytes"
	"crypto/rsa"
	"fmt"
	"io"
	"strings"

	"golang.org/x/crypto/ssh"
)

// PublicKey is one line of an authorized_keys file.
type PublicKey struct {
	Fingerprint string // SHA256, as ssh-keygen -l prints it
	Comment     string // usually user@machine
	Key         string // as in the line, without the comment
	Line        int
}

// mostKeys is how long a file of keys may be, in bytes.
const mostKeys = 1 << 20

// PublicKeys reads public keys as they stand in id_ed25519.pub or in an
// authorized_keys file. Options are refused, since here they would have no
// meaning and a limit that is not kept is worse than none.
func PublicKeys(r io.Reader) ([]PublicKey, error) {
	raw, err := io.ReadAll(io.LimitReader(r, mostKeys+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > mostKeys {
		return nil, fmt.Errorf("a file of keys has %d bytes at most", mostKeys)
	}
	if bytes.Contains(raw, []byte("PRIVATE KEY")) {
		return nil, fmt.Errorf("this is a private key; give the public one, whose name ends in .pub")
	}
	var keys []PublicKey
	lines := bufio.NewScanner(bytes.NewReader(raw))
	lines.Buffer(nil, mostKeys)
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 || line[0] == '#' {
			continue
		}
		k, err := publicKey(line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		k.Line = n
		keys = append(keys, k)
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if len(keys) == 0 {
		return nil, fmt.Errorf("there is no public key in it; a line begins with ssh-ed25519, ecdsa-sha2-… or ssh-rsa")
	}
	return keys, nil
}

func publicKey(line []byte) (PublicKey, error) {
	key, comment, options, _, err := ssh.ParseAuthorizedKey(line)
	switch {
	case err != nil:
		return PublicKey{}, fmt.Errorf("this is no public key; a line begins with ssh-ed25519, ecdsa-sha2-… or ssh-rsa")
	case len(options) > 0:
		return PublicKey{}, fmt.Errorf("the option %.40q has no meaning here; take it away, and give a role or an invitation instead", options[0])
	case weak(key):
		return PublicKey{}, fmt.Errorf("the key %s is too weak or of a kind that is not taken; an ed25519 key is right", ssh.FingerprintSHA256(key))
	}
	return PublicKey{Fingerprint: ssh.FingerprintSHA256(key), Comment: strings.TrimSpace(comment), Key: string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(key)))}, nil
}

// weak reports keys that nobody should come in by any more, and certificates.
func weak(key ssh.PublicKey) bool {
	switch key.Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKECDSA256:
		return false
	case ssh.KeyAlgoRSA:
		if c, ok := key.(ssh.CryptoPublicKey); ok {
			public, ok := c.CryptoPublicKey().(*rsa.PublicKey)
			return !ok || public.Size() < 2048/8
		}
	}
	return true
}
