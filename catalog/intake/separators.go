package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// separation is how the columns of a text are told from one another.
type separation struct {
	parse  func(in *filling, s string) error
	own    bool
	remark string
}

func separated(by rune) separation {
	l := separation{parse: func(in *filling, s string) error { return parseCSV(in, s, by) }}
	switch by {
	case ',':
	case '\t':
		l.remark = "the columns end at a tab"
	default:
		l.remark = fmt.Sprintf("the columns end at %c", by)
	}
	return l
}

const (
	separators = ",;\t|"
	sampleRows = 100
	sampleText = 256 << 10 // bytes
)

// lay finds the separation without an idea of what the columns mean: the one in
// which most rows have the same number of fields, more than one.
func (t *textFile) lay() {
	first, _, _ := strings.Cut(t.s, "\n")
	by, says := strings.CutPrefix(strings.TrimRight(first, "\r"), "sep=")
	switch {
	case isOwn(t.s):
		t.columns = separation{parse: parseOwn, own: true}
		return
	case says && len(by) == 1 && by[0] > ' ' && by[0] < 0x7F && by != `"`, by == "\t" && says:
		t.columns, t.separated = separated(rune(by[0])), 1
		return
	case isMarkdown(t.s):
		t.columns = separation{parse: parseMarkdown, remark: "the text is read as a Markdown table"}
		return
	}
	type trial struct {
		separation
		agreement
	}
	sample := t.s[:min(len(t.s), sampleText)]
	var all []trial
	for _, by := range separators {
		l := separated(by)
		in := &filling{t: &table{}, most: sampleRows, wide: map[int]int{}}
		_ = l.parse(in, sample) // what was read before an error counts
		all = append(all, trial{l, agreed(in.wide)})
	}
	slices.SortStableFunc(all, func(a, b trial) int {
		return cmp.Or(cmp.Compare(b.rows, a.rows), cmp.Compare(b.fields, a.fields))
	})
	t.columns = all[0].separation
	for _, one := range all {
		if one.rows > 0 && 2*one.rows >= all[0].rows {
			t.could = append(t.could, one.separation)
		}
	}
}

// agreement is how many rows have the same number of fields.
type agreement struct{ rows, fields int }

func agreed(wide map[int]int) (best agreement) {
	for fields, rows := range wide {
		if a := (agreement{rows, fields}); fields > 1 && (a.rows > best.rows || a.rows == best.rows && a.fields > best.fields) {
			best = a
		}
	}
	return best
}

var ruleRow = pattern(`(?m)^[ \t]*\|(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*\r?$`)

// isMarkdown reports whether the text holds a table with | at both ends.
func isMarkdown(s string) bool {
	if ruleRow().MatchString(s[:min(len(s), sampleText)]) {
		return true
	}
	first, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	first = strings.TrimSpace(first)
	return len(first) > 1 && first[0] == '|' && first[len(first)-1] == '|'
}

// parseMarkdown reads the rows between | and leaves the rules out; other lines
// are rows of one cell.
func parseMarkdown(in *filling, s string) error {
	n := 0
	for line := range strings.Lines(s) {
		if n++; n > in.most {
			return nil
		}
		line = strings.TrimSpace(line)
		if ruleRow().MatchString(line) {
			continue
		}
		if err := in.fields(n, 0, markdownCells(line)); err != nil {
			return err
		}
	}
	return nil
}

func markdownCells(line string) []string {
	inner, is := strings.CutPrefix(line, "|")
	if !is {
		return []string{line}
	}
	inner = strings.TrimSuffix(inner, "|")
	const kept = "\x00" // no text holds it
	cells := strings.Split(strings.ReplaceAll(inner, `\|`, kept), "|")
	for i, c := range cells {
		cells[i] = strings.TrimSpace(strings.ReplaceAll(c, kept, "|"))
	}
	return cells
}
