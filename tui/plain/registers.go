package plain

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
)

// shelf are the records as this person may read them now.
func (t *talk) shelf() (register.Case, bool) {
	book, err := t.s.DB.RecordsReadBy(t.s.Context, t.s.Actor, t.id)
	if err != nil {
		t.refuse(err)
	}
	return register.Case{Catalog: t.s.Catalog, Assessment: t.now.Assessment, Book: book, Today: t.s.Now()}, err == nil
}

// kindNamed is a register by its id or by what its numbers begin with.
func (t *talk) kindNamed(c register.Case, name string) (*catalog.Register, bool) {
	k, err := c.Register(name)
	if name == "" {
		err = fmt.Errorf("say which register, as risk; registers lists them")
	}
	if err != nil {
		t.refuse(err)
	}
	return k, err == nil
}

// registers lists the kinds of records, each with how many need somebody.
func (t *talk) registers(string) {
	c, ok := t.shelf()
	if !ok {
		return
	}
	worst := register.Worst(register.Judge(c))
	for _, k := range c.Catalog.Registers() {
		if k.ChildOf != "" {
			continue
		}
		act, look := 0, 0
		all := c.Book.Of(k.ID)
		for _, r := range all {
			switch worst[r.ID] {
			case register.Act:
				act++
			case register.Look:
				look++
			}
		}
		said := fmt.Sprint(len(all))
		if act+look > 0 {
			said += fmt.Sprintf(", to act on: %d, to look at: %d", act, look)
		}
		t.say("Clause %d, %s, called %s, records: %s", k.Clause, k.Title, k.ID, said)
	}
	t.say("records and a name lists one register, as records risk.")
}

// records lists those of a register that the words of a filter let through.
func (t *talk) records(text string) {
	c, ok := t.shelf()
	if !ok {
		return
	}
	name, words, _ := strings.Cut(text, " ")
	k, ok := t.kindNamed(c, name)
	if !ok {
		return
	}
	f, err := filter.ParseRecords(k, words)
	if err != nil {
		t.refuse(err)
		return
	}
	facts := filter.RecordFacts{Case: c, Register: k, Worst: register.Worst(register.Judge(c)), Person: t.s.Actor.Name}
	all, numbers := c.Book.Of(k.ID), c.Book.Numbers(c.Catalog)
	if len(all) == 0 {
		t.say("%s", k.Empty)
	}
	shown := facts.Choose(f, all)
	for _, r := range shown {
		how := r.State()
		if worst := facts.Worst[r.ID]; worst > register.OK {
			how = strings.TrimPrefix(how+", somebody should "+worst.String(), ", ")
		}
		t.say("%s, %s: %s", numbers[r.ID], r.Title(), how)
	}
	t.say("%s: %d of %d", k.Title, len(shown), len(all))
	t.say("record and a number reads one; record add %s writes one; record take %s takes from the library.", k.ID, k.ID)
}

// recordVerbs are what may stand behind record.
var recordVerbs = map[string]func(*talk, string){
	"add": (*talk).addRecord, "set": (*talk).setRecord, "state": (*talk).moveRecord, "remove": (*talk).removeRecord, "take": (*talk).takeRecords,
}

// record reads a record, or does what stands behind the command.
func (t *talk) record(text string) {
	verb, behind, _ := strings.Cut(text, " ")
	if do, ok := recordVerbs[assess.FoldName(verb)]; ok {
		do(t, strings.TrimSpace(behind))
		return
	}
	c, ok := t.shelf()
	if !ok {
		return
	}
	if r, ok := t.recordNumbered(c, text); ok {
		t.readRecord(c, r)
	}
}

func (t *talk) recordNumbered(c register.Case, number string) (register.Record, bool) {
	if number == "" {
		t.say("Say which record, as record RI-1. registers lists the kinds.")
		return register.Record{}, false
	}
	r, err := c.Book.Find(c.Catalog, number)
	if err != nil {
		t.refuse(err)
	}
	return r, err == nil
}

