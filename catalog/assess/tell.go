package assess

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
)

// Before gives what stood in the field of a revision before it; false where
// nobody knows. What is not known is never guessed.
type Before func(Revision) (json.RawMessage, bool)

// Tell says what an act did, all of its revisions together, as people speak:
// "rated 5.2 4", "gave 6.1.4 to Ines Braun, due 15 Mar 2027". Of an act that took
// another back it says what holds since: "5.2 is rated 3 again". Text that people
// typed is given as typed; make it safe where it is drawn.
func Tell(cat *catalog.Catalog, a *Assessment, said []Revision, before Before) string {
	t := teller{cat: cat, a: a, said: make([]remark, len(said)), before: before}
	for i, r := range said {
		k, w, ok := wordsFor(cat, r)
		t.said[i] = remark{r, k.Name, w, ok, empty(r)}
	}
	t.join()
	return t.sentence()
}

// TellMade is Tell of an act that was just made: by whom, and how the assessment
// stood before it and after.
func TellMade(cat *catalog.Catalog, before, after *Assessment, changes []Change, by string) string {
	said := make([]Revision, len(changes))
	for i, c := range changes {
		said[i] = Revision{Subject: c.Subject, Field: c.Field, Value: c.Value, Kind: Do, Author: by}
	}
	return Tell(cat, after, said, before.FromState)
}

// FromParents knows what stood before from other revisions, by id.
func FromParents(known map[string]*Revision) Before {
	return func(r Revision) (json.RawMessage, bool) {
		if r.Parent == "" {
			return null, true
		}
		p, ok := known[r.Parent]
		if !ok || p.Erased() {
			return nil, false
		}
		return p.Plain(), true
	}
}

// FromState knows what stood before from the assessment before the act.
func (a *Assessment) FromState(r Revision) (json.RawMessage, bool) {
	k, err := kindOf(r.Subject)
	if err != nil {
		return nil, false
	}
	if k.Beside {
		return null, r.Field == FieldNumber
	}
	fields, ok := k.Of(a, r.Subject)
	if !ok {
		return null, true
	}
	f, ok := named(fields, r.Field)
	if !ok {
		return nil, false
	}
	return f.Value(), true
}

// teller puts one act into words.
type teller struct {
	cat    *catalog.Catalog
	a      *Assessment
	said   []remark
	before Before

	begun  map[Subject]bool  // records that the act brought in
	values map[Place]bool    // fields that it set; whether to something
	tails  map[Place]string  // what other fields add to the sentence of one
	silent map[Place]bool    // fields of which nothing more is to say
	ofVote map[Subject]bool  // answers that a vote settled
	erases bool              // words were erased, and the rest follows from that
	groups []*group          // what is said, in the order of the act
	byKey  map[string]*group // the same by what is said
	named  map[Place]bool    // the fields in them
}

// remark is a revision with the words for it, where it has some.
type remark struct {
	Revision
	kind  string
	words wording
	ok    bool
	empty bool // it took away what stood
}

// group is one sentence about one or more things.
type group struct {
	phrase
	at     []Place
	mixed  bool // it says not the same of all
	copies int  // revisions in it
}

// phrase is what a revision says: a sentence with places for names and values.
type phrase struct {
	kind   string
	text   string // with all it says
	bare   string // where it says different things of several
	value  string
	before string
	tail   string
}

func (t *teller) join() {
	t.begun, t.values = map[Subject]bool{}, map[Place]bool{}
	t.tails, t.silent, t.ofVote = map[Place]string{}, map[Place]bool{}, map[Subject]bool{}
	for _, r := range t.said {
		t.values[Place{r.Subject, r.Field}] = !r.empty
		switch was, known := t.before(r.Revision); {
		case !r.ok:
		case r.kind == KindErasure:
			t.erases = true
		case r.kind == KindVote:
			if h, err := readRecord(r.Value); err == nil {
				t.ofVote[Key{h.Item, h.System, h.Question}.Subject()] = true
			}
		case r.words.begins != "" && known && isEmpty(was) && !r.empty && r.Kind != Undo:
			t.begun[r.Subject] = true
		}
	}
	for _, r := range t.said {
		if r.ok {
			t.joinOne(r)
		}
	}
}

