package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestTheWorkbenchFindsSheetsOfEveryFormItReads(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("HOME", t.TempDir())
	for _, name := range []string{"a.xlsx", "b.XLSM", "c.ods", "d.csv", "e.tsv", "f.pdf", "g.xlsx~"} {
		if err := os.WriteFile(name, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	found := sheetFiles("", nil, "").Sheets()
	slices.Sort(found)
	if want := []string{"a.xlsx", "b.XLSM", "c.ods", "d.csv", "e.tsv"}; !slices.Equal(found, want) {
		t.Errorf("found %v, wanted %v", found, want)
	}
}

func TestTheRestOfASheetIsWrittenBesideItAndNeverOverAFile(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	files := sheetFiles("", nil, "")
	if err := files.Write("~/soa-rest.csv", []byte("row\n")); err != nil {
		t.Fatal(err)
	}
	if err := files.Write("~/soa-rest.csv", []byte("other\n")); err == nil {
		t.Error("an older file was written over")
	}
	if raw, err := os.ReadFile(filepath.Join(home, "soa-rest.csv")); err != nil || string(raw) != "row\n" {
		t.Errorf("%q, %v", raw, err)
	}
}
