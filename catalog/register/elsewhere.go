package register

import (
	"encoding/json"
	"errors"
	"strings"

	"crosswalk/catalog/assess"
)

// Elsewhere says that the records of a kind are kept in another place, such as the
// register of the ISMS. For a year after somebody looked there nothing more is
// asked of the kind.
type Elsewhere struct {
	Where   string
	Checked string // YYYY-MM-DD, when somebody last looked there
	By      string
}

// elsewhereKind is how it is kept: a record whose id is the kind that it is about,
// so that history, undo and a merge come with it. No register declares it.
const elsewhereKind = assess.KindElsewhere

// keptMonths is for how long a look holds.
const keptMonths = 12

// Elsewhere is where a kind is kept if not here; the zero one where it is.
func (c Case) Elsewhere(kind string) Elsewhere {
	r, known := c.Book.Record(elsewhereKind, kind)
	if !known || r.Removed() {
		return Elsewhere{}
	}
	return Elsewhere{r.Text(assess.FieldWhere), r.Text(assess.FieldChecked), r.Text(assess.FieldBy)}
}

// KeepElsewhere says that a kind is kept in another place; the zero Elsewhere takes
// that back.
func KeepElsewhere(c Case, kind string, e Elsewhere) ([]assess.Change, error) {
	if _, err := c.kind(kind); err != nil {
		return nil, err
	}
	if e != (Elsewhere{}) {
		if strings.TrimSpace(e.Where) == "" || strings.TrimSpace(e.By) == "" || e.Checked == "" {
			return nil, errors.New("a register that is kept elsewhere needs the place, and who looked there on which day")
		}
		err := errors.Join(assess.CheckLine("place", e.Where), assess.CheckDate("day", e.Checked), assess.CheckLine("name", e.By))
		if err != nil {
			return nil, err
		}
	}
	was, _ := c.Book.Record(elsewhereKind, kind)
	is := Record{Kind: elsewhereKind, ID: kind, Values: FieldsOf(map[string]json.RawMessage{
		assess.FieldWhere: encode(e.Where), assess.FieldChecked: encode(e.Checked), assess.FieldBy: encode(e.By),
	})}
	return differ(was, is), nil
}

// title is what the records of a kind are called together.
func (c Case) title(kind string) string {
	if k, known := c.Catalog.Register(kind); known {
		return k.Title
	}
	return kind
}
