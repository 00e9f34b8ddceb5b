package impact

import (
	"fmt"
	"strings"

	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/widget"
)

// asking asks for fields of a record, as people type them.
type asking struct {
	x     *Screen
	k     *catalog.Register
	r     register.Record
	began map[string]string
	now   map[string]*string
}

func (x *Screen) asking(k *catalog.Register, r register.Record) *asking {
	return &asking{x: x, k: k, r: r, began: map[string]string{}, now: map[string]*string{}}
}

// fields are those of some names, in their order.
func (a *asking) fields(names ...string) []huh.Field {
	var all []huh.Field
	for _, name := range names {
		if f, has := a.k.Field(name); has {
			all = append(all, a.field(f))
		}
	}
	return all
}

func (a *asking) field(f *catalog.RegisterField) huh.Field {
	value := a.typed(f)
	a.began[f.Name], a.now[f.Name] = value, &value
	switch f.Type {
	case "date":
		return dialog.Day(a.x.s, f.Label, f.Label, "", &value)
	case "choice", "yesno":
		return huh.NewSelect[string]().Title(f.Label).Inline(true).Options(said(huh.NewOptions(a.x.c.Offers(f)...))...).Value(&value)
	case "level":
		return huh.NewSelect[string]().Title(f.Label).Description(f.Help).Options(said(a.steps(f))...).Value(&value)
	}
	check := func(text string) error {
		_, err := a.x.c.Read(f, text)
		return err
	}
	return huh.NewInput().Title(f.Label).Description(f.Help).Value(&value).Validate(check)
}

// said puts before what can be said that nothing is.
func said(all []huh.Option[string]) []huh.Option[string] {
	return append([]huh.Option[string]{huh.NewOption("not said", "")}, all...)
}

// steps are those of a scale in the words of who feels the impact.
func (a *asking) steps(f *catalog.RegisterField) []huh.Option[string] {
	var all []huh.Option[string]
	for i, means := range meanings(a.x.form(), f.Scale, a.r.Text("on")) {
		all = append(all, huh.NewOption(fmt.Sprintf("%d  %s", i+1, means), fmt.Sprint(i+1)))
	}
	return all
}

// meanings are what the steps of a scale mean for who feels them.
func meanings(form *catalog.ImpactForm, scale, on string) []string {
	var all []string
	for _, s := range form.Scales {
		for _, step := range s.Steps {
			switch {
			case s.ID != scale:
			case on == "society":
				all = append(all, step.Society)
			default:
				all = append(all, step.Means)
			}
		}
	}
	return all
}

// typed is what a field says, as a person would type it in a line.
func (a *asking) typed(f *catalog.RegisterField) string {
	switch f.Type {
	case "level":
		return string(a.r.Value(f.Name))
	case "items":
		return a.x.c.Says(a.r, f.Name)
	case "persons":
		return strings.Join(a.r.List(f.Name), ", ")
	case "text":
		return dialog.OneLine(a.r.Text(f.Name))
	}
	return a.r.Text(f.Name)
}

// changed is what was said otherwise than at the beginning. What is asked no more by
// that is taken away.
func (a *asking) changed() map[string]string {
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

// form is the form of impact assessments.
func (x *Screen) form() *catalog.ImpactForm { return x.s.Catalog.ImpactForm() }

// number is how an impact is called.
func (x *Screen) number(r register.Record) string { return x.c.Book.Number(x.s.Catalog, r) }

// named is its number and what happens.
func (x *Screen) named(r register.Record) string {
	return x.number(r) + "  " + widget.Line(r.Title())
}
