package assess

import (
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog"
)

// Basis is what of the ISMS a judgement was taken over from: baseline items
// with their ratings at that time, in the order of the crosswalk, as
// "6.1.2=4 A.8.16=3"; an item with an open nonconformity has a ! behind it.
// Empty: the judgement rests on nothing but itself.
type Basis string

// Rest is one baseline item of a Basis.
type Rest struct {
	Baseline string
	Level    int  // its rating then, 0-5
	Found    bool // it had an open nonconformity then
}

// BasisOf is what baseline items say now; those without a rating carry nothing
// and are left out.
func (a *Assessment) BasisOf(items ...string) Basis {
	var parts []string
	for _, id := range once(items) {
		r := a.Baseline[id].Rating
		if !r.Is(Rated) {
			continue
		}
		part := id + "=" + strconv.Itoa(r.Level)
		if a.NonconformityOn(id) {
			part += "!"
		}
		parts = append(parts, part)
	}
	return Basis(strings.Join(parts, " "))
}

// Rests are the parts of the basis.
func (b Basis) Rests() []Rest {
	var all []Rest
	for part := range strings.FieldsSeq(string(b)) {
		if r, ok := readRest(part); ok {
			all = append(all, r)
		}
	}
	return all
}

func readRest(part string) (Rest, bool) {
	id, level, ok := strings.Cut(part, "=")
	level, found := strings.CutSuffix(level, "!")
	n, err := strconv.Atoi(level)
	return Rest{Baseline: id, Level: n, Found: found}, ok && id != "" && err == nil && CheckLevel(n) == nil && len(level) == 1
}

// words name the items of the basis.
func (b Basis) words() string {
	var ids []string
	for _, r := range b.Rests() {
		ids = append(ids, "ISMS "+r.Baseline)
	}
	return strings.Join(ids, ", ")
}

// check refuses a basis that no act could have written: it may come from a
// stranger's file.
func (b Basis) check() error {
	for part := range strings.FieldsSeq(string(b)) {
		if _, ok := readRest(part); !ok || len(part) > 20 {
			return fmt.Errorf("%q is no baseline item with a rating, like 6.1.2=4", part)
		}
	}
	return nil
}

// NonconformityOn reports whether an open nonconformity stands against an item
// of the ISMS.
func (a *Assessment) NonconformityOn(baseline string) bool {
	for i := range a.Findings {
		if f := &a.Findings[i]; f.Baseline == baseline && f.OpenNonconformity() {
			return true
		}
	}
	return false
}

// FindingsOnBaseline are the findings on an item of the ISMS, oldest first,
// closed ones included.
func (a *Assessment) FindingsOnBaseline(item string) []Finding {
	return keep(a.Findings, func(f Finding) bool { return !f.Removed && f.Baseline == item })
}

// Adopt judges an item or a question by what the ISMS carries: somebody
// confirmed that it covers the AI systems and named where that can be seen.
// The judgement remembers the baseline items it rests on.
func Adopt(cat *catalog.Catalog, a *Assessment, k Key, level int, where string, rests ...string) ([]Change, error) {
	it, err := check(cat, a, k)
	if err != nil {
		return nil, err
	}
	basis := a.BasisOf(rests...)
	switch {
	case basis == "":
		return nil, fmt.Errorf("nothing of the ISMS that %s could rest on is rated; rate it yourself", it.Number)
	case blank(where):
		return nil, fmt.Errorf("%s can't be taken over from the ISMS without a word on where it can be seen that the AI systems are covered", it.Number)
	case k.Question != "" && a.Answer(k.direct()).Rating.Is(NA):
		return nil, fmt.Errorf("%s is not applicable; clear that before its questions are rated", it.Number)
	}
	if err := first(CheckLevel(level), CheckText("place where it can be seen", where, MaxNote)); err != nil {
		return nil, err
	}
	return rate(k.Subject(), Rating{State: Rated, Level: level, Reason: where, Basis: basis}), nil
}

// Confirm says that a judgement taken over from the ISMS still holds on what
// the ISMS says now. Its level and its place in time stay.
func Confirm(cat *catalog.Catalog, a *Assessment, k Key) ([]Change, error) {
	it, err := check(cat, a, k)
	if err != nil {
		return nil, err
	}
	r := a.Answer(k).Rating
	if r.Basis == "" {
		return nil, fmt.Errorf("%s was not taken over from the ISMS, so there is nothing to confirm", it.Number)
	}
	was := r.Basis
	var rests []string
	for _, rest := range was.Rests() {
		rests = append(rests, rest.Baseline)
	}
	if r.Basis = a.BasisOf(rests...); r.Basis == "" {
		return nil, fmt.Errorf("nothing that %s rests on is rated any more; rate it again", it.Number)
	}
	if r.Basis == was {
		return nil, nil
	}
	return []Change{{k.Subject(), FieldRating, r.kept()}}, nil
}

// Decline puts the draft away that the ISMS offers for an unanswered item, or
// brings it back.
func Decline(cat *catalog.Catalog, a *Assessment, k Key, away bool) ([]Change, error) {
	if _, err := check(cat, a, k); err != nil {
		return nil, err
	}
	if k.Question != "" {
		return nil, fmt.Errorf("a draft is for the item, not for one of its questions")
	}
	return changed(k.Subject(), FieldDeclined, a.Answer(k).Declined, away), nil
}
