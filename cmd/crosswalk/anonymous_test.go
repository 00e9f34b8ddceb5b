package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
	"crosswalk/catalog/render"
	"crosswalk/catalog/report"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// A PDF is printed of the page that html is.
func TestNoNameOfTheDemonstrationIsInAnyAnonymousDocumentOfAnyFormat(t *testing.T) {
	t.Setenv("CROSSWALK_DB", filepath.Join(t.TempDir(), "demo.db"))
	must(t, "demo", "--into", os.Getenv("CROSSWALK_DB"))
	for item, end := range map[string][]string{"5.2": {"park"}, "A.5.4": {"settle", "3", "--reason", "Quokka said so"}} {
		must(t, "workshop", "vote", item)
		must(t, "workshop", "cast", "3", "--as-person", "Quokka Wallaby")
		must(t, "workshop", "reveal")
		must(t, append([]string{"workshop"}, end...)...)
	}
	x := newApp(clocktest.Now, nil, &strings.Builder{}, &strings.Builder{})
	err := x.read(t.Context(), func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		names := append(namesIn(t, a), "Quokka", "Wallaby")
		for _, k := range report.Kinds() {
			f := &reportFlags{paper: paper{kind: k}}
			switch k.Of {
			case assess.KindSystem:
				f.record = "Lotse chat assistant"
			case assess.KindFinding:
				f.record = "FI-1"
			case report.OfRegister:
				f.record = "risk"
			case register.KindReview:
				f.record = "MR-1"
			case register.KindAssessment, register.KindAudit:
				continue // there is none yet
			case report.OfPerson:
				continue // it comes back to whom it names
			}
			in, err := x.reported(t.Context(), cat, db, a, f)
			if err != nil {
				return err
			}
			in, _ = in.Anonymous()
			namesNone(t, in, k, names)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// namesNone holds a document in every format to name none of some.
func namesNone(t *testing.T, in report.Input, k report.Kind, names []string) {
	t.Helper()
	d, err := k.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range formatsOfReport() {
		if one.Name == "pdf" || canHold(one, k) != nil {
			continue
		}
		if one.Name == "csv" && !slices.ContainsFunc(d.Blocks, func(b report.Block) bool { return b.Table != nil }) {
			continue // it has a table of the first record on
		}
		one = formatIn(one, k, in)
		raw, err := one.Write(t.Context(), d)
		if err != nil {
			t.Fatalf("%s as %s: %v", k.Name, one.Name, err)
		}
		texts, err := written(t.Context(), one, d, raw)
		if err != nil {
			t.Fatal(err)
		}
		all := strings.ToLower(strings.Join(texts, "\n"))
		for _, name := range names {
			if strings.Contains(all, strings.ToLower(name)) {
				t.Errorf("%s as %s names %s", k.Name, one.Name, name)
			}
		}
	}
}

// namesIn are who and what an assessment names, read from it directly.
func namesIn(t *testing.T, a *assess.Assessment) []string {
	t.Helper()
	names := append(assess.Things(a.Profile.Sites+"\n"+a.Profile.PeopleMet+"\n"+a.Profile.Decisions+"\n"+a.Profile.NotSeen), a.Name, a.Profile.Organisation)
	for _, s := range a.Systems {
		names = append(names, s.Name, s.Owner)
	}
	for _, e := range a.Evidence {
		names = append(names, e.SeenBy, e.Site)
	}
	for _, x := range a.Answers.All() {
		names = append(names, x.Owner, x.Rating.ApprovedBy)
	}
	names = slices.DeleteFunc(names, func(n string) bool { return len(n) < 3 })
	if len(names) < 10 {
		t.Fatalf("the demonstration names only %q", names)
	}
	return names
}

func TestEveryPlaceThatStillNamesSomebodyIsListed(t *testing.T) {
	t.Setenv("CROSSWALK_DB", filepath.Join(t.TempDir(), "test.db"))
	must(t, "new", "Acme", "--organisation", "Quokka Analytics")
	errs := &strings.Builder{}
	x := newApp(clocktest.Now, nil, &strings.Builder{}, errs)
	err := x.read(t.Context(), func(cat *catalog.Catalog, _ *store.DB, a *assess.Assessment) error {
		_, gone := report.Input{Figures: figures.Of(cat, a, clocktest.Now()), Words: report.InEnglish()}.Anonymous()
		d := &report.Document{Title: "Of QUOKKA", Blocks: []report.Block{{Is: report.IsParagraph, Text: "acme"}, {Is: report.IsParagraph, Text: "nobody"}}}
		raw, err := render.Markdown(d)
		if err != nil {
			return err
		}
		return x.namesNobody(t.Context(), gone, render.Formats[0], d, raw, "out.md")
	})
	want := "crosswalk: \"quokka\" stands in the title\ncrosswalk: \"Acme\" stands in the text \"acme\"\n" +
		"crosswalk: nothing was written, since 2 places would name what --anonymous replaces; change those names, or leave --anonymous out\n"
	if err == nil || errs.String() != want {
		t.Errorf("%v:\n%s", err, errs)
	}
}
