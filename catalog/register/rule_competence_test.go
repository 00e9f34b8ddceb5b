package register_test

import "testing"

// inTheRole makes a competence that an owner of a system needs at level 3.
func (d *desk) inTheRole(fields ...string) {
	d.t.Helper()
	d.put("role", "o1", append([]string{"title=Owner of an AI system"}, fields...)...)
	d.put("competence", "c1", "title=Reads test results", "role=RO-1", "topic=data", "needed=works alone")
}

func TestAGapNamesWhoeverCannotShowTheLevel(t *testing.T) {
	d := newDesk(t)
	d.inTheRole()
	d.expect("gap", "look CO-1: nobody is listed with level 3 works alone")
	d.put("held-level", "h1", "title=Course", "person=Ines", "level=3", "parent=CO-1")
	d.expect("gap")
	d.put("held-level", "h2", "title=none", "person=Ali", "parent=CO-1")
	d.put("held-level", "h3", "title=Test", "person=Bo", "level=2", "parent=CO-1")
	d.expect("gap", "look CO-1: Ali, Bo: level 3 works alone is not shown")
	d.move("competence", "c1", "met")
	d.expect("gap")
}

func TestWhoHoldsTheRoleAndIsNotListedIsAGap(t *testing.T) {
	d := newDesk(t)
	d.inTheRole("held_by=Ines, Ali")
	d.put("held-level", "h1", "title=Course", "person=INES", "level=4", "parent=CO-1")
	d.expect("gap", "look CO-1: Ali: level 3 works alone is not shown")
}

func TestACompetenceClosesByADay(t *testing.T) {
	d := newDesk(t)
	d.inTheRole()
	d.set("competence", "c1", "due=2027-02-28")
	d.expect("overdue", "act CO-1: By when was 28 Feb 2027 and it is not met yet")
}
