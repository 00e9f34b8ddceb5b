package assess

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// wording is how people speak of one field. In its sentences {it} is what the
// field belongs to, {v} what was said, {before} what stood before where that is
// known; {is} and the other verbs go by whether it is one or several. Parted
// says what | is for.
type wording struct {
	field string
	noun  string // "the noun of 6.1.4"

	set     string // what a person did
	fresh   string // where nothing stood before; empty: as set
	changed string // where something else stood; empty: as set
	cleared string // who took it away
	stands  string // what holds once an act was taken back
	none    string // and where nothing holds any more
	begins  string // what it is to say this first of a new record

	joins string // the field in whose sentence this one is told too
	tail  string // how
	born  string // how in the sentence of a new record
	apart bool   // but not where an act was taken back

	show func(*catalog.Catalog, *Assessment, json.RawMessage) string // nil: as it is
	by   func(wording, Revision) wording                             // where the words go by the value
}

// speech is how people speak of one kind of record.
type speech struct {
	it    func(*catalog.Catalog, *Assessment, Subject) string
	many  string
	words []wording
	// wordsBy are the words where the catalogue has them; nil: those above.
	wordsBy func(*catalog.Catalog, Revision) wording
}

// wordsFor finds the words for a revision; false where nothing of that name is
// kept here.
func wordsFor(cat *catalog.Catalog, r Revision) (Kind, wording, bool) {
	k, err := kindOf(r.Subject)
	if err != nil {
		return Kind{}, wording{}, false
	}
	if k.speech.wordsBy != nil {
		return k, k.speech.wordsBy(cat, r), true
	}
	field := r.Field
	if strings.HasPrefix(field, effortPrefix) {
		field = "effort"
	}
	i := slices.IndexFunc(k.speech.words, func(w wording) bool { return w.field == field })
	if i < 0 {
		return k, wording{}, false
	}
	w := k.speech.words[i]
	if w.by != nil {
		w = w.by(w, r)
	}
	return k, w, true
}

// leadOf is the field by which a record like that of a revision begins.
func leadOf(r Revision) string {
	k, _ := kindOf(r.Subject)
	if k.Beside {
		return FieldNumber
	}
	for _, w := range k.speech.words {
		if w.begins != "" {
			return w.field
		}
	}
	return ""
}

// value is what a revision says, as people read it.
func (w wording) value(cat *catalog.Catalog, a *Assessment, r Revision) string {
	if r.Erased() {
		return ""
	}
	if w.show != nil {
		return w.show(cat, a, r.Plain())
	}
	return text(r.Plain())
}

// ValueOf is what a revision says, as people read it: days, names and numbers of
// items, and texts as they were typed.
func ValueOf(cat *catalog.Catalog, a *Assessment, r Revision) string {
	_, w, _ := wordsFor(cat, r)
	return w.value(cat, a, r)
}

// PlaceName is how people call the field that a revision set: "6.1.4 due date".
func PlaceName(cat *catalog.Catalog, a *Assessment, r Revision) string {
	_, w, ok := wordsFor(cat, r)
	item, effort := strings.CutPrefix(r.Field, effortPrefix)
	switch {
	case !ok:
		return SubjectName(cat, a, r.Subject)
	case effort:
		return itemNumbers(cat, a, []string{item}) + " " + w.noun
	case r.Subject == KindAssessment:
		return w.noun
	}
	return SubjectName(cat, a, r.Subject) + " " + w.noun
}

// plain is a field of which a word, a name or a number is said.
func plain(field, noun string) wording {
	return wording{
		field: field, noun: noun,
		set: "set the " + noun + " of {it}| to {v}", cleared: "took the " + noun + " of {it} away",
		stands: "the " + noun + " of {it} is {v} again", none: "{it} {has} no " + noun + " again",
	}
}

// prose is a field in which people write sentences.
func prose(field, noun string) wording {
	w := plain(field, noun)
	w.set, w.stands = "set the "+noun+" of {it}|: “{v}”", "the "+noun+" of {it} is as it was"
	return w
}

func (w wording) shown(show func(*catalog.Catalog, *Assessment, json.RawMessage) string) wording {
	w.show = show
	return w
}

func (w wording) within(lead, tail string) wording {
	w.joins, w.tail = lead, tail
	return w
}

// yesOrNo is a field that holds or not.
func yesOrNo(field, noun, on, off, stands, none string) wording {
	return wording{field: field, noun: noun, set: on, cleared: off, stands: "{it} {is} " + stands, none: "{it} {is} " + none}
}

func removal(off, back string) wording {
	return yesOrNo(FieldRemoved, "removed", off, back, "gone", "back")
}

