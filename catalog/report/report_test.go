package report

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/workshop"
)

func TestEveryDocumentIsWholeForEveryAssessmentInEveryLanguage(t *testing.T) {
	records := demo(t)
	for _, of := range []struct {
		name  string
		a     *assess.Assessment
		book  *register.Book
		langs []string
	}{
		{"the demonstration", records, nil, Languages},
		{"an empty assessment", empty(t), nil, Languages},
		{"one of 300 AI systems", many(t), nil, Languages[:1]},
		{"one with records", records, bookOf(t, records), Languages},
	} {
		for _, lang := range of.langs {
			all := input(t, of.a, lang)
			all.Book = of.book
			for _, k := range Kinds() {
				in, has := ofOne(t, k, all)
				if !has {
					continue
				}
				d, err := k.Build(in)
				if err != nil {
					t.Fatalf("%s of %s: %v", k.Name, of.name, err)
				}
				t.Run(k.Name+" of "+of.name+" in "+lang, func(t *testing.T) { wholeDocument(t, d) })
			}
		}
	}
}

func TestEveryKindSaysWhatItIsCalledForWhomItIsAndWhatItHolds(t *testing.T) {
	for _, lang := range Languages {
		w, err := WordsIn(lang)
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]string{}
		for _, k := range Kinds() {
			for _, words := range []string{k.Title(w), k.For(w), k.Holds(w)} {
				if words == "" {
					t.Errorf("%s leaves something unsaid in %s", k.Name, lang)
				}
			}
			if other := said[k.Title(w)]; other != "" {
				t.Errorf("%s and %s are called the same in %s", k.Name, other, lang)
			}
			said[k.Title(w)] = k.Name
		}
	}
}

// wholeDocument holds a document to what renderers take for granted.
func wholeDocument(t *testing.T, d *Document) {
	t.Helper()
	if d.Title == "" || len(d.Facts) == 0 || len(d.Blocks) == 0 || len(d.Source.Lines) < 4 {
		t.Error("it has no title, head, body or provenance")
	}
	ids, level := map[string]bool{}, 0
	for _, b := range d.Blocks {
		if b.ID != "" {
			if ids[b.ID] {
				t.Errorf("two blocks are called %s", b.ID)
			}
			ids[b.ID] = true
		}
		if b.Is == IsHeading {
			if b.Level > level+1 || b.Text == "" {
				t.Errorf("a heading of level %d stands below one of %d: %q", b.Level, level, b.Text)
			}
			level = b.Level
		}
		if b.Is == IsFigure && (b.Figure.Alt == "" || b.Figure.Title == "") {
			t.Errorf("a figure %s has no words", b.Figure.Is)
		}
	}
	for _, b := range d.Blocks {
		if b.Table != nil {
			wholeTable(t, b.Table, ids)
		}
	}
	if left := regexp.MustCompile(`\{[a-z0-9]+\}`).FindString(plain(t, d)); left != "" {
		t.Errorf("the place %s was not filled", left)
	}
}

func wholeTable(t *testing.T, of *Table, ids map[string]bool) {
	t.Helper()
	rows, named := map[string]bool{}, slices.ContainsFunc(of.Rows, func(r Row) bool { return r.ID != "" })
	for _, r := range of.Rows {
		if !r.Head && len(r.Cells) != len(of.Columns) {
			t.Errorf("row %s has %d cells below %d columns", r.ID, len(r.Cells), len(of.Columns))
		}
		if named && (r.ID == "" || rows[r.ID]) {
			t.Errorf("a row is called %q, which is no name or another's", r.ID)
		}
		rows[r.ID] = true
		for _, c := range r.Cells {
			if c.Ref != "" && !ids[c.Ref] {
				t.Errorf("a cell of row %s leads to %s, which is not there", r.ID, c.Ref)
			}
		}
	}
}

