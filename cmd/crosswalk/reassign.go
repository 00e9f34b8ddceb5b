package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/store"
)

func reassignCommand(x *app) *cobra.Command {
	var dry bool
	cmd := &cobra.Command{
		Use:   "reassign FROM TO",
		Short: "Hand over all that one person has to do to another",
		Long: `Hands over all that one person has to do to another, as one act: answers of both
standards, findings, tasks, AI systems, and the records in which they have something to
do. What is done, closed or decided stays as it was, and so does who approved, tested,
saw or took part in something. A person of the register of people is found in each way
in which the name is written. --dry-run only says what would go over.`,
		Example: "  crosswalk reassign \"Ines Brandt\" \"Jule Hansen\" --dry-run\n  crosswalk reassign \"Ines Brandt\" \"Jule Hansen\"",
		Args:    between(2, 2),
		RunE:    func(cmd *cobra.Command, args []string) error { return x.reassign(cmd.Context(), args[0], args[1], dry) },
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "only say what would go over")
	return cmd
}

func (x *app) reassign(ctx context.Context, from, to string, dry bool) error {
	if dry {
		return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
			book, err := db.Records(ctx, a.ID)
			if err != nil {
				return err
			}
			h, err := register.Reassign(register.Case{Catalog: cat, Assessment: a, Book: book, Today: x.clock()}, from, to)
			if err == nil {
				x.sayHandover(h)
			}
			return err
		})
	}
	return x.write(ctx, func(d desk) error {
		var h *register.Handover
		_, err := d.db.LeadOnRecords(ctx, d.who, d.id, func(a *assess.Assessment, book *register.Book) (changes []assess.Change, err error) {
			if h, err = register.Reassign(register.Case{Catalog: d.cat, Assessment: a, Book: book, Today: x.clock()}, from, to); err != nil {
				return nil, err
			}
			return h.Changes, nil
		})
		if err == nil {
			x.done(x.out, true, fmt.Sprintf("to %s go %s", h.To, h))
		}
		return err
	})
}

func (x *app) sayHandover(h *register.Handover) {
	t := table{columns: []column{{head: "WHAT", flex: true}, {head: "HOW MANY", right: true}}}
	for _, part := range h.Of {
		t.add(part.What, fmt.Sprint(part.N))
	}
	x.table(t)
	x.line("Nothing was saved. Without --dry-run %s would go to %s.", h, h.To)
}
