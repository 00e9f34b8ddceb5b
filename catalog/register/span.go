package register

import (
	"strconv"
	"time"
)

// Span is how far away a day is, the late first.
type Span int

// The spans: Soon is what definitions call due soon.
const (
	Late Span = iota
	Week
	Soon
	Later
)

// spanDays are how many days from today a span reaches.
var spanDays = map[Span]int{Week: 7, Soon: 30}

// String is what stands above a group of them.
func (s Span) String() string {
	switch s {
	case Late:
		return "Overdue"
	case Later:
		return "Later"
	}
	return "Within " + strconv.Itoa(spanDays[s]) + " days"
}

// Span is how far away its day is.
func (d Dated) Span(today time.Time) Span {
	switch {
	case d.Past(today.Format(time.DateOnly)):
		return Late
	case d.On <= today.AddDate(0, 0, spanDays[Week]).Format(time.DateOnly):
		return Week
	case d.On <= today.AddDate(0, 0, spanDays[Soon]).Format(time.DateOnly):
		return Soon
	}
	return Later
}

// Pressing is how much of an agenda is late or comes soon, and what comes next. Law
// that begins is in none of it.
type Pressing struct {
	Late, Soon int
	Next       Dated // its zero value: nothing is to come
}

// Press counts what of an agenda is late or comes soon.
func Press(agenda []Dated, today time.Time) Pressing {
	var p Pressing
	for _, d := range agenda {
		span := d.Span(today)
		switch {
		case d.Begins:
			continue
		case span == Late:
			p.Late++
			continue
		case span != Later:
			p.Soon++
		}
		if p.Next.On == "" {
			p.Next = d
		}
	}
	return p
}

// Past reports whether its day is over; nothing that begins is ever late.
func (d Dated) Past(today string) bool { return d.On < today }
