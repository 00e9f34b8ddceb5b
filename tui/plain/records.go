package plain

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/tui/answer"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// evidence lists the pieces that serve the item, or does what stands behind the
// command: add, change 1, see 1, remove 1.
func (t *talk) evidence(text string) {
	if t.veiled() {
		return
	}
	verb, rest, _ := strings.Cut(text, " ")
	switch assess.FoldName(verb) {
	case "":
		t.listEvidence("")
		t.say("evidence add adds a piece; evidence change, see or remove and a number are about one; library lists all there are.")
	case "add":
		t.editPiece(t.newPiece(), rest, dialog.FormOfNew(t.id, assess.KindEvidence, t.place()))
	case "change":
		if e, ok := t.piece(t.pieces(), rest); ok {
			t.editPiece(e, "", dialog.FormOfRecord(t.id, assess.KindEvidence, e.ID))
		}
	case "see", "remove", "take":
		t.aboutPiece(assess.FoldName(verb), rest)
	default:
		t.say("evidence is followed by add, change, see, take or remove, or by nothing.")
	}
}

// place is what a new record is begun at.
func (t *talk) place() string { return assess.RefOf(t.item()) }

func (t *talk) pieces() []assess.Evidence { return t.now.Assessment.EvidenceFor(t.place()) }

func (t *talk) listEvidence(string) {
	all := t.pieces()
	t.say("Pieces of evidence: %d", len(all))
	for i, e := range all {
		t.sayPiece(i, e)
	}
}

// sayPiece says what is known of a piece.
func (t *talk) sayPiece(i int, e assess.Evidence) {
	words := []string{e.Kind}
	for _, w := range []string{e.Version, day.Show(e.Date), e.Place} {
		if w != "" {
			words = append(words, w)
		}
	}
	seen := "not seen"
	if e.SeenBy != "" {
		seen = "seen by " + e.SeenBy + " on " + day.Show(e.SeenDay())
	}
	t.say("%d: %s; %s; %s", i+1, e.What, strings.Join(words, ", "), seen)
}

// piece finds one of some by its number.
func (t *talk) piece(all []assess.Evidence, number string) (assess.Evidence, bool) {
	at, err := chosen(strings.TrimSpace(number), len(all), func(i int) string { return all[i].What })
	if err != nil {
		t.refuse(fmt.Errorf("which piece? %w", err))
		return assess.Evidence{}, false
	}
	return all[at], true
}

// aboutPiece does the acts that ask for nothing more.
func (t *talk) aboutPiece(verb, number string) {
	all, cat := t.pieces(), t.s.Catalog
	if verb == "take" {
		all = t.now.Assessment.Pieces()
	}
	e, ok := t.piece(all, number)
	if !ok || !t.may() {
		return
	}
	ref := t.place()
	t.act(func(a *assess.Assessment) ([]assess.Change, error) {
		switch verb {
		case "see":
			return assess.SeeEvidence(cat, a, e.ID, t.s.Actor.Name, t.today())
		case "take":
			return assess.ServeToo(cat, a, e.ID, ref)
		}
		return assess.RemoveEvidence(a, e.ID)
	})
}

func (t *talk) today() string { return t.s.Now().Format(time.DateOnly) }

// library lists all pieces of the assessment.
func (t *talk) library(string) {
	all := t.now.Assessment.Pieces()
	t.say("Pieces of evidence in all: %d", len(all))
	for i, e := range all {
		t.sayPiece(i, e)
		t.say("It serves: %s", answer.Numbers(t.s.Catalog, t.now.Assessment, e.Items))
	}
	if len(all) > 0 {
		t.say("evidence take and a number has one of them serve the item at hand, too.")
	}
}

func (t *talk) newPiece() assess.Evidence {
	e := assess.Evidence{ID: t.s.DB.NewID(), Kind: assess.EvidenceKinds[0], Items: []string{t.place()}}
	if !t.isms() {
		e.System = t.key().System
	}
	return e
}

// editPiece asks for all of a piece; what it is is enough, and may be given already.
func (t *talk) editPiece(began assess.Evidence, what string, d screen.Draft) {
	if !t.may() {
		return
	}
	e := began
	fields := []*field{
		{label: "What is it", is: e.What, given: what, check: dialog.Needed("what it is")},
		{label: "Kind", is: e.Kind, words: assess.EvidenceKinds},
		{label: "Version", is: e.Version, check: dialog.Line("version")},
		{label: "Where is it kept", is: e.Place},
		t.dayField("Its date", "date of the evidence", e.Date),
		{label: "Seen by", hint: "who saw it with their own eyes; empty while it is only claimed", is: e.SeenBy, check: dialog.Line("name of who saw it")},
		t.dayField("Seen on", "day it was seen", e.SeenOn),
		{label: "Site", is: e.Site, check: dialog.Line("site")},
		{label: "Serves", hint: "items by number; of the ISMS as 27001:A.5.9", is: answer.Numbers(t.s.Catalog, t.now.Assessment, e.Items), check: dialog.Needed("which items it serves")},
	}
	if system, ok := t.systemField(e.System); ok {
		fields = append(fields, system)
	}
	t.fill(d, "A piece of evidence.", fields, func() bool {
		e.What, e.Kind, e.Version, e.Place, e.Date = fields[0].is, fields[1].is, fields[2].is, fields[3].is, t.dayOf(fields[4])
		e.SeenBy, e.SeenOn, e.Site = fields[5].is, t.dayOf(fields[6]), fields[7].is
		if len(fields) > 9 {
			e.System = fields[9].is
		}
		return t.act(func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.EditEvidence(t.s.Catalog, a, began, e, assess.SplitRefs(fields[8].is), t.today())
		})
	})
}

