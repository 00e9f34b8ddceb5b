// Package reading is all that is known of an item of either standard, to be read in
// one page: what is asked, what was said, shown, found and voted, what carries it and
// what changed last. Its one rule: it only tells, and of an item that the room votes
// on no more than the catalogue does.
package reading

import (
	"cmp"
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Item is an item as one person reads it.
type Item struct {
	S    *screen.Session
	Now  screen.Changed
	Room screen.Room
	Kept screen.Kept // what follows from the records; the zero one before it is known
	It   *catalog.Item

	acts []store.Act // on it, newest first; nil until they were read
}

// ref is how the item is named where both standards are.
func (x Item) ref() string { return assess.RefOf(x.It) }

// said is the item in the language of who reads it.
func (x Item) said() *catalog.Item { return x.S.Lang.Item(x.It) }

// Veiled reports whether the room votes on it.
func (x Item) Veiled() bool { return x.Room.Veils(x.ref()) }

// head is a heading of a part.
func (x Item) head(title string) string { return x.S.Theme.Strong.Render(title) }

// part is a heading and paragraphs below it, nothing where there are none.
func (x Item) part(width int, title string, texts ...string) []string {
	texts = slices.DeleteFunc(texts, func(text string) bool { return text == "" })
	if len(texts) == 0 {
		return nil
	}
	lines := []string{x.head(title)}
	for _, text := range texts {
		lines = append(lines, widget.Indent(widget.Wrap(text, width-2), "  ", "  ")...)
	}
	return append(lines, "")
}

// Scale is the levels in the item's own words, where the catalogue has them.
func (x Item) Scale(chosen assess.Rating) widget.Scale {
	sc := widget.Scale{Chosen: -1}
	if chosen.Is(assess.Rated) && !x.Veiled() {
		sc.Chosen = chosen.Level
	}
	it := x.said()
	for level := range sc.Parts {
		text, ok := it.Levels[level]
		if !ok {
			text = x.S.Lang.ScaleWord(x.S.Catalog, level)
		}
		sc.Parts[level] = catalog.Conditions(text)
	}
	return sc
}

// whole is more lines than the levels ever have.
const whole = 1000

// levels are all of them whole.
func (x Item) levels(width int) []string {
	chosen := assess.Rating{}
	if st := x.stands(); st.State == assess.Rated {
		chosen = assess.Rating{State: assess.Rated, Level: st.Level}
	}
	lines := []string{x.head("Levels")}
	for _, l := range x.Scale(chosen).Lines(x.S.Theme, width, whole, whole) {
		lines = append(lines, l.Text)
	}
	return append(lines, "")
}

// stands is how the item stands over all AI systems.
func (x Item) stands() assess.Standing {
	sc, _ := x.Now.Score.Item(x.It.ID)
	return sc.Standing
}

// Changes are who judged the item last, newest first, from what stands now.
func (x Item) Changes(width, most int) []string {
	all := slices.Clone(x.Now.Assessment.Answers[x.It.ID])
	all = slices.DeleteFunc(all, func(y assess.Answered) bool { return y.Rating.At.IsZero() })
	slices.SortStableFunc(all, func(a, b assess.Answered) int { return cmp.Compare(b.Rating.Order, a.Rating.Order) })
	var texts []string
	for _, y := range all[:min(len(all), most)] {
		texts = append(texts, x.placeOf(y.Key)+Judged(y.Rating)+", "+x.by(y.Rating))
	}
	return x.part(width, "Judged last", texts...)
}

// placeOf says which question and AI system an answer is about, before other words.
func (x Item) placeOf(k assess.Key) string {
	words := ""
	if k.Question != "" {
		q := catalog.Question{ID: k.Question}
		words = "question " + q.Place() + " "
	}
	if s, ok := x.Now.Assessment.System(k.System); ok {
		words += widget.Line(s.Name) + " "
	}
	return words
}

// Judged is a rating in a word.
func Judged(r assess.Rating) string {
	switch {
	case r.Is(assess.Rated):
		return screen.SignFull + " " + string(rune('0'+r.Level))
	case r.Is(assess.NA):
		return screen.SignNone + " not applicable"
	}
	return screen.SignEmpty
}

// by is who judged, and on which day.
func (x Item) by(r assess.Rating) string {
	return widget.Line(r.By) + " on " + day.Show(r.At.In(x.S.Now().Location()).Format(time.DateOnly))
}
