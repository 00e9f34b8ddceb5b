package walk_test

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

func TestASheetOfAnswersIsAskedFor(t *testing.T) {
	s, _ := screentest.Session(t)
	s.Files = &screen.Files{Sheets: func() []string { return []string{"aims.xlsx"} }}
	st := screentest.Open(t, s, walk.New(s), screentest.Demo(t, s))
	st.Press("I").Shows("Import a sheet of answers", "aims.xlsx").Press("enter")
	if want := []tea.Msg{screen.TakeIn{From: screen.Walk, Path: "aims.xlsx"}}; !slices.Equal(st.Others, want) {
		t.Errorf("asked for %+v", st.Others)
	}
}

func TestFromAnotherMachineNoSheetOfAnswersIsRead(t *testing.T) {
	s, _ := screentest.Session(t)
	st := screentest.Open(t, s, walk.New(s), screentest.Demo(t, s)).Press("I")
	if !strings.Contains(st.Notice, "can't be read from here") || st.Dialog() != "" {
		t.Errorf("said %q, dialog %q", st.Notice, st.Dialog())
	}
}
