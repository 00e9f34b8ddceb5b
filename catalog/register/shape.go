package register

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
)

// fits refuses what an edit made wrong: a required field that says nothing any
// more or is asked only now, and a word where nothing is asked. What was wrong
// before stands in nobody's way.
func fits(k *catalog.Register, was, is Record) error {
	for _, f := range k.Fields {
		now, before := asked(k, f, is), asked(k, f, was)
		changed := string(valueOf(was, f.Name)) != string(valueOf(is, f.Name))
		switch {
		case now && f.Required && !is.says(f.Name) && (changed || !before):
			return needs(k, f)
		case !now && changed && is.says(f.Name):
			return fmt.Errorf("the field %q is asked only when %s; leave it out", f.Label, f.When)
		}
	}
	return nil
}

func needs(k *catalog.Register, f catalog.RegisterField) error {
	return fmt.Errorf("%s needs a word in the field %q (%s)", article(k), f.Label, f.Name)
}

// asked reports whether a field is asked of a record, by what its others say.
func asked(k *catalog.Register, f catalog.RegisterField, r Record) bool {
	name, word := f.Condition()
	if name == "" {
		return true
	}
	other, known := k.Field(name)
	return known && asked(k, *other, r) && (r.Text(name) == word || slices.Contains(r.List(name), word))
}

// Asked are the fields of a kind that are asked of a record, in their order.
func Asked(k *catalog.Register, r Record) []catalog.RegisterField {
	var all []catalog.RegisterField
	for _, f := range k.Fields {
		if asked(k, f, r) {
			all = append(all, f)
		}
	}
	return all
}

// Lacks are the fields that a record needs in a state and that say nothing yet, in
// their order.
func Lacks(k *catalog.Register, r Record, state string) []catalog.RegisterField {
	var all []catalog.RegisterField
	at := k.StateAt(state)
	for _, f := range Asked(k, r) {
		needed := f.Required || f.RequiredFor == state || at >= 0 && slices.Contains(k.States[at].Needs, f.Name)
		if needed && !r.says(f.Name) {
			all = append(all, f)
		}
	}
	return all
}

// stored is a state as it is kept: its place, from 1, and its word.
func stored(k *catalog.Register, at int) string {
	return strconv.Itoa(at+1) + " " + k.States[at].Name
}

// article is a record of a kind in a sentence: "a risk", "an interested party".
func article(k *catalog.Register) string {
	if strings.ContainsAny(k.Singular[:1], "aeiouAEIOU") {
		return "an " + k.Singular
	}
	return "a " + k.Singular
}
