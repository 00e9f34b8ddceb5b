package register

import (
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

const requestAnswered = "answered"

// Requested counts what auditors asked to see, by how far it has come.
type Requested struct{ All, Answered, Late, Missing int }

// Open is what was neither shown nor is missing.
func (r Requested) Open() int { return r.All - r.Answered - r.Missing }

// Requested counts the requests on the day that is looked at.
func (c Case) Requested() Requested {
	all := c.Book.Of(KindRequest)
	n := Requested{All: len(all)}
	for _, r := range all {
		due := r.Text(fieldDue)
		switch {
		case r.State() == requestAnswered:
			n.Answered++
		case r.State() == "not available":
			n.Missing++
		case due != "" && due < c.today():
			n.Late++
		}
	}
	return n
}

// showing is a record on its way into a state: a request is answered now, where nobody
// said when, since on the day of an audit it is said when it happens.
func (c Case) showing(r Record, state string) Record {
	next := r
	if r.Kind == KindRequest && state == requestAnswered && !r.says("answered_at") {
		next.say("answered_at", encode(c.Today.Format("2006-01-02T15:04")))
	}
	return next
}

// AskFor is what a new request of an item says at first: when it was asked and by
// whom, for which item, and who is likely to fetch it, as people type it. In a session
// that is one of its audited people, else the owner of the item.
func (c Case) AskFor(it *catalog.Item, session Record, by string) map[string]string {
	ref := assess.RefOf(it)
	said := map[string]string{
		catalog.RecordItems: itemName(c, ref), "asked_by": by, "asked_at": c.Today.Format("2006-01-02 15:04"),
		"day": c.today(), fieldDue: c.today(), fieldOwner: c.OwnerOf(it),
	}
	if all := session.List("auditee"); len(all) > 0 && said[fieldOwner] == "" {
		said[fieldOwner] = all[0]
	}
	if all := session.List("auditor"); len(all) > 0 {
		said["asked_by"] = strings.Join(all, ", ")
	}
	if session.ID != "" {
		said["note"] = c.Book.Number(c.Catalog, session)
	}
	return said
}

// OwnerOf is who answers for an item of either standard.
func (c Case) OwnerOf(it *catalog.Item) string {
	if isms, is := assess.BaselineOf(assess.RefOf(it)); is {
		return c.Assessment.Baseline[isms].Owner
	}
	return assess.OwnerIn(c.Assessment.Answers[it.ID], "")
}
