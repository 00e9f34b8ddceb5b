package impact

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/widget"
)

// about is what stands beside the prompt where there is room, to read.
func (x *Screen) about() tea.Cmd {
	title := x.named(x.ia)
	if p, ok := x.current(); ok {
		title = p.ID + " · " + x.form().Part(p.Part).Title
	}
	return x.s.Open(dialog.NewPage(x.s, title, x.beside))
}

// beside is what a good answer holds, and what it helps with; for effects the scales,
// for the decision the rule and who is to sit in the room.
func (x *Screen) beside(width int) []string {
	p, ok := x.current()
	if !ok {
		return append(x.rule(width), x.room(width)...)
	}
	lines := append([]string{x.s.Theme.Strong.Render("A good answer")}, widget.Wrap(p.Good, width)...)
	if p.Answer == catalog.AnswerEffects {
		lines = append(append(lines, ""), x.scales(width, x.form().Part(p.Part).On)...)
		return append(lines, x.rule(width)...)
	}
	lines = append(append(lines, ""), x.s.Theme.Strong.Render("It helps to answer"))
	for _, id := range p.Feeds {
		if it, known := assess.Item(x.s.Catalog, x.now.Assessment, id); known {
			lines = append(lines, widget.Fit(it.Number+"  "+widget.Line(x.s.Lang.Item(it).Title), width))
		}
	}
	return append(append(lines, ""), x.room(width)...)
}

// scales are the steps in the words of who feels the impact.
func (x *Screen) scales(width int, on string) []string {
	var lines []string
	k, _ := x.s.Catalog.Register(register.KindImpact)
	for _, name := range []string{"severity", "reach", "likelihood", "repair"} {
		f, has := k.Field(name)
		if !has {
			continue
		}
		lines = append(lines, x.s.Theme.Strong.Render(f.Label))
		for i, means := range meanings(x.form(), f.Scale, on) {
			lines = append(lines, widget.Indent(widget.Wrap(means, width-3), fmt.Sprintf("%d  ", i+1), "   ")...)
		}
	}
	return append(lines, "")
}

func (x *Screen) rule(width int) []string {
	return append(append([]string{x.s.Theme.Strong.Render("What counts")}, widget.Wrap(x.form().Rule, width)...), "")
}

// room is what the form is for, who fills it in, and when all of it is asked.
func (x *Screen) room(width int) []string {
	t := x.s.Theme
	lines := append([]string{t.Strong.Render("What it is for")}, widget.Wrap(x.form().About, width)...)
	lines = append(lines, "", t.Strong.Render("Who is in the room"))
	for _, s := range x.form().Room {
		lines = append(lines, widget.Indent(widget.Wrap(s.Who+": "+s.Does, width-2), "· ", "  ")...)
	}
	lines = append(lines, "", t.Strong.Render("The full form is asked where"))
	for _, r := range x.form().FullIf {
		lines = append(lines, widget.Indent(widget.Wrap(r.Means, width-2), "· ", "  ")...)
	}
	return lines
}
