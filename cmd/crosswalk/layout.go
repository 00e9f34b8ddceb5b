package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog/intake"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// layoutFlags are what a command line says of how a sheet is to be read.
type layoutFlags struct {
	name                  string // under which the layout is kept; empty: it is not
	sheets, columns, join []string
	words, items          []string
	scale, edition        string
	row                   int
}

func (f *layoutFlags) bind(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.sheets, "sheet", nil, "name of the sheet, where several could be meant; may be given again")
	flags.IntVar(&f.row, "heading-row", 0, "number of the row with the headings")
	flags.StringArrayVar(&f.columns, "column", nil, `FIELD=HEADING or FIELD=LETTER, like rating="Current maturity"; - for none`)
	flags.StringArrayVar(&f.words, "word", nil, `WORD=LEVEL, like "Mostly done=2"; also na, yes, no, and - for nothing`)
	flags.StringArrayVar(&f.items, "item", nil, `TITLE=NUMBER, like "Duties apart=A.5.3"`)
	flags.StringArrayVar(&f.join, "join", nil, "heading of a column that is kept in the note")
	flags.StringVar(&f.scale, "scale", "", "scale of the numbers, like 1-4 or percent")
	flags.Var(word{&f.edition, []string{intake.Edition2013, intake.Edition2022}}, "edition", "edition of ISO/IEC 27001 that the numbers are of: 2013 or 2022")
	flags.StringVar(&f.name, "layout", "", "read by the layout kept under this name, and keep how it was read")
}

// columnsAlone reports whether only sheets, rows and columns are named.
func (f layoutFlags) columnsAlone() bool {
	return f.name+f.scale+f.edition == "" && len(f.words)+len(f.items)+len(f.join) == 0
}

func (f layoutFlags) layout() (intake.Layout, error) {
	l := intake.Layout{Sheets: f.sheets, Heading: f.row, Join: f.join, Scale: f.scale, Edition: f.edition}
	for _, said := range []struct {
		flag string
		all  []string
		into *map[string]string
	}{{"column", f.columns, &l.Columns}, {"word", f.words, &l.Words}, {"item", f.items, &l.Items}} {
		for _, one := range said.all {
			at := strings.LastIndex(one, "=")
			if said.flag == "column" {
				at = strings.Index(one, "=")
			}
			if at < 0 {
				return l, usage("--%s takes two parts with = between them; %s has none", said.flag, visible.Line(one))
			}
			if *said.into == nil {
				*said.into = map[string]string{}
			}
			(*said.into)[one[:at]] = strings.TrimSpace(one[at+1:])
		}
	}
	if f.row < 0 {
		return l, usage("--heading-row is the number of a row, from 1")
	}
	return l, nil
}

// kept adds to what is asked for what was said before of sheets of this form: by
// the layout that is named, else by one of the same shape. It says which.
func (x *app) kept(ctx context.Context, d desk, file *intake.File, want intake.Request, f layoutFlags) (intake.Request, string, error) {
	layouts, err := d.db.Layouts(ctx, d.id)
	if err != nil || len(layouts) == 0 {
		return want, "", err
	}
	i := slices.IndexFunc(layouts, func(l store.Layout) bool { return l.Name == f.name })
	if f.name == "" {
		shape, err := x.shapeOf(ctx, d, file, want)
		if err != nil || shape == "" {
			return want, "", err
		}
		i = slices.IndexFunc(layouts, func(l store.Layout) bool { return l.Shape == shape })
	}
	if i < 0 {
		return want, "", nil
	}
	var before intake.Layout
	if err := json.Unmarshal([]byte(layouts[i].Text), &before); err != nil {
		return want, "", fmt.Errorf("the layout %s can't be read; import with the flags and --layout to keep it anew: %w", visible.Line(layouts[i].Name), err)
	}
	want.Layout = before.With(want.Layout)
	return want, fmt.Sprintf("read by the layout %s", visible.Line(layouts[i].Name)), nil
}

// shapeOf is by what the file is known, where it can be read that far.
func (x *app) shapeOf(ctx context.Context, d desk, file *intake.File, want intake.Request) (string, error) {
	a, err := d.db.Assessment(ctx, d.id)
	if err != nil {
		return "", err
	}
	r, _ := file.Read(d.cat, a, want, d.db.NewID) // what is wrong is said when it is taken
	return r.Shape, nil
}

// keepLayout keeps how a sheet was read, for the next one of its form.
func (x *app) keepLayout(ctx context.Context, d desk, r intake.Reading, name string) error {
	if name == "" {
		return nil
	}
	text, err := json.Marshal(r.Used)
	if err != nil {
		return fmt.Errorf("the layout can't be kept: %w", err)
	}
	if err := d.db.KeepLayout(ctx, d.who, d.id, store.Layout{Name: name, Shape: r.Shape, Text: string(text)}); err != nil {
		return err
	}
	x.done(x.out, true, fmt.Sprintf("the layout %s: %s", name, saidIn(r.Used)))
	return nil
}

// saidIn counts what a layout says.
func saidIn(l intake.Layout) string {
	var all []string
	for _, c := range []struct {
		n    int
		what string
	}{{len(l.Columns), "column"}, {len(l.Words), "word"}, {len(l.Items), "item"}, {len(l.Sheets), "sheet"}} {
		if c.n > 0 {
			all = append(all, count(c.n, c.what))
		}
	}
	if len(all) == 0 {
		return "the headings alone"
	}
	return strings.Join(all, ", ")
}
