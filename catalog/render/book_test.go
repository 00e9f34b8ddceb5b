package render_test

import (
	"fmt"
	"strings"
	"time"

	"crosswalk/catalog/report"
)

// hostile are texts that people, files and strangers might leave.
var hostile = []string{
	"=1+1", "+1", "-1+2", "@SUM(A1)", "＝1", "\t=1", "a;=1+1\n=2", "-", "- point", "1. first", "# head", "---", "===", "```", "> said", "| a | b |",
	"<script>alert(1)</script>", "<b>&amp;</b>", `"><img src=x onerror=alert(1)>`, "</style></title>", "[x](javascript:alert(1))", "https://a.example www.a.example",
	"\x1b[31mred\x1b]0;title\x07", "\u202egnp.exe", "\u2028", "\u2029 ", "zero\u200bwidth", "back\\slash\\", "**bold** _it_ ~~no~~ $x$", "ends in \\", "{{.Title}}", "a\r\nb\n\n\nc", "  in front", "\\", "**", "*",
	"数据质量与来源", "إدارة مخاطر الذكاء الاصطناعي", "👩‍👩‍👧 🇩🇪 é", "a|b`c", "]]>", "<!--", "&#0;", strings.Repeat("long ", 4000),
}

func number(v float64) *float64 { return &v }

// sample is a document that has one of everything.
func sample() *report.Document {
	d := &report.Document{
		Kind: "sample", Lang: "en", Title: "Gap analysis", Subtitle: "Nordwind Analytics, three AI systems", Class: "confidential",
		Facts: []report.Fact{{Label: "Organisation", Value: "Nordwind Analytics"}, {Label: "Assessed", Value: "26 Nov 2026"}, {Label: "Scope", Value: "All AI systems that are offered to customers"}},
		Blocks: []report.Block{
			{Is: report.IsLead, Text: "Certification by 30 Nov 2027 is likely, if three decisions are taken by 31 Jan."},
			{Is: report.IsHeading, Level: 1, ID: "where", Text: "Where it stands"},
			{Is: report.IsParagraph, Text: "32 of 71 requirements are judged as met.\nA second line."},
			{Is: report.IsNote, Text: "A self-assessment is no certification decision."},
			{Is: report.IsList, Items: []string{"First point", "Second point\nwith a line more"}},
			{Is: report.IsFacts, Facts: []report.Fact{{Label: "Requirements met", Value: "32 of 71"}, {Label: "Systems ready", Value: "0 of 3"}, {Label: "Stage 1", Value: "1 open point"}}},
			{Is: report.IsFigure, ID: "fig-whole", Figure: &report.Figure{
				Is: report.FigureParts, Title: "The work as a whole", Alt: "57 of 100 are done or carried by the ISMS.", Series: []string{"done", "reuse", "build"},
				Parts: []report.Part{{Label: "All requirements", Values: []float64{.37, .2, .43}, Text: "37 % done, 20 % reuse, 43 % build"}},
			}},
			{Is: report.IsHeading, Level: 1, Text: "By clause"},
			{Is: report.IsFigure, ID: "fig-sets", Figure: bars()},
			{Is: report.IsFigure, Figure: &report.Figure{
				Is: report.FigureHistogram, Title: "Levels", Alt: "Most items are rated 1 or 2.",
				Parts: []report.Part{{Label: "0", Values: []float64{4}, Text: "4 items"}, {Label: "1", Values: []float64{22}, Text: "22 items"}, {Label: "2", Values: []float64{19}, Text: "19 items"}},
			}},
			{Is: report.IsFigure, Figure: radarOf()},
			{Is: report.IsFigure, Figure: &report.Figure{
				Is: report.FigureHeat, Title: "Gravity and likelihood", Alt: "Two risks are grave and likely.", Rows: []string{"grave", "light"}, Heads: []string{"rare", "likely"},
				Cells: [][]report.Heat{{{Value: .5, Text: "1"}, {Value: 1, Text: "2"}}, {{Value: 0, Text: ""}, {Value: .3, Text: "4"}}},
			}},
			{Is: report.IsHeading, Level: 2, ID: "plan", Text: "Plan"},
			{Is: report.IsFigure, Figure: ganttOf()},
			{Is: report.IsFigure, Figure: &report.Figure{
				Is: report.FigureForecast, Title: "When it may end", Alt: "Between 2 Aug and 30 Aug 2027.", From: "2027-06-01", To: "2027-11-30",
				Marks: []report.Mark{{Day: "2027-08-02", Label: "earliest"}, {Day: "2027-08-11", Label: "P50"}, {Day: "2027-08-20", Label: "P80"}, {Day: "2027-08-30", Label: "P95"}},
			}},
			{Is: report.IsPage},
			{Is: report.IsHeading, Level: 1, ID: "items", Text: "Item by item"},
			{Is: report.IsHeading, Level: 3, Text: "All of them"},
			{Is: report.IsTable, ID: "gaps", Table: gapTable(12)},
		},
		Source: report.Provenance{
			Program: "Crosswalk 1.0", Made: time.Date(2026, 11, 24, 14, 2, 0, 0, time.UTC), Head: "8c1f00aa11bb", Acts: 412,
			Lines: []string{"Crosswalk 1.0, catalogue 2026.11 (8c1f…)", "71 of 71 answered, 93 % with evidence."},
		},
	}
	return d
}

