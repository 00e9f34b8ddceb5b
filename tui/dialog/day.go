package dialog

import (
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/tui/screen"
)

// dayHint shows some of the ways a day may be typed.
const dayHint = "as 31 Dec 2026, +30d, next fri, end of q2"

// Day asks for a day, which may be typed in any usual way; what was understood
// stands at the field while it is typed, and is what at gets: YYYY-MM-DD. The
// name says what the day is, for a refusal; more says what an empty one means.
func Day(s *screen.Session, title, name, more string, at *string) huh.Field {
	hint := dayHint
	if more != "" {
		hint += "; " + more
	}
	return understood(huh.NewInput().Title(title), hint, at, day.Show(*at), func(text string) (kept, shown string, err error) {
		kept, err = day.Parse(name, text, s.Now())
		return kept, day.Show(kept), err
	})
}

// profileDays asks for the day, or the days, of a key of a profile.
func profileDays(s *screen.Session, k assess.ProfileKey, at *string) huh.Field {
	return understood(huh.NewInput().Title(k.About), dayHint, at, assess.ShowDays(*at), func(text string) (kept, shown string, err error) {
		kept, err = assess.ReadDays(k.Name, text, s.Now())
		return kept, assess.ShowDays(kept), err
	})
}

// understood has a field keep what a text is read as, and show it instead of the
// hint. What can't be read is kept as typed and refused when the field is left.
func understood(field *huh.Input, hint string, at *string, text string, read func(string) (kept, shown string, err error)) huh.Field {
	r := &reading{field: field, hint: hint, text: text, at: at, read: read}
	return field.Description(hint).Accessor(r).Validate(func(text string) error {
		_, _, err := read(text)
		return err
	})
}

// reading is the text of a field beside what it is read as.
type reading struct {
	field *huh.Input
	hint  string
	text  string
	at    *string
	read  func(string) (kept, shown string, err error)
}

// Get is the text as typed.
func (r *reading) Get() string { return r.text }

// Set takes the text at every key.
func (r *reading) Set(text string) {
	if text == r.text {
		return
	}
	r.text = text
	kept, shown, err := r.read(text)
	switch {
	case err != nil:
		*r.at = text
		r.field.Description(r.hint)
	case shown == "":
		*r.at = kept
		r.field.Description(r.hint)
	default:
		*r.at = kept
		r.field.Description("= " + shown)
	}
}
