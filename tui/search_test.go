package tui

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// sayThings is an act on what the search looks through.
func sayThings(s *screen.Session) screen.Decide {
	return func(a *assess.Assessment) ([]assess.Change, error) {
		return together(
			func() ([]assess.Change, error) {
				return assess.Note(s.Catalog, a, assess.Key{Item: "7.2"}, "The Marburg plan names who learns what")
			},
			func() ([]assess.Change, error) {
				return assess.PutEvidence(s.Catalog, a, assess.Evidence{ID: s.DB.NewID(), What: "Minutes of Göttingen", Items: []string{"27001:A.5.9"}})
			},
			func() ([]assess.Change, error) {
				return assess.PutFinding(s.Catalog, a, assess.Finding{ID: s.DB.NewID(), Item: "A.5.2", Grade: assess.GradeMinor, Statement: "Nothing was tried in Kassel"})
			},
		)
	}
}

func TestTheSearchSaysWhereTheWordsStandAndGoesThere(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	screentest.Do(t, s, id, sayThings(s))
	d.run(s.Reread(id))
	d.settle()
	for _, c := range []struct {
		words, shows, there string
		tab                 string
	}{
		{"marburg plan", "▸ 7.2 · note: The Marburg plan", "▸ 7.2", screen.Walk},
		{"göttingen", "▸ evidence on ISMS A.5.9: Minutes of Göttingen", "▸ A.5.9", screen.Baseline},
		{"kassel", "▸ finding on A.5.2: Nothing was tried in Kassel", "▸ A.5.2", screen.Walk},
		{"impact assessm", "▸ 6.1.4  AI system impact assessment", "▸ 6.1.4", screen.Walk},
		{"lotse", "▸ AI system Lotse", "▸ SY-2    Lotse", screen.Systems},
	} {
		d.press("alt+2", "/").write(c.words).shows(c.shows).press("enter").shows(c.there)
		if r := d.app.route().name; r != c.tab || len(d.app.dialogs) > 0 {
			t.Errorf("%q leads to %s; right is %s", c.words, r, c.tab)
		}
	}
	d.press("alt+2", "/").write("e").shows("The best 100 of").press("esc", "/").write("marburg").shows("1 place")
}

func TestASlipOfTheFingerFindsTheTitlesNearIt(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2", "/").write("impct assesment").shows("spelt nearly so", "6.1.4  AI system impact assessment")
}

// Somebody who looks for words while a vote is opened must not go on reading them.
func TestWhatTheVeilHidesLeavesAnOpenSearch(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	screentest.Do(t, s, id, sayThings(s))
	d.run(s.Reread(id))
	d.settle().press("alt+2", "/").write("marburg").shows("Marburg plan")
	if _, err := s.DB.OpenVote(t.Context(), s.Actor, s.Catalog, id, assess.Key{Item: "7.2"}, 1, true); err != nil {
		t.Fatal(err)
	}
	d.run(d.app.lookAround())
	d.settle().shows("Nothing has these words").hides("Marburg plan")
}

func TestNewsLeavesTheCursorOfASearchWhereItIs(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	d.press("alt+2", "/").write("impact").press("down", "down")
	at := func() string {
		p := d.app.dialogs[0].(*palette)
		return p.hits[p.at].label
	}
	was := at()
	screentest.Do(t, s, id, sayThings(s))
	d.run(s.Reread(id))
	if d.settle(); at() != was {
		t.Errorf("the cursor went from %q to %q", was, at())
	}
}

func TestThePaletteKnowsAnActionBySeveralWords(t *testing.T) {
	d, s, _ := demo(t, 80, 24)
	s.Files = &screen.Files{Sheets: func() []string { return nil }, Suspend: func() error { return nil }}
	d.press("alt+2")
	for word, want := range map[string]string{
		"comment": "Note", "proof": "Evidence", "nonconform": "Findings", "assign": "Owner and due date", "exclude": "Not applicable",
		"delete": "Clear the rating", "excel": "Import a sheet", "exit": "Quit", "revert": "Undo", "redo": "Do it again", "filter": "Which items are shown",
		"dashboard": "Open Overview", "timeline": "Open Roadmap", "audit trail": "Open History", "scale": "The levels", "flag": "Flag for later",
		"due": "Due: all that has a day", "projector": "Show it to the room", "bulk": "Mark the row and go on",
	} {
		d.press(":").write(word).shows("▸ " + want).hides("No action is called")
		d.press("esc")
	}
}

func TestThePaletteSaysWhatAWordMeans(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2")
	for _, asked := range []string{"what is drift", "What is drift?", "what does drift mean", "drift"} {
		d.press(":").write(asked).shows("▸ drift: AI: inputs, the world or a rented").press("enter")
		d.shows("results get worse", "Where it is defined").press("esc")
	}
	d.press(":").write("what is an aims").shows("▸ AI management system (AIMS)").press("esc")
	d.press(":").write("what is soa").shows("▸ statement of applicability (SoA)").press("esc")
	d.press(":").write("what is nothing of the kind").shows("No action is called what is nothing of the kind").press("esc")
}

func TestActionsStandBeforeItems(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2", ":").write("systems").shows("▸ Open Systems")
}

func TestThePaletteLeadsToARegisterByItsName(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2", ":").write("impact assessm").shows("▸ Impact assessments", "6.1.4").hides("No action is called").press("enter")
	d.shows("▐Registers▌", "▸ Impact assessments")
}

func TestThePaletteSaysWhenNoActionFits(t *testing.T) {
	d, s, _ := demo(t, 80, 24)
	d.press("alt+2", ":").write("export").shows("▸ Report: write out a document").press("esc")
	d.press(":").write("backup").shows("No action is called backup. On the command line: crosswalk backup FILE").press("esc")
	d.press(":").write("evidance").shows("No action is called evidance. These are the nearest:", "▸ Evidence").press("esc")
	d.press(":").write("bias").shows("No action is called bias.").press("esc")
	d.press(":").write("event logs").shows("No action is called event logs. These are items:", "▸ A.6.2.8").press("esc")
	s.Remote = true
	d.press(":").write("forget").shows("No action is called forget. These are the nearest:").hides("command line")
}

// So that no row of the table goes on when its action has gone.
func TestEveryFurtherWordBelongsToAnAction(t *testing.T) {
	d, s, _ := demo(t, 80, 24)
	s.Files = &screen.Files{Sheets: func() []string { return nil }, Suspend: func() error { return nil }}
	var all []action
	collect := func() { all = append(all, d.app.actions()...) }
	for i := range routes {
		d.press(tabKey(i))
		collect()
	}
	d.run(d.app.leave())
	d.settle()
	collect()
	for _, row := range alsoCalled {
		if !slices.ContainsFunc(all, func(x action) bool { return strings.Contains(x.also, " "+row.words) }) {
			t.Errorf("no action has the words %q", row.in)
		}
	}
}

// The words and enter may come before what is looked through was made.
func TestWhoTypesQuicklyGoesWhereTheyMeantTo(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2")
	for _, key := range []string{"/", "a", "5", "2", "enter"} {
		d.tell(screentest.Key(key))
	}
	d.settle().shows("▸ A.5.2")
}

func TestTheSearchCountsWhatIsOutOfSight(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.press("alt+2", "/").write("Lotse").shows("places", "↓ ")
	for range 30 {
		d.press("down")
	}
	d.shows("↑ ")
}
