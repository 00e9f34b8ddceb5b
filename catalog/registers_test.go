package catalog_test

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/catalog"
)

// diary is a sound register of a folder of one's own.
const diary = `id: diary
prefix: DI
title: Diary
singular: entry
clause: 9
serves: ["6.1.2"]
need: practice
purpose: What happened with AI.
empty: Nothing is written yet.
fields:
  - {name: title, type: line, label: What, help: What happened., required: true}
  - {name: kind, type: choice, words: [good, bad], label: Kind, help: Which of both.}
  - {name: why, type: text, when: kind = bad, label: Why, help: Why it is bad.}
  - {name: due, type: date, label: Due, help: Until when.}
states:
  - {name: open}
  - {name: read, needs: [why], by: lead}
columns: [title, state]
rules: ["overdue(due, read)", "incomplete(kind, why)"]
`

func withDiary(t *testing.T, was, is string) fs.FS {
	t.Helper()
	if strings.Count(diary, was) != 1 && was != "" {
		t.Fatalf("the diary holds %q %d times", was, strings.Count(diary, was))
	}
	fsys := edited(t, "", "", "").(fstest.MapFS)
	fsys["registers/diary.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(diary, was, is, 1))}
	return fsys
}

func TestAFolderAddsItsOwnRegisterToTheShippedOnes(t *testing.T) {
	cat, err := catalog.Load(withDiary(t, "", ""))
	if err != nil {
		t.Fatal(err)
	}
	own, known := cat.Register("diary")
	if !known || own.Title != "Diary" || len(cat.Registers()) != len(catalog.Shipped().Registers())+1 {
		t.Errorf("the diary is %v, among %d registers; the shipped ones and it are right", own, len(cat.Registers()))
	}
	if !own.Final("read") || own.Final("open") || own.Final("burnt") {
		t.Error("the last state is final, and no other")
	}
	var told []string
	for _, p := range catalog.CheckOutline(cat) {
		told = append(told, p.Error())
	}
	if want := "registers/requirement.yaml: it is missing; that of the shipped catalogue is used"; !slices.Contains(told, want) {
		t.Errorf("%q is not told in %v", want, told)
	}
}

func TestAFolderMayReplaceAShippedRegister(t *testing.T) {
	fsys := withDiary(t, "", "").(fstest.MapFS)
	fsys["registers/scope-line.yaml"] = &fstest.MapFile{Data: []byte(strings.NewReplacer("id: diary", "id: scope-line", "prefix: DI", "prefix: SC").Replace(diary))}
	cat, err := catalog.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if r, _ := cat.Register("scope-line"); r.Title != "Diary" {
		t.Errorf("the scope is titled %q; the folder's own title is right", r.Title)
	}
}

func TestARegisterIsRefusedWithFileLineAndReason(t *testing.T) {
	for _, c := range []struct{ name, was, is, want string }{
		{"an unknown field of the file", "need: practice", "need: practice\ncolour: red", "registers/diary.yaml:8: there is no field named colour"},
		{"a key twice", "need: practice", "need: practice\nneed: practice", `registers/diary.yaml:8: mapping key "need" already defined at line 7`},
		{"a field twice", "name: due, type: date", "name: kind, type: date", `registers/diary.yaml:14: the field "kind" stands already above`},
		{"an unknown type", "type: text", "type: poem", `registers/diary.yaml:13: the field why: there is no type "poem"; it is one of line, text, date, time, period, yesno, choice, choices, level, number, person, persons, systems, items, record, records, evidence`},
		{"an unknown rule", "overdue(due, read)", "late(due, read)", `registers/diary.yaml:19: there is no rule "late"; it is one of ` + strings.Join(catalog.RegisterRules(), ", ")},
		{"a rule of no field", "overdue(due, read)", "overdue(until, read)", `registers/diary.yaml:19: the rule overdue: there is no field "until"`},
		{"a rule of a field that is no date", "overdue(due, read)", "overdue(why, read)", `registers/diary.yaml:19: the rule overdue: the field why is of type text; a date is right`},
		{"a rule of no state", "overdue(due, read)", "overdue(due, burnt)", `registers/diary.yaml:19: the rule overdue: there is no state "burnt"`},
		{"a rule without all it takes", "overdue(due, read)", "overdue(due)", `registers/diary.yaml:19: the rule overdue takes (date, state); this is "overdue(due)"`},
		{"a rule that takes nothing", "overdue(due, read)", "level(due)", `registers/diary.yaml:19: the rule level takes (); this is "level(due)"`},
		{"a rule that reads a field that is missing", "overdue(due, read)", "level()", `registers/diary.yaml:19: the rule level reads the field "category", which is missing`},
		{"a scale of a text", "type: text", "type: text, scale: likelihood", "registers/diary.yaml:13: the field why: a scale belongs to a level, instead of words"},
		{"an unknown scale", "type: text", "type: level, scale: luck", `registers/diary.yaml:13: the field why: there is no scale "luck"; it is one of likelihood, consequence, severity, reach, occurrence, repair`},
		{"a rule of no months", "overdue(due, read)", "review_due(due, soon)", `registers/diary.yaml:19: the rule review_due: "soon" is no number of months; 1 to 120 is right`},
		{"a child of itself", "clause: 9", "clause: 9\nchild_of: diary", "registers/diary.yaml:7: child_of leads back to diary; a kind can't stand below itself"},
		{"a field that waits for itself", "type: text, when: kind = bad", "type: choice, words: [yes, no], when: why = yes", "registers/diary.yaml:13: the field why: when leads back to it, so nobody could ever fill it in"},
		{"a condition on no field", "when: kind = bad", "when: sort = bad", `registers/diary.yaml:13: the field why: when is "sort = bad"; FIELD = WORD is right, with a field of this register`},
		{"a condition on no word", "when: kind = bad", "when: kind = ugly", `registers/diary.yaml:13: the field why: when asks for "ugly", which kind never says`},
		{"a choice of one", "words: [good, bad]", "words: [bad]", `registers/diary.yaml:12: the field kind: it needs two words or more to choose from`},
		{"words of a text", "type: text", "type: text, words: [a, b]", "registers/diary.yaml:13: the field why: words belong to a choice, choices or a level"},
		{"a record of no kind", "type: text", "type: record", "registers/diary.yaml:13: the field why: register names the kind that a record or records are of, and belongs to these alone"},
		{"a unit of a date", "type: date", "type: date, unit: days", "registers/diary.yaml:14: the field due: a unit belongs to a number"},
		{"a word twice", "words: [good, bad]", "words: [bad, bad]", `registers/diary.yaml:12: the field kind: the word "bad" is empty, holds a comma, or stands twice`},
		{"a due that is no date", "name: due, type: date", "name: due, type: line", "registers/diary.yaml:14: the field due: it is of type date in every register, not line"},
		{"a field that all have", "name: due, type: date", "name: state, type: date", "registers/diary.yaml:14: the field state: every record has it already; leave it out"},
		{"a field of a judgement", "name: due, type: date", "name: rating, type: date", "registers/diary.yaml:14: the field rating: the history means something else by this name; choose another"},
		{"a field of a strange name", "name: due,", "name: Due-by,", "registers/diary.yaml:14: the field Due-by: a name is lower-case letters, digits and _"},
		{"a field without help", ", help: Until when.", "", "registers/diary.yaml:14: the field due: help is missing"},
		{"readers that may be missing", "need: practice", "need: practice\nrestricted: true", "registers/diary.yaml:8: the field readers is missing, or not required; nobody could read the records"},
		{"a rule without a state", "overdue(due, read)", "incomplete_from(read)", `registers/diary.yaml:19: the rule incomplete_from takes (state, fields…); this is "incomplete_from(read)"`},
		{"a rule of fields from no state", "overdue(due, read)", "incomplete_from(burnt, kind, why)", `registers/diary.yaml:19: the rule incomplete_from: there is no state "burnt"`},
		{"required for no state", "label: Due", "required_for: burnt, label: Due", `registers/diary.yaml:14: the field due: it is required for "burnt", which is no state`},
		{"a title that may be missing", ", required: true", "", "registers/diary.yaml:11: the field title is missing, or not required; every record has one"},
		{"a state twice", "name: read", "name: open", `registers/diary.yaml:17: the state "open" stands already above`},
		{"a state that needs no field", "needs: [why]", "needs: [proof]", `registers/diary.yaml:17: the state read needs "proof", which is no field`},
		{"a state by somebody else", "by: lead", "by: me", `registers/diary.yaml:17: by is "me"; it is lead, or left out`},
		{"a state without a name", "name: open", `name: ""`, "registers/diary.yaml:16: the state has no name"},
		{"a column of nothing", "columns: [title, state]", "columns: [title, mood]", `registers/diary.yaml:18: there is no field "mood" to show`},
		{"an item that is none", `serves: ["6.1.2"]`, `serves: ["6.9"]`, `registers/diary.yaml:6: serves: ISO/IEC 42001:2023 has no "6.9"`},
		{"another name than the file", "id: diary", "id: log", `registers/diary.yaml:1: id is "log"; it is lower-case words with - between them, as the file is named`},
		{"a prefix of one letter", "prefix: DI", "prefix: D", `registers/diary.yaml:2: prefix is "D"; two capital letters are right`},
		{"a clause of no standard", "clause: 9", "clause: 3", "registers/diary.yaml:5: clause is 3; 4 to 10 is right"},
		{"a need of nobody", "need: practice", "need: sometimes", `registers/diary.yaml:7: need is "sometimes"; it is one of stage 1, stage 2, practice`},
		{"a form that is none", "need: practice", "need: practice\nform: tax", `registers/diary.yaml:8: there is no form "tax"; it is impact or review, or left out`},
		{"no purpose", "purpose: What happened with AI.\n", "", "registers/diary.yaml: the register: purpose is missing"},
	} {
		_, err := catalog.Load(withDiary(t, c.was, c.is))
		var ps catalog.Problems
		if !errors.As(err, &ps) || !slices.ContainsFunc(ps, func(p catalog.Problem) bool { return p.Error() == c.want }) {
			t.Errorf("%s is refused with\n%v\n%q is right", c.name, err, c.want)
		}
	}
}

func TestTwoRegistersOfOnePrefixAreRefused(t *testing.T) {
	fsys := withDiary(t, "", "").(fstest.MapFS)
	fsys["registers/log.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(diary, "id: diary", "id: log", 1))}
	if _, err := catalog.Load(fsys); err == nil || err.Error() != "registers/log.yaml:2: the id stands already in registers/diary.yaml:2" {
		t.Error(err)
	}
}

func TestKindsThatAreChildrenOfEachOtherAreRefused(t *testing.T) {
	fsys := withDiary(t, "clause: 9", "clause: 9\nchild_of: log").(fstest.MapFS)
	fsys["registers/log.yaml"] = &fstest.MapFile{Data: []byte(strings.NewReplacer("id: diary", "id: log\nchild_of: diary", "prefix: DI", "prefix: LO").Replace(diary))}
	_, err := catalog.Load(fsys)
	if err == nil || !strings.Contains(err.Error(), "registers/diary.yaml:7: child_of leads back to diary") || !strings.Contains(err.Error(), "registers/log.yaml:7: child_of leads back to log") {
		t.Error(err)
	}
}

func TestEveryShippedRegisterTeachesAndServes(t *testing.T) {
	for _, r := range shipped(t).Registers() {
		if len(r.Serves) == 0 || len(r.Rules) == 0 || len(r.Columns) > 7 {
			t.Errorf("%s serves %v by the rules %v and shows %v; each serves an item, has a rule, and shows seven columns at most", r.ID, r.Serves, r.Rules, r.Columns)
		}
		for _, text := range append([]string{r.Purpose, r.Empty}, helps(r)...) {
			if avoided.MatchString(text) || !strings.HasSuffix(strings.TrimSpace(text), ".") {
				t.Errorf("%s says %q; a plain sentence is right", r.ID, text)
			}
		}
	}
}

func TestAStateThatIsADecisionNamesWhoTookItAndWhen(t *testing.T) {
	for _, r := range shipped(t).Registers() {
		for _, s := range r.States {
			if !slices.Contains([]string{"approved", "accepted", "retained", "released", "verified", "closed", "certified"}, s.Name) {
				continue
			}
			has := map[string]bool{}
			for _, name := range s.Needs {
				f, _ := r.Field(name)
				has[f.Type] = true
			}
			if !has["person"] || !has["date"] || (s.By == catalog.ByLead) == r.Restricted {
				t.Errorf("%s is %s by %q with %v; who leads sets it, of what is restricted a reader, with a person and a day", r.ID, s.Name, s.By, s.Needs)
			}
		}
	}
}

func TestTheWordsThatEndARecordAreFinal(t *testing.T) {
	for _, r := range shipped(t).Registers() {
		for _, s := range r.States {
			if slices.Contains([]string{"refused", "withdrawn", "superseded", "stopped", "ended", "dropped", "lapsed"}, s.Name) && !r.Final(s.Name) {
				t.Errorf("%s goes on after it is %s", r.ID, s.Name)
			}
		}
	}
}

func helps(r catalog.Register) (all []string) {
	for _, f := range r.Fields {
		all = append(all, f.Help)
	}
	return all
}
