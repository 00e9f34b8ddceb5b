package overview

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/score"
	"crosswalk/tui/widget"
)

// head is the one figure, the bar of the whole, and the figures beside it.
func (o *Screen) head(w int, large bool) []string {
	var lines []string
	if large {
		lines = append(o.large(w), "")
	} else {
		lines = append(lines, o.spaced(w, o.conforming(), o.systems(), o.answered()))
	}
	bar, legend := o.whole(w - 2)
	return append(lines, bar, legend, o.spaced(w, o.measures()...))
}

func (o *Screen) conforming() string {
	t, sc := o.s.Theme, o.now.Score.Overall
	return t.Strong.Render(fmt.Sprintf("Conforming %d of %d", sc.Conforming, sc.Applicable)) + t.Dim.Render(fmt.Sprintf(" · %d verified", sc.Verified))
}

// systems is how many AI systems are ready; empty where none is in scope.
func (o *Screen) systems() string {
	card := o.now.Score
	if card.Systems == 0 {
		return ""
	}
	return o.s.Theme.Dim.Render("Systems ready ") + fmt.Sprintf("%d of %d", card.Ready, card.Systems)
}

func (o *Screen) answered() string {
	sc := o.now.Score.Overall
	return o.s.Theme.Dim.Render("Answered ") + fmt.Sprintf("%d of %d", sc.Answered, sc.Applicable)
}

// measures are the figures beside the headline, the most asked for first.
func (o *Screen) measures() []string {
	t, sc := o.s.Theme, o.now.Score.Overall
	all := []string{
		t.Dim.Render("Progress ") + reach(sc),
		t.Dim.Render("Maturity ") + decimal(sc.Maturity) + t.Dim.Render(fmt.Sprintf(", target %d", o.now.Assessment.Profile.Target)),
	}
	if s := o.now.Synergy.Overall; s != nil {
		all = append(all, t.Dim.Render("ISMS carries ")+fmt.Sprintf("%d %%, %.0f days", score.Percent(s.Realised), o.now.Synergy.Saved))
	}
	return append(all, t.Dim.Render("Evidenced ")+share(sc.Evidenced))
}

// spaced puts parts on a line with even gaps. Those that do not fit fall off its
// end, which is marked.
func (o *Screen) spaced(w int, parts ...string) string {
	var some []string
	used := 0
	for _, p := range parts {
		if p != "" {
			some = append(some, p)
			used += ansi.StringWidth(p)
		}
	}
	end := ""
	for used+2*len(some) > w-2 && len(some) > 1 {
		used -= ansi.StringWidth(some[len(some)-1])
		some, end = some[:len(some)-1], o.s.Theme.Dim.Render("  …")
	}
	gap := widget.Blank(min(6, max(2, (w-2-ansi.StringWidth(end)-used)/max(1, len(some)-1))))
	return widget.Fit(" "+strings.Join(some, gap)+end, w)
}

// large is the headline with its figure in large digits, and the same in words
// beside it.
func (o *Screen) large(w int) []string {
	t, sc := o.s.Theme, o.now.Score.Overall
	const side = 22
	rows, wide := widget.Large(sc.Conforming), 0
	for _, row := range rows {
		wide = max(wide, ansi.StringWidth(row))
	}
	room := w - wide - side - 7
	verified, claimed, open := sc.Met()
	words := [3]string{
		t.Strong.Render(fmt.Sprintf("Conforming %d of %d", sc.Conforming, sc.Applicable)),
		fmt.Sprintf("%d verified", sc.Verified) + t.Dim.Render(fmt.Sprintf(", %d claimed", sc.Claimed())),
		widget.Bar(room, widget.Part{Share: verified, Glyph: '━', Style: t.Done}, widget.Part{Share: claimed, Glyph: '╍', Style: t.Claimed}, widget.Part{Share: open, Glyph: '─', Style: t.Build}),
	}
	beside := [3]string{o.systems(), o.answered(), ""}
	lines := make([]string, len(rows))
	for i, row := range rows {
		lines[i] = " " + t.Accent.Render(widget.Fit(row, wide)) + "   " + widget.Fit(words[i], room) + "   " + beside[i]
	}
	return lines
}

// whole is the bar of all the work: done, reuse, build, with what they are below it.
func (o *Screen) whole(w int) (bar, legend string) {
	lead := " "
	if o.at == 0 {
		lead = "▸"
	}
	split, ok := splitOf(o.now.Synergy.Overall, o.now.Score.Overall)
	if !ok {
		return lead + o.s.Theme.Dim.Render(widget.Fit("no figure: nothing here is applicable", w)), ""
	}
	return lead + split.Bar(o.s.Theme, w), " " + split.Legend(o.s.Theme, w)
}
