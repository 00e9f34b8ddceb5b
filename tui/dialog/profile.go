package dialog

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
)

// profilePages are the keys of a profile in the order people are asked.
var profilePages = [][]string{
	{"organisation", "scope", "kind", "target"},
	{"size", "start", "fte", "holidays", "basis"},
	{"isms_years", "isms_certified", "scopes_compatible"},
	{"certification_wanted", "certification_by", "one_owner", "scope_moves", "budget"},
	{"decisions", "sites", "people_met", "not_seen"},
	{"concern_readers"},
}

var profileTitles = []string{"the assessment", "the work", "the ISMS", "the way to certification", "the page for management", "concerns and complaints"}

// between is what stands in a field between the things of a key that has several,
// of which each is a line when it is kept.
const between = " | "

// onOneLine is what a field shows of a key.
func onOneLine(k assess.ProfileKey, text string) string {
	if k.Many {
		text = strings.Join(assess.Things(text), between)
	}
	return OneLine(text)
}

// asLines is what is kept of what was typed for a key.
func asLines(k assess.ProfileKey, typed string) string {
	if k.Many {
		typed = strings.Join(assess.Things(strings.ReplaceAll(typed, "|", "\n")), "\n")
	}
	return typed
}

// NewProfile asks for the name and the profile of an assessment. Only the name
// and the organisation are needed; ctrl+s on any page keeps what was typed and
// leaves the rest as it is. Done is given what was answered; keys that have no
// field here stay as they were. What the lines of the scope say of both systems is
// shown in place of its question; empty: there are none. The id is empty where the
// assessment is a new one.
func NewProfile(s *screen.Session, id, title string, p assess.Profile, name, scopes string, done func(name string, p assess.Profile) tea.Cmd) *Form {
	ask := &profileForm{was: p, name: name, scopes: scopes, texts: map[string]*string{}}
	pages := make([]Part, len(profilePages))
	for i, keys := range profilePages {
		var fields []huh.Field
		if i == 0 {
			fields = append(fields, huh.NewInput().Title("Name of the assessment").Value(&ask.name).Validate(checkName))
		}
		for _, key := range keys {
			fields = append(fields, ask.field(s, key))
		}
		pages[i] = Part{profileTitles[i], fields}
	}
	return NewForm(s, FormOf(id, "profile", assess.KindAssessment), title, func() tea.Cmd {
		next, err := ask.profile()
		if err != nil {
			return screen.Send(screen.Failed{Err: err})
		}
		return done(ask.name, next)
	}, pages...)
}

// AskProfile edits the name and the profile of an assessment that exists. What
// somebody else changed meanwhile stays where this form did not touch it.
func AskProfile(s *screen.Session, a *assess.Assessment, scopes string) tea.Cmd {
	began, was := a.Profile, a.Name
	return s.Open(NewProfile(s, a.ID, "Profile", a.Profile, a.Name, scopes, func(name string, p assess.Profile) tea.Cmd {
		return s.Act(a.ID, func(a *assess.Assessment) ([]assess.Change, error) {
			if name == was {
				name = a.Name
			}
			renamed, err := assess.Rename(a, name)
			return append(renamed, assess.EditProfile(began, p)...), err
		})
	}))
}

func checkName(name string) error {
	_, err := assess.Rename(&assess.Assessment{}, name)
	return err
}

// profileForm holds the texts that the fields write into.
type profileForm struct {
	was    assess.Profile
	name   string
	scopes string
	texts  map[string]*string
}

// profile is what was answered. A text that was not touched stays exactly as it
// was, for a field shows it on fewer lines than it may have.
func (f *profileForm) profile() (assess.Profile, error) {
	p := f.was
	for _, keys := range profilePages {
		for _, key := range keys {
			k, _ := assess.ProfileKeyNamed(key)
			was := f.was.Get(key)
			if text := *f.texts[key]; text != was && text != onOneLine(k, was) {
				next, err := p.With(key, asLines(k, text))
				if err != nil {
					return f.was, err
				}
				p = next
			}
		}
	}
	return p, nil
}

func (f *profileForm) field(s *screen.Session, key string) huh.Field {
	known, _ := assess.ProfileKeyNamed(key)
	text := onOneLine(known, f.was.Get(key))
	f.texts[key] = &text
	if key == "scopes_compatible" && f.scopes != "" {
		follows := huh.NewOption("follows from the scope in the Registers", text)
		return huh.NewSelect[string]().Title(known.About).Description(f.scopes).Inline(true).Options(follows).Value(&text)
	}
	if known.Words != nil {
		return huh.NewSelect[string]().Title(known.About).Inline(true).Options(wordOptions(known)...).Value(&text)
	}
	switch key {
	case "start", "certification_by", "holidays":
		return profileDays(s, known, &text)
	}
	field := huh.NewInput().Title(known.About).Value(&text)
	if known.Many {
		field.Description("several with | between them")
	}
	return field.Validate(func(typed string) error {
		if key == "organisation" && strings.TrimSpace(typed) == "" {
			return errors.New("an assessment needs the name of the organisation")
		}
		_, err := f.was.With(key, asLines(known, typed))
		return err
	})
}

// wordOptions are the words of a closed question; one that has no default may
// stay unsaid.
func wordOptions(k assess.ProfileKey) []huh.Option[string] {
	var options []huh.Option[string]
	if fresh := assess.DefaultProfile(); fresh.Get(k.Name) == "" {
		options = append(options, huh.NewOption("not said", ""))
	}
	for _, w := range k.Words {
		options = append(options, huh.NewOption(strings.ReplaceAll(w, "-", " "), w))
	}
	return options
}

// OneLine is a text as a field of one line shows it.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
