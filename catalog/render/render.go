// Package render turns a document into bytes, a format a file, and reads back what
// came of it.
//
// Its one rule: a renderer knows nothing of assessments, and adds no word of its
// own. Text of people is made visible and inert in the way of the format; nothing
// of it is cut.
package render

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"crosswalk/catalog/report"
)

// Format is a way to write a document down.
type Format struct {
	Name   string // as it is asked for, and the ending of its files
	About  string // what it is for
	Binary bool   // it is for a file, not for a terminal
	// Render makes the bytes, until the context ends where that takes long; Write is
	// how it is called.
	Render func(context.Context, *report.Document) ([]byte, error)
	// Check reads the bytes back and names the first difference to the document.
	Check func(*report.Document, []byte) error
	// Lacks names what of the document the format can't hold.
	Lacks func(*report.Document) []string
}

// Formats are the formats that stand here.
var Formats = []Format{
	{Name: "md", About: "Markdown, which shows well what changed", Render: AtOnce(Markdown), Check: checked(readMarkdown), Lacks: lacksMarkdown},
	{Name: "html", About: "one page for a browser, and to print", Render: AtOnce(HTML), Check: checked(readHTML), Lacks: lacksNothing},
	{Name: "txt", About: "plain text for a screen", Render: AtOnce(Text), Check: checkText, Lacks: lacksNothing},
	{Name: "json", About: "all of it, for programs", Render: AtOnce(JSON), Check: checkJSON, Lacks: lacksNothing},
	{Name: "csv", About: "its longest table, for a spreadsheet", Render: AtOnce(CSV), Check: checkCSV, Lacks: lacksCSV},
}

// AtOnce is a renderer that is done before anybody could stop it.
func AtOnce(render func(*report.Document) ([]byte, error)) func(context.Context, *report.Document) ([]byte, error) {
	return func(_ context.Context, d *report.Document) ([]byte, error) { return render(d) }
}

// Write renders a document, reads the bytes back and compares them with it. What
// is no text is refused with its place.
func (f Format) Write(ctx context.Context, d *report.Document) ([]byte, error) {
	if err := readable(d); err != nil {
		return nil, err
	}
	raw, err := f.Render(ctx, d)
	if err != nil {
		return nil, fmt.Errorf("the document can't be written as %s: %w", f.Name, err)
	}
	if err := f.Check(d, raw); err != nil {
		return nil, fmt.Errorf("what was written as %s is not the document, so it was not kept: %w", f.Name, err)
	}
	return raw, nil
}

func lacksNothing(*report.Document) []string { return nil }

// readable refuses what no format can hold: it never gets in by an answer, but
// might by an old file.
func readable(d *report.Document) error {
	for _, p := range Pieces(d) {
		switch {
		case strings.ContainsRune(p.Text, 0):
			return fmt.Errorf("%s holds a NUL character; take it out first", p)
		case !utf8.ValidString(p.Text):
			return fmt.Errorf("%s is not UTF-8 text; write it anew first", p)
		}
	}
	return nil
}