// readRecord says how a record stands, then what it says, then what it lacks.
func (t *talk) readRecord(c register.Case, r register.Record) {
	k := c.Shape(r.Kind)
	t.say("%s, %s: %s", c.Book.Number(c.Catalog, r), k.Singular, r.Title())
	if r.State() != "" {
		t.say("State: %s", r.State())
	}
	for _, m := range register.Judge(c) {
		if m.ID == r.ID {
			t.say("Somebody should %s: %s", m.Degree, m.Sentence)
		}
	}
	var empty []string
	for _, f := range register.Asked(k, r) {
		switch said := c.Says(r, f.Name); {
		case said == "":
			empty = append(empty, f.Name)
		case f.Name != catalog.RecordTitle:
			t.sayText(f.Label, said)
		}
	}
	if len(empty) > 0 {
		t.say("Not said yet: %s", strings.Join(empty, ", "))
	}
	if next := k.StateAt(r.State()) + 1; next > 0 && next < len(k.States) {
		t.say("record state %s moves it on; what follows is: %s", c.Book.Number(c.Catalog, r), k.States[next].Name)
	}
}

// fieldOf is a field of a record as a form asks it.
func (t *talk) fieldOf(c register.Case, f *catalog.RegisterField, is string) *field {
	one := &field{label: f.Label, hint: f.Help, is: is, check: func(text string) error {
		if f.Required && f.When == "" && strings.TrimSpace(text) == "" {
			return fmt.Errorf("the field %q needs a word", f.Label)
		}
		_, err := c.Read(f, text)
		return err
	}}
	switch f.Type {
	case "choice", "yesno", "level":
		one.words = c.Offers(f)
	case "choices":
		one.hint += " Several with commas: " + strings.Join(f.Words, ", ") + "."
	}
	if f.When != "" {
		one.hint += " It is asked only when " + f.When + "."
	}
	return one
}

// addRecord asks for what a record of a register must say.
func (t *talk) addRecord(text string) {
	c, ok := t.shelf()
	if !ok || !t.may() {
		return
	}
	name, title, _ := strings.Cut(text, " ")
	k, ok := t.kindNamed(c, name)
	if !ok {
		return
	}
	var fields []*field
	var names []string
	add := func(name string, f *field) { names, fields = append(names, name), append(fields, f) }
	if k.ChildOf != "" {
		above := c.Shape(k.ChildOf)
		add(catalog.RecordParent, &field{label: "Number of the " + above.Singular, check: dialog.Needed("the number of the " + above.Singular + " it stands below")})
	}
	for i := range k.Fields {
		if f := &k.Fields[i]; f.Required {
			add(f.Name, t.fieldOf(c, f, ""))
		}
		if k.Fields[i].Name == catalog.RecordTitle {
			fields[len(fields)-1].given = title
		}
	}
	id := t.s.DB.NewID()
	t.fill(dialog.FormOfNew(t.id, assess.KindRecord, k.ID), "A "+k.Singular+".", fields, func() bool {
		return t.actOnRecords(func(c register.Case) ([]assess.Change, error) {
			return register.Put(c, k.ID, id, typedInto(names, fields))
		})
	})
}

// typedInto is what was typed into fields, without those that say nothing.
func typedInto(names []string, fields []*field) map[string]string {
	said := map[string]string{}
	for i, f := range fields {
		if f.is != "" {
			said[names[i]] = f.is
		}
	}
	return said
}

// setRecord asks for all that a record can say, or for the one field that is named; a
// long text has lines of its own.
func (t *talk) setRecord(text string) {
	c, ok := t.shelf()
	if !ok || !t.may() {
		return
	}
	number, name, _ := strings.Cut(text, " ")
	r, ok := t.recordNumbered(c, number)
	if !ok {
		return
	}
	k := c.Shape(r.Kind)
	var fields []*field
	var asked []string
	for _, f := range register.Asked(k, r) {
		switch named := f.Name == name || assess.FoldName(f.Label) == assess.FoldName(name); {
		case named && f.Type == "text":
			t.writeField(c, r, &f)
			return
		case named || name == "" && f.Type != "text":
			asked, fields = append(asked, f.Name), append(fields, t.fieldOf(c, &f, c.Typed(r, &f)))
		}
	}
	if len(fields) == 0 {
		t.refuse(fmt.Errorf("a %s has no field %q here; record %s names them", k.Singular, name, number))
		return
	}
	was := values(fields)
	t.fill(dialog.FormOf(t.id, "fields "+name, r.Subject()), c.Book.Number(c.Catalog, r)+".", fields, func() bool {
		said := map[string]string{}
		for i, f := range fields {
			if f.is != was[i] {
				said[asked[i]] = f.is
			}
		}
		return t.actOnRecords(func(c register.Case) ([]assess.Change, error) { return register.Set(c, r.Kind, r.ID, said) })
	})
}

