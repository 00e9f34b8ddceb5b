package register

import (
	"maps"
	"slices"
)

// Rules are the names of all rules that are decided.
func Rules() []string {
	return slices.Sorted(slices.Values(slices.AppendSeq(slices.Collect(maps.Keys(rules)), maps.Keys(wholes))))
}

// Types are the types of fields that are read.
func Types() []string { return slices.Sorted(maps.Keys(types)) }

// Works is the work that the rules hold changes to.
func Works() (all []string) {
	for _, w := range works {
		all = append(all, w.word)
	}
	return all
}

// Shown is by what records of a kind show work.
type Shown struct{ From, On string }

// Days are those of all works, by kind.
func Days() map[string]Shown {
	all := map[string]Shown{}
	for _, w := range works {
		all[w.kind] = Shown{w.from, w.on}
	}
	return all
}
