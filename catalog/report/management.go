package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
)

// management is the one page of a director: it answers whether the organisation can
// certify by its date, and shows no progress percentage, which a board would take
// for being nearly done.
func management(d *draft) error {
	d.doc.Facts = slices.DeleteFunc(d.doc.Facts, func(f Fact) bool { return f.Label == d.say("head.scope") })
	d.doc.OnePage = true
	for i, f := range d.doc.Facts {
		d.doc.Facts[i].Value = d.inShort(f.Value, mostName)
	}
	if scope := firstSentence(d.Assessment.Profile.Scope); scope != "" {
		d.doc.Subtitle = d.inShort(scope, mostScope)
	}
	d.decision()
	return nil
}

// decision is that page, which the full report begins with too.
func (d *draft) decision() {
	d.lead(d.verdict())
	d.result()
	d.figure(d.metBars())
	d.brings()
	d.facts(d.toPeople()...)
	d.facts(d.wanted()...)
	d.planOnOnePage()
	d.facts(d.fact("management.law", d.nextDay()), d.fact("management.basis", d.standsOn()))
	p := d.Assessment.Profile
	d.facts(
		d.fact("assessed.sites", d.inShort(p.Sites, mostAside)), d.fact("assessed.people", d.inShort(p.PeopleMet, mostAside)),
		d.fact("assessed.not_seen", d.inShort(p.NotSeen, mostAside)),
	)
}

// How much of what people wrote stands on the one page, in letters, so that it stays
// one. All of it stands in the full report.
const (
	mostWanted   = 3 // decisions
	mostRisks    = 2
	mostScope    = 180
	mostDecision = 180
	mostAside    = 80
	mostRisk     = 90
	mostName     = 70
)

// wanted are the decisions that management is asked for, each a fact of its own.
func (d *draft) wanted() []Fact {
	all := assess.Things(d.Assessment.Profile.Decisions)
	if len(all) == 0 {
		return []Fact{d.fact("management.decisions", d.or(""))}
	}
	var facts []Fact
	for i, one := range all {
		if d.doc.OnePage && i == mostWanted {
			last := &facts[i-1]
			last.Value = join(" ", last.Value, d.say("management.more", "n", len(all)-i))
			break
		}
		facts = append(facts, Fact{d.say("management.decision", "n", i+1), d.inShort(one, mostDecision)})
	}
	return facts
}

// toPeople are the risks that weigh most on people, a line each: of which system, who
// feels it, how much, what is done and by whom.
func (d *draft) toPeople() []Fact {
	all := register.OnPeople(d.records)
	if len(all) == 0 {
		return []Fact{d.fact("management.risks", d.or(""))}
	}
	var facts []Fact
	for i, w := range all[:min(len(all), mostRisks)] {
		r := w.Record
		who := r.Text("who")
		if who != "" {
			who = "(" + who + ")"
		}
		line := join(", ", join(" ", join(": ", d.systemsOf(r), r.Title()), who), w.Level, r.State(), r.Text(catalog.RecordOwner))
		facts = append(facts, Fact{d.say("management.risk", "n", i+1), d.inShort(line, mostRisk)})
	}
	return facts
}

// inShort is a text of people, on the one page no longer than so many letters: what
// is left out there is said to stand in the full report.
func (d *draft) inShort(text string, most int) string {
	text = strings.Join(assess.Things(text), "; ")
	letters := []rune(text)
	if !d.doc.OnePage || len(letters) <= most {
		return d.or(text)
	}
	kept := string(letters[:most])
	if at := strings.LastIndexByte(kept, ' '); at > most/2 {
		kept = kept[:at]
	}
	return strings.TrimRight(kept, " ,;:.") + " … " + d.say("management.whole")
}

// firstSentence is what a scope says in a line; all of it stands in the other
// documents.
func firstSentence(text string) string {
	first, rest, more := strings.Cut(strings.TrimSpace(text), ". ")
	if more && rest != "" {
		return first + "."
	}
	return first
}

// verdict is the answer to the one question, by how the forecast lies to the date.
func (d *draft) verdict() string {
	p := d.Plan()
	if p.Roadmap.Finished() {
		return d.say("verdict.done") + d.without() + "."
	}
	day := func(percentile int) string { return d.Words.Date(p.Forecast.P[percentile]) }
	if p.Roadmap.Deadline == nil {
		return d.say("verdict.range", "from", day(50), "to", day(95)) + d.without() + "."
	}
	by := d.Words.Date(p.Roadmap.Deadline.By)
	return d.say("verdict.question", "by", by) + " " + d.say("verdict."+verdictOf(p.Roadmap.Deadline.By, p.Forecast), "p50", day(50), "p80", day(80), "p95", day(95)) + d.without() + "."
}

// verdictOf is the word for a date: at or after P95 yes, P80 likely, P50 uncertain,
// else no.
func verdictOf(by time.Time, f roadmap.Forecast) string {
	switch {
	case !by.Before(f.P[95]):
		return "yes"
	case !by.Before(f.P[80]):
		return "likely"
	case !by.Before(f.P[50]):
		return "uncertain"
	}
	return "no"
}

// result is four figures beside each other.
func (d *draft) result() {
	t := Table{Rows: []Row{{ID: "figures"}, {ID: "words"}}}
	for _, r := range d.results() {
		t.Columns = append(t.Columns, d.columns(r.key, CellText)...)
		t.Rows[0].Cells = append(t.Rows[0].Cells, text(r.figure))
		t.Rows[1].Cells = append(t.Rows[1].Cells, text(r.words))
	}
	d.table("result", t, "")
}

// resultInWords are the four below each other.
func (d *draft) resultInWords() {
	var all []Fact
	for _, r := range d.results() {
		all = append(all, d.fact(r.key, join("; ", r.figure, r.words)))
	}
	d.facts(all...)
}

