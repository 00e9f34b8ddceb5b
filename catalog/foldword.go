package catalog

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FoldWord is a word as it is compared: NFKC, lower case, one blank, accents
// combined, without punctuation and signs around and between. Where there is
// nothing else, the signs are the word: ✓, ×, ○; any dash is then a hyphen.
func FoldWord(s string) string {
	s = norm.NFKC.String(strings.ToLower(norm.NFKC.String(s)))
	if words := lettersOf(s); words != "" {
		return words
	}
	return signsOf(s)
}

func lettersOf(s string) string {
	var b strings.Builder
	apart := false
	for _, r := range s {
		switch {
		case carries(r):
			if apart && b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			apart = false
		case unseen(r):
		case unicode.IsMark(r):
			if !apart && b.Len() > 0 { // on a letter
				b.WriteRune(r)
			}
		default:
			apart = true
		}
	}
	return norm.NFKC.String(b.String())
}

// carries reports whether a rune makes a word by itself; 〇 is a number to
// Unicode, and a circle to those who write it.
func carries(r rune) bool { return r != '〇' && (unicode.IsLetter(r) || unicode.IsNumber(r)) }

// unseen are the runes that only say how their neighbours are drawn: joiners,
// and whether a sign is a picture.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cf, unicode.Me, unicode.Variation_Selector)
}

func signsOf(s string) string {
	var b strings.Builder
	var last rune
	for _, r := range s {
		switch {
		case unicode.IsSpace(r), unicode.IsMark(r), unseen(r), unicode.IsControl(r), unicode.In(r, unicode.Ps, unicode.Pe, unicode.Pi, unicode.Pf), strings.ContainsRune("\"'`", r):
			continue
		case unicode.Is(unicode.Pd, r), r == '−':
			r = '-'
		}
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

var (
	bracketed  = pattern(`\([^)]*\)|\[[^\]]*\]|（[^）]*）`)
	inPerCent  = pattern(`(?i)(\bin )?[%％]`)
	ofStandard = pattern(`(^| )(din )?(en )?(iso )?(iec )?(27001|27002|42001)( (2013|2017|2022|2023))?( |$)|^iso (iec )?`)
	ofScale    = pattern(` (scale )?[01]( to| bis| à| a)? \d{1,3}$`)
)

// foldHeading is a heading as it is compared: without brackets, unit, scale and
// the name of the standard, unless it is nothing else.
func foldHeading(s string) string {
	whole := FoldWord(s)
	bare := FoldWord(inPerCent().ReplaceAllString(bracketed().ReplaceAllString(s, " "), " "))
	for _, without := range []*regexp.Regexp{ofStandard(), ofScale()} {
		bare = strings.TrimSpace(without.ReplaceAllString(bare, " "))
	}
	if bare == "" {
		return whole
	}
	return bare
}
