package assess

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"crosswalk/catalog"
)

// beside holds the records of registers, which are kept beside an assessment and
// read when somebody looks at them: package register folds them. Here they are as
// much as history, undo and names need.
type beside struct{}

func (beside) Each(*Assessment) iter.Seq2[Subject, []Field] {
	return func(func(Subject, []Field) bool) {}
}

func (beside) Of(*Assessment, Subject) ([]Field, bool) { return nil, false }

func (beside) Reader(*Assessment) ([]*string, []Field, func()) {
	return []*string{new(string), new(string)}, nil, func() {}
}

func (beside) leave(*Assessment, func(Subject, []Field) bool) {}

func (beside) fold(_ *Assessment, r Revision, _ owned) error {
	if !json.Valid(r.Value) {
		return fmt.Errorf("the value of %q can't be read", r.Field)
	}
	return nil
}

// FieldNumber is what a record is called by. It is said once, when the record is
// made.
const FieldNumber = "number"

// besideRule chooses among values that disagree in a field of a record. No
// catalogue says what type the field is of, so what is longer than a line counts
// as a text.
func besideRule(field string) rule {
	switch field {
	case catalog.RecordState:
		return least(stateAt)
	case FieldRemoved:
		return falseFirst
	}
	return func(heads []Revision) Revision {
		for _, h := range heads {
			if s := text(h.Value); strings.Contains(s, "\n") || utf8.RuneCountInString(s) > MaxLine {
				return both(heads)
			}
		}
		return newest(heads)
	}
}

// stateAt is the place of a state, which is stored before its word: "3 treated".
func stateAt(r Revision) int {
	place, _, _ := strings.Cut(text(r.Value), " ")
	n, _ := strconv.Atoi(place)
	return n
}

// mentions reports whether what a revision says of a record names an item.
func mentions(r Revision, item string) bool {
	return bytes.Contains(r.Value, encode(item))
}

// Called gives records the names that sentences call them by, such as RI-7: who
// has read them knows.
func (a *Assessment) Called(names map[Subject]string) *Assessment {
	b := *a
	b.called = names
	return &b
}

// NameCalled is the name that Called gave a record; empty where it gave none.
func (a *Assessment) NameCalled(s Subject) string { return a.called[s] }

func recordName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	if ofElsewhere(s) {
		return registerShown(cat, s)
	}
	if name := a.called[s]; name != "" {
		return name
	}
	return singular(cat, s)
}

func thisRecord(cat *catalog.Catalog, a *Assessment, s Subject) string {
	if ofElsewhere(s) {
		return registerShown(cat, s)
	}
	one := singular(cat, s)
	if name := a.called[s]; name != "" {
		return "the " + one + " " + name
	}
	if strings.ContainsAny(one[:1], "aeiouAEIOU") {
		return "an " + one
	}
	return "a " + one
}

// singular is what one record of a register is; of a register that the catalogue
// does not know, its id.
func singular(cat *catalog.Catalog, s Subject) string {
	kind := s.Parts()[0]
	if k, known := cat.Register(kind); known {
		return k.Singular
	}
	return kind
}

// ofRegisters says of which registers many records are; nothing where these are too
// many to name.
func ofRegisters(cat *catalog.Catalog, at []Place) string {
	var titles []string
	for _, p := range at {
		title := p.Subject.Parts()[0]
		if k, known := cat.Register(title); known {
			title = k.Title
		}
		if !slices.Contains(titles, title) {
			titles = append(titles, title)
		}
	}
	switch last := len(titles) - 1; {
	case last == 0:
		return " of the register “" + titles[0] + "”"
	case last < most:
		return " of the registers “" + strings.Join(titles[:last], "”, “") + "” and “" + titles[last] + "”"
	}
	return ""
}

// numbered are the names of records, with those that an act gave to what it brought
// in. A number below another record is known only to who has read that.
func numbered(cat *catalog.Catalog, a *Assessment, s Subject, said []remark) *Assessment {
	k, known := cat.Register(s.Parts()[0])
	if a.called[s] != "" || !known || k.ChildOf != "" {
		return a
	}
	for _, r := range said {
		if r.Subject == s && r.Field == FieldNumber && !r.empty && !r.Erased() {
			return a.Called(map[Subject]string{s: k.Prefix + "-" + text(r.Plain())})
		}
	}
	return a
}

// recordWords are the words for a field of a record: those of the catalogue, and
// the name of the field where it has none.
func recordWords(cat *catalog.Catalog, r Revision) wording {
	if ofElsewhere(r.Subject) {
		return elsewhereWords(r.Field)
	}
	switch r.Field {
	case FieldNumber:
		w := plain(r.Field, "number")
		w.begins = "added {it}"
		return w
	case catalog.RecordTitle:
		return bornIn(prose(r.Field, "title"), ": “{v}”")
	case catalog.RecordState:
		w := plain(r.Field, "state").shown(stateShown)
		w.set = "put {it}| into the state {v}| into other states"
		return w
	case FieldOwner:
		return assigned()[0]
	case FieldDue:
		return assigned()[1]
	case FieldRemoved:
		return removal("removed {it}", "brought {it} back")
	}
	k, known := cat.Register(r.Subject.Parts()[0])
	if known {
		if f, has := k.Field(r.Field); has {
			return fieldWords(f)
		}
	}
	if prompt, is := cat.ImpactForm().PromptOf(r.Field); is {
		return prose(r.Field, "answer to "+prompt.ID)
	}
	return plain(r.Field, strings.ReplaceAll(r.Field, "_", " ")).shown(asItStands)
}

func fieldWords(f *catalog.RegisterField) wording {
	label := "“" + f.Label + "”" // a label may be a question
	if f.Type == "text" {
		return prose(f.Name, label)
	}
	show := asItStands
	switch f.Type {
	case "date":
		show = dayShown
	case "systems":
		show = systemsShown
	case "items":
		show = itemsShown
	case "record", "records":
		show = recordsShown(f.Register)
	}
	return plain(f.Name, label).shown(show)
}

func stateShown(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string {
	_, word, _ := strings.Cut(text(v), " ")
	return word
}

func systemsShown(cat *catalog.Catalog, a *Assessment, v json.RawMessage) string {
	return each(v, func(id string) string { return systemShownAs(cat, a, encode(id)) })
}

// recordsShown reads ids of records of a register: by their names, or where nobody
// has read those, by what they are.
func recordsShown(register string) func(*catalog.Catalog, *Assessment, json.RawMessage) string {
	if register == KindFinding {
		return func(_ *catalog.Catalog, a *Assessment, v json.RawMessage) string {
			return each(v, func(id string) string { return a.FindingNumber(Finding{ID: id}) })
		}
	}
	return func(cat *catalog.Catalog, a *Assessment, v json.RawMessage) string {
		return each(v, func(id string) string { return recordName(cat, a, RecordSubject(KindRecord, register+"/"+id)) })
	}
}

func each(v json.RawMessage, show func(string) string) string {
	var all []string
	if json.Unmarshal(v, &all) != nil {
		all = said(text(v))
	}
	for i := range all {
		all[i] = show(all[i])
	}
	return strings.Join(all, ", ")
}

// asItStands reads a value of which nothing more is known.
func asItStands(_ *catalog.Catalog, _ *Assessment, v json.RawMessage) string {
	if bytes.HasPrefix(v, []byte("{")) {
		return string(v)
	}
	return text(v)
}
