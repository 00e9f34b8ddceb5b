package main

import (
	"cmp"
	"context"
	"errors"
	"maps"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/soa"
	"crosswalk/store"
)

// paper is a document that is wanted: which one, of what, and in which words.
type paper struct {
	kind           report.Kind
	record         string // what it is about, where it is about one
	lang           string // empty: English
	style          string // folder of a house style; empty: the one that is remembered
	standard, whom string // of a Statement of Applicability; empty: as usual
	approval       report.Approval
}

func (p *paper) flags(cmd *cobra.Command) {
	cmd.Flags().Var(word{&p.lang, report.Languages}, "lang", "language of its frame words (else en)")
	cmd.Flags().Var(filled{&p.style}, "style", "folder of the client's house style, remembered; none leaves it")
	p.soaFlags(cmd)
}

// soaFlags are those of a Statement of Applicability.
func (p *paper) soaFlags(cmd *cobra.Command) {
	p.standardFlag(cmd)
	cmd.Flags().Var(word{&p.whom, []string{data.ForCertification, data.ForInternal}}, "for", "soa for certification without ratings, for internal with them (else certification)")
}

func (p *paper) standardFlag(cmd *cobra.Command) {
	cmd.Flags().Var(word{&p.standard, soa.Standards}, "standard", "controls of soa: 42001, 27001 or both (else 42001)")
}

// names takes the document and its record from the arguments.
func (p *paper) names(args []string) error {
	k, known := report.KindNamed(args[0])
	switch {
	case !known:
		return usage("there is no document %q; there are %s", args[0], assess.Either(kindNames()))
	case k.Name != report.KindSoA && p.standard != "":
		return usage("--standard says which controls are in soa; leave it out for %s", k.Name)
	case k.Name != report.KindSoA && p.whom != "":
		return usage("--for says whom soa is for; leave it out for %s", k.Name)
	}
	if p.kind = k; len(args) > 1 {
		p.record = args[1]
	}
	return nil
}

func kindNames() []string {
	var names []string
	for _, k := range report.Kinds() {
		names = append(names, k.Name)
	}
	return names
}

// input is what a document is made of, from the figures of its assessment.
func (x *app) input(ctx context.Context, db *store.DB, p paper, in report.Input) (report.Input, error) {
	room, err := db.Room(ctx, in.Assessment.ID)
	if err != nil {
		return in, err
	}
	return x.inputIn(ctx, db, p, in, room)
}

// inputIn is input with what the room did.
func (x *app) inputIn(ctx context.Context, db *store.DB, p paper, in report.Input, room store.Room) (_ report.Input, err error) {
	if in.Words, err = report.WordsIn(cmp.Or(p.lang, report.English)); err != nil {
		return in, usage("%w", err)
	}
	in.Standard, in.Internal, in.Approval = p.standard, p.whom == data.ForInternal, p.approval
	in.Made, in.Program, in.Hash = x.clock(), maker(), report.HashOf(in.Catalog)
	if in.Head, in.Acts, err = db.HeadOnPaper(ctx, in.Assessment.ID); err != nil {
		return in, err
	}
	if p.kind.Records && in.Book == nil {
		if in.Book, err = db.Records(ctx, in.Assessment.ID); err != nil {
			return in, err
		}
	}
	if in.Record, err = p.about(in.Case()); err != nil {
		return in, err
	}
	if in.Before, err = report.Last(in.Assessment, p.kind.Name, p.kind.About(in)); err != nil {
		return in, err
	}
	if p.kind.Name == report.KindEvening {
		if in.Came, err = cameTo(ctx, db, in.Assessment.ID, in.Veiled); err != nil {
			return in, err
		}
	}
	in.Minutes, err = minutesOf(in.Catalog, in.Assessment, room)
	return in, err
}

// cameTo is what came last from other copies, without what is said of the item that a
// room votes on; nil: nothing did.
func cameTo(ctx context.Context, db *store.DB, id, veiled string) (*report.Came, error) {
	came, err := db.LastCame(ctx, id)
	switch {
	case errors.Is(err, store.ErrNothingCame):
		return nil, nil
	case err != nil:
		return nil, err
	}
	out := &report.Came{People: came.People, Before: came.Before, After: came.After}
	open, err := db.Clashes(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, x := range open {
		if veiled == "" || !came.After.TouchesBy(assess.Change{Subject: x.About}, veiled) {
			out.Clashes = append(out.Clashes, x.Clash)
		}
	}
	if veiled == "" {
		return out, nil
	}
	for _, p := range out.People {
		maps.DeleteFunc(p.Subjects, func(s assess.Subject, _ int) bool { return came.After.TouchesBy(assess.Change{Subject: s}, veiled) })
	}
	out.After = came.After.Without(veiled)
	if came.Before != nil {
		out.Before = came.Before.Without(veiled)
	}
	return out, nil
}

// maker is what documents name as their maker.
func maker() string { return "crosswalk " + version }

// about is the id of what a document is about, where it is about one of several.
func (p paper) about(c register.Case) (string, error) {
	k := p.kind
	switch {
	case k.Of == "" && p.record != "":
		return "", usage("the document %s is about the whole assessment; leave %q out", k.Name, p.record)
	case k.Of == "":
		return "", nil
	case p.record == "":
		return "", usage("the document %s is about one %s; name it behind", k.Name, oneOf(c.Catalog, k))
	}
	return k.Find(c, p.record)
}

// oneOf is what a document is about one of, in a sentence.
func oneOf(cat *catalog.Catalog, k report.Kind) string {
	if one, known := cat.Register(k.Of); known {
		return one.Singular
	}
	switch k.Of {
	case assess.KindSystem:
		return "AI system"
	case assess.KindFinding:
		return "nonconformity"
	}
	return "register"
}
