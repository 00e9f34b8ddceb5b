package tui

import (
	"testing"

	"crosswalk/catalog/assess"
)

func TestThePaletteSwitchesTheLanguageAndItIsKept(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	d.press("alt+2", "g").write("5.1").press("enter").shows("Leadership and commitment")
	d.press(":").write("language").shows("▸ Language of the questions").press("enter").shows("English", "en, as now", "Español")
	d.press("down", "enter").shows("Liderazgo y compromiso", "▐Walk▌", "▸ 5.1").hides("Leadership and commitment")

	s.Lang = nil // as in the next window
	d = sit(t, s, 80, 24).shows("Liderazgo y compromiso")
	d.press(":").write("idioma").press("enter").shows("▸ Español  es, as now").press("up", "enter").shows("Leadership and commitment")
	spanish, err := s.Catalog.In("es")
	if err != nil {
		t.Fatal(err)
	}
	s.Lang = spanish // as a room has it for who chose none
	sit(t, s, 80, 24).shows("Leadership and commitment")

	if err := s.DB.SavePlace(t.Context(), s.Actor, id, `{"route":"walk","lang":"xx"}`); err != nil {
		t.Fatal(err)
	}
	s.Lang = spanish
	sit(t, s, 80, 24).press("alt+2", "g").write("5.1").press("enter").shows("Liderazgo y compromiso")
}

func TestAVoteIsReadInThePersonsLanguage(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	spanish, err := s.Catalog.In("es")
	if err != nil {
		t.Fatal(err)
	}
	s.Lang = spanish
	if _, err := s.DB.OpenVote(t.Context(), s.Actor, s.Catalog, id, assess.Key{Item: "5.1"}, 1, true); err != nil {
		t.Fatal(err)
	}
	d.run(s.Reread(id))
	d.settle().press("alt+9")
	d.until("La alta dirección deja la IA en manos de los técnicos.")
}
