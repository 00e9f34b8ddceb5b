package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"crosswalk/catalog/render/docx"
	"crosswalk/catalog/report/reporttest"
)

const printed = `<!doctype html><html lang="en"><title>A document</title><h1>A document</h1><p>日本語 نص עברית</p></html>`

// forms are a small document in the formats that are printed.
func forms() map[string]func() ([]byte, error) {
	return map[string]func() ([]byte, error){
		"html": func() ([]byte, error) { return []byte(printed), nil },
		"docx": func() ([]byte, error) { return docx.Render(reporttest.Whole()) },
	}
}

func TestAProgramThatIsThereMakesATaggedPDF(t *testing.T) {
	t.Setenv("CI", "true")
	for _, p := range printers {
		t.Run(p.from, func(t *testing.T) {
			if _, ok := p.installed(); !ok {
				t.Skipf("none of %s is installed here", strings.Join(p.names, ", "))
			}
			if _, err := printPDF(t.Context(), forms(), []printer{p}); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWhereNothingPrintsItIsSaidWhatToInstall(t *testing.T) {
	nobody := []printer{{[]string{"no-such-program"}, "html", browserArgs}}
	if _, err := printPDF(t.Context(), forms(), nobody); err == nil || !strings.Contains(err.Error(), "install one, or write the document as html") {
		t.Error(err)
	}
}

// stand is a program that prints as the script says.
func stand(t *testing.T, script string) printer {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in is a script of a shell")
	}
	path := filepath.Join(t.TempDir(), "printer")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return printer{[]string{path}, "html", func(folder, in string) []string { return []string{folder, in} }}
}

func TestAPDFThatIsNotGoodIsNotHandedOn(t *testing.T) {
	for name, c := range map[string]struct{ script, want string }{
		"fails":         {"exit 3", "ended with exit status 3"},
		"writes none":   {"exit 0", "wrote no file"},
		"writes half":   {`echo %PDF-1.7 > "$1/document.pdf"`, "no whole PDF"},
		"without pages": {`printf '%%PDF-1.7\n/Marked true\n%%%%EOF\n' > "$1/document.pdf"`, "has no page"},
		"without tags":  {`printf '%%PDF-1.7\n/Type /Page \n%%%%EOF\n' > "$1/document.pdf"`, "has no tags"},
	} {
		if _, err := printPDF(t.Context(), forms(), []printer{stand(t, c.script)}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheNextProgramIsAskedWhereOneFails(t *testing.T) {
	good := stand(t, `printf '%%PDF-1.7\n/Type /Page \n/Marked true\n%%%%EOF\n' > "$1/document.pdf"`)
	if _, err := printPDF(t.Context(), forms(), []printer{stand(t, "exit 1"), good}); err != nil {
		t.Error(err)
	}
}

func TestPrintingLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	p := stand(t, `ls -ld "$1" | cut -c1-10 | grep -q drwx------ || exit 9; exit 3`)
	if _, err := printPDF(t.Context(), forms(), []printer{p}); err == nil || !strings.Contains(err.Error(), "exit status 3") {
		t.Errorf("the folder is open to others, or it printed: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%v was left", left)
	}
}

func TestAPDFThatNobodyWaitsForAnyMoreIsGivenUp(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	slow := stand(t, "exec sleep 60")
	begin := slow.args
	slow.args = func(folder, in string) []string { stop(); return begin(folder, in) }
	next := stand(t, "exit 0")
	next.args = func(string, string) []string { t.Error("the next program was asked"); return nil }
	if _, err := printPDF(ctx, forms(), []printer{slow, next}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
