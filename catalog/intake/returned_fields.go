package intake

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// about is the answer that a row is about: on an item of either standard.
type about struct {
	key    assess.Key // of ISO/IEC 42001; its Item is empty for the other
	isms   string
	number string
	system string // its name
}

func (r *returned) about(s assess.Subject) (about, error) {
	if s.Kind() == assess.KindBaseline {
		it, ok := r.cat.Baseline(s.ID())
		if !ok {
			return about{}, fmt.Errorf("ISO/IEC 27001 has no %s", short(s.ID()))
		}
		return about{isms: it.ID, number: it.Number}, nil
	}
	k, err := s.Key()
	if err != nil {
		return about{}, fmt.Errorf("%s is nothing that can be changed in a workbook", short(string(s)))
	}
	it, ok := assess.Item(r.cat, r.now, k.Item)
	if !ok {
		return about{}, fmt.Errorf("this assessment has no item %s; take the workbook in where it came from", short(k.Item))
	}
	system, _ := r.now.System(k.System)
	return about{key: k, number: it.Number, system: system.Name}, nil
}

func (r *returned) answer(o about) assess.Answer {
	if o.isms != "" {
		return r.now.Baseline[o.isms]
	}
	return r.now.Answer(o.key)
}

// take makes the acts of a row. What moved on here meanwhile is said with both.
func (r *returned) take(e editedRow, left map[string]string) {
	o, err := r.about(e.subject)
	if err != nil {
		r.refuse(e.at, -1, "", err.Error())
		return
	}
	now := r.answer(o)
	for f, says := range e.says {
		if says == visible.Text(assess.CellSays(f, now)) {
			delete(e.says, f)
		}
	}
	for _, together := range units {
		r.hold(e, o, together, left, now)
	}
	r.set(e, o)
}

// units are the fields that are judged together: a reason is that of its rating, and
// says nothing beside another one.
var units = [][]string{
	{assess.FieldRating, assess.FieldReason},
	{assess.FieldNote},
	{assess.FieldOwner},
	{assess.FieldDue},
	{assess.FieldWhyIn},
	{assess.FieldDrivers},
	{assess.FieldDeclared},
	{assess.FieldHow},
	{assess.FieldDescribed},
	{assess.FieldLookedAt},
}

// hold keeps a unit back that was edited in the workbook and changed here too, and
// says what it was, what it is there and what it is here. Where the workbook's is
// taken it is taken whole.
func (r *returned) hold(e editedRow, o about, unit []string, left map[string]string, now assess.Answer) {
	var was, is, here []string
	edited := false
	unit = slices.DeleteFunc(slices.Clone(unit), func(f string) bool { _, left := left[f]; return !left })
	for _, f := range unit {
		new, touched := e.says[f]
		if !touched {
			new = left[f]
		}
		edited = edited || touched
		was, is, here = append(was, left[f]), append(is, new), append(here, visible.Text(assess.CellSays(f, now)))
	}
	if !edited || slices.Equal(was, here) {
		return
	}
	for i, f := range unit {
		delete(e.says, f)
		if r.replace && is[i] != here[i] {
			e.says[f] = is[i]
		}
	}
	if !r.replace {
		said := apart(was, is, here)
		r.remark("%s, row %d, %s: the %s was %s when the workbook left and is %s in it, but %s here by now, which stays; --replace takes the workbook's",
			visible.Line(e.at.sheet), e.at.row, o.called(), fieldName(unit[0]), said[0], said[1], said[2])
	}
}

// called names what a row is about.
func (o about) called() string {
	if o.system == "" {
		return o.number
	}
	return o.number + " for " + visible.Line(o.system)
}

func fieldName(f string) string { return strings.ReplaceAll(f, "_", " ") }

// before is how much stands in front of the place where texts begin to differ.
const before = 20

// apart are texts for a sentence, each from a little before the place where they
// begin to differ.
func apart(units ...[]string) []string {
	texts := make([][]rune, len(units))
	for i, u := range units {
		texts[i] = []rune(strings.TrimSuffix(strings.Join(u, ", "), ", "))
	}
	from := 0
	for !slices.ContainsFunc(texts, func(t []rune) bool { return from >= len(t) || t[from] != texts[0][from] }) {
		from++
	}
	all := make([]string, len(texts))
	for i, t := range texts {
		switch {
		case len(t) == 0:
			all[i] = "empty"
		case from > before:
			all[i] = short("…" + string(t[from-before:]))
		default:
			all[i] = short(string(t))
		}
	}
	return all
}

