// Package visible makes text from people and files safe to draw or print.
// Its one rule: nothing is dropped. What could move a cursor, reorder a line,
// hide a character or reach a terminal as a command is shown as what it is.
package visible

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The most combining marks drawn on one character; more are shown by number.
const maxMarks = 4

// firstMark is the first combining mark of Unicode.
const firstMark = 0x300

// Line is a text for one line of a screen or of an error: control characters
// and line breaks appear as pictures (␛, ␤), bidirectional and invisible ones
// as ⟨U+202E⟩, invalid UTF-8 as ⟨FF⟩.
func Line(s string) string { return show(s, false) }

// Text is Line for a text of several lines: line feeds stay, a tab becomes
// spaces, CR LF becomes a line feed.
func Text(s string) string { return show(strings.ReplaceAll(s, "\r\n", "\n"), true) }

func show(s string, lines bool) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	marks := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			number(&b, "⟨", 2, uint64(s[i]), "⟩")
			i++
			continue
		}
		i += size
		if r >= firstMark && unicode.Is(unicode.M, r) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case r == '\n' && lines:
			b.WriteByte('\n')
		case r == '\t' && lines:
			b.WriteString("    ")
		case r < 0x20:
			b.WriteRune(0x2400 + r)
		case r == 0x7f:
			b.WriteRune('␡')
		case odd(r) || marks > maxMarks:
			number(&b, "⟨U+", 4, uint64(r), "⟩")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// number writes a code in capital hexadecimal digits, at least so many. Floods
// of odd characters are cheap to send, so this is not left to fmt.
func number(b *strings.Builder, before string, digits int, code uint64, after string) {
	var raw [16]byte
	hex := strconv.AppendUint(raw[:0], code, 16)
	b.WriteString(before)
	for range digits - len(hex) {
		b.WriteByte('0')
	}
	for _, c := range hex {
		if c >= 'a' {
			c -= 'a' - 'A'
		}
		b.WriteByte(c)
	}
	b.WriteString(after)
}

// plain reports whether every byte is printable ASCII: nearly all text is, and
// it costs nothing then.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// odd are the characters that a terminal acts on, reorders by, or does not
// show: C1 controls, format characters (bidi, zero width, tags, soft hyphen),
// line and paragraph separators, private use, variation selectors, fillers and
// the blank Braille pattern.
func odd(r rune) bool {
	switch {
	case r < 0x80:
		return false
	case r >= 0x80 && r < 0xa0:
		return true
	case unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs):
		return true
	case unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point), r == 0x2800:
		return true
	}
	return !unicode.IsGraphic(r)
}

// Escape writes a text on one line so that Unescape gives it back to the byte:
// tab, line feed and backslash as \t, \n and \\, every other control, invisible
// or bidirectional character as \u{HEX}. It is the form of a field of --tsv.
func Escape(s string) string {
	if plain(s) && !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for _, r := range s {
		switch {
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\\':
			b.WriteString(`\\`)
		case r < 0x20 || r == 0x7f || odd(r):
			number(&b, `\u{`, 1, uint64(r), "}")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Unescape reads what Escape wrote. A backslash that begins none of its forms
// is refused, naming it.
func Unescape(s string) (string, error) {
	if !strings.Contains(s, `\`) {
		return s, nil
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			b.WriteByte(s[i])
			continue
		}
		r, size, err := unescapeOne(s[i+1:])
		if err != nil {
			return "", err
		}
		b.WriteRune(r)
		i += size
	}
	return b.String(), nil
}

func unescapeOne(s string) (rune, int, error) {
	switch {
	case strings.HasPrefix(s, "t"):
		return '\t', 1, nil
	case strings.HasPrefix(s, "n"):
		return '\n', 1, nil
	case strings.HasPrefix(s, `\`):
		return '\\', 1, nil
	case strings.HasPrefix(s, "u{"):
		end := strings.IndexByte(s, '}')
		if end > 2 && end <= 8 {
			if n, err := strconv.ParseUint(s[2:end], 16, 32); err == nil && utf8.ValidRune(rune(n)) {
				return rune(n), end + 1, nil
			}
		}
	}
	return 0, 0, fmt.Errorf(`a backslash must begin \t, \n, \\ or \u{HEX}; write \\ for a backslash`)
}
