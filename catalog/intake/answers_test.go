package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"crosswalk/catalog/assess"
)

func TestARatingCellTakesLevelsNaAndStatusWords(t *testing.T) {
	for cell, want := range map[string]string{
		"0": "0", "3": "3", "5": "5", "3.0": "3", " 4 ": "4", `"2,0"`: "2",
		"implemented": "3", "Implemented": "3", "PARTIALLY  IMPLEMENTED": "2", "partly implemented": "2",
		"planned": "1", "not implemented": "0", "na": "na", "N/A": "na", "Not applicable": "na",
	} {
		t.Run(cell, func(t *testing.T) {
			a := imported(t, nordwind(t), Answers, "item,rating,reason\nA.5.2,"+cell+",outsourced\n")
			if got := ratingText(a.Answer(assess.Key{Item: "A.5.2"}).Rating); got != want {
				t.Errorf("%q is stored as %q, want %q", cell, got, want)
			}
		})
	}
}

func TestWhatIsNoRatingIsRefusedWithTheCell(t *testing.T) {
	for cell, want := range map[string]string{
		"2.5":                   `"2.5" is no rating that is known (once, first in sheet.csv, row 2, cell B2)`,
		"6":                     `"6" is no rating that is known`,
		"-1":                    `"-1" is no rating that is known`,
		"0x3":                   `"0x3" is no rating that is known`,
		"marvellous":            `"marvellous" is no rating that is known`,
		"good":                  `"good" is no rating that is known (once, first in sheet.csv, row 2, cell B2), perhaps 3`,
		"=1+1":                  `"=1+1" is no rating that is known`,
		"yes":                   `"yes" is no rating that is known (once, first in sheet.csv, row 2, cell B2), perhaps 3`,
		"No":                    `"No" is no rating that is known (once, first in sheet.csv, row 2, cell B2), perhaps 0`,
		"1e999":                 "is no rating that is known",
		strings.Repeat("3", 99): "is too long for a rating",
	} {
		for as, id := range map[As]string{Answers: "A.5.2", Baseline: "A.5.2", SoA: "A.5.2"} {
			got := refusal(t, nordwind(t), as, "item,rating\n"+id+","+cell+"\n")
			if !strings.Contains(got, want) {
				t.Errorf("%s %q: %s\nwant it to contain: %s", as, cell, got, want)
			}
		}
	}
}

