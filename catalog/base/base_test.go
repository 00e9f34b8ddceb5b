package base

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatWasKeptComesBackToTheLetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOf(rapid.Custom(func(t *rapid.T) Value {
			text := rapid.String().Draw(t, "text")
			return Value{rapid.String().Draw(t, "sheet"), rapid.String().Draw(t, "row"), "note", strings.Repeat(text, rapid.IntRange(1, 3000).Draw(t, "times"))}
		})).Draw(t, "values")
		got, err := Read(slices.Collect(Rows(values)))
		if err != nil || len(values)+len(got) > 0 && !reflect.DeepEqual(got, values) {
			t.Errorf("%v: %v", err, got)
		}
	})
}

func TestAnAlteredSheetIsRefused(t *testing.T) {
	rows := func() [][]string {
		return slices.Collect(Rows([]Value{{"Items", "a", "note", "as it was"}, {"Items", "b", "note", ""}}))
	}
	for name, alter := range map[string]func([][]string) [][]string{
		"a text":     func(r [][]string) [][]string { r[1][3] = "as it is"; return r },
		"a row gone": func(r [][]string) [][]string { return r[:2] },
		"a row more": func(r [][]string) [][]string { return append(r, r[1]) },
		"moved on":   func(r [][]string) [][]string { r[1][0], r[1][1] = "Item", "sa"; return r },
		"the hash":   func(r [][]string) [][]string { r[0][1] = "00"; return r },
		"sorted":     func(r [][]string) [][]string { r[1], r[2] = r[2], r[1]; return r },
	} {
		if _, err := Read(alter(rows())); err == nil || !strings.Contains(err.Error(), "was altered") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Read(nil); err == nil || !strings.Contains(err.Error(), "not written by this program") {
		t.Error(err)
	}
}

func TestNoPieceIsLongerThanACellHolds(t *testing.T) {
	s := strings.Repeat("\U0001f9ed", 20_000)
	pieces := Pieces(s)
	if len(pieces) != 2 || strings.Join(pieces, "") != s || len(pieces[0]) != 4*most/2 {
		t.Errorf("%d pieces, the first of %d bytes", len(pieces), len(pieces[0]))
	}
}
