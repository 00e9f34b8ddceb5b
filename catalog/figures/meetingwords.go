package figures

import (
	"fmt"
	"math"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Words tell what changed, a sentence each, the most telling first.
func (m Meeting) Words(cat *catalog.Catalog, a *assess.Assessment) []string {
	var all []string
	for _, p := range m.People {
		items := p.Answers()
		said := fmt.Sprintf("%s: %s from %s to %s", p.Author, several(p.Acts, "act"), p.First.Format(day.Form+" 15:04"), p.Last.Format(day.Form+" 15:04"))
		if len(items) > 0 {
			said += " on " + refs(cat, a, items)
		}
		all = append(all, said+".")
	}
	if len(m.Answered) > 0 {
		all = append(all, several(len(m.Answered), "item")+" answered for the first time: "+turns(m.Answered)+".")
	}
	if len(m.Changed) > 0 {
		all = append(all, several(len(m.Changed), "item")+" rated otherwise: "+turns(m.Changed)+".")
	}
	if n := len(m.Evidence); n > 0 {
		all = append(all, several(n, "new piece")+" of evidence.")
	}
	if n := len(m.Findings); n > 0 {
		all = append(all, several(n, "new finding")+".")
	}
	if n := len(m.Conflicts); n > 0 {
		all = append(all, several(n, "new conflict")+" to settle.")
	}
	if n := len(m.Settled); n > 0 {
		all = append(all, several(n, "conflict")+" settled.")
	}
	for _, s := range m.Stale {
		all = append(all, assess.RefName(cat, a, s.Key.Item)+" rests on what fell: "+s.Why()+".")
	}
	for _, x := range m.Moved {
		all = append(all, x.words())
	}
	if len(all) == 0 {
		all = append(all, "Nothing changed.")
	}
	return all
}

// words say by how much a figure moved, and which items moved it.
func (x Move) words() string {
	name := "all items"
	if x.Set != nil {
		name = x.Set.ID + " " + x.Set.Title
	}
	figure, was, is := "Progress", percent(x.Was.Progress), percent(x.Is.Progress)
	if was == is {
		figure, was, is = "Maturity", mean(x.Was.Maturity), mean(x.Is.Maturity)
	}
	said := fmt.Sprintf("%s of %s: %s before, %s now", figure, name, was, is)
	if len(x.Because) > 0 && x.Set != nil {
		numbers := make([]string, len(x.Because))
		for i, it := range x.Because {
			numbers[i] = it.Number
		}
		said += ", because of " + strings.Join(numbers, ", ")
	}
	return said + "."
}

func percent(share *float64) string {
	if share == nil {
		return "no figure"
	}
	return fmt.Sprintf("%d %%", int(math.Round(100**share)))
}

func mean(level *float64) string {
	if level == nil {
		return "no figure"
	}
	return fmt.Sprintf("%.2f", *level)
}

// most are named; the rest is counted.
const most = 12

func turns(all []Turn) string {
	words := make([]string, 0, most)
	for i, t := range all {
		if i == most {
			return strings.Join(words, ", ") + fmt.Sprintf(" and %d more", len(all)-most)
		}
		words = append(words, t.Item.Number+" "+standingWords(t.Was)+" → "+standingWords(t.Is))
	}
	return strings.Join(words, ", ")
}

func standingWords(s assess.Standing) string {
	switch s.State {
	case assess.Rated:
		return fmt.Sprint(s.Level)
	case assess.NA:
		return "n/a"
	case assess.Partial:
		return "in part"
	}
	return "open"
}

func refs(cat *catalog.Catalog, a *assess.Assessment, items []string) string {
	names := make([]string, 0, most)
	for i, id := range items {
		if i == most {
			return strings.Join(names, ", ") + fmt.Sprintf(" and %d more", len(items)-most)
		}
		names = append(names, assess.RefName(cat, a, id))
	}
	return strings.Join(names, ", ")
}

func several(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
