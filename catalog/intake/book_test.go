package intake

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/xuri/excelize/v2"
	"go.yaml.in/yaml/v3"

	"crosswalk/assets"
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// book is the shipped catalogue's numbers and titles with words of the tests'
// own: every item of ISO/IEC 42001 has two requirement questions and one about
// maturity.
var book = sync.OnceValue(func() *catalog.Catalog {
	shipped, err := fs.Sub(assets.Catalog, "catalog")
	if err != nil {
		panic(err)
	}
	files := fstest.MapFS{}
	err = fs.WalkDir(shipped, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(shipped, path)
		if err == nil && strings.HasPrefix(path, "iso") {
			raw, err = inOwnWords(raw)
		}
		files[path] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		panic(err)
	}
	c, err := catalog.Load(files)
	if err != nil {
		panic(err)
	}
	return c
})

func inOwnWords(raw []byte) ([]byte, error) {
	var cl catalog.Clause
	if err := yaml.Unmarshal(raw, &cl); err != nil {
		return nil, err
	}
	for i, it := range cl.Items {
		plain := &catalog.Item{ID: it.ID, Title: it.Title, Subject: it.Subject, Ask: "Is it done?"}
		if cl.Standard == catalog.AIMS {
			plain.Ask, plain.Intent = "", "It is done."
			for q, tests := range []string{catalog.Requirement, catalog.Requirement, catalog.Maturity} {
				plain.Questions = append(plain.Questions, catalog.Question{ID: fmt.Sprintf("%s-%d", it.ID, q+1), Tests: tests, Ask: "Is it done?"})
			}
		}
		cl.Items[i] = plain
	}
	return yaml.Marshal(cl)
}

var made atomic.Int64

// newID makes ids that sort as they are made.
func newID() string { return fmt.Sprintf("id-%07d", made.Add(1)) }

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// fold saves changes as the store would: each with an id above all before it.
func fold(t testing.TB, a *assess.Assessment, changes []assess.Change) *assess.Assessment {
	t.Helper()
	folded++
	revisions := make([]assess.Revision, len(changes))
	for i, c := range changes {
		id := fmt.Sprintf("%06d-%05d", folded, i)
		revisions[i] = assess.Revision{ID: id, Subject: c.Subject, Field: c.Field, Value: c.Value, Author: "Ines", At: noon}
		if !json.Valid(c.Value) {
			t.Fatalf("%s %s: the value %q is no JSON", c.Subject, c.Field, c.Value)
		}
	}
	b, err := assess.Apply(a, revisions...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var folded int

// act folds what a function of assess decided.
func act(t testing.TB, a *assess.Assessment, changes []assess.Change, err error) *assess.Assessment {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return fold(t, a, changes)
}

// nordwind is an assessment with three AI systems, one of them out of scope,
// and one own control.
func nordwind(t testing.TB) *assess.Assessment {
	t.Helper()
	changes, err := assess.Create("Nordwind", assess.DefaultProfile())
	a := act(t, assess.New("nw"), changes, err)
	for _, s := range []assess.System{
		{ID: "s1", Name: "Chatbot", InScope: true},
		{ID: "s2", Name: "Forecast", InScope: true},
		{ID: "s3", Name: "Old", InScope: false},
	} {
		changes, err := assess.PutSystem(a, s)
		a = act(t, a, changes, err)
	}
	changes, err = assess.PutControl(a, assess.OwnControl{ID: "c1", Title: "Ethics board"})
	return act(t, a, changes, err)
}

// read reads a CSV text into an assessment.
func read(t testing.TB, a *assess.Assessment, as As, text string) (Proposal, error) {
	t.Helper()
	return Read(book(), a, "sheet.csv", []byte(text), as, newID)
}

// imported is the assessment after a CSV text was read and saved.
func imported(t testing.TB, a *assess.Assessment, as As, text string) *assess.Assessment {
	t.Helper()
	p, err := read(t, a, as, text)
	if err != nil {
		t.Fatal(err)
	}
	return fold(t, a, p.Changes)
}

// refusal is the one sentence with which a text is refused.
func refusal(t testing.TB, a *assess.Assessment, as As, text string) string {
	t.Helper()
	p, err := read(t, a, as, text)
	if err == nil {
		t.Fatalf("nothing was refused; %d changes", len(p.Changes))
	}
	return err.Error()
}

// workbookOf builds a workbook with excelize, the way other programs do.
func workbookOf(t testing.TB, build func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	build(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// put fills rows of a sheet from A1 on; a nil cell stays empty.
func put(t testing.TB, f *excelize.File, sheet string, rows ...[]any) {
	t.Helper()
	for i, cells := range rows {
		for column, v := range cells {
			if v == nil {
				continue
			}
			if err := f.SetCellValue(sheet, cellName(column, i+1), v); err != nil {
				t.Fatal(err)
			}
		}
	}
}
