package assess

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTextsComeTogetherWhereEachChangedOtherParagraphs(t *testing.T) {
	for _, tt := range []struct{ what, base, ours, theirs, want string }{
		{"the first and the last", "a b c", "A b c", "a b C", "A b C"},
		{"one alone", "a b c", "a b c", "a B c", "a B c"},
		{"one added before and one behind", "a b", "x a b", "a b y", "x a b y"},
		{"one taken out and one changed", "a b c d", "a c d", "a b c D", "a c D"},
		{"both the same", "a b c", "a X c", "a X c", "a X c"},
		{"both the same, and one more", "a b c d", "X b c d", "X b c Y", "X b c Y"},
		{"one that stands twice", "a a b", "a b", "a a b z", "a b z"},
		{"one paragraph", "a b c", "a X c", "a Y c", "-"},
		{"side by side", "a b c", "A b c", "a B c", "-"},
		{"both added at the end", "a", "a x", "a y", "-"},
		{"changed here and taken out there", "a b c", "a B c", "a c", "-"},
	} {
		got, clean := merge(strings.Fields(tt.base), strings.Fields(tt.ours), strings.Fields(tt.theirs))
		if want := strings.Fields(tt.want); clean && !slices.Equal(got, want) || clean == (tt.want == "-") {
			t.Errorf("%s: %q, %v; %q is right", tt.what, got, clean, tt.want)
		}
	}
}

func TestMergingParagraphsKeepsItsLaws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		some := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d"}), 0, 7)
		base, ours, theirs := some.Draw(rt, "base"), some.Draw(rt, "ours"), some.Draw(rt, "theirs")
		one, clean := merge(base, ours, theirs)
		if other, too := merge(base, theirs, ours); clean != too || !slices.Equal(one, other) {
			rt.Fatalf("%q and %q of %q: %q here, %q there", ours, theirs, base, one, other)
		}
		for _, x := range [][]string{base, ours} {
			if got, ok := merge(base, ours, x); !ok || !slices.Equal(got, ours) {
				rt.Fatalf("%q and %q of %q: %q", ours, x, base, got)
			}
		}
	})
}

// writtenNotes are revisions of a note: the id of each, of its parent, and what it says.
func writtenNotes(all ...string) []Revision {
	var line []Revision
	for _, x := range all {
		f := strings.SplitN(x, " ", 3)
		line = append(line, Revision{ID: f[0], Parent: strings.TrimPrefix(f[1], "-"), Act: f[0], Kind: Do, Subject: Key{Item: "4.1"}.Subject(), Field: FieldNote, Value: encode(strings.ReplaceAll(f[2], "/", "\n\n"))})
	}
	return line
}

func TestNotesThatTwoWentOnWithComeTogetherByParagraph(t *testing.T) {
	for _, tt := range []struct {
		what     string
		line     []Revision
		want     string
		conflict bool
	}{
		{"each in another paragraph", writtenNotes("1 - a/b/c", "2 1 A/b/c", "3 1 a/b/C"), "A/b/C", false},
		{"three people", writtenNotes("1 - a/b/c/d/e", "2 1 A/b/c/d/e", "3 1 a/b/C/d/e", "4 1 a/b/c/d/E"), "A/b/C/d/E", false},
		{"in steps", writtenNotes("1 - a/b/c", "2 1 A/b/c", "3 1 a/b/x", "4 3 a/b/C"), "A/b/C", false},
		{"in one paragraph", writtenNotes("1 - a/b/c", "2 1 A/b/c", "3 1 Y/b/c"), "A/b/c/Y/b/c", true},
		{"on nothing", writtenNotes("2 - a", "3 - b"), "a/b", true},
		{"back to what it was, by hand", writtenNotes("1 - a/b/c", "2 1 A/b/c", "3 1 a/b/X", "4 3 a/b/c"), "A/b/c/a/b/c", true},
	} {
		shown, conflict := Shown(tt.line)
		if got := strings.ReplaceAll(text(shown.Value), "\n\n", "/"); got != tt.want || conflict != tt.conflict {
			t.Errorf("%s: %q, %v; %q is right", tt.what, got, conflict, tt.want)
		}
	}
}
