package store

import (
	"encoding/hex"
	"testing"
)

// Two hashes that begin alike can be found in a minute, and two branches of one name would
// be one chain that does not hold.
func TestBranchesWhoseHashesBeginAlikeHaveNamesOfTheirOwn(t *testing.T) {
	row := func(hash string) *row {
		raw, err := hex.DecodeString(hash)
		if err != nil {
			t.Fatal(err)
		}
		return &row{replica: "a.b", hash: raw}
	}
	var all []*branch
	for _, c := range []struct{ hash, name string }{
		{"0123456789abcdef", "a.b"},
		{"0123456789abcd00", "a.b~0123456789ab"},
		{"0123456789abce00", "a.b~0123456789abc"},
		{"0123456789abceff", "a.b~0123456789abce"},
		{"ff00000000000000", "a.b~ff0000000000"},
	} {
		name := branchName(all, row(c.hash))
		if name != c.name {
			t.Errorf("%s is called %q; %q is right", c.hash, name, c.name)
		}
		all = append(all, &branch{name: name})
	}
}
