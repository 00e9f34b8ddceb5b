package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/report/data"
)

func catalogCommand(x *app) *cobra.Command {
	return group("catalog", "The standards and what stands beside them; a check of your own catalogue", catalogList(x), catalogShow(x), catalogErrata(x), catalogTerms(x), catalogOSCAL(x), catalogCheck(x))
}

// The standards by the numbers people call them.
var standards = map[string]string{"42001": catalog.AIMS, "27001": catalog.ISMS}

// standardFlag chooses one of the two standards.
func standardFlag(cmd *cobra.Command, at *string) {
	cmd.Flags().Var(word{at, []string{"42001", "27001"}}, "standard", "of one standard: 42001 or 27001")
}

// listFlags are the filters of catalog list.
type listFlags struct {
	standard, clause, role, text string
	phase                        phaseFlag
	asJSON                       bool
}

// phaseFlag is a phase of the roadmap, 1 to 4; 0 stands for none.
type phaseFlag int

func (p *phaseFlag) String() string { return strconv.Itoa(int(*p)) }
func (p *phaseFlag) Type() string   { return "phase" }

func (p *phaseFlag) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > 4 {
		return errors.New("a phase is 1, 2, 3 or 4")
	}
	*p = phaseFlag(n)
	return nil
}

func catalogList(x *app) *cobra.Command {
	var f listFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the items of both standards, or some of them",
		Long: `Lists the items of both standards. Filters may be combined: an item is listed
where all of them let it through. Roles and phases belong to ISO/IEC 42001.`,
		Example: `  crosswalk catalog list --standard 42001 --clause A.6
  crosswalk catalog list --role provider --phase 3 --text "change"`,
		Args: between(0, 0),
		RunE: func(*cobra.Command, []string) error { return x.listCatalog(f) },
	}
	standardFlag(cmd, &f.standard)
	cmd.Flags().Var(filled{&f.clause}, "clause", "of one clause, section or theme: 6, 6.1, A.5")
	cmd.Flags().Var(word{&f.role, []string{"provider", "developer", "user"}}, "role", "for one AI role: provider, developer or user")
	cmd.Flags().Var(&f.phase, "phase", "of one phase of the roadmap: 1 to 4")
	cmd.Flags().Var(filled{&f.text}, "text", "with all these words, in any order")
	jsonFlag(cmd, &f.asJSON)
	return cmd
}

func (x *app) listCatalog(f listFlags) error {
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	filter := catalog.Filter{
		Standard: standards[f.standard], Within: f.clause, Role: f.role, Phase: int(f.phase), Words: strings.Fields(f.text),
	}
	if only := (catalog.Filter{Within: f.clause}); f.clause != "" && data.CatalogOf(cat, only).Empty() {
		return fmt.Errorf("neither standard has a clause, section or theme %q; crosswalk catalog list shows them", f.clause)
	}
	out := data.CatalogOf(cat, filter)
	if f.asJSON {
		return x.json(out)
	}
	if out.Empty() {
		x.line("No item passes all filters; leave one out.")
		return nil
	}
	x.sayList(out)
	return nil
}

func (x *app) sayList(out data.Catalog) {
	first := true
	for _, std := range out.Standards {
		if len(std.Sets) == 0 {
			continue
		}
		if !first {
			x.line("")
		}
		first = false
		x.line("%s", std.Name)
		t := table{columns: []column{{head: "ITEM"}, {head: "TITLE", flex: true}}}
		for _, set := range std.Sets {
			t.add(set.ID, set.Title)
			for _, it := range set.Items {
				t.add("  "+it.ID, it.Title)
			}
		}
		x.table(t)
	}
}
