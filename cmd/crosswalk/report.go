package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/render"
	"crosswalk/catalog/report"
	"crosswalk/store"
	"crosswalk/tui"
)

// reportFlags say how a document is made and where it goes.
type reportFlags struct {
	paper
	outlet
	asOf string
}

// outlet is where a document goes, and in which format.
type outlet struct {
	format, path  string
	force, asJSON bool
}

func (f *outlet) flags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.Var(word{&f.format, formatNames()}, "format", "how it is written (else by the ending of the file, else txt)")
	flags.VarP(filled{&f.path}, "output", "o", "write a file; - is the output")
	flags.BoolVar(&f.force, "force", false, "write over a file that is there")
	jsonFlag(cmd, &f.asJSON)
}

func reportCommand(x *app) *cobra.Command {
	f := &reportFlags{}
	cmd := &cobra.Command{
		Use:     "report DOCUMENT [RECORD]",
		Short:   "A document to hand over, in the format that is wanted",
		Example: "  crosswalk report gaps\n  crosswalk report management -o summary.html",
		Args:    between(1, 2),
		RunE:    func(cmd *cobra.Command, args []string) error { return x.reportOn(cmd.Context(), f, args) },
	}
	f.paper.flags(cmd)
	f.outlet.flags(cmd)
	cmd.Flags().Var(x.day(&f.asOf, "day"), "as-of", "as it stood at the end of a day (else now)")
	x.later(func() { cmd.Long = reportAbout() })
	return cmd
}

// reportAbout names the documents and the formats.
func reportAbout() string {
	about := "Makes a document of the assessment. What is written is read back and compared with\n" +
		"the document before it counts, and what a format can't hold is said by name.\n\nFormats:\n"
	for _, f := range formats() {
		about += fmt.Sprintf("  %-12s %s\n", f.Name, f.About)
	}
	about += "\n" + styleAbout + "\nDocuments:\n"
	words := report.InEnglish()
	for _, k := range report.Kinds() {
		about += fmt.Sprintf("  %-12s for %s: %s\n", k.Name, k.For(words), k.Holds(words))
	}
	return about
}

// styleAbout is what a folder of house style holds.
const styleAbout = `House style: a folder with style.yaml, whose keys are all optional: header (of
every page), class (who may read it), logo (a PNG or JPEG in the folder), template (a
.docx whose head, foot and styles stay; {crosswalk} marks the place of the document)
and colours with main, second and third, each like "#0b6e6e". It is remembered for the
assessment.
`

func formatNames() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.Name)
	}
	return names
}

// chosen is the format that is asked for, by its name or by the ending of the file.
func (f outlet) chosen() (render.Format, error) {
	name := f.format
	switch ending := strings.TrimPrefix(filepath.Ext(f.path), "."); {
	case f.asJSON && name != "" && name != "json":
		return render.Format{}, usage("--json and --format %s can't both be; leave one out", name)
	case f.asJSON:
		name = "json"
	case name == "" && f.toFile():
		name = strings.ToLower(ending)
	case name == "":
		name = "txt"
	}
	all := formats()
	at := slices.IndexFunc(all, func(f render.Format) bool { return f.Name == name })
	if at < 0 {
		return render.Format{}, usage("the ending of %s names no format; say it with --format: %s", f.path, assess.Either(formatNames()))
	}
	if one := all[at]; !one.Binary || f.toFile() {
		return one, nil
	}
	return render.Format{}, usage("%s is for a file; name one with -o FILE", name)
}

func (f outlet) toFile() bool { return f.path != "" && f.path != "-" }

