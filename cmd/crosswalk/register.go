package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// registerWanted is what a call of the verb asks for.
type registerWanted struct {
	only          string
	asJSON, asTSV bool
	workbook, csv string // files to write
}

func registerCommand(x *app) *cobra.Command {
	var w registerWanted
	cmd := &cobra.Command{
		Use:   "register [KIND]",
		Short: "The records that an AIMS keeps, all kinds or one",
		Long: `Lists the kinds of records by clause, each with how many it holds and how many of them
need somebody; with a kind its records. A kind is named by its id, like risk, or by what
its numbers begin with, like RI. Records that only their readers see are shown to these
alone.

A filter is words with blanks between them, and shows what is all of them; of several
values of one word any is enough. A field of the kind is a word, too: likelihood:certain.

` + recordFilterWords(),
		Example: `  crosswalk register
  crosswalk register risk --filter "needs no-owner"
  crosswalk register supplier --tsv
  crosswalk register risk --xlsx risks.xlsx`,
		Args: between(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.register(cmd.Context(), strings.Join(args, ""), w)
		},
	}
	cmd.Flags().Var(filled{&w.only}, "filter", `only these, like "no-owner due:14d"`)
	cmd.Flags().BoolVar(&w.asTSV, "tsv", false, "print all fields separated by tabs, odd characters escaped")
	cmd.Flags().Var(filled{&w.workbook}, "xlsx", "write the records to this new workbook; edited, crosswalk import --as KIND takes it back")
	cmd.Flags().Var(filled{&w.csv}, "csv", "write them to this new CSV file")
	jsonFlag(cmd, &w.asJSON)
	cmd.MarkFlagsMutuallyExclusive("json", "tsv", "xlsx", "csv")
	return cmd
}

func recordFilterWords() string {
	var b strings.Builder
	for _, w := range filter.RecordWords {
		word := w.Word
		if w.Takes != "" {
			word += ":" + w.Takes
		}
		fmt.Fprintf(&b, "  %-14s %s\n", word, w.Help)
	}
	return strings.TrimRight(b.String(), "\n")
}

// readRecords runs a reading verb on the records of the assessment it is about: those
// that whoever calls may read.
func (x *app) readRecords(ctx context.Context, do func(*store.DB, store.Actor, data.Records) error) error {
	who, err := x.author()
	if err != nil {
		return err
	}
	return x.read(ctx, func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) error {
		book, err := db.RecordsReadBy(ctx, who, a.ID)
		if err != nil {
			return err
		}
		return do(db, who, data.RecordsOf(register.Case{Catalog: cat, Assessment: a, Book: book, Today: x.clock()}))
	})
}

func (x *app) register(ctx context.Context, kind string, w registerWanted) error {
	if kind == "" && (w.only+w.workbook+w.csv != "" || w.asTSV) {
		return usage("--filter, --tsv, --xlsx and --csv are about the records of one kind; name it, as crosswalk register risk")
	}
	return x.readRecords(ctx, func(db *store.DB, who store.Actor, all data.Records) error {
		if kind == "" {
			return x.kinds(all, w.asJSON)
		}
		k, err := kindNamed(all.Case, kind)
		if err != nil {
			return err
		}
		f, err := filter.ParseRecords(k, w.only)
		if err != nil {
			return usage("%w", err)
		}
		facts := filter.RecordFacts{Case: all.Case, Register: k, Worst: all.Worst, Person: who.Name}
		records := facts.Choose(f, all.Book.Of(k.ID))
		if w.workbook+w.csv != "" {
			return x.recordsFile(ctx, db, all.Case, k, records, w)
		}
		return x.recordsOf(all, k, f, records, w)
	})
}

// kindNamed is a register as a person names it, or what is kept of one that the
// catalogue does not know.
func kindNamed(c register.Case, name string) (*catalog.Register, error) {
	if slices.Contains(c.Strange(), name) {
		return c.Shape(name), nil
	}
	return c.Register(name)
}

// kinds lists the registers whose records stand alone, by clause.
func (x *app) kinds(all data.Records, asJSON bool) error {
	out := data.Registers{Assessment: data.About(all.Assessment), Registers: []data.Register{}}
	t := table{columns: []column{{head: "CLAUSE", right: true}, {head: "KIND"}, {head: "TITLE", flex: true}, {head: "RECORDS", right: true}, {head: "ACT", right: true}, {head: "LOOK", right: true}, {head: "NEEDED FOR"}}}
	registers := all.Catalog.Registers()
	for i := range registers {
		k := &registers[i]
		one := all.RegisterOf(k, nil)
		out.Registers = append(out.Registers, one)
		if k.ChildOf == "" {
			t.add(fmt.Sprint(k.Clause), k.ID, k.Title, fmt.Sprint(one.Count), orBlank(one.Act), orBlank(one.Look), k.Need)
		}
	}
	if asJSON {
		return x.json(out)
	}
	for _, kind := range all.Strange() {
		t.add("", kind, "not in this catalogue", fmt.Sprint(len(all.Book.Of(kind))), "", "", "")
	}
	x.table(t)
	return nil
}

// orBlank is a count that says nothing where it is none.
func orBlank(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// recordsOf lists the records of a register that a filter lets through.
func (x *app) recordsOf(all data.Records, k *catalog.Register, f filter.Filter, records []register.Record, w registerWanted) error {
	switch of := len(all.Book.Of(k.ID)); {
	case w.asJSON:
		some := append([]register.Record{}, records...) // none are [], not null
		return x.json(data.Registers{Assessment: data.About(all.Assessment), Filter: data.OrNull(f.String()), Registers: []data.Register{all.RegisterOf(k, some)}})
	case w.asTSV:
		x.recordsTSV(all, k, records)
		return nil
	case of == 0:
		x.wrappedAt(0, 0, k.Empty)
		x.line("Add one with crosswalk record add %s --title TITLE.", k.ID)
		return nil
	case len(records) == 0:
		x.line("No record is like that.")
		return nil
	case len(f) > 0:
		x.line("%d of %d: %s", len(records), of, visible.Line(f.String()))
	}
	x.table(recordTable(all, k, records))
	return nil
}

// recordTable has the columns of a register behind the number, and what needs
// somebody at the end.
func recordTable(all data.Records, k *catalog.Register, records []register.Record) table {
	t := table{columns: []column{{head: "NUMBER"}}}
	for _, name := range k.Columns {
		t.columns = append(t.columns, column{head: strings.ToUpper(cmp.Or(k.ColumnLabel(name), name)), flex: true})
	}
	t.columns = append(t.columns, column{head: "MARK"})
	for _, r := range records {
		cells := []string{all.Numbers[r.ID]}
		for _, name := range k.Columns {
			cells = append(cells, all.Column(r, name))
		}
		mark := ""
		if worst := all.Worst[r.ID]; worst > register.OK {
			mark = worst.String()
		}
		t.add(append(cells, mark)...)
	}
	return t
}

// recordsTSV prints all fields of the records, as crosswalk record set takes them.
func (x *app) recordsTSV(all data.Records, k *catalog.Register, records []register.Record) {
	x.fields(append([]string{"number", "state", "parent"}, k.FieldNames()...)...)
	for _, r := range records {
		cells := []string{all.Numbers[r.ID], r.State(), all.Numbers[r.Text(catalog.RecordParent)]}
		for i := range k.Fields {
			cells = append(cells, visible.Escape(all.Typed(r, &k.Fields[i])))
		}
		x.fields(cells...)
	}
}
