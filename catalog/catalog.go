// Package catalog knows what the two standards ask and how they map onto each
// other: ISO/IEC 42001 (the AI management system) and ISO/IEC 27001 (the
// information security management system).
//
// Its one rule: numbers and short titles are the standards', every other word
// is the project's own. Nothing here reads a file, a clock or a database; the
// bytes come in as arguments.
package catalog

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The names by which the two standards are known in the catalogue files.
const (
	AIMS = "ISO/IEC 42001:2023"
	ISMS = "ISO/IEC 27001:2022"
)

// Catalog holds both standards, the relationships between them and the
// constants of the method. It is read-only once loaded and safe to share.
type Catalog struct {
	Standards     []*Standard    `json:"standards"`
	Relationships []Relationship `json:"relationships"`
	Method        Method         `json:"method"`

	items    map[string]*Item
	baseline map[string]*Item
	edges    map[string][]Relationship
	carries  map[string][]Relationship
	primary  map[string]Relationship
	stands   places   // where Load found what; nil in a compiled catalogue
	lacks    []string // files that Load took from the shipped catalogue

	reference func() *Reference  // what stands beside the items; nil where there is nothing
	speaks    map[string]speaker // the languages besides its own, by code
}

// Standard is one of the two standards, as its clauses and sections in order.
type Standard struct {
	Name    string    `json:"name"`
	Clauses []*Clause `json:"clauses"`
}

// Clause is a set of items: a clause 4-10, a section of Annex A of
// ISO/IEC 42001 or a theme of Annex A of ISO/IEC 27001.
type Clause struct {
	Standard string    `json:"standard" yaml:"standard"`
	ID       string    `json:"id" yaml:"id"`
	Title    string    `json:"title" yaml:"title"`
	Short    string    `json:"short" yaml:"short"` // one or two words, where the title has no room
	Kind     string    `json:"kind" yaml:"kind"`   // clause, section, theme or own
	Headings []Heading `json:"headings,omitempty" yaml:"headings"`
	Items    []*Item   `json:"items" yaml:"items"`
}

// Annex reports whether the set belongs to Annex A.
func (c *Clause) Annex() bool { return c.Kind != KindClause }

// The kinds of a set.
const (
	KindClause  = "clause"
	KindSection = "section"
	KindTheme   = "theme"
	KindOwn     = "own"
)

// Heading is a numbered title inside a clause that asks nothing by itself
// (6.1, A.6.2).
type Heading struct {
	ID    string `json:"id" yaml:"id"`
	Title string `json:"title" yaml:"title"`
}

// The subjects of an item: whom or what an answer is about.
const (
	Organisation = "organisation"
	System       = "system"
)

// Item is one assessable requirement of ISO/IEC 42001 or one baseline item of
// ISO/IEC 27001.
type Item struct {
	ID    string `json:"id" yaml:"id" is:"item"`
	Title string `json:"title" yaml:"title"`

	// The ISO/IEC 42001 side.
	Subject     string         `json:"subject,omitempty" yaml:"subject" is:"organisation|system"`
	Intent      string         `json:"intent,omitempty" yaml:"intent"`
	Questions   []Question     `json:"questions,omitempty" yaml:"questions"`
	Levels      map[int]string `json:"levels,omitempty" yaml:"levels" keys:"^[0-5]$"`
	Evidence    []string       `json:"evidence,omitempty" yaml:"evidence"`
	Interview   []string       `json:"interview,omitempty" yaml:"interview"`
	Extend      []string       `json:"extend,omitempty" yaml:"extend"`
	Deliverable string         `json:"deliverable,omitempty" yaml:"deliverable"`
	Pitfall     string         `json:"pitfall,omitempty" yaml:"pitfall"`
	Roles       []string       `json:"roles,omitempty" yaml:"roles"`
	Phase       int            `json:"phase,omitempty" yaml:"phase"`
	EffortDays  float64        `json:"effort_days,omitempty" yaml:"effort_days"`
	Regulatory  []string       `json:"regulatory,omitempty" yaml:"regulatory"`
	Weight      float64        `json:"weight,omitempty" yaml:"weight"` // 0 stands for 1

	// The ISO/IEC 27001 side.
	Ask         string `json:"ask,omitempty" yaml:"ask"`
	Implemented string `json:"implemented,omitempty" yaml:"implemented"`

	// Number is what a person reads: the standard's number, or X.1, X.2 …
	// for an organisation's own control, whose ID is another.
	Number string `json:"-" yaml:"-"`
	// Set is the clause, section or theme the item belongs to.
	Set *Clause `json:"-" yaml:"-"`
}

