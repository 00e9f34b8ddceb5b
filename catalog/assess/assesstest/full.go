// Package assesstest makes assessments and changes for the tests of other
// packages. Its one rule: what it makes fills every field there is, found by
// reflection, so that a field which is forgotten somewhere is missed.
package assesstest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog/assess"
)

// id makes the ids of records, which sort in the order of their numbers.
func id(n int) string { return fmt.Sprintf("019f0000-0000-7000-8000-%012d", n) }

// The records that others refer to.
var (
	system  = id(11)
	control = id(21)
)

// words are the values of fields that do not take any text, by type and field.
// A field that takes other than any text and is not here is refused by Full's
// tests, and belongs here.
var words = map[string]any{
	"Profile.Kind": "surveillance", "Profile.Size": "large", "Profile.Target": 5, "Profile.Start": "2026-03-02",
	"Profile.Holidays": []string{"2026-12-24", "2026-12-31"}, "Profile.ISMSCertified": "yes", "Profile.ScopesCompatible": "partly",
	"Profile.CertificationWanted": "yes", "Profile.CertificationBy": "2027-06-30", "Profile.OneOwner": "no", "Profile.ScopeMoves": "yes",
	"Profile.Budget": "small", "Profile.Basis": "published", "Profile.Strategy": "extension",
	"Profile.Effort": map[string]float64{"A.5.2": 7.5, control: 0.25},

	"Answer.Due": "2026-10-01", "Rating.State": assess.Rated, "Rating.Level": 4, "Rating.ApprovedOn": "2026-02-03",
	"Rating.Basis": assess.Basis("6.1.2=4 A.8.16=3!"), "Statement.Drivers": "risk law", "Statement.Declared": "partly",
	"Statement.LookedAt": "2026-02-04",

	"System.Roles": []string{"provider", "user"}, "System.Stage": "in operation", "System.RiskClass": "high",
	"System.Number": 4, "System.Kind": "agent", "System.Autonomy": "acts alone", "System.MayStop": "yes", "System.RiskOn": "2026-02-10",
	"System.State": "approved", "System.ApprovedOn": "2026-02-11",
	"OwnControl.Number": 2, "Evidence.Number": 5, "Finding.Number": 6, "OwnControl.Phase": 2,
	"Evidence.Kind": "interview", "Evidence.Date": "2026-02-05", "Evidence.SeenOn": "2026-02-07", "Evidence.System": system,
	"Evidence.File":  strings.Repeat("ab", 32) + " 1204 minutes of “this” & <that>.pdf",
	"Evidence.Items": []string{"5.2", control, "27001:A.5.9"},
	"Finding.Item":   control, "Finding.Baseline": "A.5.9", "Finding.System": system, "Finding.Grade": "minor", "Finding.ClosedOn": "2026-02-06",
	"Finding.RaisedBy": "internal", "Finding.AnswerDue": "2026-03-01", "Finding.AcceptedOn": "2026-03-02", "Finding.CauseBy": "five whys",
	"Finding.Due": "2026-03-03", "Finding.DoneOn": "2026-03-04", "Finding.EffectOn": "2026-03-05", "Finding.Effect": "not effective",
	"TaskState.Status": "started", "TaskState.Due": "2026-11-01", "TaskState.Started": "2026-10-05",
	"VoteRecord.Item": "A.5.4", "VoteRecord.System": system, "VoteRecord.Question": "A.5.4-1",
	"VoteRecord.Record": json.RawMessage(`{"item":"A.5.4","level":3,"question":"A.5.4-1","reason":"as agreed","system":"` + system + `"}`),
	"Erasure.Revisions": []string{id(91), id(92)}, "Settlement.Places": []string{"answer/A.5.2// rating"},
	"Issued.ApprovedOn": "2026-02-08", "Issued.Acts": 41, "Issued.Document": `{"kind":"soa","blocks":[]}`,
}

