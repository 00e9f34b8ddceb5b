package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What people keep of their own is read as it was; README.md in testdata/old
// says what the files are.

const oldOverlay = "testdata/old/overlay"

// oldCatalog lays the own catalogue of an earlier version in a folder.
func oldCatalog(t *testing.T) string {
	t.Helper()
	f, err := os.Open("testdata/old/own-catalog.tar.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return filepath.Join(dir, "own")
		}
		if err == nil {
			err = unpack(dir, h, r)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func unpack(dir string, h *tar.Header, r io.Reader) error {
	path := filepath.Join(dir, filepath.FromSlash(h.Name))
	if h.Typeflag == tar.TypeDir {
		return os.MkdirAll(path, 0o700)
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	return os.WriteFile(path, raw, 0o600)
}

func TestAnOldCatalogueOfOnesOwnIsSound(t *testing.T) {
	inDatabase(t)
	own := oldCatalog(t)
	if said := must(t, "catalog", "check", own); !strings.HasSuffix(said, "is sound: 70 items of ISO/IEC 42001:2023, 123 of ISO/IEC 27001:2022") {
		t.Error(said)
	} else if note := "note: intake.yaml: it is missing; that of the shipped catalogue is used\n"; !strings.Contains(said, note) {
		t.Errorf("%q is not in\n%s", note, said)
	}
	shown := must(t, "catalog", "show", "A.5.2", "--standard", "42001", "--catalog", own)
	for _, words := range []string{"How we look at what our AI does to people", "Which steps of our own handbook"} {
		if !strings.Contains(shown, words) {
			t.Errorf("%q is not in\n%s", words, shown)
		}
	}
	must(t, "new", "Acme", "--catalog", own)
	must(t, "answer", "A.5.2", "3", "--question", "1", "--catalog", own)
	must(t, "score", "--catalog", own)
}

func TestAnOldOverlayIsLaidBesideTheItems(t *testing.T) {
	inDatabase(t)
	said := must(t, "catalog", "check", "--overlay", oldOverlay)
	if !strings.HasSuffix(said, "is sound: texts for 3 items of ISO/IEC 42001:2023, 1 of ISO/IEC 27001:2022") {
		t.Error(said)
	}
	for item, words := range map[string]string{
		"6.1.2": "Second line of our copy", "A.5.2": "One line: kept as it is typed, ' and all.",
		"A.10.3": "Folded into one.", "A.5.9": "The list of what we own.",
	} {
		if shown := must(t, "catalog", "show", item, "--overlay", oldOverlay); !strings.Contains(shown, words) {
			t.Errorf("%s: %q is not in\n%s", item, words, shown)
		}
	}
}
