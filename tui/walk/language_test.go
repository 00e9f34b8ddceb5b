package walk_test

import (
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

// spanish is the Walk over the demonstration for who reads the items in Spanish.
func spanish(t *testing.T, item string, keys ...string) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	said, err := s.Catalog.In("es")
	if err != nil {
		t.Fatal(err)
	}
	s.Lang = said
	id := screentest.Demo(t, s)
	st := screentest.Open(t, s, walk.New(s), id)
	return st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: item}}).Press(keys...), s, id
}

func TestAnItemReadsInThePersonsLanguageAtEverySize(t *testing.T) {
	st, _, _ := spanish(t, "5.2", "right", "down")
	st.Golden("spanish-80x24").Resize(60, 20).Golden("spanish-60x20").Resize(140, 40).Golden("spanish-140x40")
}

func TestTheLevelsAndAllAboutAnItemAreInThePersonsLanguage(t *testing.T) {
	st, _, _ := spanish(t, "5.1")
	st.Resize(80, 60).Shows("Liderazgo y compromiso", "4  Se pregunta al personal").Hides("Staff are asked")
	st.Resize(100, 200).Press("i").Shows("¿Qué pagó o a qué renunció", "0  La alta dirección deja la IA").Hides("Staff watch", "technicians")
	st.Press("esc", "P").Shows("El compromiso se ve en").Hides("Commitment")
}

func TestATextThatTheLanguageLacksIsReadInEnglish(t *testing.T) {
	st, _, _ := spanish(t, "6.1.4")
	st.Shows("6.1.4", "AI system impact assessment")
}

// An own control has no levels of its own: the scale of the method is read.
func TestTheScaleIsInThePersonsLanguageWhereAnItemHasNoLevels(t *testing.T) {
	st, s, id := spanish(t, "5.1")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutControl(a, assess.OwnControl{ID: "x", Title: "Ein eigener Test", Source: "law", Risk: "r"})
	})
	st.News().Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "x"}})
	st.Shows("No se hace nada, y nadie tiene el encargo").Hides("Nothing is done, and nobody")
}

func TestWhatIsRatedDoesNotDependOnTheLanguage(t *testing.T) {
	st, s, id := spanish(t, "5.3", "right", "1")
	st.Shows("¿Qué poderes")
	if got := answer(t, s, id, assess.Key{Item: "5.3", Question: "5.3-1"}); !got.Rating.Is(assess.Rated) || got.Rating.Level != 1 {
		t.Errorf("question 1 of 5.3 is rated %+v", got.Rating)
	}
}