// joinOne has a field say what it says in the sentence of another one, where
// both were set or both taken away.
func (t *teller) joinOne(r remark) {
	w, at := r.words, Place{r.Subject, r.Field}
	lead, tail := Place{r.Subject, w.joins}, w.tail
	if t.begun[r.Subject] {
		lead, tail = Place{r.Subject, leadOf(r.Revision)}, w.born
		t.silent[at] = w.begins == ""
	} else if set, there := t.values[lead]; w.joins == "" || !there || set == r.empty {
		return
	} else if r.Kind == Undo && w.apart {
		return
	}
	t.silent[at] = t.silent[at] || w.joins != "" && !t.begun[r.Subject]
	if tail != "" && !r.empty && r.Kind != Undo {
		t.tails[lead] += strings.NewReplacer("{v}", cut(w.value(t.cat, t.a, r.Revision))).Replace(tail)
	}
}

// follows reports whether a revision only follows from another one of the act.
func (t *teller) follows(r remark) bool {
	return t.silent[Place{r.Subject, r.Field}] ||
		t.erases && r.kind != KindErasure ||
		r.Kind != Undo && r.Field == FieldRating && t.ofVote[r.Subject] ||
		r.Kind == Undo && r.kind == KindVote && len(t.said) > 1
}

// most is how many sentences an act is told in.
const most = 3

func (t *teller) sentence() string {
	t.byKey, t.named = map[string]*group{}, map[Place]bool{}
	for _, r := range t.said {
		if !t.follows(r) {
			t.add(r)
		}
	}
	var words []string
	rest := 0
	for i, g := range t.groups {
		if i < most || len(t.groups) == most+1 {
			words = append(words, t.render(g))
			continue
		}
		rest += g.copies
	}
	if len(words) == 0 {
		return "changed nothing"
	}
	told := strings.Join(words, "; ")
	switch {
	case rest == 1:
		told += "; and 1 more change"
	case rest > 1:
		told += fmt.Sprintf("; and %d more changes", rest)
	}
	return told
}

func (t *teller) add(r remark) {
	p, at := t.phraseOf(r), Place{r.Subject, r.Field}
	key := p.kind + "\x00" + p.bare
	if r.Kind == Undo {
		key += p.text
	}
	g, ok := t.byKey[key]
	if !ok {
		g = &group{phrase: p}
		t.byKey[key] = g
		t.groups = append(t.groups, g)
	}
	g.mixed = g.mixed || p != g.phrase
	g.copies++
	if !t.named[at] { // an act that brings a conflict back holds a field twice
		t.named[at] = true
		g.at = append(g.at, at)
	}
}

// phraseOf chooses the words for a revision.
func (t *teller) phraseOf(r remark) phrase {
	if !r.ok {
		return phrase{kind: r.kind, text: "changed {it}", bare: "changed {it}"}
	}
	was, known := t.before(r.Revision)
	w, p := r.words, phrase{kind: r.kind, tail: t.tails[Place{r.Subject, r.Field}]}
	sentence := w.chosen(r, t.begun[r.Subject] && w.begins != "", was, known)
	if r.Kind == Undo && r.empty && r.Field == FieldRating && t.byQuestions(r.Subject) {
		sentence = "{it} {is} rated by questions again"
	}
	p.text, p.bare = parted(sentence)
	if strings.Contains(p.text, "{v}") {
		p.value = cut(w.value(t.cat, t.a, r.Revision))
	}
	if strings.Contains(p.text, "{before}") {
		p.before = cut(w.value(t.cat, t.a, Revision{Subject: r.Subject, Field: r.Field, Value: was}))
	}
	switch {
	case r.Erased():
		p.text, p.value, p.tail = p.bare, "", ", erased since"
	case r.Kind == Undo:
		p.bare = "the " + w.noun + " of {it} is as it was"
	}
	return p
}

// byQuestions reports whether the questions of an item rate it where it has no
// rating of its own.
func (t *teller) byQuestions(s Subject) bool {
	k, err := s.Key()
	if err != nil || k.Question != "" {
		return false
	}
	it, ok := Item(t.cat, t.a, k.Item)
	if !ok {
		return false
	}
	st := StandFor(it, t.a, k.System)
	return st.State == Rated && !st.Direct
}

