package report

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
)

// oneRegister is a register of whatever kind, those of one's own included: the list,
// then each record whole.
func oneRegister(d *draft) error {
	k, known := d.Catalog.Register(d.Record)
	if !known || k.Restricted {
		return fmt.Errorf("there is no register %q to make a document of; name one, such as risk", d.Record)
	}
	d.doc.Title = k.Title
	d.text(k.Purpose)
	d.chapterWhole(k.ID, listed(k)...)
	return nil
}

// lifeCycle are the changes of AI systems, the versions that went into use, and the
// table that says which work a change asks for again.
func lifeCycle(d *draft) error {
	d.chapterWhole("change", "title", "systems", "kind", "because", "requested_on", "repeat", "decided_by", "decided_on", catalog.RecordState)
	d.chapterWhole("release", "title", "systems", "change", "tested_on", "tester", "impact", "go_by", "go_on", catalog.RecordState)
	d.checkpoints()
	return nil
}

// checkpoints is which work a kind of change asks for again, by a table of one's own
// where one is approved, and who approved it.
func (d *draft) checkpoints() {
	d.part("part-checkpoints", d.titleOf("checkpoints"))
	own := d.recordTable("checkpoints", d.of("checkpoints"), "title", "version", "why", catalog.RecordOwner, "approved_by", "approved_on", catalog.RecordState)
	d.table("checkpoints", own, d.say("changes.usual"))
	k, known := d.Catalog.Register("change")
	if !known {
		return
	}
	t := Table{}
	for _, name := range []string{"kind", "repeat"} {
		c, _ := d.recordColumn(k.ID, name)
		t.Columns = append(t.Columns, c)
	}
	for _, row := range d.Catalog.Checkpoints() {
		t.Rows = append(t.Rows, Row{ID: row.Change, Cells: []Cell{text(row.Change), text(strings.Join(d.records.Repeats(row.Change), ", "))}})
	}
	d.table("repeats", t, d.say("none"))
}

// objectives are what is to be reached with AI, and the principles they work for.
func objectives(d *draft) error {
	d.chapterWhole("objective", "title", "principle", "systems", "baseline", "target", catalog.RecordDue, catalog.RecordOwner, catalog.RecordState)
	t := d.recordTable("principle", d.of("principle"), "title", catalog.RecordParent, "place", "objective")
	d.part("part-principle", d.titleOf("principle"))
	d.table("principle", t, d.noneOf("principle"))
	return nil
}

// roles are who decides, who answers for what and who may stop a system.
func roles(d *draft) error {
	d.chapter("role", "title", "held_by", "deputy", "decides", "may_stop", "items", "systems", "reports_to", "counterpart", "appointed_on", catalog.RecordState)
	return nil
}

// communication is who says what to whom.
func communication(d *draft) error {
	d.chapter("communication", "title", "when", "to_whom", catalog.RecordOwner, "how", "outside", "requirement", "items", "tried", catalog.RecordState)
	return nil
}

// vocabulary is the words of the AIMS beside those of the ISMS.
func vocabulary(d *draft) error {
	d.chapter("term", "title", "meaning", "isms_meaning", "relation", "difference", "source", "documents", "approved_by", catalog.RecordState)
	return nil
}

// resources are what AI systems rest on, each data set whole.
func resources(d *draft) error {
	d.chapterWhole("resource", "title", "kind", "systems", "asset", "supplier", catalog.RecordOwner, "version", catalog.RecordState)
	return nil
}