func TestARowThatIsRefusedSaysWhy(t *testing.T) {
	const long = "20001"
	for name, c := range map[string]struct {
		as         As
		text, want string
	}{
		"an unknown item":              {Answers, "item,rating\n4.9,3", "row 2, cell A2: ISO/IEC 42001:2023 has no 4.9"},
		"a control without its letter": {Answers, "item,rating\n5.9,3", "has no 5.9"},
		"a bare number of a control":   {Baseline, "item,rating\n8.28,3", "the control is written A.8.28"},
		"the other standard's item":    {Answers, "item,rating\nA.5.9,3", "ISO/IEC 27001:2022 has; check what the sheet is read as"},
		"a heading with a rating":      {Answers, "item,rating\n6.1,3", "6.1 is a heading"},
		"a set with a rating":          {Answers, "item,rating\nA.5,3", "A.5 is a heading"},
		"words for an item":            {Answers, "item,rating\nPolicy,3", `"Policy" is no item`},
		"no item":                      {Answers, "item,rating\n,3", "names no item"},
		"na without a reason":          {Answers, "item,rating\nA.5.2,na", "A.5.2 can't be excluded without a justification"},
		"na of a clause":               {Answers, "item,rating,reason\n6.1.4,na,none", "6.1.4 can't be excluded"},
		"na of a baseline clause":      {Baseline, "item,rating,reason\n6.1.2,na,none", "6.1.2 can't be excluded"},
		"baseline na without a reason": {Baseline, "item,rating\nA.7.4,na", "without a justification"},
		"an unknown system":            {Answers, "item,rating,system\n8.2,3,Robot", `row 2, cell C2: the inventory has no AI system "Robot"`},
		"a system where none belongs":  {Answers, "item,rating,system\n4.1,3,Chatbot", "4.1 is about the organisation"},
		"a system out of scope":        {Answers, "item,rating,system\n8.2,3,Old", "Old is out of scope"},
		"an unknown own control":       {Answers, "item,rating\nX.2,3", "there is no own control X.2"},
		"a reason without a rating":    {Answers, "item,rating,reason\nA.5.2,,because", "row 2, cell C2: a reason belongs to a rating"},
		"a date nobody can tell":       {Answers, "item,due\nA.5.2,05/06/2026", `"05/06/2026" may be 5 Jun 2026 or 6 May 2026`},
		"a date that is none":          {Answers, "item,due\nA.5.2,soon", `"soon" is no date`},
		"a date out of range":          {Answers, "item,due\nA.5.2,2300-01-01", "is no date"},
		"a note too long":              {Answers, "item,note\nA.5.2," + strings.Repeat("n", 20_001), "the note has " + long + " characters"},
		"evidence too long":            {Answers, "item,evidence\nA.5.2," + strings.Repeat("n", 20_001), "the evidence has " + long + " characters"},
		"the 2013 edition, baseline":   {Baseline, "item,rating\nA.9.2.1,3", "numbered as in the 2013 edition"},
		"the 2013 edition, SoA":        {SoA, "item,status\n12.6.1,implemented", "numbered as in the 2013 edition"},
		"2013, known elsewhere":        {SoA, "item,status\nA.6.2.2,implemented", "numbered as in the 2013 edition"},
		"a clause in a SoA":            {SoA, "item,status\n4.1,implemented", "4.1 is a clause of ISO/IEC 27001:2022"},
		"a clause of three parts":      {SoA, "item,status\n6.1.1,implemented\n5.9,planned", "6.1.1 is a clause of ISO/IEC 27001:2022"},
		"an objective of 2013":         {SoA, "item,status\nA.12.6,planned", "A.12.6 is a number of the 2013 edition"},
		"no without a reason":          {SoA, "item,applicable\n5.9,no", "A.5.9 can't be excluded without a justification"},
		"no and yet rated":             {SoA, "item,applicable,status,justification\n5.9,no,implemented,none", "A.5.9 is not applicable here and rated in its status"},
		"yes and yet na":               {SoA, "item,applicable,status,justification\n5.9,yes,n/a,none", "A.5.9 is applicable here and not applicable in its status"},
		"no and planned, answers":      {Answers, "item,applicable,status\nA.10.4,no,planned", "A.10.4 is not applicable here and rated in its status"},
		"no without a reason, answers": {Answers, "item,applicable\nA.10.3,no", "row 2, cell B2: A.10.3 can't be excluded without a justification"},
		"no of a clause":               {Answers, "item,applicable,reason\n6.1.4,no,none", "6.1.4 can't be excluded"},
		"no and rated, baseline":       {Baseline, "item,applicable,status\nA.7.4,no,planned", "A.7.4 is not applicable here and rated in its status"},
		"no item in a text file":       {Answers, "id,rating\n,3", `names no item in the column "id"`},
		"a day of a month":             {SoA, "control;status\n05. Jan;implemented", "a spreadsheet may have made a date of it"},
		"a month before its day":       {SoA, "control,status\n1-May,planned", "a spreadsheet may have made a date of it"},
		"a number with a comma":        {SoA, "control;status\n5,1;implemented", "5.1 may be 5.1 or 5.10"},
		"neither yes nor no":           {SoA, "item,applicable\n5.9,perhaps", `"perhaps" does not say whether the control is applicable (once, first in sheet.csv, row 2, cell B2)`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := refusal(t, nordwind(t), c.as, c.text); !strings.Contains(got, c.want) {
				t.Errorf("%s\nwant it to contain: %s", got, c.want)
			}
		})
	}
}

