package serve

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/crypto/ssh"
)

// HostKey reads the key by which the server is known, or makes an ed25519 key
// that only its owner can read (0600). One that others can read is refused.
func HostKey(path string) (ssh.Signer, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := makeHostKey(path); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("make the host key: %w", err)
		}
		info, err = os.Lstat(path)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the host key: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("the host key %q is no plain file; move it away and a new one is made", path)
	case othersCanRead(info):
		return nil, fmt.Errorf("the host key %q can be read by others; chmod 600 makes it yours alone", path)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read the host key: %w", err)
	}
	return parseHostKey(path, raw)
}

func parseHostKey(path string, raw []byte) (ssh.Signer, error) {
	key, err := ssh.ParsePrivateKey(raw)
	if err != nil {
		return nil, fmt.Errorf("the host key %q can't be read: %w; move it away and a new one is made, which those who have joined will be warned of", path, err)
	}
	return key, nil
}

func makeHostKey(path string) error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	block, err := ssh.MarshalPrivateKey(private, "crosswalk")
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(pem.EncodeToMemory(block))
	return errors.Join(err, f.Sync(), f.Close())
}
