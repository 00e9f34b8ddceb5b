package register

import (
	"math"
	"slices"
	"strconv"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// ofSupport are the checks of policy, roles, people and documents.
var ofSupport = map[string]inquiry{
	"policy":         policyApproved,
	"policies-agree": policiesAgree,
	"policy-review":  policyReviewed,
	"roles":          rolesHeld,
	"staffed":        nothingVacant,
	"competence":     competenceShown,
	"awareness":      awarenessJudged,
	"communication":  communicationPlanned,
	"documents":      documentsWhole,
	"documents-kept": documentsKept,
}

const (
	documentKind = "document"

	fieldApprovedOn = "approved_on"
	fieldApprovedBy = "approved_by"
	fieldHeldBy     = "held_by"
)

// serves asks whether a record names one of some items.
func serves(items ...string) func(Record) bool {
	return func(r Record) bool {
		named := r.List(fieldItems)
		return slices.ContainsFunc(items, func(it string) bool { return slices.Contains(named, it) })
	}
}

// holds are the states in which a document may be worked by; while it is revised the
// approved version still is.
var holds = in("approved", "under revision")

// policies are the AI policy, by what it serves, and the others beside it.
func (x *exam) policies() (ours, others []Record) {
	all := those(x.of(documentKind), func(r Record) bool { return r.Text(fieldKind) == "policy" && r.State() != "withdrawn" })
	ai := serves("5.2", "A.2.2")
	return those(all, ai), those(all, not(ai))
}

// policyApproved: the AI policy is approved at the top, lists its principles, and
// knows the law.
func policyApproved(x *exam, t *telling) {
	ours, _ := x.policies()
	if len(ours) == 0 {
		t.no("none", nil)
	}
	top := those(x.of(roleKind), yes("top"))
	for _, r := range ours {
		on := []Record{r}
		switch {
		case !holds(r):
			t.no("draft", on, "state", r.State())
		case !x.silent(roleKind) && !atTop(r, top):
			t.no("below", on, "who", r.Text(fieldApprovedBy))
		}
		if len(x.children("principle", r.ID)) == 0 {
			t.no("no-principles", on)
		}
		if !r.says("requirements") {
			t.no("no-law", on)
		}
	}
	last, date := latest(ours, fieldApprovedOn)
	t.yes(ours, "who", last.Text(fieldApprovedBy), "date", day.Show(date))
}

// atTop reports whether what is approved was approved by one of the roles of top
// management: the one named, or one that the person holds.
func atTop(r Record, top []Record) bool {
	as, who := r.Text("approved_as"), assess.FoldName(r.Text(fieldApprovedBy))
	return slices.ContainsFunc(top, func(role Record) bool {
		return role.ID == as || as == "" && slices.ContainsFunc(role.List(fieldHeldBy), func(p string) bool { return assess.FoldName(p) == who })
	})
}

// policiesAgree: every other policy was compared with that on AI.
func policiesAgree(x *exam, t *telling) {
	_, others := x.policies()
	never := those(others, lacks("compared"))
	if len(never) == len(others) {
		t.no("none", others)
	} else {
		t.any("some", never)
	}
	_, date := latest(others, "compared")
	t.yes(others, "date", day.Show(date))
}

// policyReviewed: the next look at the AI policy has a day that is not past, and
// every law that applies since was looked at.
func policyReviewed(x *exam, t *telling) {
	ours, _ := x.policies()
	if len(ours) == 0 {
		t.no("none", nil)
	}
	laws := those(x.of("requirement"), func(r Record) bool {
		from := r.Text("applies_from")
		return is("source", "law", "regulation")(r) && from != "" && from <= x.today()
	})
	for _, r := range ours {
		on, since := []Record{r}, r.Text(fieldApprovedOn)
		switch due := r.Text(fieldDue); {
		case due == "":
			t.no("no-date", on)
		case x.late(due):
			t.no("late", on, "date", day.Show(due))
		}
		for _, law := range laws {
			if from := law.Text("applies_from"); since != "" && from > since {
				t.no("law", []Record{r, law}, "law", "“"+law.Title()+"”", "date", day.Show(from))
			}
		}
	}
	last, date := latest(ours, fieldDue)
	t.yes(ours, "since", day.Show(last.Text(fieldApprovedOn)), "date", day.Show(date))
}

// vacant asks whether nobody holds a role.
func vacant(r Record) bool { return r.State() == "vacant" || !r.says(fieldHeldBy) }

// rolesHeld: what answers for something is held, and one role reports to the top.
func rolesHeld(x *exam, t *telling) {
	roles := x.of(roleKind)
	t.any("vacant", those(roles, func(r Record) bool { return vacant(r) && (r.says(fieldItems) || r.says(fieldSystems)) }))
	if len(those(roles, yes("reports_aims"))) == 0 {
		t.no("no-report", roles)
	}
	t.any("undated", those(roles, func(r Record) bool { return !vacant(r) && !r.says("appointed_on") }))
	t.yes(roles)
}

// nothingVacant: people are there for every role.
func nothingVacant(x *exam, t *telling) {
	t.any("vacant", those(x.of(roleKind), vacant))
	t.yes(x.of(roleKind))
}

// competenceShown: every level that is needed is shown, or an action that is not
// late closes the gap.
func competenceShown(x *exam, t *telling) {
	k, known := x.Catalog.Register("competence")
	all := x.of("competence")
	gaps := those(all, func(r Record) bool {
		degree := OK
		if known {
			degree, _ = gap(x.court, k, r, nil)
		}
		return degree != OK
	})
	t.any("no-action", those(gaps, func(r Record) bool { return !r.says("action") && !r.says("doing") }))
	t.any("late", those(gaps, func(r Record) bool { return x.late(r.Text(fieldDue)) }))
	t.yes(all)
}

// awarenessJudged: within a year people were made aware, as many came as were
// expected, and somebody looked what stayed.
func awarenessJudged(x *exam, t *telling) {
	last, date := latest(those(x.of("training"), is(fieldKind, "awareness")), "held_on")
	on := []Record{last}
	switch {
	case date == "":
		t.no("none", x.of("training"))
		return
	case x.past(date, 12):
		t.no("old", on, "date", day.Show(date))
	}
	share := attendance(last)
	if expected := numberOf(last, "expected"); share < expected {
		t.no("few", on, "share", whole(share), "expected", whole(expected))
	}
	if !last.says("result") {
		t.no("unjudged", on)
	}
	t.yes(on, "date", day.Show(date), "share", whole(share))
}

// attendance is how many of the invited came, in per cent.
func attendance(r Record) float64 {
	invited := numberOf(r, "invited")
	if invited <= 0 {
		return 0
	}
	return 100 * numberOf(r, "came") / invited
}

// numberOf is what a field of a number says; 0 where it says none.
func numberOf(r Record, field string) float64 {
	n, _ := strconv.ParseFloat(string(r.Value(field)), 64)
	return n
}

func whole(x float64) string { return strconv.Itoa(int(math.Floor(x))) }

// communicationPlanned: something goes inside and outside, and each line says by
// whom, to whom, when and how.
func communicationPlanned(x *exam, t *telling) {
	lines := x.of("communication")
	if len(those(lines, is("outside", catalog.No))) == 0 {
		t.no("not-inside", lines)
	}
	if len(those(lines, yes("outside"))) == 0 {
		t.no("not-outside", lines)
	}
	t.any("open", those(lines, lacks("when", "to_whom", "how", fieldOwner)))
	t.yes(lines)
}

// documentsWhole: what the standard asks to have in writing is there.
func documentsWhole(x *exam, t *telling) {
	var titles []string
	lack := x.missing()
	for _, need := range lack[:min(len(lack), mostNamed)] {
		titles = append(titles, "“"+need.Title+"”")
	}
	if len(lack) > 0 {
		t.no("missing", nil, "lacks", strconv.Itoa(len(lack)), "titles", counted(titles, len(lack)))
	}
	t.yes(those(x.of(documentKind), holds))
}

// documentsKept: what is shown as evidence is no draft and was not withdrawn, and no
// review is late.
func documentsKept(x *exam, t *telling) {
	shown := those(x.of(documentKind), func(r Record) bool {
		return slices.ContainsFunc(r.List("evidence"), func(id string) bool {
			e, known := x.Assessment.EvidenceByID(id)
			return known && !e.Removed
		})
	})
	t.any("draft", those(shown, in("draft", "in review")))
	t.any("withdrawn", those(shown, in("withdrawn")))
	approved := those(x.of(documentKind), holds)
	t.any("late", those(approved, func(r Record) bool { return x.late(r.Text(fieldDue)) }))
	t.yes(approved)
}