// Full is an assessment in which every field of every record says something.
// What excludes itself stands in two records: a rating is given or not
// applicable, a record is there or removed.
func Full() *assess.Assessment {
	a := assess.New(id(1))
	a.Name, a.Archived = "All of it", true
	fill(reflect.ValueOf(&a.Profile).Elem())
	for _, k := range []assess.Key{
		{Item: "5.2"},
		{Item: "A.5.4", System: system},
		{Item: "A.5.4", System: system, Question: "A.5.4-1"},
		{Item: control},
	} {
		a.Answers.Put(k, answer(assess.Rated))
	}
	a.Answers.Put(assess.Key{Item: "A.5.2"}, answer(assess.NA))
	a.Baseline["A.5.9"], a.Baseline["6.1.2"] = answer(assess.NA), answer(assess.Rated)
	a.Systems = pair[assess.System](11)
	a.Controls = pair[assess.OwnControl](21)
	a.Evidence = pair[assess.Evidence](31)
	a.Findings = pair[assess.Finding](41)
	a.Tasks = pair[assess.TaskState](51)
	a.Tasks[0].ID, a.Tasks[1].ID = control, "T1.1"
	a.Votes = pair[assess.VoteRecord](61)
	a.Votes[1].Item, a.Votes[1].System, a.Votes[1].Question = control, "", ""
	a.Votes[1].Record = json.RawMessage(`{"item":"` + control + `","level":2}`)
	a.Erasures = pair[assess.Erasure](71)
	a.Settlements = pair[assess.Settlement](76)
	a.Issued = pair[assess.Issued](81)
	return a
}

// answer is full but for what the other state of its rating has.
func answer(s assess.State) assess.Answer {
	var x assess.Answer
	fill(reflect.ValueOf(&x).Elem())
	if s == assess.NA {
		x.Rating.State, x.Rating.Level, x.Rating.Basis = s, 0, ""
		return x
	}
	x.Rating.Risk, x.Rating.ApprovedBy, x.Rating.ApprovedOn = "", "", ""
	return x
}

// pair are two full records of a kind, the second of them removed where the
// kind knows that.
func pair[T any](n int) []T {
	all := make([]T, 2)
	for i := range all {
		v := reflect.ValueOf(&all[i]).Elem()
		fill(v)
		v.FieldByName("ID").SetString(id(n + i))
		if removed := v.FieldByName("Removed"); removed.IsValid() {
			removed.SetBool(i == 1)
		}
	}
	return all
}

// fill sets every field of a struct, and of those in it.
func fill(v reflect.Value) {
	for i := range v.NumField() {
		at, name := v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name
		if word, ok := words[name]; ok {
			at.Set(reflect.ValueOf(word))
			continue
		}
		switch to := at.Addr().Interface().(type) {
		case *string:
			*to = name + " says “this” & <that>"
		case *bool:
			*to = true
		case *float64:
			*to = 2.5
		case **float64:
			years := 3.5
			*to = &years
		case *time.Time:
			*to = time.Date(2026, 2, 1, 9, 30, 0, 123456000, time.UTC)
		default:
			if at.Kind() != reflect.Struct {
				panic("say what " + name + " may hold in the words of this package")
			}
			fill(at)
		}
	}
}

// unsaid are the fields that nobody says: the store knows them.
var unsaid = []string{"Assessment.Conflicts"}

// Empty names the fields of structs that hold nothing in any record of an
// assessment, as Type.Field.
func Empty(a *assess.Assessment) []string {
	filled := map[string]bool{}
	look(reflect.ValueOf(*a), filled)
	var empty []string
	for name, is := range filled {
		if !is && !slices.Contains(unsaid, name) {
			empty = append(empty, name)
		}
	}
	slices.Sort(empty)
	return empty
}

func look(v reflect.Value, filled map[string]bool) {
	switch v.Kind() {
	case reflect.Struct:
		if !strings.HasPrefix(v.Type().PkgPath(), "crosswalk/") {
			return
		}
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue
			}
			name := v.Type().Name() + "." + v.Type().Field(i).Name
			filled[name] = filled[name] || !v.Field(i).IsZero()
			look(v.Field(i), filled)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			look(key, filled)
			look(v.MapIndex(key), filled)
		}
	case reflect.Slice:
		for i := range v.Len() {
			look(v.Index(i), filled)
		}
	}
}

// ChangesOf is a.Changes with what it leaves out, so that nothing is missing.
func ChangesOf(a *assess.Assessment) []assess.Change {
	changes := a.Changes()
	for _, e := range a.Erasures {
		changes = append(changes, e.Changes()...)
	}
	for _, s := range a.Settlements {
		changes = append(changes, s.Changes()...)
	}
	for _, is := range a.Issued {
		changes = append(changes, is.Changes()...)
	}
	return changes
}
