package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/intake"
	"crosswalk/catalog/visible"
)

// maxSheet is the most bytes of a CSV file or a workbook that is read.
const maxSheet = 32 << 20

// importing is what the command line says of an import.
type importing struct {
	as            string
	layout        layoutFlags
	keep, replace bool
	rest          string // the file for rows that are refused; empty: all or nothing
	dry           bool
	over          bool // what a room settled on may be overwritten
}

// taken is what came of reading a file.
type taken struct {
	intake.Reading
	settled []string // what a room settled on and the file would overwrite, a sentence each
}

func importCommand(x *app) *cobra.Command {
	var in importing
	cmd := &cobra.Command{
		Use:   "import FILE --as answers|baseline|soa|workbook|KIND",
		Short: "Take answers or records over from a client's sheet, all or nothing",
		Long: `Reads an XLSX workbook, an ODS sheet or a text with columns: answers about
ISO/IEC 42001, ratings of the ISO/IEC 27001 baseline, or a Statement of Applicability
of ISO/IEC 27001, in the words and the language of whoever keeps it. What the columns
hold is found out by their headings and by what stands in them. What the sheet leaves
open is asked: each question comes with the flag that answers it, and nothing is
written before. --layout keeps the answers for the next sheet of the same form.
Where a row is refused nothing is written, and every one is named; --rest takes the
others and writes the refused rows to a file. A status word says less than a level:
where a rating stands higher it stays, and a level replaces it. What a room settled
on by a vote is not overwritten unless --over-settled is given; --dry-run says what of
it would be.
With --as workbook a workbook of this program comes back from whoever worked in it:
exactly the cells that were edited since it left are taken. Where the assessment has
moved on in the same field both are shown and it stays; --replace takes the workbook's.
With --as and a kind of records, as risk, a sheet has a heading for each field, in the
words of the form, and a row for each record: one with a number changes that record, one
without makes a new one. What crosswalk register --xlsx wrote comes back as a workbook.`,
		Example: `  crosswalk import soa.xlsx --as soa --dry-run
  crosswalk import soa.xlsx --as soa --column rating="Current maturity" --word "Mostly done=2" --layout "Client"
  crosswalk import suppliers.xlsx --as supplier --column title="Vendor" --dry-run
  crosswalk import old-soa.csv --as soa --edition 2013 --rest left-over.csv`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error { return x.importSheet(cmd.Context(), args[0], in) },
	}
	cmd.Flags().Var(filled{&in.as}, "as", "what the file holds: "+assess.Either(append(slices.Clone(sheetKinds), "a kind of records")))
	in.layout.bind(cmd)
	cmd.Flags().BoolVar(&in.keep, "keep-higher", false, "let no rating fall, whatever the sheet says")
	cmd.Flags().BoolVar(&in.replace, "replace", false, "take every rating of the sheet, status words too; of a workbook, what was edited on both sides")
	cmd.Flags().StringVar(&in.rest, "rest", "", "leave refused rows out and write them to this new CSV file")
	overSettledFlag(cmd, &in.over)
	cmd.Flags().BoolVar(&in.dry, "dry-run", false, "only say what would change")
	return cmd
}

// sheetKinds are what a file may hold beside records.
var sheetKinds = []string{string(intake.Answers), string(intake.Baseline), string(intake.SoA), string(intake.Workbook)}

func (in importing) request() (intake.Request, error) {
	want := intake.Request{As: intake.As(in.as), Rest: in.rest != ""}
	switch {
	case in.as == "":
		return want, usage("say with --as what the file holds: answers, baseline, soa, workbook or a kind of records, as risk")
	case !slices.Contains(sheetKinds, in.as) && (in.keep || in.rest != "" || !in.layout.columnsAlone()):
		return want, usage("records are read by their headings, all or nothing, so only --sheet, --heading-row, --column and --replace say how; leave the others out")
	case in.as == string(intake.Workbook) && (in.keep || in.rest != "" || in.layout.name != ""):
		return want, usage("a workbook comes back as it is, so --keep-higher, --rest and --layout say nothing of it; leave them out")
	case in.keep && in.replace:
		return want, usage("--keep-higher and --replace exclude each other")
	case in.keep:
		want.Falling = intake.KeepHigher
	case in.replace:
		want.Falling = intake.Replace
	}
	var err error
	want.Layout, err = in.layout.layout()
	return want, err
}

// errDry leaves the transaction without writing anything.
var errDry = errors.New("only looked")

func (x *app) importSheet(ctx context.Context, path string, in importing) error {
	want, err := in.request()
	if err != nil {
		return err
	}
	kind, err := x.recordsMeant(in.as)
	if err != nil {
		return err
	}
	raw, err := readFile(path, maxSheet)
	if err != nil {
		return err
	}
	file, err := intake.Open(filepath.Base(path), raw)
	if err != nil {
		return fmt.Errorf("%s: %w", visible.Line(filepath.Base(path)), err)
	}
	if !slices.Contains(sheetKinds, in.as) {
		return x.importRecords(ctx, file, kind, want, in)
	}
	return x.write(ctx, func(d desk) error {
		want, said, err := x.kept(ctx, d, file, want, in.layout)
		if err != nil {
			return err
		}
		r, err := x.takeIn(ctx, d, file, want, in)
		switch asked, open := intake.IsOpen(err); {
		case open:
			return x.asked(asked)
		case err != nil:
			return x.notTaken(err)
		}
		return x.takenIn(ctx, d, r, said, in)
	})
}

