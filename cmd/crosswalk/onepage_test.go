package main

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/render"
	"crosswalk/catalog/render/docx"
	"crosswalk/catalog/report"
	"crosswalk/store"
	"crosswalk/store/clocktest"
)

// largest makes an assessment as large, and as long in its words, as one can get.
func largest(a *assess.Assessment) ([]assess.Change, error) {
	var all []assess.Change
	for n := range 300 {
		changes, err := assess.PutSystem(a, assess.System{ID: fmt.Sprintf("019f0000-0000-7000-8000-%012d", n), Name: fmt.Sprintf("%03d %s", n, strings.Repeat("long name ", 19)), Stage: "in operation", InScope: true, RiskClass: "high"})
		if err != nil {
			return nil, err
		}
		all = append(all, changes...)
	}
	p, err := a.Profile, error(nil)
	for key, text := range map[string]string{
		"organisation": strings.Repeat("Organisation ", 15), "scope": strings.Repeat("all that there is ", 1_000),
		"decisions": strings.Repeat(strings.Repeat("Decide on this at last ", 80)+"\n", 8), "sites": strings.Repeat("Hamburg\n", 2_000),
		"people_met": strings.Repeat("Mara Holm\n", 2_000), "not_seen": strings.Repeat("x", 20_000),
	} {
		if p, err = p.With(key, text); err != nil {
			return nil, err
		}
	}
	return append(all, assess.EditProfile(a.Profile, p)...), nil
}

func TestThePageForManagementIsOnePageHoweverMuchThereIs(t *testing.T) {
	t.Setenv("CI", "true")
	for _, p := range printers {
		if _, ok := p.installed(); !ok {
			t.Skipf("none of %s is installed here", strings.Join(p.names, ", "))
		}
	}
	path := inDatabase(t)
	demo := must(t, "demo", "--into", path)
	must(t, "new", "Empty")
	var logo bytes.Buffer
	if err := png.Encode(&logo, image.NewGray(image.Rect(0, 0, 300, 100))); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, assessment, lang string
		large                  bool
	}{{"the demonstration", demo, "en", false}, {"an empty one", "Empty", "en", false}, {"the largest", demo, "en", true}, {"the largest in German", demo, "de", false}} {
		t.Run(c.name, func(t *testing.T) {
			x := newApp(clocktest.Now, nil, &strings.Builder{}, &strings.Builder{})
			x.wanted = c.assessment
			err := x.read(t.Context(), func(cat *catalog.Catalog, db *store.DB, a *assess.Assessment) (err error) {
				if c.large {
					if a, err = db.Do(t.Context(), store.Actor{Name: "Ada"}, a.ID, largest); err != nil {
						return err
					}
				}
				k, _ := report.KindNamed("management")
				in, err := x.reported(t.Context(), cat, db, a, &reportFlags{paper: paper{kind: k, lang: c.lang}})
				if err != nil {
					return err
				}
				d, err := k.Build(in)
				if err != nil {
					return err
				}
				d.Dress(&report.Style{Header: strings.Repeat("Nordwind ", 12), Class: "confidential", Logo: &report.Logo{PNG: logo.Bytes(), Width: 300, Height: 100, Alt: "Nordwind"}})
				for form, made := range map[string]func() ([]byte, error){"html": func() ([]byte, error) { return render.HTML(d) }, "docx": func() ([]byte, error) { return docx.Render(d) }} {
					pdf, err := printPDF(t.Context(), map[string]func() ([]byte, error){form: made}, printers)
					if n := len(pdfPage().FindAll(pdf, -1)); err == nil && n != 1 {
						t.Errorf("as %s it has %d pages", form, n)
					}
					if err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
}
