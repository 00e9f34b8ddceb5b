package overview_test

import (
	"context"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report"
	"crosswalk/tui/overview"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// kept is the Overview over the demonstration with risks in its registers, of which
// one says nothing of what may go well and one is late.
func kept(t *testing.T) (*screentest.Stage, *screen.Session, string) {
	t.Helper()
	st, s, id := demo(t)
	for _, said := range []map[string]string{
		{"title": "Wrong answers", "kind": "threat"},
		{"title": "Results \u202ediffer by group", "kind": "threat", "due": "2026-11-01", "action": "Test by group", "owner": "Jule"},
	} {
		screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
			return register.Put(c, "risk", s.DB.NewID(), said)
		})
	}
	return st.News(), s, id
}

func TestTheOverviewCountsWhatRecordsNeedAndContradict(t *testing.T) {
	st, _, _ := kept(t)
	st.Hides("Records").Judge().Plan().Shows("Records").Golden("records-80x24")
	st.Resize(60, 20).Golden("records-60x20").Resize(120, 40).Golden("records-120x40").Resize(200, 50).Golden("records-200x50")
}

func TestWhereNothingIsKeptTheOverviewSaysNothingOfRecords(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Open(t, s, overview.New(s), screentest.Empty(t, s, "Gap 2026", "Nordwind")).Judge().Hides("Records")
}

func TestTheCursorStaysOnItsLineWhenTheRecordsAreKnown(t *testing.T) {
	st, _, _ := kept(t)
	st.Plan().Press("end").Shows("▸Audit").Judge().Shows("▸Audit").Press("up").Shows("▸Forecast").Press("up").Shows("▸Records")
}

func TestTheLineLeadsToAllThatRecordsSay(t *testing.T) {
	st, _, _ := kept(t)
	st.Plan().Judge().Press("end", "up", "up", "enter").Golden("said-80x24").Press("enter")
	if at := st.Went[len(st.Went)-1]; at.Route != screen.Walk || at.Item == "" {
		t.Errorf("what is said of an item led to %+v", at)
	}
	st.Press("enter").Press(strings.Fields(strings.Repeat("down ", 20))...).Press("enter")
	if at := st.Went[len(st.Went)-1]; at.Route != screen.Registers || !strings.HasPrefix(at.Record, "risk/") {
		t.Errorf("what is said of a record led to %+v", at)
	}
}

// The risks are records, so that an audit, a review and an impact assessment are asked
// for; what holds stands behind what is in the way, and leads where it is said.
func TestWhatRecordsSayOfTheCertificationStandsAmongWhatIsInTheWay(t *testing.T) {
	st, s, id := kept(t)
	down := strings.Fields(strings.Repeat("down ", 40))
	st.Resize(120, 60).Press("!").Hides("records:").Press("esc").Judge().Press("!").Shows("9.3.1  General: records: no management review is planned")
	st.Press(down...).Shows("records  Certified ISMS: the ISMS is certified").Press("enter").Shows("enter next", "ctrl+s done").Press("esc")
	screentest.DoRecords(t, s, id, func(c register.Case) ([]assess.Change, error) {
		return register.Put(c, "review", s.DB.NewID(), map[string]string{"title": "Spring"})
	})
	st.News().Judge().Press("!").Hides("no management review is planned").Press(down...).Shows("not answered; records: no ma")
}

func TestARegisterIsSaidToBeKeptElsewhere(t *testing.T) {
	st, s, id := kept(t)
	st.Plan().Judge().Press("end", "up", "up", "enter", "o").Shows("kept elsewhere", "Where it is kept", "2026", "Ines Brandt")
	st.Type("Register of the ISMS").Press("ctrl+s").Shows("Nothing is asked of it for a year")
	book, err := s.DB.Records(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r := range book.All() {
		if r.Kind == "elsewhere" && r.Text("where") == "Register of the ISMS" && r.Text("by") == "Ines Brandt" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d registers are kept there", n)
	}
	st.Undo().Judge()
}

func TestWhatIsDueIsALineThatLeadsToAllOfIt(t *testing.T) {
	st, _, _ := kept(t)
	st.Plan().Judge().Shows("Due        2 overdue, 2 in 30 days", "law ahead: 1", "next 15 Dec 2026 A.9.4")
	st.Press("end", "up", "up", "up").Shows("▸Due").Press("enter")
	if n := len(st.Others); n == 0 || st.Others[n-1] != (screen.ShowDue{From: screen.Overview}) {
		t.Errorf("it asked for %v", st.Others)
	}
}

func TestADutyOfTheLawHasALineOfItsOwnWhereThereIsRoom(t *testing.T) {
	st, s, _ := kept(t)
	var asked string
	s.Documents.Build = func(_ context.Context, _ *assess.Assessment, kind, _ string) (*report.Document, error) {
		asked = kind
		return &report.Document{Kind: kind}, nil
	}
	st.Plan().Judge().Resize(120, 40).Shows("Law        Lotse chat assistant from 2 Dec 2026: EU AI Act art. 50", "2 in 30 days   next").Hides("law ahead")
	st.Press("end", "up", "up", "up").Shows("▸Law").Press("enter").Shows("The document regulatory")
	if asked != "regulatory" {
		t.Errorf("it shows the document %q", asked)
	}
}

func TestWhereNothingHasADayNothingIsDue(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Open(t, s, overview.New(s), screentest.Empty(t, s, "Gap 2026", "Nordwind")).Judge().Hides("Due ", "Law ")
}
