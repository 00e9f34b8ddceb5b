package intake

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

// decodeText makes UTF-8 of the file, and says so where the file did not show
// what it is: UTF-8 and a mark of UTF-16 show it.
func decodeText(raw []byte) (s, remark string, err error) {
	switch order := unmarked(raw); {
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		s, err = decodeUTF16(raw[2:], binary.LittleEndian)
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		s, err = decodeUTF16(raw[2:], binary.BigEndian)
	case order != nil:
		remark = "the text is read as UTF-16"
		s, err = decodeUTF16(raw, order)
	default:
		s, remark, err = decodeBytes(raw)
	}
	if err != nil {
		return "", "", err
	}
	if strings.TrimSpace(s) == "" {
		return "", "", errors.New("the file is empty")
	}
	if !strings.Contains(s, "\n") {
		s = strings.ReplaceAll(s, "\r", "\n") // the lines of an old Mac
	}
	return s, remark, nil
}

// unmarked is the order of the bytes in UTF-16 without a mark: separators,
// figures and line ends have a zero on the same side of each pair.
func unmarked(raw []byte) binary.ByteOrder {
	zeros := [2]int{}
	head := raw[:min(len(raw), 4096)&^1]
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	units := len(head) / 2
	enough := max(4, units/16)
	switch {
	case zeros[0] == 0 && zeros[1] >= enough:
		return binary.LittleEndian
	case zeros[1] == 0 && zeros[0] >= enough:
		return binary.BigEndian
	}
	return nil
}

func decodeUTF16(raw []byte, order binary.ByteOrder) (string, error) {
	units := make([]uint16, len(raw)/2)
	replaced := 0
	for i := range units {
		if units[i] = order.Uint16(raw[2*i:]); units[i] == utf8.RuneError {
			replaced++
		}
	}
	s := string(utf16.Decode(units))
	if len(raw)%2 != 0 || strings.Count(s, string(utf8.RuneError)) != replaced {
		return "", errors.New("the file is damaged UTF-16; save the sheet as UTF-8 and try again")
	}
	if strings.ContainsRune(s, 0) {
		return "", errors.New("the file holds a NUL character, so this is neither CSV nor XLSX; save the sheet as one of them")
	}
	return s, nil
}

// decodeBytes reads UTF-8, or else the code page that the bytes fit.
func decodeBytes(raw []byte) (s, remark string, err error) {
	text := bytes.TrimPrefix(raw, []byte("\xEF\xBB\xBF"))
	for line, rest := 1, text; len(rest) > 0; line++ {
		one, after, _ := bytes.Cut(rest, []byte("\n"))
		if bytes.IndexByte(one, 0) >= 0 {
			return "", "", fmt.Errorf("line %d holds a NUL character, so this is neither CSV nor XLSX; save the sheet as one of them", line)
		}
		if !utf8.Valid(one) {
			s, name := codePage(raw)
			if name == "" || len(text) < len(raw) {
				return "", "", fmt.Errorf("line %d is not valid UTF-8; save the sheet as UTF-8 (in Excel: \"CSV UTF-8\") and try again", line)
			}
			return s, "the text is read as " + name + ", for it is no UTF-8", nil
		}
		rest = after
	}
	return string(text), "", nil
}

// codePage is the text and the name of the code page that the bytes fit; no
// name where they fit none.
func codePage(raw []byte) (s, name string) {
	if s, ok := decoded(raw, japanese.ShiftJIS); ok && looksJapanese(s) {
		return s, "Shift_JIS"
	}
	west, isWest := decoded(raw, charmap.Windows1252)
	if !isWest || lettersInside(raw, charmap.Windows1250, charmap.Windows1252) > lettersInside(raw, charmap.Windows1252, charmap.Windows1250) {
		if east, ok := decoded(raw, charmap.Windows1250); ok {
			return east, "Windows-1250"
		}
	}
	switch {
	case !isWest:
		return "", ""
	case strings.ContainsFunc(west, func(r rune) bool { return r > 0xFF }):
		return west, "Windows-1252"
	}
	return west, "Windows-1252 (Latin-1)"
}

// decoded is the text in a code page, where every byte has a place in it.
func decoded(raw []byte, page encoding.Encoding) (string, bool) {
	b, err := page.NewDecoder().Bytes(raw)
	s := string(b)
	return s, err == nil && !strings.ContainsFunc(s, func(r rune) bool { return r == utf8.RuneError || r >= 0x80 && r < 0xA0 })
}

// looksJapanese reports whether most wide letters stand beside another: one
// alone between small letters is an accent of another code page.
func looksJapanese(s string) bool {
	wide, inRow := 0, 0
	before := rune(0)
	for _, r := range s {
		if isWide(r) {
			wide++
			if isWide(before) {
				inRow++
			}
		}
		before = r
	}
	return wide > 0 && 2*inRow >= wide
}

func isWide(r rune) bool {
	return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) && r < 0xFF00
}

// lettersInside counts the places inside a word where one page has a letter and
// the other a sign.
func lettersInside(raw []byte, this, other *charmap.Charmap) int {
	letter := func(b byte) bool { return unicode.IsLetter(this.DecodeByte(b)) }
	n := 0
	for i := 1; i+1 < len(raw); i++ {
		if b := raw[i]; b >= 0x80 && letter(b) && !unicode.IsLetter(other.DecodeByte(b)) && letter(raw[i-1]) && letter(raw[i+1]) {
			n++
		}
	}
	return n
}
