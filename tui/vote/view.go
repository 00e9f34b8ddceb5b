package vote

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 88

// View is the vote under way, or what was voted on before.
func (v *Screen) View() string {
	v.spots = map[int]spot{}
	switch {
	case !v.ready || v.now.Assessment == nil:
		return widget.Pane(nil, v.w, v.h)
	case v.current() == nil:
		return widget.Pane(v.idle(), v.w, v.h)
	}
	v.shown.draw(v.roundNow())
	if v.current().Vote.State == workshop.Open {
		return widget.Pane(v.opened(), v.w, v.h)
	}
	return widget.Pane(v.revealed(), v.w, v.h)
}

func (v *Screen) width() int { return min(v.w-2, measure) }

// subject is what a vote is about, in a line.
func (v *Screen) subject(k assess.Key) string {
	number := v.item(k).Number
	if k.Question != "" {
		number += " question " + v.place(k)
	}
	return number + "  " + v.titled(k)
}

// titled is the title of what a vote is about, with the AI system.
func (v *Screen) titled(k assess.Key) string {
	text := widget.Line(v.item(k).Title)
	if sys, ok := v.now.Assessment.System(k.System); ok {
		text = widget.Line(sys.Name) + " · " + text
	}
	return text
}

// place is the number of a question in its item.
func (v *Screen) place(k assess.Key) string {
	for _, q := range v.item(k).Questions {
		if q.ID == k.Question {
			return q.Place()
		}
	}
	return k.Question
}

// asked is the question that is voted on, or what the item is about.
func (v *Screen) asked(k assess.Key) string {
	it := v.item(k)
	for _, q := range it.Questions {
		if q.ID == k.Question {
			return q.Ask
		}
	}
	return it.Intent
}

// head is the subject with how far the vote has come, and what is asked.
func (v *Screen) head(r *store.RoomVote, state string) []string {
	t, w := v.s.Theme, v.width()
	room := max(0, w-len([]rune(state))-2)
	lines := []string{" " + t.Strong.Render(widget.Fit(v.subject(r.Vote.Key), room)) + "  " + t.Dim.Render(state)}
	asked := widget.Wrap(v.asked(r.Vote.Key), w)
	most := 4
	if r.Vote.State == workshop.Revealed && v.h < 24 {
		most = 2
	}
	if len(asked) > most {
		asked = append(asked[:most-1], widget.Fit(asked[most-1], w-2)+" …")
	}
	return append(append(lines, widget.Indent(asked, " ", " ")...), "")
}

// opened is a round in which people vote: the levels, the own vote among them,
// and of the others only how many there are.
func (v *Screen) opened() []string {
	t, r := v.s.Theme, v.current()
	own, cast := v.own()
	lines := v.head(r, fmt.Sprintf("round %d", r.Vote.Round))
	below := 4 + len(v.time())
	for _, l := range v.levels(r.Vote.Key, own, cast, v.h-len(lines)-below-1) {
		v.spots[len(lines)] = spot{v.w, func() tea.Cmd { return v.press(fmt.Sprint(l.Level)) }}
		lines = append(lines, widget.Fit(" "+l.Text, v.w))
	}
	if v.s.Role().MayWrite() == nil {
		v.spots[len(lines)] = spot{v.w, func() tea.Cmd { return v.press("-") }}
		lines = append(lines, v.yours(own, cast)...)
	} else {
		lines = append(lines, "")
	}
	lines = append(lines, widget.Fit(" "+t.Dim.Render("Voted   ")+v.voted(r), v.w))
	kept := "Nobody sees a vote before the reveal; then each stands beside its name."
	if !r.Vote.Named {
		kept = "Nobody sees a vote before the reveal, and no name is kept."
	}
	lines = append(lines, widget.Fit(" "+t.Dim.Render(kept), v.w))
	return append(lines, v.time()...)
}

// turnout counts the vote by those who are in the room; false at a window that is
// in none.
func (v *Screen) turnout() (workshop.Turnout, bool) {
	if v.s.Seat == nil {
		return workshop.Turnout{}, false
	}
	here := v.s.Seat.Here()
	people := make([]workshop.Person, len(here))
	for i, p := range here {
		people[i] = workshop.Person{Name: p.Name, Role: p.Role}
	}
	return v.current().Vote.Turnout(people), true
}

// voted is how many have voted, and of whom the room waits.
func (v *Screen) voted(r *store.RoomVote) string {
	t, ok := v.turnout()
	if !ok {
		return fmt.Sprint(r.Vote.Seen("").Voted)
	}
	var parts []string
	if t.Voters > 0 {
		parts = append(parts, fmt.Sprintf("%d of %d", t.Voted, t.Voters))
	}
	if t.Others > 0 {
		parts = append(parts, fmt.Sprintf("%d from elsewhere", t.Others))
	}
	if t.Hands > 0 {
		parts = append(parts, count(t.Hands, "hand", "hands"))
	}
	switch {
	case len(t.Missing) > 0:
		parts = append(parts, "not yet: "+names(t.Missing))
	case t.Voters > 0:
		parts = append(parts, v.s.Theme.Good.Render("all have voted"))
	case len(parts) == 0:
		parts = append(parts, "nobody who votes is here yet")
	}
	return strings.Join(parts, " · ")
}

// names are people as they can be drawn.
func names(people []string) string {
	drawn := make([]string, len(people))
	for i, p := range people {
		drawn[i] = widget.Line(p)
	}
	return strings.Join(drawn, ", ")
}