// results are the four figures that say how it stands, each with what to know of it.
func (d *draft) results() []struct{ key, figure, words string } {
	all, o := d.Score.Overall, d.outlook()
	return []struct{ key, figure, words string }{
		{"result.met", d.say("n_of", "n", all.Conforming, "of", all.Applicable) + d.without(), d.say("result.seen_claimed", "seen", all.Verified, "claimed", all.Claimed())},
		{"result.systems", d.say("n_of", "n", d.Score.Ready, "of", d.Score.Systems), d.riskiest()},
		{"result.stage1", d.openPoints(o.Stage1), firstTitles(o.Stage1)},
		{"result.stage2", d.openPoints(o.Stage2), firstTitles(o.Stage2)},
	}
}

func (d *draft) openPoints(all []score.Blocker) string {
	if len(all) == 0 {
		return d.say("result.none")
	}
	return d.Words.Count("open_points", len(all))
}

// firstTitles name what stands in the way first.
func firstTitles(all []score.Blocker) string {
	const named = 3
	var titles []string
	for _, b := range all[:min(named, len(all))] {
		titles = append(titles, b.Item.Number+" "+b.Item.Title)
	}
	if len(all) > named {
		titles = append(titles, "…")
	}
	return strings.Join(titles, "; ")
}

// riskiest names the AI systems of the highest risk class in scope.
func (d *draft) riskiest() string {
	for _, class := range []string{"prohibited", "high"} {
		var names []string
		for _, s := range d.Assessment.InScope() {
			if s.RiskClass == class {
				names = append(names, s.Name)
			}
		}
		if n := len(names); n > 2 {
			return d.Words.Of("risk", class) + ": " + d.Words.Count("systems", n)
		} else if n > 0 {
			return strings.Join(names, ", ") + ": " + d.Words.Of("risk", class)
		}
	}
	return ""
}

// metBars are a bar for each set: seen, claimed, open.
func (d *draft) metBars() Figure {
	f := Figure{
		Is: FigureBars, Title: d.say("bars.title"), Series: []string{d.say("state.seen"), d.say("state.claimed"), d.say("state.open")},
		Alt: d.say("bars.alt", "met", d.Score.Overall.Conforming, "of", d.Score.Overall.Applicable) + d.without() + ".",
	}
	for _, s := range d.Score.Sets {
		if s.Applicable == 0 {
			continue
		}
		seen, claimed, open := s.Met()
		f.Parts = append(f.Parts, Part{
			Label: s.Set.ID + " " + s.Set.Short, Ref: "set-" + s.Set.ID, Values: []float64{seen, claimed, open},
			Text: d.say("bars.text", "met", s.Conforming, "of", s.Applicable, "seen", s.Verified),
		})
	}
	return f
}

// brings says what the ISMS carries, and which sections are new work.
func (d *draft) brings() {
	words := d.say("none_applicable")
	if s := d.Synergy.Overall; s != nil {
		words = d.say("management.isms.words", "share", d.Words.Percent(s.Realised), "days", fmt.Sprintf("%.0f", d.Synergy.Saved))
	}
	var fresh []string
	for _, s := range d.Catalog.Requirements().Clauses {
		if synergy.IsNew(d.Catalog, s) {
			fresh = append(fresh, s.ID+" "+s.Short)
		}
	}
	d.facts(d.fact("management.isms", words), d.fact("management.new", strings.Join(fresh, ", ")))
}

// planOnOnePage is a bar of four phases, and what the date depends on.
func (d *draft) planOnOnePage() {
	p := d.Plan()
	if p.Roadmap.Finished() {
		d.text(roadmap.NothingToDo)
		return
	}
	d.figure(d.gantt(p, false))
	d.facts(
		d.fact("plan.work", d.say("plan.work.words", "days", p.Roadmap.Days, "fte", p.Roadmap.FTE)),
		d.fact("plan.range", d.say("plan.range.words", "earliest", d.Words.Date(p.Roadmap.Earliest), "p50", d.Words.Date(p.Forecast.P[50]),
			"p80", d.Words.Date(p.Forecast.P[80]), "p95", d.Words.Date(p.Forecast.P[95]))),
		d.fact("plan.pushed", d.largest(p)),
	)
}

// largest names the three largest pieces of open work in the phases that set the
// date.
func (d *draft) largest(p figures.Plan) string {
	var all []string
	for _, w := range p.Forecast.Largest[:min(3, len(p.Forecast.Largest))] {
		name := p.Input.NameOf(w.ID)
		if it, ok := assess.Item(d.Catalog, d.Assessment, w.ID); ok {
			name = named(it)
		}
		all = append(all, d.say("plan.pushed.words", "what", name, "days", w.Days))
	}
	return strings.Join(all, "; ")
}

// nextDay is the next day of a law, on or after the day of the document.
func (d *draft) nextDay() string {
	on, words, best := d.On(), d.say("management.law.none"), ""
	for _, f := range d.Catalog.Frameworks() {
		if f.Kind != "law" {
			continue
		}
		if coming, _ := f.Days(on); len(coming) > 0 && (best == "" || coming[0].Date < best) {
			best, words = coming[0].Date, d.Words.Day(coming[0].Date)+": "+f.Name+". "+coming[0].What
		}
	}
	return words
}

// standsOn is how much was answered and can be seen.
func (d *draft) standsOn() string {
	all := d.Score.Overall
	words := d.say("management.basis.words", "n", all.Answered, "of", all.Applicable)
	if all.Evidenced != nil {
		words += ", " + d.say("management.basis.evidence", "share", d.Words.Percent(*all.Evidenced))
	}
	return words + d.without()
}
