package dialog_test

import (
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/widget"
)

// opener is a bare screen that opens one dialog at the first key.
type opener struct {
	s      *screen.Session
	dialog func() screen.Dialog
	w, h   int
}

func (o *opener) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		return o.s.Open(o.dialog())
	}
	return nil
}
func (o *opener) Resize(w, h int)       { o.w, o.h = w, h }
func (o *opener) View() string          { return widget.Pane(nil, o.w, o.h) }
func (o *opener) Footer() []key.Binding { return nil }
func (o *opener) Keys() []screen.Group  { return nil }
func (o *opener) Rights() screen.Rights { return nil }
func (o *opener) Typing() bool          { return false }

// answered is what a profile form gave back; calls counts how often.
type answered struct {
	name  string
	p     assess.Profile
	calls int
}

// ask opens the form for a profile.
func ask(t *testing.T, p assess.Profile, name string) (*screentest.Stage, *answered) {
	t.Helper()
	s, _ := screentest.Session(t)
	got := &answered{}
	d := func() screen.Dialog {
		return dialog.NewProfile(s, "", "Profile", p, name, "", func(name string, p assess.Profile) tea.Cmd {
			got.name, got.p, got.calls = name, p, got.calls+1
			return nil
		})
	}
	return screentest.Run(t, s, &opener{s: s, dialog: d}, "", "enter"), got
}

// full is a profile with every key said.
func full(t *testing.T) assess.Profile {
	t.Helper()
	p := assess.DefaultProfile()
	for key, text := range map[string]string{
		"organisation": "Nordwind", "scope": "Forecasts.\nIn two towns.", "kind": "internal-audit", "size": "large", "target": "4",
		"start": "2026-09-14", "fte": "2.5", "holidays": "2026-12-24,2026-12-31", "basis": "published",
		"isms_years": "4", "isms_certified": "yes", "scopes_compatible": "partly", "certification_wanted": "no",
		"certification_by": "2027-11-01", "one_owner": "no", "scope_moves": "yes", "budget": "small", "effort.A.5.2": "7",
		"decisions": "Hire one.\nBuy none.", "sites": "Hamburg\nGdańsk", "people_met": "Mara Holm", "not_seen": "The night shift.", "concern_readers": "Ines Sol\nAli",
	} {
		next, err := p.With(key, text)
		if err != nil {
			t.Fatal(err)
		}
		p = next
	}
	return p
}

func same(t *testing.T, got, want assess.Profile) {
	t.Helper()
	for _, k := range append(assess.ProfileKeys, assess.ProfileKey{Name: "effort.A.5.2"}) {
		if got.Get(k.Name) != want.Get(k.Name) {
			t.Errorf("%s is %q, not %q", k.Name, got.Get(k.Name), want.Get(k.Name))
		}
	}
}

func TestAProfileThatIsOnlyLookedThroughStaysAsItWas(t *testing.T) {
	for _, way := range [][]string{{"ctrl+s"}, strings.Fields(strings.Repeat("enter ", 23))} {
		p := full(t)
		st, got := ask(t, p, "Gap 2026")
		st.Press(way...)
		if got.calls != 1 || got.name != "Gap 2026" || st.Dialog() != "" {
			t.Fatalf("after %v it answered %d times, named %q; open: %q", way, got.calls, got.name, st.Dialog())
		}
		same(t, got.p, p)
	}
}

func TestWhatTheScopeSaysIsShownInPlaceOfItsQuestionAndWhatWasTypedStays(t *testing.T) {
	s, _ := screentest.Session(t)
	p, got := full(t), assess.Profile{}
	d := func() screen.Dialog {
		return dialog.NewProfile(s, "a", "Profile", p, "Gap", "no: of 1 in the scope of the AIMS the ISMS holds 0, and not SC-1", func(_ string, p assess.Profile) tea.Cmd {
			got = p
			return nil
		})
	}
	st := screentest.Run(t, s, &opener{s: s, dialog: d}, "", "enter")
	st.Press(strings.Fields(strings.Repeat("enter ", 12))...)
	st.Shows("Do the scopes of ISMS and AIMS fit together?", "no: of 1 in the scope of the AIMS", "follows from the scope")
	st.Press("right", "ctrl+s")
	same(t, got, p)
}

// The effort of an item and the strategy are set in the Roadmap, where they show.
func TestEveryKeyOfAProfileButThoseOfThePlanIsAsked(t *testing.T) {
	st, _ := ask(t, full(t), "Gap 2026")
	st.Resize(120, 60)
	seen := ""
	for range 23 {
		seen += st.View()
		st.Press("enter")
	}
	for _, k := range assess.ProfileKeys {
		if !strings.Contains(seen, k.About) && !strings.HasPrefix(k.Name, "strategy") {
			t.Errorf("nobody is asked %q", k.About)
		}
	}
}

