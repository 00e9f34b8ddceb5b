package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
	"crosswalk/catalog/render"
	"crosswalk/catalog/report"
	"crosswalk/store"
	"crosswalk/tui"
)

// reportFlags say how a document is made and where it goes.
type reportFlags struct {
	paper
	outlet
	asOf      string
	anonymous bool
}

// outlet is where a document goes, and in which format.
type outlet struct {
	offered       []render.Format
	format, path  string
	force, asJSON bool
}

func (f *outlet) flags(cmd *cobra.Command) {
	cmd.Flags().Var(word{&f.format, f.names()}, "format", "how it is written (else by the ending of the file, else txt)")
	f.fileFlags(cmd)
	jsonFlag(cmd, &f.asJSON)
}

// fileFlags say where something goes.
func (f *outlet) fileFlags(cmd *cobra.Command) {
	cmd.Flags().VarP(filled{&f.path}, "output", "o", "write a file; - is the output")
	cmd.Flags().BoolVar(&f.force, "force", false, "write over a file that is there")
}

func (f *outlet) names() []string {
	var names []string
	for _, one := range f.offered {
		names = append(names, one.Name)
	}
	return names
}

func reportCommand(x *app) *cobra.Command {
	f := &reportFlags{outlet: outlet{offered: formatsOfReport()}}
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
	cmd.Flags().BoolVar(&f.anonymous, "anonymous", false, "with stand-ins for all names, and without notes and texts of evidence")
	x.later(func() { cmd.Long = reportAbout() })
	return cmd
}

