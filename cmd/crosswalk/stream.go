package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// maxLine is the most bytes of a line of answer --stdin, without its end.
const maxLine = 1 << 20

// answerStream saves an answer a line, each in a transaction of its own. A
// line is echoed once it is on disk, and not before: whoever reads the echo
// knows what is safe.
func (x *app) answerStream(cmd *cobra.Command, args []string, overSettled bool) error {
	if len(args) > 0 {
		return usage("%q is too much; with --stdin the items come line by line", args[0])
	}
	var extra string
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Name != "stdin" && f.Name != overSettledName && cmd.InheritedFlags().Lookup(f.Name) == nil {
			extra = f.Name
		}
	})
	if extra != "" {
		return usage("--%s does not go with --stdin; a line holds item, rating and note", extra)
	}
	return x.write(cmd.Context(), func(d desk) error { return x.stream(cmd.Context(), d, overSettled) })
}

func (x *app) stream(ctx context.Context, d desk, overSettled bool) error {
	lines := lineReader{r: bufio.NewReaderSize(x.in, 1<<16)}
	refused := 0
	for {
		line, long, err := lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("the input could not be read: %w", err)
		}
		if line == "" {
			continue
		}
		if err := x.streamLine(ctx, d, line, long, overSettled); err != nil {
			if x.out.err != nil || ctx.Err() != nil {
				return err
			}
			refused++
		}
	}
	if refused > 0 {
		return fmt.Errorf("%s of the input refused; stdout says which and why", count(refused, "line"))
	}
	return nil
}

// streamLine saves one line and says so, or says why not.
func (x *app) streamLine(ctx context.Context, d desk, line string, long, overSettled bool) error {
	item, number, note, err := "", "", "", error(nil)
	if long {
		item = head(line)
		err = fmt.Errorf("the line is longer than %d bytes", maxLine)
	} else {
		item, number, note, err = saveLine(ctx, d, line, overSettled)
	}
	if err != nil {
		x.fields("refused", visible.Escape(item), visible.Escape(err.Error()))
		return err
	}
	x.fields("saved", number, visible.Escape(note))
	return x.out.err
}

// fields prints fields that are escaped already, in one write.
func (x *app) fields(fields ...string) {
	fmt.Fprintln(x.out, strings.Join(fields, "\t"))
}

// saveLine saves one line: item as it was typed, the standard's number of it,
// and the note or reason that was saved.
func saveLine(ctx context.Context, d desk, line string, overSettled bool) (item, number, note string, err error) {
	r, err := parseLine(line)
	if err != nil {
		return head(line), "", "", err
	}
	r.overSettled = overSettled
	_, _, err = d.do(ctx, func(a *assess.Assessment) ([]assess.Change, error) {
		it, err := findItem(d.cat, a, r.item)
		if err != nil {
			return nil, err
		}
		number = it.Number
		return r.decide(d.cat, a, "")
	})
	note = r.reason
	if r.note != nil {
		note = *r.note
	}
	return r.item, number, note, err
}

// parseLine reads item, tab, rating, tab, note. Where the rating is na the
// third field is the reason; an empty rating, or an empty note, leaves what
// stands.
func parseLine(line string) (request, error) {
	var r request
	if !utf8.ValidString(line) {
		return r, errors.New("the line is not valid UTF-8")
	}
	fields := strings.Split(line, "\t")
	if len(fields) > 3 {
		return r, errors.New(`the line has more than three fields; inside a note a tab is written \t`)
	}
	for i, f := range fields {
		text, err := visible.Unescape(f)
		if err != nil {
			return r, err
		}
		fields[i] = text
	}
	fields = append(fields, "", "")
	r.item = fields[0]
	text := fields[2]
	if fields[1] == "" && text == "" {
		return r, errors.New("the line has neither a rating nor a note; it is item, tab, rating, tab, note")
	}
	if fields[1] != "" {
		var err error
		if r.judgement, err = parseRating(fields[1]); err != nil {
			return r, err
		}
	}
	switch {
	case r.judgement.state == assess.NA:
		r.reason = text
	case text != "":
		r.note = &text
	}
	return r, nil
}

// head is the first field of a line that could not be read, cut short.
func head(line string) string {
	item, _, _ := strings.Cut(line, "\t")
	item = strings.ToValidUTF8(item, "\uFFFD")
	if runes := []rune(item); len(runes) > 40 {
		item = string(runes[:40]) + "…"
	}
	return item
}

// lineReader reads lines of at most maxLine bytes; a longer one costs no more
// memory.
type lineReader struct {
	r     *bufio.Reader
	begun bool
}

// next is the next line without its end, CR LF or LF; of one that is too long,
// the beginning. A last line without an end counts.
func (l *lineReader) next() (line string, long bool, err error) {
	var b []byte
	for {
		part, err := l.r.ReadSlice('\n')
		ended := err == nil
		if ended {
			part = part[:len(part)-1]
		}
		if room := maxLine + 1 - len(b); len(part) > room { // one for the CR
			part, long = part[:room], true
		}
		b = append(b, part...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && (!errors.Is(err, io.EOF) || len(b) == 0) {
			return "", false, err
		}
		break
	}
	line = strings.TrimSuffix(string(b), "\r")
	if !l.begun {
		l.begun = true
		line = strings.TrimPrefix(line, "\uFEFF") // some shells put it before what they pipe
	}
	return line, long || len(line) > maxLine, nil
}
