package register

import (
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/score"
)

// Ruling is what follows from all records of an assessment: what the rules say of
// them, what they say of the answers, and which items they serve. It is read-only,
// and may be shared.
type Ruling struct {
	Case
	Numbers map[string]string // of all records, by id
	Marks   []Mark
	Remarks []Remark         // what contradicts first
	Agenda  []Dated          // all that has a day, the earliest first
	Ahead   []Duty           // duties of laws that begin soon
	Outlook []score.Recorded // what the records say of a certification

	serving   map[string][]*Record // by item
	overtaken []Overtaken
}

// Try finds it. Of 5,000 records it takes some milliseconds.
func Try(c Case) *Ruling {
	sits := sit(c)
	v := &Ruling{
		Case: c, Numbers: sits.numbers(), Marks: sits.marks(), Remarks: sits.remarks(), Agenda: sits.agenda(), Ahead: Ahead(sits.Case), Outlook: sits.outlook(),
		serving: servings(sits.Case), overtaken: overtaken(sits.Case),
	}
	slices.SortStableFunc(v.Remarks, func(a, b Remark) int {
		if a.Contradicts() == b.Contradicts() {
			return 0
		}
		if a.Contradicts() {
			return -1
		}
		return 1
	})
	return v
}

// Serving are the records that serve an item of ISO/IEC 42001: those that name it,
// and those of a kind that serves it and name no items of their own; by kind, oldest
// first.
func (v *Ruling) Serving(item string) []Record {
	if v == nil {
		return nil
	}
	var all []Record
	for _, r := range v.serving[item] {
		all = append(all, *r)
	}
	return all
}

// On is what the records say of an item; what contradicts it first.
func (v *Ruling) On(item string) []Remark {
	if v == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(v.Remarks), func(r Remark) bool { return r.Item != item })
}

// Contradicts reports whether records contradict an item.
func (v *Ruling) Contradicts(item string) bool {
	return v != nil && slices.ContainsFunc(v.Remarks, func(r Remark) bool { return r.Item == item && r.Contradicts() })
}

// Supports reports whether records would support more of an item.
func (v *Ruling) Supports(item string) bool {
	return v != nil && slices.ContainsFunc(v.Remarks, func(r Remark) bool { return r.Item == item && !r.Contradicts() })
}

// Contradicted are the items that records contradict, in the order of the checks.
func (v *Ruling) Contradicted() []string {
	var all []string
	if v == nil {
		return nil
	}
	for _, r := range v.Remarks {
		if r.Contradicts() && !slices.Contains(all, r.Item) {
			all = append(all, r.Item)
		}
	}
	return all
}

// Tally counts the records that need somebody to act, and those that need somebody
// to look and nobody to act. A mark of a register as a whole counts as one of them.
func (v *Ruling) Tally() (act, look int) {
	worst := map[string]Degree{}
	for _, m := range v.Marks {
		worst[m.Kind+"/"+m.ID] = max(worst[m.Kind+"/"+m.ID], m.Degree)
	}
	for _, d := range worst {
		switch d {
		case Act:
			act++
		case Look:
			look++
		}
	}
	return act, look
}

// Without is the ruling without a word on an item, while a room votes on it.
func (v *Ruling) Without(item string) *Ruling {
	if v == nil || item == "" {
		return v
	}
	next := *v
	next.Remarks = slices.DeleteFunc(slices.Clone(v.Remarks), func(r Remark) bool { return r.Item == item })
	next.overtaken = slices.DeleteFunc(slices.Clone(v.overtaken), func(o Overtaken) bool { return o.Item == item })
	next.Agenda = slices.DeleteFunc(slices.Clone(v.Agenda), func(d Dated) bool { return d.Item == item })
	next.Outlook = slices.DeleteFunc(slices.Clone(v.Outlook), func(r score.Recorded) bool { return r.Item == item })
	return &next
}

// servings are the records that serve items, by item.
func servings(c Case) map[string][]*Record {
	all := map[string][]*Record{}
	registers := c.Catalog.Registers()
	for i := range registers {
		k, records := &registers[i], c.of(registers[i].ID)
		for at := range records {
			r := &records[at]
			items := itemsOf(k, *r)
			if !r.says(fieldItems) {
				items = append(items, k.Serves...)
			}
			for n, item := range items {
				if !slices.Contains(items[:n], item) {
					all[item] = append(all[item], r)
				}
			}
		}
	}
	return all
}

// itemsOf are the items that a record names, in whichever of its fields; that somebody
// took an item on to assess it shows nothing of it.
func itemsOf(k *catalog.Register, r Record) []string {
	var all []string
	for i := range k.Fields {
		if k.Fields[i].Type == "items" && k.Fields[i].Name != fieldTakes {
			all = append(all, r.List(k.Fields[i].Name)...)
		}
	}
	return all
}
