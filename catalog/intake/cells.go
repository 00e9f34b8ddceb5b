package intake

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog/day"
)

// mostWord is the longest text that is looked up as a word, in bytes.
const mostWord = 60

// plainNumber keeps out what ParseFloat takes beside figures: 0x3, 3_0, inf.
func plainNumber(s string) bool {
	return strings.Trim(s, "0123456789+-.,eE") == ""
}

var (
	dashes   = pattern(`[‐‑‒–—−]`)
	midnight = pattern(`[ T]0{1,2}:00(?::00(?:\.0+)?)?(?: ?AM|Z)?$`)
)

// parseDay reads a day as YYYY-MM-DD: from a spreadsheet's day number, or from
// a text that can be read in one way only; a time at midnight is left out.
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
	d, err := day.Read(s)
	switch {
	case errors.Is(err, day.ErrNone):
		return "", fmt.Errorf("%s is no date; write it as 2026-12-31", short(s))
	case err != nil:
		return "", err
	}
	return d.Format(time.DateOnly), nil
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
