package intake

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// fieldReason is the reason of a rating, which has no field of its own in the
// history.
const fieldReason = "reason"

// returning is a field of an answer, and what stands in it.
type returning struct {
	field string
	of    func(assess.Answer) string
}

// returnable are the fields of an answer that come back, in the order in which they
// are set, and what stands in each.
var returnable = []returning{
	{assess.FieldRating, func(x assess.Answer) string { return ratingSays(x.Rating) }},
	{fieldReason, func(x assess.Answer) string { return x.Rating.Reason }},
	{assess.FieldNote, func(x assess.Answer) string { return x.Note }},
	{assess.FieldOwner, func(x assess.Answer) string { return x.Owner }},
	{assess.FieldDue, func(x assess.Answer) string { return x.Due }},
	{assess.FieldWhyIn, func(x assess.Answer) string { return x.WhyIn }},
	{assess.FieldDrivers, func(x assess.Answer) string { return x.Drivers }},
	{assess.FieldDeclared, func(x assess.Answer) string { return x.Declared }},
	{assess.FieldHow, func(x assess.Answer) string { return x.How }},
	{assess.FieldDescribed, func(x assess.Answer) string { return x.Described }},
	{assess.FieldLookedAt, func(x assess.Answer) string { return x.LookedAt }},
}

// notApplicable is how a rating cell says it.
const notApplicable = "n/a"

func ratingSays(r assess.Rating) string {
	switch {
	case r.Is(assess.NA):
		return notApplicable
	case r.Is(assess.Rated):
		return strconv.Itoa(r.Level)
	}
	return ""
}

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
	for _, f := range returnable {
		says, ok := e.says[f.field]
		present := visible.Text(f.of(now))
		switch {
		case !ok:
			continue
		case present == says:
			delete(e.says, f.field)
		case present != left[f.field] && !r.replace:
			delete(e.says, f.field)
			r.remark("%s, row %d, %s: the %s was %s when the workbook left and is %s in it, but %s here by now, which stays; --replace takes the workbook's",
				visible.Line(e.at.sheet), e.at.row, o.number, fieldName(f.field), quoted(left[f.field]), quoted(says), quoted(present))
		}
	}
	r.set(e, o)
}

func fieldName(f string) string { return strings.ReplaceAll(f, "_", " ") }

func quoted(s string) string {
	if s == "" {
		return "empty"
	}
	return short(s)
}

// set makes the acts of what is left to set, and says what they changed.
func (r *returned) set(e editedRow, o about) {
	was := r.answer(o)
	for _, f := range returnable {
		says, ok := e.says[f.field]
		if !ok {
			continue
		}
		if err := r.act(r.decide(e, o, f.field, says)); err != nil {
			r.refuse(e.at, e.columns[f.field], o.number, err.Error())
			return
		}
	}
	is := r.answer(o)
	for _, f := range returnable {
		if f.of(is) != f.of(was) {
			r.p.Lines = append(r.p.Lines, Line{e.at.row, o.number, o.system, fieldName(f.field), f.of(was), f.of(is)})
		}
	}
}

// decide is the act of one cell, by the functions that every other way of answering
// calls.
func (r *returned) decide(e editedRow, o about, field, says string) ([]assess.Change, error) {
	now := r.answer(o)
	switch field {
	case assess.FieldRating:
		reason, edited := e.says[fieldReason]
		if !edited {
			reason = now.Rating.Reason
		}
		return r.rate(o, says, reason)
	case fieldReason:
		if now.Rating.Reason == says {
			return nil, nil
		}
		return r.rate(o, ratingSays(now.Rating), says)
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

// rate judges, excludes or clears, as the cell says.
func (r *returned) rate(o about, says, reason string) ([]assess.Change, error) {
	says = strings.TrimSpace(says)
	x := assess.Exclusion{Reason: reason}
	level, err := strconv.Atoi(says)
	switch {
	case says == "" && o.isms != "":
		return assess.ClearBaseline(r.cat, r.now, o.isms)
	case says == "":
		return assess.Clear(r.cat, r.now, o.key)
	case strings.EqualFold(says, notApplicable) && o.isms != "":
		return assess.ExcludeBaseline(r.cat, r.now, o.isms, x)
	case strings.EqualFold(says, notApplicable):
		return assess.Exclude(r.cat, r.now, o.key, x)
	case err != nil:
		return nil, fmt.Errorf("%s is no rating; ratings are 0 to 5 or %s", short(says), notApplicable)
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
		st.Drivers = strings.ReplaceAll(says, ",", " ")
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
