package main

import (
	"fmt"
	"strings"
	"testing"

	"crosswalk/store"
)

func TestEveryProblemHasAWayOut(t *testing.T) {
	for _, k := range store.Kinds() {
		p := &store.Problem{Kind: k, Place: "/home/ines/crosswalk.db"}
		if !strings.Contains(p.Error(), p.Place) || strings.Contains(p.Error(), "crosswalk doctor") {
			t.Errorf("%s: the store says %q; what happened and where is its part", k, p)
		}
		if wayOut(fmt.Errorf("read it: %w", p)) == "" {
			t.Errorf("nothing is said that could be done about %q", k)
		}
	}
}
