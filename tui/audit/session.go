package audit

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// sessionKey takes the keys that are about a session.
func (x *Screen) sessionKey(msg tea.KeyPressMsg, r register.Record) tea.Cmd {
	k := x.keys
	switch {
	case x.in == "":
		return screen.Tell("enter goes into the session; there it is about it.")
	case key.Matches(msg, k.Note):
		return x.write(r)
	case key.Matches(msg, k.Evidence):
		return x.evidence(r)
	case key.Matches(msg, k.State):
		return x.turn(r)
	case key.Matches(msg, k.Walk, k.Finding, k.Ask):
		return x.onItem(msg, r)
	}
	return screen.Tell("This key is about a sample.")
}

// onItem takes the keys that are about the item under the cursor.
func (x *Screen) onItem(msg tea.KeyPressMsg, r register.Record) tea.Cmd {
	it, ok := x.item()
	isms, base := "", false
	if ok {
		isms, base = assess.BaselineOf(assess.RefOf(it))
	}
	switch {
	case !ok:
		return screen.Tell("The session names no item yet. i goes to its record, where they are written.")
	case key.Matches(msg, x.keys.Walk) && base:
		return x.s.Ask(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: isms}})
	case key.Matches(msg, x.keys.Walk):
		return x.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: it.ID, Record: r.Kind + "/" + r.ID}})
	case key.Matches(msg, x.keys.Ask):
		return reading.AskToSee(x.s, x.c, it, r)
	}
	return x.found(r).On(it, "")
}

// found keeps the findings that are made where one stands.
func (x *Screen) found(r register.Record) reading.Found {
	return reading.Found{S: x.s, Now: func() *assess.Assessment { return x.now.Assessment }, From: r}
}

// write begins to type the notes, where they stand. Where somebody else writes them
// meanwhile both are kept.
func (x *Screen) write(r register.Record) tea.Cmd {
	began := r.Text("notes")
	draft := screen.Draft{Assessment: x.now.Assessment.ID, Subject: r.Subject(), Field: "notes"}
	return x.note.Begin(dialog.NewNote(x.s, x.number(r), began, draft, func(text string) tea.Cmd {
		return x.act("", func(c register.Case) ([]assess.Change, error) {
			return register.Write(c, r.Kind, r.ID, "notes", began, text)
		})
	}))
}

// Keep writes down what is being typed before the program ends.
func (x *Screen) Keep() tea.Cmd { return x.note.Keep() }

// turn puts the session into its other state.
func (x *Screen) turn(r register.Record) tea.Cmd {
	k, _ := x.s.Catalog.Register(r.Kind)
	to := k.States[(k.StateAt(r.State())+1)%len(k.States)].Name
	return x.act(x.number(r)+" is "+to+"; u takes it back.", func(c register.Case) ([]assess.Change, error) {
		return register.Move(c, r.Kind, r.ID, to)
	})
}

// evidence makes a piece of evidence of the notes, for all items of ISO/IEC 42001 of
// the session; both belong to one act.
func (x *Screen) evidence(r register.Record) tea.Cmd {
	switch {
	case strings.TrimSpace(r.Text("notes")) == "":
		return screen.Tell("Nothing is noted yet; c writes what was said and seen.")
	case len(r.List("evidence")) > 0:
		return screen.Tell("Evidence was made of it already: " + widget.Line(x.c.Says(r, "evidence")) + ".")
	}
	today := x.s.Now().Format(time.DateOnly)
	seen, _, _ := strings.Cut(r.Text("from"), "T")
	if seen == "" || seen > today {
		seen = today
	}
	e := assess.Evidence{ID: x.s.DB.NewID(), Kind: "interview", What: "Notes of " + x.number(r) + ", " + r.Title(), Place: "Registers, " + x.number(r), Date: seen, SeenBy: x.s.Actor.Name, SeenOn: today, Site: r.Text("site")}
	for _, it := range x.items[r.ID] {
		if _, base := assess.BaselineOf(assess.RefOf(it)); !base {
			e.Items = append(e.Items, it.ID)
		}
	}
	if of := r.List("systems"); len(of) == 1 {
		e.System = of[0]
	}
	said := fmt.Sprintf("Evidence was made of the notes, for %d items; u takes it back.", len(e.Items))
	return x.act(said, func(c register.Case) ([]assess.Change, error) { return register.EvidenceOfSession(c, r.ID, e) })
}

// sampleKey takes the keys that are about a sample.
func (x *Screen) sampleKey(msg tea.KeyPressMsg, s register.Sample) tea.Cmd {
	k := x.keys
	switch {
	case x.in == "":
		return screen.Tell("enter goes into the sample; there it is about it.")
	case key.Matches(msg, k.Draw):
		return x.draw(s)
	case key.Matches(msg, k.Finding):
		return x.found(s.Record).OfRecord(x.number(s.Record), func() register.Case { return x.c })
	case !key.Matches(msg, k.State, k.Clear):
		return screen.Tell("This key is about a session.")
	case x.part.At >= len(s.Units):
		return screen.Tell("Nothing is drawn yet; y draws.")
	}
	u := s.Units[x.part.At]
	to := register.Open
	if key.Matches(msg, k.State) {
		to = register.Verdicts[(slices.Index(register.Verdicts, u.Verdict)+1)%len(register.Verdicts)]
	}
	return x.act("", func(c register.Case) ([]assess.Change, error) { return register.MarkUnit(c, s.ID, u.Number, to) })
}

// draw draws the sample; again only with a reason.
func (x *Screen) draw(s register.Sample) tea.Cmd {
	start, again, why := register.StartOf(x.s.DB.NewID()), x.s.DB.NewID(), ""
	do := func() tea.Cmd {
		return x.act("Drawn; the start is kept, so that anybody can draw it again.", func(c register.Case) ([]assess.Change, error) {
			return register.DrawSample(c, s.ID, start, again, why)
		})
	}
	if len(s.Units) == 0 {
		return do()
	}
	in := huh.NewInput().Title("Why is it drawn again?").Description("one line; both draws are kept and shown").Value(&why).Validate(dialog.Needed("a reason"))
	draft := dialog.FormOf(x.now.Assessment.ID, "draw", s.Subject())
	return x.s.Open(dialog.NewForm(x.s, draft, x.number(s.Record)+" · draw again", do, dialog.Ask(in)))
}
