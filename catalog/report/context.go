package report

import (
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// annex is the one on the context of the organisation: what it does with AI and in
// which roles, what bears on it, who expects what, and what binds it.
func annex(d *draft) error {
	d.part("systems", d.say("context.systems"))
	d.systemRoles(d.Assessment.ActiveSystems())
	d.chapter("context-issue", "title", "side", "theme_inside|theme_outside", "effect", "systems", "climate", catalog.RecordOwner, "reviewed", catalog.RecordState)
	d.chapter("interested-party", "title", "group", "no_contract", "about", "expectation", "asked", "accepted", "why_not", "items", "document", catalog.RecordState)
	d.chapter("requirement", "title", "source", "article", "asks", "role", "systems", "applies_from", "items", "document", catalog.RecordOwner, catalog.RecordState)
	return nil
}

// systemRoles is a row for each AI system: what it is for, and the roles of the
// organisation.
func (d *draft) systemRoles(all []assess.System) {
	t := Table{Wide: true, Columns: []Column{
		d.column("record.number", CellText, 2), d.column("question.about", CellText, 4), d.column("system.purpose", CellText, 9), d.column("system.roles", CellText, 3),
		d.column("system.affected", CellText, 5), d.column("system.stage", CellText, 3), d.column("system.risk", CellText, 3), d.column("system.scope", CellText, 2), d.column("item.owner", CellText, 3),
	}}
	for _, s := range all {
		t.Rows = append(t.Rows, Row{ID: s.ID, Cells: []Cell{
			text(d.Assessment.SystemNumber(s)), text(s.Name), text(s.Purpose), text(d.rolesOf(s)), text(s.Affected),
			text(d.Words.Of("stage_of", s.Stage)), text(d.Words.Of("risk", s.RiskClass)), text(d.applicable(!s.InScope)), text(s.Owner),
		}})
	}
	t.dropUnsaid(4)
	d.table("inventory", t, d.say("systems.none"))
}

// rolesOf are the roles of the organisation for an AI system.
func (d *draft) rolesOf(s assess.System) string {
	var all []string
	for _, r := range s.Roles {
		all = append(all, d.Words.Of("role", r))
	}
	return strings.Join(all, ", ")
}

// scope is the statement of the scope: what is inside, what is not and why, and where
// the AIMS meets the ISMS.
func scope(d *draft) error {
	p := d.Assessment.Profile
	d.doc.Facts = slices.DeleteFunc(d.doc.Facts, func(f Fact) bool { return f.Label == d.say("head.scope") })
	d.lead(d.or(p.Scope))
	d.facts(
		d.fact("scope.standard", d.Catalog.Requirements().Name), d.fact("assessed.sites", d.or(strings.Join(assess.Things(p.Sites), "; "))),
	)
	d.part("systems", d.say("context.systems"))
	d.systemRoles(d.Assessment.InScope())
	lines := d.of("scope-line")
	if len(lines) == 0 {
		d.part("lines", d.titleOf("scope-line"))
		d.text(d.noneOf("scope-line"))
		return nil
	}
	for _, part := range []struct {
		id      string
		holds   func(register.Record) bool
		columns []string
	}{
		{"inside", isYes("in_aims"), []string{"title", "kind", "in_isms", "why", catalog.RecordState}},
		{"outside", not(isYes("in_aims")), []string{"title", "kind", "in_isms", "why", catalog.RecordState}},
		{"interfaces", func(r register.Record) bool { return r.Text("interface") != "" }, []string{"title", "in_isms", "in_aims", "interface", catalog.RecordOwner, catalog.RecordState}},
	} {
		d.part(part.id, d.say("scope."+part.id))
		d.table("lines-"+part.id, d.recordTable("scope-line", picked(lines, part.holds), part.columns...), d.say("none"))
	}
	return nil
}

func isYes(field string) func(register.Record) bool {
	return func(r register.Record) bool { return r.Text(field) == catalog.Yes }
}
