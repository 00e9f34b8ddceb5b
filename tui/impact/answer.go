package impact

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// enter does what the prompt asks for.
func (x *Screen) enter() tea.Cmd {
	p, ok := x.current()
	impact, focused := x.focused()
	switch {
	case focused:
		return x.editImpact(impact)
	case !ok:
		return x.decide()
	case p.Answered == register.LeftOut:
		return screen.Tell(p.ID + " is left out. x asks it again.")
	case p.Typed():
		return x.write(p)
	case len(p.Impacts) > 0:
		return x.into()
	case p.Answer == catalog.AnswerEffects:
		return x.addImpact()
	}
	return screen.Tell("This answer is made from the impacts, and there is nothing that it could say yet.")
}

// write begins to type the answer, where it stands. Where somebody else writes it
// meanwhile both are kept.
func (x *Screen) write(p register.Prompt) tea.Cmd {
	field, id, began := p.Field(), x.ia.ID, x.ia.Text(p.Field())
	draft := screen.Draft{Assessment: x.now.Assessment.ID, Subject: x.ia.Subject(), Field: field}
	x.scroll = 0
	return x.note.Begin(dialog.NewNote(x.s, p.ID, began, draft, func(text string) tea.Cmd {
		return x.act("", func(c register.Case) ([]assess.Change, error) {
			return register.Write(c, register.KindAssessment, id, field, began, text)
		})
	}))
}

// Keep writes down what is being typed before the program ends.
func (x *Screen) Keep() tea.Cmd { return x.note.Keep() }

// set says fields of the assessment anew.
func (x *Screen) set(said string, fields map[string]string) tea.Cmd {
	id := x.ia.ID
	return x.act(said, func(c register.Case) ([]assess.Change, error) {
		return register.Set(c, register.KindAssessment, id, fields)
	})
}

// clear takes away what stands in focus; all of it is brought back by undo.
func (x *Screen) clear() tea.Cmd {
	p, ok := x.current()
	impact, focused := x.focused()
	switch {
	case focused:
		return x.act(x.number(impact)+" is removed; u brings it back.", func(c register.Case) ([]assess.Change, error) {
			return register.Remove(c, register.KindImpact, impact.ID)
		})
	case !ok:
		return screen.Tell("The decision is changed with enter.")
	case p.Answered == register.LeftOut:
		return x.askAgain(p)
	case p.Typed() && x.ia.Text(p.Field()) != "":
		return x.set("The answer to "+p.ID+" is cleared; u brings it back.", map[string]string{p.Field(): ""})
	}
	return screen.Tell("Nothing is written here that could be taken away.")
}

// leaveOut asks why a prompt is not answered.
func (x *Screen) leaveOut() tea.Cmd {
	p, ok := x.current()
	switch {
	case !ok:
		return screen.Tell("The decision is what the assessment is for, so it is never left out.")
	case p.Answered == register.LeftOut:
		return screen.Tell(p.ID + " is left out already: " + widget.Line(p.Why) + ". x asks it again.")
	}
	why, id := "", x.ia.ID
	in := huh.NewInput().Title("Why is it left out?").Description("one line, such as: it writes nothing in public").Value(&why).Validate(dialog.Needed("a reason"))
	draft := dialog.FormOf(x.now.Assessment.ID, "left out "+p.ID, x.ia.Subject())
	return x.s.Open(dialog.NewForm(x.s, draft, p.ID+" · left out", func() tea.Cmd {
		return x.act(p.ID+" is left out; x asks it again.", func(c register.Case) ([]assess.Change, error) {
			now, _ := c.Book.Record(register.KindAssessment, id)
			text := strings.TrimSpace(now.Text(leftOut) + "\n" + p.ID + ": " + strings.TrimSpace(why))
			return register.Set(c, register.KindAssessment, id, map[string]string{leftOut: text})
		})
	}, dialog.Ask(in)))
}

// leftOut is the field that says which prompts are left out, a line each.
const leftOut = "not_assessed"

// askAgain takes the reason of a prompt away.
func (x *Screen) askAgain(p register.Prompt) tea.Cmd {
	lines := slices.DeleteFunc(strings.Split(x.ia.Text(leftOut), "\n"), func(line string) bool {
		id, _, _ := strings.Cut(line, ":")
		return strings.EqualFold(strings.TrimSpace(id), p.ID)
	})
	return x.set(p.ID+" is asked again.", map[string]string{leftOut: strings.Join(lines, "\n")})
}

// turnForm chooses the other form. While a reason for the full one is true, it stays.
func (x *Screen) turnForm() tea.Cmd {
	to := "full"
	if x.c.Full(x.ia) {
		to = "short"
	}
	if why := x.c.FullBecause(x.ia); to == "short" && len(why) > 0 {
		return screen.Tell("The full form is asked: " + widget.Line(strings.Join(why, ", ")) + ".")
	}
	return x.set("The "+to+" form is asked.", map[string]string{"form": to})
}
