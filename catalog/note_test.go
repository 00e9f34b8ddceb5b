package catalog_test

import (
	"strings"
	"testing"

	"crosswalk/catalog"
)

func TestANoteIsSaidAsASentenceWhateverHandWroteIt(t *testing.T) {
	for note, want := range map[string]string{
		"":                          "",
		"  ":                        "",
		"no counterpart":            "No counterpart.",
		"Nothing carries over.":     "Nothing carries over.",
		" over all controls ":       "Over all controls.",
		"überall":                   "Überall.",
		"Is it a counterpart? no!":  "Is it a counterpart? no!",
		"A.5.1 keeps the policies.": "A.5.1 keeps the policies.",
	} {
		if got := (catalog.Relationship{Note: note}).Says(); got != want {
			t.Errorf("%q is said as %q; %q is right", note, got, want)
		}
	}
}

func TestTheNotesOfTheCrosswalkAreSentences(t *testing.T) {
	for _, r := range shipped(t).Relationships {
		if r.Note == "" {
			continue
		}
		if r.Says() != r.Note {
			t.Errorf("%s, %s: %q begins small or does not end in a full stop", r.Item, r.Baseline, r.Note)
		}
		if n := len(strings.Fields(r.Note)); n < 3 || n > 40 {
			t.Errorf("%s, %s: the note has %d words; 3 to 40 are right", r.Item, r.Baseline, n)
		}
	}
}
