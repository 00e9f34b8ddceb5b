package report

import (
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/ready"
	"crosswalk/catalog/register"
)

// kindApplication is the name by which the application data are asked for.
const kindApplication = "application"

// firstToDo is how many items the pack names to see to first.
const firstToDo = 10

// readiness is the pack of an audit day: what there is to show, in the order in which
// an auditor asks, and what auditors asked for.
func readiness(d *draft) error {
	day := d.readyDay()
	d.lead(d.say("ready.lead", "of", day.Applicable(), "ready", day.Count[ready.Ready], "thin", day.Count[ready.Thin], "missing", day.Count[ready.Missing]) + d.without() + ".")
	if day.On != "" {
		d.facts(d.fact("ready.next", join(", ", day.What+" "+d.Words.Day(day.On), day.Of)))
	}
	d.note(d.say("ready.means"))
	d.part("first", d.say("ready.first"))
	d.table("first-table", d.toSeeTo(day.First(d.outlook(), firstToDo)), d.say("ready.all"))
	d.part("items", d.say("ready.items"))
	for _, set := range d.Score.Sets {
		t := Table{Wide: true, Caption: set.Set.ID + " " + set.Set.Title, Columns: d.readyColumns()}
		for _, x := range day.Items {
			if x.Item.Set.ID == set.Set.ID {
				t.Rows = append(t.Rows, d.readyRow(x))
			}
		}
		if len(t.Rows) > 0 {
			d.table("ready-"+set.Set.ID, t, "")
		}
	}
	d.chapter(register.KindRequest, "title", "items", "asked_by", catalog.RecordOwner, catalog.RecordDue, "place", "answered_at", catalog.RecordState)
	d.chapter(register.KindConcernArea, "title", "items", catalog.RecordOwner, catalog.RecordDue, "answered_on", catalog.RecordState)
	return nil
}

// readyDay is how ready everything is.
func (d *draft) readyDay() ready.Day {
	return ready.Of(d.Catalog, d.Assessment, d.Score, register.Try(d.records))
}

// toSeeTo are items with what they lack, and what to do about it.
func (d *draft) toSeeTo(all []ready.Item) Table {
	t := Table{Columns: []Column{d.column("item.number", CellRef, 1), d.column("item.title", CellText, 4), d.column("ready.state", CellText, 2), d.column("ready.lacks", CellText, 5), d.column("ready.do", CellText, 5), d.column("item.owner", CellText, 3)}}
	for _, x := range all {
		t.Rows = append(t.Rows, Row{ID: x.Item.ID, Cells: []Cell{item(x.Item), text(x.Item.Title), text(d.readyWord(x.State)), text(x.Why()), text(x.Lacks[0].Do), text(x.Who)}})
	}
	return t
}

func (d *draft) readyWord(s ready.State) string { return d.Words.Of("ready_state", s.String()) }

func (d *draft) readyColumns() []Column {
	return []Column{
		d.column("item.number", CellRef, 2), d.column("item.title", CellText, 6), d.column("ready.state", CellText, 2), d.column("item.rating", CellRating, 1), d.column("ready.evidence", CellText, 2),
		d.column("ready.records", CellText, 3), d.column("ready.since", CellText, 3), d.column("ready.who", CellText, 4), d.column("ready.lies", CellText, 6), d.column("ready.open", CellText, 9),
	}
}

// readyRow is an item with what there is to show of it.
func (d *draft) readyRow(x ready.Item) Row {
	evidence, records, since := "", "", ""
	if x.Evidence > 0 {
		evidence = d.say("ready.seen", "n", x.Evidence, "seen", x.Seen)
	}
	if x.Records > 0 {
		records = join(", ", strconv.Itoa(x.Records), d.Words.Day(x.Newest))
	}
	if x.Since != "" {
		since = d.say("ready.months", "since", d.Words.Day(x.Since), "n", x.Months)
	}
	open := slices.Clone(x.Against)
	if x.State < ready.Ready {
		open = append([]string{x.Why()}, open...)
	}
	rating := d.levelCell(x.Standing)
	return Row{ID: x.Item.ID, Cells: []Cell{
		item(x.Item), text(x.Item.Title), text(d.readyWord(x.State)), rating, text(evidence), text(records), text(since),
		text(x.Who), text(d.lies(x.Lies)), text(strings.Join(open, " · ")),
	}}
}

// lies is where things lie, the first places of more.
func (d *draft) lies(places []string) string {
	const named = 3
	said := slices.Clone(places[:min(named, len(places))])
	for i := range said {
		said[i] = d.unlessAnonymous(said[i])
	}
	if more := len(places) - named; more > 0 {
		said = append(said, d.say("ready.more", "n", more))
	}
	return strings.Join(slices.Compact(said), "; ")
}

