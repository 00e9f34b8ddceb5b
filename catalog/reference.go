package catalog

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// Reference is what stands beside the items to be looked up: what was published
// about both standards before, what was wrong with it, the vocabulary, the
// other rules for AI, the roadmap, the words of people's sheets, the way over from
// the edition before, the kinds of records, what can be taken into them, what must be
// documented, the forms of impact assessments, audits and management reviews, what
// answers and records are held against each other by, and the work that changes ask
// for again. The first screen shows none of it, so what is looked up in the shipped
// one is made at its first use.
type Reference struct {
	Published   Published    `json:"published"`
	Corrections Corrections  `json:"corrections"`
	Vocabulary  Vocabulary   `json:"vocabulary"`
	Regulation  Regulation   `json:"regulation"`
	Roadmap     Roadmap      `json:"roadmap"`
	Sheets      Sheets       `json:"sheets"`
	Edition2013 Edition2013  `json:"edition2013"`
	Registers   []Register   `json:"registers"`
	Risks       RiskLibrary  `json:"risks"`
	Checks      Checks       `json:"checks"`
	Checkpoints Checkpoints  `json:"checkpoints"`
	Impact      ImpactForm   `json:"impact"`
	Audit       AuditForm    `json:"audit"`
	Review      ReviewForm   `json:"review"`
	Libraries   []Library    `json:"libraries"`
	Required    RequiredList `json:"required"`
}

// Reference is everything beside the items, with the notes on how far each part
// can be trusted. It is empty, never nil, where a catalogue was decoded
// without it.
func (c *Catalog) Reference() *Reference {
	if c.reference == nil {
		return &Reference{}
	}
	return c.reference()
}

// Published is the published comparison, as printed and as corrected.
func (c *Catalog) Published() *Published { return &c.Reference().Published }

// Errata are the corrections of the published texts, in the order of their
// numbers.
func (c *Catalog) Errata() []Erratum { return c.Reference().Corrections.Errata }

// ErrataOf are the corrections that concern an item, heading or set of
// ISO/IEC 42001.
func (c *Catalog) ErrataOf(id string) []Erratum {
	return c.errata(func(e Erratum) bool { return slices.Contains(e.Items, id) })
}

// ErrataOfBaseline are the corrections that concern an item, heading or set of
// ISO/IEC 27001, whose numbers the other standard uses too.
func (c *Catalog) ErrataOfBaseline(id string) []Erratum {
	return c.errata(func(e Erratum) bool { return slices.Contains(e.Baseline, id) })
}

func (c *Catalog) errata(concerned func(Erratum) bool) []Erratum {
	var found []Erratum
	for _, e := range c.Errata() {
		if concerned(e) {
			found = append(found, e)
		}
	}
	return found
}

// Terms is the vocabulary, in the order in which it is read.
func (c *Catalog) Terms() []Term { return c.Reference().Vocabulary.Terms }

// Frameworks are the other rules for AI that the items refer to.
func (c *Catalog) Frameworks() []Framework { return c.Reference().Regulation.Frameworks }

// Place is what a framework says of one of its places, by the ref that items write;
// false where no framework has it.
func (c *Catalog) Place(ref string) (Ref, bool) {
	for _, f := range c.Frameworks() {
		for _, r := range f.Refs {
			if r.Ref == ref {
				return r, true
			}
		}
	}
	return Ref{}, false
}

// Regulatory is what the other rules for AI say near an item or the heading
// above it. A row touches the item; meeting the item never satisfies the rule
// by itself.
func (c *Catalog) Regulatory(item string) []Touch {
	var found []Touch
	for _, t := range c.Reference().Regulation.Touches {
		if t.Item == item || strings.HasPrefix(item, t.Item+".") {
			found = append(found, t)
		}
	}
	return found
}

// Strategies are the published ways to bring both management systems together.
func (c *Catalog) Strategies() []Strategy { return c.Reference().Roadmap.Strategies }

// Phases are the four phases of the published roadmap.
func (c *Catalog) Phases() []Phase { return c.Reference().Roadmap.Phases }

// Tasks are the published tasks of the four phases, in order.
func (c *Catalog) Tasks() []Task { return c.Reference().Roadmap.Tasks }

// Sheets are the words of people's own sheets.
func (c *Catalog) Sheets() *Sheets { return &c.Reference().Sheets }

// Edition2013 is the way over from ISO/IEC 27001:2013.
func (c *Catalog) Edition2013() *Edition2013 { return &c.Reference().Edition2013 }

// CompileReference writes the reference as JSON, which says all of it.
func CompileReference(c *Catalog) ([]byte, error) {
	raw, err := json.MarshalIndent(c.Reference(), "", " ")
	if err != nil {
		return nil, fmt.Errorf("compile the reference: %w", err)
	}
	return append(raw, '\n'), nil
}

// index puts beside each touch what its ref is called and where it stands, and
// has the words of sheets folded at their first use.
func (r *Reference) index() {
	refs := map[string]Touch{}
	for _, f := range r.Regulation.Frameworks {
		for _, ref := range f.Refs {
			refs[ref.Ref] = Touch{Framework: f.ID, Place: ref}
		}
	}
	for i := range r.Regulation.Touches {
		t := &r.Regulation.Touches[i]
		t.Framework, t.Place = refs[t.Ref].Framework, refs[t.Ref].Place
	}
	r.Sheets.index = sync.OnceValue(func() *sheetIndex { return newSheetIndex(&r.Sheets) })
}

