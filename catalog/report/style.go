package report

import (
	"cmp"
	"fmt"
	"strconv"
)

// Style is how the documents of a client look, and what their pages say at the top.
type Style struct {
	Header   string // of every page
	Class    string // who may read it, where the document does not say
	Logo     *Logo  // nil: none
	Colours  Colours
	Template []byte // a .docx whose head, foot and styles stay; empty: none
}

// Logo is a picture as PNG.
type Logo struct {
	PNG           []byte
	Width, Height int    // in pixels
	Alt           string // what it shows, in words
}

// Within is how wide and high the logo is where it may be no more than that.
func (l *Logo) Within(wide, high int) (w, h int) {
	w, h = l.Width*high/l.Height, high
	if w > wide {
		w, h = wide, l.Height*wide/l.Width
	}
	return max(w, 1), max(h, 1)
}

// Colours are those of what is done, of what carries over and of what is new, as
// RRGGBB. The first is also that of headings and rules. Empty: the house's own.
type Colours struct{ Main, Second, Third string }

// Or is the colours with others where there are none.
func (c Colours) Or(others Colours) Colours {
	return Colours{cmp.Or(c.Main, others.Main), cmp.Or(c.Second, others.Second), cmp.Or(c.Third, others.Third)}
}

// Dress gives a document the looks of a style; nil leaves it as it is.
func (d *Document) Dress(s *Style) {
	if s == nil {
		return
	}
	d.Look, d.Header = *s, s.Header
	d.Class = cmp.Or(d.Class, s.Class)
}

// Tint is a colour, of six hexadecimal digits, so light that dark words read on it.
func Tint(colour string) string {
	n, err := strconv.ParseUint(colour, 16, 32)
	if err != nil {
		return colour
	}
	light := func(c uint64) uint64 { return 255 - (255-c&255)/10 }
	return fmt.Sprintf("%02X%02X%02X", light(n>>16), light(n>>8), light(n))
}
