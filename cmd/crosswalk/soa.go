package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/report"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/soa"
	"crosswalk/store"
)

// soaWanted is what a call of the verb asks for.
type soaWanted struct {
	standard, whom        string
	check, issued, asJSON bool
	read, since           string // versions
	reason                string
	by                    report.Approval
}

func soaCommand(x *app) *cobra.Command {
	w := &soaWanted{standard: soa.AIMS, whom: data.ForCertification}
	cmd := &cobra.Command{
		Use:   "soa",
		Short: "The Statement of Applicability, its check and its versions",
		Long: `Shows what the Statement of Applicability says of every control: whether it applies,
why or why not, what drives it and how far it is declared implemented. Ratings are for
internal eyes: --for internal shows them, and where they disagree with what is declared.
--check asks what an auditor would. --issue keeps the statement as it stands as a
version that is never changed; --issued lists the versions, --read shows one again and
--since what changed since then. crosswalk declare and crosswalk answer fill it in.`,
		Example: `  crosswalk soa --standard both --check
  crosswalk soa --issue 1.0 --approved-by "Mara Holm" --reason "First audit"
  crosswalk soa --since 1.0`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return x.soa(cmd.Context(), w) },
	}
	flags := cmd.Flags()
	flags.Var(word{&w.standard, soa.Standards}, "standard", "which controls: 42001, 27001 or both")
	flags.Var(word{&w.whom, []string{data.ForCertification, data.ForInternal}}, "for", "for certification without ratings, for internal with them")
	flags.BoolVar(&w.check, "check", false, "what an auditor would ask")
	flags.Var(filled{&w.by.Version}, "issue", "issue it as this version")
	flags.Var(filled{&w.by.By}, "approved-by", "who approved it")
	flags.Var(x.day(&w.by.On, "day of approval"), "approved-on", "when; today where nothing is said")
	flags.Var(filled{&w.reason}, "reason", "why this version")
	flags.Var(filled{&w.by.Place}, "approval-at", "where the approval can be seen")
	flags.Var(filled{&w.by.Rests}, "rests-on", "the risk and impact assessments it rests on")
	flags.Var(filled{&w.by.Class}, "class", "who may read it")
	flags.BoolVar(&w.issued, "issued", false, "list the issued versions")
	flags.Var(filled{&w.read}, "read", "show this issued version again")
	flags.Var(filled{&w.since}, "since", "what changed since this version")
	cmd.MarkFlagsMutuallyExclusive("issue", "issued", "read", "since", "check")
	jsonFlag(cmd, &w.asJSON)
	return cmd
}

func (x *app) soa(ctx context.Context, w *soaWanted) error {
	if w.by.Version != "" {
		return x.issueSoA(ctx, w)
	}
	if w.by.By != "" {
		return usage("--approved-by says who approved a version; say with --issue which one")
	}
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		made, err := x.statement(ctx, cat, db, a, w)
		if err != nil {
			return err
		}
		v, err := versions(made, w)
		switch {
		case err != nil:
			return err
		case w.asJSON:
			return x.json(data.SoAOf(made, v))
		case w.issued:
			x.issuedTable(a, w.standard)
		case v.Document != nil:
			x.issuedDocument(v.Document)
		case w.since != "":
			x.changesTable(v.Changes, w.since)
		case w.check:
			x.checkTable(made.Statement)
		default:
			x.soaTable(made)
		}
		return nil
	})
}

// statement is the Statement of Applicability as it stands now.
func (x *app) statement(ctx context.Context, cat *catalog.Catalog, db *store.DB, a *assess.Assessment, w *soaWanted) (report.SoA, error) {
	head, acts, err := db.HeadOnPaper(ctx, a.ID)
	if err != nil {
		return report.SoA{}, err
	}
	before, err := report.Last(a, report.KindSoA, w.standard)
	return report.SoA{
		Catalog: cat, Assessment: a, Statement: soa.Compile(cat, a, x.clock(), w.standard), Internal: w.whom == data.ForInternal, Approval: w.by, Before: before,
		Source: report.SourceOf(cat, a, report.Made{Program: maker(), At: x.clock(), Head: head, Acts: acts}),
	}, err
}

func versions(made report.SoA, w *soaWanted) (v data.Beside, err error) {
	v.Check = w.check || made.Internal
	name := w.read + w.since
	if name == "" {
		return v, nil
	}
	is, ok := made.Assessment.Version(report.KindSoA, w.standard, name)
	if !ok {
		return v, fmt.Errorf("no version %s of the statement of %s was issued; crosswalk soa --standard %s --issued lists them", name, w.standard, w.standard)
	}
	d, err := report.Read([]byte(is.Document))
	if err != nil || w.read != "" {
		v.Document = d
		return v, err
	}
	v.Changes = append([]report.Difference{}, report.Compare(d, made.Document())...)
	return v, nil
}

