package register

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Risk is what the rules read of a risk.
type Risk struct {
	Kind          string `field:"kind"`
	Category      string `field:"category"`
	AcceptedBy    string `field:"accepted_by"`
	AcceptedUntil string `field:"accepted_until"`

	Likelihood   int `field:"likelihood"`
	Organisation int `field:"organisation"`
	Individuals  int `field:"individuals"`
	Society      int `field:"society"`

	LikelihoodAfter   int `field:"likelihood_after"`
	OrganisationAfter int `field:"organisation_after"`
	IndividualsAfter  int `field:"individuals_after"`
	SocietyAfter      int `field:"society_after"`
}

// As reads the fields of a record that a rule goes by, texts and whole numbers, by
// the tags of their names; what can't be read is the zero value.
func As[T any](r Record) T { return readerOf[T]().read(r) }

// reader reads many records of one kind: the names of the fields, in the order of
// the type.
type reader[T any] []string

func readerOf[T any]() reader[T] {
	var names reader[T]
	for i := range reflect.TypeFor[T]().NumField() {
		names = append(names, reflect.TypeFor[T]().Field(i).Tag.Get("field"))
	}
	return names
}

func (names reader[T]) read(r Record) T {
	var t T
	v := reflect.ValueOf(&t).Elem()
	for i, name := range names {
		value, said := r.Values.Get(name)
		switch f := v.Field(i); {
		case !said:
		case f.Kind() == reflect.String:
			f.SetString(textOf(value))
		default:
			n, _ := strconv.Atoi(string(value))
			f.SetInt(int64(n))
		}
	}
	return t
}

var risks = readerOf[Risk]()

// opportunity is a risk that would help; no limit holds for it.
const opportunity = "opportunity"

// Level is the band of a risk as it is now, from 1; the highest consequence
// counts. 0 where it is not rated.
func (k Risk) Level(m Method) int {
	return m.Level(k.Likelihood, max(k.Organisation, k.Individuals, k.Society))
}

// After is the band after the treatment, from 1; 0 where that is not rated.
func (k Risk) After(m Method) int {
	return m.Level(k.LikelihoodAfter, max(k.OrganisationAfter, k.IndividualsAfter, k.SocietyAfter))
}

// BandsOf are the bands of a risk now and after its treatment, from 1; 0 where that is
// not rated.
func (m Method) BandsOf(r Record) (now, after int) {
	k := risks.read(r)
	return k.Level(m), k.After(m)
}

// treated reports whether the level after the treatment counts.
func treated(r Record) bool {
	switch r.State() {
	case "treated", "retained", "closed":
		return true
	}
	return false
}

// Chance reports whether it would help; no limit holds for it.
func (k Risk) Chance() bool { return k.Kind == opportunity }

// Counts is the band that a risk is held against its limit by; one that was
// retained as it is has no other than that of now.
func (k Risk) Counts(r Record, m Method) int {
	if after := k.After(m); treated(r) && after > 0 {
		return after
	}
	return k.Level(m)
}

// limitsOf are the bands, from 1, up to which risks are taken, by category: of the
// criteria that were approved last.
func limitsOf(b *Book, m Method) map[string]int {
	limits := map[string]int{}
	for _, r := range b.Of(criteriaKind) {
		if r.State() == "approved" {
			limits[assess.FoldName(r.Title())] = m.Band(r.Text("limit"))
		}
	}
	return limits
}

// Limit is the band, from 1, up to which risks of a category are taken by the criteria
// that were approved last; 0 where there are none.
func (c Case) Limit(category string) int {
	return limitsOf(c.Book, c.Method())[assess.FoldName(category)]
}

func (c *court) risk(r Record) Risk {
	k, known := c.read[r.ID]
	if !known {
		k = risks.read(r)
		c.read[r.ID] = k
	}
	return k
}

// unrated: a risk that was assessed has a level.
func unrated(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	risk, m := c.risk(r), c.method
	switch {
	case r.State() == "identified":
		return OK, ""
	case risk.Level(m) == 0:
		return Look, "it has no level; likelihood and a consequence are rated together"
	case r.State() == "treated" && risk.After(m) == 0:
		return Look, "it has no level after the treatment; likelihood and a consequence are rated together"
	}
	return OK, ""
}

// aboveLimit: the level is above what the approved criteria of its category take.
func aboveLimit(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	risk, m := c.risk(r), c.method
	level := risk.Counts(r, m)
	if level == 0 || risk.Chance() {
		return OK, ""
	}
	limit := c.limits[assess.FoldName(risk.Category)]
	switch {
	case limit == 0 && risk.Category == "":
		return Look, "it has no category, so no limit holds for it"
	case limit == 0:
		return Look, fmt.Sprintf("there are no approved criteria for “%s”", risk.Category)
	case level > limit:
		return Act, fmt.Sprintf("it is %s, above the limit %s for “%s”", m.Bands[level-1], m.Bands[limit-1], risk.Category)
	}
	return OK, ""
}

// acceptanceMissing: above the limit after the treatment, and nobody took what is
// left, or not until a day.
func acceptanceMissing(c *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	if !treated(r) {
		return OK, ""
	}
	if degree, _ := aboveLimit(c, k, r, args); degree != Act {
		return OK, ""
	}
	switch risk := c.risk(r); {
	case risk.AcceptedBy == "":
		return Act, "it is above the limit after the treatment and nobody accepted it"
	case risk.AcceptedUntil == "":
		return Act, "it is accepted above the limit without a day until which"
	}
	return OK, ""
}

// excludedButNeeded: a control that the record needs is excluded.
func excludedButNeeded(c *court, _ *catalog.Register, r Record, args []string) (Degree, string) {
	var excluded []string
	for _, field := range args {
		for _, ref := range r.List(field) {
			if c.excluded(ref) {
				excluded = append(excluded, assess.RefName(c.Catalog, c.Assessment, ref))
			}
		}
	}
	switch len(excluded) {
	case 0:
		return OK, ""
	case 1:
		return Act, excluded[0] + " is excluded, and this needs it"
	}
	return Act, strings.Join(excluded, ", ") + " are excluded, and this needs them"
}

// excluded reports whether an item is not applicable for all.
func (c *court) excluded(ref string) bool {
	is, known := c.outside[ref]
	if known {
		return is
	}
	if isms, ok := assess.BaselineOf(ref); ok {
		is = c.Assessment.Baseline[isms].Rating.Is(assess.NA)
	} else if it, ok := assess.Item(c.Catalog, c.Assessment, ref); ok {
		is = assess.Stand(it, c.Assessment).State == assess.NA
	}
	c.outside[ref] = is
	return is
}

// methodSound: a method that can't be read rates nothing.
func methodSound(_ *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	if _, err := methodOf(r); err != nil {
		return Act, err.Error()
	}
	return OK, ""
}

// limitKnown: a limit is a band of the method.
func limitKnown(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	m := c.method
	if limit := r.Text("limit"); m.Band(limit) == 0 {
		return Act, fmt.Sprintf("the limit “%s” is no band of the risk method; it is %s", limit, assess.Either(m.Bands))
	}
	return OK, ""
}
