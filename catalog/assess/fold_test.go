package assess_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/assess"
)

// replica is one copy of a database, as far as one field goes: what it knows,
// in the order in which it came to know it.
type replica struct {
	name string
	line []assess.Revision
}

func (p *replica) knows(id string) bool {
	return slices.ContainsFunc(p.line, func(r assess.Revision) bool { return r.ID == id })
}

// sync brings in what another copy knows.
func (p *replica) sync(from *replica) {
	for _, r := range from.line {
		if !p.knows(r.ID) {
			p.line = append(p.line, r)
		}
	}
}

// next is an id greater than all that this copy knows, by a clock of its own.
func (p *replica) next(t *rapid.T) string {
	last := 0
	for _, r := range p.line {
		var n int
		_, _ = fmt.Sscanf(r.ID, "%d", &n)
		last = max(last, n)
	}
	return fmt.Sprintf("%06d-%s", last+rapid.IntRange(1, 3).Draw(t, "later"), p.name)
}

// replaces makes a revision replace revisions.
func replaces(r assess.Revision, heads ...assess.Revision) assess.Revision {
	if len(heads) == 0 {
		return r
	}
	r.Parent = heads[len(heads)-1].ID
	for _, h := range heads[:len(heads)-1] {
		r.Merges = append(r.Merges, h.ID)
	}
	return r
}

// act says something, on whatever stands.
func (p *replica) act(t *rapid.T, at assess.Place, value string) {
	r := assess.Revision{ID: p.next(t), Subject: at.Subject, Field: at.Field, Value: json.RawMessage(value), Kind: assess.Do, Author: p.name}
	r.Act = r.ID
	p.line = append(p.line, replaces(r, assess.Heads(p.line)...))
}

// undo takes the last act of this copy back where it still stands, with every
// value that it replaced.
func (p *replica) undo(t *rapid.T) {
	heads := assess.Heads(p.line)
	if len(heads) != 1 || heads[0].Kind != assess.Do || heads[0].Author != p.name {
		return
	}
	act := ""
	for _, parent := range append([]string{heads[0].Parent}, heads[0].Merges...) {
		was := json.RawMessage("null")
		for _, r := range p.line {
			if r.ID == parent {
				was = r.Value
			}
		}
		r := assess.Revision{ID: p.next(t), Subject: heads[0].Subject, Field: heads[0].Field, Value: was, Kind: assess.Undo, Reverts: heads[0].Act, Author: p.name}
		act = cmp.Or(act, r.ID)
		r.Act = act
		p.line = append(p.line, replaces(r, heads[0]))
	}
}

// spots are a field of each rule, with values it may have.
var spots = []struct {
	at     assess.Place
	values []string
}{
	{assess.Place{Subject: "answer/5.2//", Field: "rating"}, []string{"null", `{"level":0}`, `{"level":3,"reason":"x"}`, `{"level":3}`, `{"na":true,"reason":"none"}`}},
	{assess.Place{Subject: "answer/5.2//", Field: "note"}, []string{`""`, `"a"`, `"b"`, "null"}},
	{assess.Place{Subject: "answer/5.2//", Field: "owner"}, []string{`"Ada"`, `"Bo"`, `""`}},
	{assess.Place{Subject: "baseline/A.5.9", Field: "declared"}, []string{`"none"`, `"partly"`, `"implemented"`, `""`}},
	{assess.Place{Subject: "finding/f", Field: "closed"}, []string{"true", "false", "null"}},
	{assess.Place{Subject: "evidence/e", Field: "seen_by"}, []string{`""`, `"Ada"`, `"Bo"`}},
	{assess.Place{Subject: "system/s", Field: "roles"}, []string{`["provider"]`, `["user"]`, "[]", "null"}},
	{assess.Place{Subject: "vote/v", Field: "record"}, []string{`{"item":"5.2","level":1}`, `{"item":"5.2","level":2}`, "null"}},
}

