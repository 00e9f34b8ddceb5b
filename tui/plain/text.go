package plain

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// What ends a text or a form, and what leaves one: lines that nobody means as text.
const (
	done  = "."
	leave = ".leave"
	drop  = ".drop"
)

// keep writes down what is being typed, as soon as a line of it was entered: a line
// that drops, or a machine, then takes nothing with it.
func (t *talk) keep(d screen.Draft, text string) {
	// Also when the window closes.
	if err := t.s.KeepDraft(context.WithoutCancel(t.s.Context), d, text); err != nil {
		t.refuse(err)
	}
}

// forget lets go of a draft that was saved or given up.
func (t *talk) forget(d screen.Draft) {
	if !t.s.HasDraft(d) {
		return
	}
	if err := t.s.DropDraft(t.s.Context, d); err != nil {
		t.refuse(err)
	}
}

// unsaved is a draft that was left before.
func (t *talk) unsaved(d screen.Draft) (string, bool) {
	text, ok, err := t.s.DraftOf(t.s.Context, d)
	if err != nil {
		t.refuse(err)
	}
	return text, ok
}

// sayDrafts names what this person was typing when they left.
func (t *talk) sayDrafts() {
	all, err := t.s.DB.Drafts(t.s.Context, t.s.Actor, t.id)
	if err != nil {
		t.refuse(err)
	}
	for _, at := range all {
		what := strings.TrimPrefix(at.Field, "form ")
		t.say("Never saved, %s of: %s", what, assess.SubjectName(t.s.Catalog, t.now.Assessment, at.Subject))
	}
	if len(all) > 0 {
		t.say("The command that began it goes on with it.")
	}
}

// write has a text of several lines typed, below the lines it has, and saves it. It
// is kept after each line, and stays where saving is refused.
func (t *talk) write(d screen.Draft, what, was string, save func(text string) bool) {
	lines := linesOf(was)
	if text, ok := t.unsaved(d); ok && text != was {
		t.say("A draft of the %s that was never saved is taken up.", what)
		lines = linesOf(text)
	}
	t.sayLines(lines)
	t.say("Type lines; a single dot saves, .leave keeps it for later, .help says more.")
	for {
		text, ok := t.ask(fmt.Sprintf("Line %d:", len(lines)+1))
		switch {
		case !ok || text == leave:
			t.say("The %s is not saved yet; what you typed is kept.", what)
			return
		case text == drop:
			t.forget(d)
			t.say("What you typed is dropped; the %s is as it was.", what)
			return
		case text == done:
			if save(strings.Join(lines, "\n")) {
				t.forget(d)
				return
			}
			continue
		case text == ".help":
			t.sayTextHelp()
			continue
		case text == ".read":
			t.sayLines(lines)
			continue
		}
		lines = t.edit(lines, text)
		t.keep(d, strings.Join(lines, "\n"))
	}
}

func (t *talk) sayTextHelp() {
	for _, l := range []string{
		"A line is put below the others, as typed.",
		". alone: saves the text",
		".leave: leaves it, and keeps it as a draft",
		".drop: drops what was typed",
		".read: reads the lines",
		".2 and a text: puts it in place of line 2",
		".2 alone: takes line 2 away",
		"A line that begins with a dot is typed with two.",
	} {
		t.say("%s", l)
	}
}

func (t *talk) sayLines(lines []string) {
	for i, l := range lines {
		t.say("Line %d is: %s", i+1, l)
	}
}