func TestWhatIsTypedInAProfileIsKeptFromAnyPage(t *testing.T) {
	st, got := ask(t, assess.DefaultProfile(), "")
	st.Type("Gap").Press("enter").Type("Nordwind").Press("enter").Type("Forecasts").Press("enter", "right", "enter", "enter")
	st.Press("ctrl+s")
	if got.calls != 1 || got.p.Organisation != "Nordwind" || got.p.Scope != "Forecasts" || got.p.Kind != "internal-audit" || got.p.FTE != 1.5 {
		t.Errorf("%d answers, the last %+v", got.calls, got.p)
	}
}

func TestAnAnswerThatIsRefusedKeepsTheFormOpenWithTheSentence(t *testing.T) {
	st, got := ask(t, full(t), "Gap 2026")
	st.Press("enter", "enter", "enter", "enter", "enter", "enter", "ctrl+u").Type("soon").Press("ctrl+s")
	st.Shows("┃ Day the work starts", `! The start "soon" is no date; write it as 2026-12-31, +30d or next`)
	if got.calls != 0 {
		t.Error("it was answered all the same")
	}
	st.Press("ctrl+u").Type("next mon").Press("ctrl+s")
	if got.p.Start != "2026-11-30" {
		t.Errorf("the start is %q", got.p.Start)
	}
}

func TestKeysThatComeInOneGoFindTheirFields(t *testing.T) {
	st, got := ask(t, assess.DefaultProfile(), "")
	st.Burst("G", "a", "p", "enter", "O", "r", "g", "tab", "tab", "right", "shift+tab", "S", "enter", "enter", "enter", "right", "ctrl+s")
	if got.name != "Gap" || got.p.Organisation != "Org" || got.p.Scope != "S" || got.p.Kind != "internal-audit" || got.p.Size != "large" {
		t.Errorf("named %q: %+v", got.name, got.p)
	}
}

func TestAPageWithARefusedFieldIsNotLeft(t *testing.T) {
	st, got := ask(t, assess.DefaultProfile(), "Gap")
	st.Press("enter", "shift+tab", "enter", "shift+tab", "tab", "tab", "tab", "tab", "tab", "ctrl+s")
	st.Shows("1 of 6", "┃ Name of the organisation", "! An assessment needs the name of the organisation.")
	if st.Type("Org").Press("ctrl+s"); got.calls != 1 {
		t.Errorf("it was answered %d times", got.calls)
	}
}

func TestEscLeavesAFormInWhichNothingWasTyped(t *testing.T) {
	st, got := ask(t, full(t), "Gap 2026")
	if st.Press("enter", "esc"); got.calls != 0 || st.Dialog() != "" {
		t.Errorf("%d answers, open: %q", got.calls, st.Dialog())
	}
}

func TestWhatOfNoAssessmentYetWasTypedIsThereAgainAfterEsc(t *testing.T) {
	st, got := ask(t, full(t), "Gap 2026")
	st.Type("x").Press("enter", "enter", "enter", "right", "esc")
	if got.calls != 0 || st.Dialog() != "" {
		t.Errorf("%d answers, open: %q", got.calls, st.Dialog())
	}
	st.Press("enter").Shows("This is a draft that was never saved. ctrl+g drops it.", "Gap 2026x", "surveillance")
	st.Press("ctrl+g", "enter").Hides("draft", "Gap 2026x")
}

func TestEveryPageOfTheProfileIsSeenWhole(t *testing.T) {
	st, _ := ask(t, full(t), "Gap 2026")
	st.Golden("profile-1-80x24").Press("enter", "enter", "enter", "enter", "enter").Golden("profile-2-80x24")
	st.Press("enter", "enter", "enter", "enter", "enter").Golden("profile-3-80x24").Press("enter", "enter", "enter").Golden("profile-4-80x24")
	st.Press("enter", "enter", "enter", "enter", "enter").Golden("profile-5-80x24").Press("enter", "enter", "enter", "enter").Golden("profile-6-80x24")
}

func TestThingsStandInOneFieldAndAreKeptALineEach(t *testing.T) {
	st, got := ask(t, full(t), "Gap 2026")
	st.Press(strings.Fields(strings.Repeat("enter ", 18))...).Shows("> Hire one. | Buy none.")
	st.Type(" |Ask | | again").Press("ctrl+s")
	if want := "Hire one.\nBuy none.\nAsk\nagain"; got.p.Decisions != want {
		t.Errorf("kept is %q, not %q", got.p.Decisions, want)
	}
	if got.p.Sites != "Hamburg\nGdańsk" {
		t.Errorf("what was not touched is now %q", got.p.Sites)
	}
}

func TestAFormNeitherRunsAnEditorNorReadsTheClipboard(t *testing.T) {
	st, _ := ask(t, full(t), "Gap 2026")
	before := st.View()
	if st.Press("ctrl+e", "ctrl+v", "alt+e"); st.View() != before {
		t.Errorf("the form changed:\n%s", st.View())
	}
}

func TestAFieldDrawsNoTextThatTurnsTheScreen(t *testing.T) {
	p := full(t)
	p.Organisation = "a\u202eb\u200b\u2066c"
	st, got := ask(t, p, "n\u202e")
	st.Hides("\u202e", "\u200b", "\u2066").Press("ctrl+s")
	if got.p.Organisation != p.Organisation {
		t.Errorf("what was not touched is now %q", got.p.Organisation)
	}
}
