package score

import (
	"fmt"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Term is one item's part in a set's progress and ceiling: these are the sums
// of Weight × Credit and Weight × Ceiling over the sum of Weight.
type Term struct {
	Item    *catalog.Item
	Weight  float64 // 0 where the item is left out
	Credit  float64 // 0-1
	Ceiling float64 // 0-1
	Why     string  // one plain sentence
}

// Explain is the terms that a set's figures were made of, in catalogue order:
// the answer to "why is this 41 %?". The empty id stands for all sets; an
// unknown one has no terms.
func (s Scorecard) Explain(setID string) []Term {
	var terms []Term
	for i := range s.Items {
		item := &s.Items[i]
		if setID != "" && item.Item.Set.ID != setID {
			continue
		}
		t := Term{Item: item.Item, Weight: item.Item.W(), Credit: item.Credit, Ceiling: item.Ceiling, Why: item.why(s.method)}
		if !item.Applicable() {
			t.Weight = 0
		}
		terms = append(terms, t)
	}
	return terms
}

func (i *ItemScore) why(m catalog.Method) string {
	st := i.Standing
	switch st.State {
	case assess.NA:
		return "not applicable, left out"
	case assess.Partial:
		if st.Of > 0 {
			return fmt.Sprintf("partial: %d of %d systems", st.Answered, st.Of)
		}
		return "partial: some of its questions are open"
	case assess.Rated:
		return i.whyRated(m)
	}
	return "not answered yet"
}

func (i *ItemScore) whyRated(m catalog.Method) string {
	level := fmt.Sprintf("rated %d of %d", i.Standing.Level, m.InPlace)
	if i.Standing.Level > m.InPlace {
		level = fmt.Sprintf("rated %d, %d is enough", i.Standing.Level, m.InPlace)
	}
	if i.Standing.Override {
		level += ", above its questions by an override"
	}
	if i.Standing.Later > 0 {
		level += fmt.Sprintf(", looked at for %d of %d systems", i.Standing.Answered, i.Standing.Of)
	}
	if words := i.Lapsed(); words != "" {
		level += ", its evidence was " + words
	}
	if i.Cap == 0 || Round(share(i.Standing.Level, m)) <= Round(i.Cap) {
		return level
	}
	grade := assess.GradeMajor
	if i.OpenMajor == 0 {
		grade = assess.GradeMinor
	}
	return fmt.Sprintf("%s, but an open %s nonconformity caps it at %d %%", level, grade, Percent(i.Cap))
}
