package widget

import (
	"fmt"
	"strings"
	"time"

	"crosswalk/tui/style"
)

// Timeline places days in cells: every month takes the same number of them. It
// may be scrolled sideways by whole cells.
type Timeline struct {
	First    time.Time // a day in the first month
	PerMonth int       // cells a month, 3 or more so that it can be named
	Skip     int       // cells scrolled away at the left
	Width    int       // cells in sight
}

// NewTimeline shows all months between two days where they fit with names, as
// wide as there is room.
func NewTimeline(first, last time.Time, skip, width int) Timeline {
	months := max(1, monthsBetween(first, last)+1)
	per := max(3, min(8, width/months))
	return Timeline{First: first, PerMonth: per, Skip: max(0, min(skip, months*per-width)), Width: width}
}

func monthsBetween(a, b time.Time) int {
	return (b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month())
}

// At is the cell of a day, counted from the left edge in sight; it may lie
// outside.
func (l Timeline) At(day time.Time) int {
	days := time.Date(day.Year(), day.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return monthsBetween(l.First, day)*l.PerMonth + (day.Day()-1)*l.PerMonth/days - l.Skip
}

// Heads name the years and the months.
func (l Timeline) Heads() (years, months string) {
	y, m := l.cells(), l.cells()
	month := time.Date(l.First.Year(), l.First.Month(), 1, 0, 0, 0, 0, time.UTC)
	for at, first := -l.Skip, true; at < l.Width; at += l.PerMonth {
		name := month.Format("Jan")
		if l.PerMonth < 4 {
			name = name[:1] // so that names stay apart
		}
		write(m, at, name, l.PerMonth)
		if at >= 0 && (first || month.Month() == time.January) {
			write(y, at, fmt.Sprint(month.Year()), 4)
			first = false
		}
		month = month.AddDate(0, 1, 0)
	}
	return string(y), string(m)
}

func (l Timeline) cells() []rune { return []rune(strings.Repeat(" ", l.Width)) }

// write puts a text into cells, as much of it as is in sight.
func write(cells []rune, at int, text string, room int) {
	for i, r := range text {
		if i < room && at+i >= 0 && at+i < len(cells) {
			cells[at+i] = r
		}
	}
}

// Span is a stretch of days with its glyph.
type Span struct {
	From, To time.Time
	Glyph    rune
	Ink      style.Ink
}

// Bar draws spans, a later one over an earlier, each at least a cell; what lies
// beyond the edges is marked with an arrow.
func (l Timeline) Bar(spans ...Span) string {
	glyphs, inks := l.cells(), make([]int, l.Width) // 0: none, else the span before it
	left, right := false, false
	for n, s := range spans {
		from, to := l.At(s.From), l.At(s.To)
		if s.To.After(s.From) {
			to = max(to, from+1)
		}
		left, right = left || from < 0 && to > from, right || to > l.Width && to > from
		for i := max(0, from); i < min(to, l.Width); i++ {
			glyphs[i], inks[i] = s.Glyph, n+1
		}
	}
	if left && l.Width > 0 {
		glyphs[0] = '‹'
	}
	if right && l.Width > 0 {
		glyphs[l.Width-1] = '›'
	}
	var b strings.Builder
	for i := 0; i < len(glyphs); {
		j := i
		for j < len(glyphs) && glyphs[j] == glyphs[i] {
			j++
		}
		text := string(glyphs[i:j])
		if n := inks[i]; n > 0 {
			text = spans[n-1].Ink.Render(text)
		}
		b.WriteString(text)
		i = j
	}
	return b.String()
}

// Spark draws counts as a row of bars of eight heights; nothing is a blank.
func Spark(counts []int) string {
	const bars = "▁▂▃▄▅▆▇█"
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	var b strings.Builder
	for _, n := range counts {
		if n == 0 || most == 0 {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune([]rune(bars)[min(7, n*8/(most+1))])
	}
	return b.String()
}
