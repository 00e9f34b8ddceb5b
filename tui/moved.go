package tui

import (
	tea "charm.land/bubbletea/v2"

	"crosswalk/tui/screen"
)

// moved says of keys that did something on a screen before there was one table of
// keys which one does it now. A key that has its meaning there is in no row.
var moved = map[string]map[string]string{
	screen.Assessments: {
		"A": "v shows the archived ones too; A goes to this list from everywhere.",
	},
	screen.Baseline: {
		"V": "; marks from the last mark to here, and , marks one row; then 0-5 rates all of them.",
	},
	screen.Overview: {
		"L": "A goes to all assessments.",
		"c": "! lists what stands in the way of a certification; c is a note.",
		"f": "The forecast is the line above the audit: enter on it goes to the Roadmap.",
		"1": "The next best gaps are lines below the sections: enter walks to one.",
		"2": "The next best gaps are lines below the sections: enter walks to one.",
		"3": "The next best gaps are lines below the sections: enter walks to one.",
	},
	screen.Walk: {
		"w": "v chooses which items are shown.",
	},
	screen.Roadmap: {
		"f": "= looks at what would be with other people, dates or targets.",
		"e": "o asks for the person-days of an action too.",
	},
	screen.Synergy: {
		"x": "b switches the basis; x takes away.",
		"t": "v chooses the view: the published table is one of them.",
		"m": "v chooses the view: the matrix is one of them.",
	},
	screen.Systems: {
		"n": "a adds an AI system; n is not applicable.",
		"e": "enter opens all about a system; e is evidence.",
	},
	screen.Votes: {
		"n": "V opens a vote; n is not applicable.",
		"e": "L makes the agenda.",
		"+": "a puts more on the agenda.",
		"m": "b offers the length of the session too.",
		"v": "V votes again.",
	},
}

// unmoved says which key does what this one did here, where it did something.
func (a *App) unmoved(msg tea.KeyPressMsg) bool {
	said, was := moved[a.route().name][msg.String()]
	if was {
		a.say(said, answer)
	}
	return was
}
