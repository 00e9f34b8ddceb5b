package tui

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// sizes are the smallest window there is, the two that most people have, and a wall.
var sizes = [][2]int{{60, 20}, {80, 24}, {120, 40}, {200, 50}}

// rowsOf tell a row of a tab by how it begins. The Walk has no list of one kind, and
// the Room none before a vote.
var rowsOf = map[string]*regexp.Regexp{
	screen.Overview:  regexp.MustCompile(`(?m)(?:^|   )[ ▸] +(?:\d{1,2}|A\.\d+|X) [A-Z]`),
	screen.Baseline:  regexp.MustCompile(`(?m)^[ ▸] (?:A\.)?\d+(?:\.\d+)+ `),
	screen.Statement: regexp.MustCompile(`(?m)^[ ▸] (?:A\.|X\.)\d+(?:\.\d+)* `),
	screen.Synergy:   regexp.MustCompile(`(?m)^[ ▸] (?:The whole|▹)`),
	screen.Roadmap:   regexp.MustCompile(`(?m)^[ ▸] (?:[▹▿] \d|  [○◐●◇][ *](?:T\d|A\.\d|X\.|\d+\.\d))`),
	screen.Gaps:      regexp.MustCompile(`(?m)^[ ▸] (?:A\.|X\.)?\d+(?:\.\d+)*[ ⚑]`),
	screen.Registers: regexp.MustCompile(`(?m)^[ ▸] (?:AI |[A-Z])[a-z, ]+…? +[·\d]+(?: |$)`),
	screen.Systems:   regexp.MustCompile(`(?m)^[ ▸] SY-\d+ `),
	screen.History:   regexp.MustCompile(`(?m)^[ ▸] (?:today|yesterday|\d+ \w{3}) `),
}

var (
	above = regexp.MustCompile(`↑ (\d+)`)
	below = regexp.MustCompile(`↓ (\d+)`)
)

func TestEveryScreenFillsEverySizeAndCountsWhatItLeavesOut(t *testing.T) {
	d, s, id := demo(t, 80, 24)
	for n := range 30 {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.PutSystem(a, assess.System{ID: s.DB.NewID(), Name: fmt.Sprintf("System %d", n)})
		})
	}
	d.run(s.Reread(id))
	d.settle()
	for _, size := range sizes {
		d.tell(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		for place, r := range routes {
			t.Run(fmt.Sprintf("%s %dx%d", r.title, size[0], size[1]), func(t *testing.T) {
				d.t = t
				d.press(tabKey(place)).shows("▐" + r.title + "▌")
				if r.plans {
					d.until("P80")
				}
				if r.name == screen.Roadmap {
					d.press("home", "right", "down", "right")
				}
				all := allRows(d, r.name)
				for _, key := range []string{"home", "pgdown", "end", "pgup", "home"} {
					d.press(key)
					fills(t, d, r.name+" after "+key, size[0], size[1])
					d.accounts(r.name, all, key)
				}
			})
		}
	}
}

// allRows is how many rows a tab has: as many as stand in a window as high as all of
// them need.
func allRows(d *desk, route string) int {
	w, h := d.app.w, d.app.h
	defer d.tell(tea.WindowSizeMsg{Width: w, Height: h})
	d.tell(tea.WindowSizeMsg{Width: 120, Height: 500})
	if rowsOf[route] == nil {
		return 0
	}
	return len(rowsOf[route].FindAllString(d.picture(), -1))
}

// accounts refuses a list that does not say how many of its rows are out of sight.
func (d *desk) accounts(route string, all int, key string) {
	d.t.Helper()
	if rowsOf[route] == nil {
		return
	}
	view := d.picture()
	seen := len(rowsOf[route].FindAllString(view, -1))
	if seen == 0 || all == 0 {
		d.t.Fatalf("no row is told from the rest:\n%s", view)
	}
	for _, more := range []*regexp.Regexp{above, below} {
		if n := more.FindStringSubmatch(view); n != nil {
			out, _ := strconv.Atoi(n[1])
			seen += out
		}
	}
	if seen != all {
		d.t.Errorf("after %s %d of %d rows are in sight or counted:\n%s", key, seen, all, view)
	}
}

func TestAClickOpensTheTabUnderItThoughSomeAreOutOfSight(t *testing.T) {
	d, _, _ := demo(t, 60, 20)
	d.press(tabKey(len(routes)-1)).shows("…", "▐History▌")
	for _, r := range routes[5:] {
		bar := strings.Split(d.picture(), "\n")[1]
		x := len([]rune(bar[:strings.Index(bar, r.title)]))
		d.tell(tea.MouseClickMsg{X: x, Y: 1, Button: tea.MouseLeft})
		d.settle().shows("▐" + r.title + "▌")
		d.press(tabKey(len(routes) - 1))
	}
}
