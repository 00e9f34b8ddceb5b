package register

import (
	"maps"
	"slices"
)

// Rules are the names of all rules that are decided.
func Rules() []string { return slices.Sorted(maps.Keys(rules)) }

// Types are the types of fields that are read.
func Types() []string { return slices.Sorted(maps.Keys(types)) }
