package walk

import (
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// proposal is the draft that the ISMS offers for an item at one place.
func (w *Screen) proposal(it *catalog.Item, system string) (synergy.Proposal, bool) {
	k := assess.Key{Item: it.ID}
	if it.PerSystem() {
		k.System = system
	}
	return synergy.Propose(w.s.Catalog, w.now.Assessment, w.now.Synergy.Basis, k)
}

// draft is the proposal where the screen stands, none while a question has the
// focus or the room votes.
func (w *Screen) draft(it *catalog.Item) (synergy.Proposal, bool) {
	if w.question >= 0 || w.room.Veils(it.ID) {
		return synergy.Proposal{}, false
	}
	return w.proposal(it, w.system)
}

// draftLine offers the draft with what it rests on.
func (w *Screen) draftLine(p synergy.Proposal) string {
	t := w.s.Theme
	rests := make([]string, len(p.Rests))
	for i, r := range p.Rests {
		rests[i] = fmt.Sprintf("%s (%d)", r.Baseline, r.Level)
	}
	keys := t.Key.Render("y") + t.Dim.Render(" covers our AI")
	if w.marks.Len() == 0 { // else it clears what is marked
		keys += t.Key.Render("  x") + t.Dim.Render(" no")
	}
	return t.Reuse.Render(fmt.Sprintf("≈ %d", p.Level)) + "  " + keys + t.Dim.Render("   from ") + strings.Join(rests, ", ")
}

// staleHere are the stale answers where the screen stands: of the question in
// focus, or of the item and its questions at the AI system chosen.
func (w *Screen) staleHere(it *catalog.Item) []synergy.Stale {
	if !w.stale[it.ID] || w.room.Veils(it.ID) {
		return nil
	}
	at := w.focus()
	var here []synergy.Stale
	for _, s := range w.now.Synergy.Stale {
		switch {
		case s.Key.Item != it.ID:
		case at.Question != "" && s.Key != at:
		case at.System != "" && s.Key.System != at.System:
		default:
			here = append(here, s)
		}
	}
	return here
}

// overtakenHere are what puts the answers where the screen stands in question.
func (w *Screen) overtakenHere(it *catalog.Item) []register.Overtaken {
	if w.room.Veils(it.ID) {
		return nil
	}
	at := w.place()
	return slices.DeleteFunc(w.kept.OvertakenOn(it.ID), func(o register.Overtaken) bool { return at.System != "" && o.System != "" && o.System != at.System })
}

// overtakenLine says what was seen since somebody rated here.
func (w *Screen) overtakenLine(all []register.Overtaken) string {
	words := widget.Line(all[0].Words)
	if more := len(all) - 1; more > 0 {
		words = fmt.Sprintf("%d more; %s", more, words)
	}
	return w.s.Theme.Warn.Render("! stale: ") + words + w.s.Theme.Dim.Render("; a digit rates anew")
}

func (w *Screen) staleLine(all []synergy.Stale) string {
	t := w.s.Theme
	why := make([]string, len(all))
	for i, s := range all {
		why[i] = s.Why()
	}
	return t.Warn.Render("! stale: ") + strings.Join(why, "; ") + "   " + t.Key.Render("y") + t.Dim.Render(" holds")
}

// hidden reports whether only the delta is asked and the ISMS settles the
// question.
func (w *Screen) hidden(it *catalog.Item, i int) bool {
	return w.delta && synergy.Settled(w.s.Catalog, w.now.Assessment, &it.Questions[i])
}

// settledLine stands for the questions that the ISMS settles.
func (w *Screen) settledLine(it *catalog.Item, width int) []string {
	if !w.delta {
		return nil
	}
	n := 0
	for i := range it.Questions {
		if w.hidden(it, i) {
			n++
		}
	}
	t := w.s.Theme
	switch open := len(synergy.OpenSettled(w.s.Catalog, w.now.Assessment, w.place())); {
	case n == 0:
		return []string{t.Dim.Render(widget.Fit("  Only the delta is asked. The ISMS settles no question here.", width))}
	case open == 0:
		return []string{t.Dim.Render(widget.Fit(fmt.Sprintf("  ≈ %s settled by the ISMS and answered", are(n)), width))}
	default:
		line := t.Reuse.Render("  ≈ ") + t.Dim.Render(are(n)+" settled by the ISMS   ") + t.Key.Render("y") + t.Dim.Render(" rates them 3")
		return []string{widget.Fit(line, width)}
	}
}

func are(n int) string {
	if n == 1 {
		return "1 question is"
	}
	return fmt.Sprintf("%d questions are", n)
}

// nextAsked is the question that many further on among those that are asked, -1
// where there is none.
func (w *Screen) nextAsked(it *catalog.Item, from, by int) int {
	for i := from + by; i >= 0 && i < len(it.Questions); i += by {
		if !w.hidden(it, i) {
			return i
		}
	}
	return -1
}

func (w *Screen) toggleDelta() tea.Cmd {
	w.delta, w.scroll = !w.delta, 0
	if it := w.current(); w.question >= 0 && w.hidden(it, w.question) {
		w.question = max(w.nextAsked(it, w.question, 1), w.nextAsked(it, w.question, -1))
	}
	if w.delta {
		return screen.Tell("Only the delta is asked now: what no ISMS answer settles.")
	}
	return screen.Tell("Every question is asked again.")
}

// yes confirms what the screen offers: that a stale answer still holds, that the
// ISMS settles questions, or that its draft covers the AI systems.
func (w *Screen) yes(it *catalog.Item) tea.Cmd {
	cat, at := w.s.Catalog, w.place()
	if stale := w.staleHere(it); len(stale) > 0 {
		return w.confirm(stale)
	}
	if w.delta && len(synergy.OpenSettled(cat, w.now.Assessment, at)) > 0 {
		n := len(synergy.OpenSettled(cat, w.now.Assessment, at))
		return w.where(fmt.Sprintf("%s · %s settled by the ISMS", it.Number, are(n)), func(where, evidence string) tea.Cmd {
			return w.do(fmt.Sprintf("%s rated %d; the evidence waits to be seen.", are(n), cat.Method.InPlace), func(a *assess.Assessment) ([]assess.Change, error) {
				return synergy.AdoptQuestions(cat, a, at, where, evidence)
			})
		})
	}
	p, ok := w.draft(it)
	if !ok {
		return screen.Tell("There is no draft to confirm here; a digit rates.")
	}
	basis := w.now.Synergy.Basis
	return w.where(fmt.Sprintf("%s ≈ %d · the ISMS covers it", it.Number, p.Level), func(where, evidence string) tea.Cmd {
		return w.do("Taken over from the ISMS; the evidence waits to be seen.", func(a *assess.Assessment) ([]assess.Change, error) {
			return synergy.Adopt(cat, a, basis, at, where, evidence)
		})
	})
}

// where asks the one thing that makes a draft an answer.
func (w *Screen) where(title string, done func(where, evidence string) tea.Cmd) tea.Cmd {
	var place string
	about := "the AI systems in scope"
	if s, ok := w.now.Assessment.System(w.place().System); ok {
		about = w.names[s.ID]
	}
	in := huh.NewInput().Title("Where can it be seen that this covers " + about + "?").
		Description("a document, a record, a place: evidence, claimed until it is seen").
		Value(&place).CharLimit(assess.MaxNote).Validate(dialog.Needed("where it can be seen"))
	return w.s.Open(dialog.NewForm(w.s, w.form("where", w.place()), title, func() tea.Cmd { return done(place, w.s.DB.NewID()) }, dialog.Ask(in)))
}

func (w *Screen) confirm(stale []synergy.Stale) tea.Cmd {
	cat := w.s.Catalog
	said := "Confirmed: the answer holds on what the ISMS says now."
	if len(stale) > 1 {
		said = fmt.Sprintf("Confirmed: %d answers hold on what the ISMS says now.", len(stale))
	}
	return w.do(said, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Each(stale, func(s synergy.Stale) ([]assess.Change, error) { return assess.Confirm(cat, a, s.Key) })
	})
}

