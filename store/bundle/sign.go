package bundle

import (
	"bytes"
	"errors"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// Namespace keeps a signature under a bundle from being one under anything else that
// a key signs: ssh-keygen -Y verify -n audit-bundle.
const Namespace = "audit-bundle"

// Signature is who signed: the key, and nobody's word for whose it is.
type Signature struct {
	Key         string // as a line of authorized_keys
	Fingerprint string // SHA256:…
}

// Sign signs the bytes of a manifest, as ssh-keygen -Y sign does.
func Sign(key ssh.Signer, manifest []byte) ([]byte, error) {
	sig, err := sshsig.Sign(bytes.NewReader(manifest), key, sshsig.HashSHA512, Namespace)
	if err != nil {
		return nil, err
	}
	return sshsig.Armor(sig), nil
}

// verify tells who signed a manifest; nobody where there is no signature.
func verify(manifest, armored []byte) (*Signature, error) {
	if armored == nil {
		return nil, nil
	}
	sig, err := sshsig.Unarmor(armored)
	if err != nil {
		return nil, damaged("its signature can't be read")
	}
	if err := sshsig.Verify(bytes.NewReader(manifest), sig, sig.PublicKey, sig.HashAlgorithm, Namespace); err != nil {
		return nil, damaged("its signature is not over what it holds")
	}
	line := bytes.TrimSpace(ssh.MarshalAuthorizedKey(sig.PublicKey))
	return &Signature{string(line), ssh.FingerprintSHA256(sig.PublicKey)}, nil
}

// Signer reads a private key; ask is asked for its passphrase where it has one.
func Signer(key []byte, ask func() ([]byte, error)) (ssh.Signer, error) {
	signer, err := ssh.ParsePrivateKey(key)
	if _, locked := errors.AsType[*ssh.PassphraseMissingError](err); !locked {
		return signer, err
	}
	words, err := ask()
	if err != nil {
		return nil, err
	}
	return ssh.ParsePrivateKeyWithPassphrase(key, words)
}
