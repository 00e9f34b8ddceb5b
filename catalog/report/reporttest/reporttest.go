// Package reporttest makes documents for the tests of renderers: one with every
// block, cell and figure there is, one with hostile words, one as large as the whole
// report of an assessment.
package reporttest

import (
	"fmt"
	"strings"
	"time"

	"crosswalk/catalog/report"
)

// Hostile are texts that something could take for more than words.
var Hostile = []string{
	"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", `=HYPERLINK("http://example.org","x")`,
	"<script>alert(1)</script>", "</w:t></w:r><w:r><w:br/>", "]]>", "&amp;&lt;", `"quoted" 'so'`,
	"\x1b[31mred\x1b[0m", "a\u202eb\u2066c", "zero\u200bwidth", "_x000D_", "_x0041_", "line one\nline two\r\nline three",
	"  two blanks before and after  ", "日本語のテキスト", "نص عربي من اليمين", "🧭 👩‍💻 emoji", "e\u0301\u0301\u0301\u0301\u0301\u0301",
	"{crosswalk}", "#REF!", "1.10", "007", "TRUE",
}

func number(n float64) *float64 { return &n }

// Provenance is where the figures of all documents of tests come from.
func Provenance() report.Provenance {
	return report.Provenance{
		Program: "crosswalk 1.0", Catalogue: "2026-11", Hash: "8c1f00", Made: time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC),
		Assessment: "Nordwind Analytics", Head: "0123456789ab", Acts: 412, Basis: "corrected",
		Lines: []string{"Made on 2026-11-26 by crosswalk 1.0 from 412 acts, head 0123456789ab.", "A self-assessment is no certification decision."},
	}
}

// Whole has every block, every cell and every figure there is.
func Whole() *report.Document {
	return &report.Document{
		Kind: "full", Lang: "en", Title: "AI management system: where we stand", Subtitle: "Nordwind Analytics", Class: "confidential",
		Facts: []report.Fact{{Label: "Scope", Value: "Development and use of three AI systems"}, {Label: "Assessed by", Value: "A. Berg, M. Lind"}},
		Blocks: append([]report.Block{
			{Is: report.IsHeading, Level: 1, ID: "result", Text: "Result"},
			{Is: report.IsLead, Text: "Likely, if the three decisions are taken by 31 January."},
			{Is: report.IsParagraph, Text: "32 of 71 requirements are judged as met; 24 of them were seen.\nThe others are claimed."},
			{Is: report.IsNote, Text: "Half of the systems were answered by what was said of all."},
			{Is: report.IsList, Items: []string{"Approve the impact method", "Name an owner for Siebwerk", "Plan the internal audit"}},
			{Is: report.IsFacts, Facts: []report.Fact{{Label: "Person-days", Value: "144"}, {Label: "Earliest", Value: "2027-08-02"}}},
			{Is: report.IsHeading, Level: 2, ID: "items", Text: "Items"},
			{Is: report.IsTable, ID: "table-items", Table: Items(6)},
			{Is: report.IsPage},
			{Is: report.IsHeading, Level: 1, ID: "gaps", Text: "Gaps"},
			{Is: report.IsParagraph, Text: "By clause, the widest first."},
			{Is: report.IsTable, ID: "table-gaps", Table: wide()},
			{Is: report.IsHeading, Level: 1, ID: "figures", Text: "Figures"},
		}, figures()...),
		Source: Provenance(),
	}
}

func wide() *report.Table {
	t := Items(4)
	t.Caption, t.Wide = "Gaps", true
	t.Columns = append(t.Columns, report.Column{Title: "What is missing", Is: report.CellText}, report.Column{Title: "What carries it", Is: report.CellText})
	for i := range t.Rows {
		if !t.Rows[i].Head {
			t.Rows[i].Cells = append(t.Rows[i].Cells, report.Cell{Text: "A method that says who is asked, how often and what follows from it."}, report.Cell{Text: "ISMS: risk treatment"})
		}
	}
	return t
}

// Items is a table with a cell of every kind, a row for each item, in groups of
// three.
func Items(n int) *report.Table {
	t := &report.Table{Caption: "Items", Columns: []report.Column{
		{Title: "Item", Is: report.CellRef},
		{Title: "Title", Is: report.CellText},
		{Title: "Rating", Is: report.CellRating, Field: "rating", Words: []string{"0", "1", "2", "3", "4", "5", "n/a"}},
		{Title: "Days", Is: report.CellNumber},
		{Title: "Carried", Is: report.CellShare},
		{Title: "Due", Is: report.CellDate, Field: "due"},
		{Title: "Declared", Is: report.CellText, Field: "declared", Words: []string{"none", "planned", "partly", "implemented"}},
		{Title: "Note", Is: report.CellText, Field: "note"},
	}}
	for i := range n {
		if i%3 == 0 {
			t.Rows = append(t.Rows, report.Row{Head: true, Cells: []report.Cell{{Text: fmt.Sprintf("Clause %d", 4+i/3)}}})
		}
		t.Rows = append(t.Rows, item(i))
	}
	return t
}

