package plain

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/synergy"
)

// arrive says where the person is: how it stands first, then what can be done.
func (t *talk) arrive() {
	t.tellPlace()
	it := t.s.Lang.Item(t.item())
	if q, ok := t.question(); ok {
		t.arriveAt(it, q)
		return
	}
	if t.isms() {
		t.say("ISMS %s: %s", it.ID, it.Title)
	} else {
		t.say("%s: %s", it.Number, it.Title)
	}
	if sys, ok := t.now.Assessment.System(t.key().System); ok {
		t.say("AI system: %s", sys.Name)
	}
	if t.veiled() {
		return
	}
	t.sayRating(it)
	t.sayFirst("Note", t.itemAnswer().Note)
	t.sayBeside()
	switch {
	case t.isms():
		t.say("Ask: %s", it.Ask)
		t.say("0 to 5 rates it and goes on, n not applicable, read tells all, ? help.")
	case len(it.Questions) > 0:
		t.say("0 to 5 rates it, questions reads them, levels the scale, read all, ? help.")
	default:
		t.say("0 to 5 rates it, levels reads the scale, read all, ? help.")
	}
}

// arriveAt says the question that was chosen.
func (t *talk) arriveAt(it *catalog.Item, q *catalog.Question) {
	said := q
	if spoken, ok := it.Question(q.ID); ok {
		said = spoken
	}
	t.say("%s, question %s of %d: %s", it.Number, q.Place(), len(it.Questions), said.Ask)
	if t.veiled() {
		return
	}
	t.sayQuestion(said)
	t.say("0 to 5 rates the question, n says it does not arise, down is the next, item leaves.")
}

// sayQuestion says what stands beside a question: its answer, and what a good one
// looks like.
func (t *talk) sayQuestion(q *catalog.Question) {
	k := t.key()
	k.Question = q.ID
	x := t.now.Assessment.Answer(k)
	if q.Tests == catalog.Maturity {
		t.say("It tests: maturity, and never lowers the item")
	}
	if q.Good != "" {
		t.say("At 3: %s", q.Good)
	}
	switch {
	case x.Rating.Is(assess.Rated):
		t.say("Rating: %d", x.Rating.Level)
	case x.Rating.Is(assess.NA):
		t.say("It does not arise: %s", x.Rating.Reason)
	default:
		t.say("Rating: open")
	}
	t.sayText("Note", x.Note)
}

// sayRating says how the item stands, where that comes from, and what the ISMS
// offers.
func (t *talk) sayRating(it *catalog.Item) {
	r := t.rating()
	switch {
	case r.Is(assess.Rated):
		t.say("Rating: %d", r.Level)
		if !t.isms() {
			t.say("That is: %s", t.level(it, r.Level))
		}
	case r.Is(assess.NA):
		t.say("Not applicable: %s", r.Reason)
	case t.isms():
		t.say("Rating: open")
	default:
		t.say("Rating: %s", standing(t.standing()))
	}
	if t.isms() {
		if r.Carried != "" {
			t.say("Carried over, and judged by nobody since, from: %s", r.Carried)
		}
		return
	}
	t.sayOrigin(it)
	for _, s := range t.staleHere() {
		t.say("Stale: %s", s.Why())
		t.say("y says that it still holds.")
	}
	if p, ok := t.draft(); ok {
		t.say("The ISMS offers a draft, from %s: %d", rests(p.Rests), p.Level)
		t.say("y takes it over, x puts it away.")
	}
}

// rating is what stands where a digit would rate.
func (t *talk) rating() assess.Rating {
	if _, ok := t.question(); ok || t.isms() {
		return t.answer().Rating
	}
	switch st := t.standing(); st.State {
	case assess.Rated:
		return assess.Rating{State: assess.Rated, Level: st.Level}
	case assess.NA:
		return t.answer().Rating
	}
	return assess.Rating{}
}

func (t *talk) standing() assess.Standing {
	return assess.StandFor(t.item(), t.now.Assessment, t.key().System)
}

// sayOrigin says where a rating comes from that nobody gave here.
func (t *talk) sayOrigin(it *catalog.Item) {
	a, st := t.now.Assessment, t.standing()
	if st.State == assess.Rated {
		switch x := a.Answer(t.key()).Rating; {
		case st.Override:
			t.say("It stands above its lowest question because: %s", x.Reason)
		case !st.Direct:
			t.say("It comes from: its questions")
		case x.Basis != "":
			t.say("It comes from: the ISMS")
		}
		return
	}
	if !it.PerSystem() || st.State != assess.Unanswered {
		return
	}
	if t.key().System != "" {
		if all := assess.StandFor(it, a, ""); all.State != assess.Unanswered {
			t.say("By the answer for all AI systems: %s", standing(all))
		}
		return
	}
	if s, _ := t.now.Score.Item(it.ID); s.Standing.Of > 0 && s.Standing.State != assess.Unanswered {
		t.say("Each AI system by itself, answered: %d of %d", s.Standing.Answered, s.Standing.Of)
	}
}