// takeIn reads the file against the assessment as it stands and saves what it
// says, as one act. Rows that are left out are safe on the disk before that.
func (x *app) takeIn(ctx context.Context, d desk, file *intake.File, want intake.Request, in importing) (taken, error) {
	var r taken
	written := false
	_, err := d.db.Do(ctx, d.who, d.id, func(a *assess.Assessment) ([]assess.Change, error) {
		var err error
		if r.Reading, err = file.Read(d.cat, a, want, d.db.NewID); err != nil {
			return nil, err
		}
		p, err := r.Taken()
		settled := a.Unsettles(p.Changes)
		r.settled = nil
		for _, s := range settled {
			r.settled = append(r.settled, s.Words(d.cat, a))
		}
		switch {
		case err != nil:
			return nil, err
		case in.dry:
			return nil, errDry
		case len(settled) > 0 && !in.over:
			return nil, unsettling(d.cat, a, settled)
		case r.Left() > 0 && !written:
			if err := writeRest(in.rest, r.Reading); err != nil {
				return nil, err
			}
			written = true
		}
		return p.Changes, nil
	})
	if errors.Is(err, errDry) {
		err = nil
	}
	return r, err
}

func writeRest(path string, r intake.Reading) error {
	var b bytes.Buffer
	if err := r.WriteRest(&b); err != nil {
		return err
	}
	return writeNew(path, b.Bytes())
}

// takenIn says what was taken, or would be, and keeps how it was read.
func (x *app) takenIn(ctx context.Context, d desk, r taken, said string, in importing) error {
	if said != "" {
		x.line("%s", said)
	}
	if in.dry {
		x.proposed(r.Reading)
		for _, words := range r.settled {
			x.line("%s; the import would overwrite it, and does so only with --%s", words, overSettledName)
		}
		return nil
	}
	x.remarks(r.Proposal)
	if n := r.Left(); n > 0 {
		x.line("refused and written to %s: %s", visible.Line(in.rest), count(n, "row"))
	}
	x.done(x.out, len(r.Proposal.Changes) > 0, outcome(r.Proposal, "changed"))
	return x.keepLayout(ctx, d, r.Reading, in.layout.name)
}

// notTaken lists on stderr every row that can't be taken over.
func (x *app) notTaken(err error) error {
	var all intake.Refusals
	if !errors.As(err, &all) {
		return err
	}
	x.refused(all)
	return errors.New("the import was refused and nothing was written; mend what is listed and import again, or take the other rows with --rest FILE")
}

func (x *app) refused(all intake.Refusals) {
	for _, r := range all {
		fmt.Fprintln(x.errs, visible.Line(refusal(r)))
	}
}

// asked lists on stderr what the file leaves open, each with what answers it.
func (x *app) asked(a intake.Asked) error {
	for _, one := range a.Asks {
		parts := one.Parts
		if len(parts) == 0 {
			parts = []string{one.Text}
		}
		for i, part := range parts {
			fmt.Fprintln(x.errs, visible.Line(part))
			fmt.Fprintln(x.errs, "  "+visible.Line(one.Flags[i]))
		}
	}
	x.refused(a.Refused)
	return fmt.Errorf("%s leaves %s open and nothing was written; answer with the flags, changed where they propose something else", visible.Line(a.Name), count(len(a.Asks), "thing"))
}

// refusal names the place, the item and the reason.
func refusal(r intake.Refusal) string {
	if r.Row == 0 || r.Item == "" {
		return r.Error()
	}
	return fmt.Sprintf("%s (%s): %s", r.Where(), r.Item, r.Reason)
}

// proposed prints what an import would change.
func (x *app) proposed(r intake.Reading) {
	p := r.Proposal
	if len(p.Lines) > 0 {
		x.table(proposedLines(p.Lines))
	}
	x.remarks(p)
	if n := r.Left(); n > 0 {
		x.line("refused, and left out: %s", count(n, "row"))
	}
	x.line("a dry run, nothing was written: %s", outcome(p, "would change"))
}

// proposedLines are what would change, a row each: of a workbook that came back cell
// by cell.
func proposedLines(lines []intake.Line) table {
	place := column{head: "ROW", right: true}
	if lines[0].Place != "" {
		place = column{head: "CELL"}
	}
	t := table{columns: []column{place, {head: "ITEM", flex: true}, {head: "WHAT"}, {head: "WAS", flex: true}, {head: "WOULD BE", flex: true}}}
	for _, l := range lines {
		item := l.Item
		if l.System != "" {
			item += " (" + l.System + ")"
		}
		t.add(cmp.Or(l.Place, fmt.Sprint(l.Row)), item, l.What, l.Was, l.Now)
	}
	return t
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
