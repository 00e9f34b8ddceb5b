package data

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"crosswalk/assets"
)

// The schemas are kept where the binary finds them, made from the types.
func TestTheSchemasAreThoseOfTheTypes(t *testing.T) {
	for _, v := range Verbs {
		want, err := v.Schema()
		if err != nil {
			t.Fatal(err)
		}
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(filepath.Join("../../../assets/schema/cli", v.File()), want, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		kept, err := assets.Catalog.ReadFile("schema/cli/" + v.File())
		if err != nil || !bytes.Equal(kept, want) {
			t.Errorf("%s is not the schema of its type (%v); make generate renews it", v.File(), err)
		}
	}
}
