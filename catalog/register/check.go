package register

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Remark is what records say of an answer: that they contradict it, or that they
// would support a higher one. It changes no figure.
type Remark struct {
	Item     string // id of an item of ISO/IEC 42001
	System   string // id of an AI system; empty: the item as a whole
	Check    string
	Fault    string // by which they contradict; empty: they support more
	Sentence string
	Unseen   string // where they support more: what they can't show
	Rests    []Record
}

// Contradicts reports whether the answer says more than the records.
func (r Remark) Contradicts() bool { return r.Fault != "" }

// faultElsewhere is that of every check whose register is kept elsewhere, where
// nobody looked for long.
const faultElsewhere = "elsewhere"

// Check holds the answers against the records, in the order of the checks: what is
// rated in place and contradicted, and what is rated lower, or not at all, although
// the records would support more. It is silent of what does not apply, and of
// registers that hold nothing or are kept elsewhere, where somebody looked within a
// year.
func Check(c Case) []Remark { return sit(c).remarks() }

func (c *court) remarks() []Remark {
	x := c.examine()
	var all []Remark
	checks := c.Catalog.Checks()
	for i := range checks.Checks {
		row := &checks.Checks[i]
		t := telling{}
		switch first := row.Reads[0]; {
		case x.silent(first):
			continue
		case x.forgotten(first):
			t.no(faultElsewhere, nil, "title", c.title(first), "date", day.Show(x.Elsewhere(first).Checked))
		default:
			inquiries[row.ID](x, &t)
		}
		for _, item := range row.Items {
			all = append(all, x.remarksOn(row, item, &t)...)
		}
	}
	return all
}

// telling is what a check found: what is wrong, and what it would say if nothing
// were.
type telling struct {
	faults []told
	holds  told
	sure   bool // it holds by what is no record
}

type told struct {
	fault  string
	system assess.System // the zero one: about no one in particular
	on     []Record      // it rests on
	pairs  []string      // words of the sentence and what stands for them
	items  []string      // it speaks of these alone; empty: as the check says
}

func (t *telling) no(fault string, on []Record, pairs ...string) {
	t.faults = append(t.faults, told{fault: fault, on: on, pairs: pairs})
}

// noOf is no about one AI system.
func (t *telling) noOf(s assess.System, fault string, on []Record, pairs ...string) {
	t.faults = append(t.faults, told{fault: fault, system: s, on: on, pairs: append(pairs, "system", s.Name)})
}

// any is no where there are such records.
func (t *telling) any(fault string, on []Record, pairs ...string) {
	if len(on) > 0 {
		t.no(fault, on, pairs...)
	}
}

// sureOf says what holds by what the assessment holds by itself.
func (t *telling) sureOf(pairs ...string) { t.holds, t.sure = told{pairs: pairs}, true }

func (t *telling) yes(on []Record, pairs ...string) { t.holds = told{on: on, pairs: pairs} }

// remarksOn are what a check says of one of its items.
func (x *exam) remarksOn(row *catalog.RecordCheck, item string, t *telling) []Remark {
	var all []Remark
	it, known := x.Catalog.Item(item)
	if !known {
		return nil // of a shipped check, where a catalogue of one's own has not the item
	}
	sound := true
	for _, f := range t.faults {
		said, _ := row.Fault(f.fault)
		if f.fault == faultElsewhere {
			said.Says = x.Catalog.Checks().Elsewhere
		}
		if !said.Concerns(item) || len(f.items) > 0 && !slices.Contains(f.items, item) {
			continue
		}
		sound = false
		if st := x.stand(it, f.system.ID); st.State == assess.Rated && st.Level >= x.Catalog.Method.InPlace {
			all = append(all, Remark{item, f.system.ID, row.ID, f.fault, catalog.Fill(said.Says, x.words(f)), "", f.on})
		}
	}
	if sound && (t.sure || len(t.holds.on) > 0) && x.below(it) {
		all = append(all, Remark{Item: item, Check: row.ID, Sentence: catalog.Fill(row.Supports, x.words(t.holds)), Unseen: row.Unseen, Rests: t.holds.on})
	}
	return all
}

// below reports whether an item applies and is not rated in place.
func (x *exam) below(it *catalog.Item) bool {
	st := x.stand(it, "")
	return st.State != assess.NA && (st.State != assess.Rated || st.Level < x.Catalog.Method.InPlace)
}

// stand is how an item stands, for one AI system where it is about them.
func (x *exam) stand(it *catalog.Item, system string) assess.Standing {
	if system != "" && it.PerSystem() {
		return assess.StandIn(it, x.Assessment, system)
	}
	return assess.StandOver(it, x.Assessment, x.systems)
}

// mostNamed is how many records a sentence names before it counts the rest.
const mostNamed = 3

// words are what a sentence may name: what was said with it, the number of records
// it rests on, and those records.
func (x *exam) words(t told) map[string]string {
	all := map[string]string{"n": strconv.Itoa(len(t.on))}
	if len(t.on) > 0 {
		all["title"] = "“" + t.on[0].Title() + "”"
		all["records"] = x.name(t.on)
		if t.on[0].Kind == releaseKind {
			all["version"] = t.on[0].Title()
		}
	}
	for i := 0; i+1 < len(t.pairs); i += 2 {
		all[t.pairs[i]] = t.pairs[i+1]
	}
	return all
}

// name is some records by their numbers, the first ones of many.
func (c Case) name(on []Record) string {
	var all []string
	for _, r := range on[:min(len(on), mostNamed)] {
		all = append(all, c.number(r))
	}
	return counted(all, len(on))
}

// counted is the first names of more.
func counted(first []string, of int) string {
	words := strings.Join(first, ", ")
	if rest := of - len(first); rest > 0 {
		words += " and " + strconv.Itoa(rest) + " more"
	}
	return words
}

// inquiries are the checks that the catalogue may name.
var inquiries = func() map[string]inquiry {
	all := map[string]inquiry{}
	for _, some := range []map[string]inquiry{ofContext, ofRisk, ofSupport, ofSystems, ofOperation, ofImpact, ofAudits, ofReview, ofMetrics, ofImprovement, ofFindings} {
		maps.Copy(all, some)
	}
	return all
}()

// inquiry looks at records and tells what it found.
type inquiry func(x *exam, t *telling)

// Inquiries are the ids of all checks that are decided.
func Inquiries() []string { return slices.Sorted(maps.Keys(inquiries)) }