// application is what a certification body asks for before it makes an offer.
func application(d *draft) error {
	ce, _ := d.records.Certification()
	p := d.Assessment.Profile
	scope := d.says(ce, "scope")
	if scope == "" {
		scope = p.Scope
	}
	d.part("organisation", d.say("application.organisation"))
	d.facts(
		d.fact("head.organisation", d.or(p.Organisation)), d.fact("application.body", d.says(ce, "body")), d.fact("application.accreditation", d.says(ce, "accreditation")),
		d.fact("application.scope", d.or(scope)), d.fact("application.soa", d.or(d.says(ce, "soa_version"))),
		d.fact("application.stage_1", d.says(ce, "stage_1")), d.fact("application.stage_2", d.says(ce, "stage_2")), d.fact("application.by", d.Words.Day(p.CertificationBy)),
	)
	d.part("isms", d.say("application.isms"))
	d.facts(d.fact("application.certified", d.yesNo(p.ISMSCertified)), d.fact("application.years", d.years(p)), d.fact("application.fit", d.fitWord()))
	d.part("sites", d.say("application.sites"))
	sites := d.says(ce, "sites")
	if sites == "" {
		sites = p.Sites
	}
	if all := assess.Things(sites); len(all) > 0 {
		d.list(all...)
	} else {
		d.text(d.or(""))
	}
	d.part("headcount", d.titleOf(register.KindHeadcount))
	d.table("headcount-table", d.recordTable(register.KindHeadcount, d.below(register.KindHeadcount, ce), "title", "people", "site", "counted_on"), d.say("application.no_headcount"))
	if n := register.Headcount(d.records, ce); n > 0 {
		d.facts(d.fact("application.people", d.Words.Number(n)))
	}
	d.part("systems", d.say("application.systems"))
	d.table("systems-table", d.appliedSystems(), d.say("systems.none"))
	d.part("controls", d.say("application.controls"))
	d.appliedControls()
	return nil
}

func (d *draft) yesNo(said string) string {
	if said == "" {
		return d.or("")
	}
	return d.Words.Of("word", said)
}

func (d *draft) years(p assess.Profile) string {
	if p.ISMSYears == nil {
		return ""
	}
	return d.Words.Number(*p.ISMSYears)
}

// fitWord is whether the scopes of ISMS and AIMS fit together.
func (d *draft) fitWord() string {
	if said := register.Scopes(d.records); said != "" {
		return d.yesNo(said)
	}
	return d.yesNo(d.Assessment.Profile.ScopesCompatible)
}

// appliedSystems is a row for each AI system in scope.
func (d *draft) appliedSystems() Table {
	t := Table{Columns: []Column{d.column("application.system", CellText, 4), d.column("application.purpose", CellText, 6), d.column("application.role", CellText, 3), d.column("application.class", CellText, 2), d.column("application.stage", CellText, 3)}}
	for _, s := range d.Assessment.InScope() {
		var roles []string
		for _, r := range s.Roles {
			roles = append(roles, d.Words.Of("role", r))
		}
		t.Rows = append(t.Rows, Row{ID: s.ID, Cells: []Cell{text(s.Name), text(s.Purpose), text(strings.Join(roles, ", ")), text(d.Words.Of("risk", s.RiskClass)), text(d.Words.Of("stage_of", s.Stage))}})
	}
	return t
}

// appliedControls are the controls that are left out, with why.
func (d *draft) appliedControls() {
	t := Table{Columns: []Column{d.column("item.number", CellRef, 1), d.column("item.title", CellText, 4), d.column("item.reason", CellText, 8)}}
	for _, i := range d.Score.Items {
		if !i.Applicable() {
			reason := d.Assessment.Answer(assess.Key{Item: i.Item.ID}).Rating.Reason
			t.Rows = append(t.Rows, Row{ID: i.Item.ID, Cells: []Cell{item(i.Item), text(i.Item.Title), text(reason)}})
		}
	}
	d.table("excluded-table", t, d.say("application.none_excluded"))
}

// certification is what a certification asks for after its contract: its days, what the
// body saw in stage 1 and the answers, and what it must be told.
func certification(d *draft) error {
	ce, is := d.records.Certification()
	if !is {
		d.text(d.noneOf(register.KindCertification))
		return nil
	}
	d.doc.Subtitle = d.called(ce)
	for _, m := range register.Judge(d.records) {
		if r, known := d.records.Book.Record(m.Kind, m.ID); known && (r.ID == ce.ID || r.Text(catalog.RecordParent) == ce.ID) {
			d.note(d.numbers[m.ID] + ": " + m.Sentence + ".")
		}
	}
	d.part("about", d.titleOf(register.KindCertification))
	d.facts(d.recordFacts(ce)...)
	d.milestones(d.Plan())
	for _, part := range []struct {
		kind, none string
		columns    []string
	}{
		{register.KindConcernArea, "certification.no_area", []string{"title", "items", "raised_on", catalog.RecordOwner, catalog.RecordDue, "answer", "answered_on", "accepted_by", "accepted_on", catalog.RecordState}},
		{register.KindNotice, "certification.no_notice", []string{"title", "changed_on", catalog.RecordOwner, catalog.RecordDue, "told_on", "how", catalog.RecordState}},
		{register.KindHeadcount, "application.no_headcount", []string{"title", "people", "site", "counted_on"}},
	} {
		d.part("part-"+part.kind, d.titleOf(part.kind))
		d.table(part.kind, d.recordTable(part.kind, d.below(part.kind, ce), part.columns...), d.say(part.none))
	}
	return nil
}
