package dialog

import (
	"cmp"
	"fmt"
	"strings"

	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Asking asks for fields of a record in a form, as people type them.
type Asking struct {
	s     *screen.Session
	c     register.Case
	k     *catalog.Register
	r     register.Record
	means func(scale string) []string // what the steps of a level mean
	offer map[string]string           // what is offered where nothing is said yet
	began map[string]string
	now   map[string]*string
}

// NewAsking asks for fields of a record of a kind; means says what the steps of a
// scale mean, nil where no level is asked.
func NewAsking(s *screen.Session, c register.Case, k *catalog.Register, r register.Record, means func(scale string) []string) *Asking {
	return &Asking{s: s, c: c, k: k, r: r, means: means, offer: map[string]string{}, began: map[string]string{}, now: map[string]*string{}}
}

// Offer offers a text for a field where nothing is said yet, before it is asked for: who
// leaves it so says it.
func (a *Asking) Offer(name, text string) { a.offer[name] = text }

// Fields are those of some names, in their order.
func (a *Asking) Fields(names ...string) []huh.Field {
	var all []huh.Field
	for _, name := range names {
		if f, has := a.k.Field(name); has {
			all = append(all, a.field(f))
		}
	}
	return all
}

func (a *Asking) field(f *catalog.RegisterField) huh.Field {
	value := a.typed(f)
	a.began[f.Name], a.now[f.Name] = value, &value
	value = cmp.Or(value, a.offer[f.Name])
	switch f.Type {
	case "date":
		return Day(a.s, f.Label, f.Label, "", &value)
	case "choice", "yesno":
		return huh.NewSelect[string]().Title(f.Label).Inline(true).Options(saidNothing(huh.NewOptions(a.c.Offers(f)...))...).Value(&value)
	case "level":
		return huh.NewSelect[string]().Title(f.Label).Description(f.Help).Options(saidNothing(a.steps(f))...).Value(&value)
	}
	check := func(text string) error {
		if f.Required && strings.TrimSpace(text) == "" {
			return fmt.Errorf("%s must say something", f.Label)
		}
		_, err := a.c.Read(f, text)
		return err
	}
	return huh.NewInput().Title(f.Label).Description(f.Help).Value(&value).Validate(check)
}

// saidNothing puts before what can be said that nothing is.
func saidNothing(all []huh.Option[string]) []huh.Option[string] {
	return append([]huh.Option[string]{huh.NewOption("not said", "")}, all...)
}

// steps are those of a scale with what they mean.
func (a *Asking) steps(f *catalog.RegisterField) []huh.Option[string] {
	var all []huh.Option[string]
	for i, means := range a.means(f.Scale) {
		all = append(all, huh.NewOption(fmt.Sprintf("%d  %s", i+1, widget.Line(means)), fmt.Sprint(i+1)))
	}
	return all
}

// typed is what a field says, as a person would type it in a line.
func (a *Asking) typed(f *catalog.RegisterField) string {
	switch f.Type {
	case "level":
		return string(a.r.Value(f.Name))
	case "items":
		return a.c.Says(a.r, f.Name)
	case "persons":
		return strings.Join(a.r.List(f.Name), ", ")
	case "text":
		return OneLine(a.r.Text(f.Name))
	}
	return a.r.Text(f.Name)
}

// Changed is what was said otherwise than at the beginning. What is asked no more by
// that is taken away.
func (a *Asking) Changed() map[string]string {
	all := map[string]string{}
	for name, now := range a.now {
		if *now != a.began[name] {
			all[name] = *now
		}
	}
	for _, f := range a.k.Fields {
		name, word := f.Condition()
		says, otherwise := all[name]
		if !otherwise {
			says = a.r.Text(name)
		}
		switch _, had := a.r.Values.Get(f.Name); {
		case name == "" || says == word:
		case had:
			all[f.Name] = ""
		default:
			delete(all, f.Name)
		}
	}
	return all
}
