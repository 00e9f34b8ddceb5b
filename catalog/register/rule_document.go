package register

import (
	"fmt"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
)

// nextDue: a day that somebody set for the next look is past; three months later
// somebody must act. What ended is looked at no more.
func nextDue(c *court, k *catalog.Register, r Record, args []string) (Degree, string) {
	due := r.Text(args[0])
	if due == "" || due >= c.today() || k.Final(r.State()) {
		return OK, ""
	}
	words := fmt.Sprintf("%s was due on %s", label(k, args[0]), day.Show(due))
	if at, err := time.Parse(time.DateOnly, due); err == nil && day.Months(at, 3).Format(time.DateOnly) < c.today() {
		return Act, words
	}
	return Look, words
}
