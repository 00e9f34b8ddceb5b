package intake

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// entry is what a row says of one item.
type entry struct {
	at         spot
	group      int // its place among the rows
	item       *catalog.Item
	old        string // the control of 2013 that the row names
	label      string // what tells the row from others about the same item
	system     string // id; empty for all
	systemName string
	rating     mark
	declared   string
	applicable bool // the sheet says yes
	excluded   bool // the sheet says no
	texts      map[field]string
	drivers    []string
	due        string
	lookedAt   string
	// reasonIsWhyIn says that the row's reason is why the control is in, and not why
	// it is rated so.
	reasonIsWhyIn bool
	asked         bool  // it waits for what is asked
	ratingField   field // the column that a refused rating stands in
}

// says reports whether a row says anything that could be kept. That a control
// is applicable goes without saying.
func (e entry) says() bool {
	if e.rating.said || e.declared != "" || e.due != "" || e.lookedAt != "" || len(e.drivers) > 0 || e.asked {
		return true
	}
	for _, t := range e.texts {
		if strings.TrimSpace(t) != "" {
			return true
		}
	}
	return false
}

// understand reads the cells of a row, and refuses each that can't be.
func (r *reader) understand(at int, it *catalog.Item) (entry, bool) {
	row := r.t.rows[at]
	e := entry{at: spot{r.t.name, row.n}, item: it, texts: map[field]string{}, ratingField: fRating, label: r.label(at)}
	if r.edition == Edition2013 {
		e.old = r.oldNumber(at)
	}
	good := r.unmerged(at, it)
	refuse := func(f field, err error) {
		if err != nil {
			r.refuse(e.at, f, it.Number, err)
			good = false
		}
	}
	status := mark{}
	for _, f := range fieldsOf[r.as] {
		c, there := r.cellOf(row, f)
		if !there || f == fItem || f == fTitle || c.blank() && !(f == fApplicable && r.ticks) {
			continue
		}
		switch c.kind {
		case unknown:
			refuse(f, errFormula)
		case fault:
			refuse(f, fmt.Errorf("the cell shows the error %s; put the value there", short(c.text)))
		default:
			refuse(f, r.set(&e, &status, f, c))
		}
	}
	r.join(&e, row)
	if good {
		refuse(fApplicable, e.settle(r.as, status))
	}
	return e, good
}

// cellOf is the cell that holds a field; a mark under the heading of a word is
// that word.
func (r *reader) cellOf(row row, f field) (cell, bool) {
	if f == fStatus && len(r.head.marks) > 0 {
		for column, word := range r.head.marks {
			if c := row.at(column); !c.blank() && !(c.kind == truth && c.text != "1") {
				return cell{kind: text, text: word}, true
			}
		}
		return cell{}, false
	}
	column, there := r.head.columns[f]
	return row.at(column), there
}

func (r *reader) set(e *entry, status *mark, f field, c cell) (err error) {
	where := func() string {
		return Refusal{Sheet: r.t.name, Row: e.at.row, Cell: cellName(r.head.columns[f], e.at.row)}.Where()
	}
	switch f {
	case fStatus:
		if e.rating.said && !e.asked { // the level counts, and the word beside it declares
			*status, _ = r.words.beside(c)
			return nil
		}
		fallthrough
	case fRating:
		r.words.done = r.done[f]
		m, sure, err := r.words.rating(c, where)
		e.asked = e.asked || !sure
		if f == fRating {
			e.rating = m
		} else {
			*status = m
		}
		return err
	case fApplicable:
		yes, said, sure := r.words.applicable(c, r.ticks && strings.TrimSpace(e.reasons()) != "", where)
		e.asked = e.asked || !sure
		e.applicable, e.excluded = said && yes, said && !yes
	case fOwner:
		e.texts[f] = strings.Join(pieces(plainText(c), "\n"), ", ")
	case fDue:
		e.due, err = parseDay(c, r.t.from1904)
	case fLookedAt:
		e.lookedAt, err = parseDay(c, r.t.from1904)
	case fDrivers:
		r.driven(e, c)
	case fSystem:
		var s assess.System
		s, err = r.system(plainText(c))
		e.system, e.systemName = s.ID, s.Name
	default:
		if driver, is := driverOf[f]; is {
			yes, said, sure := r.words.applicable(c, false, where)
			e.asked = e.asked || !sure
			if said && yes {
				e.drivers = append(e.drivers, driver)
			}
			return nil
		}
		e.texts[f] = plainText(c)
	}
	return err
}

