package catalog

import (
	"maps"
	"slices"
	"strings"
)

// Checks hold answers against records, both ways. What is looked at is decided by
// catalog/register; here stands what is said of it.
type Checks struct {
	Note      string        `json:"note" yaml:"note"`           // how they are read
	Elsewhere string        `json:"elsewhere" yaml:"elsewhere"` // said of a register that is kept elsewhere and that nobody looked at for long
	Checks    []RecordCheck `json:"checks" yaml:"checks"`
}

// RecordCheck is one of them. A sentence names what it speaks of in braces: {date}, or
// {n record/records} for a number with its noun.
type RecordCheck struct {
	ID          string        `json:"id" yaml:"id"`
	Items       []string      `json:"items" yaml:"items"` // of ISO/IEC 42001
	Reads       []string      `json:"reads" yaml:"reads"` // kinds of records, the one first without which it is silent
	Rule        string        `json:"rule" yaml:"rule"`   // what must be so
	Contradicts []RecordFault `json:"contradicts" yaml:"contradicts"`
	Supports    string        `json:"supports,omitempty" yaml:"supports"` // where nothing contradicts; empty: it never supports
	Unseen      string        `json:"unseen,omitempty" yaml:"unseen"`     // what the records can't show
}

// RecordFault is one way in which records contradict.
type RecordFault struct {
	Fault string   `json:"fault" yaml:"fault"`
	Items []string `json:"items,omitempty" yaml:"items"` // of those of the check; empty: all of them
	Says  string   `json:"says" yaml:"says"`
}

// Concerns reports whether a fault speaks against an item of its check.
func (f RecordFault) Concerns(item string) bool {
	return len(f.Items) == 0 || slices.Contains(f.Items, item)
}

// Fault finds what a check says of a fault.
func (c *RecordCheck) Fault(name string) (RecordFault, bool) {
	at := slices.IndexFunc(c.Contradicts, func(f RecordFault) bool { return f.Fault == name })
	if at < 0 {
		return RecordFault{}, false
	}
	return c.Contradicts[at], true
}

// Checks are what answers and records are held against each other by.
func (c *Catalog) Checks() *Checks { return &c.Reference().Checks }

// CheckIDs are the ids of all checks that are decided.
func CheckIDs() []string { return slices.Sorted(maps.Keys(checkFaults)) }

// sentenceWord is what a sentence of a check names.
var sentenceWord = pattern(`\{([a-z_]+)(?: ([^{}/]+)/([^{}/]+))?\}`)

// Fill puts words where a sentence of a check names them. A word that is missing
// leaves its place empty.
func Fill(sentence string, words map[string]string) string {
	return sentenceWord().ReplaceAllStringFunc(sentence, func(place string) string {
		m := sentenceWord().FindStringSubmatch(place)
		word := words[m[1]]
		switch {
		case m[2] == "":
			return word
		case word == "1":
			return word + " " + m[2]
		}
		return word + " " + m[3]
	})
}

func (l *loader) checkChecks(f *file, all Checks, k numbers) {
	if f == nil {
		return
	}
	l.refuseEmpty(f, 0, "the checks", "note", all.Note, "elsewhere", all.Elsewhere)
	for i, c := range all.Checks {
		line, what := f.line("checks", i), "the check "+c.ID
		faults, known := checkFaults[c.ID]
		if !known {
			l.refuse(f.name, "", line, "there is no check %q; it is one of %s", c.ID, strings.Join(CheckIDs(), ", "))
			continue
		}
		l.once(f, "", line, what)
		l.refuseEmpty(f, line, what, "rule", c.Rule)
		if (c.Supports == "") != (c.Unseen == "") {
			l.refuse(f.name, "", line, "%s: supports and unseen stand together, or both are left out", what)
		}
		l.refuseUnknown(f, line, what, c.Items, k.aims, AIMS)
		if len(c.Reads) == 0 {
			l.refuse(f.name, "", line, "%s: reads is missing; it names the kinds of records that are looked at", what)
		}
		if said := faultNames(c); !slices.Equal(said, strings.Fields(faults)) {
			l.refuse(f.name, "", line, "%s contradicts by %s; %s is right, in this order", what, strings.Join(said, ", "), strings.Join(strings.Fields(faults), ", "))
		}
		l.checkSentences(f, line, what, c)
	}
}

func faultNames(c RecordCheck) []string {
	names := make([]string, len(c.Contradicts))
	for i, fault := range c.Contradicts {
		names[i] = fault.Fault
	}
	return names
}

func (l *loader) checkSentences(f *file, line int, what string, c RecordCheck) {
	said := []string{c.Supports}
	for _, fault := range c.Contradicts {
		l.refuseEmpty(f, line, what+": the fault "+fault.Fault, "says", fault.Says)
		l.refuseOther(f, line, what+": the fault "+fault.Fault+": the item", fault.Items, c.Items)
		said = append(said, fault.Says)
	}
	for _, s := range said {
		if strings.ContainsAny(sentenceWord().ReplaceAllString(s, ""), "{}") {
			l.refuse(f.name, "", line, "%s says %q; a word in braces is written {name} or {n one/many}", what, s)
		}
	}
}
