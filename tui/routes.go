package tui

import (
	"slices"

	"crosswalk/tui/assessments"
	"crosswalk/tui/audit"
	"crosswalk/tui/baseline"
	"crosswalk/tui/carry"
	"crosswalk/tui/due"
	"crosswalk/tui/gaps"
	"crosswalk/tui/grid"
	"crosswalk/tui/history"
	"crosswalk/tui/impact"
	"crosswalk/tui/inventory"
	"crosswalk/tui/overview"
	"crosswalk/tui/plan"
	"crosswalk/tui/ready"
	"crosswalk/tui/registers"
	"crosswalk/tui/review"
	"crosswalk/tui/screen"
	"crosswalk/tui/sheet"
	"crosswalk/tui/statement"
	"crosswalk/tui/vote"
	"crosswalk/tui/walk"
)

// route is a tab: its name in messages, its title in the bar, how it is made.
type route struct {
	name, title string
	make        func(*screen.Session) screen.Screen
	plans       bool // it shows the plan, which is made only while such a tab is in front
}

// routes are the tabs of an open assessment, in their order. This file alone
// knows all screens.
var routes = []route{
	{screen.Overview, "Overview", func(s *screen.Session) screen.Screen { return overview.New(s) }, true},
	{screen.Walk, "Walk", func(s *screen.Session) screen.Screen { return walk.New(s) }, false},
	{screen.Baseline, "Baseline", func(s *screen.Session) screen.Screen { return baseline.New(s) }, false},
	{screen.Statement, "SoA", func(s *screen.Session) screen.Screen { return statement.New(s) }, false},
	{screen.Synergy, "Synergy", func(s *screen.Session) screen.Screen { return carry.New(s) }, false},
	{screen.Roadmap, "Roadmap", func(s *screen.Session) screen.Screen { return plan.New(s) }, true},
	{screen.Gaps, "Gaps", func(s *screen.Session) screen.Screen { return gaps.New(s) }, false},
	{screen.Registers, "Registers", func(s *screen.Session) screen.Screen { return registers.New(s) }, false},
	{screen.Votes, "Room", func(s *screen.Session) screen.Screen { return vote.New(s) }, false},
	{screen.History, "History", func(s *screen.Session) screen.Screen { return history.New(s) }, false},
}

// home is the screen where no assessment is open.
var home = route{screen.Assessments, "Assessments", func(s *screen.Session) screen.Screen { return assessments.New(s) }, false}

// asides stand over a tab until they are left: the screen that takes a sheet in, the
// items beside each other for all AI systems, the walk of an impact assessment, the
// work on an audit, that on a management review, the readiness for an audit day, all that
// has a day, and the inventory of the AI systems.
var asides = []route{
	{screen.Sheet, "A sheet", func(s *screen.Session) screen.Screen { return sheet.New(s) }, false},
	{screen.Grid, "Side by side", func(s *screen.Session) screen.Screen { return grid.New(s) }, false},
	{screen.Impact, "Impact assessment", func(s *screen.Session) screen.Screen { return impact.New(s) }, false},
	{screen.Audit, "Audit", func(s *screen.Session) screen.Screen { return audit.New(s) }, false},
	{screen.Ready, "Readiness", func(s *screen.Session) screen.Screen { return ready.New(s) }, false},
	{screen.Due, "Due", func(s *screen.Session) screen.Screen { return due.New(s) }, false},
	{screen.Review, "Management review", func(s *screen.Session) screen.Screen { return review.New(s) }, false},
	{screen.Systems, "Systems", func(s *screen.Session) screen.Screen { return inventory.New(s) }, false},
}

// allRoutes are all screens there are.
func allRoutes() []route { return slices.Concat([]route{home}, asides, routes) }

func routeIndex(name string) int {
	for i, r := range routes {
		if r.name == name {
			return i
		}
	}
	return -1
}

// places are the digits by which tabs are opened, in their order.
const places = "1234567890"

// tabKey is the key that opens a tab by its place.
func tabKey(place int) string { return "alt+" + places[place:place+1] }
