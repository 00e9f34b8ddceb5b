package dialog_test

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// said is what the form of a thing was answered with; saves counts how often.
type said struct {
	name, grade, day string
	closed           bool
	saves            int
}

// thing opens a form of four fields on two pages. A name is needed, and a day has a
// colon.
func thing(t *testing.T, got *said) *screentest.Stage {
	t.Helper()
	s, _ := screentest.Session(t)
	named := func(text string) error {
		if text == "" {
			return errors.New("say its name")
		}
		return nil
	}
	day := func(text string) error {
		if text != "" && !strings.Contains(text, ":") {
			return errors.New("the day has no colon")
		}
		return nil
	}
	d := func() screen.Dialog {
		return dialog.NewForm(s, dialog.FormOf("", "thing", assess.KindAssessment), "A thing", func() tea.Cmd { got.saves++; return nil },
			dialog.Ask(huh.NewInput().Title("Name").Value(&got.name).Validate(named),
				huh.NewSelect[string]().Title("Grade").Options(huh.NewOptions("major", "minor", "note")...).Value(&got.grade)),
			dialog.Ask(huh.NewConfirm().Title("Is it closed?").Affirmative("closed").Negative("open").Value(&got.closed),
				huh.NewInput().Title("Day").Value(&got.day).Validate(day)))
	}
	return screentest.Run(t, s, &opener{s: s, dialog: d}, "", "enter")
}

func TestCtrlSEndsAFormFromEveryField(t *testing.T) {
	for _, on := range []string{"", "enter", "enter enter", "enter enter enter", "enter enter enter shift+tab shift+tab shift+tab"} {
		got := &said{name: "Log", grade: "minor"}
		st := thing(t, got)
		if st.Press(strings.Fields(on)...).Press("ctrl+s"); got.saves != 1 || st.Dialog() != "" || got.grade != "minor" {
			t.Errorf("after %q ctrl+s saved %d times, %+v; open: %q", on, got.saves, got, st.Dialog())
		}
	}
}

func TestCtrlSGoesToTheFirstFieldThatIsRefusedWithItsErrorUnderIt(t *testing.T) {
	got := &said{grade: "minor"}
	st := thing(t, got).Press("ctrl+s").Shows("A thing · 1 of 2", "┃ >", "┃ ! Say its name.")
	before, after, _ := strings.Cut(st.View(), "! Say its name.")
	if strings.Contains(before, "Grade") || !strings.Contains(after, "Grade") {
		t.Errorf("the error does not stand under its field:\n%s", st.View())
	}
	st.Type("Log").Press("enter", "enter", "tab").Type("soon").Press("shift+tab", "shift+tab", "ctrl+s")
	st.Shows("A thing · 2 of 2", "┃ > soon", "┃ ! The day has no colon.")
	if st.Press("ctrl+u").Type("12:00").Press("ctrl+s"); got.saves != 1 || got.day != "12:00" || got.name != "Log" {
		t.Errorf("it saved %d times, %+v", got.saves, got)
	}
}

func TestAnErrorStaysUnderItsFieldWhenTheCursorIsInAnother(t *testing.T) {
	st := thing(t, &said{grade: "minor"}).Press("ctrl+s").Shows("┃ ! Say its name.")
	before, after, _ := strings.Cut(st.Press("shift+tab").View(), "! Say its name.")
	if strings.Contains(before, "Grade") || !strings.Contains(after, "Grade") {
		t.Errorf("the error does not stand under its field:\n%s", st.View())
	}
}

func TestWhatIsChosenIsMarkedWithoutColourWhereverTheCursorIs(t *testing.T) {
	st := thing(t, &said{name: "Log", grade: "minor"}).Shows("  ● minor", "    major").Press("enter").Shows("┃ ▸ minor", "┃   major")
	st.Press("down", "enter").Shows("▸ open", "  closed").Press("left").Shows("▸ closed", "  open").Press("enter").Shows("● closed", "  open")
	st.Press("shift+tab", "shift+tab", "shift+tab").Shows("● note", "    minor")
}

func TestTheFooterOfAFormNamesTheWaysOutFromEveryField(t *testing.T) {
	st := thing(t, &said{name: "Log", grade: "minor"})
	for _, on := range []string{"1", "2", "3", "4"} {
		st.Shows("ctrl+s done", "esc leave, kept")
		if (on == "4") != strings.Contains(st.View(), "enter done") {
			t.Errorf("on field %s enter is not what the footer says:\n%s", on, st.View())
		}
		st.Press("enter")
	}
}

func TestAPageThatAsksIsNotLeftByEnter(t *testing.T) {
	s, _ := screentest.Session(t)
	took := 0
	agree := dialog.Extra{Binding: bind.Yes.To("agree"), Closes: true, Do: func(int) tea.Cmd { took++; return nil }}
	page := func() screen.Dialog {
		return dialog.NewPage(s, "What y agrees to", func(int) []string { return []string{"Draft means 1."} }).With(agree)
	}
	st := screentest.Run(t, s, &opener{s: s, dialog: page}, "", "enter", "enter")
	st.Shows("What y agrees to", "✓ Nothing is done yet: y agree · esc back.")
	if st.Press("y"); took != 1 || st.Dialog() != "" {
		t.Errorf("y did it %d times; open: %q", took, st.Dialog())
	}
}

func TestADigitChoosesItsStepInAListOfSteps(t *testing.T) {
	s, _ := screentest.Session(t)
	severity := ""
	d := func() screen.Dialog {
		return dialog.NewForm(s, dialog.FormOf("", "harm", assess.KindAssessment), "A harm", func() tea.Cmd { return nil },
			dialog.Ask(huh.NewSelect[string]().Title("Severity").Options(huh.NewOption("not said", ""), huh.NewOption("1  small", "1"), huh.NewOption("2  hard", "2")).Value(&severity)))
	}
	st := screentest.Run(t, s, &opener{s: s, dialog: d}, "", "enter").Shows("↑↓ choose")
	for _, press := range []struct{ key, is string }{{"2", "2"}, {"1", "1"}, {"7", "1"}, {"2", "2"}} {
		if st.Press(press.key); severity != press.is {
			t.Errorf("%s chooses %q; %q is right", press.key, severity, press.is)
		}
	}
}
