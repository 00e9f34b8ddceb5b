package filter

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/search"
)

// MaxText is how many letters a filter may have as it is written.
const MaxText = 2000

// mostDays is the furthest that due looks ahead.
const mostDays = 3650

// Parse reads a filter as it is typed: words with blanks between them, values
// behind a colon, those with blanks in quotes:
//
//	gaps owner:"Ines Braun" due:30d no-evidence
//
// No word, or the word all, lets everything through.
func Parse(text string) (Filter, error) {
	var all []Term
	err := terms(text, func(t Term, valued bool) (err error) {
		t.Value, err = check(t, valued)
		all = append(all, t)
		return err
	})
	if err != nil {
		return nil, err
	}
	return Of(all...), nil
}

// terms takes a filter apart, less the word that asks for nothing.
func terms(text string, take func(t Term, valued bool) error) error {
	if n := utf8.RuneCountInString(text); n > MaxText {
		return fmt.Errorf("the filter has %d letters; at most %d can be read", n, MaxText)
	}
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimSpace(rest) {
		var t Term
		var valued bool
		var err error
		if t, valued, rest, err = next(rest); err != nil {
			return err
		}
		if t.Word == All && !valued {
			continue
		}
		if err := take(t, valued); err != nil {
			return err
		}
	}
	return nil
}

// String writes a filter as Parse reads it.
func (f Filter) String() string {
	all := make([]string, len(f))
	for i, t := range f {
		all[i] = t.String()
	}
	return strings.Join(all, " ")
}

// String is a term as it is typed.
func (t Term) String() string {
	switch {
	case t.Value == "":
		return t.Word
	case strings.ContainsFunc(t.Value, func(r rune) bool { return unicode.IsSpace(r) || r == '"' || r == '\\' }):
		return t.Word + `:"` + quoted.Replace(t.Value) + `"`
	}
	return t.Word + ":" + t.Value
}

var quoted = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// next cuts the first term off.
func next(text string) (t Term, valued bool, rest string, err error) {
	end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ':' })
	if end < 0 {
		end = len(text)
	}
	t.Word, rest = strings.ToLower(text[:end]), text[end:]
	if rest, valued = strings.CutPrefix(rest, ":"); !valued {
		return t, false, rest, nil
	}
	if strings.HasPrefix(rest, `"`) {
		t.Value, rest, err = unquote(rest[1:])
		return t, true, rest, err
	}
	if end = strings.IndexFunc(rest, unicode.IsSpace); end < 0 {
		end = len(rest)
	}
	t.Value, rest = rest[:end], rest[end:]
	return t, true, rest, nil
}

// unquote reads to the closing quote, behind which a blank stands or nothing.
func unquote(text string) (value, rest string, err error) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text):
			i++
		case text[i] == '"':
			rest = text[i+1:]
			if r, _ := utf8.DecodeRuneInString(rest); rest != "" && !unicode.IsSpace(r) {
				return "", "", errors.New(`a blank is missing behind a closing quote; write owner:"Ines Braun" gaps`)
			}
			return b.String(), rest, nil
		}
		b.WriteByte(text[i])
	}
	return "", "", errors.New(`a quote is not closed; write owner:"Ines Braun"`)
}

// check refuses a word that is none and a value that its kind does not take, and
// gives the value as it is kept.
func check(t Term, valued bool) (string, error) {
	k, ok := KindOf(t.Word)
	if !ok {
		return "", fmt.Errorf("%q is no filter; the nearest is %s", short(t.Word), nearest(t.Word))
	}
	return takes(k.Word, k.Takes, k.Usual, strings.Join(strings.Fields(t.Value), " "), valued)
}

// takes is the value of a word as it is kept, by what it takes and its usual one.
func takes(word, takes, usual, value string, valued bool) (string, error) {
	switch {
	case takes == "" && valued:
		return "", fmt.Errorf("%s takes no value; write it alone", word)
	case takes == "":
		return "", nil
	case value == "" && usual == "":
		return "", fmt.Errorf("%s needs a value; write it as %s:%s, one with blanks in quotes", word, word, takes)
	case usual != "":
		return days(word, usual, value)
	}
	return value, assess.CheckLine(word, value)
}

// days reads a number of days, also written as days or weeks: 30, 30d, 6w.
func days(word, usual, text string) (string, error) {
	if text == "" {
		return usual, nil
	}
	each := 1
	digits := strings.TrimSuffix(text, "d")
	if weeks, ok := strings.CutSuffix(text, "w"); ok {
		digits, each = weeks, 7
	}
	n, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || int(n)*each > mostDays {
		return "", fmt.Errorf("%q is no number of days up to %d; write it as %s:%s", short(text), mostDays, word, usual)
	}
	return strconv.Itoa(int(n)*each) + "d", nil
}

// nearest is the word that is spelt most alike.
func nearest(word string) string {
	best, least := "", MaxText
	for _, k := range kinds {
		if n := search.Distance(short(word), []string{k.Word}); n < least {
			best, least = k.Word, n
		}
	}
	return best
}

// short keeps a refusal short, whatever was typed.
func short(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return text
}

// CheckName refuses a name under which a filter would not be found again: one
// that reads as a filter itself.
func CheckName(name string) error {
	if strings.TrimSpace(name) == "" {
		return errors.New("a filter needs a name, by which it is found again")
	}
	if _, err := Parse(name); err == nil {
		return fmt.Errorf("%q is typed for a filter already; give it a name of your own", name)
	}
	return assess.CheckLine("name of the filter", name)
}
