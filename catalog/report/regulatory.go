package report

import (
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/roadmap"
)

// regulatory is how the items lie to other rules for AI, and for each AI system
// article by article. It never says that a rule is met.
func regulatory(d *draft) error {
	d.part("rules", d.say("full.law"))
	d.law()
	d.chapter("requirement", "title", "source", "article", "asks", "role", "systems", "applies_from", "report_to", "report_within", "items", "document", catalog.RecordOwner, "checked", catalog.RecordState)
	return nil
}

func (d *draft) law() {
	rules := d.Catalog.Reference().Regulation
	d.note(strings.TrimSpace(rules.Notice + " " + rules.AgeWords(d.Day, day.Show)))
	all := roadmap.Regulatory(d.Input.Input())
	for _, f := range all {
		d.framework(f)
	}
	for n, s := range d.Assessment.InScope() {
		for _, f := range all {
			if f.Kind == "law" {
				d.articles(n, s, f)
			}
		}
	}
}

// framework is one set of rules: its days, and its places with how far the items
// are that touch them.
func (d *draft) framework(f roadmap.Framework) {
	d.section("rules-"+f.ID, f.Name+" · "+f.Title)
	d.text(f.About)
	d.text(f.Note)
	coming, past := f.Days(d.On())
	d.lines("law.coming", d.days(coming))
	d.lines("law.past", d.days(past))
	t := Table{Wide: true, Columns: d.columns("law.place", CellText, "item.title", CellText, "law.applies", CellText, "law.items", CellText, "result.met", CellNumber, "set.applicable", CellNumber)}
	for _, p := range f.Places {
		t.Rows = append(t.Rows, Row{ID: p.Ref.Ref, Cells: []Cell{
			text(p.Ref.Ref), text(p.Title), text(d.applies(p.Ref)), text(numbers(p.Items)), d.count(p.Conforming), d.count(len(p.Items)),
		}})
	}
	d.table("places-"+f.ID, t, d.say("none"))
}

// days are dates of a framework, a line each.
func (d *draft) days(all []catalog.FrameworkDate) []string {
	var lines []string
	for _, x := range all {
		moved := ""
		if x.Moved != "" {
			moved = d.say("law.moved", "day", d.Words.Day(x.Moved))
		}
		lines = append(lines, join(" · ", d.Words.Day(x.Date), x.What, x.Note, moved, x.Status))
	}
	return lines
}

func (d *draft) applies(r catalog.Ref) string {
	return strings.Join(r.Says(d.Day.Format(time.DateOnly), d.Words.Day), "; ")
}

func numbers(items []*catalog.Item) string {
	var all []string
	for _, it := range items {
		all = append(all, it.Number)
	}
	return strings.Join(all, ", ")
}

// articles are the places of a law that items touch, for one AI system: from when
// they apply, how the items stand, what is kept, and what is missing.
func (d *draft) articles(at int, s assess.System, f roadmap.Framework) {
	d.section("law-"+f.ID+"-"+s.ID, s.Name+" · "+f.Name)
	d.facts(d.fact("system.risk", d.Words.Of("risk", s.RiskClass)), d.fact("system.stage", d.Words.Of("stage_of", s.Stage)))
	t := Table{Wide: true, Columns: d.columns("law.place", CellText, "law.applies", CellText, "law.ratings", CellText, "law.records", CellText, "law.missing", CellText, "law.how", CellText)}
	for _, p := range f.Places {
		var rated, kept, missing []string
		for _, it := range p.Items {
			standing, met := d.standsAt(it, at)
			rated = append(rated, it.Number+": "+join("", d.levelCell(standing).Text, d.unrated(standing)))
			if !met && standing.State != assess.NA {
				missing = append(missing, it.Number)
			}
			for _, e := range d.Assessment.EvidenceFor(it.ID) {
				if e.System == "" || e.System == s.ID {
					kept = append(kept, e.What)
				}
			}
		}
		t.Rows = append(t.Rows, Row{ID: p.Ref.Ref, Cells: []Cell{
			text(p.Ref.Ref + " " + p.Title), text(d.applies(p.Ref)), text(strings.Join(rated, "; ")), text(strings.Join(once(kept), "; ")), text(strings.Join(missing, ", ")), text(d.howMet(p.Ref.Ref, s.ID)),
		}})
	}
	t.dropUnsaid(5)
	d.table("articles-"+f.ID+"-"+s.ID, t, d.say("none"))
}

// howMet is what the register of requirements says of a place of a law for an AI
// system: how far it is met, by which items, and where that is written.
func (d *draft) howMet(place, system string) string {
	var all []string
	for _, r := range picked(d.of("requirement"), about(system, true)) {
		if r.Text(catalog.RecordLibrary) != place && r.Title() != place && !strings.HasPrefix(r.Title(), place+":") {
			continue
		}
		all = append(all, join(" · ", d.numbers[r.ID]+" "+r.State(), d.says(r, "items"), d.says(r, "document")))
	}
	return strings.Join(all, "; ")
}

// unrated is a word for what has no level.
func (d *draft) unrated(s assess.Standing) string {
	if s.State == assess.Rated || s.State == assess.NA {
		return ""
	}
	return d.Words.Of("state", string(s.State))
}

// once drops what was said before.
func once(all []string) []string {
	var out []string
	said := map[string]bool{}
	for _, s := range all {
		if !said[s] {
			said[s], out = true, append(out, s)
		}
	}
	return out
}