func TestTheAnswerToTheOneQuestionGoesByTheForecast(t *testing.T) {
	base := demo(t)
	p := figures.Of(input(t, base, English).Catalog, base, tuesday).Plan().Forecast.P
	for _, by := range []struct {
		day  time.Time
		want string
	}{
		{p[95], "? Yes: 95 of 100"},
		{p[95].AddDate(0, 0, -1), "? Likely: 80 of 100"},
		{p[80], "? Likely"},
		{p[80].AddDate(0, 0, -1), "? Uncertain: half"},
		{p[50], "? Uncertain"},
		{p[50].AddDate(0, 0, -1), "? No: half"},
		{time.Time{}, "No date is set. The plan ends between"},
	} {
		day := ""
		if !by.day.IsZero() {
			day = by.day.Format(time.DateOnly)
		}
		profile, err := base.Profile.With("certification_by", day)
		if err != nil {
			t.Fatal(err)
		}
		d := built(t, "management", input(t, act(t, base, assess.SetProfile(base, profile), nil), English))
		if lead := d.Blocks[0]; lead.Is != IsLead || !strings.Contains(lead.Text, by.want) {
			t.Errorf("by %q the page begins %q; %q is right", day, lead.Text, by.want)
		}
	}
}

func TestTheManagementPageShowsNoProgressPercentage(t *testing.T) {
	in := input(t, demo(t), English)
	d := built(t, "management", in)
	for _, share := range []*float64{in.Score.Overall.Progress, in.Score.Overall.Ceiling} {
		if text := in.Words.Percent(*share); strings.Contains(outline(d), text) {
			t.Errorf("the page says %s, which a board takes for being nearly done", text)
		}
	}
	for _, b := range d.Blocks {
		if strings.Contains(strings.ToLower(b.Text), "conforming") {
			t.Errorf("only a certification body says conforming: %s", b.Text)
		}
	}
}

func TestWhatIsVotedOnStandsInNoDocument(t *testing.T) {
	const item, secret = "5.2", "zzsecretzz"
	a := demo(t)
	cat := input(t, a, English).Catalog
	do := func(changes []assess.Change, err error) { t.Helper(); a = act(t, a, changes, err) }
	do(assess.Note(cat, a, assess.Key{Item: item}, secret+" note"))
	do(assess.Assign(cat, a, assess.Key{Item: item}, secret+" owner", "2027-05-05"))
	do(assess.PutEvidence(cat, a, assess.Evidence{ID: "veil-e", Kind: assess.EvidenceDocument, What: secret + " evidence", Items: []string{item}}))
	do(assess.PutFinding(cat, a, assess.Finding{ID: "veil-f", Item: item, Statement: secret + " finding", Grade: assess.GradeMajor}))
	if open := plain(t, built(t, "full", input(t, a, English))); strings.Count(open, secret) < 4 {
		t.Fatal("without a vote the full report does not tell of the item, so nothing is shown")
	}
	in := input(t, a.Without(item), English)
	in.Veiled = item
	in.Book = bookOf(t, a)
	for _, k := range Kinds() {
		d := built(t, k.Name, in)
		if strings.Contains(plain(t, d), secret) {
			t.Errorf("%s tells what is voted on", k.Name)
		}
		if first := d.Blocks[0]; first.Is != IsNote || !strings.HasPrefix(first.Text, "Without 5.2, which is voted on") {
			t.Errorf("%s does not begin with what it is without: %q", k.Name, first.Text)
		}
		if k.Name != kindApplication && !strings.Contains(plain(t, d), ", without 5.2, which is voted on.") { // that one has no sums
			t.Errorf("the sums of %s do not say what they are without", k.Name)
		}
	}
}

func TestWhatIsToKnowOfARatingStandsBesideIt(t *testing.T) {
	a := demo(t)
	cat := input(t, a, English).Catalog
	do := func(changes []assess.Change, err error) { t.Helper(); a = act(t, a, changes, err) }
	do(assess.Exclude(cat, a, assess.Key{Item: "A.10.4"}, assess.Exclusion{Reason: "no customers", Risk: "R-17", ApprovedBy: "Cleo", ApprovedOn: "2026-11-02"}))
	do(assess.PutSystem(a, assess.System{ID: "late", Name: "Late", Stage: "planned", RiskClass: "high", InScope: true}))
	do(assess.Rate(cat, a, assess.Key{Item: "6.1.4"}, 5, "because"))
	a.Conflicts = append(a.Conflicts, assess.Place{Subject: assess.Key{Item: "7.5.1"}.Subject(), Field: assess.FieldRating})
	got := outline(built(t, "full", input(t, a, English)))
	for _, want := range []string{
		"Risk it refers to: R-17", "Approved by: Cleo, 2 Nov 2026", "To know: rated directly, above its questions", "people contradict each other, shown is the lower",
		"1 AI system came into scope later and is not looked at yet", "taken over from the ISMS, not verified",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the full report does not say %q", want)
		}
	}
}

