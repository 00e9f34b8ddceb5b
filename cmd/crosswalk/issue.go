package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report"
	"crosswalk/catalog/report/data"
	"crosswalk/store"
)

// issuing is a document that is to be kept as it is handed out.
type issuing struct {
	paper
	reason string
}

// approvalFlags are what an approver says.
func (w *issuing) approvalFlags(x *app, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.Var(filled{&w.approval.By}, "approved-by", "who approved it")
	flags.Var(x.day(&w.approval.On, "day of approval"), "approved-on", "when; today where nothing is said")
	flags.Var(filled{&w.reason}, "reason", "why this version")
	flags.Var(filled{&w.approval.Place}, "approval-at", "where the approval can be seen")
	flags.Var(filled{&w.approval.Rests}, "rests-on", "the risk and impact assessments it rests on")
	flags.Var(filled{&w.approval.Class}, "class", "who may read it")
}

func issueCommand(x *app) *cobra.Command {
	w := &issuing{}
	cmd := &cobra.Command{
		Use:   "issue DOCUMENT [RECORD]",
		Short: "Keep a document as it is handed out, as a version",
		Long: `Makes a document of the assessment as it stands and keeps it whole, with who approved
it, as a version that is never changed. Every document can be issued, since whatever is
handed out with somebody's approval may be asked for again: crosswalk issue list shows
the versions, show writes one again in any format, and changes tells line by line what
is other by now. crosswalk report --help names the documents.`,
		Example: `  crosswalk issue soa --version 1.0 --approved-by "Mara Holm" --reason "First audit"
  crosswalk issue changes soa 1.0
  crosswalk issue show soa 1.0 -o soa-1.0.docx`,
		Args: between(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := w.names(args); err != nil {
				return err
			}
			if w.approval.Version == "" {
				return usage("say with --version which version of %s this is", w.kind.Name)
			}
			return x.issue(cmd.Context(), *w, func(d desk, after *assess.Assessment, act made) error {
				x.saved(x.out, d.cat, after, act)
				return nil
			})
		},
	}
	cmd.Flags().Var(filled{&w.approval.Version}, "version", "which version it is, like 1.0")
	w.paper.flags(cmd)
	w.approvalFlags(x, cmd)
	cmd.AddCommand(issueList(x), issueShow(x), issueChanges(x))
	return cmd
}

// issue keeps a document as it stands.
func (x *app) issue(ctx context.Context, w issuing, then func(desk, *assess.Assessment, made) error) error {
	if w.approval.By == "" {
		return usage("say with --approved-by who approved version %s", w.approval.Version)
	}
	if w.approval.On == "" {
		w.approval.On = x.clock().Format(time.DateOnly)
	}
	return x.write(ctx, func(d desk) error {
		seen, err := d.db.Assessment(ctx, d.id)
		if err != nil {
			return err
		}
		in, err := x.input(ctx, d.db, w.paper, report.Input{Figures: figures.Of(d.cat, seen, x.clock())})
		if err != nil {
			return err
		}
		doc, err := w.kind.Build(in)
		if err != nil {
			return err
		}
		h, err := x.houseOf(ctx, d.db, d.id, w.style)
		if err != nil {
			return err
		}
		doc.Dress(h.style)
		is, err := report.Issued(d.db.NewID(), doc, w.kind.About(in), w.approval, w.reason)
		if err != nil {
			return err
		}
		after, act, err := d.do(ctx, report.Issue(seen, is))
		if err != nil {
			return err
		}
		x.warn(h.said)
		if err := x.remember(ctx, d.db, d.id, h); err != nil {
			return err
		}
		return then(d, after, act)
	})
}

func issueList(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list [DOCUMENT]",
		Short:   "List the versions that were issued, of all documents or of one",
		Example: "  crosswalk issue list soa",
		Args:    between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var p paper
			if len(args) > 0 {
				if err := p.names(args); err != nil {
					return err
				}
			}
			return x.read(cmd.Context(), func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
				c, err := x.inCase(cmd.Context(), cat, db, a)
				switch {
				case err != nil:
					return err
				case asJSON:
					return x.json(data.VersionsOf(c, p.kind.Name))
				}
				x.versions(c, p.kind.Name)
				return nil
			})
		},
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func issueShow(x *app) *cobra.Command {
	var p paper
	f := outlet{offered: formats()}
	cmd := &cobra.Command{
		Use:     "show DOCUMENT [RECORD] VERSION",
		Short:   "Write an issued version again, as it was, in any format",
		Example: "  crosswalk issue show soa 1.0 -o soa-1.0.pdf",
		Args:    between(2, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.issued(cmd.Context(), p, args, func(db *store.DB, _ *catalog.Catalog, a *assess.Assessment, at edition) error {
				return x.again(cmd.Context(), db, a, f, at)
			})
		},
	}
	p.standardFlag(cmd)
	f.flags(cmd)
	return cmd
}

