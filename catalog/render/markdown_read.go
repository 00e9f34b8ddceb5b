package render

import (
	"errors"
	"strings"
)

// readMarkdown finds the pieces in what Markdown wrote.
func readMarkdown(raw []byte) ([]Piece, error) {
	text := string(raw)
	if !strings.HasPrefix(text, "# ") || !strings.HasSuffix(text, "\n") {
		return nil, errors.New("it does not begin with a title and end with a line")
	}
	var r markdownReader
	for line := range strings.SplitSeq(text, "\n") {
		r.line(line)
	}
	return r.found, nil
}

type markdownReader struct {
	found pieces
	so    string // far of a text that goes on in the next line
	table bool   // a row stood just before
}

func (r *markdownReader) line(line string) {
	line = strings.TrimPrefix(strings.TrimPrefix(line, "> "), "  ")
	if body, more := strings.CutSuffix(line, `\`); more && !escapes(body) {
		r.so += body + "\n"
		return
	}
	line, r.so = r.so+line, ""
	if strings.HasPrefix(line, "|") {
		r.row(line)
		r.table = true
		return
	}
	r.table = false
	head, rest, _ := strings.Cut(line, " ")
	switch {
	case line == "---":
	case head == "#":
		r.found.add(PieceTitle, plainOf(rest))
	case head != "" && strings.Trim(head, "#") == "":
		r.found.add(PieceHeading, plainOf(rest))
	default:
		r.text(strings.TrimPrefix(line, "- "))
	}
}

// text is a paragraph or an item, maybe with a label before it.
func (r *markdownReader) text(s string) {
	rest, strong := strings.CutPrefix(s, "**")
	if !strong {
		r.found.add(PieceText, plainOf(s))
		return
	}
	label, value := cutStrong(rest)
	r.found.add(PieceText, plainOf(label))
	r.found.add(PieceText, plainOf(strings.TrimPrefix(value, ": ")))
}

// cutStrong parts a text where its bold beginning ends.
func cutStrong(s string) (strong, rest string) {
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case strings.HasPrefix(s[i:], "**"):
			return s[:i], s[i+2:]
		}
	}
	return s, ""
}

func (r *markdownReader) row(line string) {
	cells := cutCells(line)
	switch {
	case !r.table:
		for _, c := range cells {
			r.found.add(PieceColumn, plainOf(c))
		}
	case strings.Trim(line, "|-: ") == "" && strings.Contains(line, "---"):
	case strings.HasPrefix(cells[0], "**"):
		strong, _ := cutStrong(cells[0][2:])
		r.found.add(PieceCell, plainOf(strong))
	default:
		for _, c := range cells {
			r.found.add(PieceCell, plainOf(c))
		}
	}
}

// cutCells parts a row at its bars.
func cutCells(line string) []string {
	var cells []string
	from := 1
	for i := 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '|':
			cells = append(cells, strings.TrimSpace(line[from:i]))
			from = i + 1
		}
	}
	return cells
}

// escapes reports whether a text ends in a backslash that takes the meaning of the
// sign behind it.
func escapes(s string) bool {
	return (len(s)-len(strings.TrimRight(s, `\`)))%2 == 1
}

// plainOf is the text that Escaped made plain.
func plainOf(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case strings.HasPrefix(s[i:], "<br>"):
			b.WriteByte('\n')
			i += len("<br>") - 1
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}
