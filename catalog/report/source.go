package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Made is what only the maker of a document knows: with which program, when, and at
// which place of the history.
type Made struct {
	Program string
	At      time.Time
	Head    string // as it stands on paper
	Acts    int
}

// SourceOf is where the figures of a document come from.
func SourceOf(cat *catalog.Catalog, a *assess.Assessment, m Made) Provenance {
	p := m.of(cat, a, HashOf(cat))
	p.Lines = []string{
		fmt.Sprintf("Made with %s from the catalogue %s.", p.Program, p.Hash),
		fmt.Sprintf("Assessment %s at %s after %d entries of its history.", p.Assessment, p.Head, p.Acts),
		"A self-assessment; it is no certification decision.",
	}
	return p
}

// of is that without words.
func (m Made) of(cat *catalog.Catalog, a *assess.Assessment, hash string) Provenance {
	return Provenance{
		Program: m.Program, Catalogue: cat.Requirements().Name + ", " + cat.Foundation().Name, Hash: hash, Made: m.At.UTC().Truncate(time.Second),
		Assessment: a.Name, Head: m.Head, Acts: m.Acts, Basis: a.Profile.Basis,
	}
}

// HashOf tells one catalogue from another.
func HashOf(cat *catalog.Catalog) string {
	raw, err := json.Marshal(cat)
	if err != nil {
		panic(err) // it was read from such a form
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])[:12]
}