// systemField asks which AI system something is about, where there are some.
func (t *talk) systemField(is string) (*field, bool) {
	f := &field{label: "AI system", is: is, words: []string{""}, names: []string{"all, or none in particular"}}
	for _, s := range t.now.Assessment.InScope() {
		f.words, f.names = append(f.words, s.ID), append(f.names, s.Name)
	}
	return f, len(f.words) > 1
}

func (t *talk) findings() []assess.Finding {
	if t.isms() {
		return t.now.Assessment.FindingsOnBaseline(t.item().ID)
	}
	return t.now.Assessment.FindingsOn(t.item().ID)
}

// finding lists the findings of the item, or does what stands behind the command:
// add, change 1, close 1, open 1, remove 1.
func (t *talk) finding(text string) {
	if t.veiled() {
		return
	}
	verb, rest, _ := strings.Cut(text, " ")
	switch verb = assess.FoldName(verb); verb {
	case "":
		t.listFindings("")
		t.say("finding add writes one; finding change, close, open or remove and a number are about one; a reason may follow close.")
		return
	case "add":
		t.editFinding(t.newFinding(), rest, dialog.FormOfNew(t.id, assess.KindFinding, t.item().ID))
		return
	case "change", "close", "open", "remove":
	default:
		t.say("finding is followed by add, change, close, open or remove, or by nothing.")
		return
	}
	named, reason := rest, ""
	if verb == "close" {
		named, reason, _ = strings.Cut(rest, " ")
	}
	if f, ok := t.oneFinding(strings.TrimSpace(named)); ok {
		t.aboutFinding(verb, f, reason)
	}
}

// oneFinding finds one of the findings of the item by its place, its number or its words.
func (t *talk) oneFinding(named string) (assess.Finding, bool) {
	all := t.findings()
	if f, ok := assess.FindFinding(t.now.Assessment, named); ok {
		if at := slices.IndexFunc(all, func(o assess.Finding) bool { return o.ID == f.ID }); at >= 0 {
			return all[at], true
		}
	}
	at, err := chosen(named, len(all), func(i int) string { return all[i].Statement })
	if err != nil {
		t.refuse(fmt.Errorf("which finding? %w", err))
		return assess.Finding{}, false
	}
	return all[at], true
}

func (t *talk) listFindings(string) {
	all := t.findings()
	t.say("Findings: %d", len(all))
	for i, f := range all {
		t.say("%d, %s: %s; %s; %s", i+1, t.now.Assessment.FindingNumber(f), f.Statement, f.Grade, f.Shown())
		if next, lacks := f.Lacks(); next != "" && f.Nonconformity() {
			var labels []string
			for _, field := range lacks {
				labels = append(labels, field.Label)
			}
			t.say("To be %s it needs: %s", next, strings.Join(labels, ", "))
		}
	}
}

func (t *talk) newFinding() assess.Finding {
	f := assess.Finding{ID: t.s.DB.NewID(), Grade: assess.GradeMinor}
	if t.isms() {
		f.Baseline = t.item().ID
		return f
	}
	f.Item, f.System = t.item().ID, t.key().System
	return f
}

func (t *talk) aboutFinding(verb string, f assess.Finding, reason string) {
	if verb == "change" {
		t.editFinding(f, "", dialog.FormOfRecord(t.id, assess.KindFinding, f.ID))
		return
	}
	if !t.may() {
		return
	}
	t.act(func(a *assess.Assessment) ([]assess.Change, error) {
		if verb == "remove" {
			return assess.RemoveFinding(a, f.ID)
		}
		is := f
		is.Closed = verb == "close"
		if reason != "" {
			is.ClosedBecause = reason
		}
		return assess.EditFinding(t.s.Catalog, a, f, is, t.s.Actor.Name, t.today())
	})
}

// editFinding asks what was found, which may be given already.
func (t *talk) editFinding(began assess.Finding, statement string, d screen.Draft) {
	if !t.may() {
		return
	}
	f := began
	fields := []*field{
		{label: "What was found", is: f.Statement, given: statement, check: dialog.Needed("what was found")},
		{label: "Grade", is: f.Grade, words: assess.Grades},
	}
	if system, ok := t.systemField(f.System); ok && !t.isms() && t.item().PerSystem() {
		fields = append(fields, system)
	}
	first := len(fields)
	if _, stands := t.now.Assessment.Finding(f.ID); stands {
		for _, x := range assess.FindingFields {
			fields = append(fields, t.textField(x, *x.At(&f)))
		}
	}
	t.fill(d, "A finding.", fields, func() bool {
		f.Statement, f.Grade = fields[0].is, fields[1].is
		if first > 2 {
			f.System = fields[2].is
		}
		for i, field := range fields[first:] {
			x := assess.FindingFields[i]
			if *x.At(&f) = field.is; x.Shape == assess.Day {
				*x.At(&f) = t.dayOf(field)
			}
		}
		return t.act(func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.EditFinding(t.s.Catalog, a, began, f, t.s.Actor.Name, t.today())
		})
	})
}

// textField asks for a field of a finding.
func (t *talk) textField(x assess.FindingField, is string) *field {
	label := strings.ToUpper(x.Label[:1]) + x.Label[1:]
	switch x.Shape {
	case assess.Day:
		return t.dayField(label, x.Label, is)
	case assess.Word:
		return &field{label: label, hint: x.Help, is: is, words: append([]string{""}, x.Words...), names: append([]string{"not said"}, x.Words...)}
	}
	return &field{label: label, hint: x.Help, is: is, check: x.Check}
}
