package plain

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/search"
	"crosswalk/tui/screen"
)

// key is where the item's answer stands: for the AI system that was chosen, where
// the item is about those.
func (t *talk) key() assess.Key {
	it := t.item()
	k := assess.Key{Item: it.ID}
	if it.PerSystem() && !t.isms() {
		k.System = t.here().System
	}
	return k
}

// focus is key, or that of the question that was chosen.
func (t *talk) focus() assess.Key {
	k := t.key()
	if q, ok := t.question(); ok {
		k.Question = q.ID
	}
	return k
}

// question is the one that was chosen; false where the item itself is meant.
func (t *talk) question() (*catalog.Question, bool) {
	if t.isms() || t.here().Question == "" {
		return nil, false
	}
	return t.item().Question(t.here().Question)
}

// answer is what stands where the person is: at the item, or at its question.
func (t *talk) answer() assess.Answer {
	if t.isms() {
		return t.now.Assessment.Baseline[t.item().ID]
	}
	return t.now.Assessment.Answer(t.focus())
}

// subject names the answer where the person is.
func (t *talk) subject() assess.Subject {
	if t.isms() {
		return assess.BaselineSubject(t.item().ID)
	}
	return t.focus().Subject()
}

// veiled says that the room votes on the item, where it does: nothing of it is told
// or taken then.
func (t *talk) veiled() bool {
	if t.isms() || !t.room.Veils(t.item().ID) {
		return false
	}
	t.say("The room votes on %s, and its answer waits for the reveal. vote takes yours.", t.item().Number)
	return true
}

// stand goes to an item of the side and says how it stands.
func (t *talk) stand(it *catalog.Item) {
	t.put(it)
	t.arrive()
}

func (t *talk) put(it *catalog.Item) { t.here().Item, t.here().Question = it.ID, "" }

// facts are what filters choose by.
func (t *talk) facts() filter.Facts {
	t.judge()
	return t.s.Facts(t.now, t.room, t.kept)
}

// judge finds what follows from the records, where that was not done since the last
// news.
func (t *talk) judge() {
	if t.kept.Ruling != nil && t.kept.Assessment == t.now.Assessment {
		return
	}
	if kept, read := t.s.Judged(t.now)().(screen.Kept); read {
		kept.Ruling = kept.Without(t.room.Veiled())
		t.kept = kept
	}
}

// shown are the items that the filter lets through.
func (t *talk) shown() []*catalog.Item { return t.facts().Choose(t.here().filter, t.items()) }

// step goes to the next item, or the next question where one was chosen.
func (t *talk) step(by int) {
	if q, ok := t.question(); ok {
		t.stepQuestion(q, by)
		return
	}
	all := t.items()
	at := slices.Index(all, t.item())
	lets := t.facts().Lets(t.here().filter)
	for i := at + by; i >= 0 && i < len(all); i += by {
		if lets(all[i]) {
			t.stand(all[i])
			return
		}
	}
	t.say("There is no item %s. It stays at %s.", way(by), t.item().Number)
}

func (t *talk) stepQuestion(q *catalog.Question, by int) {
	asked := t.asked(t.item())
	at := slices.Index(asked, q) + by
	if at < 0 || at >= len(asked) {
		t.say("There is no question %s. item leaves the questions.", way(by))
		return
	}
	t.here().Question = asked[at].ID
	t.arrive()
}

func way(by int) string {
	if by < 0 {
		return "before it"
	}
	return "after it"
}

// jump goes to the first item of the next clause, section or theme, or of the one
// before.
func (t *talk) jump(by int) {
	var sets []*catalog.Clause
	first := map[*catalog.Clause]*catalog.Item{}
	now := t.item()
	for _, it := range t.items() {
		if shown := slices.Contains(t.shown(), it); (shown || it == now) && first[it.Set] == nil {
			sets, first[it.Set] = append(sets, it.Set), it
		}
	}
	at := slices.Index(sets, now.Set) + by
	if at < 0 || at >= len(sets) {
		t.say("There is no clause or section %s.", way(by))
		return
	}
	t.stand(first[sets[at]])
}

// nextOpen goes to the next item that is not answered whole, around the end.
func (t *talk) nextOpen(by int) {
	all := t.items()
	n, at := len(all), slices.Index(all, t.item())
	for step := 1; step <= n; step++ {
		it := all[((at+by*step)%n+n)%n]
		if !t.open(it) {
			continue
		}
		if step == n {
			t.say("This is the only item still open.")
			return
		}
		if !t.facts().Lets(t.here().filter)(it) {
			t.here().filter = nil
		}
		t.stand(it)
		return
	}
	t.say("Every item here has an answer. gaps lists what that leaves to do.")
}

func (t *talk) open(it *catalog.Item) bool {
	if t.isms() {
		return t.now.Assessment.Baseline[it.ID].Rating.Is(assess.Unanswered)
	}
	s, _ := t.now.Score.Item(it.ID)
	return s.Standing.State == assess.Unanswered || s.Standing.State == assess.Partial
}

// jumpTo goes to an item by its number, on this side or, by its name in a list, on
// the other.
func (t *talk) jumpTo(text string) {
	if text == "" {
		t.say("Say which item, as go A.5.2; in the Baseline numbers are those of ISO/IEC 27001.")
		return
	}
	it, isms, err := t.find(text)
	if err != nil {
		t.refuse(err)
		return
	}
	t.turn(isms)
	t.stand(it)
}

func (t *talk) find(text string) (it *catalog.Item, isms bool, err error) {
	if t.isms() {
		if it, ok := t.s.Catalog.Foundation().Find(text); ok {
			return it, true, nil
		}
	}
	if it, err = assess.FindRef(t.s.Catalog, t.now.Assessment, text); err != nil {
		return nil, false, err
	}
	return it, it.Set.Standard == catalog.ISMS, nil
}