// anyLine is what copies that work apart and meet now and then say of a field,
// as the one that knows most knows it.
func anyLine(t *rapid.T) []assess.Revision {
	spot := rapid.SampledFrom(spots).Draw(t, "field")
	copies := make([]*replica, rapid.IntRange(2, 5).Draw(t, "copies"))
	for i := range copies {
		copies[i] = &replica{name: string(rune('a' + i))}
	}
	copies[0].act(t, spot.at, rapid.SampledFrom(spot.values).Draw(t, "value"))
	for range rapid.IntRange(1, 14).Draw(t, "steps") {
		p := rapid.SampledFrom(copies).Draw(t, "copy")
		switch rapid.SampledFrom([]string{"act", "act", "undo", "sync"}).Draw(t, "step") {
		case "act":
			p.act(t, spot.at, rapid.SampledFrom(spot.values).Draw(t, "value"))
		case "undo":
			p.undo(t)
		default:
			p.sync(rapid.SampledFrom(copies).Draw(t, "from"))
		}
	}
	for _, p := range copies[1:] {
		copies[0].sync(p)
	}
	return copies[0].line
}

func shuffled(t *rapid.T, line []assess.Revision) []assess.Revision {
	rnd := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 1))
	other := slices.Clone(line)
	rnd.Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
	return other
}

func TestWhatIsShownDoesNotDependOnTheOrderOfArrival(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := anyLine(t)
		other := shuffled(t, line)
		shown, conflict := assess.Shown(line)
		again, conflictToo := assess.Shown(other)
		if !reflect.DeepEqual(shown, again) || conflict != conflictToo {
			t.Fatalf("%+v (%v), in another order %+v (%v)", shown, conflict, again, conflictToo)
		}
		a, err := assess.Refold(assess.New("a"), line)
		if err != nil {
			t.Fatal(err)
		}
		b, err := assess.Refold(assess.New("a"), other)
		if err != nil || !reflect.DeepEqual(a, b) {
			t.Fatalf("%+v, in another order %+v: %v", a, b, err)
		}
		if (len(a.Conflicts) == 1) != conflict {
			t.Fatalf("the conflicts are %v", a.Conflicts)
		}
	})
}

func TestHeadsAreTheRevisionsThatNoOtherReplaces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := anyLine(t)
		var want []string
		for _, r := range line {
			replaced := slices.ContainsFunc(line, func(o assess.Revision) bool { return o.Parent == r.ID || slices.Contains(o.Merges, r.ID) })
			if !replaced {
				want = append(want, r.ID)
			}
		}
		slices.Sort(want)
		var got []string
		for _, r := range assess.Heads(shuffled(t, line)) {
			got = append(got, r.ID)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("the heads are %q; right is %q", got, want)
		}
	})
}

func TestAnActThatNamesAllHeadsEndsAConflict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := &replica{name: "z", line: anyLine(t)}
		first := p.line[0]
		split, err := assess.Refold(assess.New("a"), p.line)
		if err != nil {
			t.Fatal(err)
		}
		p.act(t, assess.Place{Subject: first.Subject, Field: first.Field}, string(first.Value))
		settled := p.line[len(p.line)-1]
		if shown, conflict := assess.Shown(shuffled(t, p.line)); shown.ID != settled.ID || conflict {
			t.Fatalf("shown is %+v, in conflict %v", shown, conflict)
		}
		for _, again := range []func() (*assess.Assessment, error){
			func() (*assess.Assessment, error) { return assess.Apply(split, settled) },
			func() (*assess.Assessment, error) { return assess.Refold(split, p.line) },
		} {
			if a, err := again(); err != nil || len(a.Conflicts) > 0 {
				t.Fatalf("still in conflict: %+v, %v", a, err)
			}
		}
	})
}

func TestWhatIsShownIsOneOfTheHeadsOrAllOfThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := anyLine(t)
		heads := assess.Heads(line)
		shown, conflict := assess.Shown(line)
		i := slices.IndexFunc(heads, func(h assess.Revision) bool { return h.ID == shown.ID })
		if i < 0 {
			t.Fatalf("%s is shown and is no head", shown.ID)
		}
		if len(heads) == 1 && (conflict || !reflect.DeepEqual(shown, heads[0])) {
			t.Fatalf("one value stands, and %+v is shown, in conflict %v", shown, conflict)
		}
	})
}

