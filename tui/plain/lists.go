package plain

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/roadmap"
	"crosswalk/catalog/score"
	"crosswalk/catalog/soa"
	"crosswalk/store"
	"crosswalk/tui/screen"
)

// sayVeil says what figures are made without.
func (t *talk) sayVeil() {
	if v := t.room.Veiled(); v != "" {
		t.say("Made without %s, which is voted on.", assess.RefName(t.s.Catalog, t.now.Assessment, v))
	}
}

// overview tells the figures.
func (t *talk) overview(string) {
	f := t.now.Figures
	o := f.Score.Overall
	t.say("Conforming: %d of %d, of these verified: %d", o.Conforming, o.Applicable, o.Verified)
	if f.Score.Systems > 0 {
		t.say("AI systems ready: %d of %d", f.Score.Ready, f.Score.Systems)
	}
	t.say("Answered: %d of %d", o.Answered, o.Applicable)
	t.say("Progress: %s", span(o))
	t.say("Maturity, target %d: %s", f.Assessment.Profile.Target, decimal(o.Maturity))
	t.say("Rated items with evidence: %s", percent(o.Evidenced))
	if s := f.Synergy.Overall; s != nil {
		p := s.Percents()
		t.say("Done %d %%, to reuse %d %%, to build: %d %%", p[0], p[1], p[2])
		t.say("What the ISMS carries: %s, saving person-days: %.0f", percent(&s.Realised), f.Synergy.Saved)
	}
	for _, s := range f.Score.Sets {
		t.say("%s %s, progress %s, conforming: %d of %d", s.Set.ID, s.Set.Title, span(s.Score), s.Conforming, s.Applicable)
	}
	out := t.outlook()
	t.say("Blockers of stage 1: %d", len(out.Stage1))
	t.say("Blockers of stage 2: %d", len(out.Stage2))
	t.sayVeil()
	t.say("blockers lists them, gaps what is left to do, roadmap by when.")
}

// span is progress and, while answers are missing, the ceiling it can still reach.
func span(s score.Score) string {
	if s.Progress == nil {
		return "none"
	}
	from, to := percent(s.Progress), percent(s.Ceiling)
	if score.Round(*s.Progress) == score.Round(*s.Ceiling) {
		return from
	}
	return from + " to " + to
}

func percent(f *float64) string {
	if f == nil {
		return "none"
	}
	return fmt.Sprintf("%d %%", score.Percent(*f))
}

func decimal(f *float64) string {
	if f == nil {
		return "none"
	}
	return fmt.Sprintf("%.1f", *f)
}

// blockers lists what stands in the way of each stage of a certification.
func (t *talk) blockers(string) {
	out := t.outlook()
	for i, all := range [][]score.Blocker{out.Stage1, out.Stage2} {
		t.say("Blockers of stage %d: %d", i+1, len(all))
		for _, b := range all {
			reason := b.Reason
			if t.room.Veils(b.Item.ID) {
				reason = screen.Hidden
			}
			t.say("%s %s: %s", b.Item.Number, b.Item.Title, reason)
		}
	}
	for _, r := range score.Told(out.Records) {
		says := screen.Said(r.Says)
		if r.Item != "" && t.room.Veils(r.Item) {
			says = screen.Hidden
		}
		t.say("Records, %s: %s", r.Name, says)
	}
	t.say("This is a self-assessment, never a certification decision.")
}

// outlook is what stands in the way of a certification, by the answers and the records.
func (t *talk) outlook() score.Outlook {
	var records []score.Recorded
	if t.judge(); t.kept.Ruling != nil {
		records = t.kept.Outlook
	}
	return score.OutlookOf(t.s.Catalog, t.now.Assessment, t.now.Score, records)
}

// listItems lists those that the filter lets through, each with how it stands.
func (t *talk) listItems(string) {
	shown := t.shown()
	for _, it := range shown {
		switch {
		case t.isms():
			t.say("ISMS %s %s: %s", it.ID, it.Title, ratingWord(t.now.Assessment.Baseline[it.ID].Rating))
		case t.room.Veils(it.ID):
			t.say("%s %s: %s", it.Number, it.Title, screen.Hidden)
		default:
			s, _ := t.now.Score.Item(it.ID)
			t.say("%s %s: %s", it.Number, t.s.Lang.Item(it).Title, overall(s.Standing))
		}
	}
	t.say("Items listed: %d of %d", len(shown), len(t.items()))
}

