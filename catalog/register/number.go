package register

import (
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog"
)

// Number is how people call a record: RI-7, and below another one IA-2.3. Two that
// were given one number in two copies are told apart by a letter behind it, in the
// order of their ids, which is the same in every copy; it is stored nowhere.
func (b *Book) Number(cat *catalog.Catalog, r Record) string {
	same, before := 0, 0
	for _, kind := range b.family(r.Kind, r.parent) {
		all := b.kinds[kind]
		for i := range all {
			if other := &all[i]; other.number == r.number && other.parent == r.parent {
				same++
				if other.ID < r.ID {
					before++
				}
			}
		}
	}
	return b.prefix(cat, r) + lettered(r.number, same, before)
}

// prefix is what stands before the number of a record: RI-, and below another one
// IA-2.
func (b *Book) prefix(cat *catalog.Catalog, r Record) string {
	if parent, below := b.above(cat, r); below {
		return b.Number(cat, parent) + "."
	}
	return begins(cat, r.Kind)
}

// above is the record that one stands below.
func (b *Book) above(cat *catalog.Catalog, r Record) (Record, bool) {
	if r.parent == "" {
		return Record{}, false
	}
	k, known := cat.Register(r.Kind)
	if !known {
		return Record{}, false
	}
	return b.Record(k.ChildOf, r.parent)
}

// begins is what the numbers of a kind begin with where it stands below no record.
func begins(cat *catalog.Catalog, kind string) string {
	if k, known := cat.Register(kind); known {
		return k.Prefix + "-"
	}
	return strings.ToUpper(kind) + "-"
}

// family are the kinds that one row of numbers is given to: those below one record
// share it, so that AU-1.2 is one thing.
func (b *Book) family(kind, parent string) []string {
	if parent == "" {
		return []string{kind}
	}
	return b.Kinds()
}

// next is the number of a new record: one more than the greatest ever given, that
// of a removed one included.
func (b *Book) next(kind, parent string) int {
	n := 0
	for _, kind := range b.family(kind, parent) {
		all := b.kinds[kind]
		for i := range all {
			if r := &all[i]; r.parent == parent {
				n = max(n, r.number)
			}
		}
	}
	return n + 1
}

// Next is the number of a new record of a kind that stands below none.
func (b *Book) Next(kind string) int { return b.next(kind, "") }

// Find reads the number of a record as a person types it: "RI-7", "ri 7", "ri7".
// An id does too. A record that was removed is not found.
func (b *Book) Find(cat *catalog.Catalog, text string) (Record, error) {
	id, want := strings.TrimSpace(text), squeezed(text)
	for kind := range b.kinds {
		if r, found := b.Record(kind, id); found && !r.Removed() {
			return r, nil
		}
	}
	for _, kind := range b.Kinds() {
		for _, r := range b.kinds[kind] {
			if strings.Contains(want, strconv.Itoa(r.number)) && squeezed(b.Number(cat, r)) == want {
				if r.Removed() {
					break
				}
				return r, nil
			}
		}
	}
	return Record{}, fmt.Errorf("there is no record %q; a number such as RI-7 is right", text)
}

func squeezed(number string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(number))
}
