package assess

import (
	"errors"

	"crosswalk/catalog"
)

// OwnOnes are the AI systems in scope whose own answer stands before the one for
// all of them, where that is every one; else none: then the one for all counts.
func OwnOnes(it *catalog.Item, a *Assessment) []System {
	systems := a.InScope()
	for _, s := range systems {
		if StandFor(it, a, s.ID).State == Unanswered {
			return nil
		}
	}
	return systems
}

// RateWith is Rate with a reason that is kept only where one is needed. Alone takes
// away, in the same act, what the AI systems in scope have of their own, so that the
// rating counts for all of them.
func RateWith(cat *catalog.Catalog, a *Assessment, k Key, level int, reason string, alone bool) ([]Change, error) {
	changes, err := Rate(cat, a, k, level, "")
	var needs *NeedsReason
	if errors.As(err, &needs) {
		changes, err = Rate(cat, a, k, level, reason)
	}
	if err != nil || !alone {
		return changes, err
	}
	cleared, err := Each(a.ownKeys(k), func(own Key) ([]Change, error) { return Clear(cat, a, own) })
	return append(changes, cleared...), err
}

// ownKeys are where the AI systems in scope said something of an item themselves.
func (a *Assessment) ownKeys(k Key) []Key {
	var own []Key
	for _, x := range a.Answers[k.Item] {
		if s, ok := a.System(x.System); ok && !s.Removed && s.InScope {
			own = append(own, x.Key)
		}
	}
	return own
}