func bars() *report.Figure {
	f := &report.Figure{Is: report.FigureBars, Title: "Done, reuse, build", Alt: "Clause 4 is nearest to its goal.", Series: []string{"done", "reuse", "build"}}
	for i, name := range []string{"4 Context", "5 Leadership", "6 Planning", "7 Support", "8 Operation", "9 Evaluation", "10 Improvement", "A.2 Policies", "A.6 Life cycle"} {
		done := .1 * float64(9-i)
		f.Parts = append(f.Parts, report.Part{Label: name, Values: []float64{done, (1 - done) / 2, (1 - done) / 2}, Text: fmt.Sprintf("%.0f %% done", done*100), Ref: "gaps/" + fmt.Sprint(i)})
	}
	return f
}

func radarOf() *report.Figure {
	f := &report.Figure{Is: report.FigureRadar, Title: "Maturity by clause", Alt: "Leadership leads; life cycle lags.", Series: []string{"now", "with the ISMS"}}
	for i, name := range []string{"4", "5", "6", "7", "8", "9", "10", "A.2", "A.3"} {
		f.Parts = append(f.Parts, report.Part{Label: name, Values: []float64{.3 + .05*float64(i%5), .7}, Text: fmt.Sprintf("%d %%", 30+5*(i%5))})
	}
	return f
}

func ganttOf() *report.Figure {
	return &report.Figure{
		Is: report.FigureGantt, Title: "Four phases", Alt: "The plan ends in August 2027.", From: "2026-11-24", To: "2027-08-11",
		Spans: []report.Span{
			{Label: "1 Foundation", From: "2026-11-24", To: "2027-01-30", Done: true},
			{Label: "T1.5 Strategy", From: "2026-12-01", To: "2026-12-20", Depth: 1},
			{Label: "2 Design", From: "2027-02-01", To: "2027-04-30"},
			{Label: "3 Build", From: "2027-05-01", To: "2027-07-01"},
			{Label: "4 Certification", From: "2027-07-02", To: "2027-08-11"},
		},
		Marks: []report.Mark{{Day: "2026-11-26", Label: "today"}, {Day: "2027-08-11", Label: "stage 2"}},
	}
}

