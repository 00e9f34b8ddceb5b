package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"crosswalk/catalog/visible"
)

// paper is what is printed on: line below line, none taken back.
type paper struct {
	to    io.Writer
	width int   // cells of a line
	err   error // the first that printing met
}

// say prints one thought. Whatever people typed in it is made visible and stays on
// its line, so that no note can look like a word of the program.
func (p *paper) say(format string, args ...any) {
	lines := visible.Fold(visible.Line(fmt.Sprintf(format, args...)), p.width)
	p.print(strings.Join(lines, "\n") + "\n")
}

// prompt prints what is asked, and leaves the rest of the line to the person.
func (p *paper) prompt(what string) {
	lines := visible.Fold(visible.Line(what), p.width-1)
	p.print(strings.Join(lines, "\n") + " ")
}

func (p *paper) print(text string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.to, text)
	}
}

// longest is the most bytes of a line that is typed: a note of assess.MaxNote
// characters in any script.
const longest = 128 << 10

// line is one line that was typed; long says that it was too long to be taken.
type line struct {
	text string
	long bool
}

// listen hands over what is typed, a line at a time, and closes the channel at its
// end. A last line that was not ended counts.
func listen(ctx context.Context, from io.Reader, to chan<- line) {
	defer func() {
		_ = recover() // a reader that breaks is one that ends
		close(to)
	}()
	r := bufio.NewReaderSize(from, longest)
	for {
		raw, more, err := r.ReadLine()
		if err != nil {
			return
		}
		next := line{string(raw), more}
		for more && err == nil {
			_, more, err = r.ReadLine()
		}
		select {
		case <-ctx.Done():
			return
		case to <- next:
		}
	}
}

var errTooLong = errors.New("the line is too long and was not taken; put it on several lines")