// yours is the vote of who sits here.
func (v *Screen) yours(own workshop.Ballot, cast bool) []string {
	t, mark, text := v.s.Theme, " ", " -  abstain"
	if cast && own.Abstain {
		mark, text = "▸", t.Cursor.Render(widget.Fit(text, v.width()))
	}
	you := t.Dim.Render("not voted yet")
	if cast {
		you = ballotWords(own)
	}
	return []string{mark + text, "", widget.Fit(" "+t.Dim.Render("You     ")+you, v.w)}
}

// time is the agenda and the clock below a vote, where the room has one.
func (v *Screen) time() []string {
	if v.room.Agenda.Empty() {
		return nil
	}
	return []string{"", widget.Fit(" "+v.progress(), v.w)}
}

// levels are the six levels with the own one in a box, in h lines.
func (v *Screen) levels(k assess.Key, own workshop.Ballot, cast bool, h int) []widget.ScaleLine {
	sc := widget.Scale{Chosen: -1}
	if cast && !own.Abstain {
		sc.Chosen = own.Level
	}
	for level := range sc.Parts {
		sc.Parts[level] = catalog.Conditions(v.item(k).Levels[level])
	}
	return sc.Lines(v.s.Theme, v.width(), h, h)
}

func ballotWords(b workshop.Ballot) string {
	words := "abstains"
	if !b.Abstain {
		words = fmt.Sprint(b.Level)
		if b.Confidence != "" {
			words += ", " + sureness[b.Confidence]
		}
	}
	if b.Reason != "" {
		words += ": " + widget.Line(b.Reason)
	}
	return words
}

var sureness = map[workshop.Confidence]string{
	workshop.LowConfidence: "unsure", workshop.MediumConfidence: "fairly sure", workshop.HighConfidence: "sure",
}

// revealed is a round that everybody sees: how many for each level, what they
// say together, and those furthest apart first.
func (v *Screen) revealed() []string {
	t, r := v.s.Theme, v.current()
	result, _ := r.Vote.Result()
	lines := v.head(r, fmt.Sprintf("round %d, revealed", r.Vote.Round))
	lines = append(lines, v.distribution(r, result)...)
	lines = append(lines, "", widget.Fit(" "+v.verdict(result), v.w), widget.Fit(" "+t.Dim.Render(figures(result)), v.w), "")
	lines = append(lines, v.voices(r, result)...)
	if clock := v.time(); len(lines)+len(clock) <= v.h {
		lines = append(lines, clock...)
	}
	return lines
}

// voices are what people said, those furthest apart first: they speak first.
func (v *Screen) voices(r *store.RoomVote, result workshop.Result) []string {
	var lines []string
	said := map[workshop.Ballot]bool{}
	tell := func(title string, ballots []workshop.Ballot) {
		for _, b := range ballots {
			if said[b] || b.Person == "" && b.Reason == "" {
				continue // a bare level is in the bars
			}
			if title != "" {
				lines = append(lines, " "+v.s.Theme.Dim.Render(title))
			}
			title, said[b] = "", true
			lines = append(lines, widget.Fit("   "+voice(b), v.w))
		}
	}
	const each = 3
	low, high := result.Furthest.Low, result.Furthest.High
	tell("Furthest apart", append(append([]workshop.Ballot{}, low[:min(each, len(low))]...), high[:min(each, len(high))]...))
	title := ""
	if len(lines) > 0 {
		title = "The others"
	}
	tell(title, r.Vote.Ballots())
	return lines
}

// voice is a ballot with whose it is.
func voice(b workshop.Ballot) string {
	name := "somebody"
	if b.Person != "" {
		name = widget.Line(b.Person)
	}
	return name + "  " + ballotWords(b)
}

// distribution is a bar a level, beside what the level says.
func (v *Screen) distribution(r *store.RoomVote, result workshop.Result) []string {
	t := v.s.Theme
	it := v.item(r.Vote.Key)
	most := 1
	for _, n := range result.Counts {
		most = max(most, n)
	}
	const bar = 20
	var lines []string
	for level, n := range result.Counts {
		cells := 0
		if n > 0 {
			cells = max(1, n*bar/most)
		}
		number := ""
		if n > 0 {
			number = fmt.Sprint(n)
		}
		mark := "  "
		if result.Voted > 0 && level == result.LowerMedian {
			mark = "▸ "
		}
		drawn := t.Accent.Render(widget.Fill("█", cells)) + widget.Blank(bar-cells)
		lines = append(lines, widget.Fit(fmt.Sprintf(" %s%d  ", mark, level)+drawn+widget.FitRight(number, 4)+"  "+t.Dim.Render(widget.Line(it.Levels[level])), v.w))
	}
	return lines
}

// verdict is whether the votes agree, and why not.
func (v *Screen) verdict(result workshop.Result) string {
	t := v.s.Theme
	switch level, ok := result.Consensus(); {
	case result.Voted == 0:
		return t.Warn.Render("Everybody abstained, so there is nothing to settle on.")
	case result.Voted == 1:
		return t.Text.Render(fmt.Sprintf("One vote, for %d", level))
	case ok:
		return t.Good.Render(fmt.Sprintf("Consensus on %d", level))
	case result.Straddles:
		return t.Warn.Render("No consensus: votes stand on both sides of 2|3")
	}
	return t.Warn.Render(fmt.Sprintf("No consensus: votes are further apart than %d", result.Tolerance))
}

// figures are what the verdict was made of.
func figures(result workshop.Result) string {
	words := count(result.Voted, "vote", "votes")
	if result.Voted > 0 {
		words += fmt.Sprintf(" · lower median %d · spread %d", result.LowerMedian, result.Spread)
	}
	if result.Abstained > 0 {
		words += fmt.Sprintf(" · %d abstained", result.Abstained)
	}
	return words
}