// loadReference reads the files beside the items. Their ids are compared with
// those of the standards only where the standards could be read.
func (l *loader) loadReference(c *Catalog, whole bool) {
	r := &Reference{}
	published := l.decode("published.yaml", &r.Published)
	errata := l.decode("errata.yaml", &r.Corrections)
	terms := l.decode("terms.yaml", &r.Vocabulary)
	regulatory := l.decode("regulatory.yaml", &r.Regulation)
	r.Regulation.lacking()
	roadmap := l.decode("roadmap.yaml", &r.Roadmap)
	sheets := lacking(l, intakeFile, &r.Sheets, func() Sheets { return *Shipped().Sheets() })
	r.Registers = l.registers()
	risks := lacking(l, risksFile, &r.Risks, func() RiskLibrary { return *Shipped().Risks() })
	checks := lacking(l, checksFile, &r.Checks, func() Checks { return *Shipped().Checks() })
	checkpoints := lacking(l, checkpointsFile, &r.Checkpoints, func() Checkpoints { return Shipped().Reference().Checkpoints })
	impact := lacking(l, impactFile, &r.Impact, func() ImpactForm { return *Shipped().ImpactForm() })
	audit := lacking(l, auditFile, &r.Audit, func() AuditForm { return *Shipped().AuditForm() })
	review := lacking(l, reviewFile, &r.Review, func() ReviewForm { return *Shipped().ReviewForm() })
	required := lacking(l, requiredFile, &r.Required, func() RequiredList { return Shipped().Reference().Required })
	r.Libraries = l.libraries(r.Registers)
	edition := lacking(l, editionFile, &r.Edition2013, func() Edition2013 { return *Shipped().Edition2013() })
	if whole { // else every id would dangle
		k := newNumbers(c)
		l.checkPublished(published, r.Published, k)
		l.checkErrata(errata, r.Corrections, k)
		l.checkTerms(terms, r.Vocabulary)
		l.checkRegulation(regulatory, r.Regulation, k)
		l.checkRoadmap(roadmap, r.Roadmap, k)
		l.checkSheets(sheets, &r.Sheets)
		l.checkEdition(edition, &r.Edition2013, k)
		l.checkServes(r.Registers, k)
		l.checkRisks(risks, r.Risks, k)
		l.checkChecks(checks, r.Checks, k)
		l.checkImpact(impact, &r.Impact, k)
		l.checkAudit(audit, &r.Audit, k)
		l.checkReview(review, &r.Review, k)
		l.checkLibraries(r, k)
		l.checkRequired(required, r, k)
		if errata != nil && published != nil {
			l.checkCitedErrata(published, r)
		}
		if regulatory != nil {
			l.checkRefs(c, r.Regulation)
		}
	}
	l.checkCheckpoints(checkpoints, r.Checkpoints, r.Registers)
	r.index()
	c.reference = func() *Reference { return r }
}

// The files that came after folders of others' own were written.
const (
	intakeFile      = "intake.yaml"
	editionFile     = "mapping/iso27001_2013_2022.yaml"
	risksFile       = "library/risk.yaml"
	checksFile      = "checks.yaml"
	checkpointsFile = "forms/checkpoints.yaml"
	impactFile      = "forms/impact.yaml"
	auditFile       = "forms/audit.yaml"
	reviewFile      = "forms/review.yaml"
)

// lacking reads a file that a folder of an earlier day does not have; what stands
// in the shipped one then holds.
func lacking[T any](l *loader, name string, into *T, shipped func() T) *file {
	if _, err := fs.Stat(l.fsys, name); errors.Is(err, fs.ErrNotExist) {
		*into = shipped()
		l.lacks = append(l.lacks, name)
		return nil
	}
	return l.decode(name, into)
}

// numbers knows the ids of both standards.
type numbers struct {
	aims, isms       map[string]bool // items
	allAIMS, allISMS map[string]bool // items, headings and sets
	setsAIMS         map[string]bool
}

func newNumbers(c *Catalog) numbers {
	var k numbers
	k.aims, k.setsAIMS, k.allAIMS = idsOf(c.Requirements())
	k.isms, _, k.allISMS = idsOf(c.Foundation())
	return k
}

func idsOf(s *Standard) (items, sets, all map[string]bool) {
	items, sets, all = map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, cl := range s.Clauses {
		sets[cl.ID], all[cl.ID] = true, true
		for _, h := range cl.Headings {
			all[h.ID] = true
		}
		for _, it := range cl.Items {
			items[it.ID], all[it.ID] = true, true
		}
	}
	return items, sets, all
}

// refuseUnknown refuses each id that a standard does not have.
func (l *loader) refuseUnknown(f *file, line int, what string, ids []string, known map[string]bool, standard string) {
	for _, id := range ids {
		if !known[id] {
			l.refuse(f.name, "", line, "%s: %s has no %q", what, standard, id)
		}
	}
}

// refuseEmpty refuses texts that are missing; pairs are the name of a field and
// its text.
func (l *loader) refuseEmpty(f *file, line int, what string, pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			l.refuse(f.name, "", line, "%s: %s is missing", what, pairs[i])
		}
	}
}
