package report

import (
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// state says how an item stands, in a word or two.
func (d *draft) state(i score.ItemScore) string {
	if i.Item.ID == d.Veiled {
		return d.say("veil.state")
	}
	words := d.standing(i.Standing, i.Conforming)
	switch {
	case i.Conforming && i.Verified:
		return words + ", " + d.say("state.seen")
	case i.Conforming:
		return words + ", " + d.say("state.claimed")
	case i.OpenMajor > 0:
		return words + ", " + d.say("state.major")
	case i.OpenMinor > 0:
		return words + ", " + d.say("state.minor")
	}
	return words
}

// standing is state of an item, or of an item for one AI system.
func (d *draft) standing(s assess.Standing, conforming bool) string {
	switch {
	case s.State == assess.NA:
		return d.say("state.na")
	case s.State == assess.Partial && s.Of > 0:
		return d.say("state.partial_systems", "n", s.Answered, "of", s.Of)
	case s.State != assess.Rated:
		return d.Words.Of("state", string(s.State))
	case conforming:
		return d.say("state.met")
	}
	return d.say("state.open")
}

// levelCell is the rating at which an item stands.
func (d *draft) levelCell(s assess.Standing) Cell {
	switch s.State {
	case assess.Rated:
		return level(s.Level)
	case assess.NA:
		return text(d.say("state.na.short"))
	}
	return text("")
}

// reads is what the level of an item means, in its own words where it has some.
func (d *draft) reads(it *catalog.Item, s assess.Standing) string {
	if s.State != assess.Rated || it.ID == d.Veiled {
		return ""
	}
	words := it.Levels[s.Level]
	if words == "" {
		words = d.Catalog.Method.Scale[s.Level]
	}
	return d.say("item.level", "level", s.Level, "words", words)
}

// answers are what people wrote at an item: for all, then for each AI system.
func (d *draft) answers(it *catalog.Item) []Fact {
	var all []Fact
	for _, x := range d.Assessment.Answers[it.ID] {
		if x.Question != "" {
			continue
		}
		where := d.systemName(x.System)
		if where != "" {
			where = " (" + where + ")"
		}
		r := x.Rating
		all = append(all, Fact{d.say("item.note") + where, x.Note}, Fact{d.say("item.reason") + where, r.Reason},
			Fact{d.say("item.risk") + where, r.Risk}, Fact{d.say("item.approved") + where, join(", ", r.ApprovedBy, d.Words.Day(r.ApprovedOn))})
	}
	return all
}

// marks are what is to know beside how an item stands.
func (d *draft) marks(i score.ItemScore) string {
	var all []string
	if i.Standing.Override {
		all = append(all, d.say("mark.override"))
	}
	if n := i.Standing.Later; n > 0 {
		all = append(all, d.Words.Count("mark.later", n))
	}
	switch s, _ := d.Synergy.Item(i.Item.ID); {
	case s.Stale:
		all = append(all, d.say("mark.stale"))
	case s.Adopted && !i.Verified:
		all = append(all, d.say("mark.taken"))
	}
	return join("; ", append(all, d.contradictions(i.Item.ID)...)...)
}

// contradictions are the marks of what copies disagree on about an item.
func (d *draft) contradictions(item string) (all []string) {
	var fields []string
	for _, p := range d.Assessment.Conflicts {
		switch k, err := p.Subject.Key(); {
		case err != nil || k.Item != item:
		case p.Field == assess.FieldRating:
			all = append(all, d.say("mark.conflict"))
		default:
			fields = append(fields, d.placeName(p))
		}
	}
	if len(fields) > 0 {
		all = append(all, d.say("mark.disputed", "fields", strings.Join(fields, ", ")))
	}
	return slices.Compact(all)
}

// seen are the pieces of evidence of an item, a line each.
func (d *draft) seen(pieces []assess.Evidence) []string {
	var all []string
	for _, e := range pieces {
		who := d.say("evidence.not_seen")
		if e.SeenBy != "" {
			who = d.say("evidence.seen", "by", e.SeenBy, "on", d.Words.Day(e.SeenDay()))
		}
		all = append(all, join(" · ", join(", ", e.What, e.Version), d.Words.Of("evidence", e.Kind), e.Place, d.Words.Day(e.Date), d.systemName(e.System), who))
	}
	return all
}

// found are the findings on an item, a line each; closed ones only where asked.
func (d *draft) found(all []assess.Finding, closed bool) []string {
	var lines []string
	for _, f := range all {
		if f.Closed && !closed && !f.OpenNonconformity() {
			continue
		}
		lines = append(lines, join(" · ", d.Assessment.FindingNumber(f), d.Words.Of("finding", f.Grade), d.systemName(f.System), f.Statement, d.findingState(f)))
	}
	return lines
}

// findingState is how far a finding has come, and who closed it.
func (d *draft) findingState(f assess.Finding) string {
	state := d.Words.Of("finding_state", strings.ReplaceAll(f.Shown(), ",", ""))
	switch {
	case f.Closed && f.Unverified:
		return join(" · ", state, f.ClosedBy, d.Words.Day(f.ClosedOn))
	case f.Closed:
		return d.say("finding.closed", "by", f.ClosedBy, "on", d.Words.Day(f.ClosedOn))
	}
	return state
}

// carriers are what of the ISMS carries an item, a line each.
func (d *draft) carriers(it *catalog.Item) []string {
	var all []string
	for _, t := range synergy.Explain(d.Catalog, d.Assessment, d.Synergy.Basis, it).Terms {
		title := ""
		if b, ok := d.Catalog.Baseline(t.Relationship.Baseline); ok {
			title = b.Title
		}
		stands := d.say("state.unanswered")
		switch {
		case t.Rating.Is(assess.Rated):
			stands = d.say("item.rated", "level", t.Rating.Level)
		case t.Rating.Is(assess.NA):
			stands = d.say("state.na")
		}
		all = append(all, d.say("item.carrier", "number", t.Relationship.Baseline, "title", title, "stands", stands, "strength", d.Words.Percent(t.Strength)))
	}
	return all
}

// carriesOver says how much of an item carries over, and what does not. Below the first
// level there may be something all the same.
func (d *draft) carriesOver(it *catalog.Item) string {
	l := d.Catalog.Level(it.ID)
	if l == "none" && len(d.carriers(it)) > 0 {
		l = "little"
	}
	r, _ := d.Catalog.Primary(it.ID)
	return strings.TrimSpace(d.Words.Of("level", l) + ". " + r.Says())
}

// missingAt names the AI systems for which an item does not conform.
func (d *draft) missingAt(i score.ItemScore) string {
	var names []string
	for n, s := range d.Assessment.InScope() {
		if n < len(i.Systems) && i.Systems[n].Standing.State != assess.NA && !i.Systems[n].Conforming {
			names = append(names, s.Name)
		}
	}
	if len(names) > 0 && len(names) == len(i.Systems) {
		return d.say("systems.all")
	}
	return strings.Join(names, ", ")
}

// blocks says in the way of which stage an item stands, and why.
func (d *draft) blocks(it *catalog.Item, o score.Outlook) []Fact {
	var all []Fact
	for _, stage := range []struct {
		key string
		of  []score.Blocker
	}{{"stage.1", o.Stage1}, {"stage.2", o.Stage2}} {
		for _, b := range stage.of {
			if b.Item == it {
				all = append(all, d.fact(stage.key, b.Reason))
			}
		}
	}
	return all
}