// TestTheRuleOfEachField gives two or three heads by their values, in the order
// of their ids, on a common beginning.
func TestTheRuleOfEachField(t *testing.T) {
	for _, c := range []struct {
		subject, field string
		heads          []string
		want           string
		agree          bool
	}{
		{"answer/5.2//", "rating", []string{`{"level":3}`, `{"level":1}`}, `{"level":1}`, false},
		{"answer/5.2//", "rating", []string{`{"level":1}`, `{"level":3}`}, `{"level":1}`, false},
		{"answer/5.2//", "rating", []string{`{"level":5}`, `{"na":true,"reason":"x"}`}, `{"level":5}`, false},
		{"answer/5.2//", "rating", []string{`{"na":true,"reason":"x"}`, `{"level":5}`}, `{"level":5}`, false},
		{"answer/5.2//", "rating", []string{"null", `{"level":0}`}, "null", false},
		{"answer/5.2//", "rating", []string{`{"level":0}`, "null"}, "null", false},
		{"answer/5.2//", "rating", []string{`{"level":2,"reason":"a"}`, `{"level":2,"reason":"b"}`}, `{"level":2,"reason":"b"}`, false},
		{"answer/5.2//", "rating", []string{`{"level":2}`, `{"level":2,"by":"Cy","at":"2026-01-01T00:00:00Z","order":"x"}`}, `{"level":2,"by":"Cy","at":"2026-01-01T00:00:00Z","order":"x"}`, true},
		{"baseline/A.5.9", "rating", []string{`{"level":3}`, `{"level":2}`, `{"level":4}`}, `{"level":2}`, false},

		{"answer/5.2//", "note", []string{`"first"`, `"second"`}, `"first\n\nsecond"`, false},
		{"answer/5.2//", "note", []string{`"c"`, `"a"`, `"b"`}, `"c\n\na\n\nb"`, false},
		{"answer/5.2//", "note", []string{`"same"`, `"same"`}, `"same"`, true},
		{"answer/5.2//", "note", []string{`"a"`, "null"}, `"a"`, false},
		{"answer/5.2//", "note", []string{`""`, "null"}, "null", true},
		{"answer/5.2//", "why_in", []string{`"a"`, `"b"`}, `"a\n\nb"`, false},
		{"answer/5.2//", "how", []string{`"a"`, `"b"`}, `"a\n\nb"`, false},
		{"answer/5.2//", "described", []string{`"a"`, `"b"`}, `"a\n\nb"`, false},
		{"answer/5.2//", "owner", []string{`"Zoe"`, `"Ada"`}, `"Ada"`, false},
		{"answer/5.2//", "due", []string{`"2026-12-31"`, `"2026-01-01"`}, `"2026-01-01"`, false},
		{"answer/5.2//", "flag", []string{"true", "false"}, "false", false},
		{"answer/5.2//", "flag", []string{"false", "null"}, "null", true},
		{"answer/5.2//", "drivers", []string{`"risk"`, `"law"`}, `"law"`, false},
		{"answer/5.2//", "looked_at", []string{`"2026-02-01"`, `"2026-01-01"`}, `"2026-01-01"`, false},
		{"answer/5.2//", "declared", []string{`"implemented"`, `"planned"`}, `"planned"`, false},
		{"answer/5.2//", "declared", []string{`"none"`, `"partly"`}, `"none"`, false},

		{"finding/f", "closed", []string{"true", "false"}, "false", false},
		{"finding/f", "closed", []string{"false", "true"}, "false", false},
		{"finding/f", "closed_by", []string{`"Ada"`, `""`}, `""`, false},
		{"finding/f", "closed_on", []string{`""`, `"2026-01-01"`}, `""`, false},
		{"finding/f", "grade", []string{`"note"`, `"major"`}, `"major"`, false},
		{"finding/f", "statement", []string{`"a"`, `"b"`}, `"a\n\nb"`, false},
		{"finding/f", "removed", []string{"true", "false"}, "false", false},
		{"evidence/e", "seen_by", []string{`"Ada"`, `""`}, `""`, false},
		{"evidence/e", "seen_by", []string{`"Ada"`, `"Bo"`}, `"Bo"`, false},
		{"evidence/e", "removed", []string{"false", "true"}, "false", false},
		{"evidence/e", "what", []string{`"a"`, `"b"`}, `"a\n\nb"`, false},
		{"evidence/e", "items", []string{`["5.2"]`, `["4.1"]`}, `["4.1"]`, false},
		{"evidence/e", "items", []string{`["5.2"]`, ` [ "5.2" ] `}, ` [ "5.2" ] `, true},
		{"system/s", "removed", []string{"true", "false"}, "false", false},
		{"system/s", "name", []string{`"Z"`, `"A"`}, `"A"`, false},
		{"system/s", "purpose", []string{`"a"`, `"b"`}, `"a\n\nb"`, false},
		{"control/c", "removed", []string{"true", "false"}, "false", false},
		{"control/c", "days", []string{"2", "2.0"}, "2.0", true},
		{"control/c", "risk", []string{`"a"`, `"b"`}, `"a\n\nb"`, false},
		{"task/T1.1", "status", []string{`"done"`, `"open"`}, `"open"`, false},
		{"task/T1.1", "status", []string{`"open"`, `""`}, `""`, false},
		{"task/T1.1", "note", []string{`"a"`, `"b"`}, `"a\n\nb"`, false},
		{"vote/v", "record", []string{`{"item":"5.2","level":4}`, `{"item":"5.2","level":2}`}, `{"item":"5.2","level":2}`, false},
		{"vote/v", "record", []string{`{"item":"5.2","level":4}`, `{"level":4,"item":"5.2"}`}, `{"level":4,"item":"5.2"}`, true},
		{"erasure/x", "reason", []string{`"a"`, `"b"`}, `"a\n\nb"`, false},
		{"assessment", "name", []string{`"Z"`, `"A"`}, `"A"`, false},
		{"assessment", "archived", []string{"true", "false"}, "false", false},
		{"assessment", "effort.5.2", []string{`"3"`, `"2"`}, `"2"`, false},
	} {
		begin := assess.Revision{ID: "0", Subject: assess.Subject(c.subject), Field: c.field, Value: json.RawMessage(`"as it was"`), Kind: assess.Do, Act: "0"}
		line := []assess.Revision{begin}
		for i, v := range c.heads {
			id := fmt.Sprint(i + 1)
			line = append(line, replaces(assess.Revision{ID: id, Subject: begin.Subject, Field: c.field, Value: json.RawMessage(v), Kind: assess.Do, Act: id}, begin))
		}
		shown, conflict := assess.Shown(line)
		if string(shown.Value) != c.want || conflict == c.agree {
			t.Errorf("%s %s %q: shown is %s, in conflict %v; right is %s, %v", c.subject, c.field, c.heads, shown.Value, conflict, c.want, !c.agree)
		}
	}
}

