// Package screen is the contract between the App and its screens, and who sits
// here. Its one rule: keys go to the top, news goes to all; a screen never
// draws outside the space it was given and never touches the store but through
// a command of the Session.
package screen

import (
	"io"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report"
	"crosswalk/catalog/roadmap"
	"crosswalk/store"
)

// Screen is one tab of the workbench. View only looks; Update changes; what
// touches the store is a command.
type Screen interface {
	// Update takes keys while the screen is on top, and every piece of news.
	Update(tea.Msg) tea.Cmd
	// Resize tells the screen its space in cells; View fills exactly that.
	Resize(w, h int)
	View() string
	// Footer names the keys that matter most just now; Keys all that work here.
	Footer() []key.Binding
	Keys() []Group
	// Rights say which of them are for whom; the App offers no others.
	Rights() Rights
	// Typing reports whether a text field has the focus, so that global keys
	// are letters.
	Typing() bool
}

// Dialog is what stands over a screen until it is answered. Where some of its keys
// are not for everybody it has Rights too.
type Dialog interface {
	Init() tea.Cmd
	Update(tea.Msg) tea.Cmd
	// Resize tells the most the inside of the box may take; View may be smaller.
	Resize(w, h int)
	View() string
	Title() string
	// Cursor is where the terminal's cursor stands inside View.
	Cursor() (x, y int, shown bool)
	Footer() []key.Binding
}

// Group is a titled list of bindings in the help.
type Group struct {
	Title    string
	Bindings []key.Binding
}

// The names of the screens, for Go.
const (
	Assessments = "assessments"
	Overview    = "overview"
	Walk        = "walk"
	Baseline    = "baseline"
	Statement   = "soa"
	Synergy     = "synergy"
	Roadmap     = "roadmap"
	Gaps        = "gaps"
	Registers   = "registers"
	Votes       = "room"
	History     = "history"

	// No tabs: they stand over the one that asked for them.
	Systems = "systems"
	Sheet   = "sheet"
	Grid    = "grid"
	Impact  = "impact"
	Audit   = "audit"
	Due     = "due"
	Review  = "review"
	Ready   = "ready"
)

// Go asks for another screen and, where it is not empty, a place in it.
type Go struct {
	Route string
	Place
}

// TakeIn asks for the step that takes a sheet in, for the screen whose name is
// From: what is read of the file is what that screen is about, or the records of a
// register.
type TakeIn struct{ From, Path, Register string }

// SideBySide asks for the grid of items and AI systems, for the screen whose name is
// From, at a place.
type SideBySide struct {
	From string
	Place
}

// AssessImpact asks for the walk of an impact assessment, the record of that id, for
// the screen whose name is From.
type AssessImpact struct{ From, ID string }

// WorkAudit asks for the work on an audit, the record of that id, for the screen whose
// name is From; where that is empty one comes back to it. In is the session or sample
// that is open.
type WorkAudit struct{ From, ID, In string }

// ShowReady asks for the readiness for an audit day, for the screen whose name is From.
type ShowReady struct{ From string }

// ShowDue asks for all that has a day, for the screen whose name is From.
type ShowDue struct{ From string }

// HoldReview asks for the walk of a management review, the record of that id, for the
// screen whose name is From.
type HoldReview struct{ From, ID string }

// Place is where somebody stands, kept so that they come back to it.
type Place struct {
	Item     string `json:"item,omitempty"`
	System   string `json:"system,omitempty"`
	Question string `json:"question,omitempty"`
	Record   string `json:"record,omitempty"` // KIND, or KIND/ID; in the Walk the session that one comes from
	Disputed bool   `json:"-"`                // in the History what copies disagree on
}

// At is news from a screen to the App: somebody moved here.
type At struct {
	Route string
	Place
}

// Changed is news for all: the assessment as it stands now. It replaces what a
// screen knew.
type Changed struct {
	figures.Figures // on the basis of the profile
	// Seq rises with every reading of this session, so that news which
	// overtook older news is not undone by it.
	Seq int
	// Saved says that an act of this session was just made durable.
	Saved bool
	// Said is what the act did, for the notice line; empty for plain answers.
	Said string
}

// Planned is news for all: the plan of the assessment as it stands, made a moment
// after Changed, since its forecast takes some milliseconds.
type Planned struct {
	Seq int // of the Changed it belongs to
	figures.Plan
}

// Kept is news for all: what follows from the records of the assessment as it stands,
// found a moment after Changed, since thousands take some milliseconds. Only what this
// person may read is in it.
type Kept struct {
	Seq int // of the Changed it belongs to
	*register.Ruling
}

// OfPlan is what the records say of the plan; nothing before they are known.
func (k Kept) OfPlan() roadmap.Kept {
	if k.Ruling == nil {
		return roadmap.Kept{}
	}
	return report.OfPlan(k.Case)
}

// Room is news for all: the votes on the open assessment and its agenda as they
// stand.
type Room struct {
	store.Room
	Current *store.RoomVote // the one under way; nil: none
}

// Failed says that an act was not saved, or something could not be read.
type Failed struct{ Err error }

// Notice is a sentence for the line above the footer, until the next key.
type Notice struct{ Text string }

// Open puts a dialog on top, Close takes the top one away; Session.Open and
// Session.Shut ask for them.
type (
	Open  struct{ Dialog Dialog }
	Close struct{}
)

// Apart asks for the terminal itself for as long as Run takes: nothing is drawn and no
// key is read. What Run gives is news.
type Apart struct {
	Run func(in io.Reader, out, errs io.Writer) tea.Msg
}

// Enter opens an assessment; Leave goes back to the list of them.
type (
	Enter struct{ ID string }
	Leave struct{}
)

// Outside says that somebody wrote to the file while no assessment is open.
type Outside struct{}

// Restyle says that the Session has another Theme or language.
type Restyle struct{}

// Search asks for the search over all items.
type Search struct{}

// Click and Wheel are the mouse, in cells of the screen's own space.
type (
	Click struct{ X, Y int }
	Wheel struct{ X, Y, Lines int }
)

// Press asks for what a key does in front: a click on what names it presses it.
type Press struct{ Key string }

// Send makes a message a command.
func Send(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

// Tell is a command for a notice.
func Tell(text string) tea.Cmd { return Send(Notice{text}) }
