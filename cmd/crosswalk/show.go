package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/report/data"
)

func catalogShow(x *app) *cobra.Command {
	var asJSON bool
	var standard string
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show an item: what it is after, its questions, what carries it",
		Long: `Shows what the catalogue says about a number. Where both standards have it, as
with A.5.2, both are shown; --standard chooses one. With --overlay your own copy
of the standard's text is shown as well, though never with --json: it leaves the
program in no file. With --lang the project's own texts are shown in that language,
as far as they are there.`,
		Example: "  crosswalk catalog show A.5.4\n  crosswalk catalog show 6.1.2 --standard 27001",
		Args:    between(1, 1),
		RunE:    func(_ *cobra.Command, args []string) error { return x.showItem(args[0], standards[standard], asJSON) },
	}
	standardFlag(cmd, &standard)
	x.langFlag(cmd, "the texts")
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) showItem(text, standard string, asJSON bool) error {
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	said, err := x.language(cat)
	if err != nil {
		return err
	}
	var out data.Show
	for _, s := range cat.Standards {
		if it, ok := s.Find(text); ok && (standard == "" || standard == s.Name) {
			out.Items = append(out.Items, data.ShownOf(cat, s, it, said))
		}
	}
	switch {
	case len(out.Items) == 0 && standard != "":
		return fmt.Errorf("%s has no item %q; crosswalk catalog list shows its items", standard, text)
	case len(out.Items) == 0:
		return fmt.Errorf("neither standard has an item %q; crosswalk catalog list shows them", text)
	case asJSON:
		return x.json(out)
	}
	overlay, err := x.overlay(cat)
	if err != nil {
		return err
	}
	for i, one := range out.Items {
		if i > 0 {
			x.line("")
		}
		x.show(cat, overlay, one)
	}
	return nil
}

func (x *app) show(cat *catalog.Catalog, overlay *catalog.Overlay, one data.Shown) {
	x.line("%s  %s", one.ID, one.Title)
	x.line("%s", placeOf(one))
	x.paragraph("What it is after", one.Intent)
	x.paragraph("The standard's text (your copy)", overlay.Text(one.Item))
	x.questions(one.Questions)
	x.paragraph("What to ask", one.Ask)
	x.paragraph("In place when", one.Implemented)
	x.levels(one.Levels)
	x.points("Ask to see", one.Evidence)
	x.points("Ask whom", one.Interview)
	x.points("How to extend the ISMS", one.Extend)
	x.paragraph("Deliverable", one.Deliverable)
	x.paragraph("Pitfall", one.Pitfall)
	if one.Standard == catalog.AIMS {
		x.points("Planning", planning(cat, one.Item))
		x.regulatory(cat, one.Item)
		x.rows(cat, "What the ISMS has", one)
	} else {
		x.rows(cat, "What rests on it", one)
		x.points("It settles, where it is rated 3 or more", asked(cat, one.Settles))
	}
	x.errata(one.Errata)
}

// placeOf says to which set of which standard an item belongs, and what an
// answer to it is about.
func placeOf(one data.Shown) string {
	text := one.Standard + ", set " + one.Set
	switch one.Subject {
	case catalog.System:
		return text + ", answered for each AI system"
	case catalog.Organisation:
		return text + ", answered for the organisation"
	}
	return text
}

func (x *app) paragraph(head, text string) { x.section(head, 0, text) }

// section prints a heading and lines below it that hang by some columns.
func (x *app) section(head string, hang int, lines ...string) {
	text := strings.Join(lines, "\n")
	if strings.TrimSpace(text) == "" {
		return
	}
	x.line("")
	x.line("%s", head)
	x.wrapped(hang, text)
}

func (x *app) points(head string, all []string) {
	lines := make([]string, len(all))
	for i, one := range all {
		lines[i] = "- " + one
	}
	x.section(head, 2, lines...)
}

func (x *app) questions(all []catalog.Question) {
	var lines []string
	for _, q := range all {
		tests := ""
		if q.Tests == catalog.Maturity {
			tests = " (maturity)"
		}
		if len(q.CarriedBy) > 0 {
			tests += " (carried by " + strings.Join(q.CarriedBy, ", ") + ")"
		}
		lines = append(lines, q.Place()+". "+q.Ask+tests)
		if q.Good != "" {
			lines = append(lines, "   At 3: "+q.Good)
		}
	}
	x.section("Questions", 3, lines...)
}

func (x *app) levels(all map[int]string) {
	var lines []string
	for n := range 6 {
		text := strings.TrimSpace(all[n])
		if text == "" {
			continue
		}
		for i, one := range catalog.Conditions(text) {
			lead := strconv.Itoa(n)
			if i > 0 {
				lead = " "
			}
			lines = append(lines, lead+" "+one)
		}
	}
	x.section("Levels", 2, lines...)
}
