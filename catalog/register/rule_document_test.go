package register_test

import (
	"testing"
	"time"
)

func TestTheNextReviewOfADocumentIsDueOnItsDay(t *testing.T) {
	d := newDesk(t)
	d.put("document", "d1", "title=AI policy", "kind=policy", "due=2027-03-01")
	d.expect("next_due")
	d.Today = time.Date(2027, 3, 2, 0, 0, 0, 0, time.UTC)
	d.expect("next_due", "look DO-1: Next review was due on 1 Mar 2027")
	d.Today = time.Date(2027, 6, 2, 0, 0, 0, 0, time.UTC)
	d.expect("next_due", "act DO-1: Next review was due on 1 Mar 2027")
	d.move("document", "d1", "withdrawn")
	d.expect("next_due")
}