// turn goes to one of the two sides.
func (t *talk) turn(isms bool) {
	t.at = 0
	if isms {
		t.at = 1
	}
}

// to goes to a side, and to an item in it where one is named.
func (t *talk) to(isms bool, number string) {
	t.turn(isms)
	if number != "" {
		t.jumpTo(number)
		return
	}
	t.arrive()
}

// narrow sets which items are shown, in the one language of filters.
func (t *talk) narrow(text string) {
	if text == "" {
		if len(t.here().filter) == 0 {
			t.say("Filter: none. filter gaps shows the gaps, filter all shows all.")
			return
		}
		t.say("Filter: %s", t.here().filter)
		return
	}
	f, err := filter.Parse(text)
	if err != nil {
		t.refuse(err)
		return
	}
	t.here().filter = f
	shown := t.shown()
	t.say("Shown: %d of %d", len(shown), len(t.items()))
	switch {
	case len(shown) == 0:
		why, teach := t.facts().None(f, t.items())
		t.say("%s", strings.TrimSpace(why+" "+teach))
		t.say("filter all shows all again.")
	case !slices.Contains(shown, t.item()):
		t.stand(shown[0])
	}
}

// most is how many places of found words are told.
const most = 20

// findWords looks for words in all that was said, and in what is asked.
func (t *talk) findWords(text string) {
	if text == "" {
		t.say("Say the words to find, as find impact assessment.")
		return
	}
	c, ok := t.shelf()
	if !ok {
		return
	}
	x := search.Of(t.s.Catalog, t.now.Assessment).With(c.Book)
	hits, total := x.Find(text, most)
	t.say("Places with these words: %d", total)
	if total == 0 {
		if hits = x.Near(text, 10); len(hits) > 0 {
			t.say("Titles that are spelt nearly so follow.")
		}
	}
	records := 0
	for _, h := range hits {
		if h.Subject.Kind() == assess.KindRecord {
			records++
		}
		switch {
		case h.Title:
			t.say("%s: %s", h.Name, h.Text)
		case h.Part == "":
			t.say("%s: %s", h.Name, h.Around())
		default:
			t.say("%s, %s: %s", h.Name, h.Part, h.Around())
		}
	}
	if records < len(hits) {
		t.say("go and a number goes there, those of the ISMS as go 27001:A.5.9.")
	}
	if records > 0 {
		t.say("record and a number reads a record, as record RI-1.")
	}
}

// into chooses a question by its number, or the first.
func (t *talk) into(text string) {
	it := t.item()
	asked := t.asked(it)
	switch {
	case t.isms(), len(it.Questions) == 0:
		t.say("This item has no questions of its own; rate it as a whole.")
		return
	case len(asked) == 0:
		t.say("The ISMS settles every question here. delta asks them all again.")
		return
	case text == "":
		t.here().Question = asked[0].ID
	default:
		q, ok := it.Question(text)
		if !ok {
			t.refuse(fmt.Errorf("%s has no question %s; it has %d", it.Number, text, len(it.Questions)))
			return
		}
		t.here().Question = q.ID
	}
	t.arrive()
}

// out leaves the questions.
func (t *talk) out() {
	t.here().Question = ""
	t.arrive()
}

// chooseSystem says which AI system the answer is about.
func (t *talk) chooseSystem(text string) {
	it, systems := t.item(), t.now.Assessment.InScope()
	switch {
	case t.isms() || !it.PerSystem():
		t.say("%s is about the organisation: it has one answer, whatever the AI system.", it.Number)
		return
	case len(systems) == 0:
		t.say("No AI system is in scope yet; until then one answer stands for all. %s adds one.", t.verb("system add NAME"))
		return
	case text == "":
		t.sayStandings(it, systems)
		t.say("system and a number or a name chooses one, system all the answer for all.")
		return
	case assess.FoldName(text) == "all":
		t.here().System = ""
	default:
		at, err := chosen(text, len(systems), func(i int) string { return systems[i].Name })
		if err != nil {
			t.refuse(err)
			return
		}
		t.here().System = systems[at].ID
	}
	t.arrive()
}

// sayStandings says how an item stands for each AI system.
func (t *talk) sayStandings(it *catalog.Item, systems []assess.System) {
	if t.veiled() {
		return
	}
	t.say("For all AI systems: %s", standing(assess.StandFor(it, t.now.Assessment, "")))
	for i, sys := range systems {
		st, from := assess.StandFor(it, t.now.Assessment, sys.ID), ""
		if st.State == assess.Unanswered {
			if st = assess.StandIn(it, t.now.Assessment, sys.ID); st.State != assess.Unanswered {
				from = ", by the answer for all"
			}
		}
		t.say("%d, %s: %s%s", i+1, sys.Name, standing(st), from)
	}
}

// chosen is the place in a list that is meant by its number, from 1, or by its name.
func chosen(text string, n int, name func(int) string) (int, error) {
	for i := range n {
		if text == fmt.Sprint(i+1) || assess.FoldName(text) == assess.FoldName(name(i)) {
			return i, nil
		}
	}
	if n == 0 {
		return 0, errors.New("there is none yet")
	}
	return 0, fmt.Errorf("%q is none of them; they are numbered 1 to %d", text, n)
}

// tellPlace tells the others in the room where this person is.
func (t *talk) tellPlace() {
	if t.s.Seat != nil {
		k := t.focus()
		t.s.Seat.Moved(screen.At{Route: t.here().route, Place: screen.Place{Item: k.Item, System: k.System, Question: k.Question}})
	}
}
