package history

import (
	"encoding/json"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// wait says why a value is neither read nor restored.
const wait = "The room votes on it: what was said before can be read and restored after the reveal."

// restoreBefore puts back what stood before the act under the cursor, where it
// set one field; of several, the person chooses.
func (h *Screen) restoreBefore() tea.Cmd {
	x := h.current()
	if len(x.Revisions) != 1 {
		return tea.Batch(h.open(), screen.Tell("The act set several fields: choose a value, then R restores it."))
	}
	r := x.Revisions[0]
	if r.Parent != "" {
		p, ok := h.known[r.Parent]
		if !ok {
			return screen.Tell("The earlier value is still being read; try again.")
		}
		return h.restore(*p)
	}
	value, ok := beforeAll(r)
	if !ok {
		return screen.Tell("Nothing stood there before; what was made can be removed where it is shown.")
	}
	return h.confirm(h.fieldName(r)+" becomes empty again, as before "+h.when(r.At)+".", func() (json.RawMessage, error) { return value, nil }, r)
}

// restores is the right to put values back that were once set: who may not say
// them any more, may not restore them either.
func (h *Screen) restores(b key.Binding, of ...assess.Revision) screen.Right {
	changes := make([]assess.Change, len(of))
	for i, r := range of { // as if it took a record away or closed it, which may come back too
		changes[i] = assess.Change{Subject: r.Subject, Field: r.Field, Value: json.RawMessage("true")}
	}
	return screen.Right{Bindings: []key.Binding{b}, Refused: h.s.Role().May(changes)}
}

// beforeAll is the value of a field before its first revision, where taking it
// away leaves something whole.
func beforeAll(r assess.Revision) (json.RawMessage, bool) {
	switch kind := r.Subject.Kind(); {
	case r.Field == assess.FieldRemoved:
		return json.RawMessage("false"), true
	case kind == assess.KindAnswer || kind == assess.KindBaseline:
		return json.RawMessage("null"), true
	}
	return nil, false
}

// restore asks, and puts the value of a revision back as a new act.
func (h *Screen) restore(r assess.Revision) tea.Cmd {
	question := h.fieldName(r) + " becomes again: " + widget.FirstLine(h.value(r)) + " (" + widget.Line(r.Author) + ", " + h.when(r.At) + ")."
	return h.confirm(question, func() (json.RawMessage, error) { return assess.Restored(r) }, r)
}

func (h *Screen) confirm(question string, value func() (json.RawMessage, error), r assess.Revision) tea.Cmd {
	question += " That is a new act, and u takes it back."
	said := h.fieldName(r) + " restored; u takes it back."
	return h.s.Open(dialog.NewConfirm(h.s, "Restore an earlier value?", question, "restore it", func() tea.Cmd {
		return h.s.ActSaying(h.now.Assessment.ID, said, func(*assess.Assessment) ([]assess.Change, error) {
			v, err := value()
			return []assess.Change{{Subject: r.Subject, Field: r.Field, Value: v}}, err
		})
	}))
}
