package screen

import (
	"errors"
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Right is what some bindings ask of a person. Where it is refused the App offers
// them nowhere, and says why to whoever presses them.
type Right struct {
	Bindings []key.Binding
	Refused  error // why this person may not; nil: they may
}

// Rights are those of a screen or a dialog; a binding in none of them is
// everybody's. They stand for as long as the role does, so they are asked for anew.
type Rights []Right

// Writes are bindings for whoever answers.
func (s *Session) Writes(b ...key.Binding) Right { return Right{b, s.Role().MayWrite()} }

// Leads are bindings for whoever leads.
func (s *Session) Leads(b ...key.Binding) Right { return Right{b, s.Role().MayLead()} }

// Leaves are bindings that go to other assessments.
func (s *Session) Leaves(b ...key.Binding) Right {
	if s.Only == "" {
		return Right{b, nil}
	}
	return Right{b, errors.New("this room is about one assessment; Q leaves it")}
}

// ReadsFiles are bindings that read files of the person's own machine.
func (s *Session) ReadsFiles(b ...key.Binding) Right {
	if s.Files != nil {
		return Right{b, nil}
	}
	return Right{b, errors.New("files of your machine can't be read from here; on the machine of the database: crosswalk import FILE")}
}

// WritesFiles are bindings that write files on the person's own machine.
func (s *Session) WritesFiles(b ...key.Binding) Right {
	if s.Files != nil {
		return Right{b, nil}
	}
	return Right{b, errors.New("files of your machine can't be written from here; on the machine of the database: crosswalk report DOCUMENT")}
}

// Carries are bindings that carry assessments to other machines and back.
func (s *Session) Carries(b ...key.Binding) Right {
	if s.Bundles != nil {
		return Right{b, s.Role().MayLead()}
	}
	return Right{b, errors.New("assessments are carried on the machine of the database alone, and there is none of yours here; there: crosswalk bundle")}
}

// OpensLinks are bindings that open a link on the person's own machine.
func (s *Session) OpensLinks(b ...key.Binding) Right {
	if s.Files != nil {
		return Right{b, nil}
	}
	return Right{b, errors.New("links and files can't be opened on your machine from here; copy a link from below the list")}
}

// Edits are bindings that open a text in an editor of the person's own machine.
func (s *Session) Edits(b ...key.Binding) Right {
	if s.Files != nil {
		return Right{b, nil}
	}
	return Right{b, errors.New("an editor of your machine can't be opened from here; the text is written in this window, with c")}
}

// Suspends are bindings that put the program aside.
func (s *Session) Suspends(b ...key.Binding) Right {
	switch {
	case s.Files == nil:
		return Right{b, errors.New("this window is on another machine and can't be put aside; Q leaves it, and what you were doing is kept")}
	case s.Files.Suspend == nil:
		return Right{b, errors.New("this system has no way to put a program aside; Q leaves, and it opens where you left")}
	}
	return Right{b, nil}
}

// RightsOf are those of a screen or a dialog that has some.
func RightsOf(of any) Rights {
	if limited, ok := of.(interface{ Rights() Rights }); ok {
		return limited.Rights()
	}
	return nil
}

// Refused is why a binding is not for this person, by its keys, whatever it is
// called in a footer; nil: it is.
func (r Rights) Refused(b key.Binding) error {
	return r.find(func(of key.Binding) bool {
		return slices.ContainsFunc(b.Keys(), func(k string) bool { return slices.Contains(of.Keys(), k) })
	})
}

// Pressed is Refused for a key.
func (r Rights) Pressed(k tea.KeyPressMsg) error {
	return r.find(func(of key.Binding) bool { return key.Matches(k, of) })
}

func (r Rights) find(is func(key.Binding) bool) error {
	for _, right := range r {
		if right.Refused != nil && slices.ContainsFunc(right.Bindings, is) {
			return right.Refused
		}
	}
	return nil
}

// Offered are the bindings that are for this person.
func (r Rights) Offered(all []key.Binding) []key.Binding {
	return slices.DeleteFunc(slices.Clone(all), func(b key.Binding) bool { return r.Refused(b) != nil })
}
