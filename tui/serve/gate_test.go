package serve

import (
	"io"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// through is what the gate makes of bytes that came in these pieces.
func through(g *gate, pieces ...string) string {
	var out []byte
	for _, p := range pieces {
		out = g.pass(out, []byte(p), time.Unix(0, 0))
	}
	return string(out)
}

func TestWhatATerminalSendsGoesThrough(t *testing.T) {
	for _, keys := range []string{
		"abc ÄÖ 語 e\u0301", "\t\r\x7f\x01\x00", "\x1b[A\x1b[1;5C\x1b[Z\x1bOP\x1bO5Q\x1b[15~\x1b[27;5;97~\x1b[97;5u\x1b[1:2;3:1u\x1b[3^", "\x1bb\x1b8\x1b\r\x1b\x7f",
		"\x1b\x1b[A", "\x1b[<0;10;20M\x1b[<64;1;1m", "\x1b[I\x1b[O", "\x1b[?2026;2$y\x1b[?1;2c\x1b[2;5R\x1b[?1u\x1b[?997;1n",
		"\x1b]11;rgb:ff/ff/ff\x07\x1b]11;rgb:ff/ff/ff\x1b\\", "\x1bP1+r524742\x1b\\\x1bP>|kitty 1\x1b\\", "\x1b[200~a note\r\nof ünï\x1b[201~j", "\x1b",
	} {
		if got := through(newGate(), keys); got != keys {
			t.Errorf("%q became %q", keys, got)
		}
		var pieces []string
		for i := range len(keys) {
			pieces = append(pieces, keys[i:i+1])
		}
		if got := through(newGate(), pieces...); got != keys {
			t.Errorf("byte by byte %q became %q", keys, got)
		}
	}
}

func TestWhatNoTerminalSendsIsDropped(t *testing.T) {
	for sent, want := range map[string]string{
		"a\x9bMabc":                                 "aMabc",
		"a\x80\xffb\xc3(c":                          "ab(c",
		"a\u009b31mb\u0085":                         "a31mb",
		"\x1b[Mabcd":                                "d",
		"\x1b[M\xff\xff\xffd":                       "d",
		"\x1b[65;30;97;1;0;65535_j":                 "j",
		"\x1b[48;9999;9999;0;0tj":                   "j",
		"\x1b[201~j":                                "j",
		"\x1b_Gi=1;AAAA\x1b\\j":                     "j",
		"\x1bXabc\x07j":                             "j",
		"\x1b^abc\x1b[Aj":                           "\x1b[Aj",
		"\x1b]52;c;\u202eAAAA\x07j":                 "\u202eAAAA\x07j", // what it said stays text
		"\x1b[1;\x1b[Aj":                            "\x1b[Aj",
		"\x1b[12345\x03j":                           "\x03j",
		"\x1bO\x1b[Aj":                              "\x1b[Aj",
		"\x1b[200~a\x1b[2Jb\x1b[201~":               "\x1b[200~a[2Jb\x1b[201~",
		"\x1b[200~a\x1b[20\x1b[201~j":               "\x1b[200~a[20\x1b[201~j",
		"\x1b[200~\x1b[200~\x1b[201~":               "\x1b[200~[200~\x1b[201~",
		"\x1b[200~\x1b]0;x\a\u009b31m\xff\x1b[201~": "\x1b[200~]0;x\a31m\x1b[201~",
		"\x1b[" + strings.Repeat("1;", 1000) + "Aj": "j",
		"\x1b]52;c;" + strings.Repeat("A", 100_000) + "\x07j":             "j",
		"\x1b[200~" + strings.Repeat("a", 2*mostPasted) + "\x1b[201~jj":   "\x1b[200~" + strings.Repeat("a", mostPasted) + "\x1b[201~jj",
		"\x1b[200~" + strings.Repeat("語", mostPasted/3+9) + "\x1b[201~jj": "\x1b[200~" + strings.Repeat("語", mostPasted/3) + "\x1b[201~jj",
	} {
		if got := through(newGate(), sent); got != want {
			t.Errorf("%.80q became %.80q, not %.80q", sent, got, want)
		}
	}
}

// A lone escape is a key, and what follows a moment later is another.
func TestTheEscapeKeyIsNotHeldBack(t *testing.T) {
	g, now := newGate(), time.Unix(0, 0)
	if got := string(g.pass(nil, []byte("\x1b"), now)); got != "\x1b" {
		t.Errorf("%q", got)
	}
	if got := string(g.pass(nil, []byte("[A"), now.Add(together/2))); got != "[A" {
		t.Errorf("the rest of a sequence became %q", got)
	}
	g.pass(nil, []byte("\x1b"), now)
	if got := string(g.pass(nil, []byte("[]"), now.Add(2*together))); got != "[]" {
		t.Errorf("keys after an escape became %q", got)
	}
	for _, begun := range []string{"\x1b]", "\x1b[1;", "\x1bO", "\x1b_"} { // what looks like a beginning holds nothing back for long
		g.pass(nil, []byte(begun), now)
		if got := string(g.pass(nil, []byte("jk"), now.Add(2*together))); got != "jk" {
			t.Errorf("keys after %q became %q", begun, got)
		}
	}
}

// allowed is all that may come out of the gate but printed characters.
var allowed = regexp.MustCompile(`\x1b(\[[ -?]*[` + regexp.QuoteMeta(keyEnds) + `]|O[0-9]*[A-Za-z]|P[ -~]*\x1b\\|\][ -~]*(\x07|\x1b\\)|[^\[\]PO_^X]|$)`)

func FuzzTheGateLetsOnlyKeysThrough(f *testing.F) {
	for _, keys := range strange() {
		f.Add(keys[:min(len(keys), 300)], uint8(3))
	}
	f.Fuzz(func(t *testing.T, keys string, size uint8) {
		g := newGate()
		var out strings.Builder
		for rest := keys; rest != ""; {
			n := min(len(rest), int(size)+1)
			out.WriteString(through(g, rest[:n]))
			rest = rest[n:]
		}
		if out.Len() > len(keys) || len(g.held) > 3*longestReport {
			t.Fatalf("%d bytes became %d, %d are held", len(keys), out.Len(), len(g.held))
		}
		if !utf8.ValidString(out.String()) {
			t.Fatalf("%q is no text", out.String())
		}
		for _, r := range allowed.ReplaceAllString(out.String(), "") {
			if r == 0x1b || r >= 0x80 && r < 0xa0 {
				t.Fatalf("%U is left in %q", r, out.String())
			}
		}
	})
}

func TestKeysAreSlowedDownToWhatSomebodyPresses(t *testing.T) {
	var p pace
	now := time.Unix(0, 0)
	if d := p.wait(keysAtOnce, now); d != 0 {
		t.Errorf("the first keys wait %s", d)
	}
	if d := p.wait(keysASecond, now); d != time.Second {
		t.Errorf("a second's keys more wait %s", d)
	}
	if d := p.wait(1, now.Add(time.Minute)); d != 0 {
		t.Errorf("a key after a while waits %s", d)
	}
	paste := newGate()
	through(paste, "\x1b[200~"+strings.Repeat("a", 20_000)+"\x1b[201~")
	if paste.cost > keysAtOnce/4 {
		t.Errorf("the longest note costs as much as %d keys", paste.cost)
	}
}

// pieces are read one after the other.
type pieces []string

func (p *pieces) Read(b []byte) (int, error) {
	if len(*p) == 0 {
		return 0, io.EOF
	}
	n := copy(b, (*p)[0])
	if (*p)[0] = (*p)[0][n:]; (*p)[0] == "" {
		*p = (*p)[1:]
	}
	return n, nil
}

func TestWhatIsTypedIsReadWholeAndItsEndIsSaid(t *testing.T) {
	pressed, ended := 0, 0
	i := &input{
		from: &pieces{"abc", "\x9b\x9b", strings.Repeat("d", 100), "\x1b[", "A"}, gate: newGate(),
		pressed: func() { pressed++ }, ended: func() { ended++ },
	}
	var got strings.Builder
	for p := make([]byte, 7); ; {
		n, err := i.Read(p)
		got.Write(p[:n])
		if err == io.EOF {
			break
		}
		must(t, err)
		if n == 0 {
			t.Fatal("nothing was read, and that is not said")
		}
	}
	if got.String() != "abc"+strings.Repeat("d", 100)+"\x1b[A" || pressed != 5 || ended != 1 {
		t.Errorf("%q, %d times something came, the end was said %d times", got.String(), pressed, ended)
	}
}
