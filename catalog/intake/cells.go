package intake

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog/assess"
)

// mark is what a rating cell says.
type mark struct {
	said  bool
	na    bool
	word  bool // a status word, which tells less than a level does
	level int  // where said and not na
}

// statusWords are the words for how far a control is, in small letters.
var statusWords = map[string]mark{
	"implemented": {said: true, level: 3}, "fully implemented": {said: true, level: 3},
	"partially implemented": {said: true, level: 2}, "partly implemented": {said: true, level: 2},
	"planned":         {said: true, level: 1},
	"not implemented": {said: true},
	"na":              {said: true, na: true}, "n/a": {said: true, na: true}, "n.a.": {said: true, na: true},
	"not applicable": {said: true, na: true}, "excluded": {said: true, na: true},
}

var yesWords = map[string]bool{
	"yes": true, "y": true, "true": true, "applicable": true, "included": true, "in scope": true,
	"no": false, "n": false, "false": false, "not applicable": false, "excluded": false, "out of scope": false, "na": false, "n/a": false,
}

// mostWord is the longest text that is looked up as a word, in bytes.
const mostWord = 60

func word(s string) string {
	if s = strings.TrimSpace(s); len(s) > mostWord {
		return s
	}
	return strings.ToLower(manySpaces().ReplaceAllString(s, " "))
}

// parseRating reads 0-5, na, or a status word. Whole numbers may be written as
// 3.0, for spreadsheets do so.
func parseRating(c cell) (mark, error) {
	if c.blank() {
		return mark{}, nil
	}
	w := word(c.text)
	_, yes := yesWords[w]
	if m, known := statusWords[w]; known && c.kind == text {
		m.word = true
		return m, nil
	}
	if c.kind == truth || yes && c.kind == text {
		return mark{}, fmt.Errorf("yes and no say whether a control is applicable, never how well it is done; rate it 0 to 5, na, or %s", someWords)
	}
	f, err := strconv.ParseFloat(strings.Replace(w, ",", ".", 1), 64)
	if err != nil || !plainNumber(w) || c.kind != text && c.kind != number || f != math.Trunc(f) || math.Abs(f) > 1e6 {
		return mark{}, fmt.Errorf("%s is no rating; it is 0 to 5 in whole numbers, na, or %s", short(c.text), someWords)
	}
	if err := assess.CheckLevel(int(f)); err != nil {
		return mark{}, err
	}
	return mark{said: true, level: int(f)}, nil
}

const someWords = "implemented, partially implemented, planned or not implemented"

// plainNumber keeps out what ParseFloat takes beside figures: 0x3, 3_0, inf.
func plainNumber(s string) bool {
	return strings.Trim(s, "0123456789+-.,eE") == ""
}

// parseApplicable reads yes or no.
func parseApplicable(c cell) (said, yes bool, err error) {
	if c.blank() {
		return false, false, nil
	}
	if c.kind == truth {
		return true, c.text == "1", nil
	}
	yes, known := yesWords[word(c.text)]
	if !known || c.kind != text {
		return false, false, fmt.Errorf("%s does not say whether the control is applicable; write yes or no", short(c.text))
	}
	return true, yes, nil
}

// The forms a day may have beside YYYY-MM-DD; a time after it is left out.
var dayForms = []string{
	time.DateOnly, "2006/1/2", "2006.1.2", "2.1.2006", "2 January 2006", "2 Jan 2006", "2-Jan-2006", "January 2, 2006", "Jan 2, 2006",
}

// parseDay reads a day as YYYY-MM-DD: from a spreadsheet's day number, or from
// a text that can be read in one way only.
func parseDay(c cell, from1904 bool) (string, error) {
	if c.blank() {
		return "", nil
	}
	if c.kind == number {
		return serialDay(c.text, from1904)
	}
	s := strings.TrimSpace(c.text)
	if len(s) > mostWord || c.kind != text {
		return "", fmt.Errorf("%s is no date; write it as 2026-12-31", short(c.text))
	}
	if day, _, timed := strings.Cut(s, "T00:00"); timed {
		s = day
	} else {
		s = strings.TrimSuffix(s, " 00:00:00")
	}
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
