package register

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Hand is whose act on records it is, as the door of the store knows them.
type Hand struct {
	Name  string
	Leads bool
	// Signs reports whether they act under their own key, and what stands in a field
	// was written by somebody else: a name in it is then no word of their own.
	Signs func(s assess.Subject, field string) (bool, error)
}

// May refuses changes of records that this hand may not make. Decisions are made by
// who leads, or by the person whom the record names for it, under their own key;
// what they rest on stands from then on. A restricted record is changed by its
// readers alone. The book holds the records that are changed, as they stand.
func May(cat *catalog.Catalog, b *Book, h Hand, changes []assess.Change) error {
	for _, c := range changes {
		parts := c.Subject.Parts()
		if c.Subject.Kind() != assess.KindRecord || len(parts) != 2 {
			continue
		}
		k, known := cat.Register(parts[0])
		if !known {
			continue
		}
		r, stands := b.Record(parts[0], parts[1])
		if stands && k.Restricted && !r.ReadBy(h.Name) {
			return fmt.Errorf("%s is changed by its readers alone", article(k))
		}
		if k.Restricted && c.Field == catalog.RecordReaders && nothing(c.Value) {
			return fmt.Errorf("without readers nobody could see %s any more; name others first", article(k))
		}
		if h.Leads {
			continue
		}
		if err := h.may(cat, k, r, c); err != nil {
			return err
		}
	}
	return nil
}

// restsOn reports whether a state rests on a field: it needs it, or the field is one of
// the inputs that lay on the table.
func restsOn(cat *catalog.Catalog, k *catalog.Register, s catalog.RegisterState, field string) bool {
	_, _, input := Case{Catalog: cat}.input(k, field)
	return input || slices.Contains(s.Needs, field)
}

// may is May for who does not lead.
func (h Hand) may(cat *catalog.Catalog, k *catalog.Register, r Record, c assess.Change) error {
	now := k.StateAt(r.State())
	if c.Field != fieldState {
		if now >= 0 && k.States[now].By == catalog.ByLead && restsOn(cat, k, k.States[now], c.Field) {
			return fmt.Errorf("change what the state %q of %s rests on: only a facilitator may do this", r.State(), article(k))
		}
		if f, has := k.Field(c.Field); has && f.By == catalog.ByLead {
			return fmt.Errorf("say %q of %s: only a facilitator may do this", f.Label, article(k))
		}
		return nil
	}
	if k.Final(r.State()) {
		return fmt.Errorf("take %s out of the state %q: only a facilitator may do this", article(k), r.State())
	}
	next := Record{Kind: r.Kind, ID: r.ID, Values: Fields{}.With(fieldState, c.Value)}.State()
	at := k.StateAt(next)
	if at < 0 || k.States[at].By != catalog.ByLead {
		return nil
	}
	return h.decides(k, r, k.States[at])
}

// decides lets who does not lead put a record into a state that is a decision where
// the record names them for it.
func (h Hand) decides(k *catalog.Register, r Record, s catalog.RegisterState) error {
	or := ""
	for _, name := range s.Needs {
		f, has := k.Field(name)
		if !has || f.Type != "person" {
			continue
		}
		or = ", or who stands in the field " + strconv.Quote(f.Label) + " by another's word, under their own key"
		if assess.FoldName(r.Text(name)) != assess.FoldName(h.Name) {
			continue
		}
		if signs, err := h.Signs(r.Subject(), name); err != nil || signs {
			return err
		}
	}
	return fmt.Errorf("put %s into the state %q: only a facilitator may do this%s", article(k), s.Name, or)
}

// ReadBy reports whether a restricted record names somebody as its reader.
func (r Record) ReadBy(name string) bool {
	return slices.ContainsFunc(r.Readers(), func(reader string) bool { return assess.FoldName(reader) == assess.FoldName(name) })
}

// Readers are who may read a restricted record.
func (r Record) Readers() []string { return r.List(catalog.RecordReaders) }

// ReadBy is the book without the restricted records that do not name somebody as
// their reader; nobody's is that without all of them. Where there are none it is the
// same book.
func (b *Book) ReadBy(cat *catalog.Catalog, name string) *Book {
	next := b
	for _, k := range cat.Registers() {
		all, kept := b.kinds[k.ID]
		if !k.Restricted || !kept {
			continue
		}
		if next == b {
			next = &Book{kinds: maps.Clone(b.kinds), changed: b.changed, trails: b.trails}
		}
		mine := slices.DeleteFunc(slices.Clone(all), func(r Record) bool { return name == "" || !r.ReadBy(name) })
		if next.kinds[k.ID] = mine; len(mine) == 0 {
			delete(next.kinds, k.ID)
		}
	}
	return next
}

// Called are the numbers of all records, by their names in the log: sentences about
// acts call them by these.
func (b *Book) Called(cat *catalog.Catalog) map[assess.Subject]string {
	names, numbers := map[assess.Subject]string{}, b.Numbers(cat)
	for r := range b.All() {
		names[r.Subject()] = numbers[r.ID]
	}
	return names
}
