package catalog_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"crosswalk/catalog"
)

// laid is an overlay folder of one file.
func laid(text string) fs.FS {
	return fstest.MapFS{"texts.yaml": {Data: []byte(text)}}
}

func TestAnOverlayLaysTextsBesideItems(t *testing.T) {
	cat := loadTiny(t)
	o, err := catalog.LoadOverlay(fstest.MapFS{
		"a.yaml":       {Data: []byte("6.1.2: |\n  First line.\n  Second line.\n\"A.5.4\": 'One line.'\n")},
		"b.YML":        {Data: []byte("A.5.9: The list.\nstandard: ISO/IEC 27001:2022\n")},
		"empty.yaml":   {Data: []byte("# nothing yet\n")},
		"readme.txt":   {Data: []byte("}")},
		"._a.yaml":     {Data: []byte{0}},
		"old/c.yaml":   {Data: []byte("}")},
		"d.yaml/x.txt": {Data: []byte("}")},
	}, cat)
	if err != nil {
		t.Fatal(err)
	}
	risk, _ := cat.Item("6.1.2")
	impact, _ := cat.Item("A.5.4")
	list, _ := cat.Baseline("A.5.9")
	isms, _ := cat.Baseline("6.1.2")
	for it, want := range map[*catalog.Item]string{risk: "First line.\nSecond line.", impact: "One line.", list: "The list.", isms: ""} {
		if got := o.Text(it); got != want {
			t.Errorf("%s %s: %q; right is %q", it.Set.Standard, it.ID, got, want)
		}
	}
	if o.Count(catalog.AIMS) != 2 || o.Count(catalog.ISMS) != 1 {
		t.Errorf("%d and %d texts; two and one are right", o.Count(catalog.AIMS), o.Count(catalog.ISMS))
	}
}

func TestWithoutAnOverlayThereIsNoText(t *testing.T) {
	cat := loadTiny(t)
	it, _ := cat.Item("A.5.4")
	var none *catalog.Overlay
	if none.Text(it) != "" || none.Text(nil) != "" {
		t.Error("there is a text out of nowhere")
	}
	o, err := catalog.LoadOverlay(laid("A.5.2: This."), cat)
	if err != nil || o.Text(&catalog.Item{ID: "X.1"}) != "" || o.Text(it) != "" {
		t.Errorf("an own control or another item has a text (%v)", err)
	}
}

