package register

import (
	"slices"
	"strconv"

	"crosswalk/catalog"
)

// Naming is a record that leads to another one.
type Naming struct {
	Record
	Field string // the label of the field by which it does
}

// NamedBy are the records that lead to another one, by the id of that.
func NamedBy(c Case) map[string][]Naming {
	all := map[string][]Naming{}
	registers := c.Catalog.Registers()
	for i := range registers {
		leads := leading(&registers[i])
		if len(leads) == 0 {
			continue
		}
		for _, r := range c.Book.Of(registers[i].ID) {
			for _, f := range leads {
				for _, id := range r.leadsTo(f.Name) {
					all[id] = append(all[id], Naming{r, f.Label})
				}
			}
		}
	}
	return all
}

// leading are the fields of a kind that lead to records.
func leading(k *catalog.Register) []catalog.RegisterField {
	return slices.DeleteFunc(slices.Clone(k.Fields), func(f catalog.RegisterField) bool { return f.Type != "record" && f.Type != "records" })
}

func (r Record) leadsTo(field string) []string {
	if one := r.Text(field); one != "" {
		return []string{one}
	}
	return r.List(field)
}

// Numbers are those of all records, by id: Number of many at once.
func (b *Book) Numbers(cat *catalog.Catalog) map[string]string {
	type place struct {
		kind, parent string
		number       int
	}
	at := func(r Record) place {
		if r.parent != "" {
			return place{"", r.parent, r.number}
		}
		return place{r.Kind, "", r.number}
	}
	same := map[place][]string{}
	for _, records := range b.kinds {
		for _, r := range records {
			same[at(r)] = append(same[at(r)], r.ID)
		}
	}
	all := map[string]string{}
	for _, records := range b.kinds {
		for _, r := range records {
			ids := same[at(r)]
			if len(ids) > 1 {
				slices.Sort(ids)
			}
			all[r.ID] = b.prefix(cat, r) + lettered(r.number, len(ids), slices.Index(ids, r.ID))
		}
	}
	return all
}

// lettered is a number, with a letter where several records have it.
func lettered(number, same, before int) string {
	if same < 2 {
		return strconv.Itoa(number)
	}
	return strconv.Itoa(number) + string(rune('a'+before%26))
}
