package intake

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// mostWord is the longest text that is looked up as a word, in bytes.
const mostWord = 60

// plainNumber keeps out what ParseFloat takes beside figures: 0x3, 3_0, inf.
func plainNumber(s string) bool {
	return strings.Trim(s, "0123456789+-.,eE") == ""
}

// The forms a day may have beside YYYY-MM-DD; a time after it is left out.
var dayForms = []string{
	time.DateOnly, "2006/1/2", "2006.1.2", "2.1.2006", "2.1.06", "2 January 2006", "2 Jan 2006", "2-Jan-2006", "January 2, 2006", "Jan 2, 2006",
}

var (
	dashes   = pattern(`[‐‑‒–—−]`)
	midnight = pattern(`[ T]0{1,2}:00(?::00(?:\.0+)?)?(?: ?AM|Z)?$`)
)

// parseDay reads a day as YYYY-MM-DD: from a spreadsheet's day number, or from
// a text that can be read in one way only.
func parseDay(c cell, from1904 bool) (string, error) {
	if c.blank() {
		return "", nil
	}
	if c.kind == number {
		return serialDay(c.text, from1904)
	}
	s := dashes().ReplaceAllString(strings.TrimSpace(c.text), "-")
	if len(s) > mostWord || c.kind != text {
		return "", fmt.Errorf("%s is no date; write it as 2026-12-31", short(c.text))
	}
	s = midnight().ReplaceAllString(s, "")
	for _, form := range dayForms {
		if d, err := time.Parse(form, s); err == nil {
			return d.Format(time.DateOnly), nil
		}
	}
	return slashedDay(s)
}

// slashedDay reads 31/12/2026 and 12/31/2026: where both places could be the
// month, nobody can tell.
func slashedDay(s string) (string, error) {
	first, err1 := time.Parse("2/1/2006", s)
	second, err2 := time.Parse("1/2/2006", s)
	switch {
	case err1 == nil && err2 == nil && !first.Equal(second):
		return "", fmt.Errorf("%s may be %s or %s; write it as one of these", short(s), first.Format(time.DateOnly), second.Format(time.DateOnly))
	case err1 == nil:
		return first.Format(time.DateOnly), nil
	case err2 == nil:
		return second.Format(time.DateOnly), nil
	}
	return "", fmt.Errorf("%s is no date; write it as 2026-12-31", short(s))
}

// serialDay reads a day number. Spreadsheets count from 1900 and believe in a
// 29 February 1900, hence the 30th of December.
func serialDay(s string, from1904 bool) (string, error) {
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || !(f > 60 && f < 200_000) {
		return "", fmt.Errorf("%s is no date; write it as 2026-12-31", short(s))
	}
	return base.AddDate(0, 0, int(f)).Format(time.DateOnly), nil
}
