package score

import (
	"fmt"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Sight is whether a named person who does not own the item saw evidence of it.
type Sight struct {
	Seen bool // not longer ago than the method's months
	// SeenAgo is how many whole months ago that was, where it is too long ago and
	// counts no longer; else 0.
	SeenAgo int
}

// Once reports whether it was seen at all, however long ago.
func (s Sight) Once() bool { return s.Seen || s.SeenAgo > 0 }

// Lapsed says how long ago it was seen, where that is too long; else nothing.
func (s Sight) Lapsed() string {
	if s.SeenAgo == 0 {
		return ""
	}
	return fmt.Sprintf("seen %d months ago", s.SeenAgo)
}

// recent is what counts as seen not too long ago.
type recent struct {
	today time.Time
	day   string    // from this day on
	at    time.Time // the moment it begins, in UTC as all days
}

func lookout(m catalog.Method, day time.Time) recent {
	today := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC)
	at := today.AddDate(0, -m.SeenMonths, 0)
	return recent{today, at.Format(time.DateOnly), at}
}

func (r *recent) has(e *assess.Evidence) bool {
	if e.SeenOn != "" {
		return e.SeenOn >= r.day
	}
	return !e.Seen.At.Before(r.at)
}

// see looks for one piece of evidence, or for an item about AI systems for one for
// each system in scope that it applies to; what is longest ago of these counts.
// Evidence that names no system counts for all of them.
func (i *ItemScore) see(a *assess.Assessment, systems []assess.System, serving []*assess.Evidence, since recent) {
	if len(serving) == 0 {
		return
	}
	answers := a.Answers[i.Item.ID]
	if i.Systems == nil {
		i.Sight = since.sight(serving, "", assess.OwnerIn(answers, ""))
		return
	}
	i.Seen = true
	once := true
	for n := range i.Systems {
		x := &i.Systems[n]
		x.Sight = since.sight(serving, systems[n].ID, assess.OwnerIn(answers, systems[n].ID))
		if x.Standing.State == assess.NA {
			continue
		}
		i.Seen, once = i.Seen && x.Seen, once && x.Once()
		i.SeenAgo = max(i.SeenAgo, x.SeenAgo)
	}
	if !once {
		i.SeenAgo = 0
	}
}

// sight looks for a piece that is about a system, or about any where none is
// named, and that somebody else than the owner saw.
func (r *recent) sight(serving []*assess.Evidence, system, owner string) Sight {
	last := ""
	for _, e := range serving {
		if e.System != "" && system != "" && e.System != system {
			continue
		}
		by := strings.TrimSpace(e.SeenBy)
		if by == "" || strings.EqualFold(by, strings.TrimSpace(owner)) {
			continue
		}
		if r.has(e) {
			return Sight{Seen: true}
		}
		last = max(last, e.SeenDay())
	}
	return Sight{SeenAgo: r.monthsSince(last)}
}

// monthsSince are the whole months from a day to today, one at least; 0 for no day.
func (r *recent) monthsSince(on string) int {
	if _, err := time.Parse(time.DateOnly, on); err != nil {
		return 0
	}
	return max(1, day.Whole(on, r.today))
}

// SeenTooLongAgo reports whether a piece of evidence was seen, and so long before a
// day that it counts no longer.
func SeenTooLongAgo(m catalog.Method, e assess.Evidence, day time.Time) bool {
	since := lookout(m, day)
	return e.SeenBy != "" && !since.has(&e)
}
