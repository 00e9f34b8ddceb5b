package data

import (
	"encoding/json"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// Registers are the kinds of records, and of the one that was asked for its records.
type Registers struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Filter     *string    `json:"filter" says:"What the records were asked for; null: all are there."`
	Registers  []Register `json:"registers"`
}

// Register is a kind of records.
type Register struct {
	ID        string           `json:"id" says:"Names it in every command."`
	Prefix    string           `json:"prefix" says:"What its numbers begin with."`
	Title     string           `json:"title"`
	Clause    int              `json:"clause" is:"4..10"`
	Serves    []string         `json:"serves" is:"item" says:"The items of ISO/IEC 42001 that it serves."`
	Need      string           `json:"need" is:"stage 1|stage 2|practice" says:"When it must hold something."`
	ChildOf   *string          `json:"child_of" says:"The register whose records its own stand below; null where they stand alone."`
	Count     int              `json:"count"`
	Act       int              `json:"act" says:"Records for which somebody must act."`
	Look      int              `json:"look" says:"Records at which somebody should look."`
	Elsewhere *Elsewhere       `json:"elsewhere" says:"Where it is kept if not here; null where it is."`
	Marks     []RecordMark     `json:"marks" says:"What the rules say of it as a whole."`
	Records   []RegisterRecord `json:"records" null:"true" says:"Null where no register was asked for by name."`
}

// Elsewhere is another place where a register is kept.
type Elsewhere struct {
	Where   string `json:"where"`
	Checked string `json:"checked" is:"date" says:"When somebody last looked there."`
	By      string `json:"by"`
}

// RecordMark is what a rule says.
type RecordMark struct {
	Degree   string `json:"degree" is:"look|act"`
	Rule     string `json:"rule"`
	Sentence string `json:"sentence"`
}

// RegisterRecord is one record, with all its fields.
type RegisterRecord struct {
	ID       string        `json:"id"`
	Number   string        `json:"number" says:"Names it in every command."`
	Register string        `json:"register"`
	Title    string        `json:"title"`
	State    *string       `json:"state" says:"Null where its register has no states."`
	Parent   *string       `json:"parent" says:"The number of the record it stands below; null where it stands alone."`
	Library  *string       `json:"library" says:"The row of the library it was taken from; null where it was written here."`
	Fields   []RecordField `json:"fields" says:"Those that are asked of it, in the order of the form."`
	Marks    []RecordMark  `json:"marks"`
	Below    []string      `json:"below" says:"The numbers of the records that stand below it."`
	NamedBy  []RecordNamed `json:"named_by" says:"The records that lead to it."`
}

// RecordField is what a field says.
type RecordField struct {
	Name  string          `json:"name" says:"Names it in crosswalk record set."`
	Label string          `json:"label"`
	Says  *string         `json:"says" says:"As a person reads it; null where nothing was said."`
	Value json.RawMessage `json:"value" says:"As it is kept: references are ids, a level is its step from 1; null where nothing was said."`
}

// RecordNamed is a record that leads to another one.
type RecordNamed struct {
	Number string `json:"number"`
	Field  string `json:"field" says:"The label of the field by which it does."`
}

// OneRecord is one record by itself.
type OneRecord struct {
	Assessment Assessment     `json:"assessment" says:"The assessment this is about."`
	Record     RegisterRecord `json:"record"`
	Prompts    []RecordPrompt `json:"prompts" says:"Of an impact assessment what its form asks, in the order of the form; else none."`
}

// Records is what is read of many records at once.
type Records struct {
	register.Case
	Numbers map[string]string            // by id
	Marks   []register.Mark              // of all
	Worst   map[string]register.Degree   // by id
	Named   map[string][]register.Naming // by the id of what is named
	below   map[string][]string          // numbers, by the id above
	marks   map[string][]RecordMark      // by register and id
}

// RecordsOf judges all records of a case.
func RecordsOf(c register.Case) Records {
	all := Records{Case: c, Numbers: c.Book.Numbers(c.Catalog), Marks: register.Judge(c), Named: register.NamedBy(c), below: map[string][]string{}, marks: map[string][]RecordMark{}}
	all.Worst = register.Worst(all.Marks)
	for _, m := range all.Marks {
		at := m.Kind + "/" + m.ID
		all.marks[at] = append(all.marks[at], RecordMark{m.Degree.String(), m.Rule, m.Sentence})
	}
	for r := range c.Book.All() {
		if above := r.Text(catalog.RecordParent); above != "" && !r.Removed() {
			all.below[above] = append(all.below[above], all.Numbers[r.ID])
		}
	}
	return all
}

// RegisterOf is a register with its records, without them where none are wanted.
func (x Records) RegisterOf(k *catalog.Register, records []register.Record) Register {
	out := Register{
		k.ID, k.Prefix, k.Title, k.Clause, append([]string{}, k.Serves...), k.Need, OrNull(k.ChildOf),
		0, 0, 0, x.elsewhere(k.ID), x.marksOf(k.ID, ""), nil,
	}
	for _, r := range x.Book.Of(k.ID) {
		out.Count++
		switch x.Worst[r.ID] {
		case register.Act:
			out.Act++
		case register.Look:
			out.Look++
		}
	}
	if records != nil {
		out.Records = []RegisterRecord{}
	}
	for _, r := range records {
		out.Records = append(out.Records, x.RecordOf(k, r))
	}
	return out
}

func (x Records) elsewhere(kind string) *Elsewhere {
	e := x.Elsewhere(kind)
	if e == (register.Elsewhere{}) {
		return nil
	}
	return &Elsewhere{e.Where, e.Checked, e.By}
}

func (x Records) marksOf(kind, id string) []RecordMark {
	return append([]RecordMark{}, x.marks[kind+"/"+id]...)
}

// RecordOf is one record with what the rules say of it and what leads to it.
func (x Records) RecordOf(k *catalog.Register, r register.Record) RegisterRecord {
	out := RegisterRecord{
		r.ID, x.Numbers[r.ID], r.Kind, r.Title(), OrNull(r.State()), OrNull(x.Numbers[r.Text(catalog.RecordParent)]), OrNull(r.Text(catalog.RecordLibrary)),
		[]RecordField{},
		x.marksOf(r.Kind, r.ID), append([]string{}, x.below[r.ID]...),
		[]RecordNamed{},
	}
	for _, f := range x.Fields(k, r) {
		out.Fields = append(out.Fields, RecordField{f.Name, f.Label, OrNull(x.Says(r, f.Name)), append(json.RawMessage(nil), valueOr(r.Value(f.Name))...)})
	}
	for _, n := range x.Named[r.ID] {
		out.NamedBy = append(out.NamedBy, RecordNamed{x.Numbers[n.ID], n.Field})
	}
	return out
}

func valueOr(v json.RawMessage) json.RawMessage {
	if v == nil {
		return json.RawMessage("null")
	}
	return v
}
