package assess

import "crosswalk/catalog"

// KindElsewhere stands where the kind of a record does: that a register is kept in
// another place is a record whose id is the register. No register declares it.
const KindElsewhere = "elsewhere"

// The fields of it: the place, and who looked there when.
const (
	FieldWhere   = "where"
	FieldChecked = "checked"
	FieldBy      = "by"
)

func ofElsewhere(s Subject) bool {
	parts := s.Parts()
	return s.Kind() == KindRecord && len(parts) == 2 && parts[0] == KindElsewhere
}

// registerShown is the register that is kept elsewhere.
func registerShown(cat *catalog.Catalog, s Subject) string {
	id := s.Parts()[1]
	if k, known := cat.Register(id); known {
		id = k.Title
	}
	return "the register “" + id + "”"
}

// elsewhereWords are the words for a field of it. The name and the day are told with
// the place where all are said together.
func elsewhereWords(field string) wording {
	switch field {
	case FieldWhere:
		w := plain(field, "place")
		w.set, w.cleared = "said that {it} {is} kept elsewhere| in {v}", "said that {it} {is} kept here"
		return w
	case FieldChecked:
		return plain(field, "day of the last look elsewhere").shown(dayShown).within(FieldWhere, " on {v}")
	case FieldBy:
		return plain(field, "name of who looked elsewhere").within(FieldWhere, ", where {v} looked")
	}
	return plain(field, field).shown(asItStands)
}
