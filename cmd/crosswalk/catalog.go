package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
)

func catalogCommand(x *app) *cobra.Command {
	return group("catalog", "The standards and what stands beside them; a check of your own catalogue", catalogList(x), catalogShow(x), catalogErrata(x), catalogTerms(x), catalogCheck(x))
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

type catalogJSON struct {
	Standards []standardJSON `json:"standards"`
}

type standardJSON struct {
	Name string    `json:"name"`
	Sets []setList `json:"sets"`
}

type setList struct {
	ID    string     `json:"id"`
	Title string     `json:"title"`
	Kind  string     `json:"kind"`
	Items []itemName `json:"items"`
}

type itemName struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

func (x *app) listCatalog(f listFlags) error {
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	filter := catalog.Filter{
		Standard: standards[f.standard], Within: f.clause, Role: f.role, Phase: int(f.phase), Words: strings.Fields(f.text),
	}
	if only := (catalog.Filter{Within: f.clause}); f.clause != "" && chosen(cat, only).empty() {
		return fmt.Errorf("neither standard has a clause, section or theme %q; crosswalk catalog list shows them", f.clause)
	}
	out := chosen(cat, filter)
	if f.asJSON {
		return x.json(out)
	}
	if out.empty() {
		x.line("No item passes all filters; leave one out.")
		return nil
	}
	x.sayList(out)
	return nil
}

// chosen are the items that a filter lets through, both standards always there.
func chosen(cat *catalog.Catalog, f catalog.Filter) catalogJSON {
	var out catalogJSON
	for _, s := range cat.Standards {
		std := standardJSON{Name: s.Name, Sets: []setList{}}
		for _, cl := range s.Clauses {
			set := setList{ID: cl.ID, Title: cl.Title, Kind: cl.Kind}
			for _, it := range cl.Items {
				if f.Matches(it) {
					set.Items = append(set.Items, itemName{it.ID, it.Title})
				}
			}
			if len(set.Items) > 0 {
				std.Sets = append(std.Sets, set)
			}
		}
		out.Standards = append(out.Standards, std)
	}
	return out
}

func (c catalogJSON) empty() bool {
	for _, s := range c.Standards {
		if len(s.Sets) > 0 {
			return false
		}
	}
	return true
}

func (x *app) sayList(out catalogJSON) {
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
