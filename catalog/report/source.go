package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"crosswalk/catalog"
)

// HashOf tells one catalogue from another.
func HashOf(cat *catalog.Catalog) string {
	raw, err := json.Marshal(cat)
	if err != nil {
		panic(err) // it was read from such a form
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])[:12]
}