// chosen is the sentence for what a revision says.
func (w wording) chosen(r remark, begins bool, was json.RawMessage, known bool) string {
	switch {
	case r.Kind == Undo && r.empty:
		return w.none
	case r.Kind == Undo:
		return w.stands
	case begins:
		return w.begins
	case r.empty:
		return w.cleared
	case known && isEmpty(was) && w.fresh != "":
		return w.fresh
	case known && !isEmpty(was) && w.changed != "":
		return w.changed
	}
	return w.set
}

// parted reads a sentence of the table: up to the first | it holds for one thing
// and for several; what is between that and the next says what is said of one or
// of all alike, and what is behind stands instead where different things are said.
func parted(sentence string) (text, bare string) {
	parts := append(strings.SplitN(sentence, "|", 3), "", "")
	return parts[0] + parts[1], parts[0] + parts[2]
}

// The verbs of the sentences.
var (
	ofOne     = []string{"{is}", "is", "{has}", "has", "{does}", "does", "{was}", "was", "{applies}", "applies"}
	ofSeveral = []string{"{is}", "are", "{has}", "have", "{does}", "do", "{was}", "were", "{applies}", "apply"}
)

func (t *teller) render(g *group) string {
	it, verbs := t.names(g), ofOne
	if len(g.at) > 1 {
		verbs = ofSeveral
	}
	text, tail := g.text, g.tail
	if g.mixed {
		text, tail = g.bare, ""
	}
	return strings.NewReplacer(slices.Concat(verbs, []string{"{it}", it, "{v}", g.value, "{before}", g.before})...).Replace(text) + tail
}

// names are the things that a sentence is about: up to three by name, more by
// number.
func (t *teller) names(g *group) string {
	if len(g.at) > most {
		return strconv.Itoa(len(g.at)) + " " + manyOf(t.cat, g)
	}
	names := make([]string, len(g.at))
	for i, at := range g.at {
		names[i] = t.name(at)
	}
	if last := len(names) - 1; last > 0 {
		return strings.Join(names[:last], ", ") + " and " + names[last]
	}
	return names[0]
}

// name is how one thing is called now, and what an act brought in, or what is
// gone, as the act said it.
func (t *teller) name(at Place) string {
	if item, ok := strings.CutPrefix(at.Field, effortPrefix); ok {
		return itemNumbers(t.cat, t.a, []string{item})
	}
	k, err := kindOf(at.Subject)
	if err != nil {
		return string(at.Subject)
	}
	if k.Beside {
		return k.speech.it(t.cat, numbered(t.cat, t.a, at.Subject, t.said), at.Subject)
	}
	a := t.a
	if _, there := k.Of(a, at.Subject); !there || t.begun[at.Subject] {
		f := NewFold(a)
		for _, r := range t.said {
			if r.Subject == at.Subject && !r.Erased() && f.Apply(r.Revision) != nil {
				break // what can be read names it well enough
			}
		}
		a = f.Now()
	}
	return k.speech.it(t.cat, a, at.Subject)
}

// manyOf are the things of a sentence in one word, and where they all stand.
func manyOf(cat *catalog.Catalog, g *group) string {
	k, err := kindOf(g.at[0].Subject)
	switch {
	case err != nil:
		return "things"
	case k.Name == KindRecord:
		return k.speech.many + ofRegisters(cat, g.at)
	}
	if k.Name != KindAnswer {
		return k.speech.many
	}
	questions, annex := true, true
	for _, at := range g.at {
		questions = questions && ofQuestion(at.Subject)
		annex = annex && strings.HasPrefix(at.Subject.ID(), "A.")
	}
	many := k.speech.many
	if questions {
		many = "questions"
	}
	if annex {
		many += " of Annex A"
	}
	return many
}

// empty reports whether a revision took away what stood.
func empty(r Revision) bool {
	if r.Field == FieldRating && !r.Erased() {
		rating, err := ParseRating(r)
		return err == nil && rating.Is(Unanswered)
	}
	return !r.Erased() && isEmpty(r.Plain())
}

func isEmpty(v json.RawMessage) bool {
	switch string(v) {
	case "null", `""`, "false", "[]", "0":
		return true
	}
	return false
}