// overall is how an item stands over all AI systems, in a few words.
func overall(st assess.Standing) string {
	if st.State == assess.Partial && st.Of > 0 {
		return fmt.Sprintf("partly, %d of %d AI systems", st.Answered, st.Of)
	}
	return standing(st)
}

// gaps lists what does not conform, by priority: phase by phase.
func (t *talk) gaps(string) {
	all := roadmap.Gaps(t.now.Input())
	lets := t.facts().Lets(t.sides[0].filter)
	n, phase := 0, 0
	for _, g := range all {
		if !lets(g.Item) {
			continue
		}
		if n++; g.Phase != phase {
			phase = g.Phase
			t.say("Phase: %d", phase)
		}
		if t.room.Veils(g.Item.ID) {
			t.say("%s %s: %s", g.Item.Number, g.Item.Title, screen.Hidden)
			continue
		}
		t.say("%s %s, %.1f person-days: %s", g.Item.Number, g.Item.Title, g.Days, why(g))
		x := t.now.Assessment.Answer(assess.Key{Item: g.Item.ID})
		if x.Owner != "" {
			t.say("%s, owner: %s", g.Item.Number, x.Owner)
		}
		if x.Due != "" {
			t.say("%s, due: %s", g.Item.Number, day.Show(x.Due))
		}
	}
	t.say("Gaps listed: %d of %d", n, len(all))
	t.sayVeil()
}

// why is what keeps an item from conforming.
func why(g roadmap.Gap) string {
	switch {
	case g.Major > 0:
		return "an open major nonconformity"
	case g.Minor > 0 && g.Standing.State == assess.Rated:
		return "an open minor nonconformity, rated " + standing(g.Standing)
	case g.Standing.State == assess.Rated:
		return "rated " + standing(g.Standing)
	}
	return overall(g.Standing)
}

// soa reads the Statement of Applicability of one standard, or of both.
func (t *talk) soa(standard string) {
	if standard = assess.FoldName(standard); standard == "" {
		standard = soa.AIMS
	}
	if !slices.Contains(soa.Standards, standard) {
		t.say("soa is followed by %s.", assess.Either(soa.Standards))
		return
	}
	s := soa.Compile(t.s.Catalog, t.now.Assessment, t.s.Now(), standard)
	if t.judge(); t.kept.Ruling != nil {
		s.Take(t.kept.Case)
	}
	for _, l := range s.Lines {
		name := l.Number() + " " + l.Item.Title
		switch {
		case t.room.Veils(l.Ref):
			t.say("%s: %s", name, screen.Hidden)
			continue
		case l.Excluded:
			t.say("%s, excluded: %s", name, l.WhyOut)
			if len(l.NeededBy) > 0 {
				t.say("Records need it: %s", strings.Join(l.NeededBy, ", "))
			}
			continue
		}
		t.say("%s, applicable, %s", name, soa.DeclaredWord(l.Declared))
		if l.WhyIn != "" {
			t.say("Included because: %s", l.WhyIn)
		}
		if l.DrivenBy() != "" {
			t.say("Driven by: %s", s.DrivenWords(l, soa.DriverWord))
		}
		if d := s.Differs(l); d != "" {
			t.say("It differs: %s", d)
		}
	}
	t.say("Controls: %d, of these excluded: %d", len(s.Lines), s.Excluded())
	t.say("%s declares one.", t.verb("declare ITEM"))
}

