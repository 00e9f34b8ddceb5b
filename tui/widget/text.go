// Package widget draws parts: plain values in, a string out. Its one rule: it
// knows cells and styles, nothing of assessments, keys or screens.
package widget

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/visible"
)

// Fit makes a line exactly w cells wide: cut with … or filled with blanks. The
// text may carry styles.
func Fit(s string, w int) string {
	if w <= 0 {
		return ""
	}
	if plain(s) {
		if len(s) <= w {
			return s + Blank(w-len(s))
		}
		if w > 1 {
			return s[:w-ansi.StringWidth("…")] + "…"
		}
	}
	n := ansi.StringWidth(s)
	if n > w {
		s = ansi.Truncate(s, w, "…")
		n = ansi.StringWidth(s)
	}
	return s + Blank(w-n)
}

// plain reports whether every byte of a text is one cell, as in most texts of
// most screens: those need not be measured.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// FitRight is Fit with the text at the right end.
func FitRight(s string, w int) string {
	n := ansi.StringWidth(s)
	if n > w {
		return Fit(s, w)
	}
	return Blank(w-n) + s
}

const blanks = "                                                                                                    "

// Blank is n blank cells.
func Blank(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(blanks) {
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// Rule is a horizontal line of n cells.
func Rule(n int) string { return Fill("─", n) }

// Fill is n cells of a sign. Where the person's terminal draws such signs two cells
// wide, which RUNEWIDTH_EASTASIAN says, it takes half as many.
func Fill(sign string, n int) string {
	if n <= 0 {
		return ""
	}
	times := n / max(1, ansi.StringWidth(sign))
	return strings.Repeat(sign, times) + Blank(n-times*ansi.StringWidth(sign))
}

// Line makes text from people or files safe for one line of a screen.
func Line(s string) string { return visible.Line(s) }

// FirstLine is the first line of a text with … where more follows.
func FirstLine(s string) string {
	line, rest, more := strings.Cut(strings.TrimSpace(s), "\n")
	if more && strings.TrimSpace(rest) != "" {
		line = strings.TrimRight(line, "\r") + " …"
	}
	return visible.Line(line)
}

// Wrap breaks text at words into lines of at most w cells. The text is made
// safe first; what a person broke stays broken.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	s = visible.Text(s)
	if len(s) <= w && !strings.Contains(s, "\n") {
		return []string{s}
	}
	lines := strings.Split(ansi.Wrap(s, w, ""), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return lines
}

// Indent puts a first prefix before the first line and the other before the
// rest.
func Indent(lines []string, first, rest string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		if i == 0 {
			out[i] = first + l
		} else {
			out[i] = rest + l
		}
	}
	return out
}

// Parts wraps the parts of a text, the first behind a lead, each further one
// behind a mark as wide.
func Parts(parts []string, w int, lead, mark string) []string {
	var lines []string
	rest := Blank(ansi.StringWidth(lead))
	for _, part := range parts {
		lines = append(lines, Indent(Wrap(part, w-len(rest)), lead, rest)...)
		lead = mark
	}
	return lines
}

// Pane makes lines into a block of exactly w x h cells.
func Pane(lines []string, w, h int) string {
	var b strings.Builder
	b.Grow((w + 1) * h)
	for i := range h {
		if i > 0 {
			b.WriteByte('\n')
		}
		if i < len(lines) {
			b.WriteString(Fit(lines[i], w))
		} else {
			b.WriteString(Blank(w))
		}
	}
	return b.String()
}

// Beside puts two blocks of the same height side by side with a gap.
func Beside(left, gap, right string) string {
	l, r := strings.Split(left, "\n"), strings.Split(right, "\n")
	var b strings.Builder
	b.Grow(len(left) + len(right) + len(l)*len(gap))
	for i := range max(len(l), len(r)) {
		if i > 0 {
			b.WriteByte('\n')
		}
		if i < len(l) {
			b.WriteString(l[i])
		}
		b.WriteString(gap)
		if i < len(r) {
			b.WriteString(r[i])
		}
	}
	return b.String()
}

// Over lays a box on a background at column x and row y, cells of both kept
// whole. What would stand outside the background is cut.
func Over(background, box string, x, y int) string {
	lines := strings.Split(background, "\n")
	for i, l := range strings.Split(box, "\n") {
		at := y + i
		if at < 0 || at >= len(lines) {
			continue
		}
		under := lines[at]
		w := ansi.StringWidth(l)
		left := Fit(ansi.Truncate(under, x, ""), x)
		right := ansi.TruncateLeft(under, x+w, "")
		if room := max(0, ansi.StringWidth(under)-x-w); ansi.StringWidth(right) > room {
			right = ansi.TruncateLeft(under, x+w+1, "") // the box cuts a wide character in two
			right = Blank(room-ansi.StringWidth(right)) + right
		}
		lines[at] = left + "\x1b[m" + l + "\x1b[m" + right
	}
	return strings.Join(lines, "\n")
}

// Stand is Over with air around the box, so that nothing of the background runs
// into it: two columns, or all where only a fringe of letters would be left, and a
// row where it is one of those from top to before bottom.
func Stand(background, box string, x, y, top, bottom int) string {
	lines := strings.Split(box, "\n")
	w := ansi.StringWidth(lines[0])
	row, _, _ := strings.Cut(background, "\n")
	left, right := air(x), air(ansi.StringWidth(row)-x-w)
	for i, l := range lines {
		lines[i] = Blank(left) + l + "\x1b[m" + Blank(right)
	}
	blank := Blank(left + w + right)
	if y+len(lines) < bottom {
		lines = append(lines, blank)
	}
	if y > top {
		lines, y = append([]string{blank}, lines...), y-1
	}
	return Over(background, strings.Join(lines, "\n"), x-left, y)
}

// air is how much of so many columns beside a box is clear.
func air(columns int) int {
	if columns < 12 {
		return max(0, columns)
	}
	return 2
}

// Window is the part of n rows that a view of h rows shows so that the cursor
// is inside and the view moves as little as possible from its old top.
func Window(top, cursor, n, h int) (from, to int) {
	if h <= 0 || n <= 0 {
		return 0, 0
	}
	top = min(top, cursor)
	if cursor >= top+h {
		top = cursor - h + 1
	}
	top = max(0, min(top, n-h))
	return top, min(n, top+h)
}
