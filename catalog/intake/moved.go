package intake

import (
	"regexp"
	"strconv"
	"time"
)

// A document that says as_of is written as of that day, and read as of another:
// its days move by whole weeks, so that each stays the weekday it was. Days of
// the calendar that belong to everybody, like holidays and the dates of a law,
// stay where they are.
var (
	asOf     = regexp.MustCompile(`(?m)^as_of: (\d{4}-\d{2}-\d{2})$`)
	movable  = regexp.MustCompile(`: \d{4}-\d{2}-\d{2}\b|«[^«»\n]*»`) // the value of a key, or a day, month or year in a sentence
	dayForms = []string{"2 January 2006", "2 January", "January 2006", "January", "2006-01", "2006"}
)

// movedTo is a document as it would be written today, line by line; one that
// doesn't say as_of stays as it is.
func movedTo(today time.Time, raw []byte) []byte {
	said := asOf.FindSubmatchIndex(raw)
	if said == nil {
		return raw
	}
	written, err := time.Parse(time.DateOnly, string(raw[said[2]:said[3]]))
	if err != nil {
		return raw
	}
	days := weeksBetween(written, today) * 7
	return movable.ReplaceAllFunc(raw, func(found []byte) []byte {
		text := string(found)
		if d, err := time.Parse(": "+time.DateOnly, text); err == nil {
			return []byte(d.AddDate(0, 0, days).Format(": " + time.DateOnly))
		}
		return []byte(movedWords(text[len("«"):len(text)-len("»")], written.Year(), days))
	})
}

// movedWords moves a day as a sentence names it. A month stands for its middle,
// a year for its own; where no year is said, it is that of the document.
func movedWords(text string, year, days int) string {
	if days == 0 {
		return text
	}
	for n, form := range dayForms {
		d, err := time.Parse(form, text)
		if err != nil {
			continue
		}
		if d.Year() == 0 {
			d = d.AddDate(year, 0, 0)
		}
		switch n {
		case 2, 3, 4:
			d = d.AddDate(0, 0, 14)
		case 5:
			return strconv.Itoa(d.AddDate(0, 6, days).Year())
		}
		return d.AddDate(0, 0, days).Format(form)
	}
	return text
}

// weeksBetween are the whole weeks from one day to another, rounded down.
func weeksBetween(from, to time.Time) int {
	to = time.Date(to.Year(), to.Month(), to.Day(), 0, 0, 0, 0, time.UTC)
	days := int(to.Sub(from).Hours() / 24)
	weeks := days / 7
	if days%7 < 0 {
		weeks--
	}
	return weeks
}
