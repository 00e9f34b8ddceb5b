package register

import "strconv"

// ofAudits are the checks of internal audits.
var ofAudits = map[string]inquiry{
	"audits": auditsHeld,
}

// auditsHeld: everything that applies was audited, in audits that say by what they
// judge, on time, and by nobody who answers for what they looked at.
func auditsHeld(x *exam, t *telling) {
	all := x.of(KindAudit)
	if len(all) == 0 {
		t.no("none", nil)
		return
	}
	v := x.coverage()
	if n := len(v.Never); n > 0 {
		t.no("never", all, "n", strconv.Itoa(n), "items", x.refs(v.Never), "stage", x.stage())
	}
	if n := len(v.Old); n > 0 {
		t.no("old", all, "n", strconv.Itoa(n), "items", x.refs(v.Old))
	}
	begun := those(all, not(in("planned")))
	t.any("no-criteria", those(begun, lacks("objective", "criteria", fieldItems)))
	t.any("late", those(all, func(r Record) bool { return in("planned", "prepared", "under way")(r) && x.late(r.Text(fieldDue)) }))
	own := those(all, func(r Record) bool { return x.judges(independence, r, fieldOwner, fieldTeam) })
	own = append(own, those(x.of(KindSession), func(r Record) bool { return x.judges(independence, r, "auditor") })...)
	t.any("own-work", own)
	t.yes(those(all, in("reported", "closed")))
}
