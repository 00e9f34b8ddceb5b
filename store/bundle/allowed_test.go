package bundle

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

func TestWhoMaySignIsReadAsSSHReadsIt(t *testing.T) {
	signer, _ := aKey(t)
	other, _ := aKey(t)
	line := func(key ssh.Signer) string { return string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(key.PublicKey()))) }
	now := time.Date(2026, 11, 26, 18, 0, 0, 0, time.UTC)
	manifest := []byte("a list")
	signature, err := Sign(signer, manifest)
	must(t, err)
	for before, allows := range map[string]bool{
		"mara@example.com ":                                                          true,
		`"Mara Holm,mara@example.com" `:                                              true,
		"mara@example.com\tnamespaces=\"audit-bundle\" ":                             true,
		"mara@example.com namespaces=\"git,audit-*\" ":                               true,
		"mara@example.com namespaces=\"git,file\" ":                                  false,
		"mara@example.com namespaces=\"*,!audit-bundle\" ":                           false,
		"mara@example.com namespaces=\"audit-bundl?\" ":                              true,
		"mara@example.com namespaces=\"audit.bundle\" ":                              false,
		"mara@example.com valid-after=\"20260101\" ":                                 true,
		"mara@example.com valid-after=\"20270101\" ":                                 false,
		"mara@example.com valid-before=\"20261126235959Z\" ":                         true,
		"mara@example.com valid-before=\"202601010000Z\" ":                           false,
		"mara@example.com valid-after=\"20260101\",valid-before=\"20260201120000\" ": false,
		"mara@example.com cert-authority ":                                           false,
		"mara@example.com " + line(other) + "\nmara@example.com ":                    true,
		"# nobody\n\n  mara@example.com ":                                            true,
	} {
		raw := []byte(before + line(signer) + " a comment\n")
		all, err := AllowedSigners(raw, time.UTC)
		must(t, err)
		found := false
		for _, a := range all {
			found = found || a.Fingerprint == ssh.FingerprintSHA256(signer.PublicKey()) && a.Refuses(now) == ""
		}
		if found != allows {
			t.Errorf("%q allows it: %t", before, found)
		}
		if by, asked := sshAllows(t, raw, manifest, signature, now); asked && by != allows {
			t.Errorf("%q: ssh-keygen allows it: %t", before, by)
		}
	}
}

// sshAllows asks ssh-keygen, where there is one.
func sshAllows(t *testing.T, allowed, manifest, signature []byte, now time.Time) (yes, asked bool) {
	t.Helper()
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		return false, false
	}
	dir := t.TempDir()
	for name, raw := range map[string][]byte{"allowed": allowed, "sig": signature} {
		must(t, os.WriteFile(filepath.Join(dir, name), raw, 0o600))
	}
	cmd := exec.Command("ssh-keygen", "-Y", "verify", "-n", Namespace, "-I", "mara@example.com", "-f", "allowed", "-s", "sig", "-O", "verify-time="+now.Format("20060102150405")+"Z")
	cmd.Dir, cmd.Stdin, cmd.Env = dir, bytes.NewReader(manifest), append(os.Environ(), "TZ=UTC")
	return cmd.Run() == nil, true
}

func TestAFileOfSignersThatCantBeReadIsRefusedByLine(t *testing.T) {
	signer, _ := aKey(t)
	key := string(ssh.MarshalAuthorizedKey(signer.PublicKey()))
	for text, words := range map[string]string{
		key:                                    "line 1: a name and a public key stand in it",
		"# names\nmara@example.com":            "line 2: a name and a public key stand in it",
		"mara valid-before=\"soon\" " + key:    `line 1: the time "soon" can't be read`,
		"mara valid-after=\"20261332\" " + key: `line 1: the time "20261332" can't be read`,
		"mara no-touch-required " + key:        `line 1: the option "no-touch-required" is not known`,
		`"mara ` + key:                         "line 1: a name and a public key stand in it",
	} {
		if _, err := AllowedSigners([]byte(text), time.UTC); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
