package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/visible"
)

// maxSheet is the most bytes of a CSV file or a workbook that is read.
const maxSheet = 32 << 20

func importCommand(x *app) *cobra.Command {
	var as, sheet string
	var dry, keep, replace, over bool
	cmd := &cobra.Command{
		Use:   "import FILE --as answers|baseline|soa",
		Short: "Take answers over from a CSV or XLSX file, all or nothing",
		Long: `Reads a CSV file or an XLSX workbook: answers about ISO/IEC 42001, ratings of
the ISO/IEC 27001 baseline, or a Statement of Applicability of ISO/IEC 27001.
The columns, in any order, are item, rating, applicable, note, reason, owner, due,
evidence and system. Where a row is refused nothing is written, and every one is
named. A status word says less than a level: where a rating stands higher it
stays, and a level replaces it. What a room settled on by a vote is not overwritten
unless --over-settled is given; --dry-run says what of it would be.`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if as == "" {
				return usage("say with --as what the file holds: answers, baseline or soa")
			}
			want := intake.Request{As: intake.As(as), Sheet: sheet}
			switch {
			case keep && replace:
				return usage("--keep-higher and --replace exclude each other")
			case keep:
				want.Falling = intake.KeepHigher
			case replace:
				want.Falling = intake.Replace
			}
			return x.importFile(cmd.Context(), args[0], want, dry, over)
		},
	}
	kinds := []string{string(intake.Answers), string(intake.Baseline), string(intake.SoA)}
	cmd.Flags().Var(word{&as, kinds}, "as", "what the file holds: "+assess.Either(kinds))
	cmd.Flags().StringVar(&sheet, "sheet", "", "name of the sheet, where several could be meant")
	cmd.Flags().BoolVar(&keep, "keep-higher", false, "let no rating fall, whatever the sheet says")
	cmd.Flags().BoolVar(&replace, "replace", false, "take every rating of the sheet, status words too")
	overSettledFlag(cmd, &over)
	cmd.Flags().BoolVar(&dry, "dry-run", false, "only say what would change")
	return cmd
}

// errDry leaves the transaction without writing anything.
var errDry = errors.New("only looked")

func (x *app) importFile(ctx context.Context, path string, want intake.Request, dry, over bool) error {
	raw, err := readFile(path, maxSheet)
	if err != nil {
		return err
	}
	return x.write(ctx, func(d desk) error {
		var p intake.Proposal
		var kept []string // of what a room settled on, and would be overwritten
		_, err := d.db.Do(ctx, d.who, d.id, func(a *assess.Assessment) ([]assess.Change, error) {
			var err error
			p, err = intake.ReadSheet(d.cat, a, filepath.Base(path), raw, want, d.db.NewID)
			settled := a.Unsettles(p.Changes)
			kept = nil
			for _, s := range settled {
				kept = append(kept, s.Words(d.cat, a))
			}
			switch {
			case err == nil && dry:
				err = errDry
			case err == nil && len(settled) > 0 && !over:
				err = unsettling(d.cat, a, settled)
			}
			return p.Changes, err
		})
		var refused intake.Refusals
		switch {
		case errors.As(err, &refused):
			return x.refused(refused)
		case errors.Is(err, errDry):
			x.proposed(p)
			for _, words := range kept {
				x.line("%s; the import would overwrite it, and does so only with --%s", words, overSettledName)
			}
			return nil
		case err != nil:
			return err
		}
		x.remarks(p)
		x.line("imported: %s", outcome(p, "changed"))
		return nil
	})
}

// refused lists on stderr every row that can't be taken over.
func (x *app) refused(all intake.Refusals) error {
	for _, r := range all {
		fmt.Fprintln(x.errs, visible.Line(refusal(r)))
	}
	return errors.New("the import was refused and nothing was written; mend what is listed and import again")
}

// refusal names the place, the item and the reason.
func refusal(r intake.Refusal) string {
	if r.Row == 0 || r.Item == "" {
		return r.Error()
	}
	return fmt.Sprintf("%s (%s): %s", r.Where(), r.Item, r.Reason)
}

// proposed prints what an import would change.
func (x *app) proposed(p intake.Proposal) {
	if len(p.Lines) > 0 {
		t := table{columns: []column{{head: "ROW", right: true}, {head: "ITEM", flex: true}, {head: "WHAT"}, {head: "WAS", flex: true}, {head: "WOULD BE", flex: true}}}
		for _, l := range p.Lines {
			item := l.Item
			if l.System != "" {
				item += " (" + l.System + ")"
			}
			t.add(fmt.Sprint(l.Row), item, l.What, l.Was, l.Now)
		}
		x.table(t)
	}
	x.remarks(p)
	x.line("a dry run, nothing was written: %s", outcome(p, "would change"))
}

func (x *app) remarks(p intake.Proposal) {
	for _, r := range p.Remarks {
		x.line("%s", r)
	}
	if p.Fall > 0 {
		x.line("ratings that fall: %d; --keep-higher lets none fall", p.Fall)
	}
	if p.Stay > 0 {
		x.line("ratings that stay, for they stand higher than the sheet says: %d; --replace takes the sheet's", p.Stay)
	}
	if len(p.Unknown) > 0 {
		x.line("not read: the columns %s", strings.Join(p.Unknown, ", "))
	}
}

// outcome counts rows: "2 rows changed (5 changes), 1 row unchanged", and those
// that say nothing where there are some.
func outcome(p intake.Proposal, verb string) string {
	said := fmt.Sprintf("%s %s (%s), %s unchanged", count(p.Changed(), "row"), verb, count(len(p.Lines), "change"), count(p.Unchanged, "row"))
	if p.Silent > 0 {
		said += fmt.Sprintf(", %s without a word about it", count(p.Silent, "row"))
	}
	return said
}
