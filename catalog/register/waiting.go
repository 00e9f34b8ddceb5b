package register

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Waiting is what others wait for from one person.
type Waiting struct {
	Person string // empty: nobody is named
	For    []Dated
}

// WhoWaits is the agenda by person, in the order of their names; what has no owner
// comes last.
func WhoWaits(agenda []Dated) []Waiting {
	var all []Waiting
	for _, d := range agenda {
		at := slices.IndexFunc(all, func(w Waiting) bool { return assess.FoldName(w.Person) == assess.FoldName(d.Owner) })
		if at < 0 {
			all, at = append(all, Waiting{Person: d.Owner}), len(all)
		}
		all[at].For = append(all[at].For, d)
	}
	slices.SortStableFunc(all, func(a, b Waiting) int {
		if (a.Person == "") != (b.Person == "") {
			return len(b.Person) - len(a.Person)
		}
		return strings.Compare(assess.FoldName(a.Person), assess.FoldName(b.Person))
	})
	return all
}

// Owed is what of an agenda somebody is to do: all but law that begins.
func Owed(agenda []Dated) []Dated {
	return slices.DeleteFunc(slices.Clone(agenda), func(d Dated) bool { return d.Begins })
}

// For is what of an agenda waits for one person; an empty name is nobody's.
func For(agenda []Dated, person string) []Dated {
	return slices.DeleteFunc(Owed(agenda), func(d Dated) bool { return assess.FoldName(d.Owner) != assess.FoldName(person) })
}

// Letter is the text of a mail: who is waited for, and for what, the late first. Law
// that begins waits for nobody.
func Letter(agenda []Dated, today string) string {
	var b strings.Builder
	for _, w := range WhoWaits(Owed(agenda)) {
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		b.WriteString(w.greeting(today) + "\n")
		for _, d := range w.For {
			b.WriteString("- " + d.line(today) + "\n")
		}
		if w.Person != "" {
			b.WriteString("Please tell us where a day can't be kept, and which day can. Thank you.\n")
		}
	}
	return b.String()
}

// greeting names the person, and says how much waits.
func (w Waiting) greeting(today string) string {
	late := 0
	for _, d := range w.For {
		if d.Past(today) {
			late++
		}
	}
	words := " for these:"
	if late > 0 {
		words = fmt.Sprintf(" for these, %d of them late:", late)
	}
	if w.Person == "" {
		return "Nobody is named" + words
	}
	return w.Person + ", we wait" + words
}

// line is what is waited for, by when.
func (d Dated) line(today string) string {
	words := day.Show(d.On)
	if d.Past(today) {
		words += " (late)"
	}
	words += ": " + d.Of + " " + d.Title
	if d.What != justDue {
		words += "; " + d.What
	}
	return words
}
