// Package day reads days as people type them and writes them as people read
// them. Its one rule: a text that can be read in two ways is refused with both
// readings, never guessed.
package day

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Form is how a day stands on screens and in sentences: 15 Mar 2027. What is
// kept, and files that programs read, have time.DateOnly.
const Form = "2 Jan 2006"

// Show is a kept day, YYYY-MM-DD, as people read it. Anything else stays as it
// is.
func Show(kept string) string {
	if d, err := time.Parse(time.DateOnly, kept); err == nil {
		return d.Format(Form)
	}
	return kept
}

// Within reports whether a day lies in the years that are kept, 1970 to 2199.
func Within(d time.Time) bool { return d.Year() >= 1970 && d.Year() <= 2199 }

// Parse reads a day as people type it and gives it as it is kept, YYYY-MM-DD;
// an empty text is no day. The name says what the day is, for the refusal.
//
// It reads 2027-03-15, 15.3.27, 15 Mar 2027 and Mar 15 2027; a day without a
// year is the next one. From today count today, tomorrow, yesterday, +30d, +6w,
// +3m, +1y and -2d; a weekday, with or without "next", is the first one after
// today. "end of" takes month, quarter, year, a month's name, q1 to q4 or a
// year, and names the next end that is not past.
func Parse(name, text string, today time.Time) (kept string, err error) {
	if strings.TrimSpace(text) == "" {
		return "", nil
	}
	today = time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, time.UTC)
	d, err := Read(text)
	if errors.Is(err, ErrNone) {
		d, err = fromToday(text, today)
	}
	switch {
	case errors.Is(err, ErrNone) || err == nil && !Within(d):
		return "", fmt.Errorf("the %s %q is no date; write it as 2026-12-31, +30d or next fri", name, short(text))
	case err != nil:
		return "", fmt.Errorf("the %s %w", name, err)
	}
	return d.Format(time.DateOnly), nil
}

// ErrNone says that a text is not a day at all.
var ErrNone = errors.New("no date")

// short keeps a refusal short, whatever was pasted.
func short(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return text
}
