package report

import (
	"encoding/json"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// nameless are the types of fields whose values name nobody: words of a list, days,
// numbers, and ids of what has a stand-in itself.
var nameless = []string{"date", "time", "period", "yesno", "choice", "choices", "level", "number", "systems", "items", "record", "records", "evidence"}

// keptOf are the fields of a record that name nobody although their type may: the
// scales that risks are rated by, and the prompt that an impact answers.
var keptOf = map[string][]string{
	"risk-method":       {"likelihood", "consequence", "bands", "matrix"},
	"risk-criteria":     {"limit"},
	register.KindImpact: {"prompt"},

	register.KindDecision: {"input"},
}

// sameAs are the fields that are called as the title of another kind is.
var sameAs = map[string]string{"risk.category": "risk-criteria"}

// always are the fields of every record that name nobody.
var always = []string{assess.FieldNumber, assess.FieldRemoved, catalog.RecordState, catalog.RecordParent}

// book is the records under stand-ins. A kind or a field that the catalogue does not
// know is left out.
func (m *mask) book(c register.Case) *register.Book {
	var all []register.Record
	for r := range c.Book.All() {
		k, known := c.Catalog.Register(r.Kind)
		if !known {
			m.leaveOutValues(r)
			continue
		}
		masked := register.Record{Kind: r.Kind, ID: r.ID}
		for field, value := range r.Values.All() {
			if v := m.value(c.Catalog, k, r, field); v != nil {
				masked.Values = masked.Values.With(field, v)
			} else {
				m.leaveOutValue(value)
			}
		}
		all = append(all, masked)
	}
	return m.elsewhere(c, register.Keep(all))
}

// value is what a field says under stand-ins; nil: it is left out.
func (m *mask) value(cat *catalog.Catalog, k *catalog.Register, r register.Record, field string) json.RawMessage {
	f, has := k.Field(field)
	switch {
	case slices.Contains(always, field) || slices.Contains(keptOf[k.ID], field) || has && slices.Contains(nameless, f.Type):
		return r.Value(field)
	case field == catalog.RecordTitle:
		return quoted(m.titled(k, r.Title()))
	case sameAs[k.ID+"."+field] != "":
		if of, known := cat.Register(sameAs[k.ID+"."+field]); known {
			return quoted(m.titled(of, r.Text(field)))
		}
	case has && f.Type == "person":
		return quoted(m.person(r.Text(field)))
	case has && f.Type == "persons":
		people := r.List(field)
		for i, name := range people {
			people[i] = m.person(name)
		}
		return quoted(people)
	}
	return nil
}

// titled is the stand-in for what a record of a kind is called.
func (m *mask) titled(k *catalog.Register, title string) string {
	if strings.TrimSpace(title) == "" {
		return ""
	}
	m.replaced.text(title)
	return m.given.of(k.ID, title, func(n int) string { return m.words.Say("anonymous.record", "what", k.Singular, "n", n) })
}

// elsewhere says of each kind that is kept elsewhere when somebody looked there; the
// place is left out.
func (m *mask) elsewhere(c register.Case, to *register.Book) *register.Book {
	for _, k := range c.Catalog.Registers() {
		e := c.Elsewhere(k.ID)
		if e.Where == "" {
			continue
		}
		masked := register.Elsewhere{Where: m.words.Say("anonymous.unsaid"), Checked: e.Checked, By: m.person(e.By)}
		next := c
		next.Book = to
		changes, err := register.KeepElsewhere(next, k.ID, masked)
		if err == nil {
			to, err = register.Foresee(to, changes)
		}
		if err != nil {
			panic(err) // it was kept so before
		}
	}
	return to
}

// leaveOutValues notes all texts of a record that is not taken over.
func (m *mask) leaveOutValues(r register.Record) {
	for _, value := range r.Values.All() {
		m.leaveOutValue(value)
	}
}

func (m *mask) leaveOutValue(value json.RawMessage) {
	for _, text := range stringsIn(value) {
		m.replaced.text(text)
	}
}

func quoted(v any) json.RawMessage {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // texts always encode
	}
	return raw
}
