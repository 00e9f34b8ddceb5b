package report

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/workshop"
)

var tuesday = time.Date(2026, 11, 24, 14, 2, 0, 0, time.UTC)

// demo is the demonstration assessment.
func demo(t testing.TB) *assess.Assessment {
	t.Helper()
	n := 0
	changes, err := intake.Document(catalog.Shipped(), assets.Demo, tuesday, func() string { n++; return fmt.Sprintf("id-%04d", n) })
	return act(t, assess.New("a"), changes, err)
}

// act is the assessment that an act makes of another.
func act(t testing.TB, a *assess.Assessment, changes []assess.Change, err error) *assess.Assessment {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	acts := 1
	if a.Last != "" {
		if _, err := fmt.Sscanf(a.Last, "%08x", &acts); err != nil {
			t.Fatal(err)
		}
		acts++
	}
	revisions := make([]assess.Revision, len(changes))
	for i, c := range changes {
		revisions[i] = assess.Revision{
			ID: fmt.Sprintf("%08x-0000-7000-8000-%012x", acts, i), Assessment: a.ID, Subject: c.Subject, Field: c.Field, Value: c.Value, Author: "Ada", At: tuesday,
		}
	}
	next, err := assess.Apply(a, revisions...)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// empty is an assessment in which nothing was said but its name.
func empty(t testing.TB) *assess.Assessment {
	t.Helper()
	changes, err := assess.Create("Empty", assess.DefaultProfile())
	return act(t, assess.New("e"), changes, err)
}

// many is the demonstration with 300 AI systems more.
func many(t testing.TB) *assess.Assessment {
	t.Helper()
	a, all := demo(t), []assess.Change(nil)
	for n := range 300 {
		changes, err := assess.PutSystem(a, assess.System{ID: fmt.Sprintf("many-%03d", n), Name: fmt.Sprintf("System %d", n), Stage: "in operation", InScope: true, RiskClass: "high"})
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, changes...)
	}
	return act(t, a, all, nil)
}

func input(t testing.TB, a *assess.Assessment, lang string) Input {
	t.Helper()
	w, err := WordsIn(lang)
	if err != nil {
		t.Fatal(err)
	}
	cat := catalog.Shipped()
	m, err := workshop.MinutesOf(cat, a, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return Input{Figures: figures.Of(cat, a, tuesday), Words: w, Made: tuesday, Program: "crosswalk 1.0", Hash: "0123456789ab", Head: "abcdef012345", Acts: 42, Minutes: m}
}

// ofOne is the input of a document that may be about one of several: about the first
// of them. False: there is none.
func ofOne(t testing.TB, k Kind, in Input) (Input, bool) {
	t.Helper()
	if k.Of == "" || in.Record != "" {
		return in, true
	}
	all := k.Subjects(in.Case())
	if len(all) == 0 {
		return in, false
	}
	var err error
	if in.Record, err = k.Find(in.Case(), all[0].Name); err != nil {
		t.Fatal(err)
	}
	return in, true
}

// built makes a document of a kind.
func built(t testing.TB, kind string, in Input) *Document {
	t.Helper()
	k, ok := KindNamed(kind)
	if !ok {
		t.Fatalf("there is no document %s", kind)
	}
	in, _ = ofOne(t, k, in)
	d, err := k.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// tableOf finds a table by its id.
func tableOf(t testing.TB, d *Document, id string) *Table {
	t.Helper()
	for _, b := range d.Blocks {
		if b.ID == id && b.Table != nil {
			return b.Table
		}
	}
	t.Fatalf("%s has no table %s", d.Kind, id)
	return nil
}

// outline is a document as lines of plain text, for a person to read.
func outline(d *Document) string {
	var b strings.Builder
	facts := func(all []Fact) {
		for _, f := range all {
			fmt.Fprintf(&b, "  %s: %s\n", f.Label, f.Value)
		}
	}
	fmt.Fprintf(&b, "%s\n%s\n", d.Title, d.Subtitle)
	facts(d.Facts)
	for _, x := range d.Blocks {
		switch x.Is {
		case IsHeading:
			fmt.Fprintf(&b, "\n%s %s\n", strings.Repeat("#", x.Level), x.Text)
		case IsLead:
			fmt.Fprintf(&b, "\n>> %s\n", x.Text)
		case IsNote:
			fmt.Fprintf(&b, "! %s\n", x.Text)
		case IsParagraph:
			fmt.Fprintf(&b, "%s\n", x.Text)
		case IsList:
			fmt.Fprintf(&b, "- %s\n", strings.Join(x.Items, "\n- "))
		case IsFacts:
			facts(x.Facts)
		case IsPage:
			b.WriteString("----\n")
		case IsFigure:
			outlineFigure(&b, x.Figure)
		case IsTable:
			outlineTable(&b, x.Table)
		}
	}
	fmt.Fprintf(&b, "\n%s\n", strings.Join(d.Source.Lines, "\n"))
	return b.String()
}

func outlineFigure(b *strings.Builder, f *Figure) {
	fmt.Fprintf(b, "[%s %s: %s]\n", f.Is, f.Title, f.Alt)
	for i, row := range f.Cells {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.Text)
		}
		fmt.Fprintf(b, "  %s: %s\n", f.Rows[i], strings.Join(cells, " "))
	}
	for _, p := range f.Parts {
		fmt.Fprintf(b, "  %s: %s\n", p.Label, p.Text)
	}
	for _, s := range f.Spans {
		fmt.Fprintf(b, "  %s%s: %s to %s\n", strings.Repeat("  ", s.Depth), s.Label, s.From, s.To)
	}
	for _, m := range f.Marks {
		fmt.Fprintf(b, "  ^ %s %s\n", m.Day, m.Label)
	}
}

func outlineTable(b *strings.Builder, t *Table) {
	var heads []string
	for _, c := range t.Columns {
		heads = append(heads, c.Title)
	}
	fmt.Fprintf(b, "%s\n| %s\n", t.Caption, strings.Join(heads, " | "))
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, c.Text)
		}
		fmt.Fprintf(b, "| %s\n", strings.Join(cells, " | "))
	}
}