// no puts a draft away, or brings one back; false where there is none.
func (w *Screen) no(it *catalog.Item) (tea.Cmd, bool) {
	cat, at := w.s.Catalog, w.place()
	if _, ok := w.draft(it); ok {
		return w.do("The draft is put away. x brings it back, a digit rates.", func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Decline(cat, a, at, true)
		}), true
	}
	if w.question < 0 && w.now.Assessment.Answer(at).Declined {
		return w.do("The draft of the ISMS is back.", func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.Decline(cat, a, at, false)
		}), true
	}
	return nil, false
}

// listNeeds lists every stale answer, and every item that records contradict; choosing
// one walks to it.
func (w *Screen) listNeeds() tea.Cmd {
	list := func() []dialog.Option {
		var options []dialog.Option
		for _, s := range w.now.Synergy.Stale {
			if w.room.Veils(s.Key.Item) {
				continue
			}
			label := s.Key.Item
			if it, ok := w.s.Catalog.Item(s.Key.Item); ok {
				label += "  " + it.Title
			}
			if s.Key.Question != "" {
				q := catalog.Question{ID: s.Key.Question}
				label = s.Key.Item + " question " + q.Place()
			}
			if sys, ok := w.now.Assessment.System(s.Key.System); ok {
				label += " · " + widget.Line(sys.Name)
			}
			options = append(options, dialog.Option{Label: label, Note: s.Why(), Pick: func() tea.Cmd {
				return w.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: s.Key.Item, System: s.Key.System, Question: s.Key.Question}})
			}})
		}
		return slices.Concat(options, w.overtaken(), w.contradicted())
	}
	empty := "No answer is stale, and no record contradicts one. An answer becomes stale when it was taken over from the ISMS and what it rests on falls, or gets a nonconformity, and when the horizon scan sees something that puts it in question."
	return w.s.Open(dialog.NewChoice(w.s, "Stale answers, and what records say · enter walks to one", empty, list))
}

// overtaken are the answers that the horizon scan puts in question.
func (w *Screen) overtaken() []dialog.Option {
	var options []dialog.Option
	for _, it := range w.items {
		for _, o := range w.kept.OvertakenOn(it.ID) {
			if w.room.Veils(it.ID) {
				continue
			}
			label := it.Number + "  " + it.Title
			if sys, ok := w.now.Assessment.System(o.System); ok {
				label += " · " + widget.Line(sys.Name)
			}
			options = append(options, dialog.Option{Label: label, Note: widget.Line(o.Words), Pick: func() tea.Cmd {
				return w.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: it.ID, System: o.System}})
			}})
		}
	}
	return options
}

// contradicted are what records say against answers.
func (w *Screen) contradicted() []dialog.Option {
	var options []dialog.Option
	for _, it := range w.items {
		for _, r := range w.kept.On(it.ID) {
			if !r.Contradicts() || w.room.Veils(it.ID) {
				continue
			}
			options = append(options, dialog.Option{Label: screen.SignAgainst + " " + it.Number + "  " + widget.Line(r.Sentence), Pick: func() tea.Cmd {
				return w.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: it.ID, System: r.System}})
			}})
		}
	}
	return options
}
