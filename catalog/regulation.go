package catalog

import (
	"slices"
	"strings"
	"time"
)

// Regulation is how the items of ISO/IEC 42001 lie to other rules for AI.
type Regulation struct {
	Notice     string      `json:"notice" yaml:"notice"` // no legal advice; shown wherever the rows are
	AsOf       string      `json:"as_of" yaml:"as_of"`   // YYYY-MM-DD: when the dates and rows were last read
	Frameworks []Framework `json:"frameworks" yaml:"frameworks"`
	Touches    []Touch     `json:"touches" yaml:"touches"`
}

// Framework is a law, a voluntary framework or a guidance standard.
type Framework struct {
	ID    string          `json:"id" yaml:"id"`
	Name  string          `json:"name" yaml:"name"`
	Title string          `json:"title" yaml:"title"`
	Kind  string          `json:"kind" yaml:"kind"` // law, framework or guidance
	About string          `json:"about" yaml:"about"`
	Dates []FrameworkDate `json:"dates,omitempty" yaml:"dates"`
	Refs  []Ref           `json:"refs" yaml:"refs"`
}

// FrameworkDate is a day on which a part of a framework applies.
type FrameworkDate struct {
	Date  string `json:"date" yaml:"date"` // YYYY-MM-DD
	What  string `json:"what" yaml:"what"`
	Moved string `json:"moved,omitempty" yaml:"moved"` // the day it stood at before, YYYY-MM-DD
	Note  string `json:"note,omitempty" yaml:"note"`
}

// Ref is a place in a framework, as items write it: "EU AI Act art. 9".
type Ref struct {
	Ref   string `json:"ref" yaml:"ref"`
	Title string `json:"title" yaml:"title"`
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
	Title     string `json:"-" yaml:"-"` // what Ref is called there
}

var (
	frameworkKinds = []string{"law", "framework", "guidance"}
	touchStatuses  = []string{"corroborated", "two-sources", "single-source", "judgement"}
)

func (l *loader) checkRegulation(f *file, r Regulation, k numbers) {
	if f == nil {
		return
	}
	l.refuseEmpty(f, 0, "the frameworks", "notice", r.Notice)
	l.checkDay(f, f.key("as_of"), "as_of", r.AsOf)
	refs := map[string]bool{}
	for i, fw := range r.Frameworks {
		l.checkFramework(f, fw, f.line("frameworks", i))
		for _, ref := range fw.Refs {
			refs[ref.Ref] = true
		}
	}
	for i, t := range r.Touches {
		line := f.line("touches", i)
		what := t.Item + ", " + t.Ref
		l.once(f, "", line, "touch "+what)
		l.refuseUnknown(f, line, what, []string{t.Item}, k.allAIMS, AIMS)
		if !refs[t.Ref] {
			l.refuse(f.name, "", line, "%s: no framework has %q", what, t.Ref)
		}
		if !slices.Contains(touchStatuses, t.Status) {
			l.refuse(f.name, "", line, "%s: status is %q; it is one of %s", what, t.Status, strings.Join(touchStatuses, ", "))
		}
		if len(t.Sources) == 0 && t.Status != "judgement" {
			l.refuse(f.name, "", line, "%s names no source; only a judgement has none", what)
		}
	}
}

func (l *loader) checkFramework(f *file, fw Framework, line int) {
	l.once(f, "", line, "framework "+fw.ID)
	l.refuseEmpty(f, line, fw.ID, "id", fw.ID, "name", fw.Name, "title", fw.Title, "about", fw.About)
	if !slices.Contains(frameworkKinds, fw.Kind) {
		l.refuse(f.name, "", line, "%s: kind is %q; it is one of %s", fw.ID, fw.Kind, strings.Join(frameworkKinds, ", "))
	}
	for _, d := range fw.Dates {
		l.checkDay(f, line, fw.ID, d.Date)
		if d.Moved != "" {
			l.checkDay(f, line, fw.ID, d.Moved)
		}
		l.refuseEmpty(f, line, fw.ID+" "+d.Date, "what", d.What)
	}
	for _, ref := range fw.Refs {
		l.once(f, "", line, "ref "+ref.Ref)
		l.refuseEmpty(f, line, fw.ID, "ref", ref.Ref, "title of "+ref.Ref, ref.Title)
	}
}

func (l *loader) checkDay(f *file, line int, what, day string) {
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		l.refuse(f.name, "", line, "%s: %q is no day; write it as 2026-08-02", what, day)
	}
}

// checkRefs: what an item names must stand in a framework.
func (l *loader) checkRefs(c *Catalog, r Regulation) {
	known := map[string]bool{}
	for _, fw := range r.Frameworks {
		for _, ref := range fw.Refs {
			known[ref.Ref] = true
		}
	}
	for _, it := range c.Requirements().Items() {
		for _, ref := range it.Regulatory {
			if !known[ref] {
				stands := l.seen[AIMS+" "+it.ID]
				l.refuse(stands.file, it.ID, stands.line, "regulatory names %q, which no framework of regulatory.yaml has", ref)
			}
		}
	}
}