func linesOf(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

// edit puts a line that was typed below the others, or in place of one by its
// number. A line that begins with a dot and means none of that is text.
func (t *talk) edit(lines []string, text string) []string {
	if strings.HasPrefix(text, "..") {
		return append(lines, text[1:])
	}
	number, rest, more := strings.Cut(strings.TrimPrefix(text, done), " ")
	at, err := strconv.Atoi(number)
	if !strings.HasPrefix(text, done) || err != nil || at < 1 || at > len(lines) {
		return append(lines, text)
	}
	t.say("Line %d was: %s", at, lines[at-1])
	if more {
		lines[at-1] = rest
		return lines
	}
	return append(lines[:at-1], lines[at:]...)
}

// field is one thing that a form asks.
type field struct {
	label string
	hint  string
	is    string                  // what stands; of a choice the word by which it is kept
	given string                  // typed behind the command already; empty: nothing
	words []string                // of a choice: what it is kept as
	names []string                // of a choice, where it is called otherwise; nil: as it is kept
	check func(text string) error // nil: everything is right
}

// fill asks field after field, the way forms do, and saves. What was typed is kept
// after each, under the same name as in the drawn form; where saving is refused it
// stays.
func (t *talk) fill(d screen.Draft, title string, fields []*field, save func() bool) bool {
	began := values(fields)
	t.say("%s", title)
	if text, ok := t.unsaved(d); ok {
		t.say("A draft that was never saved is taken up.")
		for at, words := range dialog.ReadFormText(text) {
			if at < len(fields) {
				fields[at].is = words
			}
		}
	}
	t.teach()
	for _, f := range fields {
		if f.given != "" && f.take(f.given) == nil {
			t.keepForm(d, dialog.FormText(began, values(fields)))
			continue
		}
		switch t.fillOne(f) {
		case stop:
			t.say("It is not saved yet; what you typed is kept.")
			return false
		case dropped:
			t.forget(d)
			t.say("What you typed is dropped.")
			return false
		case rest:
			return t.filled(d, fields, save)
		}
		t.keepForm(d, dialog.FormText(began, values(fields)))
	}
	return t.filled(d, fields, save)
}

// teach says once how fields are answered.
func (t *talk) teach() {
	if !t.taught {
		t.say("An empty line leaves a field as it is, a dash empties it, a single dot takes the rest as it is, .leave leaves.")
	}
	t.taught = true
}

func (t *talk) keepForm(d screen.Draft, text string) {
	if text != "" {
		t.keep(d, text)
	}
}

// filled looks at all fields again, since a draft may hold what is not right, and
// saves.
func (t *talk) filled(d screen.Draft, fields []*field, save func() bool) bool {
	for _, f := range fields {
		if f.check == nil {
			continue
		}
		if err := f.check(f.is); err != nil {
			t.refuse(err)
			t.say("It is not saved; the same command goes on with what you typed.")
			return false
		}
	}
	if !save() {
		return false
	}
	t.forget(d)
	return true
}

func values(fields []*field) []string {
	all := make([]string, len(fields))
	for i, f := range fields {
		all[i] = f.is
	}
	return all
}

// outcome is how a field was left.
type outcome int

const (
	next    outcome = iota
	rest            // what is left stays as it is
	stop            // leave, and keep what was typed
	dropped         // leave, and drop it
)

// fillOne asks one field until what stands in it is right.
func (t *talk) fillOne(f *field) outcome {
	if f.hint != "" {
		t.say("%s: %s", f.label, f.hint)
	}
	for i, name := range f.options() {
		t.say("%d: %s", i+1, name)
	}
	if f.is != "" {
		t.say("%s now: %s", f.label, f.shown())
	}
	for {
		text, ok := t.ask(f.label + ":")
		switch {
		case !ok || text == leave:
			return stop
		case text == drop:
			return dropped
		case text == done:
			return rest
		}
		if err := f.take(text); err != nil {
			t.refuse(err)
			continue
		}
		return next
	}
}

// options are the names of a choice.
func (f *field) options() []string {
	if f.names != nil {
		return f.names
	}
	return f.words
}

// shown is what stands, by its name.
func (f *field) shown() string {
	for i, w := range f.words {
		if w == f.is {
			return f.options()[i]
		}
	}
	return f.is
}

// take puts what was typed into the field, unless it is not right.
func (f *field) take(text string) error {
	is := text
	switch {
	case text == "":
		is = f.is
	case text == "-":
		is = ""
	case f.words != nil:
		at, err := chosen(strings.TrimSpace(text), len(f.words), func(i int) string { return f.options()[i] })
		if err != nil {
			return err
		}
		is = f.words[at]
	}
	if f.check != nil {
		if err := f.check(is); err != nil {
			return err
		}
	}
	f.is = is
	return nil
}

// said is text for a sentence, on one line.
func said(text string) string { return visible.Line(strings.TrimSpace(text)) }
