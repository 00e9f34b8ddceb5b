package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
)

func catalogShow(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show an item: what it is after, its questions, what carries it",
		Long: `Shows what the catalogue says about a number. Where both standards have it, as
with A.5.2, both are shown.`,
		Args: between(1, 1),
		RunE: func(_ *cobra.Command, args []string) error { return x.showItem(args[0], asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

type showJSON struct {
	Items []shownJSON `json:"items"`
}

type shownJSON struct {
	Standard string `json:"standard"`
	Set      string `json:"set"`
	*catalog.Item
	Relationships []catalog.Relationship `json:"relationships"`
}

func (x *app) showItem(text string, asJSON bool) error {
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	var out showJSON
	for _, s := range cat.Standards {
		if it, ok := s.Find(text); ok {
			out.Items = append(out.Items, shownJSON{s.Name, it.Set.ID, it, related(cat, it, s == cat.Foundation())})
		}
	}
	if len(out.Items) == 0 {
		return fmt.Errorf("neither standard has an item %q; crosswalk catalog list shows them", text)
	}
	if asJSON {
		return x.json(out)
	}
	for i, one := range out.Items {
		if i > 0 {
			x.line("")
		}
		x.show(cat, one)
	}
	return nil
}

// related are the rows of the crosswalk that have the item at one end, those
// that carry nothing included.
func related(cat *catalog.Catalog, it *catalog.Item, foundation bool) []catalog.Relationship {
	rows := []catalog.Relationship{}
	for _, r := range cat.Relationships {
		if !foundation && r.Item == it.ID || foundation && r.Baseline == it.ID {
			rows = append(rows, r)
		}
	}
	return rows
}

func (x *app) show(cat *catalog.Catalog, one shownJSON) {
	x.line("%s  %s", one.ID, one.Title)
	x.line("%s", one.place())
	x.paragraph("What it is after", one.Intent)
	x.questions(one.Questions)
	x.paragraph("What to ask", one.Ask)
	x.paragraph("In place when", one.Implemented)
	x.levels(one.Levels)
	x.points("Ask to see", one.Evidence)
	x.points("Ask whom", one.Interview)
	x.points("How to extend the ISMS", one.Extend)
	x.paragraph("Deliverable", one.Deliverable)
	x.paragraph("Pitfall", one.Pitfall)
	if len(one.Relationships) > 0 {
		x.line("")
		x.line("Crosswalk")
		x.crosswalk(cat, one)
	}
}

// place says to which set of which standard an item belongs, and what an
// answer to it is about.
func (one shownJSON) place() string {
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
	}
	x.section("Questions", 3, lines...)
}

func (x *app) levels(all map[int]string) {
	var lines []string
	for n := range 6 {
		if text := strings.TrimSpace(all[n]); text != "" {
			lines = append(lines, fmt.Sprintf("%d %s", n, text))
		}
	}
	x.section("Levels", 2, lines...)
}

func (x *app) crosswalk(cat *catalog.Catalog, one shownJSON) {
	t := table{columns: []column{{head: "ITEM"}, {head: "TITLE", flex: true}, {head: "RELATION"}, {head: "STRENGTH", right: true}, {head: "LEVEL"}, {head: "RANK"}}}
	for _, r := range one.Relationships {
		other, find := r.Baseline, cat.Baseline
		if one.Standard == catalog.ISMS {
			other, find = r.Item, cat.Item
		}
		title := ""
		if it, ok := find(other); ok {
			title = it.Title
		}
		t.add(other, title, r.Relation, fmt.Sprint(r.Strength), r.Level, r.Rank)
	}
	x.table(t)
}