// noted are the words for a note.
func noted() wording {
	w := prose(FieldNote, "note")
	w.set, w.fresh, w.changed = "wrote the note on {it}|: “{v}”", "wrote a note on {it}|: “{v}”", "changed the note on {it}|: “{v}”"
	w.stands = "the note on {it} is as it was"
	return w
}

// assigned are the words for who sees to something, and by when.
func assigned() []wording {
	owner := plain(FieldOwner, "owner")
	owner.set = "gave {it}| to {v}| to their owners"
	due := plain(FieldDue, "due date").shown(dayShown).within(FieldOwner, ", due {v}")
	due.apart = true
	return []wording{owner, due}
}

func dayShown(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string { return day.Show(text(v)) }

func daysShown(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string {
	return ShowDays(text(v))
}

func wordsShown(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string {
	return strings.Join(strings.Fields(text(v)), ", ")
}

func fileShown(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string {
	if f, ok := ParseFile(text(v)); ok {
		return f.Name
	}
	return text(v)
}

func systemShownAs(_ *catalog.Catalog, a *Assessment, v json.RawMessage) string {
	if s, ok := a.System(text(v)); ok {
		return a.systemCalled(s)
	}
	return "one that is not known here"
}

func itemsShown(cat *catalog.Catalog, a *Assessment, v json.RawMessage) string {
	var ids []string
	if json.Unmarshal(v, &ids) != nil {
		ids = []string{text(v)}
	}
	return itemNumbers(cat, a, ids)
}

func documentShown(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string {
	if len(v) < len(`""`)+1 {
		return ""
	}
	return "the document as it was handed out"
}

func countShown(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string {
	var ids []string
	_ = json.Unmarshal(v, &ids)
	if len(ids) == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", len(ids))
}

// text is a value as it was typed.
func text(v json.RawMessage) string {
	var said any
	if json.Unmarshal(v, &said) != nil {
		return "what cannot be read"
	}
	switch said := said.(type) {
	case string:
		return said
	case float64:
		return number(said)
	case []any:
		return strings.Join(textsIn(said), ", ")
	}
	return ""
}

// longest is how many characters of a value a sentence shows.
const longest = 60

func cut(text string) string {
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest-1]) + "…"
	}
	return text
}

func ratingShown(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string {
	r, err := ParseRating(Revision{Value: v})
	switch {
	case err != nil:
		return ""
	case r.Is(NA):
		return r.Reason
	case r.Basis != "":
		return strconv.Itoa(r.Level) + ", carried by " + r.Basis.words()
	case r.Carried != "":
		return strconv.Itoa(r.Level) + ", from " + r.Carried
	}
	return strconv.Itoa(r.Level)
}

// ratingSaid are the words for a judgement: what it says, and where it came from.
func ratingSaid(w wording, r Revision) wording {
	rating, err := ParseRating(r)
	switch {
	case r.Erased():
		w.set = "rated {it}"
	case err != nil:
		w.set, w.stands = "rated {it} in a way that cannot be read", "the rating of {it} cannot be read again"
	case rating.Is(NA) && ofQuestion(r.Subject):
		w.set, w.stands = "said that {it} {does} not arise|: “{v}”", "{it} {does} not arise again"
	case rating.Is(NA):
		w.set, w.stands = "excluded {it}|: “{v}”", "{it} {is} not applicable again"
	case rating.Carried != "":
		w.set, w.stands = "carried {it} over from another edition|: {v}", "{it} {is} rated {v} again"
	case rating.Basis != "" && r.Kind == Do && rating.Order != r.ID: // it stays whose it was
		w.set = "kept what {it} {has} from the ISMS|: {v}"
	case rating.Basis != "":
		w.set, w.stands = "adopted the draft of the ISMS for {it}|: {v}", "{it} {is} rated {v} again"
	default:
		w.set, w.stands = "rated {it}| {v}", "{it} {is} rated {v} again"
	}
	return w
}

func seenSaid(w wording, r Revision) wording {
	if text(r.Plain()) == r.Author {
		w.set = "saw {it}"
	}
	return w
}

// statusSaid are the words for how far a task is: they are verbs themselves.
func statusSaid(w wording, r Revision) wording {
	if verb, ok := map[string]string{TaskOpen: "set {it} back to open", TaskStarted: "started {it}", TaskDone: "finished {it}"}[text(r.Plain())]; ok {
		w.set = verb
	}
	return w
}

func settledShown(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string {
	h, err := readRecord(v)
	if err != nil {
		return "a level that cannot be read"
	}
	return strconv.Itoa(*h.Level)
}
