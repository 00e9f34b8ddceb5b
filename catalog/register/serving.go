package register

import (
	"slices"

	"crosswalk/catalog"
)

// Serving are the records that serve an item of ISO/IEC 42001: those that name it,
// and those of a kind that serves it and name no items of their own; by kind, oldest
// first.
func Serving(c Case, item string) []Record {
	var all []Record
	registers := c.Catalog.Registers()
	for i := range registers {
		k := &registers[i]
		by := slices.Contains(k.Serves, item)
		for _, r := range c.Book.Of(k.ID) {
			if named := itemsOf(k, r); slices.Contains(named, item) || by && !r.says(fieldItems) {
				all = append(all, r)
			}
		}
	}
	return all
}

// itemsOf are the items that a record names, in whichever of its fields.
func itemsOf(k *catalog.Register, r Record) []string {
	var all []string
	for i := range k.Fields {
		if k.Fields[i].Type == "items" {
			all = append(all, r.List(k.Fields[i].Name)...)
		}
	}
	return all
}
