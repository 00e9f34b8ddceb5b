package walk

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/reading"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// Who comes from a session of an audit walks its items. Until they go back there, notes
// go to the session, and it leads to what is found.

// minute says that some time has passed.
type minute struct{}

// enterSession begins to walk the items of a session.
func (w *Screen) enterSession(record string) tea.Cmd {
	kind, id, _ := strings.Cut(record, "/")
	if kind != register.KindSession || id == "" {
		return nil
	}
	w.filter, w.rows, w.session = nil, nil, id
	if w.ticks {
		return nil
	}
	w.ticks = true
	return reading.Tick(minute{})
}

// stillThere draws the time anew while it is one of a session.
func (w *Screen) stillThere() tea.Cmd {
	if w.ticks = w.session != ""; !w.ticks {
		return nil
	}
	return reading.Tick(minute{})
}

// inSession is the session that one came from.
func (w *Screen) inSession() (register.Record, bool) {
	if w.session == "" || w.kept.Ruling == nil {
		return register.Record{}, false
	}
	r, known := w.kept.Book.Record(register.KindSession, w.session)
	return r, known && !r.Removed()
}

// backToSession goes back to where one came from.
func (w *Screen) backToSession(r register.Record) tea.Cmd {
	w.session, w.rows = "", nil
	return w.s.Ask(screen.WorkAudit{ID: r.Text(catalog.RecordParent), In: r.ID})
}

// asksIn reports whether a session is about an item.
func asksIn(r register.Record, it *catalog.Item) bool {
	for _, ref := range r.List(catalog.RecordItems) {
		if ref == assess.RefOf(it) {
			return true
		}
	}
	return false
}

// sessionLine says in which session one is, and how it stands with the time.
func (w *Screen) sessionLine(width int) []string {
	r, is := w.inSession()
	if !is {
		return nil
	}
	time := reading.SessionTime(w.s, r)
	title := w.kept.Numbers[r.ID] + " " + widget.Line(r.Title())
	if room := width - ansi.StringWidth(time) - 1; room > 8 {
		return []string{w.s.Theme.Accent.Render(widget.Fit(title, room)) + " " + time}
	}
	return []string{widget.Fit(title+" · "+time, width)}
}

// sessionNote writes on at the notes of the session.
func (w *Screen) sessionNote() tea.Cmd {
	r, is := w.inSession()
	if !is {
		return screen.Tell("a writes the notes of a session of an audit; w in the session leads here. c is the note of the item.")
	}
	began := r.Text("notes")
	draft := screen.Draft{Assessment: w.now.Assessment.ID, Subject: r.Subject(), Field: "notes"}
	title := "Notes of " + w.kept.Numbers[r.ID] + ", for all its items"
	return w.s.Open(dialog.NewNote(w.s, title, began, draft, func(text string) tea.Cmd {
		return w.s.ActOnCase(w.now.Assessment.ID, "", func(c register.Case) ([]assess.Change, error) {
			return register.Write(c, r.Kind, r.ID, "notes", began, text)
		})
	}))
}