func TestItemsAreWrittenAsPeopleWriteThem(t *testing.T) {
	for name, c := range map[string]struct {
		as      As
		id      string
		subject assess.Subject
	}{
		"as the standard does":    {Answers, "A.5.2", "answer/A.5.2//"},
		"without the point":       {Answers, "A5.2", "answer/A.5.2//"},
		"with a space":            {Answers, "a 5.2", "answer/A.5.2//"},
		"with the annex":          {Answers, "Annex A 5.2", "answer/A.5.2//"},
		"with its title":          {Answers, "6.1.4 AI system impact assessment", "answer/6.1.4//"},
		"with a dash and title":   {Answers, "A.5.2 – impact", "answer/A.5.2//"},
		"with a point behind":     {Answers, "6.1.4.", "answer/6.1.4//"},
		"an own control":          {Answers, "X.1", "answer/c1//"},
		"a baseline clause":       {Baseline, "6.1.2", "baseline/6.1.2"},
		"a baseline control":      {Baseline, "A 5.9", "baseline/A.5.9"},
		"a SoA without letter":    {SoA, "5.9", "baseline/A.5.9"},
		"a SoA with letter":       {SoA, "A.5.9", "baseline/A.5.9"},
		"a SoA with zeros":        {SoA, "A.05.09", "baseline/A.5.9"},
		"a SoA, ten is not one":   {SoA, "5.10", "baseline/A.5.10"},
		"a SoA, one by its title": {SoA, "5.1 Policies", "baseline/A.5.1"},
		"a clause beyond nine":    {Answers, "10.1", "answer/10.1//"},
		"a baseline of two tens":  {Baseline, "A.8.10", "baseline/A.8.10"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := read(t, nordwind(t), c.as, "item,rating\n"+c.id+",3\n")
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Changes) != 1 || p.Changes[0].Subject != c.subject {
				t.Errorf("%q changes %v, want %s", c.id, p.Changes, c.subject)
			}
		})
	}
}

func TestARowSetsAllItsFields(t *testing.T) {
	text := "Ref;AI system;Score;Comment;Responsible;Deadline;Evidence;Colour\n" +
		"8.2;chatbot;2;Only for releases;Jonas Weber;31.03.2027;AI risk register 2026;red\n"
	p, err := read(t, nordwind(t), Answers, text)
	if err != nil {
		t.Fatal(err)
	}
	want := []Line{
		{2, "8.2", "Chatbot", "rating", "", "2", ""},
		{2, "8.2", "Chatbot", "note", "", "Only for releases", ""},
		{2, "8.2", "Chatbot", "owner", "", "Jonas Weber", ""},
		{2, "8.2", "Chatbot", "due", "", "2027-03-31", ""},
		{2, "8.2", "Chatbot", "evidence", "", "AI risk register 2026", ""},
	}
	if diff := cmp.Diff(want, p.Lines); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{`"Colour"`}, p.Unknown); diff != "" {
		t.Error(diff)
	}
	a := fold(t, nordwind(t), p.Changes)
	x := a.Answer(assess.Key{Item: "8.2", System: "s1"})
	if x.Rating.Level != 2 || x.Note != "Only for releases" || x.Owner != "Jonas Weber" || x.Due != "2027-03-31" {
		t.Errorf("the answer is %+v", x)
	}
	e := a.EvidenceFor("8.2")
	if len(e) != 1 || e[0].Kind != "document" || e[0].What != "AI risk register 2026" || e[0].System != "s1" || e[0].SeenBy != "" {
		t.Errorf("the evidence is %+v", e)
	}
}

func TestAnEmptyCellLeavesTheFieldAsItIs(t *testing.T) {
	a := imported(t, nordwind(t), Answers, "item,rating,note,owner,due,evidence\nA.5.2,2,n,o,2026-12-31,e\n")
	p, err := read(t, a, Answers, "item,rating,note,owner,due,evidence\nA.5.2,, ,,,\nA.5.3,1,,,,\n")
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Changes) != 1 || p.Changes[0].Subject != "answer/A.5.3//" {
		t.Errorf("%v", p.Changes)
	}
}

func TestAColumnThatSaysWhetherAControlIsApplicableIsReadOfEverySheet(t *testing.T) {
	a := imported(t, nordwind(t), Answers, "Control ID,Applicable,Justification,Implementation status\nA.2.2,Yes,a law,Implemented\nA.10.4,No,no customers,\n")
	if x := a.Answer(assess.Key{Item: "A.10.4"}).Rating; !x.Is(assess.NA) || x.Reason != "no customers" {
		t.Errorf("%+v", x)
	}
	if x := a.Answer(assess.Key{Item: "A.2.2"}).Rating; x.Level != 3 || x.Reason != "" {
		t.Errorf("why a control is in became the reason of its rating: %+v", x)
	}
	a = imported(t, a, Answers, "Control ID,Applicable\nA.10.4,Yes\n")
	if x := a.Answer(assess.Key{Item: "A.10.4"}).Rating; !x.Is(assess.Unanswered) {
		t.Errorf("%+v", x)
	}
	a = imported(t, a, Baseline, "Control ID,Applicable,Reason\nA.7.4,No,no site\n")
	if x := a.Baseline["A.7.4"].Rating; !x.Is(assess.NA) {
		t.Errorf("%+v", x)
	}
}

