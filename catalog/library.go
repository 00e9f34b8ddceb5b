package catalog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Library is what can be taken into a register: rows that say its fields as people
// type them. A row is a start, never the whole record.
type Library struct {
	Register string       `json:"register" yaml:"-"` // the kind, as the file is named
	Note     string       `json:"note" yaml:"note"`  // how it is used
	Rows     []LibraryRow `json:"rows" yaml:"rows"`
}

// LibraryRow is one row. A field that leads to a record names a row of that record's
// library.
type LibraryRow struct {
	ID     string     `json:"id"` // the prefix of the register and a number
	Fields []RowField `json:"fields"`

	line int
}

// RowField is what a row says of a field.
type RowField struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Says is what the row says of a field; empty where it says nothing.
func (r *LibraryRow) Says(field string) string {
	for _, f := range r.Fields {
		if f.Name == field {
			return f.Text
		}
	}
	return ""
}

// UnmarshalYAML reads a group of fields, each a text or a list of texts.
func (r *LibraryRow) UnmarshalYAML(n *yaml.Node) error {
	var group map[string]any // refuses what is no group, and a field twice
	if err := n.Decode(&group); err != nil {
		return err
	}
	r.line = n.Line
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i].Value, n.Content[i+1]
		text := value.Value
		if value.Kind == yaml.SequenceNode {
			var all []string
			if err := value.Decode(&all); err != nil {
				return err
			}
			text = strings.Join(all, ", ")
		}
		if name == "id" {
			r.ID = text
		} else {
			r.Fields = append(r.Fields, RowField{name, strings.TrimSpace(text)})
		}
	}
	return nil
}

// Libraries are the libraries of all kinds but risks, whose rows say more than their
// records do.
func (c *Catalog) Libraries() []Library { return c.Reference().Libraries }

// Library is that of a kind; it has no rows where there is none.
func (c *Catalog) Library(kind string) Library {
	for _, lib := range c.Libraries() {
		if lib.Register == kind {
			return lib
		}
	}
	return Library{Register: kind}
}

// Row finds a row by its id.
func (l Library) Row(id string) (LibraryRow, bool) {
	at := slices.IndexFunc(l.Rows, func(r LibraryRow) bool { return r.ID == id })
	if at < 0 {
		return LibraryRow{}, false
	}
	return l.Rows[at], true
}

// wrongRow is what is wrong with what a row says; empty where nothing is.
func (r *Register) wrongRow(row *LibraryRow, k numbers, leads func(kind, id string) bool) []string {
	var all []string
	for _, said := range row.Fields {
		f, has := r.Field(said.Name)
		switch {
		case !has:
			all = append(all, "there is no field named "+said.Name)
		case said.Text == "":
			all = append(all, said.Name+" says nothing; leave it out")
		default:
			if wrong := f.wrongText(said.Text, k, leads); wrong != "" {
				all = append(all, said.Name+": "+wrong)
			}
			if name, word := f.Condition(); name != "" && !slices.Contains(words(row.Says(name)), word) {
				all = append(all, fmt.Sprintf("%s is asked only when %s", said.Name, f.When))
			}
		}
	}
	for _, f := range r.Fields {
		if f.Required && f.When == "" && f.Type != "systems" && row.Says(f.Name) == "" {
			all = append(all, f.Name+" is missing")
		}
	}
	return all
}

// wrongText is what is wrong with a text of a field of the types that a library can
// know; who, when and which system are for who takes the row.
func (f *RegisterField) wrongText(text string, k numbers, leads func(kind, id string) bool) string {
	switch f.Type {
	case "line":
		if strings.Contains(text, "\n") {
			return "it is a line, and has more than one"
		}
	case "text":
	case "yesno", "choice", "choices":
		said := []string{text}
		if f.Type == "choices" {
			said = words(text)
		}
		for _, word := range said {
			if !slices.Contains(f.says(), word) {
				return fmt.Sprintf("%q is none of its words; it is one of %s", word, strings.Join(f.says(), ", "))
			}
		}
	case "period":
		if !PeriodForm().MatchString(text) {
			return fmt.Sprintf("%q is no period; it is written as 72h, 30d, 6w, 3m or 1y", text)
		}
	case "level":
		if n, err := strconv.Atoi(text); err != nil || n < 1 || f.Scale != "" || n > len(f.Words) {
			return fmt.Sprintf("%q is no step; it is 1 to %d", text, len(f.Words))
		}
	case "items":
		for _, id := range words(text) {
			isms, foreign := strings.CutPrefix(id, "27001:")
			if foreign && !k.isms[isms] || !foreign && !k.aims[id] {
				return fmt.Sprintf("no standard has the item %q", id)
			}
		}
	case "record":
		if !leads(f.Register, text) {
			return fmt.Sprintf("the library of %s has no row %q", f.Register, text)
		}
	default:
		return "a library does not know a " + f.Type + "; leave it out"
	}
	return ""
}

// words are what a list says.
func words(text string) []string { return strings.Split(text, ", ") }