func (x *app) issueSoA(ctx context.Context, w *soaWanted) error {
	if w.by.By == "" {
		return usage("say with --approved-by who approved version %s", w.by.Version)
	}
	if w.by.On == "" {
		w.by.On = x.clock().Format(time.DateOnly)
	}
	return x.write(ctx, func(d desk) error {
		seen, err := d.db.Assessment(ctx, d.id)
		if err != nil {
			return err
		}
		made, err := x.statement(ctx, d.cat, d.db, seen, w)
		if err != nil {
			return err
		}
		is, err := report.Issued(d.db.NewID(), made.Document(), w.standard, w.by, w.reason)
		if err != nil {
			return err
		}
		after, act, err := d.do(ctx, report.Issue(seen, is))
		if err == nil {
			x.saved(x.told(w.asJSON), d.cat, after, act)
		}
		if err != nil || !w.asJSON {
			return err
		}
		made.Assessment = after
		return x.json(data.SoAOf(made, data.Beside{Check: made.Internal}))
	})
}

func (x *app) soaTable(made report.SoA) {
	s := made.Statement
	t := table{columns: []column{{head: "CONTROL"}, {head: "TITLE", flex: true}, {head: "APPLIES"}, {head: "DRIVEN BY", flex: true}, {head: "STATUS", flex: true}, {head: "OWNER", flex: true}}}
	if made.Internal {
		t.columns = append(t.columns, column{head: "RATING", right: true})
	}
	for _, l := range s.Lines {
		cells := []string{l.Number(), l.Item.Title, "yes", soa.DriverWords(l.Drivers), soa.DeclaredWord(l.Declared), l.Owner}
		if l.Excluded {
			cells[2], cells[3], cells[4] = "no", "", l.WhyOut
		}
		if made.Internal {
			cells = append(cells, l.Rating())
		}
		t.add(cells...)
	}
	x.table(t)
	open := len(soa.Check(s))
	x.line("%s, %d excluded, %s of the check open", count(len(s.Lines), "control"), s.Excluded(), count(open, "question"))
}

func (x *app) checkTable(s *soa.Statement) {
	all := soa.Check(s)
	if len(all) == 0 {
		x.line("The check finds nothing to ask.")
		return
	}
	for _, r := range all {
		x.wrappedAt(0, 2, r.Line.Number()+" "+r.Says)
	}
	x.line("%s", count(len(all), "question"))
}

func (x *app) issuedTable(a *assess.Assessment, standard string) {
	all := a.IssuedOf(report.KindSoA, standard)
	if len(all) == 0 {
		x.line("No version of the statement of %s was issued yet; crosswalk soa --issue 1.0 --approved-by NAME issues one.", standard)
		return
	}
	t := table{columns: []column{{head: "VERSION"}, {head: "APPROVED BY", flex: true}, {head: "ON"}, {head: "HEAD"}, {head: "REASON", flex: true}}}
	for _, is := range all {
		t.add(is.Version, is.ApprovedBy, day.Show(is.ApprovedOn), is.Head, is.Reason)
	}
	x.table(t)
}

func (x *app) changesTable(all []report.Difference, since string) {
	if len(all) == 0 {
		x.line("No line differs from version %s.", since)
		return
	}
	t := table{columns: []column{{head: "CONTROL", flex: true}, {head: "WHAT"}, {head: "WAS", flex: true}, {head: "IS", flex: true}}}
	for _, c := range all {
		t.add(c.Name, c.Column, c.Was, c.Is)
	}
	x.table(t)
}

// issuedDocument prints a document as it was issued.
func (x *app) issuedDocument(d *report.Document) {
	x.line("%s", d.Title)
	for _, f := range d.Facts {
		x.wrappedAt(0, 2, f.Label+": "+f.Value)
	}
	for _, b := range d.Blocks {
		x.line("")
		if b.Table == nil {
			x.wrappedAt(0, 0, b.Text)
			continue
		}
		t := table{}
		for _, c := range b.Table.Columns {
			t.columns = append(t.columns, column{head: c.Title, flex: true})
		}
		for _, r := range b.Table.Rows {
			cells := make([]string, len(t.columns))
			for i := range min(len(cells), len(r.Cells)) {
				cells[i] = r.Cells[i].Text
			}
			t.add(cells...)
		}
		x.table(t)
	}
	for _, l := range d.Source.Lines {
		x.wrappedAt(0, 0, l)
	}
}
