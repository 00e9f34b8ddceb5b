package dialog_test

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/style"
)

// many has a name and forty of something, one below the other, in a low window.
var many = map[string]func(*screen.Session) screen.Dialog{
	"choice": func(s *screen.Session) screen.Dialog {
		return dialog.NewChoice(s, "Forty", "", func() []dialog.Option {
			options := make([]dialog.Option, 40)
			for i := range options {
				options[i].Label = fmt.Sprintf("line %d.", i+1)
			}
			return options
		})
	},
	"page": func(s *screen.Session) screen.Dialog {
		return dialog.NewPage(s, "Forty", func(int) []string {
			lines := make([]string, 40)
			for i := range lines {
				lines[i] = fmt.Sprintf("line %d.", i+1)
			}
			return lines
		})
	},
}

func TestADialogSaysHowMuchOfItIsOutOfSight(t *testing.T) {
	for name, open := range many {
		s, _ := screentest.Session(t)
		st := screentest.Run(t, s, &opener{s: s, dialog: func() screen.Dialog { return open(s) }}, "").Resize(60, 20).Press("enter")
		st.Shows("line 1.", "line 10.", "↓ 30 more").Hides("line 11.", "↑ 1")
		for range 45 {
			st.Press("down")
		}
		st.Shows("line 31.", "line 40.", "↑ 30 more").Hides("line 30.", "↓ 1")
		if t.Failed() {
			t.Fatalf("so does the %s", name)
		}
	}
}

func TestAFormSaysThatFieldsAreOutOfSight(t *testing.T) {
	s, _ := screentest.Session(t)
	form := func() screen.Dialog {
		var fields []huh.Field
		for i := range 12 {
			fields = append(fields, huh.NewInput().Title(fmt.Sprintf("Field %d.", i+1)))
		}
		return dialog.NewForm(s, dialog.FormOf("", "many", assess.KindAssessment), "Many", func() tea.Cmd { return nil }, dialog.Ask(fields...))
	}
	st := screentest.Run(t, s, &opener{s: s, dialog: form}, "").Resize(60, 20).Press("enter")
	st.Shows("Field 1.", "↓ 14 more").Hides("Field 7.")
	for range 11 {
		st.Press("tab")
	}
	st.Shows("Field 12.", "↑ 14 more")
}

func TestALineThatIsNotInFocusIsReadOnALightBackgroundToo(t *testing.T) {
	s, _ := screentest.Session(t)
	s.Theme = style.New(style.Light, false)
	first, second := "one", "two"
	f := dialog.NewForm(s, dialog.FormOf("", "two", assess.KindAssessment), "Two", func() tea.Cmd { return nil },
		dialog.Ask(huh.NewInput().Title("First").Value(&first), huh.NewInput().Title("Second").Value(&second)))
	f.Init()
	f.Resize(60, 20)
	if drawn := f.View(); !strings.Contains(ansi.Strip(drawn), "> two") || strings.Contains(drawn, "\x1b[37m") {
		t.Errorf("%q", drawn)
	}
}

func TestDialogsOfAKindAreAsWideWhateverTheySay(t *testing.T) {
	s, _ := screentest.Session(t)
	width := func(words string) int {
		d := dialog.NewChoice(s, "Which", "", func() []dialog.Option { return []dialog.Option{{Label: words}} })
		st := screentest.Run(t, s, &opener{s: s, dialog: func() screen.Dialog { return d }}, "").Resize(140, 40).Press("enter")
		for line := range strings.Lines(st.View()) {
			if strings.Contains(line, "╭") {
				return strings.Count(line, "─")
			}
		}
		return 0
	}
	if short, long := width("Yes"), width(strings.Repeat("A sentence of many words. ", 3)); short != long || short == 0 {
		t.Errorf("one is %d wide, the other %d", short, long)
	}
}

func TestAChoiceThatIsCutIsWholeBelowTheList(t *testing.T) {
	s, _ := screentest.Session(t)
	options := func() []dialog.Option {
		return []dialog.Option{
			{Label: "The first applies and nothing says what for; name the risk or the law that needs it."},
			{Label: "The second applies and nobody has declared its status; say what is implemented of it."},
		}
	}
	d := dialog.NewChoice(s, "Asked", "", options)
	st := screentest.Run(t, s, &opener{s: s, dialog: func() screen.Dialog { return d }}, "").Resize(60, 20).Press("enter")
	st.Shows("the law that needs it.").Hides("implemented of it.").Press("down").Shows("implemented of it.").Hides("the law that needs it.")
}

func TestAChoiceGoesToItsEndsAndByPages(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Run(t, s, &opener{s: s, dialog: func() screen.Dialog { return many["choice"](s) }}, "").Resize(60, 20).Press("enter")
	for _, press := range []struct{ key, line string }{{"end", "▸ line 40."}, {"home", "▸ line 1."}, {"pgdown", "▸ line 10."}, {"pgup", "▸ line 1."}} {
		st.Press(press.key).Shows(press.line)
	}
}
