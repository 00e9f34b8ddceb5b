package register

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Take makes a record of each of some rows of a library, under the ids at their
// places. A later row may lead to what an earlier one becomes.
func Take(c Case, kind string, rows []Row, ids []string) ([]assess.Change, error) {
	var all []assess.Change
	for i, row := range rows {
		changes, err := Put(c, kind, ids[i], row)
		if err == nil {
			c.Book, err = Foresee(c.Book, changes)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, changes...)
	}
	return all, nil
}

// Name is how a person names the row in its library. Rows that are offered once for
// each AI system share it.
func (r Row) Name() string {
	name, _, _ := strings.Cut(r.id(), "/")
	return name
}

// RowsNamed are the rows that a person names: by the name they have in the library,
// or one by its title.
func RowsNamed(rows []Row, name string) []Row {
	var all []Row
	for _, r := range rows {
		if strings.EqualFold(r.Name(), name) || assess.FoldName(r.Title()) == assess.FoldName(name) {
			all = append(all, r)
		}
	}
	return all
}

// RowsOf are the rows that several names mean, each once.
func RowsOf(c Case, kind string, names []string) ([]Row, error) {
	offered := Library(c, kind)
	var all []Row
	for _, name := range names {
		rows := RowsNamed(offered, name)
		if len(rows) == 0 {
			return nil, fmt.Errorf("the library of %s offers no row %q, or it was taken already", kind, name)
		}
		for _, r := range rows {
			if !slices.ContainsFunc(all, func(o Row) bool { return o.id() == r.id() }) {
				all = append(all, r)
			}
		}
	}
	return all, nil
}

// kept are the fields of every record that no register declares.
var kept = []string{fieldNumber, fieldState, fieldParent, catalog.RecordLibrary, assess.FieldRemoved}

// Strange are the kinds of which something is kept and that the catalogue does not
// know.
func (c Case) Strange() []string {
	var all []string
	for _, kind := range c.Book.Kinds() {
		if _, known := c.Catalog.Register(kind); !known && kind != elsewhereKind && len(c.Book.Of(kind)) > 0 {
			all = append(all, kind)
		}
	}
	return all
}

// Shape is the register of a kind. Of one that the catalogue does not know it has
// what its records say, each as it stands.
func (c Case) Shape(kind string) *catalog.Register {
	if k, known := c.Catalog.Register(kind); known {
		return k
	}
	k := &catalog.Register{ID: kind, Title: kind, Singular: "record", Columns: []string{catalog.RecordTitle}}
	for _, r := range c.Book.Of(kind) {
		for _, field := range r.Values.names {
			if _, has := k.Field(field); !has && !slices.Contains(kept, field) {
				k.Fields = append(k.Fields, catalog.RegisterField{Name: field, Type: "line", Label: field})
			}
		}
	}
	return k
}
