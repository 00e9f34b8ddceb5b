package plain

import (
	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/screen"
)

// undo takes the last act of this person back. One that is not about the item at
// hand, or was made elsewhere, is told first.
func (t *talk) undo(string) {
	here := func(a *assess.Assessment, act store.Act) bool {
		if !t.s.Made(act) {
			return false
		}
		for _, r := range act.Revisions {
			if r.Subject == assess.KindAssessment || a.Touches(r, assess.RefOf(t.item())) {
				return true
			}
		}
		return false
	}
	msg := t.s.UndoSeen(t.id, here)()
	if unseen, ok := msg.(screen.Unseen); ok {
		t.say("Your last act is not about this item: you %s.", unseen.Said)
		if !t.sure("Take it back?") || !t.look() {
			return
		}
		msg = t.s.UndoSeen(t.id, func(_ *assess.Assessment, act store.Act) bool { return act.ID == unseen.Act })()
	}
	t.taken(msg)
}

func (t *talk) redo(string) { t.taken(t.s.Redo(t.id)()) }

// taken says what an undo or a redo did.
func (t *talk) taken(msg any) {
	switch msg := msg.(type) {
	case screen.Changed:
		t.whole = msg
		t.hand()
		t.say("Saved. %s", msg.Said)
	case screen.Unseen:
		t.say("Your last act is another by now: you %s. undo once more takes it back.", msg.Said)
	default:
		t.failed(msg)
	}
}
