package visible_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"crosswalk/catalog/visible"
)

// payloads are what hostile notes, names and files try on a terminal.
var payloads = []struct {
	name, text, line string
}{
	{"OSC 52 writes the clipboard", "\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"},
	{"OSC 8 hides a link", "\x1b]8;;http://evil\x1b\\ok\x1b]8;;\x1b\\", `␛]8;;http://evil␛\ok␛]8;;␛\`},
	{"CSI clears the screen", "\x1b[2J\x1b[H", "␛[2J␛[H"},
	{"DCS asks the terminal", "\x1bP$q\"p\x1b\\", `␛P$q"p␛\`},
	{"APC speaks to the terminal", "\x1b_Gf=100;AAAA\x1b\\", `␛_Gf=100;AAAA␛\`},
	{"C1 begins a sequence in one character", "\u009b2J\u009d0;evil\u009c", "⟨U+009B⟩2J⟨U+009D⟩0;evil⟨U+009C⟩"},
	{"BEL rings", "a\ab", "a␇b"},
	{"BS takes back", "evil\b\b\b\bgood", "evil␈␈␈␈good"},
	{"CR overwrites", "evil\rgood", "evil␍good"},
	{"bidi override turns round", "abc\u202edef\u2066x\u2069", "abc⟨U+202E⟩def⟨U+2066⟩x⟨U+2069⟩"},
	{"zero width space hides", "ad\u200bmin\u200d\u2060", "ad⟨U+200B⟩min⟨U+200D⟩⟨U+2060⟩"},
	{"byte order mark hides", "\ufeffid", "⟨U+FEFF⟩id"},
	{"line separators break", "a\u2028b\u2029c\u0085d", "a⟨U+2028⟩b⟨U+2029⟩c⟨U+0085⟩d"},
	{"soft hyphen hides", "a\u00adb", "a⟨U+00AD⟩b"},
	{"tags hide a message", "x\U000e0041\U000e007f", "x⟨U+E0041⟩⟨U+E007F⟩"},
	{"surrogates and broken UTF-8", "a\xed\xa0\x80b\xffc\xc3", "a⟨ED⟩⟨A0⟩⟨80⟩b⟨FF⟩c⟨C3⟩"},
	{"many marks climb out of the line", "e" + strings.Repeat("\u0301", 6), "e" + strings.Repeat("\u0301", 4) + "⟨U+0301⟩⟨U+0301⟩"},
	{"DEL", "a\x7fb", "a␡b"},
	{"fillers and variation selectors draw nothing", "\u3164\u115f\u2800\ufe0f\u034f", "⟨U+3164⟩⟨U+115F⟩⟨U+2800⟩⟨U+FE0F⟩⟨U+034F⟩"},
	{"private use draws anything", "\ue000\U00100000", "⟨U+E000⟩⟨U+100000⟩"},
	{"NUL", "a\x00b", "a␀b"},
	{"tab and line feed", "a\tb\nc", "a␉b␊c"},
}

func TestHostileTextOnOneLine(t *testing.T) {
	for _, p := range payloads {
		if got := visible.Line(p.text); got != p.line {
			t.Errorf("%s: %+q; right is %+q", p.name, got, p.line)
		}
	}
}

func TestHostileTextOnSeveralLines(t *testing.T) {
	for _, p := range payloads {
		want := p.line
		if p.name == "tab and line feed" {
			want = "a    b\nc"
		}
		if got := visible.Text(p.text); got != want {
			t.Errorf("%s: %+q; right is %+q", p.name, got, want)
		}
	}
	if got := visible.Text("a\r\nb\rc\n"); got != "a\nb␍c\n" {
		t.Errorf("%+q", got)
	}
}

func TestOrdinaryTextStaysAsItIs(t *testing.T) {
	for _, s := range []string{"", "plain", "Größe, naïve, Łódź", "日本語", "e\u0301", "Ελληνικά", "العربية", "✓ … – “”", "🙂", "a\u00a0b", "\ufffd"} {
		if got := visible.Line(s); got != s {
			t.Errorf("%+q became %+q", s, got)
		}
		if got := visible.Text(s); got != s {
			t.Errorf("%+q became %+q", s, got)
		}
	}
}

// harm is the first character that must never reach a terminal.
func harm(s string, lines bool) (rune, bool) {
	marks := 0
	for _, r := range s {
		if unicode.Is(unicode.M, r) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case r == '\n' && lines:
		case r < 0x20, r >= 0x7f && r <= 0x9f, marks > 4,
			unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Cs, unicode.Co, unicode.Bidi_Control,
				unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
			return r, true
		}
	}
	return 0, false
}

func checkSafe(t interface {
	Fatalf(format string, args ...any)
}, s string,
) {
	for lines, shown := range map[bool]string{false: visible.Line(s), true: visible.Text(s)} {
		if r, found := harm(shown, lines); found {
			t.Fatalf("%+q is shown as %+q, which holds %U", s, shown, r)
		}
		if !utf8.ValidString(shown) {
			t.Fatalf("%+q is shown as %+q, which is no UTF-8", s, shown)
		}
		if s != "" && shown == "" {
			t.Fatalf("%+q is dropped", s)
		}
	}
}

func checkEscape(t interface {
	Fatalf(format string, args ...any)
}, s string,
) {
	escaped := visible.Escape(s)
	if r, found := harm(strings.Map(withoutMarks, escaped), false); found {
		t.Fatalf("%+q is written as %+q, which holds %U", s, escaped, r)
	}
	back, err := visible.Unescape(escaped)
	if err != nil || utf8.ValidString(s) && back != s {
		t.Fatalf("%+q became %+q and %+q, %v", s, escaped, back, err)
	}
}

// withoutMarks drops marks: a file may hold any number of them.
func withoutMarks(r rune) rune {
	if unicode.Is(unicode.M, r) && !unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) {
		return -1
	}
	return r
}

func TestNothingThatATerminalActsOnIsEverShown(t *testing.T) {
	var page strings.Builder // 256 characters at a time, kept apart so that marks don't pile up
	for r := rune(0); r <= 0xf_0fff; r++ {
		if r == 0x2_0000 {
			r = 0xe_0000 // between stand ideographs, like those below, and nothing
		}
		if utf8.ValidRune(r) {
			page.WriteRune(r)
			page.WriteByte('.')
		}
		if r%256 == 255 {
			checkSafe(t, page.String())
			checkEscape(t, page.String())
			page.Reset()
		}
	}
	rapid.Check(t, func(t *rapid.T) { checkSafe(t, string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes"))) })
}

func TestWhatIsEscapedReadsBackToTheByte(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkEscape(t, rapid.String().Draw(t, "text")) })
	for text, want := range map[string]string{
		"plain": "plain", "a\tb\nc\\d": `a\tb\nc\\d`, "\x1b[2J": `\u{1B}[2J`, "\u202e": `\u{202E}`, "\x7f\x00": `\u{7F}\u{0}`,
		`\u{41}`: `\\u{41}`, "é": "é", "\r": `\u{D}`,
	} {
		if got := visible.Escape(text); got != want {
			t.Errorf("%+q is written %s; right is %s", text, got, want)
		}
		checkEscape(t, text)
	}
}

func TestABackslashThatBeginsNothingIsRefused(t *testing.T) {
	for _, s := range []string{`\`, `a\`, `\x`, `\u`, `\u{`, `\u{}`, `\u{41`, `\u{D800}`, `\u{110000}`, `\u{0000041}`, `\u{+1}`, `\u{g}`, `\N`} {
		if got, err := visible.Unescape(s); err == nil || !strings.Contains(err.Error(), `a backslash must begin \t, \n, \\ or \u{HEX}`) {
			t.Errorf("%s reads as %+q, %v", s, got, err)
		}
	}
	if got, err := visible.Unescape(`\u{41}\u{10FFFF}`); err != nil || got != "A\U0010ffff" {
		t.Errorf("%+q, %v", got, err)
	}
}

var floods = []string{"\x1b[", "\u202e", "\xff", "e\u0301\u0301\u0301\u0301\u0301\u0301"}

// As many bytes in one piece as in 256 take as long: were the time to grow with
// the square, it would be 256 times as long. The best of several in turn, for
// machines that do other work.
func TestAFloodOfEscapesTakesNoLongerInOnePiece(t *testing.T) {
	const pieces = 256
	for _, unit := range floods {
		small := strings.Repeat(unit, (4<<10)/len(unit))
		took := [2]time.Duration{time.Hour, time.Hour}
		for range 3 {
			for i, c := range []struct {
				text  string
				times int
			}{{small, pieces}, {strings.Repeat(small, pieces), 1}} {
				start := time.Now()
				for range c.times {
					if shown := visible.Line(c.text); len(shown) < len(c.text) {
						t.Errorf("%+q: something was dropped", unit)
					}
				}
				took[i] = min(took[i], time.Since(start))
			}
		}
		if took[1] > 20*took[0] {
			t.Errorf("%d pieces of %+q take %v, and in one %v", pieces, unit, took[0], took[1])
		}
	}
}

// The figure is under a second for eight mebibytes.
func BenchmarkAFlood(b *testing.B) {
	for _, unit := range floods {
		b.Run(fmt.Sprintf("%+q", unit[:min(len(unit), 5)]), func(b *testing.B) {
			flood := strings.Repeat(unit, (8<<20)/len(unit))
			b.SetBytes(int64(len(flood)))
			for b.Loop() {
				visible.Line(flood)
			}
		})
	}
}

func FuzzNothingHarmfulIsShown(f *testing.F) {
	for _, p := range payloads {
		f.Add(p.text)
	}
	f.Fuzz(func(t *testing.T, s string) { checkSafe(t, s) })
}

func FuzzEscapeReadsBack(f *testing.F) {
	for _, p := range payloads {
		f.Add(p.text)
	}
	f.Fuzz(func(t *testing.T, s string) { checkEscape(t, s) })
}

func FuzzUnescapeNeverBreaks(f *testing.F) {
	for _, s := range []string{`\u{41}`, `\t\n\\`, `\`, `\u{`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, err := visible.Unescape(s)
		if err != nil || !utf8.ValidString(s) {
			return
		}
		if back, err := visible.Unescape(visible.Escape(text)); err != nil || back != text {
			t.Fatalf("%+q reads as %+q, and that as %+q, %v", s, text, back, err)
		}
	})
}
