package gaps

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/tui/screen"
)

// gap is an item that does not conform, with all that a row tells of it.
type gap struct {
	score.ItemScore
	ID      string
	at      int    // its place in the catalogue
	why     string // one to three words
	owners  []string
	due     string // the earliest, YYYY-MM-DD
	overdue bool
	flagged bool
	note    string
	text    string // what words are looked for in
}

// read makes the gaps of an assessment, in catalogue order.
func read(now screen.Changed, today time.Time) []gap {
	var all []gap
	for i, s := range now.Score.Items {
		if !s.Applicable() || s.Conforming {
			continue
		}
		g := gap{ItemScore: s, ID: s.Item.ID, at: i, why: why(s)}
		for _, k := range keysOf(now.Assessment, s) {
			g.add(now.Assessment.Answer(k))
		}
		g.overdue = g.due != "" && g.due < today.Format(time.DateOnly)
		words := append([]string{s.Item.Number, s.Item.Title, g.why, g.note}, g.owners...)
		for _, f := range now.Assessment.FindingsOn(g.ID) {
			words = append(words, f.Statement)
		}
		g.text = strings.ToLower(strings.Join(words, " "))
		all = append(all, g)
	}
	return all
}

// keysOf are where an item's answers stand: for all, then for each AI system.
func keysOf(a *assess.Assessment, s score.ItemScore) []assess.Key {
	keys := []assess.Key{{Item: s.Item.ID}}
	if s.Item.PerSystem() {
		for _, sys := range a.InScope() {
			keys = append(keys, assess.Key{Item: s.Item.ID, System: sys.ID})
		}
	}
	return keys
}

func (g *gap) add(x assess.Answer) {
	if x.Owner != "" && !slices.Contains(g.owners, x.Owner) {
		g.owners = append(g.owners, x.Owner)
	}
	if x.Due != "" && (g.due == "" || x.Due < g.due) {
		g.due = x.Due
	}
	g.flagged = g.flagged || x.Flag
	if g.note == "" {
		g.note = x.Note
	}
}

// why is what keeps an item from conforming.
func why(s score.ItemScore) string {
	st := s.Standing
	switch {
	case s.OpenMajor > 0:
		return "open major"
	case st.State == assess.Partial && st.Of > 0:
		return fmt.Sprintf("%d of %d systems", st.Answered, st.Of)
	case st.State == assess.Partial:
		return "partly answered"
	case st.State == assess.Unanswered:
		return "no answer"
	case s.OpenMinor > 0:
		return "open minor"
	}
	return "rated " + strconv.Itoa(st.Level)
}

func (g *gap) owner() string { return strings.Join(g.owners, ", ") }

func (g *gap) open() bool {
	return g.Standing.State == assess.Unanswered || g.Standing.State == assess.Partial
}

// filter says which gaps are shown.
type filter int

const (
	every filter = iota
	unanswered
	nonconformities
	mine
	overdue
	flagged
)

var filterNames = []string{"all gaps", "unanswered", "nonconformities", "mine", "overdue", "flagged"}

func (f filter) lets(g *gap, me string) bool {
	switch f {
	case unanswered:
		return g.open()
	case nonconformities:
		return g.OpenMajor+g.OpenMinor > 0
	case mine:
		return slices.Contains(g.owners, me)
	case overdue:
		return g.overdue
	case flagged:
		return g.flagged
	}
	return true
}

// none teaches where a filter shows nothing.
func (f filter) none() string {
	switch f {
	case unanswered:
		return "Every item has its answer. esc shows all gaps: what is answered and does not conform yet."
	case nonconformities:
		return "No gap has an open nonconformity. A finding is written in the Walk, with f. esc shows all gaps."
	case mine:
		return "No gap is assigned to you. o on a gap says who sees to it and by when. esc shows all gaps."
	case overdue:
		return "Nothing is overdue. o on a gap gives it a due date. esc shows all gaps."
	case flagged:
		return "Nothing is flagged. m on a gap flags it, to come back to it. esc shows all gaps."
	}
	return ""
}

// order is how the gaps are sorted.
type order int

const (
	byNumber order = iota
	byCredit
	byDue
	byOwner
	orders
)

func (o order) String() string {
	return []string{"by number", "lowest credit first", "by due date", "by owner"}[o]
}

// compare puts what has no date or no owner last; equals keep the catalogue's
// order.
func (o order) compare(a, b *gap) int {
	switch o {
	case byCredit:
		return cmp.Compare(a.Credit, b.Credit)
	case byDue:
		return lastEmpty(a.due, b.due)
	case byOwner:
		return lastEmpty(strings.ToLower(a.owner()), strings.ToLower(b.owner()))
	}
	return cmp.Compare(a.at, b.at)
}

func lastEmpty(a, b string) int {
	if (a == "") != (b == "") {
		return -cmp.Compare(a, b)
	}
	return cmp.Compare(a, b)
}
