package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func content(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func save(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Concerns go into a seal for their readers alone, and nothing is forgotten that nobody
// could open again.
func TestASealHoldsWhatOnlyItsReadersSeeForThemAlone(t *testing.T) {
	t.Chdir(filepath.Dir(inDatabase(t)))
	must(t, "new", "Nordwind")
	must(t, "answer", "5.2", "3")
	for _, name := range []string{"owner", "mara", "stranger"} {
		keyPair(t, name, "")
	}
	must(t, "record", "add", "concern", "--title", "It watches us", "--set", "readers=Mara Holm", "--as-person", "Mara Holm")
	must(t, "record", "add", "concern", "--title", "It listens too", "--set", "readers=Lena Koch, mara holm", "--as-person", "Lena Koch")
	owner := strings.TrimSpace(content(t, "owner.pub"))
	seal := func(file string, more ...string) called {
		return call(t, "", append([]string{"seal", file, "--to", owner}, more...)...)
	}
	of := func(file, name string) { save(t, "keys", strings.TrimSpace(content(t, file))+" "+name+"\n") }
	concerns := func() string { return must(t, "register", "concern", "--as-person", "Mara Holm") }

	if c := seal("without.cwb.age", "--forget"); c.code != 1 || !strings.Contains(c.err, "is not forgotten: it has records that only their readers see") {
		t.Errorf("without keys: exit %d, %s", c.code, c.err)
	}
	of("stranger.pub", "")
	if c := seal("nameless.cwb.age", "--reader-keys", "keys"); c.code != 1 || !strings.Contains(c.err, "no name behind its key") {
		t.Errorf("a key without a name: exit %d, %s", c.code, c.err)
	}
	of("stranger.pub", "Lena Koch")
	if c := seal("some.cwb.age", "--forget", "--reader-keys", "keys"); c.code != 1 || !strings.Contains(c.err, "there is no key of Mara Holm") || !strings.Contains(c.err, "is not forgotten") {
		t.Errorf("with one key of two: exit %d, %s", c.code, c.err)
	}
	must(t, "people", "add", "Mara Holm", "--key", "mara.pub", "--role", "assessor")
	of("stranger.pub", "Mara Holm")
	if c := seal("wrong.cwb.age", "--reader-keys", "keys"); c.code != 1 || !strings.Contains(c.err, "is another key than the one that Mara Holm joins with") {
		t.Errorf("another key: exit %d, %s", c.code, c.err)
	}

	before := concerns()
	of("mara.pub", "Mara Holm")
	c := seal("whole.cwb.age", "--forget", "--reader-keys", "keys")
	if c.code != 0 || !strings.Contains(c.err, "not all of these can open them; there is no key of Lena Koch") || !strings.Contains(c.out, "Nordwind is forgotten") {
		t.Fatalf("with Mara's key: exit %d, %s%s", c.code, c.out, c.err)
	}
	for _, words := range []string{"It watches us", "It listens too"} {
		if strings.Contains(content(t, "test.db"), words) {
			t.Errorf("the database still says %q", words)
		}
	}

	if out := must(t, "bundle", "inspect", "whole.cwb.age", "-i", "owner"); !strings.Contains(out, "Restricted  records that only their readers see; the keys that are given here\n              do not open all of them") {
		t.Errorf("to its owner it says %s", out)
	}
	if c := call(t, "", "unseal", "whole.cwb.age", "-i", "owner", "--yes"); c.code != 0 || !strings.Contains(c.err, "keep it, and a reader takes them in from it") {
		t.Errorf("its owner: exit %d, %s", c.code, c.err)
	}
	if out := concerns(); strings.Contains(out, "watches") {
		t.Errorf("its owner alone brings back %s", out)
	}
	must(t, "unseal", "whole.cwb.age", "-i", "owner", "-i", "mara", "--yes")
	if out := concerns(); out != before {
		t.Errorf("it comes back as %s; it was %s", out, before)
	}
	must(t, "doctor")
}
