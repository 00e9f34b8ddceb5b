package intake

import (
	"bytes"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

func TestOfSeveralRowsAboutOneItemTheLowestCountsAndTheNoteHasTheOthers(t *testing.T) {
	text := "Control,Question,Status,Comment,Owner\n" +
		"A.5.1,Is there a policy?,implemented,Since 2019,Ines\n" +
		"A.5.1,Is it reviewed?,not implemented,,Tomasz\n" +
		"A.5.2,Are roles given?,implemented,,\n"
	a := imported(t, nordwind(t), SoA, text)
	x := a.Baseline["A.5.1"]
	if x.Rating.Level != 0 || x.Owner != "Ines, Tomasz" || x.Declared != "none" {
		t.Errorf("%+v", x)
	}
	if want := "Is there a policy? – 3: Since 2019\nIs it reviewed? – 0"; x.Note != want {
		t.Errorf("the note is %q, want %q", x.Note, want)
	}
	if a.Baseline["A.5.2"].Note != "" {
		t.Errorf("%q", a.Baseline["A.5.2"].Note)
	}
	p, err := read(t, a, SoA, text)
	if err != nil || len(p.Changes) != 0 {
		t.Errorf("read again it changes %d, %v", len(p.Changes), err)
	}
}

func TestControlsOf2013AreCarriedOverToThoseOfToday(t *testing.T) {
	text := "Control,Applicable,Status,Comment,Justification\n" +
		"A.9.2.1,Yes,implemented,By the joiner form,risk\n" +
		"A.9.2.2,Yes,planned,,risk\n" + // with 9.2.1? each goes where the table says
		"A.18.2.3,Yes,partially implemented,Yearly,law\n" +
		"A.11.2.8,No,,,no desks\n"
	f, err := Open("old.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	asked, err := f.Read(book(), nordwind(t), Request{As: SoA}, newID)
	if err != nil || len(asked.Asks) != 1 || asked.Asks[0].Kind != AskEdition || asked.Asks[0].Flags[0] != "--edition 2013" || !asked.Asks[0].Proposed {
		t.Fatalf("%+v %v", asked.Asks, err)
	}
	r, err := f.Read(book(), nordwind(t), Request{As: SoA, Layout: Layout{Edition: Edition2013}}, newID)
	if err != nil || len(r.Asks) != 0 {
		t.Fatalf("%+v %v", r.Asks, err)
	}
	for _, w := range r.Words {
		if w.Count != 1 {
			t.Errorf("%s is counted %d times", w.Word, w.Count)
		}
	}
	a := fold(t, nordwind(t), r.Changes)
	for item, want := range map[string]string{
		"A.5.16": "3 2013: A.9.2.1", "A.5.18": "1 2013: A.9.2.2", "A.5.36": "2 2013: A.18.2.3", "A.8.8": "2 2013: A.18.2.3", "A.8.1": "na 2013: A.11.2.8",
	} {
		if x := a.Baseline[item].Rating; ratingText(x)+" "+x.Carried != want {
			t.Errorf("%s is %q, want %q", item, ratingText(x)+" "+x.Carried, want)
		}
	}
	remarks := strings.Join(r.Remarks, "\n")
	for _, want := range []string{"carried over from the 2013 edition: 4 controls read, 5 of the 93 of 2022 filled, 0 by the lowest of several", "A.9.2.5", "new in 2022, and open: A.5.7"} {
		if !strings.Contains(remarks, want) {
			t.Errorf("it does not say %q:\n%s", want, remarks)
		}
	}
}

func TestOfSeveralControlsOf2013TheLowestCountsAndAllAreNamed(t *testing.T) {
	text := "Control,Status,Comment\nA.9.2.2,implemented,Form\nA.9.2.5,partially implemented,Yearly\nA.9.2.6,n/a,\n"
	f, err := Open("old.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Read(book(), nordwind(t), Request{As: SoA, Accept: true}, newID)
	if err != nil || len(r.Refused) > 0 {
		t.Fatalf("%v %v", r.Refused, err)
	}
	a := fold(t, nordwind(t), r.Changes)
	x := a.Baseline["A.5.18"]
	if x.Rating.Level != 2 || x.Rating.Carried != "2013: A.9.2.2, A.9.2.5, A.9.2.6" {
		t.Errorf("%+v", x.Rating)
	}
	if want := "A.9.2.2 – 3: Form\nA.9.2.5 – 2: Yearly\nA.9.2.6 – na"; x.Note != want {
		t.Errorf("the note is %q, want %q", x.Note, want)
	}
	if n := r.Words[0].Count; n != 1 {
		t.Errorf("%+v", r.Words)
	}
	if r.Used.Edition != Edition2013 {
		t.Errorf("%+v", r.Used)
	}
}

func TestEvidenceOfACellIsSeveralPieces(t *testing.T) {
	a := imported(t, nordwind(t), SoA, "Control,Status,Evidence\nA.5.9,implemented,\"POL-1; PRO-2\nREC-3\"\n")
	var whats []string
	for _, e := range a.EvidenceOnBaseline("A.5.9") {
		whats = append(whats, e.What)
	}
	if strings.Join(whats, "|") != "POL-1|PRO-2|REC-3" {
		t.Errorf("%q", whats)
	}
}

func TestAStatementKeepsAllThatASheetHasOfIt(t *testing.T) {
	text := "Control,Applicable,Reason for inclusion,Status,Legal,Contractual,Best practice,Risk assessment,Last reviewed,Owner,Due date\n" +
		"A.5.9,Yes,Asked by clients,implemented,No,Yes,x,,2026-02-12,Ines,2027-01-31\n"
	a := imported(t, nordwind(t), SoA, text)
	x := a.Baseline["A.5.9"]
	if x.WhyIn != "Asked by clients" || x.Declared != "implemented" || x.Drivers != "contract practice" || x.LookedAt != "2026-02-12" || x.Owner != "Ines" || x.Due != "2027-01-31" {
		t.Errorf("%+v", x)
	}
}

func TestRowsThatAreRefusedAreLeftOutWholeWhereThatIsAsked(t *testing.T) {
	text := "Control,Applicable,Status,Comment,Due\nA.5.9,Yes,implemented,fine,2027-01-31\nA.5.10,Yes,planned,=1+1,soon\nA.5.11,No,,,\nA.5.12,Yes,implemented,,\nA.5.12,Yes,implemented,x,never\n"
	f, err := Open("SoA.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	whole, err := f.Read(book(), nordwind(t), Request{As: SoA}, newID)
	if _, taken := whole.Taken(); err != nil || taken == nil || len(whole.Refused) != 3 {
		t.Fatalf("%v %v", whole.Refused, err)
	}
	r, err := f.Read(book(), nordwind(t), Request{As: SoA, Rest: true}, newID)
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.Taken()
	if err != nil || p.Changed() != 1 || r.Left() != 4 {
		t.Fatalf("%d changed, %d left, %v", p.Changed(), r.Left(), err)
	}
	a := fold(t, nordwind(t), p.Changes)
	if x := a.Baseline["A.5.10"]; x.Note != "" || !x.Rating.Is(assess.Unanswered) {
		t.Errorf("a refused row left something behind: %+v", x)
	}
	var b bytes.Buffer
	if err := r.WriteRest(&b); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	for _, want := range []string{
		"sheet,row,refused because,Control,Applicable,Status,Comment,Due\n", "SoA.csv,3,", "A.5.10,Yes,planned,'=1+1,soon\n", "SoA.csv,4,",
		"SoA.csv,5,another row about A.5.12 is refused,A.5.12,", "SoA.csv,6,",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the rest does not say %q:\n%s", want, got)
		}
	}
}

func TestColumnsThatNobodyReadsAreJoinedIntoTheNoteByChoice(t *testing.T) {
	text := "Control,Status,Comment,Ticket\nA.5.9,implemented,fine,JIRA-4\n"
	f, err := Open("a.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := f.Read(book(), nordwind(t), Request{As: SoA, Layout: Layout{Join: []string{"Ticket"}}}, newID)
	if err != nil {
		t.Fatal(err)
	}
	if got := fold(t, nordwind(t), r.Changes).Baseline["A.5.9"].Note; got != "fine\nTicket: JIRA-4" {
		t.Errorf("%q", got)
	}
}

func TestAMergedCellThatHidesAValueIsRefused(t *testing.T) {
	row := func(item, rating string) string {
		return `<row><c t="inlineStr"><is><t>` + item + `</t></is></c><c><v>` + rating + `</v></c></row>`
	}
	raw := tiny(t, sheetHead+row("A.5.3", "1")+row("A.5.4", "2")+`</sheetData><mergeCells><mergeCell ref="B3:B4"/></mergeCells></worksheet>`)
	if _, err := Read(book(), nordwind(t), "f.xlsx", raw, Answers, newID); err == nil || !strings.Contains(err.Error(), "merged; unmerge them") {
		t.Error(err)
	}
}
