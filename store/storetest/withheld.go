package storetest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/store"
)

// anyone of the name is Mara where nobody keeps her key.
var anyone = store.Actor{Name: mara.Name, Role: mara.Role}

// worried is a shelf with two concerns that other people read, written by turns.
func (l laws) worried(t *testing.T) (s shelf, marasAlone string) {
	s = l.hall(t)
	marasAlone = s.put(kim, "concern", map[string]string{"title": "The bot told lies", "readers": "Mara"})
	both := s.put(kim, "concern", map[string]string{"title": "It did so again", "readers": "Lena, Mara"})
	must(t, s.set(mara, "concern", marasAlone, "due", "2026-12-01"))
	must(t, s.set(mara, "concern", both, "due", "2026-12-02"))
	return s, marasAlone
}

// linesOf are the lines of what everybody may know, with those of some parts.
func linesOf(open []string, parts ...store.Part) store.Lines {
	all := slices.Clone(open)
	for _, p := range parts {
		for _, line := range p.Lines {
			all = append(all, string(line))
		}
	}
	return given(all)
}

func concernsOf(t testing.TB, db *store.DB, who store.Actor, id string) string {
	t.Helper()
	b, err := db.RecordsReadBy(t.Context(), who, id)
	must(t, err)
	var all []string
	for _, r := range b.Of("concern") {
		all = append(all, b.Number(catalog.Shipped(), r)+" "+r.Text("due"))
	}
	return strings.Join(all, ", ")
}

func (l laws) TestWhatOnlyItsReadersSeeTravelsInPartsForThemAlone(t *testing.T) {
	s, alone := l.worried(t)
	open, c := carried(t, s.db, s.id)
	if text := strings.Join(open, ""); !c.Withheld || strings.Contains(text, "concern") || strings.Contains(text, ".restricted") {
		t.Error("it travels with what everybody may know")
	}
	parts, _, err := s.db.CarryRestricted(t.Context(), s.id)
	must(t, err)
	if len(parts) != 2 || !slices.Equal(parts[0].Readers, []string{"Lena", "Mara"}) || !slices.Equal(parts[1].Readers, []string{"Mara"}) {
		t.Fatalf("the parts are %+v", parts)
	}
	for i, p := range parts {
		for _, line := range p.Lines {
			if own := strings.Contains(string(line), alone); own != (i == 1) && strings.Contains(string(line), "record/") {
				t.Errorf("the part of %q has the line %s", p.Readers, line)
			}
		}
	}
	const whole = "CC-1 2026-12-01, CC-2 2026-12-02"
	for name, came := range map[string][][]store.Part{
		"both at once": {parts}, "the other way round": {{parts[1], parts[0]}},
		"one after the other": {nil, parts[:1], parts[1:]}, "later first, and twice": {parts[1:], parts[:1], parts},
	} {
		there := l.place(t).open(t)
		for _, some := range came {
			taken, err := there.Take(t.Context(), lead, linesOf(open, some...), false)
			must(t, err)
			if len(taken.Forks) > 0 {
				t.Errorf("%s: it seems to have gone on twice: %+v", name, taken.Forks)
			}
		}
		if got := concernsOf(t, there, anyone, s.id); got != whole {
			t.Errorf("%s: Mara reads %q; %q is right", name, got, whole)
		}
		must(t, there.VerifyRest(t.Context()))
		healthy(t, there)
	}
	there := l.place(t).open(t)
	must(t, second(there.Take(t.Context(), lead, linesOf(open, parts[0]), false)))
	if got := concernsOf(t, there, anyone, s.id); got != "CC-2 2026-12-02" {
		t.Errorf("with one part Mara reads %q", got)
	}
	must(t, there.VerifyRest(t.Context()))
	healthy(t, there)
}

func (l laws) TestWhatOnlyItsReadersSeeIsForgottenOnlyWhereItWasWrittenDownToo(t *testing.T) {
	s, alone := l.worried(t)
	open, c := carried(t, s.db, s.id)
	_, heads, err := s.db.CarryRestricted(t.Context(), s.id)
	must(t, err)
	if err := s.db.ForgetAt(t.Context(), lead, s.id, c.Heads); !errors.Is(err, store.ErrWentOn) {
		t.Errorf("it is forgotten without what only its readers see: %v", err)
	}
	must(t, s.set(mara, "concern", alone, "due", "2026-12-24"))
	if err := s.db.ForgetAt(t.Context(), lead, s.id, slices.Concat(c.Heads, heads)); !errors.Is(err, store.ErrWentOn) {
		t.Errorf("it is forgotten though a concern went on: %v", err)
	}
	parts, heads, err := s.db.CarryRestricted(t.Context(), s.id)
	must(t, err)
	must(t, s.db.ForgetAt(t.Context(), lead, s.id, slices.Concat(c.Heads, heads)))
	for _, some := range [][]store.Part{parts[1:], parts} {
		taken, err := s.db.Take(t.Context(), lead, linesOf(open, some...), false)
		must(t, err)
		if len(taken.Forks) > 0 {
			t.Errorf("it seems to have gone on twice: %+v", taken.Forks)
		}
	}
	if got := concernsOf(t, s.db, mara, s.id); got != "CC-1 2026-12-24, CC-2 2026-12-02" {
		t.Errorf("Mara reads %q", got)
	}
	must(t, s.db.Forget(t.Context(), lead, s.id)) // with one part alone, hashes of the other are left
	must(t, second(s.db.Take(t.Context(), lead, linesOf(open, parts[1]), false)))
	must(t, s.db.Forget(t.Context(), lead, s.id))
	taken, err := s.db.Take(t.Context(), lead, linesOf(open, parts[0]), false)
	must(t, err)
	if len(taken.Forks) > 0 {
		t.Errorf("what was left of it makes it seem to have gone on twice: %+v", taken.Forks)
	}
	healthy(t, s.db)
}
