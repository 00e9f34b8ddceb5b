package serve

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// What people keep beside their database is read as it was; README.md in
// testdata/old says what the files are.

func TestTheKeysOfAnOldFileAreAllTaken(t *testing.T) {
	f, err := os.Open("testdata/old/authorized_keys")
	must(t, err)
	defer f.Close()
	keys, err := PublicKeys(f)
	must(t, err)
	want := []PublicKey{
		{"SHA256:6fS38z8+FDYe7yVjRfkXh7gX/ZVnimb5qbMRqyR8Uak", "mara@laptop", "", 2},
		{"SHA256:gxl1gH1qUGOrvtHWXAGkiJls0h4qzG0hrRavWdWDHDE", "Jon Berg (desk) 😀", "", 4},
		{"SHA256:X+QOsfhIaMBhHrYebBfm7S/rMxuk4kjU8o/GoWE3zgw", "desk-in-the-corner", "", 5},
		{"SHA256:xKAyAI5ECQG/bHnSMso/8m7ZsdRTUy1areRbXFCJqQU", "lena@büro", "", 7},
		{"SHA256:RofbsjMexy/h6v6i37XjOEsPegvDTyuYvbqHhW6N3+g", "zoe o'hara", "", 8},
		{"SHA256:YBZxg4NfzV4mSwHslwUYHZB0Brq2TxFZRnzEEG0kcns", "nora@desk", "", 9},
		{"SHA256:uqkAPdK8pBWt5MWOfm+G6BQRvigEh8NOpoxIvX84Q8Y", "token@keyring", "", 10},
	}
	if len(keys) != len(want) {
		t.Fatalf("%d keys; %d are right", len(keys), len(want))
	}
	for i, k := range keys {
		if again, err := publicKey([]byte(k.Key)); err != nil || again.Fingerprint != k.Fingerprint {
			t.Errorf("the key %q is another: %v", k.Key, err)
		}
		if k.Key = ""; k != want[i] {
			t.Errorf("%+v; %+v is right", k, want[i])
		}
	}
}

func TestAnOldFileOfKeysWithOptionsIsRefusedByLine(t *testing.T) {
	f, err := os.Open("testdata/old/authorized_keys_with_options")
	must(t, err)
	defer f.Close()
	_, err = PublicKeys(f)
	if err == nil || !strings.Contains(err.Error(), "line 2: the option") {
		t.Fatalf("%v", err)
	}
}

func TestAnOldHostKeyIsStillTheServersOwn(t *testing.T) {
	raw, err := os.ReadFile("testdata/old/host_key")
	must(t, err)
	path := filepath.Join(t.TempDir(), "ssh_host_ed25519_key")
	must(t, os.WriteFile(path, raw, 0o600))
	key, err := HostKey(path)
	must(t, err)
	if got := ssh.FingerprintSHA256(key.PublicKey()); got != "SHA256:vrGGua5cO+krYwlPglLRtXRbpd1L18iXR9zjymwN2oo" {
		t.Fatalf("those who joined before would be warned of %s", got)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, raw) {
		t.Fatalf("the key was written anew (%v)", err)
	}
}
