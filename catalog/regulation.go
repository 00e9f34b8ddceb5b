package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Regulation is how the items of ISO/IEC 42001 lie to other rules for AI.
type Regulation struct {
	Notice string `json:"notice" yaml:"notice"` // no legal advice; shown wherever the rows are
	Read   string `json:"read" yaml:"read"`     // YYYY-MM-DD: when the dates and rows were last read
	// AsOf is the day read as folders of an earlier day call it; Load puts it into Read.
	AsOf       string      `json:"as_of,omitempty" yaml:"as_of"`
	Frameworks []Framework `json:"frameworks" yaml:"frameworks"`
	Touches    []Touch     `json:"touches" yaml:"touches"`
}

// Framework is a law, a voluntary framework or a guidance standard.
type Framework struct {
	ID    string          `json:"id" yaml:"id"`
	Name  string          `json:"name" yaml:"name"`
	Title string          `json:"title" yaml:"title"`
	Kind  string          `json:"kind" yaml:"kind"` // law, framework, standard or guidance
	About string          `json:"about" yaml:"about"`
	Note  string          `json:"note,omitempty" yaml:"note"` // what holds for all its dates
	Dates []FrameworkDate `json:"dates,omitempty" yaml:"dates"`
	Refs  []Ref           `json:"refs" yaml:"refs"`
}

// FrameworkDate is a day on which a part of a framework applies.
type FrameworkDate struct {
	Date  string `json:"date" yaml:"date"` // YYYY-MM-DD
	What  string `json:"what" yaml:"what"`
	Moved string `json:"moved,omitempty" yaml:"moved"` // the day it stood at before, YYYY-MM-DD
	// Status is how well sources agree on it, as on a Touch; empty: it stands in the
	// framework as it was published.
	Status string `json:"status,omitempty" yaml:"status"`
	Note   string `json:"note,omitempty" yaml:"note"`
}

// Ref is a place in a framework, as items write it: "EU AI Act art. 9".
type Ref struct {
	Ref     string    `json:"ref" yaml:"ref"`
	Title   string    `json:"title" yaml:"title"`
	Applies []Applies `json:"applies,omitempty" yaml:"applies" says:"Of a law: from when, and to whom."`
	Note    string    `json:"note,omitempty" yaml:"note" says:"About the place."`
}

// Applies is from when a place of a law applies, and to whom.
type Applies struct {
	From string `json:"applies_from" yaml:"applies_from" is:"date" says:"The first day."`
	To   string `json:"to" yaml:"to" says:"To whom it applies from that day."`
	// Of which systems of the inventory it asks something by itself; of none without roles.
	Roles       []string `json:"roles,omitempty" yaml:"roles" is:"provider|developer|user" says:"Roles of which it asks something by itself."`
	RiskClasses []string `json:"risk_classes,omitempty" yaml:"risk_classes" is:"unknown|minimal|limited|high|prohibited" says:"Risk classes of which it does; none: all."`
	Kinds       []string `json:"kinds,omitempty" yaml:"kinds" is:"predictive|generative|agent" says:"Kinds of systems of which it does; none: all."`
}

// Binds reports whether it asks something of an organisation in one of some roles
// for a system of a risk class and of a kind; one whose kind nobody said may be meant.
func (a Applies) Binds(roles []string, class, kind string) bool {
	if len(a.Kinds) > 0 && kind != "" && !slices.Contains(a.Kinds, kind) {
		return false
	}
	if len(a.RiskClasses) > 0 && !slices.Contains(a.RiskClasses, class) {
		return false
	}
	return slices.ContainsFunc(a.Roles, func(r string) bool { return slices.Contains(roles, r) })
}

// Touch is one row of the mapping: the place a framework has something to say
// near an item, and who says so. It claims no more than that.
type Touch struct {
	Item    string   `json:"item" yaml:"item"`
	Ref     string   `json:"ref" yaml:"ref"`
	Status  string   `json:"status" yaml:"status"`
	Sources []string `json:"sources,omitempty" yaml:"sources"`
	Note    string   `json:"note,omitempty" yaml:"note"`

	Framework string `json:"-" yaml:"-"` // the id of the framework of Ref
	Place     Ref    `json:"-" yaml:"-"` // what Ref is called there, and from when it applies
}

// ahead reports whether a day written as YYYY-MM-DD is still to come on another.
func ahead(day, on string) bool { return day > on }

// Says is in words on a day from when a place applies and to whom, what is still to
// come first; show writes a day as people read it. It is empty where the framework
// is no law.
func (r Ref) Says(on string, show func(string) string) []string {
	var coming, past []string
	for _, a := range r.Applies {
		if ahead(a.From, on) {
			coming = append(coming, "from "+show(a.From)+": "+a.To)
		} else {
			past = append(past, "since "+show(a.From)+": "+a.To)
		}
	}
	return append(coming, past...)
}

// Days are the days of a framework that are still to come on a day, the next
// one first, and those that are past, in their order.
func (f Framework) Days(on string) (coming, past []FrameworkDate) {
	all := slices.SortedStableFunc(slices.Values(f.Dates), func(a, b FrameworkDate) int { return cmp.Compare(a.Date, b.Date) })
	for i, d := range all {
		if ahead(d.Date, on) {
			return all[i:], all[:i]
		}
	}
	return nil, all
}

// ReadAnew is after how many days law is read again.
const ReadAnew = 200

// AgeWords say when the rows were read and how long before a moment that was, with
// a warning where they should be read anew; empty where nobody says when.
func (r Regulation) AgeWords(on time.Time, show func(string) string) string {
	read, err := time.Parse(time.DateOnly, r.Read)
	if err != nil {
		return ""
	}
	today := time.Date(on.Year(), on.Month(), on.Day(), 0, 0, 0, 0, time.UTC)
	days := int(today.Sub(read).Hours() / 24)
	words := "Read on " + show(r.Read)
	switch {
	case days == 0:
		words += ", today"
	case days == 1:
		words += ", yesterday"
	case days > 1:
		words += fmt.Sprintf(", %d days ago", days)
	}
	if days > ReadAnew {
		return "! " + words + ". That is long for law: read it anew before you use a date."
	}
	return words + "."
}
