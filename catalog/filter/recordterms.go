package filter

import (
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// Terms are what a list of records offers to be narrowed by: the words that need no
// value, the states, and what fields of few words can say, levels left out.
func (c *RecordFacts) Terms() []Term {
	var all []Term
	for _, w := range AsksRecords(c.Register) {
		switch {
		case w.Word == catalog.RecordState:
			for _, name := range c.Register.StateNames() {
				all = append(all, Term{w.Word, name})
			}
		case w.Takes == "" || w.Usual != "":
			all = append(all, Term{w.Word, w.Usual})
		}
	}
	for i := range c.Register.Fields {
		f := &c.Register.Fields[i]
		if f.Type == "level" { // a risk has eight
			continue
		}
		for _, word := range c.few(f) {
			all = append(all, Term{f.Name, word})
		}
	}
	return all
}

// few are the words that a field can say, where they are few: those of a choice or a
// level, and the AI systems.
func (c *RecordFacts) few(f *catalog.RegisterField) []string {
	switch f.Type {
	case "systems":
		var names []string
		for _, s := range c.Assessment.ActiveSystems() {
			names = append(names, s.Name)
		}
		return names
	case "choice", "choices", "yesno", "level":
		return c.Offers(f)
	}
	return nil
}

// said are the words of those that a record says.
func (c *RecordFacts) said(r register.Record, f *catalog.RegisterField) []string {
	switch f.Type {
	case "systems":
		var names []string
		for _, id := range r.List(f.Name) {
			s, _ := c.Assessment.System(id)
			names = append(names, s.Name)
		}
		return names
	case "level":
		_, word, _ := strings.Cut(c.Says(r, f.Name), " ")
		return []string{word}
	}
	return append(r.List(f.Name), r.Text(f.Name))
}

// RecordsShown says what is asked for of the records of a register, as the head of a
// list does.
func (f Filter) RecordsShown(k *catalog.Register) string {
	var all []string
	for i := 0; i < len(f); {
		word, values := f[i].Word, []string{}
		for ; i < len(f) && f[i].Word == word; i++ {
			values = append(values, f[i].Value)
		}
		all = append(all, strings.Replace(shownAs(k, word), "…", strings.Join(values, " or "), 1))
	}
	return strings.Join(all, ", ")
}

func shownAs(k *catalog.Register, word string) string {
	if at := slices.IndexFunc(RecordWords, func(w RecordWord) bool { return w.Word == word }); at >= 0 {
		return RecordWords[at].Shown
	}
	f, has := k.Field(word)
	switch {
	case !has:
		return word + " …"
	case f.Type == "systems":
		return "AI system …"
	}
	return strings.ToLower(f.Label) + " …"
}