func TestABadOverlayIsRefusedWithFileLineAndReason(t *testing.T) {
	cat := loadTiny(t)
	for name, c := range map[string]struct {
		fsys fs.FS
		want string
	}{
		"no folder":                {fstest.MapFS{"x": {}}, ".: the folder holds no YAML file; write one with item numbers and their texts"},
		"an unknown number":        {laid("A.5.4: x\nA.5.77: x"), `texts.yaml:2: item A.5.77: ISO/IEC 42001:2023 has no item "A.5.77"`},
		"a heading":                {laid("'6.1': x"), `texts.yaml:1: item 6.1: ISO/IEC 42001:2023 has no item "6.1"`},
		"a number of the other":    {laid("A.5.9: x"), `texts.yaml:1: item A.5.9: ISO/IEC 42001:2023 has no item "A.5.9"; for the one of ISO/IEC 27001:2022 begin a file with standard: ISO/IEC 27001:2022`},
		"a number in another form": {laid("a54: x"), `texts.yaml:1: item a54: ISO/IEC 42001:2023 writes this number A.5.4`},
		"an unknown standard":      {laid("standard: ISO/IEC 42001\nA.5.4: x"), `texts.yaml:1: standard is "ISO/IEC 42001"; it is ISO/IEC 42001:2023 or ISO/IEC 27001:2022`},
		"two standards":            {laid("standard: ISO/IEC 42001:2023\nA.5.4: x\nstandard: ISO/IEC 27001:2022"), "texts.yaml:3: standard stands already above"},
		"a number twice":           {laid("A.5.4: x\nA.5.2: x\nA.5.4: y"), "texts.yaml:3: item A.5.4: the id stands already in texts.yaml:1"},
		"a number in two files": {
			fstest.MapFS{"a.yaml": {Data: []byte("A.5.4: x")}, "b.yaml": {Data: []byte("\nA.5.4: x")}},
			"b.yaml:2: item A.5.4: the id stands already in a.yaml:1",
		},
		"a number for a text":    {laid("A.5.4: 3"), "texts.yaml:1: item A.5.4: this is a number; a text is right, in quotes or behind |"},
		"a list for a text":      {laid("A.5.4:\n- x"), "texts.yaml:2: item A.5.4: this is a list; a text is right, in quotes or behind |"},
		"nothing for a text":     {laid("A.5.4:"), "texts.yaml:1: item A.5.4: this is nothing; a text is right, in quotes or behind |"},
		"a reference for a text": {laid("A.5.2: &a x\nA.5.4: *a"), "texts.yaml:2: item A.5.4: this is something else; a text is right, in quotes or behind |"},
		"an empty text":          {laid("A.5.4: ' '"), "texts.yaml:1: item A.5.4: the text is empty; write it, or take the number out"},
		"a NUL in the file":      {laid("A.5.2: x\nA.5.4: \x00"), "texts.yaml:2: there is a NUL; save the file as UTF-8 text"},
		"a NUL spelled out":      {laid(`A.5.4: "\0"`), "texts.yaml:1: item A.5.4: the text holds a NUL or what is no UTF-8; take it out"},
		"another encoding":       {laid("A.5.2: ü\nA.5.4: \xfc"), "texts.yaml:2: there is a byte FC that is no UTF-8; save the file as UTF-8 text"},
		"an endless text":        {laid("A.5.4: " + strings.Repeat("ä", 20_001)), "texts.yaml:1: item A.5.4: the text has 20001 characters; at most 20000 are right"},
		"an endless file":        {laid(strings.Repeat("#", 16<<20+1)), "texts.yaml: the file can't be read: it has 16777217 bytes; at most 16777216 are right"},
		"no plain file":          {fstest.MapFS{"p.yaml": {Mode: fs.ModeNamedPipe}}, "p.yaml: the file can't be read: it is a pipe; a plain file is right"},
		"no YAML":                {laid("A.5.4: x\n  y: z"), "texts.yaml:2: mapping values are not allowed in this context"},
		"a list":                 {laid("- A.5.4"), "texts.yaml:1: this is a list; a group of item numbers with their texts is right"},
		"two documents":          {laid("A.5.4: x\n---\nA.5.2: x"), "texts.yaml:2: something stands behind the end of the first document; take out the line ---"},
	} {
		t.Run(name, func(t *testing.T) {
			o, err := catalog.LoadOverlay(c.fsys, cat)
			var problems catalog.Problems
			if o != nil || !errors.As(err, &problems) || err.Error() != c.want {
				t.Errorf("\n%v\nright is\n%s", err, c.want)
			}
		})
	}
}

func TestAllProblemsOfAnOverlayAreTold(t *testing.T) {
	_, err := catalog.LoadOverlay(laid("A.5.4: 3\nA.5.77: x\nA.5.2: ''"), loadTiny(t))
	var problems catalog.Problems
	if !errors.As(err, &problems) || len(problems) != 3 {
		t.Errorf("%v; three lines are wrong", err)
	}
}

func TestTheLongestTextIsTaken(t *testing.T) {
	o, err := catalog.LoadOverlay(laid("A.5.4: "+strings.Repeat("ä", 20_000)), loadTiny(t))
	if err != nil || o.Count(catalog.AIMS) != 1 {
		t.Errorf("%v", err)
	}
}

func FuzzLoadOverlayRefusesOrLays(f *testing.F) {
	for _, text := range []string{"A.5.4: x", "standard: ISO/IEC 27001:2022\nA.5.9: |\n  x", "a: &a [*a]", "? [x]\n: y", "<<: {A.5.4: x}", "A.5.4: \"\\0\"", "\xef\xbb\xbfA.5.4: x", "---\n---\n"} {
		f.Add(text)
	}
	cat := loadTiny(f)
	f.Fuzz(func(t *testing.T, text string) {
		o, err := catalog.LoadOverlay(laid(text), cat)
		if err != nil {
			return
		}
		for _, s := range cat.Standards {
			for _, it := range s.Items() {
				if x := o.Text(it); !utf8.ValidString(x) || strings.ContainsRune(x, 0) || utf8.RuneCountInString(x) > 20_000 {
					t.Errorf("%s has %q", it.ID, x)
				}
			}
		}
	})
}