// W is the item's weight in every sum; 1 throughout the shipped catalogue.
func (it *Item) W() float64 {
	if it.Weight == 0 {
		return 1
	}
	return it.Weight
}

// Excludable reports whether the item may be declared not applicable: controls
// of Annex A and an organisation's own, never a clause 4-10.
func (it *Item) Excludable() bool { return it.Set != nil && it.Set.Annex() }

// PerSystem reports whether answers are given for each AI system.
func (it *Item) PerSystem() bool { return it.Subject == System }

// Asks reports whether the interview about the item names somebody of a title. A
// part of it is enough, from the beginning of a word and in whatever case: "data"
// is the data scientist and the data engineer.
func (it *Item) Asks(title string) bool {
	title = " " + strings.ToLower(strings.Join(strings.Fields(title), " "))
	return slices.ContainsFunc(it.Interview, func(who string) bool { return strings.Contains(" "+strings.ToLower(who), title) })
}

// Question finds a question of the item by its id ("6.1.4-2") or its place
// ("2"), counted from 1.
func (it *Item) Question(id string) (*Question, bool) {
	for i := range it.Questions {
		q := &it.Questions[i]
		if q.ID == id || q.Place() == id {
			return q, true
		}
	}
	return nil, false
}

// What a question tests: only requirement questions enter an item's minimum.
const (
	Requirement = "requirement"
	Maturity    = "maturity"
)

// Question can be asked aloud in a workshop. CarriedBy names the baseline items
// that settle it where all of them are rated 3 or more; empty marks a delta
// question, which no ISMS answer settles. Good is what an answer at 3 sounds like.
type Question struct {
	ID        string   `json:"id" yaml:"id"`
	Tests     string   `json:"tests" yaml:"tests" is:"requirement|maturity"`
	Ask       string   `json:"ask" yaml:"ask"`
	Good      string   `json:"good,omitempty" yaml:"good" says:"What an answer at 3 sounds like."`
	CarriedBy []string `json:"carried_by,omitempty" yaml:"carried_by" says:"The baseline items that settle it."`
}

// Conditions are what a level asks for, a sentence each: its text is divided by
// semicolons where it asks for more than one thing.
func Conditions(level string) []string {
	all := strings.Split(level, "; ")
	if len(all) == 1 {
		return all
	}
	for i, one := range all {
		first, size := utf8.DecodeRuneInString(one)
		all[i] = string(unicode.ToUpper(first)) + strings.TrimSuffix(one[size:], ".") + "."
	}
	return all
}

// Place is the question's number inside its item: "2" of "6.1.4-2".
func (q *Question) Place() string {
	_, place, _ := strings.Cut(q.ID, "-")
	return place
}

// Relationship is one row of the crosswalk: from an item of ISO/IEC 42001 to a
// baseline item of ISO/IEC 27001, typed in the sense of NIST IR 8477, with a
// strength of 0-10, its sources, and how well they agree (Status).
type Relationship struct {
	Item     string   `json:"item" yaml:"item"`
	Baseline string   `json:"baseline,omitempty" yaml:"baseline"`
	Relation string   `json:"relation" yaml:"relation" is:"equal|subset-of|superset-of|intersects|none"`
	Strength int      `json:"strength" yaml:"strength" is:"0..10"`
	Level    string   `json:"level" yaml:"level" is:"fit"`
	Rank     string   `json:"rank" yaml:"rank" is:"primary|secondary|rejected"`
	Status   string   `json:"status" yaml:"status"`
	Sources  []string `json:"sources,omitempty" yaml:"sources"`
	Note     string   `json:"note,omitempty" yaml:"note"`
}

