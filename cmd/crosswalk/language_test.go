package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// speaksGerman lays German words for 6.1.2 beside a catalogue of somebody's own.
func speaksGerman(t *testing.T, own string) (file string) {
	t.Helper()
	file = filepath.Join(own, "lang", "de", "iso42001", "clause-06.yaml")
	err := os.MkdirAll(filepath.Dir(file), 0o700)
	for name, text := range map[string]string{
		filepath.Join(own, "lang", "de", "language.yaml"): "name: Deutsch\n",
		file: "standard: \"ISO/IEC 42001:2023\"\nid: \"6\"\nitems:\n  - {id: \"6.1.2\", intent: \"Wissen, was schiefgehen kann.\"}\n",
	} {
		if err == nil {
			err = os.WriteFile(name, []byte(text), 0o600)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestACatalogueOfOnesOwnHasLanguagesOfItsOwnBesideTheShippedOnes(t *testing.T) {
	own := oldCatalog(t)
	speaksGerman(t, own)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"catalog", "show", "6.1.2", "--standard", "42001", "--catalog", own, "--lang", "de"}, "  Wissen, was schiefgehen kann.\n"},
		{[]string{"catalog", "check", own, "--lang", "de"}, "Deutsch (de) has 1 of "},
		{[]string{"catalog", "check", own, "--lang", "de"}, "note: lang/es: it is missing; that of the shipped catalogue is used\n"},
		{[]string{"catalog", "show", "5.2", "--standard", "42001", "--catalog", own, "--lang", "es"}, "\n5.2  AI policy\n"},
	} {
		if said := must(t, c.args...); !strings.Contains("\n"+said, c.want) {
			t.Errorf("%q: %q is not in\n%s", c.args, c.want, said)
		}
	}
}

func TestABadLanguageIsRefusedAndTheCatalogueIsNot(t *testing.T) {
	own := oldCatalog(t)
	file := speaksGerman(t, own)
	if err := os.WriteFile(file, []byte("standard: \"ISO/IEC 42001:2023\"\nid: \"6\"\nitems:\n  - id: \"6.1.9\"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const why = `lang/de/iso42001/clause-06.yaml:4: item 6.1.9: the catalogue has no item "6.1.9" in 6 of ISO/IEC 42001:2023`
	if c := call(t, "", "catalog", "check", own); c.code != 1 || !strings.Contains(c.out, why+"\n") {
		t.Errorf("exit %d:\n%s", c.code, c.out)
	}
	c := call(t, "", "catalog", "show", "6.1.2", "--catalog", own, "--lang", "de")
	if want := "has 1 problem, the first: " + why + "; crosswalk catalog check "; c.code != 1 || !strings.Contains(c.err, want) {
		t.Errorf("exit %d: %s", c.code, c.err)
	}
	must(t, "catalog", "show", "6.1.2", "--catalog", own)
}
