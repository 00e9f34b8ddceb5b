package register

import (
	"maps"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Row is what can be taken from a library: what it says, for Put. The rest is for
// who knows the organisation.
type Row map[string]string

// Title is what the record would be about.
func (r Row) Title() string { return r[catalog.RecordTitle] }

// id is the row in its library; of one that is offered for each AI system, with the
// id of that.
func (r Row) id() string { return r[catalog.RecordLibrary] }

// derived are the libraries that are made of what the catalogue knows anyway, with
// what it says of their use.
var derived = map[string]struct {
	rows func(Case) []Row
	note func(*catalog.Reference) string
}{
	"risk":        {riskRows, func(r *catalog.Reference) string { return r.Risks.Note }},
	"risk-method": {methodRows, func(*catalog.Reference) string { return "A start where your ISMS has no method for risks yet." }},
	"term":        {termRows, func(r *catalog.Reference) string { return r.Vocabulary.Note }},
	"horizon":     {horizonRows, func(r *catalog.Reference) string { return r.Regulation.Notice }},
	"requirement": {obligations, func(r *catalog.Reference) string { return r.Regulation.Notice }},
}

// LibraryNote is how the library of a kind is used; empty where there is none.
func LibraryNote(cat *catalog.Catalog, kind string) string {
	note := strings.TrimSpace(cat.Library(kind).Note)
	if d, has := derived[kind]; has {
		note += " " + strings.TrimSpace(d.note(cat.Reference()))
	}
	return strings.TrimSpace(note)
}

// Library is what can be taken into a register, less what was taken already or
// stands there under the same title. A row that needs a record of another register
// is offered once that is there; where a register asks for AI systems, a row is
// offered once for each system in scope.
func Library(c Case, kind string) []Row {
	k, known := c.Catalog.Register(kind)
	if !known {
		return nil
	}
	var all []Row
	if d, has := derived[kind]; has {
		all = d.rows(c)
	}
	for _, written := range c.Catalog.Library(kind).Rows {
		if row, offered := c.row(k, written); offered {
			all = append(all, c.eachSystem(k, row)...)
		}
	}
	ids, titles := taken(c.Book, kind)
	return slices.DeleteFunc(all, func(r Row) bool { return ids[r.id()] || titles[assess.FoldName(r.Title())] })
}

func taken(b *Book, kind string) (ids, titles map[string]bool) {
	ids, titles = map[string]bool{}, map[string]bool{}
	for _, r := range b.Of(kind) {
		ids[r.Text(catalog.RecordLibrary)], titles[assess.FoldName(r.Title())] = true, true
	}
	return ids, titles
}

// row is a row with what it leads to, by number where it is there and else by title;
// false where that is needed and not there. What a register of one's own does not ask
// is left out.
func (c Case) row(k *catalog.Register, written catalog.LibraryRow) (Row, bool) {
	row := Row{catalog.RecordLibrary: written.ID}
	for _, said := range written.Fields {
		f, has := k.Field(said.Name)
		switch {
		case !has:
		case f.Type != "record":
			row[f.Name] = said.Text
		default:
			to, there := c.takenFrom(f.Register, said.Text)
			if !there && f.Required {
				return nil, false
			}
			row[f.Name] = c.calledBy(f.Register, said.Text, to)
		}
	}
	return row, true
}

// calledBy is what a row leads to: a record by its number, and where there is none yet
// the row that it would be taken from by its title.
func (c Case) calledBy(kind, id string, to Record) string {
	if to.ID != "" {
		return c.Book.Number(c.Catalog, to)
	}
	written, _ := c.Catalog.Library(kind).Row(id)
	return written.Says(catalog.RecordTitle)
}

// takenFrom is the record that was taken from a row, or bears its title.
func (c Case) takenFrom(kind, id string) (Record, bool) {
	for _, r := range c.Book.Of(kind) {
		if r.Text(catalog.RecordLibrary) == id {
			return r, true
		}
	}
	return c.titled(kind, c.calledBy(kind, id, Record{}))
}

func (c Case) titled(kind, title string) (Record, bool) {
	all := c.Book.Of(kind)
	at := slices.IndexFunc(all, func(r Record) bool { return assess.FoldName(r.Title()) == assess.FoldName(title) })
	if at < 0 {
		return Record{}, false
	}
	return all[at], true
}

// settled is what is said of a record that is taken from a library, with numbers
// for the titles of what it leads to. What is not there is left out: of several rows
// that are taken in one act, the first ones are there for the later ones.
func (c Case) settled(k *catalog.Register, said map[string]string) map[string]string {
	if said[catalog.RecordLibrary] == "" {
		return said
	}
	said = maps.Clone(said)
	for _, f := range k.Fields {
		if f.Type != "record" || said[f.Name] == "" {
			continue
		}
		if _, err := c.Book.Find(c.Catalog, said[f.Name]); err == nil {
			continue
		}
		if to, there := c.titled(f.Register, said[f.Name]); there {
			said[f.Name] = to.ID
		} else {
			delete(said, f.Name)
		}
	}
	return said
}

// eachSystem is a row once for each AI system, where a register asks for systems.
func (c Case) eachSystem(k *catalog.Register, row Row) []Row {
	f, has := k.Field("systems")
	if !has || !f.Required {
		return []Row{row}
	}
	var all []Row
	for _, s := range c.Assessment.InScope() {
		of := maps.Clone(row)
		of["systems"] = systemTyped(s)
		of[catalog.RecordLibrary] = row.id() + "/" + s.ID
		of[catalog.RecordTitle] = s.Name + ": " + row.Title()
		all = append(all, of)
	}
	return all
}

// systemTyped is an AI system as a list takes it: by its name, and by its id where a
// comma would make two of that.
func systemTyped(s assess.System) string {
	if strings.Contains(s.Name, ",") {
		return s.ID
	}
	return s.Name
}

// riskRows propose the controls that help as controls to come; those that are there
// already are moved by hand.
func riskRows(c Case) []Row {
	var all []Row
	for _, r := range c.Catalog.Risks().Risks {
		refs := append([]string{}, r.Treats...)
		for _, item := range r.ISMS {
			refs = append(refs, assess.BaselineRef(item))
		}
		all = append(all, Row{
			catalog.RecordLibrary: r.ID, catalog.RecordTitle: r.Title, "kind": "threat", "source": r.Source,
			"happens": r.Happens, "to_come": strings.Join(refs, ", "),
		})
	}
	return all
}

// termRelations are the words of the vocabulary as the register of terms has them.
var termRelations = map[string]string{
	"same": "same", "overlaps": "overlaps", "diverges": "differs", "new in 42001": "only here",
}

// termRows leave the meaning open, which is the organisation's own. A word that only
// the ISMS has needs no agreement here.
func termRows(c Case) []Row {
	var all []Row
	for _, t := range c.Catalog.Terms() {
		relation, here := termRelations[t.Relation]
		if !here {
			continue
		}
		source := strings.Join(t.DefinedIn, ", ")
		if len(t.Refs) > 0 {
			source += " (" + strings.Join(t.Refs, ", ") + ")"
		}
		all = append(all, Row{
			catalog.RecordLibrary: t.Term, catalog.RecordTitle: t.Term, "relation": relation, "difference": t.Difference, "source": source,
		})
	}
	return all
}
