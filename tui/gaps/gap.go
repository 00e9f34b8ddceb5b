package gaps

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
	"crosswalk/tui/screen"
)

// gap is an item that does not conform, with all that a row tells of it.
type gap struct {
	roadmap.Gap
	ID      string
	rank    int    // its place by priority
	at      int    // its place in the catalogue
	why     string // one to three words
	veiled  bool   // the room votes on it: how it was judged is not told
	owners  []string
	due     string // the earliest, YYYY-MM-DD
	overdue bool
	flagged bool
	note    string
	text    string // what words are looked for in
}

// read makes the gaps of an assessment, by priority.
func read(s *screen.Session, now screen.Changed, room screen.Room) []*gap {
	in := now.Input()
	places := map[string]int{}
	for i, x := range now.Score.Items {
		places[x.Item.ID] = i
	}
	var all []*gap
	for i, x := range roadmap.Gaps(in) {
		g := &gap{Gap: x, ID: x.Item.ID, rank: i, at: places[x.Item.ID], why: why(x)}
		kind := string(x.Quadrant)
		if g.veiled = room.Veils(g.ID); g.veiled {
			g.why, kind = "room votes", "" // nor is it found by these words
		}
		for _, k := range keysOf(now.Assessment, x.Item) {
			g.add(now.Assessment.Answer(k))
		}
		g.overdue = g.due != "" && g.due < in.AsOf.Format(time.DateOnly)
		words := append([]string{x.Item.Number, x.Item.Title, x.Item.Deliverable, kind, g.why, g.note}, g.owners...)
		for _, f := range now.Assessment.FindingsOn(g.ID) {
			words = append(words, f.Statement)
		}
		g.text = strings.ToLower(strings.Join(words, " "))
		all = append(all, g)
	}
	return all
}

// keysOf are where an item's answers stand: for all, then for each AI system.
func keysOf(a *assess.Assessment, it *catalog.Item) []assess.Key {
	keys := []assess.Key{{Item: it.ID}}
	if it.PerSystem() {
		for _, sys := range a.InScope() {
			keys = append(keys, assess.Key{Item: it.ID, System: sys.ID})
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
func why(g roadmap.Gap) string {
	st := g.Standing
	switch {
	case g.Major > 0:
		return "open major"
	case st.State == assess.Partial && st.Of > 0:
		return fmt.Sprintf("%d/%d systems", st.Answered, st.Of)
	case st.State == assess.Partial:
		return "partly"
	case st.State == assess.Unanswered:
		return "no answer"
	case g.Minor > 0:
		return "open minor"
	}
	return "rated " + strconv.Itoa(st.Level)
}

func (g *gap) owner() string { return strings.Join(g.owners, ", ") }

func (g *gap) open() bool {
	return g.Standing.State == assess.Unanswered || g.Standing.State == assess.Partial
}

// order is how the gaps are sorted.
type order int

const (
	byPriority order = iota
	byNumber
	byDays
	byCredit
	byDue
	byOwner
	orders
)

func (o order) String() string {
	return []string{"by priority", "by number", "by days", "by credit", "by due date", "by owner"}[o]
}

// compare puts what has no date or no owner last, and what is veiled where its
// place would tell its figures; equals stay by priority.
func (o order) compare(a, b *gap) int {
	if a.veiled != b.veiled && (o == byPriority || o == byDays || o == byCredit) {
		if a.veiled {
			return 1
		}
		return -1
	}
	switch o {
	case byNumber:
		return cmp.Compare(a.at, b.at)
	case byDays:
		return cmp.Compare(b.Days, a.Days)
	case byCredit:
		return cmp.Compare(a.Credit, b.Credit)
	case byDue:
		return lastEmpty(a.due, b.due)
	case byOwner:
		return lastEmpty(strings.ToLower(a.owner()), strings.ToLower(b.owner()))
	}
	return cmp.Compare(a.rank, b.rank)
}

func lastEmpty(a, b string) int {
	if (a == "") != (b == "") {
		return -cmp.Compare(a, b)
	}
	return cmp.Compare(a, b)
}
