package main

import (
	"crypto/ed25519"
	"encoding/json"
	"encoding/pem"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"crosswalk/catalog/report/data"
)

// aBundle was written by the first program that wrote bundles; every later one reads it.
var aBundle, _ = filepath.Abs(filepath.Join("testdata", "nordwind.cwb"))

// keyPair writes a key of SSH, as ssh-keygen does.
func keyPair(t *testing.T, path, words string) ed25519.PrivateKey {
	t.Helper()
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if words != "" {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(private, "", []byte(words))
	}
	if err != nil {
		t.Fatal(err)
	}
	key, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string][]byte{path: pem.EncodeToMemory(block), path + ".pub": ssh.MarshalAuthorizedKey(key)} {
		if err := os.WriteFile(name, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return private
}

func signerOf(t *testing.T, file string) *data.Signer {
	t.Helper()
	var b data.Bundle
	if err := json.Unmarshal([]byte(must(t, "bundle", "inspect", file, "--json")), &b); err != nil {
		t.Fatal(err)
	}
	return b.SignedBy
}

func TestABundleTellsWhoseKeySignedIt(t *testing.T) {
	t.Chdir(filepath.Dir(inDatabase(t)))
	must(t, "new", "Nordwind")
	private := keyPair(t, "mara", "")
	must(t, "bundle", "out", "by-file.cwb", "--sign", "mara")
	if by := signerOf(t, "by-file.cwb"); by == nil || by.Name != nil {
		t.Errorf("before anybody is known: %+v", by)
	}
	if c := call(t, "", "bundle", "in", "by-file.cwb", "--db", "other.db"); c.code != 1 || !strings.Contains(c.err, "a key that nobody here has") {
		t.Errorf("a stranger's: exit %d, %s", c.code, c.err)
	}
	must(t, "people", "add", "Mara Holm", "--key", "mara.pub", "--role", "assessor")
	if by := signerOf(t, "by-file.cwb"); by.Name == nil || *by.Name != "Mara Holm" {
		t.Errorf("once she is known: %+v", by)
	}

	ring, l := agent.NewKeyring(), listen(t)
	if err := ring.Add(agent.AddedKey{PrivateKey: private}); err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() { _ = agent.ServeAgent(ring, conn) }()
		}
	}()
	must(t, "bundle", "out", "by-agent.cwb", "--sign", "mara.pub")
	if by := signerOf(t, "by-agent.cwb"); by == nil || by.Name == nil {
		t.Errorf("by the agent: %+v", by)
	}
	keyPair(t, "other", "")
	if c := call(t, "", "bundle", "out", "x.cwb", "--sign", "other.pub"); c.code != 1 || !strings.Contains(c.err, "ssh-add") {
		t.Errorf("a key that the agent has not: exit %d, %s", c.code, c.err)
	}
	t.Setenv("SSH_AUTH_SOCK", "")
	if c := call(t, "", "bundle", "out", "x.cwb", "--sign", "mara.pub"); c.code != 1 || !strings.Contains(c.err, "name the private key") {
		t.Errorf("without an agent: exit %d, %s", c.code, c.err)
	}
}

// listen is where an agent can be reached.
func listen(t *testing.T) net.Listener {
	t.Helper()
	dir, err := os.MkdirTemp("", "agent") // the path of a socket must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	l, err := net.Listen("unix", filepath.Join(dir, "s"))
	if err != nil {
		t.Skip("there are no sockets of this kind here")
	}
	t.Cleanup(func() { _ = l.Close() })
	t.Setenv("SSH_AUTH_SOCK", l.Addr().String())
	return l
}