// roadmap tells the plan.
func (t *talk) roadmap(string) {
	t.judge()
	plan := t.now.PlanWith(t.kept.OfPlan())
	r := plan.Roadmap
	if c, ok := plan.Ranking.Best(); ok {
		t.say("Strategy: %s", c.Name)
	}
	t.say("Start: %s", r.Start.Format(day.Form))
	t.say("Capacity: %s", roadmap.People(r.FTE))
	t.say("Person-days: %.0f", r.Days)
	for i, p := range r.Phases {
		if p.Done {
			t.say("Phase %d, %s: done", p.Number, p.Name)
			continue
		}
		t.say("Phase %d, %s, person-days: %.1f", p.Number, p.Name, p.Days)
		t.say("Phase %d, from %s to: %s", p.Number, p.Start.Format(day.Form), p.End.Format(day.Form))
		t.say("Phase %d, its end in 80 of 100 draws by: %s", p.Number, plan.Forecast.Phases[i][80].Format(day.Form))
	}
	if r.Finished() {
		t.say("%s", roadmap.NothingToDo)
		return
	}
	for _, p := range []int{50, 80, 95} {
		t.say("The end in %d of 100 draws by: %s", p, plan.Forecast.P[p].Format(day.Form))
	}
	all := plan.Milestones()
	for _, m := range all {
		t.say("%s", m.Words())
	}
	if words := roadmap.Assumed(all); words != "" {
		t.say("%s", words)
	}
	for _, remark := range roadmap.Remarks(plan.Input, r, plan.Forecast) {
		t.say("%s", remark.Words)
	}
	t.say("%s", roadmap.RangeWords)
	t.say("%s", roadmap.Assumption)
	t.sayVeil()
	t.say("%s says how a task stands.", t.verb("task ID"))
}

// systems lists the AI systems.
func (t *talk) systems(string) {
	all := t.now.Assessment.ActiveSystems()
	t.say("AI systems: %d, in scope: %d", len(all), len(t.now.Assessment.InScope()))
	for _, s := range all {
		scope := "in scope"
		if !s.InScope {
			scope = "out of scope"
		}
		t.say("%s, %s: %s", t.now.Assessment.SystemNumber(s), s.Name, scope)
		tell := func(label, text string) {
			if text != "" {
				t.say("%s, %s: %s", s.Name, label, text)
			}
		}
		tell("we are", strings.Join(s.Roles, ", "))
		for _, f := range assess.SystemFields {
			tell(f.Label, f.Says(s))
		}
		if s.InScope {
			tell("not filled in", strings.Join(s.Missing(), ", "))
		}
	}
	t.say("%s adds one.", t.verb("system add NAME"))
}

// synergy tells what the ISMS carries, set by set.
func (t *talk) synergy(string) {
	for _, s := range t.now.Synergy.Sets {
		if s.Shares == nil {
			continue
		}
		t.say("%s %s, the ISMS can carry %d %%, carries: %d %%", s.Set.ID, s.Set.Title, score.Percent(s.Shares.Potential), score.Percent(s.Shares.Realised))
	}
	t.sayVeil()
	t.say("carries tells it of the item at hand.")
}

// stale lists the answers whose basis fell.
func (t *talk) stale(string) {
	n := 0
	for _, s := range t.now.Synergy.Stale {
		if t.room.Veils(s.Key.Item) {
			continue
		}
		n++
		t.say("%s: %s", assess.SubjectName(t.s.Catalog, t.now.Assessment, s.Key.Subject()), s.Why())
	}
	t.say("Stale answers: %d", n)
	if n > 0 {
		t.say("go and its number goes to one; there y says that it still holds.")
	}
}

// acts is how many acts of the history are told.
const acts = 20

// history tells the newest acts, of the item at hand where that is asked for.
func (t *talk) history(text string) {
	f := store.HistoryFilter{Limit: acts}
	if assess.FoldName(text) == "item" {
		f.Item = assess.RefOf(t.item())
	}
	all, whole, err := t.s.History(t.s.Context, t.id, f)
	if err != nil {
		t.refuse(err)
		return
	}
	for _, act := range all {
		at := act.At.In(t.s.Now().Location())
		t.say("%s at %s, %s: %s", at.Format(day.Form), at.Format("15:04"), act.Author, t.s.Tell(t.now.Assessment, act, assess.FromParents(nil)))
	}
	if whole {
		t.say("Acts: %d, and there are none before", len(all))
		return
	}
	t.say("Acts: %d, the newest; %s lists all", len(all), t.verb("history"))
}

// profile tells what is known of the organisation.
func (t *talk) profile(string) {
	p := t.now.Assessment.Profile
	for _, k := range assess.ProfileKeys {
		things := []string{p.Show(k.Name)}
		if k.Many {
			things = assess.Things(things[0])
		}
		for _, one := range things {
			if one != "" {
				t.say("%s: %s", k.About, one)
			}
		}
	}
	t.say("%s changes it.", t.verb("profile --set KEY=VALUE"))
}

// verb is a verb of the command line as this person can use it.
func (t *talk) verb(words string) string {
	if t.s.Remote {
		return "On the machine of the room, crosswalk " + words
	}
	return "crosswalk " + words
}