func TestOfTwoReasonsTheOneForExclusionsCountsForThem(t *testing.T) {
	for _, text := range []string{
		"Control,Applicable,Justification,Reason for exclusion,Status\nA.5.1,Yes,required by law,,implemented\nA.7.4,No,,no premises,n/a\n",
		"Control,Applicable,Justification,Justification for Non-Applicability\nA.5.1,Yes,required by law,\nA.7.4,No,as discussed,no premises\n",
		"Control,Justification,Reason if not applicable,Status\nA.7.4,no premises,,Excluded\n",
	} {
		if x := imported(t, nordwind(t), SoA, text).Baseline["A.7.4"].Rating; !x.Is(assess.NA) || x.Reason != "no premises" {
			t.Errorf("%+v of %s", x, text)
		}
	}
}

func TestReadingTheSameSheetTwiceChangesNothing(t *testing.T) {
	for as, text := range map[As]string{
		Answers: "item,rating,reason,note,owner,due,evidence,system\n" +
			"A.5.2,na,outsourced,\"two\nlines\",Ines,2026-12-31,POL-01,\n8.2,2,,,,,,Chatbot\n8.2,3,,'=note,,,POL-01,\nX.1,1,,,,,,\n",
		Baseline: "item,rating,reason,note\nA.5.9,3,,n\nA.7.4,na,none,\n6.1.2,4,,\n",
		SoA:      "control,applicable,justification,status,note\n5.9,yes,law,implemented,n\n7.4,no,no site,,\n",
	} {
		a := imported(t, nordwind(t), as, text)
		p, err := read(t, a, as, text)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Changes) != 0 || len(p.Lines) != 0 || p.Unchanged != p.Rows || p.Rows < 2 {
			t.Errorf("%s: %d rows, %d unchanged, changes %v", as, p.Rows, p.Unchanged, p.Changes)
		}
	}
}

// What is exported of an item is what its questions or its systems make of it;
// reading that back must not turn it into a rating of its own.
func TestARatingThatStandsAlreadyIsNoChange(t *testing.T) {
	cat, a := book(), nordwind(t)
	for _, k := range []assess.Key{
		{Item: "A.5.2", Question: "A.5.2-1"},
		{Item: "A.5.2", Question: "A.5.2-2"},
		{Item: "8.2", System: "s1"},
		{Item: "8.2", System: "s2"},
	} {
		changes, err := assess.Rate(cat, a, k, 2, "")
		a = act(t, a, changes, err)
	}
	p, err := read(t, a, Answers, "item,rating\nA.5.2,2\n8.2,2\n")
	if err != nil || len(p.Changes) != 0 {
		t.Errorf("changes %v, error %v", p.Changes, err)
	}
	if got := refusal(t, a, Answers, "item,rating\nA.5.2,3\n"); !strings.Contains(got, "row 2, cell B2: A.5.2 rated 3 stands above its lowest question") {
		t.Error(got)
	}
	a = imported(t, a, Answers, "item,rating,reason\nA.5.2,3,seen on site\n")
	if st := a.Answer(assess.Key{Item: "A.5.2"}); st.Rating.Level != 3 || st.Rating.Reason != "seen on site" {
		t.Errorf("%+v", st)
	}
	if got := refusal(t, a, Answers, "item,rating\nA.5.2,4\n"); !strings.Contains(got, "give the reason for the override") {
		t.Errorf("the reason for 3 was taken for 4: %s", got)
	}
}

func TestAReasonIsNeverBorrowedForAnExclusion(t *testing.T) {
	a := imported(t, nordwind(t), Answers, "item,rating,reason\nA.5.2,3,seen on site\n")
	if got := refusal(t, a, Answers, "item,rating\nA.5.2,na\n"); !strings.Contains(got, "without a justification") {
		t.Error(got)
	}
}

func TestANewReasonReplacesTheOldOne(t *testing.T) {
	a := imported(t, nordwind(t), Answers, "item,rating,reason\nA.5.2,na,old\n")
	p, err := read(t, a, Answers, "item,reason\nA.5.2,new\n")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Line{{2, "A.5.2", "", "reason", "old", "new", ""}}, p.Lines); diff != "" {
		t.Error(diff)
	}
	if got := fold(t, a, p.Changes).Answer(assess.Key{Item: "A.5.2"}).Rating; !got.Is(assess.NA) || got.Reason != "new" {
		t.Errorf("%+v", got)
	}
}

