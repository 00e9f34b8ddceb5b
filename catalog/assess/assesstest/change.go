package assesstest

import (
	"encoding/json"
	"strings"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
)

// Change sets a field to any value. The tests of the store write changes
// themselves, to stand apart from the catalogue.
func Change(s assess.Subject, field string, v any) assess.Change {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return assess.Change{Subject: s, Field: field, Value: raw}
}

// Item is the answer of an item.
func Item(id string) assess.Subject { return assess.Key{Item: id}.Subject() }

// drawn draws the parts of a change.
type drawn struct {
	*rapid.T
	records []string
}

func (d drawn) pick(label string, words ...string) string {
	return rapid.SampledFrom(words).Draw(d.T, label)
}

// text is any but for NUL, which the door of the store lets nobody say.
func (d drawn) text() string {
	return strings.ReplaceAll(rapid.StringN(0, 12, -1).Draw(d.T, "text"), "\x00", "")
}
func (d drawn) bool(label string) bool { return rapid.Bool().Draw(d.T, label) }

func (d drawn) level() int { return rapid.IntRange(0, 5).Draw(d.T, "level") }

func (d drawn) record(kind string) assess.Subject {
	return assess.RecordSubject(kind, d.pick("id", d.records...))
}

func (d drawn) rating() any {
	switch d.pick("rating", "level", "na", "none") {
	case "level":
		return map[string]any{"level": d.level(), "reason": d.text(), "basis": d.pick("basis", "", "4.1=3", "4.1=4 A.5.9=2!")}
	case "na":
		return map[string]any{"na": true, "reason": d.text(), "approved_by": d.text(), "approved_on": "2026-01-31"}
	}
	return nil
}

// Any is any change that the pure functions of package assess could make, on
// records of these ids.
func Any(t *rapid.T, records []string) assess.Change {
	d := drawn{t, records}
	switch d.pick("subject", "answer", "answer", "answer", "question", "baseline", "system", "control", "evidence", "finding", "task", "vote", "profile") {
	case "answer":
		return d.answer(Item(d.pick("item", "4.1", "5.1", "A.2.2")))
	case "question":
		return Change(assess.Key{Item: "4.1", System: d.pick("id", records...), Question: "4.1-1"}.Subject(), "rating", d.rating())
	case "baseline":
		return d.answer(assess.BaselineSubject("A.5.9"))
	case "system":
		return d.system()
	case "control":
		if d.bool("days") {
			return Change(d.record(assess.KindControl), "days", rapid.Float64Range(0.1, 900).Draw(t, "days"))
		}
		return Change(d.record(assess.KindControl), "number", rapid.IntRange(1, 9).Draw(t, "number"))
	case "evidence":
		if d.bool("items") {
			return Change(d.record(assess.KindEvidence), "items", rapid.SliceOfN(rapid.SampledFrom([]string{"4.1", "5.1"}), 0, 3).Draw(t, "items"))
		}
		return Change(d.record(assess.KindEvidence), d.pick("words", "what", "seen_by", "seen_on"), d.text())
	case "finding":
		if d.bool("closed") {
			return Change(d.record(assess.KindFinding), "closed", d.bool("is"))
		}
		return Change(d.record(assess.KindFinding), d.pick("words", "statement", "baseline", "cause", "owner"), d.text())
	case "task":
		return d.task()
	case "vote":
		return Change(d.record(assess.KindVote), assess.FieldRecord, map[string]any{"item": d.pick("item", "4.1", "A.2.2"), "level": d.level(), "reason": d.text()})
	}
	return d.profile()
}

func (d drawn) answer(s assess.Subject) assess.Change {
	switch f := d.pick("field", "rating", "rating", "note", "owner", "due", "flag", "declined", "why_in", "drivers", "declared", "how", "described", "looked_at"); f {
	case "rating":
		return Change(s, f, d.rating())
	case "flag", "declined":
		return Change(s, f, d.bool(f))
	case "due", "looked_at":
		return Change(s, f, d.pick("day", "", "2026-12-31"))
	case "drivers":
		return Change(s, f, d.pick(f, "", "risk", "risk law"))
	case "declared":
		return Change(s, f, d.pick(f, append([]string{""}, assess.DeclaredWords...)...))
	default:
		return Change(s, f, d.text())
	}
}

func (d drawn) system() assess.Change {
	s := d.record(assess.KindSystem)
	switch f := d.pick("field", "name", "family", "intended_use", "state", "number", "roles", "in_scope", "removed"); f {
	case "name", "family", "intended_use":
		return Change(s, f, d.text())
	case "state":
		return Change(s, f, d.pick(f, append([]string{""}, assess.Approvals...)...))
	case "number":
		return Change(s, f, rapid.IntRange(1, 9).Draw(d.T, f))
	case "roles":
		return Change(s, f, rapid.SliceOfN(rapid.SampledFrom(assess.AIRoles), 0, 3).Draw(d.T, "roles"))
	default:
		return Change(s, f, d.bool(f))
	}
}

func (d drawn) task() assess.Change {
	s := assess.RecordSubject(assess.KindTask, d.pick("id", "T1.1", "T2.3", "4.1"))
	switch f := d.pick("field", "status", "owner", "due", "note", "started", "spent"); f {
	case "status":
		return Change(s, f, d.pick(f, "", "open", "started", "done"))
	case "due", "started":
		return Change(s, f, d.pick(f, "", "2026-12-31"))
	case "spent":
		return Change(s, f, rapid.Float64Range(0, 90).Draw(d.T, f))
	default:
		return Change(s, f, d.text())
	}
}

// profile leaves archived out: nothing more could be said.
func (d drawn) profile() assess.Change {
	switch f := d.pick("field", "name", "holidays", "isms_years", "effort.4.1", "fte", "scope"); f {
	case "holidays":
		return Change(assess.KindAssessment, f, d.pick(f, "", "2026-12-24", "2026-12-24,2026-12-31"))
	case "isms_years", "effort.4.1", "fte":
		return Change(assess.KindAssessment, f, d.pick(f, "", "2.5", "7"))
	case "name":
		return Change(assess.KindAssessment, f, "name "+d.text())
	default:
		return Change(assess.KindAssessment, f, "scope")
	}
}
