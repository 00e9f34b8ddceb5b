package score

import (
	"time"

	"crosswalk/catalog/assess"
)

// Before is an assessment and its card, before an act. What the act said nothing of
// keeps its figures, so that a rating among 300 AI systems costs what it costs among
// three. The zero Before knows of none, and After works everything out.
type Before struct {
	Assessment *assess.Assessment
	Card       Scorecard
	Day        string // of the card, YYYY-MM-DD: what was seen within a year is another on another
}

// keep takes the figures over of the items of which nothing was said since.
func (b Before) keep(card *Scorecard, a *assess.Assessment, day time.Time) {
	was := b.Assessment
	if was == nil || b.Day != day.Format(time.DateOnly) || was.ID != a.ID || !same(was.Systems, a.Systems) || !same(was.Findings, a.Findings) || !same(was.Evidence, a.Evidence) {
		return
	}
	card.kept = make([]bool, len(card.Items))
	for i := range card.Items {
		it := card.Items[i].Item
		at, ok := b.Card.at[it.ID]
		if ok && b.Card.Items[at].Item == it && same(was.Answers[it.ID], a.Answers[it.ID]) {
			card.Items[i], card.kept[i] = b.Card.Items[at], true
		}
	}
}

// same reports whether two lists are one: an act copies a list before it changes it.
func same[T any](a, b []T) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

func (s *Scorecard) keeps(i int) bool { return s.kept != nil && s.kept[i] }