func issueChanges(x *app) *cobra.Command {
	var p paper
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "changes DOCUMENT [RECORD] VERSION",
		Short:   "What is other by now than in an issued version, line by line",
		Example: "  crosswalk issue changes soa 1.0",
		Args:    between(2, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.issued(cmd.Context(), p, args, func(db *store.DB, cat *catalog.Catalog, a *assess.Assessment, at edition) error {
				all, err := x.since(cmd.Context(), db, cat, a, at)
				switch {
				case err != nil:
					return err
				case asJSON:
					return x.json(data.ChangesOf(a, at.kind.Name, at.Version, all))
				}
				x.changesTable(all, at.Version)
				return nil
			})
		},
	}
	p.standardFlag(cmd)
	jsonFlag(cmd, &asJSON)
	return cmd
}

// edition is a version that was issued, read again.
type edition struct {
	paper
	report.Earlier
}

// issued finds the version that the last argument names, of the document that those
// before it name.
func (x *app) issued(ctx context.Context, p paper, args []string, do func(*store.DB, *catalog.Catalog, *assess.Assessment, edition) error) error {
	last := len(args) - 1
	if err := p.names(args[:last]); err != nil {
		return err
	}
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		c, err := x.inCase(ctx, cat, db, a)
		if err != nil {
			return err
		}
		at, err := findVersion(c, p, args[last])
		if err != nil {
			return err
		}
		return do(db, cat, a, at)
	})
}

// findVersion finds an issued version of a document by its name.
func findVersion(c register.Case, p paper, name string) (edition, error) {
	record, err := p.about(c)
	if err != nil {
		return edition{}, err
	}
	about := p.kind.About(report.Input{Standard: p.standard, Record: record})
	is, ok := c.Assessment.Version(p.kind.Name, about, name)
	if !ok {
		what := p.kind.Name
		if about != "" {
			what += " " + report.AboutName(c, about)
		}
		return edition{}, fmt.Errorf("no version %s of %s was issued; crosswalk issue list lists them", name, what)
	}
	d, err := report.Read([]byte(is.Document))
	return edition{p, report.Earlier{Version: is.Version, Document: d}}, err
}

// since tells what is other in the document as it stands now, in the words of the
// version.
func (x *app) since(ctx context.Context, db *store.DB, cat *catalog.Catalog, a *assess.Assessment, at edition) ([]report.Difference, error) {
	at.lang = at.Document.Lang
	in, err := x.input(ctx, db, at.paper, report.Input{Figures: figures.Of(cat, a, x.clock())})
	if err != nil {
		return nil, err
	}
	now, err := at.kind.Build(in)
	if err != nil {
		return nil, err
	}
	return append([]report.Difference{}, report.Compare(at.Document, now)...), nil
}

// again writes a version as it was. What it says of the house style is kept in it; only
// how it is drawn is looked up.
func (x *app) again(ctx context.Context, db *store.DB, a *assess.Assessment, f outlet, at edition) error {
	format, err := f.chosen()
	if err != nil {
		return err
	}
	h, err := x.houseOf(ctx, db, a.ID, "")
	if err != nil {
		return err
	}
	if h.style != nil {
		at.Document.Look = *h.style
	}
	raw, err := format.Write(ctx, at.Document)
	if err != nil {
		return err
	}
	return x.handOver(f, format, "version "+at.Version+" of "+at.kind.Name, at.Document, raw)
}

// inCase is an assessment with its records, for documents that tell of them.
func (x *app) inCase(ctx context.Context, cat *catalog.Catalog, db *store.DB, a *assess.Assessment) (register.Case, error) {
	book, err := db.Records(ctx, a.ID)
	return report.Input{Figures: figures.Figures{Catalog: cat, Assessment: a, Day: x.clock()}, Book: book}.Case(), err
}

// versions lists what was issued, of one kind of document or of all.
func (x *app) versions(c register.Case, kind string) {
	t := table{columns: []column{{head: "DOCUMENT"}, {head: "OF", flex: true}, {head: "VERSION"}, {head: "APPROVED BY", flex: true}, {head: "ON"}, {head: "HEAD"}, {head: "REASON", flex: true}}}
	n := 0
	for _, is := range c.Assessment.Issued {
		if !is.Removed && (kind == "" || is.Kind == kind) {
			t.add(is.Kind, report.AboutName(c, is.About), is.Version, is.ApprovedBy, day.Show(is.ApprovedOn), is.Head, is.Reason)
			n++
		}
	}
	if n == 0 {
		x.line("No version was issued yet; crosswalk issue soa --version 1.0 --approved-by NAME issues one.")
		return
	}
	x.table(t)
}

func (x *app) changesTable(all []report.Difference, since string) {
	if len(all) == 0 {
		x.line("No line differs from version %s.", since)
		return
	}
	t := table{columns: []column{{head: "LINE", flex: true}, {head: "WHAT"}, {head: "WAS", flex: true}, {head: "IS", flex: true}}}
	for _, c := range all {
		t.add(c.Name, c.Column, c.Was, c.Is)
	}
	x.table(t)
}