// set makes the acts of what is left to set, and says what they changed.
func (r *returned) set(e editedRow, o about) {
	was := r.answer(o)
	for _, c := range assess.Cells {
		says, ok := e.says[c.Field]
		if !ok {
			continue
		}
		if err := r.act(r.decide(e, o, c.Field, says)); err != nil {
			r.refuse(e.at, e.column(c.Field), o.number, err.Error())
			return
		}
	}
	is := r.answer(o)
	for _, c := range assess.Cells {
		if c.Says(is) != c.Says(was) {
			r.p.Lines = append(r.p.Lines, Line{e.at.row, o.number, o.system, fieldName(c.Field), c.Says(was), c.Says(is), e.place(c.Field)})
		}
	}
}

// column is that of a field that was edited; else -1.
func (e editedRow) column(f string) int {
	if column, ok := e.columns[f]; ok {
		return column
	}
	return -1
}

// place is where a field stands in the workbook; of one that was not edited itself
// it is the row.
func (e editedRow) place(f string) string {
	if column := e.column(f); column >= 0 {
		return e.at.sheet + " " + cellName(column, e.at.row)
	}
	return fmt.Sprintf("%s row %d", e.at.sheet, e.at.row)
}

// decide is the act of one cell, by the functions that every other way of answering
// calls.
func (r *returned) decide(e editedRow, o about, field, says string) ([]assess.Change, error) {
	now := r.answer(o)
	switch field {
	case assess.FieldRating:
		reason, edited := e.says[assess.FieldReason]
		if !edited && excludes(says) == now.Rating.Is(assess.NA) {
			reason = now.Rating.Reason
		}
		return r.rate(o, says, reason)
	case assess.FieldReason:
		if now.Rating.Reason == says {
			return nil, nil
		}
		return r.rate(o, assess.CellSays(assess.FieldRating, now), says)
	case assess.FieldNote:
		if o.isms != "" {
			return assess.NoteBaseline(r.cat, r.now, o.isms, says)
		}
		return assess.Note(r.cat, r.now, o.key, says)
	case assess.FieldOwner:
		return r.assign(o, says, now.Due)
	case assess.FieldDue:
		return r.assign(o, now.Owner, says)
	}
	return r.declare(o, now.Statement, field, says)
}

// excludes reports whether a cell of a rating says that it does not apply.
func excludes(says string) bool {
	return strings.EqualFold(strings.TrimSpace(says), assess.NotApplicable)
}

// rate judges, excludes or clears, as the cell says. What an exclusion says beside
// its reason stays.
func (r *returned) rate(o about, says, reason string) ([]assess.Change, error) {
	says = strings.TrimSpace(says)
	now := r.answer(o).Rating
	x := assess.Exclusion{Reason: reason, Risk: now.Risk, ApprovedBy: now.ApprovedBy, ApprovedOn: now.ApprovedOn}
	level, err := strconv.Atoi(says)
	switch {
	case says == "" && o.isms != "":
		return assess.ClearBaseline(r.cat, r.now, o.isms)
	case says == "":
		return assess.Clear(r.cat, r.now, o.key)
	case excludes(says) && o.isms != "":
		return assess.ExcludeBaseline(r.cat, r.now, o.isms, x)
	case excludes(says):
		return assess.Exclude(r.cat, r.now, o.key, x)
	case err != nil:
		return nil, fmt.Errorf("%s is no rating; ratings are 0 to 5 or %s", short(says), assess.NotApplicable)
	case o.isms != "" && reason != "":
		return nil, errors.New("a rating of ISO/IEC 27001 has no reason; put it into the note")
	case o.isms != "":
		return assess.RateBaseline(r.cat, r.now, o.isms, level)
	}
	return assess.Rate(r.cat, r.now, o.key, level, reason)
}

func (r *returned) assign(o about, owner, due string) ([]assess.Change, error) {
	if o.isms != "" {
		return assess.AssignBaseline(r.cat, r.now, o.isms, owner, due)
	}
	return assess.Assign(r.cat, r.now, o.key, owner, due)
}

// declare sets one field of the Statement of Applicability.
func (r *returned) declare(o about, st assess.Statement, field, says string) ([]assess.Change, error) {
	switch field {
	case assess.FieldWhyIn:
		st.WhyIn = says
	case assess.FieldDrivers:
		st.Drivers = says
	case assess.FieldDeclared:
		st.Declared = says
	case assess.FieldHow:
		st.How = says
	case assess.FieldDescribed:
		st.Described = says
	case assess.FieldLookedAt:
		st.LookedAt = says
	}
	ref := o.key.Item
	if o.isms != "" {
		ref = assess.BaselineRef(o.isms)
	}
	if o.key.System != "" || o.key.Question != "" {
		return nil, errors.New("what the Statement of Applicability says belongs to the item, not to one AI system or question; edit the row of the item")
	}
	return assess.Declare(r.cat, r.now, ref, st)
}
