package assess

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"crosswalk/catalog/day"
)

// The most characters a text may have.
const (
	MaxNote = 20_000 // notes, statements, justifications
	MaxLine = 200    // names, titles, owners
)

// CheckText refuses what can't be kept: a NUL, invalid UTF-8, too many
// characters. Everything else is kept exactly as typed and made safe where it
// is drawn. The name says what the text is, for the refusal.
func CheckText(name, s string, most int) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("the %s is not valid UTF-8; save the text as UTF-8 and try again", name)
	}
	if strings.ContainsRune(s, 0) {
		return fmt.Errorf("the %s holds a NUL character; take it out", name)
	}
	if n := utf8.RuneCountInString(s); n > most {
		return fmt.Errorf("the %s has %d characters; at most %d can be kept", name, n, most)
	}
	return nil
}

// CheckLine is CheckText for a text of one line.
func CheckLine(name, s string) error {
	if strings.ContainsAny(s, "\n\r\v\f\u0085\u2028\u2029") {
		return fmt.Errorf("the %s has more than one line; put it on one", name)
	}
	return CheckText(name, s, MaxLine)
}

// CheckDate takes an empty date or YYYY-MM-DD between 1970 and 2199.
func CheckDate(name, s string) error {
	if s == "" {
		return nil
	}
	d, err := time.Parse(time.DateOnly, s)
	if err != nil || !day.Within(d) {
		return fmt.Errorf("the %s %q is no date; write it as 2026-12-31", name, s)
	}
	return nil
}

// CheckLevel takes a rating from 0 to 5.
func CheckLevel(level int) error {
	if level < 0 || level > 5 {
		return fmt.Errorf("%d is no rating; ratings are 0 to 5", level)
	}
	return nil
}

func checkWord(name, s string, words []string) error {
	for _, w := range words {
		if s == w {
			return nil
		}
	}
	return fmt.Errorf("the %s %q is not known; it is %s", name, s, Either(words))
}

// Either lists words for a sentence: "a, b or c".
func Either(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
