package assess_test

import (
	"errors"
	"testing"

	"crosswalk/catalog/assess"
)

func TestOnlyFilesThatAreLookedAtAreOpened(t *testing.T) {
	for name, want := range map[string]string{"Minutes.PDF": ".pdf", "plan.docx": ".docx", "a.b.png": ".png", "list.csv": ".csv"} {
		if k, err := (assess.File{Name: name}).Kind(); err != nil || k.Ending != want {
			t.Errorf("%s is %+v, %v", name, k, err)
		}
	}
	for _, name := range []string{"page.html", "drawing.svg", "run.sh", "sheet.xlsm", "old.doc", "pdf", "x.desktop", "a.pdf.exe", ""} {
		if _, err := (assess.File{Name: name}).Kind(); !errors.Is(err, assess.ErrNotOpened) {
			t.Errorf("%q is opened: %v", name, err)
		}
	}
}

func TestAFileThatIsNotWhatItsNameSaysIsNotOpened(t *testing.T) {
	for _, c := range []struct {
		name, raw string
		fits      bool
	}{
		{"a.pdf", "%PDF-1.7 …", true},
		{"a.pdf", "\x7fELF", false},
		{"a.pdf", "", false},
		{"a.png", "\x89PNG\r\n\x1a\n…", true},
		{"a.png", "<svg onload=…>", false},
		{"a.docx", "PK\x03\x04…", true},
		{"a.txt", "seen on 3 May\n", true},
		{"a.txt", "MZ\x00\x00", false},
		{"a.txt", "\xff\xfe", false},
	} {
		k, err := assess.File{Name: c.name}.Kind()
		if err != nil {
			t.Fatal(err)
		}
		if err := k.Fits([]byte(c.raw)); (err == nil) != c.fits {
			t.Errorf("%s with %q: %v", c.name, c.raw, err)
		}
	}
}
