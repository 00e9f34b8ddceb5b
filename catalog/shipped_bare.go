//go:build bare

package catalog

// What make generate is built with: the YAML alone, so that a field that was
// renamed can't stand in the way of writing shipped_data.go anew.
var (
	shippedItems     Catalog
	shippedReference Reference
)

func shippedMaps() {}
