package widget

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/tui/style"
)

// Timeline places days in cells: every month takes the same number of them. It
// may be scrolled sideways by whole cells.
type Timeline struct {
	First    time.Time // a day in the first month
	Today    time.Time // where a line runs through every row; zero: none
	PerMonth int       // cells a month, 2 or more so that it can be named
	Skip     int       // cells scrolled away at the left
	Width    int       // cells in sight
	months   int
}

// NewTimeline shows all months between two days where they fit with names, as
// wide as there is room.
func NewTimeline(first, last time.Time, skip, width int) Timeline {
	width = max(0, width) // a screen that was not told its size yet has none
	months := max(1, monthsBetween(first, last)+1)
	per := max(2, min(8, width/months))
	return Timeline{First: first, PerMonth: per, Skip: max(0, min(skip, months*per-width)), Width: width, months: months}
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

// yearCells is a year and a blank behind it.
const yearCells = 5

// Heads name the years and the months, with an arrow where more months follow. A
// year of which too few months are in sight gives way to the next.
func (l Timeline) Heads() (years, months string) {
	y, m := l.cells(), l.cells()
	month := time.Date(l.First.Year(), l.First.Month(), 1, 0, 0, 0, 0, time.UTC)
	for at, first := -l.Skip, true; at < l.Width; at += l.PerMonth {
		name := month.Format("Jan")
		if l.PerMonth < 4 {
			name = name[:1] // so that names stay apart
		}
		write(m, at, name, l.PerMonth)
		next := (13 - int(month.Month())) * l.PerMonth // cells to the next January
		if at >= 0 && (first && next >= yearCells || month.Month() == time.January) {
			write(y, at, fmt.Sprint(month.Year()), yearCells-1)
			first = false
		}
		month = month.AddDate(0, 1, 0)
	}
	l.arrows(m, l.Skip > 0, l.months*l.PerMonth-l.Skip > l.Width)
	return string(y), string(m)
}

// arrows mark what lies beyond the edges.
func (l Timeline) arrows(cells []rune, left, right bool) {
	if left && l.Width > 0 {
		cells[0] = '‹'
	}
	if right && l.Width > 0 {
		cells[l.Width-1] = '›'
	}
}

func (l Timeline) cells() []rune { return []rune(strings.Repeat(" ", l.Width)) }

// write puts a text into cells, as much of it as is in sight.
func write(cells []rune, at int, text string, room int) {
	for i, r := range []rune(text) {
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
	Says     string // written behind its end, or before its beginning where there is more room
}

// TodayGlyph is the line of the day it is.
const TodayGlyph = '┊'

// Bar draws spans, a later one over an earlier, each at least a cell; what lies
// beyond the edges is marked with an arrow. What spans say stands where nothing
// else is drawn.
func (l Timeline) Bar(spans ...Span) string {
	glyphs, inks := l.cells(), make([]int, l.Width) // 0: none, else the span before it
	left, right := false, false
	for n, s := range spans {
		from, to := l.ends(s)
		left, right = left || from < 0 && to > from, right || to > l.Width && to > from
		for i := max(0, from); i < min(to, l.Width); i++ {
			glyphs[i], inks[i] = s.Glyph, n+1
		}
	}
	l.arrows(glyphs, left, right)
	for n, s := range spans {
		l.say(glyphs, inks, s, n+1)
	}
	if at := l.At(l.Today); !l.Today.IsZero() && at >= 0 && at < l.Width && glyphs[at] == ' ' {
		glyphs[at] = TodayGlyph
	}
	return inked(glyphs, inks, spans)
}

func (l Timeline) ends(s Span) (from, to int) {
	from, to = l.At(s.From), l.At(s.To)
	if s.To.After(s.From) {
		to = max(to, from+1)
	}
	return from, to
}

// say writes what a span says behind it, else before it: where those cells are free
// and keep a blank from what stands beyond them.
func (l Timeline) say(glyphs []rune, inks []int, s Span, ink int) {
	n := len([]rune(s.Says))
	from, to := l.ends(s)
	for _, at := range []int{to + 1, from - 1 - n} {
		// Behind, the blank beyond is at the right; before, at the left.
		free := [2]int{at, at + n + 1}
		if at < from {
			free = [2]int{at - 1, at + n}
		}
		if n == 0 || at < 0 || at+n > l.Width || !blank(glyphs[max(0, free[0]):min(l.Width, free[1])]) {
			continue
		}
		write(glyphs, at, s.Says, n)
		for i := range n {
			inks[at+i] = ink
		}
		return
	}
}

func blank(cells []rune) bool {
	return !slices.ContainsFunc(cells, func(r rune) bool { return r != ' ' })
}

func inked(glyphs []rune, inks []int, spans []Span) string {
	var b strings.Builder
	for i := 0; i < len(glyphs); {
		j := i
		for j < len(glyphs) && inks[j] == inks[i] {
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

// Spark draws counts of steps of so many days from the first one on, each over the
// cells of its days.
func (l Timeline) Spark(first time.Time, days int, counts []int) string {
	over := make([]int, l.Width)
	for n, count := range counts {
		from, to := l.ends(Span{From: first.AddDate(0, 0, n*days), To: first.AddDate(0, 0, (n+1)*days)})
		for i := max(0, from); i < min(to, l.Width); i++ {
			over[i] = max(over[i], count)
		}
	}
	return Spark(over)
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
