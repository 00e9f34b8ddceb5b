package workshop_test

import (
	"testing"

	"crosswalk/catalog/workshop"
)

func TestNamesThatLookAlikeAreTheSameAndOthersAreNot(t *testing.T) {
	for _, same := range [][2]string{{"Mapa", "Мара"}, {"Aaron", "\u0410aron"}, {"Jon Berg", "ＪＯＮ-berg"}, {"ΠΕΤΡΟΣ", "Πετρος"}, {"Зоя", "3оя"}, {"Ϝritz", "Fritz"}, {"ѡilla", "willa"}, {"Νico", "Nico"}} {
		if !workshop.Alike(same[0], same[1]) {
			t.Errorf("%q and %q are told apart", same[0], same[1])
		}
	}
	for _, other := range [][2]string{{"Mara", "Maria"}, {"Ада", "Ида"}, {"Jon", "Jan"}, {"Ian", "Lan"}, {"Іan", "Lan"}} {
		if workshop.Alike(other[0], other[1]) {
			t.Errorf("%q and %q are taken for each other", other[0], other[1])
		}
	}
}