func TestASystemThatIsNotThereHasNoSheet(t *testing.T) {
	in := input(t, demo(t), English)
	in.Record = "nowhere"
	k, _ := KindNamed("system")
	if _, err := k.Build(in); err == nil || err.Error() != `the inventory has no AI system "nowhere"; name one of it` {
		t.Error(err)
	}
}

func TestDocumentsReadAsTheyDid(t *testing.T) {
	in := input(t, demo(t), English)
	level := 2
	in.Minutes = workshop.Minutes{
		People:  []string{"Ada", "Bo"},
		Settled: []workshop.Record{{Item: "5.2", Named: true, Rounds: []workshop.RecordRound{{Spread: &level}}, Level: 2, By: "Ada", At: tuesday, Dissent: []workshop.Voice{{Person: "Bo", Level: &level, Votes: 1, Confidence: workshop.HighConfidence}}}},
		Parked:  []workshop.ParkedVote{{Vote: workshop.Vote{Key: assess.Key{Item: "A.5.2"}, Round: 2}}},
	}
	in.Book = bookOf(t, in.Assessment)
	for _, kind := range []string{
		"management", "roadmap", "system", "minutes", "scope", "context", "roles", "communication", "objectives", "risks", "treatment", "impact", "competence", "vocabulary",
		"resources", "suppliers", "changes", "audit-plan", "audit-checklist", "audit-report", "nonconformity", "review-pack", "review-minutes", "register",
	} {
		readsAsItDid(t, kind, in)
	}
}

func readsAsItDid(t *testing.T, kind string, in Input) {
	t.Helper()
	got, path := outline(built(t, kind, in)), filepath.Join("testdata", kind+".txt")
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s reads otherwise; UPDATE=1 renews %s:\n%s", kind, path, got)
	}
}

// What people wrote is cut on the one page, where it says so, and stands whole in the
// full report.
func TestThePageForManagementSaysWhatItLeavesOutAndTheFullReportHasIt(t *testing.T) {
	a := demo(t)
	long := strings.Repeat("Buy nothing before the budget is settled. ", 9) + "Last word."
	for key, text := range map[string]string{"decisions": "Hire one.\n" + long + "\nAsk.\nAsk again.\nGive up.", "not_seen": long, "sites": "", "people_met": "Mara\nTom"} {
		p, err := a.Profile.With(key, text)
		if err != nil {
			t.Fatal(err)
		}
		a = act(t, a, assess.EditProfile(a.Profile, p), nil)
	}
	said := func(kind string) map[string]string {
		all := map[string]string{}
		for _, b := range built(t, kind, input(t, a, English)).Blocks {
			for _, f := range b.Facts {
				all[f.Label] = f.Value
			}
		}
		return all
	}
	page, full, gaps := said("management"), said("full"), said("gaps")
	for _, c := range []struct{ is, want string }{
		{page["Decision wanted, 1"], "Hire one."},
		{page["Decision wanted, 3"], "Ask. (2 more in the full report)"},
		{page["Decision wanted, 4"], ""},
		{page["Sites"], "not recorded"},
		{page["People met"], "Mara; Tom"},
		{full["Decision wanted, 2"], long},
		{full["Decision wanted, 5"], "Give up."},
		{full["Not looked at"], long},
		{gaps["People met"], "Mara\nTom"},
		{gaps["Sites"], "not recorded"},
	} {
		if c.is != c.want {
			t.Errorf("it says %q, not %q", c.is, c.want)
		}
	}
	for _, cut := range []string{page["Decision wanted, 2"], page["Not looked at"]} {
		if !strings.HasSuffix(cut, " … (all of it in the full report)") || strings.Contains(cut, "Last word") {
			t.Errorf("cut is %q", cut)
		}
	}
}

func TestTheAnswerIsTheWordForHowTheForecastLiesToTheDate(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2027, 11, n, 0, 0, 0, 0, time.UTC) }
	f := roadmap.Forecast{P: map[int]time.Time{50: day(5), 80: day(10), 95: day(15)}}
	for _, c := range []struct {
		by   int
		want string
	}{{16, "yes"}, {15, "yes"}, {14, "likely"}, {10, "likely"}, {9, "uncertain"}, {5, "uncertain"}, {4, "no"}} {
		if got := verdictOf(day(c.by), f); got != c.want {
			t.Errorf("for %d November it is %q, not %q", c.by, got, c.want)
		}
	}
}