// reasons are those that a row gives, whatever for; they stand before the column
// of what is applicable in the order of fields.
func (e entry) reasons() string { return e.texts[fReason] + e.texts[fWhyNot] }

// driversIn are the words of what an item is needed for, as this program writes
// them; false where others stand there.
func driversIn(s string) ([]string, bool) {
	said := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" ,;/\n\t", r) })
	for _, w := range said {
		if !slices.Contains(assess.DriverWords, w) {
			return nil, false
		}
	}
	return said, true
}

// driven takes a column of what an item is needed for: in this program's words,
// or as a reason for the item, with what the column is called where the cell only
// says yes.
func (r *reader) driven(e *entry, c cell) {
	said := strings.TrimSpace(plainText(c))
	if words, ok := driversIn(said); ok {
		e.drivers = append(e.drivers, words...)
		return
	}
	head := strings.TrimSpace(r.head.text(fDrivers))
	switch yes, known := r.sheets.Applicable(said); {
	case known && !yes:
		return
	case known || isMark(said):
		said = head
	default:
		said = head + ": " + said
	}
	e.texts[fWhyIn] = strings.TrimSpace(e.texts[fWhyIn] + "\n" + said)
}

// join puts the columns that are to be kept with the note into it, each with its
// heading.
func (r *reader) join(e *entry, row row) {
	for _, column := range r.head.joined {
		c := row.at(column)
		if c.blank() || c.kind == unknown || c.kind == fault {
			continue
		}
		said := strings.TrimSpace(r.head.texts[column]) + ": " + plainText(c)
		if note := e.texts[fNote]; strings.TrimSpace(note) != "" {
			said = note + "\n" + said
		}
		e.texts[fNote] = said
	}
}

// pieces are the parts of a text that stand apart.
func pieces(s, at string) []string {
	var all []string
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(at, r) }) {
		if p = strings.TrimSpace(p); p != "" {
			all = append(all, p)
		}
	}
	return all
}

// plainText is a cell's text; a truth value as a person sees it.
func plainText(c cell) string {
	if c.kind == truth {
		return map[bool]string{true: "TRUE", false: "FALSE"}[c.text == "1"]
	}
	return c.text
}

// settle brings what a sheet says twice together: a level beside a word, whether
// a control is applicable in a column of its own and in its status, and why not.
func (e *entry) settle(as As, status mark) error {
	e.declared = status.declared
	e.reasonIsWhyIn = as != Answers || e.applicable
	if !e.rating.said {
		e.rating, e.ratingField = status, fStatus
	} else if e.declared == "" {
		e.declared = e.rating.declared
	}
	switch {
	case e.rating.said && !e.rating.na && status.said && status.na:
		return fmt.Errorf("%s is rated %d here and not applicable in its status; only one can be", e.item.Number, e.rating.level)
	case e.applicable && e.rating.na:
		return fmt.Errorf("%s is applicable here and not applicable in its status; only one can be", e.item.Number)
	case e.excluded && e.rating.said && !e.rating.na && e.rating.level > 0:
		return fmt.Errorf("%s is not applicable here and rated in its status; only one can be", e.item.Number)
	case e.excluded:
		e.rating, e.ratingField, e.declared = mark{said: true, na: true}, fApplicable, ""
	}
	return nil
}