func TestTheSameEvidenceIsAddedOnceToAnItem(t *testing.T) {
	a := imported(t, nordwind(t), Answers, "item,evidence,system\n8.2,POL-01,Chatbot\n8.2,POL-01,Forecast\n")
	if n := len(a.EvidenceFor("8.2")); n != 2 {
		t.Errorf("%d pieces for two systems", n)
	}
	a = imported(t, a, Answers, "item,evidence,system\n8.2,POL-01,Chatbot\n8.2,POL-02,\n")
	if n := len(a.EvidenceFor("8.2")); n != 3 {
		t.Errorf("%d pieces, want 3", n)
	}
}

func TestARowThatRepeatsAnotherToTheLetterIsTaken(t *testing.T) {
	p, err := read(t, nordwind(t), Answers, "item,rating\nA.5.2,3\nA 5.2,implemented\n")
	if err != nil || len(p.Changes) != 1 || p.Rows != 2 || p.Unchanged != 1 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestTitlesAndRepeatedHeadingsBetweenTheRowsArePassedOver(t *testing.T) {
	text := "Statement of our AIMS,,\n,,\nItem,Rating,Note\nClause 4,,\n4.1,3,\nA.5 Impact,,\nItem,Rating,Note\nA.5.2,2,\n6.1,,\n,,\n"
	p, err := read(t, nordwind(t), Answers, text)
	if err != nil || p.Rows != 2 || len(p.Changes) != 2 {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestEveryBadRowIsListedUpToTwoHundred(t *testing.T) {
	var b strings.Builder
	b.WriteString("item,due\n")
	for range 250 {
		b.WriteString("A.5.2,soon\n")
	}
	_, err := read(t, nordwind(t), Answers, b.String())
	refusals, ok := err.(Refusals)
	if !ok || len(refusals) != 201 {
		t.Fatalf("%d refusals: %v", len(refusals), err)
	}
	if got := refusals[200].Error(); got != "50 more refusals are not listed" {
		t.Error(got)
	}
	if r := refusals[199]; r.Row != 201 || r.Cell != "B201" || r.Item != "A.5.2" || r.Sheet != "sheet.csv" {
		t.Errorf("%+v", r)
	}
}

func TestABadRowAmongGoodOnesRefusesAll(t *testing.T) {
	p, err := read(t, nordwind(t), Answers, "item,rating,due\nA.5.2,3,\nA.5.3,3,soon\nA.5.9,2,\n")
	if refusals, ok := err.(Refusals); !ok || len(refusals) != 2 {
		t.Errorf("%v", err)
	}
	if len(p.Changes) != 0 {
		t.Error("a refused sheet gives changes")
	}
}

func TestAStrangersTextIsShownHarmlessInRefusals(t *testing.T) {
	got := refusal(t, nordwind(t), Answers, "item,rating\nA.5.2,\x1b]52;c;eA==\a\u202e\n")
	if strings.ContainsAny(got, "\x1b\a\u202e") || !strings.Contains(got, "␛]52") {
		t.Errorf("%q", got)
	}
}

func TestDaysAreReadInTheFormsThatCanBeReadInOneWay(t *testing.T) {
	for cell, want := range map[string]string{
		"2026-12-31": "2026-12-31", "31.12.2026": "2026-12-31", "1.2.2027": "2027-02-01", "31/12/2026": "2026-12-31",
		"12/31/2026": "2026-12-31", "05/05/2026": "2026-05-05", "2026/12/31": "2026-12-31", "31 Dec 2026": "2026-12-31",
		"31 december 2026": "2026-12-31", `"December 31, 2026"`: "2026-12-31", "31-Dec-2026": "2026-12-31",
		"2026-12-31T00:00:00": "2026-12-31", "2026-12-31 00:00:00": "2026-12-31",
	} {
		a := imported(t, nordwind(t), Answers, "item,due date\nA.5.2,"+cell+"\n")
		if got := a.Answer(assess.Key{Item: "A.5.2"}).Due; got != want {
			t.Errorf("%s is read as %s, want %s", cell, got, want)
		}
	}
}

func TestASheetIsReadAsOneOfThreeThings(t *testing.T) {
	if _, err := read(t, nordwind(t), "roadmap", "item,rating\n4.1,3\n"); err == nil || !strings.Contains(err.Error(), "answers, baseline, soa or workbook") {
		t.Error(err)
	}
}
