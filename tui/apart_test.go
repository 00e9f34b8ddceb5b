package tui

import (
	"errors"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/style"
)

func TestWhatIsInSightIsCopiedAsTextAndAskedOnce(t *testing.T) {
	for name, remote := range map[string]bool{"on this machine": false, "over SSH": true} {
		t.Run(name, func(t *testing.T) {
			s, _ := screentest.Session(t)
			id := screentest.Demo(t, s)
			s.Only, s.Remote = id, remote
			d := sit(t, s, 80, 24).press("alt+7", "Y").shows("Copy what is in sight?", "go as text to the clipboard")
			if d.press("esc"); d.clip != "" {
				t.Fatalf("it was copied without a yes: %q", d.clip)
			}
			d.press("Y", "y").shows("Handed to your terminal: ")
			first, _, _ := strings.Cut(d.clip, "\n")
			if !strings.Contains(d.clip, "Item     Title") || strings.ContainsAny(d.clip, "\x1b\r") || strings.HasSuffix(first, " ") {
				t.Errorf("it copied:\n%s", d.clip)
			}
			gaps := d.clip
			if d.press("alt+2", "Y").shows("Handed to your terminal: "); d.clip == gaps || len(d.app.dialogs) > 0 {
				t.Errorf("the second time it copied:\n%s", d.clip)
			}
			if d.press("?", "Y"); !strings.Contains(d.clip, "clear the rating, no to the draft") {
				t.Errorf("of a page it copied:\n%s", d.clip)
			}
		})
	}
}

func TestWhatPeopleTypedIsCopiedWithoutItsEscapes(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Note(s.Catalog, a, assess.Key{Item: "4.1"}, "a\x1b]52;c;ZXZpbA==\x07b \u202ec \u200bd")
	})
	d := sit(t, s, 140, 40).press("alt+2", "home", "Y", "y")
	if !strings.Contains(d.clip, "a␛]52;c;ZXZpbA==␇b ⟨U+202E⟩c ⟨U+200B⟩d") {
		t.Errorf("it copied:\n%s", d.clip)
	}
}

func TestWhatTheRoomVotesOnIsNotCopied(t *testing.T) {
	d, _, _ := sitAtVote(t, "4.1", told{1, "only for those who have voted"})
	d.press("alt+2", "home", "Y", "y")
	if !strings.Contains(d.clip, "4.1  Understanding") || strings.Contains(d.clip, "only for those") {
		t.Errorf("it copied:\n%s", d.clip)
	}
}

func TestTheProgramIsPutAsideOnceWhatIsTypedIsKept(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Demo(t, s)
	kept, aside := "", 0
	s.Files = &screen.Files{Suspend: func() error {
		aside++
		at := screen.Draft{Assessment: id, Subject: assess.Key{Item: "4.1"}.Subject(), Field: assess.FieldNote}
		kept, _, _ = s.DraftOf(s.Context, at)
		return nil
	}}
	d := sit(t, s, 80, 24).press("alt+2", "home", "c").write("half a sen").press("ctrl+z").shows("half a sen")
	if aside != 1 || !strings.HasSuffix(kept, "half a sen") {
		t.Errorf("put aside %d times, with the draft %q", aside, kept)
	}
	s.Files.Suspend = func() error { return errors.New("no shell stands behind this program") }
	d.press("ctrl+z").shows("No shell stands behind this program.")
}

func TestWhoCanNotPutTheProgramAsideIsTold(t *testing.T) {
	d, s, _ := visitor(t, workshop.Assessor)
	d.press("ctrl+z").shows("This window is on another machine and can't be put aside; Q leaves it")
	d.press("E").shows("An editor of your machine can't be opened from here; the text is written in this window, with c.")
	d.press("c", "ctrl+o").shows("An editor of your machine can't be opened from here").hides("ctrl+o")
	d.press("esc", "?").hides("ctrl+z")
	s.Files = &screen.Files{} // as on a system without job control
	d.press("esc", "ctrl+z").shows("This system has no way to put a program aside")
}

func TestAThemeThatWasChosenStaysWhateverTheTerminalTells(t *testing.T) {
	s, _ := screentest.Session(t)
	s.Colours, s.Theme = style.Light, nil
	d := sit(t, s, 80, 24)
	d.tell(tea.BackgroundColorMsg{})
	if d.settle(); s.Theme.Dark {
		t.Error("a dark terminal took the light theme away")
	}
}