func gapTable(n int) *report.Table {
	t := &report.Table{Caption: "What is missing", Wide: true, Columns: []report.Column{
		{Title: "Item", Is: report.CellRef},
		{Title: "Requirement", Is: report.CellText},
		{Title: "Rating", Is: report.CellRating},
		{Title: "Met", Is: report.CellShare},
		{Title: "Days", Is: report.CellNumber},
		{Title: "Due", Is: report.CellDate},
		{Title: "What is missing", Is: report.CellText},
		{Title: "Owner", Is: report.CellText},
	}}
	for i := range n {
		if i%6 == 0 {
			t.Rows = append(t.Rows, report.Row{Head: true, Cells: []report.Cell{{Text: fmt.Sprintf("Clause %d", 4+i/6)}}})
		}
		share := float64(i%10) / 10
		t.Rows = append(t.Rows, report.Row{ID: fmt.Sprint(i), Cells: []report.Cell{
			{Text: fmt.Sprintf("6.%d", i), Ref: "where"},
			{Text: "Impact assessment of an AI system"},
			{Text: fmt.Sprint(i % 6), Number: number(float64(i % 6))},
			{Text: fmt.Sprintf("%.0f %%", share*100), Number: &share},
			{Text: "3.5", Number: number(3.5)},
			{Text: "1 Mar 2027"},
			{Text: "The procedure names no one who decides when a system is assessed again, and two of three systems were never assessed at all."},
			{Text: "Kasia Nowak"},
		}})
	}
	return t
}

// dire is sample with every hostile text in every place of a text.
func dire() *report.Document {
	d := sample()
	cells := &report.Table{Caption: "=cmd|' /C calc'!A0", Columns: []report.Column{{Title: "=A1", Is: report.CellText}, {Title: "<i>b</i>", Is: report.CellText}}}
	for i, text := range hostile {
		d.Facts = append(d.Facts, report.Fact{Label: text, Value: text})
		d.Blocks = append(d.Blocks,
			report.Block{Is: report.IsHeading, Level: 1 + i%3, Text: text}, report.Block{Is: report.IsLead, Text: text}, report.Block{Is: report.IsParagraph, Text: text},
			report.Block{Is: report.IsNote, Text: text}, report.Block{Is: report.IsList, Items: []string{text, text}}, report.Block{Is: report.IsFacts, Facts: []report.Fact{{Label: text, Value: text}, {Value: text}, {Label: text}}},
			report.Block{Is: report.IsFigure, Figure: &report.Figure{Is: report.FigureBars, Title: text, Alt: text, Series: []string{text}, Parts: []report.Part{{Label: text, Text: text, Values: []float64{2, -1}}}}},
		)
		cells.Rows = append(cells.Rows, report.Row{Head: true, Cells: []report.Cell{{Text: text}}}, report.Row{ID: text, Cells: []report.Cell{{Text: text}, {Text: text}}})
	}
	d.Blocks = append(d.Blocks, report.Block{Is: report.IsTable, ID: "dire", Table: cells})
	d.Source.Lines = append(d.Source.Lines, hostile...)
	return d
}

// full is as large as the full report of 70 items.
func full() *report.Document {
	d := sample()
	for i := range 70 {
		id := fmt.Sprintf("item-%d", i)
		d.Blocks = append(d.Blocks,
			report.Block{Is: report.IsHeading, Level: 2, ID: id, Text: fmt.Sprintf("6.%d Impact assessment", i)},
			report.Block{Is: report.IsFacts, Facts: []report.Fact{{Label: "State", Value: "rated 2"}, {Label: "Owner", Value: "Kasia Nowak"}, {Label: "Due", Value: "1 Mar 2027"}}},
			report.Block{Is: report.IsParagraph, Text: strings.Repeat("The procedure names no one who decides when a system is assessed again. ", 4)},
			report.Block{Is: report.IsTable, ID: id + "-questions", Table: gapTable(8)},
			report.Block{Is: report.IsList, Items: []string{"Procedure PR-12, version 3", "Minutes of 4 Oct 2026"}},
		)
	}
	d.Blocks = append(d.Blocks, report.Block{Is: report.IsTable, ID: "baseline", Table: gapTable(123)})
	return d
}
