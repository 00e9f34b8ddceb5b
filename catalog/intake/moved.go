package intake

import (
	"bytes"
	"strconv"
	"time"
)

// A document that says as_of is written as of that day, and read as of another:
// its days move by whole weeks, so that each stays the weekday it was. Days of
// the calendar that belong to everybody, like holidays and the dates of a law,
// stay where they are.
var (
	asOf     = pattern(`(?m)^as_of: (\d{4}-\d{2}-\d{2})$`)
	dayForms = []string{"2 January 2006", "2 January", "January 2006", "January", "2006-01", "2006"}
)

// movedTo is a document as it would be written today, line by line; one that
// doesn't say as_of stays as it is. What moves is the value of a key, and a day,
// month or year in «» in a sentence.
func movedTo(today time.Time, raw []byte) []byte {
	said := asOf().FindSubmatch(raw)
	if said == nil {
		return raw
	}
	written, err := time.Parse(time.DateOnly, string(said[1]))
	if err != nil {
		return raw
	}
	days := weeksBetween(written, today) * 7
	moved := make([]byte, 0, len(raw))
	for len(raw) > 0 {
		if text, long := marked(raw); long > 0 {
			moved, raw = append(moved, movedWords(text, written.Year(), days)...), raw[long:]
			continue
		}
		if d, ok := valued(raw); ok {
			moved, raw = d.AddDate(0, 0, days).AppendFormat(moved, valueForm), raw[len(valueForm):]
			continue
		}
		moved, raw = append(moved, raw[0]), raw[1:]
	}
	return moved
}

// marked is the text in «» that a document goes on with, and how many bytes it is
// with them; 0 where there is none.
func marked(raw []byte) (string, int) {
	if !bytes.HasPrefix(raw, []byte("«")) {
		return "", 0
	}
	line, _, _ := bytes.Cut(raw, []byte("\n"))
	inside, _, closed := bytes.Cut(line[len("«"):], []byte("»"))
	if !closed {
		return "", 0
	}
	return string(inside), len("«") + len(inside) + len("»")
}

const valueForm = ": " + time.DateOnly

// valued is the day that a document goes on with, where that is the value of a key.
func valued(raw []byte) (time.Time, bool) {
	if len(raw) < len(valueForm) || raw[0] != ':' || raw[1] != ' ' || raw[6] != '-' {
		return time.Time{}, false
	}
	d, err := time.Parse(valueForm, string(raw[:len(valueForm)]))
	return d, err == nil
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
