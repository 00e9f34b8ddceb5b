// Package plain is the workbench without a drawn screen, for people who read with
// their ears or fingers, and for terminals that can't draw: lines are typed, and
// lines are printed below them.
//
// Its one rule: what was printed stays. Nothing is drawn anew, no key is caught, no
// byte of an escape is sent; each line is one thought with the word that changes at
// its end, how something stands comes before what can be done, and nobody is
// hurried. What is decided and saved is the same as on the screens.
package plain

import (
	"context"
	"fmt"
	"io"
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/screen"
)

// Options say how lines come and go.
type Options struct {
	In    io.Reader
	Out   io.Writer
	Width int // cells of a line that is printed; 0: 78
	// Echo has each line that is read printed behind what asked for it: nobody
	// typed it at a terminal, and the record reads whole.
	Echo bool
	Lang string // code of the language that the person asked for; empty: the one they chose before

	Words <-chan string        // what is said at this window from outside; nil: nothing
	Roles <-chan workshop.Role // another role from now on; nil: it stays
	Parts <-chan struct{}      // the window closes; nil: it does not
}

// The width of a line where nobody says it, and what can be folded at all.
const usual, narrowest, widest = 78, 20, 500

// Run talks with a person until they leave, no more can be typed, or the context of
// the session ends. What was said to be saved is on the disk, and of a text that
// was begun every line that was entered.
func Run(s *screen.Session, o Options) error {
	if o.Width == 0 {
		o.Width = usual
	}
	in := make(chan line)
	t := &talk{s: s, o: o, in: in, paper: paper{to: o.Out, width: max(narrowest, min(o.Width, widest))}}
	t.sides = [2]side{{route: screen.Walk}, {route: screen.Baseline}}
	t.commands = everything()
	ctx, stop := context.WithCancel(s.Context)
	defer stop()
	go listen(ctx, o.In, in)
	t.begin()
	for !t.over && t.err == nil {
		if text, ok := t.ask(t.where() + ":"); ok {
			t.obey(text)
		}
	}
	t.end()
	return t.err
}

// talk is one person's conversation with the program.
type talk struct {
	paper
	s        *screen.Session
	o        Options
	in       <-chan line
	over     bool // nobody types any more
	taught   bool // it was said how a form is answered
	commands []command

	id    string         // of the open assessment; empty: none is
	whole screen.Changed // as it stands
	now   screen.Changed // as it may be told: behind the veil
	room  screen.Room
	kept  screen.Kept // what follows from the records, once a filter asked

	sides [2]side
	at    int // index of the side where the person is
	goOn  bool
	delta bool
	lang  string // code of the language that this person chose
}

// side is one of the two standards, and where the person is in it.
type side struct {
	route  string
	filter filter.Filter
	screen.Place
}

// here is the side where the person is.
func (t *talk) here() *side { return &t.sides[t.at] }

// isms reports whether the person is on the side of ISO/IEC 27001.
func (t *talk) isms() bool { return t.here().route == screen.Baseline }

// ask prompts for one line; false where no more comes.
func (t *talk) ask(what string) (text string, ok bool) {
	for {
		if !t.o.Echo {
			t.prompt(what)
		}
		l, ok := t.await()
		switch {
		case !ok:
			t.over = true
			t.say("")
			return "", false
		case l.long:
			t.refuse(errTooLong)
			continue
		case t.o.Echo:
			t.say("%s %s", what, l.text)
		}
		return l.text, true
	}
}

// await waits for a line for as long as it takes; what is said from outside
// meanwhile is said at once.
func (t *talk) await() (line, bool) {
	for {
		select {
		case <-t.s.Context.Done():
			return line{}, false
		case <-t.o.Parts:
			return line{}, false
		case role := <-t.o.Roles:
			t.s.Turn(role)
			t.print("\n")
			t.say("You are %s from now on.", role.Article())
		case words := <-t.o.Words:
			t.print("\n")
			t.say("%s", words)
		case l, ok := <-t.in:
			return l, ok
		}
	}
}

// refuse says in a sentence why something was not done.
func (t *talk) refuse(err error) { t.say("%s", screen.Sentence(err, t.s.Remote)) }

// begin opens what was open last.
func (t *talk) begin() {
	t.say("Crosswalk, plain: lines in, lines out. ? is help, quit leaves.")
	id, err := t.s.First(t.s.Context)
	if err != nil {
		t.refuse(err)
	}
	if id == "" || !t.enter(id) {
		t.list("")
	}
}

// end says how it ended, and keeps where the person is.
func (t *talk) end() {
	t.keepPlace()
	if t.s.Throwaway {
		t.say("Goodbye. This copy was to try, and goes.")
		return
	}
	t.say("Goodbye. What was saved is on the disk.")
}

// failed says what a message of the session says that is no news.
func (t *talk) failed(msg any) {
	if f, ok := msg.(screen.Failed); ok {
		t.refuse(f.Err)
	}
}

// may refuses whoever only looks on, before anything is asked of them.
func (t *talk) may() bool {
	if err := t.s.Role().MayWrite(); err != nil {
		t.refuse(err)
		return false
	}
	return true
}

// sure asks before something that others would miss.
func (t *talk) sure(what string) bool {
	text, ok := t.ask(what + " Type yes or no:")
	return ok && yes(text)
}

func yes(text string) bool {
	text = assess.FoldName(text)
	return text == "y" || text == "yes"
}

// item is the item where the person is.
func (t *talk) item() *catalog.Item {
	items := t.items()
	if at := slices.IndexFunc(items, func(it *catalog.Item) bool { return it.ID == t.here().Item }); at >= 0 {
		return items[at]
	}
	*t.here() = side{route: t.here().route, filter: t.here().filter, Place: screen.Place{Item: items[0].ID, System: t.here().System}}
	return items[0]
}

// items are all of the side where the person is.
func (t *talk) items() []*catalog.Item {
	if t.isms() {
		return t.s.Catalog.Foundation().Items()
	}
	return assess.Items(t.s.Catalog, t.now.Assessment)
}

// where names the place in the prompt.
func (t *talk) where() string {
	if t.id == "" {
		return "Crosswalk"
	}
	it := t.item()
	if t.isms() {
		return "ISMS " + it.ID
	}
	name := it.Number
	if q, ok := t.question(); ok {
		name += " question " + q.Place()
	}
	if sys, ok := t.now.Assessment.System(t.key().System); ok {
		name += fmt.Sprintf(" for %s", sys.Name)
	}
	return name
}
