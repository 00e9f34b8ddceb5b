package catalog

import (
	"slices"
	"strings"
	"time"
)

var (
	frameworkKinds = []string{"law", "framework", "standard", "guidance"}
	touchStatuses  = []string{"corroborated", "two-sources", "single-source", "judgement"}
)

// lacking takes the day of reading from where folders of an earlier day have it.
func (r *Regulation) lacking() {
	if r.Read == "" {
		r.Read = r.AsOf
	}
}

func (l *loader) checkRegulation(f *file, r Regulation, k numbers) {
	if f == nil {
		return
	}
	l.refuseEmpty(f, 0, "the frameworks", "notice", r.Notice)
	if r.AsOf != "" && r.Read == r.AsOf {
		l.checkDay(f, f.key("as_of"), "as_of", r.AsOf)
	} else {
		l.checkDay(f, f.key("read"), "read", r.Read)
	}
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
		if d.Status != "" && !slices.Contains(touchStatuses, d.Status) {
			l.refuse(f.name, "", line, "%s %s: status is %q; it is one of %s", fw.ID, d.Date, d.Status, strings.Join(touchStatuses, ", "))
		}
	}
	for _, ref := range fw.Refs {
		l.once(f, "", line, "ref "+ref.Ref)
		l.refuseEmpty(f, line, fw.ID, "ref", ref.Ref, "title of "+ref.Ref, ref.Title)
		for _, a := range ref.Applies {
			l.checkDay(f, line, ref.Ref, a.From)
			l.refuseEmpty(f, line, ref.Ref, "to", a.To)
			l.refuseOther(f, line, ref.Ref+": roles", a.Roles, roles)
			l.refuseOther(f, line, ref.Ref+": risk_classes", a.RiskClasses, riskClasses)
			l.refuseOther(f, line, ref.Ref+": kinds", a.Kinds, systemKinds)
		}
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