// standing is how something stands, in a word or two.
func standing(st assess.Standing) string {
	switch st.State {
	case assess.Rated:
		return fmt.Sprint(st.Level)
	case assess.NA:
		return "not applicable"
	case assess.Partial:
		return "partly, its questions are not all answered"
	}
	return "open"
}

// level is what a level looks like in an item.
func (t *talk) level(it *catalog.Item, level int) string {
	if text, ok := it.Levels[level]; ok {
		return text
	}
	return t.s.Lang.ScaleWord(t.s.Catalog, level)
}

// sayBeside says in brief what belongs to the answer; what there is none of is left
// out.
func (t *talk) sayBeside() {
	x, ref := t.itemAnswer(), assess.RefOf(t.item())
	if x.Flag {
		t.say("Flag: set")
	}
	if x.Owner != "" {
		t.say("Owner: %s", x.Owner)
	}
	if x.Due != "" {
		overdue := ""
		if x.Due < t.s.Now().Format(time.DateOnly) && t.gap() {
			overdue = ", overdue"
		}
		t.say("Due: %s%s", day.Show(x.Due), overdue)
	}
	if all := t.now.Assessment.EvidenceFor(ref); len(all) > 0 {
		seen := 0
		for _, e := range all {
			if e.SeenBy != "" {
				seen++
			}
		}
		t.say("Pieces of evidence: %d, seen: %d", len(all), seen)
	}
	open := 0
	for _, f := range t.findings() {
		if !f.Closed || f.OpenNonconformity() {
			open++
		}
	}
	if open > 0 {
		t.say("Findings open: %d", open)
	}
}

// itemAnswer is the answer of the item, whichever question was chosen.
func (t *talk) itemAnswer() assess.Answer {
	if t.isms() {
		return t.answer()
	}
	return t.now.Assessment.Answer(t.key())
}

// gap reports whether the item does not conform.
func (t *talk) gap() bool {
	if t.isms() {
		r := t.answer().Rating
		return !r.Is(assess.NA) && (!r.Is(assess.Rated) || r.Level < t.s.Catalog.Method.InPlace)
	}
	s, _ := t.now.Score.Item(t.item().ID)
	return s.Applicable() && !s.Conforming
}

// sayText says a text that people typed, a line a line, so that none of them can
// pass for a word of the program; nothing where there is none.
func (t *talk) sayText(label, text string) {
	if text == "" {
		return
	}
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	if len(lines) == 1 {
		t.say("%s: %s", label, text)
		return
	}
	for i, l := range lines {
		t.say("%s, line %d: %s", label, i+1, l)
	}
}

// sayFirst says the first line of a text, and how many there are.
func (t *talk) sayFirst(label, text string) {
	first, more, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if more == "" {
		t.sayText(label, text)
		return
	}
	t.say("%s, the first of %d lines: %s", label, 2+strings.Count(more, "\n"), strings.TrimSuffix(first, "\r"))
}

// draft is what the ISMS offers for the item, where nobody said anything.
func (t *talk) draft() (synergy.Proposal, bool) {
	if _, ok := t.question(); ok || t.isms() || t.room.Veils(t.item().ID) {
		return synergy.Proposal{}, false
	}
	return synergy.Propose(t.s.Catalog, t.now.Assessment, t.now.Synergy.Basis, t.key())
}

func rests(all []assess.Rest) string {
	words := make([]string, len(all))
	for i, r := range all {
		words[i] = fmt.Sprintf("ISMS %s (%d)", r.Baseline, r.Level)
	}
	return strings.Join(words, ", ")
}

// staleHere are the stale answers where the person is: of the item, its questions,
// and the AI system that was chosen.
func (t *talk) staleHere() []synergy.Stale {
	at := t.focus()
	return slices.DeleteFunc(slices.Clone(t.now.Synergy.Stale), func(s synergy.Stale) bool {
		return t.isms() || t.room.Veils(s.Key.Item) || s.Key.Item != at.Item || at.Question != "" && s.Key != at || at.System != "" && s.Key.System != at.System
	})
}
