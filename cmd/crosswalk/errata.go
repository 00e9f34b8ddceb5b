package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/report/data"
)

func catalogErrata(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "errata [ID]",
		Short: "List what was corrected in the published comparison and guide",
		Long: `Lists what was found wrong in the published comparison and the published guide,
with the correction, why, and how well it is proved. ID is an erratum, as E38, or
an item of either standard, whose errata are then listed.`,
		Example: "  crosswalk catalog errata E38\n  crosswalk catalog errata A.6.2.6",
		Args:    between(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			return x.listErrata(strings.Join(args, ""), asJSON)
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) listErrata(id string, asJSON bool) error {
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	found, known := errataOf(cat, id)
	if !known {
		return fmt.Errorf("there is no erratum and no item %q; crosswalk catalog errata lists all errata", id)
	}
	corrections := cat.Reference().Corrections
	if asJSON {
		return x.json(data.Errata{Grades: append([]catalog.Grade{}, corrections.Grades...), Errata: append([]catalog.Erratum{}, found...)})
	}
	if len(found) == 0 {
		x.line("Nothing that was published about %s had to be corrected.", id)
		return nil
	}
	for i, e := range found {
		if i > 0 {
			x.line("")
		}
		x.line("%s", e.ID+"  "+e.Where)
		x.erratum(corrections, e)
	}
	return nil
}

// errataOf are all errata, the one of that id, or those of an item of either
// standard; known is false where the id is nothing of all that.
func errataOf(cat *catalog.Catalog, id string) (found []catalog.Erratum, known bool) {
	if id == "" {
		return cat.Errata(), true
	}
	for _, e := range cat.Errata() {
		if strings.EqualFold(e.ID, id) {
			return []catalog.Erratum{e}, true
		}
	}
	aims, ok := cat.Requirements().Find(id)
	if ok {
		found = cat.ErrataOf(aims.ID)
	}
	isms, too := cat.Foundation().Find(id)
	if too {
		for _, e := range cat.ErrataOfBaseline(isms.ID) {
			if !slices.ContainsFunc(found, func(f catalog.Erratum) bool { return f.ID == e.ID }) {
				found = append(found, e)
			}
		}
	}
	return found, ok || too
}

func (x *app) erratum(c catalog.Corrections, e catalog.Erratum) {
	grade := e.Grade
	if g, ok := c.Grade(e.Grade); ok {
		grade += ", " + g.Means
	}
	for _, part := range []struct{ name, text string }{
		{"As published", e.Published},
		{"As corrected", e.Corrected},
		{"Why", e.Why},
		{"Proof", grade},
		{"Sources", strings.Join(e.Sources, "; ")},
		{"Items", strings.Join(e.Items, ", ")},
		{"ISMS items", strings.Join(e.Baseline, ", ")},
	} {
		if part.text != "" {
			x.wrapped(2, part.name+": "+part.text)
		}
	}
}

// errata prints the corrections that concern an item.
func (x *app) errata(all []catalog.Erratum) {
	lines := make([]string, len(all))
	for i, e := range all {
		lines[i] = e.ID + " " + e.Where + ": " + e.Corrected
	}
	x.points("Errata of what was published about it (crosswalk catalog errata says why)", lines)
}
