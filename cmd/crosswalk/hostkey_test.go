//go:build unix

package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whoever joined before is warned by their ssh where the key is another one: so who
// opens the room learns it first.
func TestANewHostKeyIsSaid(t *testing.T) {
	dir := filepath.Dir(inDatabase(t))
	if code := runs(t.Context(), []string{"new", "Gap 2026"}, strings.NewReader(""), &shared{}, &shared{}); code != 0 {
		t.Fatal(code)
	}
	said := func() (welcome, log string) {
		t.Helper()
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		var out, errs shared
		ended := make(chan int, 1)
		go func() {
			ended <- runs(ctx, []string{"serve", "--listen", "127.0.0.1:0"}, strings.NewReader(""), &out, &errs)
		}()
		out.awaits(t, `ctrl\+c closes it`)
		stop()
		if code := <-ended; code != 0 {
			t.Fatalf("serve ended with %d: %s", code, errs.String())
		}
		return out.String(), errs.String()
	}
	for _, c := range []struct {
		when  string
		fresh bool
	}{{"at the first start", true}, {"at the second", false}, {"when the file is gone", true}} {
		if c.when == "when the file is gone" {
			if err := os.Remove(filepath.Join(dir, "ssh_host_ed25519_key")); err != nil {
				t.Fatal(err)
			}
		}
		welcome, log := said()
		if strings.Contains(welcome, "made just now: who joined here before is warned") != c.fresh || strings.Contains(log, "a new host key was made") != c.fresh {
			t.Errorf("%s: %s%s", c.when, welcome, log)
		}
		if !strings.Contains(welcome, "-o IdentitiesOnly=yes -i FILE") {
			t.Errorf("nothing is said of an agent with many keys: %s", welcome)
		}
	}
}