func TestABundleOpensForThoseItIsForAlone(t *testing.T) {
	t.Chdir(filepath.Dir(inDatabase(t)))
	t.Setenv("HOME", t.TempDir())
	must(t, "new", "Nordwind")
	keyPair(t, "mara", "")
	keyPair(t, "bo", "word")
	keyPair(t, "eve", "")
	for _, name := range []string{"mara", "bo"} {
		public, err := os.ReadFile(name + ".pub")
		if err != nil {
			t.Fatal(err)
		}
		must(t, "bundle", "out", name+".cwb.age", "--to", string(public))
	}
	must(t, "bundle", "inspect", "mara.cwb.age", "-i", "mara")
	if c := call(t, "word\n", "bundle", "inspect", "bo.cwb.age", "-i", "bo"); c.code != 0 {
		t.Errorf("a key with a passphrase: %s", c.err)
	}
	for _, file := range []string{"mara.cwb.age", "bo.cwb.age"} {
		if c := call(t, "", "bundle", "in", file, "-i", "eve", "--yes"); c.code != 1 || !strings.Contains(c.err, "no key or passphrase that was given opens it") {
			t.Errorf("a stranger: exit %d, %s", c.code, c.err)
		}
	}
	home := filepath.Join(os.Getenv("HOME"), ".ssh")
	if err := os.Mkdir(home, 0o700); err != nil {
		t.Fatal(err)
	}
	keyPair(t, filepath.Join(home, "id_ed25519"), "")
	public, err := os.ReadFile(filepath.Join(home, "id_ed25519.pub"))
	if err != nil {
		t.Fatal(err)
	}
	must(t, "bundle", "out", "own.cwb.age", "--to", string(public))
	must(t, "bundle", "inspect", "own.cwb.age")
}

func TestAFileOfAllowedSignersSaysWhoseSignatureCounts(t *testing.T) {
	t.Chdir(filepath.Dir(inDatabase(t)))
	must(t, "new", "Nordwind")
	keyPair(t, "mara", "")
	keyPair(t, "jon", "")
	must(t, "bundle", "out", "signed.cwb", "--sign", "mara")
	must(t, "bundle", "out", "bare.cwb")
	mara, jon := strings.TrimSpace(content(t, "mara.pub")), strings.TrimSpace(content(t, "jon.pub"))
	for name, c := range map[string]struct{ allowed, by, doubt string }{
		"named":          {`"Mara Holm" ` + mara, "Mara Holm, SHA256:", ""},
		"for bundles":    {`mara@x.example namespaces="audit-bundle",valid-before="29991231" ` + mara, "mara@x.example, SHA256:", ""},
		"the later line": {`old@x.example valid-before="20200101" ` + mara + "\nmara@x.example " + mara, "mara@x.example, SHA256:", ""},
		"not named":      {"jon@x.example " + jon, "a stranger; it is signed by a key", "it is signed by a key that the file signers does not name: SHA256:"},
		"no longer":      {`mara@x.example valid-before="20200102" ` + mara, "it does not count", "it is signed by mara@x.example, whose key the file signers allows only until 2020-01-02 00:00"},
		"not yet":        {`mara@x.example valid-after="29990102" ` + mara, "it does not count", "it is signed by mara@x.example, whose key the file signers allows only from 2999-01-02 00:00 on"},
		"for other work": {`mara@x.example namespaces="git" ` + mara, "it does not count", "it is signed by mara@x.example, whose key the file signers allows for git alone, and not for bundles"},
	} {
		save(t, "signers", c.allowed+"\n")
		if out := strings.Join(strings.Fields(must(t, "bundle", "inspect", "signed.cwb", "--allowed-signers", "signers")), " "); !strings.Contains(out, "Signed by") || !strings.Contains(out, c.by) {
			t.Errorf("%s: it says %s", name, out)
		}
		in := call(t, "", "bundle", "in", "signed.cwb", "--allowed-signers", "signers", "--db", "other.db")
		if in.code != 1 || !strings.Contains(in.err, "Nordwind is not known here yet") || strings.Contains(in.err, "signed") != (c.doubt != "") || !strings.Contains(in.err, c.doubt) {
			t.Errorf("%s: exit %d, %s", name, in.code, in.err)
		}
	}
	if in := call(t, "", "bundle", "in", "bare.cwb", "--allowed-signers", "signers", "--db", "other.db"); in.code != 1 || !strings.Contains(in.err, "nobody signed it") {
		t.Errorf("unsigned: exit %d, %s", in.code, in.err)
	}
	save(t, "signers", `mara valid-before="soon" `+mara)
	for _, verb := range []string{"inspect", "in"} {
		if c := call(t, "", "bundle", verb, "signed.cwb", "--allowed-signers", "signers"); c.code != 1 || !strings.Contains(c.err, `signers: line 1: the time "soon" can't be read`) {
			t.Errorf("a file that can't be read: exit %d, %s", c.code, c.err)
		}
	}
	must(t, "bundle", "in", "signed.cwb", "--yes", "--db", "other.db")
	must(t, "answer", "5.2", "3")
	must(t, "bundle", "out", "again.cwb", "--sign", "mara")
	save(t, "signers", "mara@x.example "+mara)
	must(t, "bundle", "in", "again.cwb", "--allowed-signers", "signers", "--db", "other.db") // nothing is left to decide
}
