package dialog

import (
	"strings"

	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
)

// Texts asks for the fields of a record that people write as texts. A text of several
// lines stands on one in its field; where nobody touched it, it stays as it was.
type Texts[T any] struct {
	s      *screen.Session
	fields map[string]assess.TextField[T]
	was    T
	is     *T
	typed  map[string]*string // what stands in the field of a text, by its name
}

// NewTexts asks for fields of a record that was so; what is chosen is kept in is, and
// what is typed once it is taken.
func NewTexts[T any](s *screen.Session, fields []assess.TextField[T], was T, is *T) Texts[T] {
	q := Texts[T]{s: s, fields: map[string]assess.TextField[T]{}, was: was, is: is, typed: map[string]*string{}}
	for _, f := range fields {
		q.fields[f.Name] = f
	}
	return q
}

// TextPage is one page of a form about a record.
type TextPage struct {
	Title  string
	Fields []string // by name
}

// Pages are the parts of a form.
func (q Texts[T]) Pages(pages []TextPage) []Part {
	var all []Part
	for _, page := range pages {
		part := Part{Title: page.Title}
		for _, name := range page.Fields {
			part.Fields = append(part.Fields, q.Field(name))
		}
		all = append(all, part)
	}
	return all
}

// Field asks for one field.
func (q Texts[T]) Field(name string) huh.Field {
	f := q.fields[name]
	title, at := strings.ToUpper(f.Label[:1])+f.Label[1:], f.At(q.is)
	switch f.Shape {
	case assess.Word:
		// What was said can be taken back, so that nothing is a word too.
		return huh.NewSelect[string]().Title(title + " · " + f.Help).Inline(true).Options(Words(f.Words, "")...).Value(at)
	case assess.Day:
		return Day(q.s, title, f.Label, "", at)
	case assess.Lines:
		return q.Text(name)
	}
	return huh.NewInput().Title(title).Description(f.Help).Value(at).Validate(f.Check)
}

// Text is the field of a text of several lines.
func (q Texts[T]) Text(name string) *huh.Input {
	f := q.fields[name]
	shown := OneLine(*f.At(q.is))
	q.typed[name] = &shown
	return huh.NewInput().Title(strings.ToUpper(f.Label[:1]) + f.Label[1:]).Description(f.Help).
		Value(&shown).CharLimit(assess.MaxNote).Validate(f.Check)
}

// Take keeps the texts that were changed.
func (q Texts[T]) Take() {
	for name, text := range q.typed {
		f := q.fields[name]
		if *text != OneLine(*f.At(&q.was)) {
			*f.At(q.is) = *text
		}
	}
}

// Words are a closed list; what never said one keeps the right to that.
func Words(words []string, chosen string) []huh.Option[string] {
	all := huh.NewOptions(words...)
	if chosen == "" {
		all = append([]huh.Option[string]{huh.NewOption("not said", "")}, all...)
	}
	return all
}
