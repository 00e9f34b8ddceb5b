package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/report"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/soa"
	"crosswalk/store"
)

// soaWanted is what a call of the verb asks for.
type soaWanted struct {
	issuing
	check, issued, asJSON bool
	read, since           string // versions
}

func soaCommand(x *app) *cobra.Command {
	w := &soaWanted{issuing: issuing{paper: paper{standard: soa.AIMS, whom: data.ForCertification}}}
	w.kind, _ = report.KindNamed(report.KindSoA)
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
	w.soaFlags(cmd)
	flags.BoolVar(&w.check, "check", false, "what an auditor would ask")
	flags.Var(filled{&w.approval.Version}, "issue", "issue it as this version")
	w.approvalFlags(x, cmd)
	flags.BoolVar(&w.issued, "issued", false, "list the issued versions")
	flags.Var(filled{&w.read}, "read", "show this issued version again")
	flags.Var(filled{&w.since}, "since", "what changed since this version")
	cmd.MarkFlagsMutuallyExclusive("issue", "issued", "read", "since", "check")
	jsonFlag(cmd, &w.asJSON)
	return cmd
}

func (x *app) soa(ctx context.Context, w *soaWanted) error {
	if w.approval.Version != "" {
		return x.issueSoA(ctx, w)
	}
	if w.approval.By != "" {
		return usage("--approved-by says who approved a version; say with --issue which one")
	}
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		in, err := x.input(ctx, db, w.paper, report.Input{Figures: figures.Of(cat, a, x.clock())})
		if err != nil {
			return err
		}
		v, err := x.beside(ctx, db, in, w)
		switch {
		case err != nil:
			return err
		case w.asJSON:
			return x.json(data.SoAOf(in, v))
		case w.issued:
			x.versions(in.Case(), report.KindSoA)
		case w.read != "":
			return x.again(ctx, db, a, outlet{offered: formats()}, edition{w.paper, report.Earlier{Version: w.read, Document: v.Document}})
		case w.since != "":
			x.changesTable(v.Changes, w.since)
		case w.check:
			x.checkTable(in.Statement())
		default:
			x.soaTable(in)
		}
		return nil
	})
}

// beside is what was asked for beside the lines.
func (x *app) beside(ctx context.Context, db *store.DB, in report.Input, w *soaWanted) (v data.Beside, err error) {
	v.Check = w.check || in.Internal
	if w.read+w.since == "" {
		return v, nil
	}
	at, err := findVersion(in.Case(), w.paper, w.read+w.since)
	if err != nil {
		return v, err
	}
	if w.read != "" {
		v.Document = at.Document
		return v, nil
	}
	v.Changes, err = x.since(ctx, db, in.Catalog, in.Assessment, at)
	return v, err
}

func (x *app) issueSoA(ctx context.Context, w *soaWanted) error {
	return x.issue(ctx, w.issuing, func(d desk, after *assess.Assessment, act made) error {
		x.saved(x.told(w.asJSON), d.cat, after, act)
		if !w.asJSON {
			return nil
		}
		in, err := x.input(ctx, d.db, w.paper, report.Input{Figures: figures.Of(d.cat, after, x.clock())})
		if err != nil {
			return err
		}
		return x.json(data.SoAOf(in, data.Beside{Check: in.Internal}))
	})
}

func (x *app) soaTable(in report.Input) {
	s := in.Statement()
	t := table{columns: []column{{head: "CONTROL"}, {head: "TITLE", flex: true}, {head: "APPLIES"}, {head: "DRIVEN BY", flex: true}, {head: "STATUS", flex: true}, {head: "OWNER", flex: true}}}
	if in.Internal {
		t.columns = append(t.columns, column{head: "RATING", right: true})
	}
	for _, l := range s.Lines {
		cells := []string{l.Number(), l.Item.Title, "yes", s.DrivenWords(l, soa.DriverWord), soa.DeclaredWord(l.Declared), l.Owner}
		if l.Excluded {
			cells[2], cells[3], cells[4] = "no", needed(l), l.WhyOut
		}
		if in.Internal {
			cells = append(cells, l.Rating())
		}
		t.add(cells...)
	}
	x.table(t)
	open := len(soa.Check(s))
	x.line("%s, %d excluded, %s of the check open", count(len(s.Lines), "control"), s.Excluded(), count(open, "question"))
}

// needed names the records that need what is excluded.
func needed(l *soa.Line) string {
	if len(l.NeededBy) == 0 {
		return ""
	}
	return "needed by " + strings.Join(l.NeededBy, ", ")
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
