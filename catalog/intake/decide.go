package intake

import (
	"errors"
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// decide makes the acts of what is said of one item, one after the other. What
// is so already is no act.
func (r *reader) decide(e entry) {
	if r.as != Answers {
		r.decideBaseline(e)
		r.declare(e, assess.BaselineRef(e.item.ID))
		r.evidence(e, assess.BaselineRef(e.item.ID))
		return
	}
	k := assess.Key{Item: e.item.ID, System: e.system}
	r.rate(e, k)
	was := r.now.Answer(k)
	if note, differs := r.kept(e.texts[fNote], was.Note); differs {
		changes, err := assess.Note(r.cat, r.now, k, note)
		r.do(e, fNote, was.Note, note, changes, err)
	}
	if owner, differs := r.kept(e.texts[fOwner], was.Owner); differs {
		changes, err := assess.Assign(r.cat, r.now, k, owner, was.Due)
		r.do(e, fOwner, was.Owner, owner, changes, err)
	}
	if e.due != "" {
		changes, err := assess.Assign(r.cat, r.now, k, r.now.Answer(k).Owner, e.due)
		r.do(e, fDue, was.Due, e.due, changes, err)
	}
	r.declare(e, e.item.ID)
	r.evidence(e, e.item.ID)
}

func (r *reader) decideBaseline(e entry) {
	r.rateBaseline(e)
	was := r.now.Baseline[e.item.ID]
	if note, differs := r.kept(e.texts[fNote], was.Note); differs {
		changes, err := assess.NoteBaseline(r.cat, r.now, e.item.ID, note)
		r.do(e, fNote, was.Note, note, changes, err)
	}
	if owner, differs := r.kept(e.texts[fOwner], was.Owner); differs {
		changes, err := assess.AssignBaseline(r.cat, r.now, e.item.ID, owner, was.Due)
		r.do(e, fOwner, was.Owner, owner, changes, err)
	}
	if e.due != "" {
		changes, err := assess.AssignBaseline(r.cat, r.now, e.item.ID, r.now.Baseline[e.item.ID].Owner, e.due)
		r.do(e, fDue, was.Due, e.due, changes, err)
	}
}

// declare keeps what a row has of the Statement of Applicability.
func (r *reader) declare(e entry, ref string) {
	was := assess.StatementOn(r.now, ref)
	is := was
	for _, f := range []struct {
		at   *string
		said string
	}{{&is.WhyIn, e.whyIn()}, {&is.How, e.texts[fHow]}, {&is.Described, e.texts[fDescribed]}} {
		*f.at, _ = r.kept(f.said, *f.at)
	}
	if e.declared != "" && e.system == "" {
		is.Declared = e.declared
	}
	if e.lookedAt != "" {
		is.LookedAt = e.lookedAt
	}
	if len(e.drivers) > 0 {
		is.Drivers = strings.Join(append(strings.Fields(is.Drivers), e.drivers...), " ")
	}
	changes, err := assess.Declare(r.cat, r.now, ref, is)
	before := len(r.changes)
	r.do(e, fStatus, "", "", changes, err)
	if len(r.changes) == before {
		return
	}
	is = assess.StatementOn(r.now, ref)
	for _, f := range []struct {
		f        field
		was, now string
	}{
		{"declared", was.Declared, is.Declared},
		{fWhyIn, was.WhyIn, is.WhyIn},
		{fDrivers, was.Drivers, is.Drivers},
		{fHow, was.How, is.How},
		{fDescribed, was.Described, is.Described},
		{fLookedAt, was.LookedAt, is.LookedAt},
	} {
		if f.was != f.now {
			r.lines = append(r.lines, Line{e.at.row, e.item.Number, e.systemName, f.f.says(), f.was, f.now, ""})
		}
	}
}

// whyIn is why a control is in: of a column for that, or of one for both where
// the row does not exclude it.
func (e entry) whyIn() string {
	if e.rating.na {
		return ""
	}
	if s := e.texts[fWhyIn]; strings.TrimSpace(s) != "" {
		return s
	}
	if e.reasonIsWhyIn {
		return e.texts[fReason]
	}
	return ""
}

// do takes an act, or refuses the cell it came from.
func (r *reader) do(e entry, f field, was, now string, changes []assess.Change, err error) {
	if err := r.act(changes, err); err != nil {
		r.refuse(e.at, f, e.item.Number, err)
		return
	}
	if len(changes) > 0 && was != now {
		r.lines = append(r.lines, Line{e.at.row, e.item.Number, e.systemName, f.says(), was, now, ""})
	}
}

// says is what a field is called where it changes: a status and an applicable
// column rate.
func (f field) says() string {
	switch f {
	case fStatus, fApplicable:
		return string(fRating)
	case fWhyIn:
		return "why in"
	case fLookedAt:
		return "looked at"
	}
	return string(f)
}

// judge takes a rating, an exclusion or a new reason for one.
func (r *reader) judge(e entry, was, now assess.Rating, changes []assess.Change, err error) {
	before := len(r.changes)
	r.do(e, e.ratingField, ratingText(was), ratingText(now), changes, err)
	if len(r.changes) > before && was.Reason != now.Reason {
		r.lines = append(r.lines, Line{e.at.row, e.item.Number, e.systemName, string(fReason), was.Reason, now.Reason, ""})
	}
}

func ratingText(r assess.Rating) string {
	switch {
	case r.Is(assess.Rated):
		return strconv.Itoa(r.Level)
	case r.Is(assess.NA):
		return "na"
	}
	return ""
}

// rate judges an item, unless it stands so already: by itself, by its
// questions, or over its AI systems.
func (r *reader) rate(e entry, k assess.Key) {
	here := r.now.Answer(k).Rating
	reason, otherReason := r.reason(e, here)
	is := e.rating
	if !is.said && otherReason {
		is = mark{said: true, na: here.Is(assess.NA), level: here.Level}
		if here.Is(assess.Unanswered) {
			r.refuse(e.at, fReason, e.item.Number, errReasonAlone)
			return
		}
	}
	was, so := r.standing(e, k, is)
	if !so && r.stays(was, is) {
		return
	}
	switch {
	case !is.said && e.applicable && here.Is(assess.NA):
		e.ratingField = fApplicable
		changes, err := assess.Clear(r.cat, r.now, k)
		r.judge(e, was, assess.Rating{}, changes, err)
	case !is.said, so && !otherReason:
	case is.na:
		x := assess.Exclusion{Reason: reason, Risk: here.Risk}
		changes, err := assess.Exclude(r.cat, r.now, k, x)
		r.judge(e, was, assess.Rating{State: assess.NA, Reason: reason}, changes, err)
	default:
		changes, err := assess.Rate(r.cat, r.now, k, is.level, reason)
		r.judge(e, was, assess.Rating{State: assess.Rated, Level: is.level, Reason: reason}, changes, err)
	}
}

var errReasonAlone = errors.New("a reason belongs to a rating or to na; give that too")

// reason is the one a row gives, and whether it is another than the one that
// stands. It is never borrowed from the judgement before, and why a control is in
// is no reason for its rating.
func (r *reader) reason(e entry, was assess.Rating) (string, bool) {
	said := e.texts[fReason]
	switch {
	case e.rating.na || !e.rating.said && !e.applicable && was.Is(assess.NA):
		said = e.whyNotAsTyped()
	case e.reasonIsWhyIn:
		said = ""
	}
	reason, other := r.kept(said, was.Reason)
	if strings.TrimSpace(said) == "" {
		reason = ""
	}
	return reason, other
}

// whyNotAsTyped is why a control is out, to the letter.
func (e entry) whyNotAsTyped() string {
	if s := e.texts[fWhyNot]; strings.TrimSpace(s) != "" {
		return s
	}
	return e.texts[fReason]
}

// standing is what a person sees at the key now, and whether it is what the row
// says.
func (r *reader) standing(e entry, k assess.Key, is mark) (assess.Rating, bool) {
	here := assess.StandFor(e.item, r.now, k.System)
	shown, so := here, says(here, is)
	if k.System == "" {
		shown = assess.Stand(e.item, r.now)
		so = so || says(shown, is)
	}
	return assess.Rating{State: shown.State, Level: shown.Level, Reason: r.now.Answer(k).Rating.Reason}, so
}

func says(s assess.Standing, is mark) bool {
	if is.na {
		return s.State == assess.NA
	}
	return s.State == assess.Rated && s.Level == is.level
}

func (r *reader) rateBaseline(e entry) {
	id := e.item.ID
	was := r.now.Baseline[id].Rating
	reason, otherReason := r.reason(e, was)
	excluded := e.rating.na || was.Is(assess.NA) && !e.rating.said && !e.applicable
	if r.stays(was, e.rating) {
		return
	}
	is := assess.Rating{State: assess.Rated, Level: e.rating.level}
	switch {
	case excluded && (otherReason || e.rating.na && !was.Is(assess.NA)):
		is = assess.Rating{State: assess.NA, Reason: reason, Risk: was.Risk}
	case excluded:
		return
	case e.rating.said && !(was.Is(assess.Rated) && was.Level == e.rating.level):
	case !e.rating.said && e.applicable && was.Is(assess.NA):
		e.ratingField = fApplicable
		changes, err := assess.ClearBaseline(r.cat, r.now, id)
		r.judge(e, was, assess.Rating{}, changes, err)
		return
	default:
		return
	}
	if e.old != "" {
		is.Carried = Edition2013 + ": " + e.old
	}
	changes, err := assess.CarryBaseline(r.cat, r.now, id, is)
	r.judge(e, was, is, changes, err)
}

// evidence adds the documents of a cell, unless the item has one of the same
// words. A line end or a semicolon parts them.
func (r *reader) evidence(e entry, ref string) {
	parts := pieces(e.texts[fEvidence], ";\n\r")
	if len(parts) == 1 {
		parts = []string{e.texts[fEvidence]}
	}
	for _, one := range parts {
		r.proof(e, ref, one)
	}
}

func (r *reader) proof(e entry, ref, said string) {
	for _, has := range r.proofs()[ref] {
		_, differs := r.kept(said, has.what)
		if !differs && (has.system == "" || e.system == "" || has.system == e.system) {
			return
		}
	}
	what, _ := r.kept(said, "")
	changes, err := assess.PutEvidence(r.cat, r.now, assess.Evidence{
		ID: r.newID(), Kind: assess.EvidenceKinds[0], What: what, System: e.system, Items: []string{ref},
	})
	r.do(e, fEvidence, "", what, changes, err)
	r.serving[ref] = append(r.serving[ref], proof{what, e.system})
}

// proofs are the pieces of evidence there are, those of the rows before
// included.
func (r *reader) proofs() map[string][]proof {
	if r.serving == nil {
		r.serving = map[string][]proof{}
		for _, has := range r.now.Evidence {
			for _, item := range has.Items {
				if !has.Removed {
					r.serving[item] = append(r.serving[item], proof{has.What, has.System})
				}
			}
		}
	}
	return r.serving
}

// kept is the text that a cell gives, and whether it is another than the one
// that stands. An empty cell leaves what stands. What this program writes into
// a sheet differs from what stands in line ends, in the mark that keeps a text
// from being a formula, or in escapes; read back, it is the same.
func (r *reader) kept(cell, was string) (string, bool) {
	if strings.TrimSpace(cell) == "" {
		return was, false
	}
	if cell == was || !r.t.own && oneEnd(cell) == oneEnd(was) {
		return was, false
	}
	if r.t.own {
		return cell, true
	}
	if back, err := visible.Unescape(cell); err == nil && back == was {
		return was, false
	}
	if r.t.csv {
		cell = live(cell)
	}
	return cell, oneEnd(cell) != oneEnd(was)
}

func oneEnd(s string) string { return strings.ReplaceAll(s, "\r\n", "\n") }

// live takes off the apostrophe that keeps a text from being a formula.
func live(s string) string {
	if rest, marked := strings.CutPrefix(s, "'"); marked && strings.ContainsAny(rest[:min(1, len(rest))], "=+-@\t\r") {
		return rest
	}
	for _, wide := range []string{"＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, "'"+wide) {
			return s[1:]
		}
	}
	return s
}
