package assess

import (
	"slices"

	"crosswalk/catalog/day"
)

// Shape is how a field that people write as a text is written.
type Shape int

// The shapes.
const (
	Lines   Shape = iota // a text of several lines
	OneLine              // of one
	Person               // a name, on one line
	Word                 // one of a closed list
	Day                  // YYYY-MM-DD
)

// TextField is a field of a record that people write as a text.
type TextField[T any] struct {
	Name  string // in the log and in documents; a flag has - for _
	Label string
	Help  string // what is asked, in plain words
	Shape Shape
	Words []string
	At    func(*T) *string
	shown rule
}

func fieldNamed[T any](all []TextField[T], name string) (TextField[T], bool) {
	at := slices.IndexFunc(all, func(f TextField[T]) bool { return f.Name == name })
	if at < 0 {
		return TextField[T]{}, false
	}
	return all[at], true
}

// Check refuses what the field can't say; it may always say nothing.
func (f TextField[T]) Check(text string) error {
	switch {
	case text == "":
		return nil
	case f.Shape == Word:
		return checkWord(f.Label, text, f.Words)
	case f.Shape == Day:
		return CheckDate(f.Label, text)
	case f.Shape == Lines:
		return CheckText(f.Label, text, MaxNote)
	}
	return CheckLine(f.Label, text)
}

func checkFields[T any](all []TextField[T], t *T) error {
	for _, f := range all {
		if err := f.Check(*f.At(t)); err != nil {
			return err
		}
	}
	return nil
}

// Says is what the field says of a record, as people read it; empty where it says
// nothing.
func (f TextField[T]) Says(t T) string {
	if said := *f.At(&t); f.Shape != Day || said == "" {
		return said
	}
	return day.Show(*f.At(&t))
}

func fieldsOf[T any](of []TextField[T], t *T) []Field {
	all := make([]Field, len(of))
	for i, f := range of {
		all[i] = Field{Name: f.Name, At: f.At(t), shown: f.shown}
	}
	return all
}

// told is in the sentence of which other field a field is told, and how; it is a
// function so that it stands before every table of words is made.
func told(field string) (with, tail string) {
	switch field {
	case "risk_by":
		return "risk_class", ", by {v}"
	case "risk_on":
		return "risk_class", " on {v}"
	case fieldApprovedBy:
		return fieldState, ", by {v}"
	case fieldApprovedOn:
		return fieldState, " on {v}"
	case fieldEffectBy:
		return fieldEffect, ", by {v}"
	case fieldEffectOn:
		return fieldEffect, " on {v}"
	case fieldClosedBecause:
		return fieldClosed, ", because “{v}”"
	}
	return "", ""
}

func wordingsOf[T any](of []TextField[T]) []wording {
	all := make([]wording, len(of))
	for i, f := range of {
		all[i] = f.wording()
	}
	return all
}

func (f TextField[T]) wording() wording {
	w := plain(f.Name, f.Label)
	switch {
	case f.Name == FieldOwner:
		return assigned()[0]
	case f.Name == FieldDue:
		return assigned()[1]
	case f.Shape == Lines:
		w = prose(f.Name, f.Label)
	case f.Shape == Day:
		w = w.shown(dayShown)
	}
	return w.within(told(f.Name))
}