// reportAbout names the documents and the formats.
func reportAbout() string {
	about := "Makes a document of the assessment. What is written is read back and compared with\n" +
		"the document before it counts, and what a format can't hold is said by name.\n" +
		"With --anonymous what is written is searched for every name that was replaced; where\n" +
		"one is found it is said where, and nothing is written.\n\nFormats:\n"
	for _, f := range formatsOfReport() {
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
assessment. Documents without names are made without it.
`

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
	at := slices.IndexFunc(f.offered, func(f render.Format) bool { return f.Name == name })
	if at < 0 {
		return render.Format{}, usage("the ending of %s names no format; say it with --format: %s", f.path, assess.Either(f.names()))
	}
	if one := f.offered[at]; !one.Binary || f.toFile() {
		return one, nil
	}
	return render.Format{}, usage("%s is for a file; name one with -o FILE", name)
}

func (f outlet) toFile() bool { return f.path != "" && f.path != "-" }

// thrifty is how much the memory may grow before it is tidied, per cent of what is in
// use: a document of a large organisation is made within 100 MiB.
const thrifty = 25

func (x *app) reportOn(ctx context.Context, f *reportFlags, args []string) error {
	if err := f.paper.names(args); err != nil {
		return err
	}
	format, err := f.chosen()
	if err != nil {
		return err
	}
	if err := canHold(format, f.kind); err != nil {
		return err
	}
	if err := f.nameless(); err != nil {
		return err
	}
	defer debug.SetGCPercent(debug.SetGCPercent(thrifty))
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		in, err := x.reported(ctx, cat, db, a, f)
		if err != nil {
			return err
		}
		var gone *report.Replaced
		var h houseStyle
		if f.anonymous {
			in, gone, err = anonymous(ctx, in, f.kind, format)
		} else {
			h, err = x.houseOf(ctx, db, a.ID, f.style)
		}
		if err != nil {
			return err
		}
		format = formatIn(format, f.kind, in)
		d, err := f.kind.Build(in)
		if err != nil {
			return err
		}
		d.Dress(h.style)
		raw, err := format.Write(ctx, d)
		if err != nil {
			return err
		}
		if gone != nil {
			if err := x.namesNobody(ctx, gone, format, d, raw, f.path); err != nil {
				return err
			}
		}
		x.warn(h.said)
		if err := x.handOver(f.outlet, format, "the document "+f.kind.Name, d, raw); err != nil {
			return err
		}
		return x.remember(ctx, db, a.ID, h)
	})
}

// nameless refuses what can't be without names: a house style is somebody's, and what is
// edited in a workbook comes back to whom it names.
func (f *reportFlags) nameless() error {
	switch {
	case f.anonymous && f.style != "":
		return usage("a house style names whose it is; leave out --style or --anonymous")
	case f.anonymous && f.kind.ComesBack():
		return usage("what is edited in it comes back to whom it names; leave --anonymous out, or choose another document")
	}
	return nil
}

// reported is what a document is made of: the assessment as it stands, or stood.
func (x *app) reported(ctx context.Context, cat *catalog.Catalog, db *store.DB, a *assess.Assessment, f *reportFlags) (in report.Input, err error) {
	day := x.clock()
	var book *register.Book
	if f.asOf != "" {
		if f.kind.Name == report.KindEvening {
			return in, usage("the document evening tells of what came last; leave --as-of out")
		}
		at, err := time.ParseInLocation(time.DateOnly, f.asOf, day.Location())
		if err != nil {
			return in, usage("%w", err)
		}
		if at.After(day) {
			return in, usage("--as-of %s is a day to come; name one that has been", f.asOf)
		}
		then := store.Point{Before: at.AddDate(0, 0, 1)}
		if book, err = db.RecordsAsOf(ctx, a.ID, then); err != nil {
			return in, err
		}
		if a, err = db.AsOf(ctx, a.ID, then); err != nil {
			return in, err
		}
		day = at
	}
	return x.input(ctx, db, f.paper, report.Input{Figures: figures.Of(cat, a, day), Book: book})
}

// documents are those of a workbench; none tells of the item that its room votes on.
func (x *app) documents(cat *catalog.Catalog, db *store.DB) tui.Documents {
	all := tui.Documents{Formats: formats()}
	all.Kinds = func() (kinds []tui.DocumentKind) {
		words := report.InEnglish()
		for _, k := range report.Kinds() {
			kinds = append(kinds, tui.DocumentKind{Name: k.Name, For: k.For(words), Holds: k.Holds(words), OfOne: k.Of != ""})
		}
		return kinds
	}
	all.Calendar = func(a *assess.Assessment, agenda []register.Dated) []byte { return yearCalendar(a, agenda, x.clock()) }
	all.Dress = func(ctx context.Context, assessment string, d *report.Document) error {
		h, err := x.houseOf(ctx, db, assessment, "")
		if err != nil {
			return errNoStyle
		}
		d.Dress(h.style)
		return nil
	}
	all.Subjects = func(ctx context.Context, a *assess.Assessment, name string) ([]report.Subject, error) {
		c, err := x.inCase(ctx, cat, db, a)
		if err != nil {
			return nil, err
		}
		k, _ := report.KindNamed(name)
		return k.Subjects(c), nil
	}
	all.Build = func(ctx context.Context, a *assess.Assessment, name, record string) (*report.Document, error) {
		room, err := db.Room(ctx, a.ID)
		if err != nil {
			return nil, err
		}
		p := paper{record: record}
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
	if err := x.put(f, what, raw); err != nil {
		return err
	}
	lacks := format.Lacks(d)
	switch {
	case len(lacks) == 0:
	case f.toFile():
		x.line("%s", notIn(format, lacks))
	case !isTerminal(x.out.w):
		fmt.Fprintln(x.errs, "crosswalk: "+notIn(format, lacks))
	}
	return nil
}

// put writes to the output, or a file and says so.
func (x *app) put(f outlet, what string, raw []byte) error {
	if !f.toFile() {
		_, err := x.out.Write(raw)
		return err
	}
	err := writeFile(f.path, raw, f.force)
	if errors.As(err, new(*takenError)) {
		return fmt.Errorf("%w, or write over it with --force", err)
	}
	if err == nil {
		x.done(x.out, true, what+" as "+f.path)
	}
	return err
}

// notIn says what a format does not hold.
func notIn(format render.Format, lacks []string) string {
	return format.Name + ": not in it: " + strings.Join(lacks, "; ") + "."
}
