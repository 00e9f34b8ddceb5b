package register

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Case is what is looked at where something is decided about records.
type Case struct {
	Catalog    *catalog.Catalog
	Assessment *assess.Assessment
	Book       *Book
	Today      time.Time

	seen *seen // where many records are judged
}

// Put makes a record of a kind with what is said of it first, as people type it;
// parent is the number of the record that it stands below, library the row that it
// is taken from. Its number is one more than the last one given.
func Put(c Case, kind, id string, said map[string]string) ([]assess.Change, error) {
	k, err := c.kind(kind)
	if err != nil {
		return nil, err
	}
	r := Record{Kind: kind, ID: id}
	if r.parent, err = c.parent(k, said[fieldParent]); err != nil {
		return nil, err
	}
	r.say(fieldParent, encode(r.parent))
	r.say(fieldNumber, encode(c.Book.next(kind, r.parent)))
	r.say(catalog.RecordLibrary, encode(said[catalog.RecordLibrary]))
	if len(k.States) > 0 {
		r.say(fieldState, encode(stored(k, 0)))
	}
	blank := Record{Kind: kind, ID: id}
	if err := c.sayAll(k, &r, c.settled(k, said)); err != nil {
		return nil, err
	}
	c.fill(k, blank, &r, said)
	for _, f := range Asked(k, r) {
		if f.Required && !r.says(f.Name) {
			return nil, needs(k, f)
		}
	}
	if err := fits(k, blank, r); err != nil {
		return nil, err
	}
	return differ(blank, r), nil
}

// Set says fields of a record anew, as people type them; an empty text takes away
// what stood.
func Set(c Case, kind, id string, said map[string]string) ([]assess.Change, error) {
	k, was, err := c.known(kind, id)
	if err != nil {
		return nil, err
	}
	r := was
	if err := c.sayAll(k, &r, said); err != nil {
		return nil, err
	}
	c.fill(k, was, &r, said)
	if err := fits(k, was, r); err != nil {
		return nil, err
	}
	return differ(was, r), nil
}

// Write says a long text of a record anew, as somebody typed it who began with what
// stood there. What somebody else wrote meanwhile is kept too.
func Write(c Case, kind, id, field, began, typed string) ([]assess.Change, error) {
	now, _ := c.Book.Record(kind, id)
	return Set(c, kind, id, map[string]string{field: assess.Both(began, typed, now.Text(field))})
}

// Move puts a record into another state of its kind. The state may ask for fields
// that say something, and who may set it is for the door to ask.
func Move(c Case, kind, id, state string) ([]assess.Change, error) {
	k, was, err := c.known(kind, id)
	if err != nil {
		return nil, err
	}
	at := k.StateAt(state)
	if at < 0 {
		return nil, fmt.Errorf("%s is no state of %s; it is %s", strconv.Quote(state), article(k), assess.Either(k.StateNames()))
	}
	r := c.showing(was, state)
	if lacks := Lacks(k, r, state); len(lacks) > 0 {
		words := make([]string, len(lacks))
		for i := range lacks {
			words[i] = strconv.Quote(lacks[i].Label)
		}
		return nil, fmt.Errorf("before %s is %s it needs a word in the field %s", article(k), state, strings.Join(words, " and in "))
	}
	if err := c.answered(k, was, state); err != nil {
		return nil, err
	}
	r.say(fieldState, encode(stored(k, at)))
	return differ(was, r), nil
}

// MoveSaying is Move with what is said of the record in the same act, before it.
func MoveSaying(c Case, kind, id, state string, said map[string]string) ([]assess.Change, error) {
	changes, err := Set(c, kind, id, said)
	if err == nil {
		c.Book, err = Foresee(c.Book, changes)
	}
	if err != nil {
		return nil, err
	}
	more, err := Move(c, kind, id, state)
	return append(changes, more...), err
}

// Remove takes a record away, and what stands below it; history keeps them.
func Remove(c Case, kind, id string) ([]assess.Change, error) {
	r, err := c.record(kind, id)
	if err != nil {
		return nil, err
	}
	changes := []assess.Change{{Subject: r.Subject(), Field: assess.FieldRemoved, Value: encode(true)}}
	for _, child := range c.Book.below(id) {
		more, err := Remove(c, child.Kind, child.ID)
		if err != nil {
			return nil, err
		}
		changes = append(changes, more...)
	}
	return changes, nil
}

func (c Case) kind(id string) (*catalog.Register, error) {
	if k, known := c.Catalog.Register(id); known {
		return k, nil
	}
	var all []string
	for _, k := range c.Catalog.Registers() {
		all = append(all, k.ID)
	}
	return nil, fmt.Errorf("there is no register %q; it is %s", id, assess.Either(all))
}

// Register finds a register as a person types it: by its id, or by what its numbers
// begin with, in whatever case.
func (c Case) Register(text string) (*catalog.Register, error) {
	registers := c.Catalog.Registers()
	for i := range registers {
		if k := &registers[i]; strings.EqualFold(text, k.ID) || strings.EqualFold(text, k.Prefix) {
			return k, nil
		}
	}
	return c.kind(text)
}

func (c Case) record(kind, id string) (Record, error) {
	r, ok := c.Book.Record(kind, id)
	if !ok || r.Removed() {
		return Record{}, fmt.Errorf("there is no such %s any more", c.singular(kind))
	}
	return r, nil
}

// known is a record of a kind that the catalogue has.
func (c Case) known(kind, id string) (*catalog.Register, Record, error) {
	k, err := c.kind(kind)
	if err != nil {
		return nil, Record{}, err
	}
	r, err := c.record(kind, id)
	return k, r, err
}

func (c Case) singular(kind string) string {
	if k, known := c.Catalog.Register(kind); known {
		return k.Singular
	}
	return "record"
}

// parent is the id of the record that a new one of a kind stands below, by its
// number; empty where the kind stands below none.
func (c Case) parent(k *catalog.Register, number string) (string, error) {
	switch {
	case k.ChildOf == "" && number == "":
		return "", nil
	case k.ChildOf == "":
		return "", fmt.Errorf("%s stands below no other record; leave the parent out", article(k))
	case number == "":
		return "", fmt.Errorf("%s stands below a %s; name it as the parent", article(k), c.singular(k.ChildOf))
	}
	above, err := c.Book.Find(c.Catalog, number)
	if err == nil && above.Kind != k.ChildOf {
		err = fmt.Errorf("%s is a %s; %s stands below a %s", c.Book.Number(c.Catalog, above), c.singular(above.Kind), article(k), c.singular(k.ChildOf))
	}
	return above.ID, err
}

// say puts what was typed into a field of a record.
func (c Case) say(k *catalog.Register, r *Record, name, text string) error {
	f, known := c.field(k, name)
	if !known {
		return fmt.Errorf("%s has no field %q; it has %s", article(k), name, assess.Either(k.FieldNames()))
	}
	value, err := c.Read(f, text)
	if err == nil {
		err = c.fitsPrompt(k, name, text)
	}
	if err != nil {
		return err
	}
	r.say(name, value)
	return nil
}

// sayAll puts everything that was typed into the fields of a record.
func (c Case) sayAll(k *catalog.Register, r *Record, said map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(said)) {
		if name == fieldParent || name == catalog.RecordLibrary {
			continue
		}
		if err := c.say(k, r, name, said[name]); err != nil {
			return err
		}
	}
	return nil
}
