package workshop_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"crosswalk/catalog/workshop"
)

func TestAShowOfHandsIsReadAsItIsTyped(t *testing.T) {
	for _, c := range []struct {
		text string
		want workshop.Tally
		back string
	}{
		{"2x3 3x6 4x3", workshop.Tally{Counts: [6]int{0, 0, 3, 6, 3, 0}}, "2x3 3x6 4x3"},
		{"  4X3,2×1  ax2 ", workshop.Tally{Counts: [6]int{2: 1, 4: 3}, Abstained: 2}, "2x1 4x3 -x2"},
		{"-x2", workshop.Tally{Abstained: 2}, "-x2"},
		{"0x500", workshop.Tally{Counts: [6]int{500}}, "0x500"},
		{"5x07", workshop.Tally{Counts: [6]int{5: 7}}, "5x7"},
	} {
		got, err := workshop.ParseTally(c.text)
		if err != nil || got != c.want || got.String() != c.back {
			t.Errorf("%q is read as %v, %v", c.text, got, err)
		}
	}
}

func TestARefusedShowOfHandsNamesTheWordAndWhatWouldBeRight(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "a show of hands needs counts; write 2x3 for three votes for level 2"},
		{" , ", "a show of hands needs counts"},
		{"2x3 three", `"three" is no count; write 2x3`},
		{"2x3 6x1", `"6x1" is for no level; levels are 0 to 5, and an abstention is written a or -, as in ax2`},
		{"-1x1", `"-1x1" is for no level`},
		{"23x1", `"23x1" is for no level`},
		{"x3", `"x3" is for no level`},
		{"2x", `"2x" has no whole number above 0 after the x`},
		{"2x0", `"2x0" has no whole number above 0`},
		{"2x-1", `"2x-1" has no whole number above 0`},
		{"2x1.5", `"2x1.5" has no whole number above 0`},
		{"2x3x4", `"2x3x4" has no whole number above 0`},
		{"2x3 3x1 2x1", `"2x1" counts a level that was counted before; write each level once`},
		{"ax1 -x1", `"-x1" counts a level that was counted before`},
		{"2x501", `"2x501" is too many; a show of hands holds 500 at most`},
		{"2x99999999999999999999", `"2x99999999999999999999" is too many`},
		{"2x300 3x201", `"3x201" makes more than 500 hands`},
		{"2x\u202e3", `"2x\u202e3" has no`},
	} {
		got, err := workshop.ParseTally(c.text)
		refused(t, err, c.want)
		if got != (workshop.Tally{}) {
			t.Errorf("%q is refused and gives %v", c.text, got)
		}
	}
}

func TestATallyThatNobodyCouldTypeIsRefused(t *testing.T) {
	for _, c := range []struct {
		tally workshop.Tally
		want  string
	}{
		{workshop.Tally{Abstained: -1, Counts: [6]int{3}}, "a show of hands can't count -1 hands"},
		{workshop.Tally{Abstained: 501}, "a show of hands can't count 501 hands"},
		{workshop.Tally{Counts: [6]int{300, 201}}, "a show of hands holds 500 hands at most, and this one has 501"},
		{workshop.Tally{}, "a show of hands needs at least one hand"},
		{workshop.Tally{Counts: [6]int{300, 200}}, ""},
	} {
		refused(t, c.tally.Check(), c.want)
	}
}

func FuzzTally(f *testing.F) {
	for _, text := range []string{"2x3 3x6 4x3", "ax2 -x2", "0x500,5x1", "2×3", "2x", "x", "", "\xffx1", "2x\x00", "2x3\u202e"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tally, err := workshop.ParseTally(text)
		if err != nil {
			said := err.Error()
			if tally != (workshop.Tally{}) || !utf8.ValidString(said) || len(said) > 600 || strings.ContainsFunc(said, unicode.IsControl) {
				t.Errorf("%q is refused with %q and %v", text, said, tally)
			}
			return
		}
		all := tally.Ballots()
		r := workshop.Count(all, 1)
		if err := tally.Check(); err != nil || len(all) != tally.Total() || r.Counts != tally.Counts || r.Abstained != tally.Abstained {
			t.Errorf("%q gives %v, %d ballots and %+v: %v", text, tally, len(all), r, err)
		}
		for _, b := range all {
			if err := b.Check(); err != nil || b.Person != "" {
				t.Errorf("%q gives the ballot %+v: %v", text, b, err)
			}
		}
		if again, err := workshop.ParseTally(tally.String()); err != nil || again != tally {
			t.Errorf("%q reads back as %v, %v", tally, again, err)
		}
	})
}
