package search

import (
	"fmt"
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// Index is all that can be found, made ready to be looked through.
type Index struct {
	cat     *catalog.Catalog
	a       *assess.Assessment
	entries []entry
}

// entry is one text.
type entry struct {
	subject assess.Subject
	name    string // of a record; empty: as the assessment calls it
	part    string
	text    string
	folded  string
	head    string // folded: the title of what it is about
	all     string // of a title: folded, all that is asked of the item
	number  string // of a title: the number without points and dashes
	rank    int    // if the whole phrase stands in it
}

// texts are the fields that are looked through, with what they are called behind
// the name of their subject. All others are dates, words of a list, or names of
// something that is found by itself.
var texts = withFields(map[string]string{
	assess.FieldNote: "note", assess.FieldOwner: "owner",
	assess.FieldWhyIn: "why it applies", assess.FieldHow: "how it is met", assess.FieldDescribed: "where it is described",
	assess.FieldName: "",
	"source":         "source", "risk": "risk",
	"what": "", "version": "version", "place": "place", "seen_by": "seen by", "site": "site",
	"statement": "", "closed_by": "closed by",
})

// withFields adds what people write of AI systems and of findings.
func withFields(all map[string]string) map[string]string {
	add(all, assess.SystemFields)
	add(all, assess.FindingFields)
	return all
}

func add[T any](all map[string]string, fields []assess.TextField[T]) {
	for _, f := range fields {
		if f.Shape != assess.Word && f.Shape != assess.Day {
			all[f.Name] = f.Label
		}
	}
}

// Of reads an assessment and its catalogue.
func Of(cat *catalog.Catalog, a *assess.Assessment) *Index {
	x := &Index{cat: cat, a: a}
	heads := map[assess.Subject]string{}
	for _, it := range assess.Items(cat, a) {
		heads[assess.Key{Item: it.ID}.Subject()] = x.item(assess.Key{Item: it.ID}.Subject(), it)
	}
	for _, it := range cat.Foundation().Items() {
		heads[assess.BaselineSubject(it.ID)] = x.item(assess.BaselineSubject(it.ID), it)
	}
	for _, k := range assess.Kinds() {
		switch k.Name {
		case assess.KindAssessment, assess.KindVote, assess.KindErasure, assess.KindSettlement, assess.KindIssued: // no screen stands at one of them
			continue
		}
		for s, fields := range k.Each(a) {
			if head, ok := x.head(heads, s); ok && !removed(fields) {
				x.record(s, head, fields)
			}
		}
	}
	return x
}

// With takes in the records of registers, which stand beside the assessment; they are
// found by their numbers and titles.
func (x *Index) With(book *register.Book) *Index {
	numbers := book.Numbers(x.cat)
	for r := range book.All() {
		if r.Kind == assess.KindElsewhere || r.Removed() {
			continue
		}
		number, title := numbers[r.ID], r.Title()
		folded := fold(number + " " + title)
		x.entries = append(x.entries, entry{subject: r.Subject(), name: number, text: title, folded: folded, head: folded, number: plain(fold(number)), rank: titlePhrase})
	}
	return x
}

// item takes in what the catalogue says of an item, or the organisation of a
// control of its own, and gives its title folded.
func (x *Index) item(s assess.Subject, it *catalog.Item) string {
	head := fold(it.Number + " " + it.Title)
	number := plain(fold(it.Number))
	x.entries = append(x.entries, entry{subject: s, text: it.Title, folded: head, head: number, number: number, rank: titlePhrase})
	if it.Set.Kind == catalog.KindOwn {
		return head // the rest are fields of its record
	}
	title := len(x.entries) - 1
	x.text(s, head, "what it is about", it.Intent, askedPhrase)
	x.text(s, head, "question", it.Ask, askedPhrase)
	x.text(s, head, "what results", it.Deliverable, askedPhrase)
	for i, q := range it.Questions {
		x.text(s, head, fmt.Sprintf("question %d", i+1), q.Ask, askedPhrase)
	}
	for _, text := range it.Extend {
		x.text(s, head, "extend it", text, askedPhrase)
	}
	all := head
	for _, e := range x.entries[title+1:] {
		all += " " + e.folded
	}
	x.entries[title].all = all
	return head
}

// head is the folded title of what a subject is about; false where that has gone.
func (x *Index) head(heads map[assess.Subject]string, s assess.Subject) (string, bool) {
	if s.Kind() != assess.KindAnswer {
		if head, ok := heads[s]; ok {
			return head, true
		}
		return fold(assess.SubjectName(x.cat, x.a, s)), s.Kind() != assess.KindBaseline
	}
	k, err := s.Key()
	head, ok := heads[assess.Key{Item: k.Item}.Subject()]
	if err != nil || !ok || k.System == "" {
		return head, ok
	}
	system, ok := x.a.System(k.System)
	return head + " " + fold(system.Name), ok && !system.Removed
}

// record takes in what was said of a subject.
func (x *Index) record(s assess.Subject, head string, fields []assess.Field) {
	for _, f := range fields {
		switch at := f.At.(type) {
		case *string:
			part, ok := texts[f.Name]
			rank := writtenPhrase
			if f.Name == assess.FieldName {
				rank = titlePhrase
			}
			switch kept, file := assess.ParseFile(*at); {
			case ok:
				x.text(s, head, part, *at, rank)
			case f.Name == "file" && file: // nobody looks for its hash
				x.text(s, head, "file", kept.Name, rank)
			}
		case *assess.Rating:
			x.text(s, head, "reason", at.Reason, writtenPhrase)
			x.text(s, head, "risk", at.Risk, writtenPhrase)
			x.text(s, head, "approved by", at.ApprovedBy, writtenPhrase)
		}
	}
}

func (x *Index) text(s assess.Subject, head, part, text string, rank int) {
	if text != "" {
		x.entries = append(x.entries, entry{subject: s, part: part, text: text, folded: fold(text), head: head, rank: rank})
	}
}

func removed(fields []assess.Field) bool {
	return slices.ContainsFunc(fields, func(f assess.Field) bool {
		gone, ok := f.At.(*bool)
		return ok && f.Name == assess.FieldRemoved && *gone
	})
}
