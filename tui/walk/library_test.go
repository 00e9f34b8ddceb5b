package walk_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

// shelf is the Walk at 5.2 in an assessment with three pieces of evidence on 4.1: a
// claimed one, one seen this year, one seen long ago.
func shelf(t *testing.T) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap", "Nordwind")
	for _, e := range []assess.Evidence{
		{What: "Minutes of the board", Place: "https://wiki.example.com/board?id=7"},
		{What: "Policy as signed", SeenBy: "Mia", SeenOn: "2026-05-04", Place: "shelf 3"},
		{What: "Drill of last time", SeenBy: "Mia", SeenOn: "2025-01-07"},
	} {
		e.ID, e.Items = s.DB.NewID(), []string{"4.1"}
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.PutEvidence(s.Catalog, a, e) })
	}
	st := screentest.Open(t, s, walk.New(s), id)
	return st.Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "5.2"}}), s, id
}

func pieces(t *testing.T, s *screen.Session, id string) map[string]assess.Evidence {
	t.Helper()
	a, err := s.DB.Assessment(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]assess.Evidence{}
	for _, e := range a.Evidence {
		all[e.What] = e
	}
	return all
}

func TestTheLibraryListsAllEvidenceWithWhoSawIt(t *testing.T) {
	st, _, _ := shelf(t)
	st.Press("L").Shows("Evidence library", "all pieces: 3 of 3", "▸ Minutes of the board", "claimed, never seen",
		"seen 4 May 2026 by Mia", "old: seen 7 Jan 2025 by Mia", "Serves 4.1 · claimed, never seen · document", "Kept at https://wiki.example.com/board?id=7")
	st.Press("j").Shows("▸ Policy as signed", "Kept at shelf 3").Press("esc").Hides("Evidence library")
}

func TestAPieceIsChosenForTheItemInOneAct(t *testing.T) {
	st, s, id := shelf(t)
	if st.Press("L", "enter").Shows("serves"); st.Notice != "It serves 5.2 too." {
		t.Errorf("it says %q", st.Notice)
	}
	if got := pieces(t, s, id)["Minutes of the board"].Items; !slices.Equal(got, []string{"4.1", "5.2"}) {
		t.Errorf("it serves %q", got)
	}
	if st.Press("enter"); st.Notice != "It serves 5.2 already." {
		t.Errorf("chosen again it says %q", st.Notice)
	}
	acts, err := s.DB.History(t.Context(), id, store.HistoryFilter{Limit: 20})
	if err != nil || len(acts) != 5 { // made, three pieces, the choice
		t.Errorf("there are %d acts: %v", len(acts), err)
	}
}

func TestOneKeySaysThatIHaveSeenItToday(t *testing.T) {
	st, s, id := shelf(t)
	st.Press("L", "space").Shows("seen 24 Nov 2026 by Ines Brandt")
	if e := pieces(t, s, id)["Minutes of the board"]; e.SeenBy != "Ines Brandt" || e.SeenOn != "2026-11-24" {
		t.Errorf("it is %+v", e)
	}
	st.Press("j", "j", "space").Hides("old: seen")
}

func TestTheLibraryShowsWhatIsClaimedAndWhatWasSeenTooLongAgo(t *testing.T) {
	st, _, _ := shelf(t)
	st.Press("L", "v").Shows("claimed, never seen: 1 of 3", "Minutes").Hides("Policy", "Drill")
	st.Press("space").Shows("claimed, never seen: 0 of 3", "No piece is claimed, never seen. v shows others.")
	st.Press("space", "enter", "O", "e") // there is nothing that they could be about
	st.Press("v").Shows("seen too long ago: 1 of 3", "Drill").Hides("Policy")
	st.Press("v").Shows("all pieces: 3 of 3")
}

func TestWordsNarrowTheLibraryAndAreLettersWhileTheyAreTyped(t *testing.T) {
	st, s, id := shelf(t)
	st.Press("L", "/").Type("policy as signed").Shows("▸ Policy", "1 of 3").Hides("Minutes")
	st.Press("enter", "enter")
	if got := pieces(t, s, id)["Policy as signed"].Items; !slices.Equal(got, []string{"4.1", "5.2"}) {
		t.Errorf("it serves %q", got)
	}
	st.Press("esc").Shows("3 of 3").Press("/").Type("zzz").Shows("No piece has these words").Press("esc", "esc").Hides("Evidence library")
}

// browser is the person's machine with a browser that notes what it is handed.
func browser(s *screen.Session, fails error) *[]string {
	var handed []string
	s.Files = &screen.Files{Open: func(link string) error {
		handed = append(handed, link)
		return fails
	}}
	return &handed
}

func TestALinkIsOpenedOnceItWasSeenWholeAndAgreedTo(t *testing.T) {
	st, s, _ := shelf(t)
	handed := browser(s, nil)
	st.Press("L", "O").Shows("Open this link in your browser?", "https://wiki.example.com/board?id=7")
	if st.Press("esc").Shows("Evidence library"); len(*handed) > 0 {
		t.Errorf("it was opened unasked: %q", *handed)
	}
	if st.Press("O", "y"); !slices.Equal(*handed, []string{"https://wiki.example.com/board?id=7"}) {
		t.Errorf("opened: %q", *handed)
	}
	st.Press("j", "O").Hides("Open this link")
	if !strings.HasPrefix(st.Notice, "The place of this evidence is no link") || len(*handed) > 1 {
		t.Errorf("of a shelf it says %q and opens %q", st.Notice, *handed)
	}
	st.Press("esc").Send(screen.Go{Route: screen.Walk, Place: screen.Place{Item: "4.1"}})
	if st.Press("e", "O", "y"); len(*handed) != 2 {
		t.Errorf("from the item: %q", *handed)
	}
}