// Says is the note as sentences, also where a folder of others' own has no more
// than a few words; empty where there is none.
func (r Relationship) Says() string {
	note := strings.TrimSpace(r.Note)
	if note == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(note)
	note = string(unicode.ToUpper(first)) + note[size:]
	if strings.ContainsAny(note[len(note)-1:], ".!?") {
		return note
	}
	return note + "."
}

// Requirements is the ISO/IEC 42001 side.
func (c *Catalog) Requirements() *Standard { return c.Standards[0] }

// Foundation is the ISO/IEC 27001 side.
func (c *Catalog) Foundation() *Standard { return c.Standards[1] }

// Item finds an ISO/IEC 42001 item by its exact id.
func (c *Catalog) Item(id string) (*Item, bool) {
	it, ok := c.items[id]
	return it, ok
}

// Baseline finds an ISO/IEC 27001 item by its exact id.
func (c *Catalog) Baseline(id string) (*Item, bool) {
	it, ok := c.baseline[id]
	return it, ok
}

// Edges are the relationships of an item that carry something over, in the
// order of the crosswalk.
func (c *Catalog) Edges(item string) []Relationship { return c.edges[item] }

// Carries are the same relationships read backwards: what rests on a baseline
// item.
func (c *Catalog) Carries(baseline string) []Relationship { return c.carries[baseline] }

// Primary is the first relationship of an item of rank primary: what the item
// mainly rests on, or, of relation none, why it rests on nothing. False where
// the crosswalk has none.
func (c *Catalog) Primary(item string) (Relationship, bool) {
	r, ok := c.primary[item]
	return r, ok
}

// Level is how much of an item the ISMS can carry: that of its primary
// relationship, none where there is none.
func (c *Catalog) Level(item string) string {
	if r, ok := c.primary[item]; ok {
		return r.Level
	}
	return "none"
}

// Items are the assessable items of the standard in order.
func (s *Standard) Items() []*Item {
	var all []*Item
	for _, cl := range s.Clauses {
		all = append(all, cl.Items...)
	}
	return all
}

// Find reads an item number as people type it: "A.5.2", "a5.2", "a 5 2",
// "a52", "614". It matches the whole number, never a part.
func (s *Standard) Find(text string) (*Item, bool) {
	want := squeeze(text)
	if want == "" {
		return nil, false
	}
	for _, cl := range s.Clauses {
		for _, it := range cl.Items {
			if squeeze(it.ID) == want {
				return it, true
			}
		}
	}
	return nil, false
}

// SameNumber reports whether two texts are one number, however they are spaced and
// pointed: "SY-2", "sy 2", "sy2".
func SameNumber(a, b string) bool { return squeeze(a) == squeeze(b) }

func squeeze(id string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9':
			return r
		case r == '.' || r == ' ' || r == '-' || r == '_':
			return -1
		}
		return '?'
	}, strings.TrimSpace(id))
}

// index builds what lookups need; the catalogue is read-only afterwards.
func (c *Catalog) index() {
	c.items = make(map[string]*Item, 70)
	c.baseline = make(map[string]*Item, 123)
	c.edges = make(map[string][]Relationship, 70)
	c.carries = make(map[string][]Relationship, 93)
	for i, s := range c.Standards {
		into := c.items
		if i == 1 {
			into = c.baseline
		}
		for _, cl := range s.Clauses {
			for _, it := range cl.Items {
				it.Set, it.Number = cl, it.ID
				into[it.ID] = it
			}
		}
	}
	c.primary = make(map[string]Relationship, 70)
	for _, r := range c.Relationships {
		if _, had := c.primary[r.Item]; !had && r.Rank == "primary" {
			c.primary[r.Item] = r
		}
		if !c.isEdge(r) {
			continue
		}
		c.edges[r.Item] = append(c.edges[r.Item], r)
		c.carries[r.Baseline] = append(c.carries[r.Baseline], r)
	}
}

// isEdge: rows of relation none or rank rejected, and rows whose ends are
// headings, are shown but carry nothing.
func (c *Catalog) isEdge(r Relationship) bool {
	if r.Relation == "none" || r.Rank == "rejected" || r.Baseline == "" {
		return false
	}
	return c.items[r.Item] != nil && c.baseline[r.Baseline] != nil
}
