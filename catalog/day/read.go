package day

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Read reads a day that is written out with its year, and no time. The error
// says which two days a text may be; any other names the text alone.
func Read(text string) (time.Time, error) {
	if places, sign, ok := inPlaces(text); ok {
		return readPlaces(text, places, sign)
	}
	if w := wordsOf(text); len(w) == 3 {
		if m, ok := monthOf(w[1]); ok {
			return dated(text, w[0], m, w[2])
		}
		if m, ok := monthOf(w[0]); ok {
			return dated(text, w[1], m, w[2])
		}
	}
	return time.Time{}, noDate(text)
}

func noDate(text string) error { return fmt.Errorf("%q is %w", short(text), ErrNone) }

// inPlaces cuts a text of three numbers at its one kind of sign.
func inPlaces(text string) (places [3]string, sign string, ok bool) {
	text = strings.TrimSpace(text)
	at := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if at < 1 || !strings.ContainsAny(text[at:at+1], ".-/") {
		return places, "", false
	}
	sign = text[at : at+1]
	parts := strings.Split(text, sign)
	if len(parts) != 3 {
		return places, "", false
	}
	for i, p := range parts {
		p = strings.TrimSpace(p)
		if p == "" || len(p) > 4 || strings.Trim(p, "0123456789") != "" {
			return places, "", false
		}
		places[i] = p
	}
	return places, sign, true
}

// readPlaces tries the orders that are in use with a sign. With a point the day
// stands first; with a slash or a dash nobody can tell a day from a month, nor,
// with a dash, a short year in front from a day.
func readPlaces(text string, p [3]string, sign string) (time.Time, error) {
	var found []time.Time
	try := func(year, month, date string) {
		d, ok := from(year, month, date)
		if ok && (len(found) == 0 || !found[0].Equal(d)) {
			found = append(found, d)
		}
	}
	switch {
	case len(p[0]) == 4:
		try(p[0], p[1], p[2])
	case sign == ".":
		try(p[2], p[1], p[0])
	default:
		try(p[2], p[1], p[0])
		try(p[2], p[0], p[1])
		if sign == "-" {
			try(p[0], p[1], p[2])
		}
	}
	switch len(found) {
	case 0:
		return time.Time{}, noDate(text)
	case 1:
		return found[0], nil
	}
	return time.Time{}, fmt.Errorf("%q may be %s or %s; write it as one of these", short(text), found[0].Format(Form), found[1].Format(Form))
}

// dated is a day, a month by its name and a year.
func dated(text, date string, month time.Month, year string) (time.Time, error) {
	if d, ok := from(year, strconv.Itoa(int(month)), ordinal(date)); ok {
		return d, nil
	}
	return time.Time{}, noDate(text)
}

// ordinal is the number in 1st, 2nd, 3rd and 15th.
func ordinal(word string) string {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		if n, ok := strings.CutSuffix(word, end); ok {
			return n
		}
	}
	return word
}

// from makes a day of a year of two or four digits, a month and a date that
// exist.
func from(year, month, date string) (time.Time, bool) {
	y, ok := yearOf(year)
	m, err1 := strconv.Atoi(month)
	d, err2 := strconv.Atoi(date)
	if !ok || err1 != nil || err2 != nil || len(month) > 2 || len(date) > 2 {
		return time.Time{}, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t, t.Month() == time.Month(m) && t.Day() == d
}

// yearOf reads a year; of two digits, one from 1970 to 2069.
func yearOf(text string) (int, bool) {
	y, err := strconv.Atoi(text)
	switch {
	case err != nil || strings.Trim(text, "0123456789") != "":
		return 0, false
	case len(text) == 4:
		return y, true
	case len(text) != 2:
		return 0, false
	case y < 70:
		return 2000 + y, true
	}
	return 1900 + y, true
}

// monthOf reads a month by its English name, or three letters of it or more.
func monthOf(word string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if begins(word, m.String()) {
			return m, true
		}
	}
	return 0, false
}

// begins reports whether a word is at least three letters of a name, from its
// beginning.
func begins(word, name string) bool {
	return len(word) >= 3 && strings.HasPrefix(strings.ToLower(name), word)
}

// wordsOf are the words of a text in small letters, without what only stands
// between them.
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(",.-", r)
	})
}
