package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/render"
	"crosswalk/catalog/render/oscal"
	"crosswalk/catalog/report"
)

// asOSCAL is the name of the format for machines of other people.
const asOSCAL = "oscal"

// model is what a document is in OSCAL. It is made of what the document is made of,
// since OSCAL has other words for it than a reader.
type model struct {
	kind, name string
	lacks      string
	items      func(report.Input) []*catalog.Item // that the file is about
	write      func(report.Input) ([]byte, error)
}

// models are the documents that OSCAL can hold.
var models = []model{
	{
		"full", "assessment-results", "the plan, the baseline of the ISMS, questions and votes", applicable,
		func(in report.Input) ([]byte, error) {
			return oscal.Results(in.Assessment, in.Score, oscal.Made{On: in.Made, Version: in.Head})
		},
	},
	{
		report.KindSoA, "profile", "why controls are excluded, AI systems, evidence, and own controls, which no catalogue has", stated,
		func(in report.Input) ([]byte, error) {
			return oscal.Profile(in.Catalog, in.Assessment, in.Statement(), catalogued(in))
		},
	},
	{
		"synergy", "mapping-collection", "published tables and figures of the assessment",
		func(in report.Input) []*catalog.Item { return in.Catalog.Requirements().Items() },
		func(in report.Input) ([]byte, error) { return oscal.Mapping(in.Catalog, catalogued(in)) },
	},
}

// catalogued are the words by which files refer to the same catalogue.
func catalogued(in report.Input) oscal.Made { return oscal.Made{On: in.Made, Version: in.Hash} }

// applicable are the items that the assessment does not exclude.
func applicable(in report.Input) []*catalog.Item {
	var all []*catalog.Item
	for _, x := range in.Score.Items {
		if x.Standing.State != assess.NA {
			all = append(all, x.Item)
		}
	}
	return all
}

// stated are the controls of the standards that a Statement of Applicability includes.
func stated(in report.Input) []*catalog.Item {
	var all []*catalog.Item
	for _, l := range in.Statement().Lines {
		if !l.Excluded && l.Item.Set.Kind != catalog.KindOwn {
			all = append(all, l.Item)
		}
	}
	return all
}

// formatIn is a format with what a document is made of, where the format wants to know.
func formatIn(one render.Format, k report.Kind, in report.Input) render.Format {
	at := slices.IndexFunc(models, func(m model) bool { return m.kind == k.Name })
	if one.Name != asOSCAL || at < 0 {
		return one
	}
	m := models[at]
	one.Render = render.AtOnce(func(*report.Document) ([]byte, error) { return m.write(in) })
	one.Check = func(_ *report.Document, raw []byte) error { return oscal.Check(raw, oscal.Controls(m.items(in))) }
	one.Lacks = func(*report.Document) []string { return []string{m.lacks} }
	return one
}

// canHold refuses a document that a format can't hold.
func canHold(one render.Format, k report.Kind) error {
	if one.Name != asOSCAL || slices.ContainsFunc(models, func(m model) bool { return m.kind == k.Name }) {
		return nil
	}
	var names []string
	for _, m := range models {
		names = append(names, fmt.Sprintf("%s (%s)", m.kind, m.name))
	}
	return usage("OSCAL has no model for %s; it has one for %s", k.Name, assess.Either(names))
}

func catalogOSCAL(x *app) *cobra.Command {
	var f outlet
	cmd := &cobra.Command{
		Use:   "oscal 42001|27001",
		Short: "Write a standard as a catalogue of OSCAL, to which profiles and mappings refer",
		Long: `Writes the numbers and short titles of a standard as a catalogue of OSCAL 1.2. What
crosswalk report soa --format oscal and crosswalk report synergy --format oscal write
refers to it by its id.`,
		Example: "  crosswalk catalog oscal 42001 -o iso42001.json",
		Args:    between(1, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			name, known := standards[args[0]]
			if !known {
				return usage("there is no standard %q; it is 42001 or 27001", args[0])
			}
			cat, err := x.catalogue()
			if err != nil {
				return err
			}
			at := slices.IndexFunc(cat.Standards, func(s *catalog.Standard) bool { return s.Name == name })
			raw, err := oscal.Catalog(cat.Standards[at], oscal.Made{On: x.clock(), Version: report.HashOf(cat)})
			if err != nil {
				return err
			}
			return x.put(f, "the catalogue of "+name, raw)
		},
	}
	f.fileFlags(cmd)
	return cmd
}
