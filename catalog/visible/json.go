package visible

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"
)

// JSON escapes what encoding/json leaves raw: DEL, C1 controls,
// bidirectional and invisible characters. Outside strings JSON is ASCII, so
// every other character stands inside one.
func JSON(raw []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(raw))
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		one := raw[:size]
		raw = raw[size:]
		if r == '\n' || r >= 0x20 && r < 0x7f || Line(string(one)) == string(one) {
			b.Write(one)
			continue
		}
		if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
			continue
		}
		fmt.Fprintf(&b, `\u%04x`, r)
	}
	return b.Bytes()
}
