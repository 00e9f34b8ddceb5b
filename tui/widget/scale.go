package widget

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/style"
)

// Scale is the levels 0 to 5 below each other, each with what it asks for.
type Scale struct {
	Parts  [6][]string // the conditions of each level, a sentence each
	Chosen int         // in a box; -1: none
}

// lead is the width of a level's digit, which may stand in a box; condition stands
// at its end before each further one.
const (
	lead      = 4
	condition = "· "
)

// ScaleLine is a line of a drawn scale, and the level that it is about.
type ScaleLine struct {
	Text  string
	Level int
}

// Lines draws it in w cells: each condition on lines of its own, else every level
// whole, where that takes h lines at most; else the others on a line each, and the
// chosen one in the most lines that may be. What is cut says so, and how many
// conditions follow.
func (s Scale) Lines(t *style.Theme, w, h, most int) []ScaleLine {
	for _, divided := range []bool{true, false} {
		if lines := s.draw(t, w, func(level int) []string { return s.whole(level, w, divided) }); len(lines) <= h {
			return lines
		}
	}
	room := max(1, most-len(s.Parts)+1)
	return s.draw(t, w, func(level int) []string {
		if level != s.Chosen {
			return []string{s.short(level, w-lead)}
		}
		rows := s.whole(level, w, true)
		if len(rows) > room {
			rows = s.whole(level, w, false)
		}
		if len(rows) > room && room == 1 {
			return []string{s.short(level, w-lead)}
		}
		if len(rows) > room {
			rows = rows[:room]
			rows[room-1] = ansi.Truncate(rows[room-1]+" …", w-lead, "…")
		}
		return rows
	})
}

// whole is all that a level asks for: each condition on lines of its own, or not.
func (s Scale) whole(level, w int, divided bool) []string {
	parts := s.Parts[level]
	if !divided {
		parts = []string{strings.Join(parts, " ")}
	}
	var rows []string
	for i, part := range parts {
		mark := ""
		if i > 0 {
			mark = condition
		}
		rows = append(rows, Indent(Wrap(part, w-lead), mark, "")...)
	}
	return rows
}

// draw puts the digits before the rows of the levels.
func (s Scale) draw(t *style.Theme, w int, rows func(level int) []string) []ScaleLine {
	var lines []ScaleLine
	for level := range s.Parts {
		text, digit := t.Dim, " "+strconv.Itoa(level)+"  "
		if level == s.Chosen {
			text, digit = t.Strong, t.Box(strconv.Itoa(level))+" "
		}
		for _, row := range rows(level) {
			if strings.HasPrefix(row, condition) {
				digit = Blank(lead - len("  "))
			}
			lines = append(lines, ScaleLine{digit + text.Render(row), level})
			digit = Blank(lead)
		}
	}
	return lines
}

// short is the first condition of a level on one line, with the count of the
// others.
func (s Scale) short(level, w int) string {
	more := ""
	if n := len(s.Parts[level]) - 1; n > 0 {
		more = fmt.Sprintf(" +%d", n)
	}
	first := Line(s.Parts[level][0])
	if room := w - len(more); ansi.StringWidth(first) > room {
		first = Fit(first, room)
	}
	return first + more
}
