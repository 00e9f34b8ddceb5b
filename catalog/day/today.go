package day

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// fromToday reads what counts from today.
func fromToday(text string, today time.Time) (time.Time, error) {
	if d, ok := span(text, today); ok {
		return d, nil
	}
	w := wordsOf(text)
	var d time.Time
	var ok bool
	switch {
	case len(w) == 0:
	case len(w) == 1:
		if d, ok = near(w[0], today); !ok {
			d, ok = weekday(w[0], today)
		}
	case w[0] == "end":
		d, ok = endOf(w[1:], today)
	case len(w) == 2 && w[0] == "next":
		d, ok = weekday(w[1], today)
	case len(w) == 2:
		d, ok = withoutYear(w, today)
	}
	if !ok {
		return d, noDate(text)
	}
	return d, nil
}

var spans = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^([+-]) ?(\d{1,4}) ?(d|days?|w|weeks?|m|months?|y|years?)$`)
})

// span is so many days, weeks, months or years from today.
func span(text string, today time.Time) (time.Time, bool) {
	m := spans().FindStringSubmatch(strings.ToLower(strings.TrimSpace(text)))
	if m == nil {
		return time.Time{}, false
	}
	n, _ := strconv.Atoi(m[1] + m[2])
	switch m[3][0] {
	case 'd':
		return today.AddDate(0, 0, n), true
	case 'w':
		return today.AddDate(0, 0, 7*n), true
	case 'm':
		return Months(today, n), true
	}
	return Months(today, 12*n), true
}

// Months is the same day so many months on, or the last of a shorter month.
func Months(from time.Time, n int) time.Time {
	d := from.AddDate(0, n, 0)
	if d.Day() != from.Day() {
		return d.AddDate(0, 0, -d.Day())
	}
	return d
}

func near(word string, today time.Time) (time.Time, bool) {
	for i, name := range []string{"yesterday", "today", "tomorrow"} {
		if word == name {
			return today.AddDate(0, 0, i-1), true
		}
	}
	return time.Time{}, false
}

// weekday is the first day of that name after today.
func weekday(word string, today time.Time) (time.Time, bool) {
	for i := 1; i <= 7; i++ {
		if d := today.AddDate(0, 0, i); begins(word, d.Weekday().String()) {
			return d, true
		}
	}
	return time.Time{}, false
}

// leap is after how many years every day of a year has come again.
const leap = 8

// withoutYear is a day and a month, today or the next one after.
func withoutYear(w []string, today time.Time) (time.Time, bool) {
	date, month := w[0], w[1]
	m, ok := monthOf(month)
	if !ok {
		date, month = month, date
		m, ok = monthOf(month)
	}
	for year := today.Year(); ok && year <= today.Year()+leap; year++ {
		d, exists := from(strconv.Itoa(year), strconv.Itoa(int(m)), ordinal(date))
		if exists && !d.Before(today) {
			return d, true
		}
	}
	return time.Time{}, false
}

// endOf is the last day of what is named, the next one that is not past where no
// year is.
func endOf(w []string, today time.Time) (time.Time, bool) {
	for len(w) > 1 && (w[0] == "of" || w[0] == "the" || w[0] == "this") {
		w = w[1:]
	}
	if len(w) == 0 || len(w) > 2 {
		return time.Time{}, false
	}
	if year, ok := yearOf(w[0]); ok && len(w) == 1 && len(w[0]) == 4 {
		return lastOf(year, time.December), true
	}
	month, ok := lastMonth(w[0], today)
	if len(w) == 2 {
		year, known := yearOf(w[1])
		return lastOf(year, month), ok && known
	}
	d := lastOf(today.Year(), month)
	if d.Before(today) {
		d = lastOf(today.Year()+1, month)
	}
	return d, ok
}

// lastMonth is the month in which what a word names ends.
func lastMonth(word string, today time.Time) (time.Month, bool) {
	switch word {
	case "month":
		return today.Month(), true
	case "quarter":
		return (today.Month() + 2) / 3 * 3, true
	case "year":
		return time.December, true
	case "q1", "q2", "q3", "q4":
		return time.Month(word[1]-'0') * 3, true
	}
	return monthOf(word)
}

func lastOf(year int, month time.Month) time.Time {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
}