func item(i int) report.Row {
	level, share := float64(i%6), float64(i%11)/10
	id := fmt.Sprintf("%d.%d", 4+i/3, 1+i%3)
	return report.Row{ID: "answer/" + id + "//", Cells: []report.Cell{
		{Text: id, Ref: "gaps"},
		{Text: "Understanding the organization and its context"},
		{Text: fmt.Sprint(i % 6), Number: &level},
		{Text: fmt.Sprintf("%.1f", float64(i)*1.5), Number: number(float64(i) * 1.5)},
		{Text: fmt.Sprintf("%.0f %%", share*100), Number: &share},
		{Text: fmt.Sprintf("2027-%02d-%02d", 1+i%12, 1+i%28)},
		{Text: []string{"none", "planned", "partly", "implemented"}[i%4]},
		{Text: "The context is written down and looked at each year; interested parties are named."},
	}}
}

func figures() []report.Block {
	three := []string{"done", "reuse", "build"}
	parts := []report.Part{
		{Label: "4 Context", Values: []float64{0.5, 0.3, 0.2}, Text: "50 % done, 30 % reuse, 20 % build"},
		{Label: "A.5 Impacts", Values: []float64{0.1, 0, 0.9}, Text: "10 % done, 90 % build", Ref: "gaps"},
	}
	one := func(values ...float64) []report.Part {
		var all []report.Part
		for i, v := range values {
			all = append(all, report.Part{Label: fmt.Sprintf("Part %d", i+1), Values: []float64{v}, Text: fmt.Sprint(v)})
		}
		return all
	}
	return []report.Block{
		figure(report.Figure{Is: report.FigureParts, Title: "All of it", Series: three, Parts: parts[:1]}),
		figure(report.Figure{Is: report.FigureBars, Title: "By clause", Series: three, Parts: parts}),
		figure(report.Figure{Is: report.FigureHistogram, Title: "Ratings", Parts: one(3, 9, 14, 22, 8, 1)}),
		figure(report.Figure{Is: report.FigureRadar, Title: "Clauses", Parts: one(0.2, 0.8, 0.5, 0.4, 0.9)}),
		figure(report.Figure{
			Is: report.FigureHeat, Title: "By system", Rows: []string{"Siebwerk", "Lotse"}, Heads: []string{"4", "A.5"},
			Cells: [][]report.Heat{{{Value: 0.2, Text: "20 %"}, {Value: 1, Text: "100 %"}}, {{Value: 0, Text: "0 %"}, {Value: 0.6, Text: "60 %"}}},
		}),
		figure(report.Figure{
			Is: report.FigureGantt, Title: "Plan", From: "2027-01-01", To: "2027-12-31", Marks: []report.Mark{{Day: "2027-11-30", Label: "deadline"}},
			Spans: []report.Span{{Label: "Prepare", From: "2027-01-01", To: "2027-04-30", Done: true}, {Label: "Build", From: "2027-05-01", To: "2027-10-15"}, {Label: "T2.1 Impact method", From: "2027-05-01", To: "2027-06-30", Depth: 1}},
		}),
		figure(report.Figure{
			Is: report.FigureForecast, Title: "When it ends", From: "2027-08-01", To: "2027-09-30", Marks: []report.Mark{{Day: "2027-08-30", Label: "P80"}},
			Parts: one(0.1, 0.35, 0.4, 0.15),
		}),
	}
}

func figure(f report.Figure) report.Block {
	f.Alt = f.Title + ", in words: what is drawn here says the same as the table beside it."
	return report.Block{Is: report.IsFigure, ID: "figure-" + f.Is, Figure: &f}
}

// Wicked is full of hostile words, in every place where there can be words, with
// one of 20,000 characters and one of 60,000.
func Wicked() *report.Document {
	t := &report.Table{Caption: "=table", Columns: []report.Column{{Title: "=1", Is: report.CellText}, {Title: "<b>Note</b>", Is: report.CellText, Field: "note"}}}
	for i, h := range append(Hostile, strings.Repeat("ab\U0001f9ed\n", 5000), strings.Repeat("long 字", 10_000)) {
		t.Rows = append(t.Rows, report.Row{ID: fmt.Sprintf("answer/%d//", i), Cells: []report.Cell{{Text: h}, {Text: h}}})
	}
	d := &report.Document{Kind: "full", Lang: "en", Title: Hostile[7], Subtitle: Hostile[0], Class: Hostile[12], Source: Provenance()}
	for _, h := range append(Hostile, strings.Repeat("ab\U0001f9ed\n", 5000)) {
		d.Facts = append(d.Facts, report.Fact{Label: h, Value: h})
		d.Blocks = append(
			d.Blocks,
			report.Block{Is: report.IsHeading, Level: 3, ID: h, Text: h},
			report.Block{Is: report.IsParagraph, Text: h},
			report.Block{Is: report.IsNote, Text: h},
			report.Block{Is: report.IsList, Items: []string{h, h}},
		)
	}
	d.Blocks = append(d.Blocks, report.Block{Is: report.IsTable, ID: "t", Table: t})
	return d
}

// Large is as long as the whole report on 70 items.
func Large() *report.Document {
	d := Whole()
	for range 3 {
		d.Blocks = append(d.Blocks, report.Block{Is: report.IsHeading, Level: 1, Text: "Every item"}, report.Block{Is: report.IsTable, Table: Items(70)})
	}
	for i := range 70 {
		d.Blocks = append(
			d.Blocks,
			report.Block{Is: report.IsHeading, Level: 2, ID: fmt.Sprintf("item-%d", i), Text: fmt.Sprintf("Item %d", i)},
			report.Block{Is: report.IsParagraph, Text: strings.Repeat("What was seen and what is missing. ", 12)},
			report.Block{Is: report.IsTable, Table: Items(5)},
		)
	}
	return d
}
