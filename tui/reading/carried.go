package reading

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/widget"
)

// Carried is what the ISMS carries of an item: in words, control by control,
// and as the three-part bar; nothing of an item that the room votes on.
func (x Item) Carried(width int) []string {
	if x.Veiled() {
		return nil
	}
	t := x.S.Theme
	i, _ := x.Now.Synergy.Item(x.It.ID)
	primary, _ := x.S.Catalog.Primary(x.It.ID)
	lines := []string{x.head("The ISMS carries")}
	words := carriedWords(i.Level, primary.Says())
	lines = append(lines, widget.Indent(widget.Wrap(words, width-2), "  ", "  ")...)
	for _, term := range synergy.Explain(x.S.Catalog, x.Now.Assessment, x.Now.Synergy.Basis, x.It).Terms {
		lines = append(lines, x.termLine(term, width))
	}
	if !i.Applicable {
		return append(lines, "")
	}
	shares := i.Shares()
	split := widget.Split{Done: i.Done, Reuse: i.Reuse, Build: i.Build, Percents: shares.Percents()}
	lines = append(lines, "  "+split.Bar(t, width-2), "  "+split.Legend(t, width-2))
	figures := fmt.Sprintf("can carry %d %%, carries %d %%, %.1f days left", score.Percent(i.Potential), score.Percent(i.Inherited), i.Days)
	for _, l := range widget.Wrap(figures, width-2) {
		lines = append(lines, "  "+t.Dim.Render(l))
	}
	return append(lines, "")
}

// carriedWords say how much carries over, and what does not.
func carriedWords(level, note string) string {
	word := map[string]string{"high": "High", "medium": "Medium", "low": "Low", "none": "New work"}[level]
	if note != "" {
		return word + ". " + note
	}
	if level == "none" { // the word says it
		return word + "."
	}
	return word + ": " + synergy.LevelWords(level) + "."
}

// termLine is one baseline item: its rating, the strength of the tie, and how
// well its sources agree.
func (x Item) termLine(term synergy.Term, width int) string {
	t := x.S.Theme
	r := term.Relationship
	title := ""
	if b, ok := x.S.Catalog.Baseline(r.Baseline); ok {
		title = b.Title
	}
	rating := "·"
	switch {
	case term.Rating.Is(assess.Rated):
		rating = fmt.Sprint(term.Rating.Level)
	case term.Rating.Is(assess.NA):
		rating = "–"
	}
	if x.Now.Assessment.NonconformityOn(r.Baseline) {
		rating += "!"
	}
	tail := fmt.Sprintf("%-2s %s", rating, strength(term.Strength))
	if width >= 44 { // else the title has the room
		tail += " " + widget.Fit(r.Status, 13)
	}
	const numbers = 8
	room := width - 2 - numbers - ansi.StringWidth(tail) - 1
	return "  " + widget.Fit(r.Baseline, numbers) + widget.Fit(title, room) + " " + t.Dim.Render(tail)
}

// strength is a tie from 0 to 1 in five cells.
func strength(s float64) string {
	full := int(score.Round(s*5 + 0.5))
	return strings.Repeat("▪", full) + strings.Repeat("·", 5-full)
}