// A side is a row of acts by one copy since it parted from the other: u takes
// back the act before it.
func TestASideOnWhichAllWasTakenBackLetsTheOtherFlowIn(t *testing.T) {
	for _, c := range []struct {
		name       string
		mine       []string
		theirs     []string
		want       string
		inConflict bool
	}{
		{"all was taken back here", []string{`"x"`, "u"}, []string{`"y"`}, `"y"`, false},
		{"all was taken back there", []string{`"x"`}, []string{`"y"`, "u"}, `"x"`, false},
		{"on both sides", []string{`"x"`, "u"}, []string{`"y"`, "u"}, `"begun"`, false},
		{"only a part was", []string{`"x"`, `"z"`, "u"}, []string{`"y"`}, `"x` + `\n\n` + `y"`, true},
		{"it was said anew, by hand", []string{`"x"`, `"begun"`}, []string{`"y"`}, `"begun` + `\n\n` + `y"`, true},
		{"nothing was", []string{`"x"`}, []string{`"y"`}, `"x` + `\n\n` + `y"`, true},
	} {
		begin := assess.Revision{ID: "0", Subject: "answer/5.2//", Field: "note", Value: json.RawMessage(`"begun"`), Kind: assess.Do, Act: "0"}
		line := []assess.Revision{begin}
		for n, side := range [][]string{c.mine, c.theirs} {
			stack := []assess.Revision{begin}
			for i, v := range side {
				top := stack[len(stack)-1]
				r := assess.Revision{ID: fmt.Sprint(n+1, i), Subject: begin.Subject, Field: begin.Field, Value: json.RawMessage(v), Kind: assess.Do}
				if v == "u" {
					stack = stack[:len(stack)-1]
					r.Kind, r.Reverts, r.Value = assess.Undo, top.Act, stack[len(stack)-1].Value
				}
				r.Act = r.ID
				last := line[len(line)-1]
				if i == 0 {
					last = begin
				}
				r = replaces(r, last)
				line = append(line, r)
				if v != "u" {
					stack = append(stack, r)
				}
			}
		}
		shown, conflict := assess.Shown(line)
		if string(shown.Value) != c.want || conflict != c.inConflict {
			t.Errorf("%s: shown is %s, in conflict %v", c.name, shown.Value, conflict)
		}
	}
}