func (x *app) reportOn(ctx context.Context, f *reportFlags, args []string) error {
	if err := f.paper.names(args); err != nil {
		return err
	}
	format, err := f.chosen()
	if err != nil {
		return err
	}
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		d, err := x.document(ctx, cat, db, a, f)
		if err != nil {
			return err
		}
		h, err := x.houseOf(ctx, db, a.ID, f.style)
		if err != nil {
			return err
		}
		d.Dress(h.style)
		raw, err := format.Write(ctx, d)
		if err != nil {
			return err
		}
		x.warn(h.said)
		if err := x.handOver(f.outlet, format, "the document "+f.kind.Name, d, raw); err != nil {
			return err
		}
		return x.remember(ctx, db, a.ID, h)
	})
}

// document builds a document of the assessment as it stands, or stood.
func (x *app) document(ctx context.Context, cat *catalog.Catalog, db *store.DB, a *assess.Assessment, f *reportFlags) (*report.Document, error) {
	day := x.clock()
	if f.asOf != "" {
		at, err := time.ParseInLocation(time.DateOnly, f.asOf, day.Location())
		if err != nil {
			return nil, usage("%w", err)
		}
		if at.After(day) {
			return nil, usage("--as-of %s is a day to come; name one that has been", f.asOf)
		}
		if a, err = db.AsOf(ctx, a.ID, store.Point{Before: at.AddDate(0, 0, 1)}); err != nil {
			return nil, err
		}
		day = at
	}
	in, err := x.input(ctx, db, f.paper, report.Input{Figures: figures.Of(cat, a, day)})
	if err != nil {
		return nil, err
	}
	return f.kind.Build(in)
}

// documents are those of a workbench: all that are about the whole assessment, and
// none tells of the item that its room votes on.
func (x *app) documents(cat *catalog.Catalog, db *store.DB) tui.Documents {
	all := tui.Documents{Formats: formats()}
	all.Kinds = func() (kinds []tui.DocumentKind) {
		words := report.InEnglish()
		for _, k := range report.Kinds() {
			if k.Of == "" {
				kinds = append(kinds, tui.DocumentKind{Name: k.Name, For: k.For(words), Holds: k.Holds(words)})
			}
		}
		return kinds
	}
	all.Dress = func(ctx context.Context, assessment string, d *report.Document) error {
		h, err := x.houseOf(ctx, db, assessment, "")
		if err != nil {
			return errNoStyle
		}
		d.Dress(h.style)
		return nil
	}
	all.Build = func(ctx context.Context, a *assess.Assessment, name string) (*report.Document, error) {
		room, err := db.Room(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		var p paper
		p.kind, _ = report.KindNamed(name)
		open := room.Current()
		in := report.Input{Veiled: open.Veiled()}
		if in.Veiled != "" {
			a = a.Without(in.Veiled)
		}
		in.Figures = figures.Of(cat, a, x.clock())
		if in, err = x.inputIn(ctx, db, p, in, room.Behind(open)); err != nil {
			return nil, err
		}
		d, err := p.kind.Build(in)
		if err != nil {
			return nil, err
		}
		return d, all.Dress(ctx, a.ID, d)
	}
	return all
}

// handOver writes what was made where it is wanted, and says what it does not hold.
// Beside a document on the output that goes to the other stream.
func (x *app) handOver(f outlet, format render.Format, what string, d *report.Document, raw []byte) error {
	lacks := format.Lacks(d)
	if !f.toFile() {
		if _, err := x.out.Write(raw); err != nil {
			return err
		}
		if len(lacks) > 0 && !isTerminal(x.out.w) {
			fmt.Fprintln(x.errs, "crosswalk: "+notIn(format, lacks))
		}
		return nil
	}
	err := writeFile(f.path, raw, f.force)
	if errors.As(err, new(*takenError)) {
		return fmt.Errorf("%w, or write over it with --force", err)
	}
	if err != nil {
		return err
	}
	x.done(x.out, true, what+" as "+f.path)
	if len(lacks) > 0 {
		x.line("%s", notIn(format, lacks))
	}
	return nil
}

// notIn says what a format does not hold.
func notIn(format render.Format, lacks []string) string {
	return format.Name + ": not in it: " + strings.Join(lacks, "; ") + "."
}
