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

// place is where a number tells records apart: in one kind, or below one record.
type place struct {
	within string // the kind, or the id of the record
	number int
}

func placeOf(r *Record) place {
	if r.parent != "" {
		return place{r.parent, r.number}
	}
	return place{r.Kind, r.number}
}

// numbering finds the numbers of many records.
type numbering struct {
	*Book
	cat    *catalog.Catalog
	same   map[place]int      // how many records stand in a place
	shared map[place][]string // their ids in order, where they are several
	known  map[string]string  // numbers by id
}

// Numbers are those of all records, by id: Number of many at once.
func (b *Book) Numbers(cat *catalog.Catalog) map[string]string {
	most := 0
	for _, records := range b.kinds {
		most += len(records)
	}
	n := numbering{b, cat, make(map[place]int, most), map[place][]string{}, make(map[string]string, most)}
	for _, records := range b.kinds {
		for i := range records {
			n.same[placeOf(&records[i])]++
		}
	}
	for _, records := range b.kinds {
		for i := range records {
			if p := placeOf(&records[i]); n.same[p] > 1 {
				n.shared[p] = append(n.shared[p], records[i].ID)
			}
		}
	}
	for _, ids := range n.shared {
		slices.Sort(ids)
	}
	for _, records := range b.kinds {
		for i := range records {
			n.of(&records[i])
		}
	}
	return n.known
}

// of is the number of one; that of what it stands below is found before.
func (n *numbering) of(r *Record) string {
	if s, known := n.known[r.ID]; known {
		return s
	}
	prefix, p := begins(n.cat, r.Kind), placeOf(r)
	if above, stands := n.above(n.cat, *r); stands {
		prefix = n.of(&above) + "."
	}
	before, _ := slices.BinarySearch(n.shared[p], r.ID)
	s := prefix + lettered(r.number, n.same[p], before)
	n.known[r.ID] = s
	return s
}

// lettered is a number, with a letter where several records have it.
func lettered(number, same, before int) string {
	if same < 2 {
		return strconv.Itoa(number)
	}
	return strconv.Itoa(number) + string(rune('a'+before%26))
}