func TestTheLongestLinkIsShownWholeInTheSmallestWindow(t *testing.T) {
	st, s, id := shelf(t)
	browser(s, nil)
	link := "https://example.com/" + strings.Repeat("0123456789", 37) + "the-end/42"
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutEvidence(s.Catalog, a, assess.Evidence{ID: s.DB.NewID(), What: "Zebra", Items: []string{"5.2"}, Place: link})
	})
	st.News().Resize(60, 20).Press("L", "end", "O")
	var shown strings.Builder
	for line := range strings.SplitSeq(st.View(), "\n") {
		if _, inside, ok := strings.Cut(line, "│ "); ok {
			inside, _, _ = strings.Cut(inside, "│")
			shown.WriteString(strings.TrimSpace(inside))
		}
	}
	if len(link) != assess.MaxLink || !strings.Contains(shown.String(), link) {
		t.Errorf("of %d characters it shows %s", len(link), st.View())
	}
}

func TestABrowserThatCannotBeStartedIsSaid(t *testing.T) {
	st, s, _ := shelf(t)
	browser(s, errors.New("there is no browser"))
	if st.Press("L", "O", "y"); st.Failed == nil || st.Failed.Error() != "there is no browser" {
		t.Errorf("it says %v", st.Failed)
	}
}

func TestFromAnotherMachineNoLinkIsOpened(t *testing.T) {
	st, _, _ := shelf(t)
	st.Press("L", "O").Hides("Open this link")
	if !strings.Contains(st.Notice, "can't be opened on your machine from here") {
		t.Errorf("it says %q", st.Notice)
	}
}

func TestTheLibraryOfAnEmptyAssessmentTeaches(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, walk.New(s), screentest.Empty(t, s, "Gap", "Nordwind"))
	st.Press("L").Shows("Nothing was shown for any item yet").Press("enter", "space", "j", "O", "e").Shows("Nothing was shown")
}

// One key with the drawing that follows it, with 300 pieces: under 0.5 ms at 80x24.
func BenchmarkLibrary(b *testing.B) {
	s, _ := screentest.Session(b)
	id := screentest.Empty(b, s, "Gap", "Nordwind")
	screentest.Do(b, s, id, func(a *assess.Assessment) (all []assess.Change, err error) {
		for i := range 300 {
			changes, err := assess.PutEvidence(s.Catalog, a, assess.Evidence{ID: s.DB.NewID(), What: fmt.Sprintf("Record %d of what was done", i), Items: []string{"5.2", "A.5.4"}})
			if err != nil {
				return nil, err
			}
			all = append(all, changes...)
		}
		return all, nil
	})
	w := walk.New(s)
	w.Resize(80, 19)
	w.Update(screentest.News(b, s, id))
	w.Update(screentest.Key("L"))
	library := s.Soon()[0].(screen.Open).Dialog
	library.Resize(72, 15)
	for b.Loop() {
		library.Update(screentest.Key("j"))
		if library.View() == "" {
			b.Fatal("nothing was drawn")
		}
	}
}

func TestAFileOfEvidenceIsOpenedOrCopiedOnceItWasSeenWhatItIs(t *testing.T) {
	st, s, id := shelf(t)
	var shown []string
	wrote := map[string]string{}
	s.Files = &screen.Files{
		Kept:  func(assess.File) ([]byte, error) { return []byte("%PDF-1.7"), nil },
		Show:  func(f assess.File) error { shown = append(shown, f.Name); return nil },
		Write: func(path string, raw []byte) error { wrote[path] = string(raw); return nil },
	}
	for _, name := range []string{"../\x1b[31mminutes.pdf", "page.html"} {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			f := assess.File{SHA256: strings.Repeat("ab", 32), Size: 8, Name: name}
			return assess.PutEvidence(s.Catalog, a, assess.Evidence{ID: s.DB.NewID(), What: "Zebra " + name[len(name)-4:], Items: []string{"5.2"}, File: f.String()})
		})
	}
	st.News().Press("L", "/").Type("zebra .pdf").Press("enter", "O").Shows("open the file", "write a copy", "8 bytes").Press("enter").Shows("Open this file?", "abababababab")
	if st.Press("esc"); len(shown) > 0 {
		t.Errorf("it was opened unasked: %q", shown)
	}
	if st.Press("O", "enter", "y"); len(shown) != 1 {
		t.Errorf("shown: %q", shown)
	}
	st.Press("O", "j", "enter").Shows("Write a copy of").Press("ctrl+s")
	if want := map[string]string{"31mminutes.pdf": "%PDF-1.7"}; !maps.Equal(wrote, want) {
		t.Errorf("written: %q", wrote)
	}
	st.Press("esc", "/").Type("zebra html").Press("enter", "O", "enter")
	if !strings.Contains(st.Notice, "write a copy") || len(shown) != 1 {
		t.Errorf("of a page it says %q", st.Notice)
	}
}
