package filter

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// RecordWord is something that can be asked of a record of any register. The names
// of its fields can be asked, too.
type RecordWord struct {
	Word  string
	Shown string // in the head of a list; … stands for the value
	Takes string // what its value is; empty: it takes none
	Usual string // the value where none is typed; empty: it needs one
	Help  string

	field string // that a register must have; empty: every one will do
	holds func(c *RecordFacts, r register.Record, wanted string) bool
}

// RecordWords are all there are, in the order in which they are offered.
var RecordWords = []RecordWord{
	{Word: "needs", Shown: "needs somebody", Help: "somebody should look at them, or must act", holds: func(c *RecordFacts, r register.Record, _ string) bool { return c.Worst[r.ID] > register.OK }},
	{Word: "act", Shown: "somebody must act", Help: "somebody must act", holds: func(c *RecordFacts, r register.Record, _ string) bool { return c.Worst[r.ID] == register.Act }},
	{Word: "state", Shown: "state …", Takes: "STATE", Help: "in this state", holds: func(_ *RecordFacts, r register.Record, wanted string) bool {
		return assess.FoldName(r.State()) == wanted
	}},
	{Word: "mine", Shown: "mine", Help: "you see to them", field: catalog.RecordOwner, holds: func(c *RecordFacts, r register.Record, _ string) bool {
		return ownedBy(r, assess.FoldName(c.Person))
	}},
	{Word: "owner", Shown: "owner …", Takes: "NAME", Help: "somebody sees to them", field: catalog.RecordOwner, holds: func(_ *RecordFacts, r register.Record, wanted string) bool { return ownedBy(r, wanted) }},
	{Word: "no-owner", Shown: "no owner", Help: "nobody sees to them", field: catalog.RecordOwner, holds: func(_ *RecordFacts, r register.Record, _ string) bool { return ownedBy(r, "") }},
	{Word: "due", Shown: "due within …", Takes: "DAYS", Usual: "30d", Help: "due within so many days, else 30, or overdue; and not done", field: catalog.RecordDue, holds: func(c *RecordFacts, r register.Record, wanted string) bool {
		n, _ := strconv.Atoi(strings.TrimSuffix(wanted, "d"))
		return c.dueBefore(r, c.Today.AddDate(0, 0, n+1))
	}},
	{Word: "overdue", Shown: "overdue", Help: "past their due date, and not done", field: catalog.RecordDue, holds: func(c *RecordFacts, r register.Record, _ string) bool { return c.dueBefore(r, c.Today) }},
}

func ownedBy(r register.Record, folded string) bool {
	return assess.FoldName(r.Text(catalog.RecordOwner)) == folded
}

// RecordFacts are what records are chosen by.
type RecordFacts struct {
	register.Case
	Register *catalog.Register
	Worst    map[string]register.Degree // by the id of the record
	Person   string                     // who is mine
}

func (c *RecordFacts) dueBefore(r register.Record, day time.Time) bool {
	due := r.Text(catalog.RecordDue)
	return due != "" && due < day.Format(time.DateOnly) && !c.Register.Final(r.State())
}

// AsksRecords are the words that can be asked of the records of a register.
func AsksRecords(k *catalog.Register) []RecordWord {
	return slices.DeleteFunc(slices.Clone(RecordWords), func(w RecordWord) bool {
		_, has := k.Field(w.field)
		return w.field != "" && !has || w.Word == catalog.RecordState && len(k.States) == 0
	})
}

// ParseRecords reads a filter of the records of a register, as Parse reads one of
// items. Beside its words every field can be asked for what it says, or a part of
// that.
func ParseRecords(k *catalog.Register, text string) (Filter, error) {
	var f Filter
	err := terms(text, func(t Term, valued bool) error {
		var err error
		if t.Value, err = checkRecord(k, t, valued); err == nil && !f.Has(t) {
			f = append(f, t)
		}
		return err
	})
	slices.SortStableFunc(f, func(a, b Term) int { return cmp.Compare(a.Word, b.Word) })
	return f, err
}

func checkRecord(k *catalog.Register, t Term, valued bool) (string, error) {
	asked := AsksRecords(k)
	at := slices.IndexFunc(asked, func(w RecordWord) bool { return w.Word == t.Word })
	value := strings.Join(strings.Fields(t.Value), " ")
	_, field := k.Field(t.Word)
	switch {
	case at < 0 && !field:
		return "", fmt.Errorf("%q is no filter of %s; it is %s, or a field of it, as title:WORD", short(t.Word), strings.ToLower(k.Title), assess.Either(wordsOf(asked)))
	case at < 0 && value == "":
		return "", fmt.Errorf("%s needs a value; write it as %s:WORD, one with blanks in quotes", t.Word, t.Word)
	case at < 0:
		return value, assess.CheckLine(t.Word, value)
	case t.Word == catalog.RecordState && k.StateAt(value) < 0:
		return "", fmt.Errorf("%q is no state of %s; it is %s", short(value), strings.ToLower(k.Title), assess.Either(k.StateNames()))
	}
	w := asked[at]
	return takes(t.Word, w.Takes, w.Usual, value, valued)
}

func wordsOf(all []RecordWord) []string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = w.Word
	}
	return words
}

// Choose are the records that a filter lets through.
func (c *RecordFacts) Choose(f Filter, records []register.Record) []register.Record {
	return slices.DeleteFunc(slices.Clone(records), func(r register.Record) bool { return !c.Lets(f, r) })
}

// Lets reports whether a filter lets a record through.
func (c *RecordFacts) Lets(f Filter, r register.Record) bool {
	for _, t := range f {
		if !slices.ContainsFunc(f.Only(t.Word), func(o Term) bool { return c.holds(o, r) }) {
			return false
		}
	}
	return true
}

func (c *RecordFacts) holds(t Term, r register.Record) bool {
	wanted := assess.FoldName(t.Value)
	if at := slices.IndexFunc(RecordWords, func(w RecordWord) bool { return w.Word == t.Word }); at >= 0 {
		return RecordWords[at].holds(c, r, wanted)
	}
	folded := func(word string) bool { return assess.FoldName(word) == wanted }
	if f, has := c.Register.Field(t.Word); has && slices.ContainsFunc(c.few(f), folded) {
		return slices.ContainsFunc(c.said(r, f), folded) // a word of a list is meant whole
	}
	return strings.Contains(assess.FoldName(c.Says(r, t.Word)), wanted)
}
