package assess

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
)

// ordered keeps a choice in the order of its list, each once.
func ordered(chosen, words []string) []string {
	return keep(words, func(w string) bool { return slices.Contains(chosen, w) })
}

// once keeps the first of each word.
func once(words []string) []string {
	var kept []string
	for _, w := range words {
		if !slices.Contains(kept, w) {
			kept = append(kept, w)
		}
	}
	return kept
}

// PutEvidence adds a piece of evidence, numbered after the last one ever made here,
// or changes the one of that id. It may serve several items.
func PutEvidence(cat *catalog.Catalog, a *Assessment, e Evidence) ([]Change, error) {
	if blank(e.What) {
		return nil, errors.New("evidence needs a word on what it is")
	}
	if len(e.Items) == 0 {
		return nil, errors.New("evidence serves at least one item; name one")
	}
	was, known := a.EvidenceByID(e.ID)
	if e.Number = was.Number; !known {
		e.Number = nextNumber(a.Evidence)
	}
	e.Items = once(e.Items)
	for _, id := range e.Items {
		if slices.Contains(was.Items, id) {
			continue // it may have gone since; that must not lock the rest
		}
		if err := checkRef(cat, a, id); err != nil {
			return nil, err
		}
	}
	if e.Kind == "" {
		e.Kind = EvidenceKinds[0]
	}
	if e.System != "" && e.System != was.System {
		if s, ok := a.System(e.System); !ok || s.Removed {
			return nil, fmt.Errorf("the inventory has no AI system %q", e.System)
		}
	}
	if err := first(checkWord("kind of evidence", e.Kind, EvidenceKinds), CheckText("evidence", e.What, MaxNote),
		CheckLine("version", e.Version), CheckText("place", e.Place, MaxNote), CheckDate("date of the evidence", e.Date),
		CheckLine("name of who saw it", e.SeenBy), CheckDate("day it was seen", e.SeenOn), CheckLine("site", e.Site), checkFile(e.File)); err != nil {
		return nil, err
	}
	if e.SeenBy == "" {
		e.SeenOn = ""
	}
	e.Removed = false
	return differ(RecordSubject(KindEvidence, e.ID), was.fields(), e.fields()), nil
}

// RemoveEvidence takes a piece of evidence away; history keeps it.
func RemoveEvidence(a *Assessment, id string) ([]Change, error) {
	if e, ok := a.EvidenceByID(id); !ok || e.Removed {
		return nil, errors.New("there is no such evidence any more")
	}
	return []Change{{RecordSubject(KindEvidence, id), FieldRemoved, encode(true)}}, nil
}

// PutControl adds an own control, numbered after the last one ever made here,
// or changes the one of that id.
func PutControl(a *Assessment, c OwnControl) ([]Change, error) {
	was, known := a.Control(c.ID)
	if blank(c.Title) {
		return nil, errors.New("an own control needs a title")
	}
	if c.Phase == 0 {
		c.Phase = 3
	}
	if c.Phase < 1 || c.Phase > 4 {
		return nil, fmt.Errorf("phase is %d; the phases are 1 to 4", c.Phase)
	}
	if c.Days == 0 {
		c.Days = 5
	}
	if !(c.Days > 0 && c.Days <= 1000) {
		return nil, fmt.Errorf("days is %g; more than 0 and at most 1000 is right", c.Days)
	}
	if err := first(CheckLine("title", c.Title), CheckText("source", c.Source, MaxNote), CheckText("risk", c.Risk, MaxNote)); err != nil {
		return nil, err
	}
	if c.Number = was.Number; !known {
		c.Number = nextNumber(a.Controls)
	}
	c.Removed = false
	return differ(RecordSubject(KindControl, c.ID), was.fields(), c.fields()), nil
}

// RemoveControl takes an own control away; its answers stay in the history.
func RemoveControl(a *Assessment, id string) ([]Change, error) {
	if c, ok := a.Control(id); !ok || c.Removed {
		return nil, errors.New("there is no such control of your own")
	}
	return []Change{{RecordSubject(KindControl, id), FieldRemoved, encode(true)}}, nil
}

// Rebase is an edit that was begun on one version of a record and ends on a
// newer one: the fields that the edit changed are as edited, all others as they
// are now, so that two people who edit one record don't take back each other's
// words.
func Rebase[T any, P records[T]](began, edited, now T) T {
	from, to, onto := P(&began).fields(), P(&edited).fields(), P(&now).fields()
	for i := range to {
		if to[i].Says(from[i]) {
			continue
		}
		if err := onto[i].Set(Revision{Field: to[i].Name, Value: to[i].Value()}); err != nil {
			panic(err) // a field takes back what it encoded
		}
	}
	return now
}

// EditProfile is the changes that an edit of the profile made, whatever others
// changed since it began.
func EditProfile(began, edited Profile) []Change { return began.changes(&edited) }

// Both is a text that somebody edited while another changed it too: where the
// two differ, both are kept, theirs below.
func Both(began, edited, now string) string {
	if now == began || now == "" || strings.Contains(edited, now) {
		return edited
	}
	if edited == "" {
		return now
	}
	return strings.TrimRight(edited, "\n") + "\n\n" + now
}
