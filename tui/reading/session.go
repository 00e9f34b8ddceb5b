package reading

import (
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/screen"
)

// Ticks is how often the time that is left of a session is shown anew: it is told in
// minutes.
const Ticks = 20 * time.Second

// Tick sends a message once that time has passed.
func Tick(msg tea.Msg) tea.Cmd { return tea.Tick(Ticks, func(time.Time) tea.Msg { return msg }) }

// SessionTime is when a session of an audit is, and on its day how it stands with the
// time: when it begins, how much is left, how long it is over.
func SessionTime(s *screen.Session, r register.Record) string {
	now := s.Now()
	words := SessionSpan(r)
	begin, err := time.ParseInLocation(kept, r.Text("from"), now.Location())
	if err != nil || begin.Format(time.DateOnly) != now.Format(time.DateOnly) {
		return words
	}
	words = strings.TrimPrefix(words, day.Show(now.Format(time.DateOnly))+" ") + " · " + now.Format("15:04") + ", "
	if wait := minutes(begin.Sub(now)); wait > 0 {
		return words + fmt.Sprintf("begins in %d min", wait)
	}
	end, err := time.ParseInLocation(kept, r.Text("to"), now.Location())
	switch {
	case err != nil:
		return words + fmt.Sprintf("for %d min", minutes(now.Sub(begin)))
	case now.After(end):
		return words + s.Theme.Warn.Render(fmt.Sprintf("%d min over", minutes(now.Sub(end))))
	}
	return words + fmt.Sprintf("%d min left", minutes(end.Sub(now)))
}

// kept is how a record keeps a time.
const kept = "2006-01-02T15:04"

// minutes are those that have begun.
func minutes(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }

// SessionSpan is when a session is: 4 Mar 2027 09:00–10:30.
func SessionSpan(r register.Record) string {
	date, from, _ := strings.Cut(r.Text("from"), "T")
	_, to, _ := strings.Cut(r.Text("to"), "T")
	switch {
	case date == "":
		return ""
	case to == "":
		return day.Show(date) + " " + from
	}
	return day.Show(date) + " " + from + "–" + to
}