func (t *talk) writeField(c register.Case, r register.Record, f *catalog.RegisterField) {
	began := r.Text(f.Name)
	t.say("%s: %s", f.Label, f.Help)
	t.write(dialog.FormOf(t.id, f.Name, r.Subject()), f.Label, began, func(text string) bool {
		return t.actOnRecords(func(c register.Case) ([]assess.Change, error) {
			return register.Write(c, r.Kind, r.ID, f.Name, began, text)
		})
	})
}

// moveRecord puts a record into another state, the next one where none is named, and
// asks first for what that needs.
func (t *talk) moveRecord(text string) {
	c, ok := t.shelf()
	if !ok || !t.may() {
		return
	}
	number, state, _ := strings.Cut(text, " ")
	r, ok := t.recordNumbered(c, number)
	if !ok {
		return
	}
	k := c.Shape(r.Kind)
	if next := k.StateAt(r.State()) + 1; state == "" && next < len(k.States) {
		state = k.States[next].Name
	}
	move := func(said map[string]string) bool {
		return t.actOnRecords(func(c register.Case) ([]assess.Change, error) {
			return register.MoveSaying(c, r.Kind, r.ID, state, said)
		})
	}
	lacks := register.Lacks(k, r, state)
	if k.StateAt(state) < 0 || len(lacks) == 0 {
		move(nil)
		return
	}
	var fields []*field
	var names []string
	for i := range lacks {
		names, fields = append(names, lacks[i].Name), append(fields, t.fieldOf(c, &lacks[i], ""))
	}
	t.fill(dialog.FormOf(t.id, "state "+state, r.Subject()), fmt.Sprintf("Before it is %s it needs:", state), fields, func() bool {
		return move(typedInto(names, fields))
	})
}

func (t *talk) removeRecord(number string) {
	c, ok := t.shelf()
	if !ok || !t.may() {
		return
	}
	r, ok := t.recordNumbered(c, number)
	if ok && t.sure(fmt.Sprintf("Remove %s, and what stands below it?", c.Book.Number(c.Catalog, r))) {
		t.actOnRecords(func(c register.Case) ([]assess.Change, error) { return register.Remove(c, r.Kind, r.ID) })
	}
}

// takeRecords lists the library of a register, or takes rows of it by their names or
// by the title of one.
func (t *talk) takeRecords(text string) {
	c, ok := t.shelf()
	if !ok {
		return
	}
	name, row, _ := strings.Cut(text, " ")
	k, ok := t.kindNamed(c, name)
	if !ok {
		return
	}
	offered := register.Library(c, k.ID)
	if row = strings.TrimSpace(row); row == "" {
		for _, r := range offered {
			t.say("%s: %s", r.Name(), r.Title())
		}
		t.say("Rows of the library: %d", len(offered))
		if len(offered) > 0 {
			t.say("record take %s and the name of a row, or several, takes them.", k.ID)
		}
		return
	}
	if !t.may() {
		return
	}
	names := strings.Fields(row)
	if len(register.RowsNamed(offered, row)) > 0 {
		names = []string{row} // a title
	}
	t.actOnRecords(func(c register.Case) ([]assess.Change, error) {
		rows, err := register.RowsOf(c, k.ID, names)
		if err != nil {
			return nil, err
		}
		ids := make([]string, len(rows))
		for i := range ids {
			ids[i] = t.s.DB.NewID()
		}
		return register.Take(c, k.ID, rows, ids)
	})
}
