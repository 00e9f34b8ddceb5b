package register

// Due is the day by which records need an item to be in place, and the record that
// says the first one.
type Due struct {
	On string // YYYY-MM-DD
	By Record
}

// dueBy are the records that wait for items: by which fields, until which state.
var dueBy = []struct {
	kind   string
	fields []string
	done   func(Record) bool
}{
	{riskKind, []string{"to_come"}, treated},
	{KindImpact, []string{"safeguards"}, not(in("open"))},
	{"objective", []string{fieldItems}, in("reached", "missed", "replaced")},
	{KindDecision, []string{fieldItems}, not(in("open"))},
}

// Dues are the days by which treatments, safeguards, objectives and tasks need items, by
// the item as it stands in lists of both standards: the first day of each. What is
// done asks for none.
func Dues(c Case) map[string]Due {
	all := map[string]Due{}
	for _, d := range dueBy {
		for _, r := range those(c.of(d.kind), not(d.done)) {
			on := r.Text(fieldDue)
			for _, ref := range refsOf(r, d.fields) {
				if was, known := all[ref]; on != "" && (!known || on < was.On) {
					all[ref] = Due{on, r}
				}
			}
		}
	}
	return all
}
