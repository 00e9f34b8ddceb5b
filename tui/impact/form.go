package impact

import (
	"crosswalk/catalog"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/widget"
)

// asking asks for fields of a record; the steps of its scales are in the words of who
// feels the impact.
func (x *Screen) asking(k *catalog.Register, r register.Record) *dialog.Asking {
	return dialog.NewAsking(x.s, x.c, k, r, func(scale string) []string { return meanings(x.form(), scale, r.Text("on")) })
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

// form is the form of impact assessments.
func (x *Screen) form() *catalog.ImpactForm { return x.s.Catalog.ImpactForm() }

// number is how an impact is called.
func (x *Screen) number(r register.Record) string { return x.c.Book.Number(x.s.Catalog, r) }

// named is its number and what happens.
func (x *Screen) named(r register.Record) string {
	return x.number(r) + "  " + widget.Line(r.Title())
}
