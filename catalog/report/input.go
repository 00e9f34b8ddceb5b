package report

import (
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
)

// Input is what a document is made of.
type Input struct {
	figures.Figures
	Words *Words

	Made    time.Time
	Program string // with its version
	Hash    string // of the catalogue
	Head    string // of the assessment's history: 12 characters
	Acts    int    // how many revisions it has

	// Veiled is the id of the item that a room votes on. The assessment of the
	// figures is then one without it, and the document says so. Empty: none is.
	Veiled string
	// Record is the id of what a document of one is about, as Kind.Find finds it.
	Record string
	// Book holds the records; nil: none are at hand. Only documents of them look.
	Book *register.Book
	// Minutes are of the room; only documents of it look.
	Minutes workshop.Minutes

	// Came is what came last from other copies; nil: nothing did. Only the document of the
	// evening looks.
	Came *Came

	// Standard says whose controls a Statement of Applicability has, by a word of
	// soa.Standards; empty: those of ISO/IEC 42001. Internal shows its ratings, where
	// they disagree with what is declared, and what the check asks.
	Standard string
	Internal bool

	// IsAnonymous says that names are stand-ins and texts are left out; Anonymous
	// makes it so.
	IsAnonymous bool

	// Approval is what the head says of a version that is issued, and Before the
	// version that it takes the place of; nil: there is none.
	Approval Approval
	Before   *Earlier
}

// Kind is one document that can be asked for.
type Kind struct {
	Name    string
	Of      string // what it is about one of, a kind of record or OfRegister; empty: the whole assessment
	Records bool   // it tells of records
	Issued  bool   // its head says which version it is, and its foot, where one came before, what changed since
	build   func(*draft) error
}

// OfRegister says that a document is about one register, whichever.
const OfRegister = "register"

// KindEvening is the page of what was brought together.
const KindEvening = "evening"

// Came is what came from other copies of the assessment, and how it stood before and
// after. Before is nil where nothing was known of it.
type Came struct {
	People        []assess.Arrival
	Before, After *assess.Assessment
	Clashes       []assess.Clash // what does not go together, and is open
}

// Kinds are all documents, in the order in which they are offered.
func Kinds() []Kind {
	return []Kind{
		{Name: "management", Records: true, build: management},
		{Name: "gaps", build: gaps},
		{Name: "full", Records: true, build: full},
		{Name: KindSoA, Records: true, build: applicability},
		{Name: "roadmap", Records: true, build: plan},
		{Name: "synergy", build: carried},
		{Name: "minutes", build: minutes},
		{Name: "evidence", build: evidence},
		{Name: KindEvening, Records: true, build: evening},
		{Name: "regulatory", Records: true, build: regulatory},
		{Name: "extension", Records: true, build: extension},
		{Name: "isms", build: isms},
		{Name: "system", Of: assess.KindSystem, Records: true, build: system},
		{Name: "scope", Records: true, Issued: true, build: scope},
		{Name: "context", Records: true, Issued: true, build: annex},
		{Name: "roles", Records: true, Issued: true, build: roles},
		{Name: "communication", Records: true, Issued: true, build: communication},
		{Name: "objectives", Records: true, Issued: true, build: objectives},
		{Name: "risks", Records: true, Issued: true, build: risks},
		{Name: "treatment", Records: true, Issued: true, build: treatment},
		{Name: "impact", Of: register.KindAssessment, Records: true, Issued: true, build: impact},
		{Name: "competence", Records: true, Issued: true, build: competence},
		{Name: "vocabulary", Records: true, Issued: true, build: vocabulary},
		{Name: "resources", Records: true, Issued: true, build: resources},
		{Name: "suppliers", Records: true, Issued: true, build: suppliers},
		{Name: "changes", Records: true, Issued: true, build: lifeCycle},
		{Name: "audit-plan", Of: register.KindAudit, Records: true, Issued: true, build: auditPlan},
		{Name: "audit-checklist", Of: register.KindAudit, Records: true, build: auditChecklist},
		{Name: "audit-report", Of: register.KindAudit, Records: true, Issued: true, build: auditReport},
		{Name: "nonconformity", Of: assess.KindFinding, Records: true, Issued: true, build: nonconformity},
		{Name: "review-pack", Of: register.KindReview, Records: true, Issued: true, build: reviewPack},
		{Name: "review-minutes", Of: register.KindReview, Records: true, Issued: true, build: reviewMinutes},
		{Name: "requests", Records: true, build: requests},
		{Name: "readiness", Records: true, build: readiness},
		{Name: kindApplication, Records: true, build: application},
		{Name: "certification", Records: true, build: certification},
		{Name: "register", Of: OfRegister, Records: true, Issued: true, build: oneRegister},
		{Name: "questionnaire", Of: OfPerson, Records: true, build: questionnaire},
		{Name: KindWorkbook, Records: true, build: workbook},
	}
}

// KindNamed finds a document by its name.
func KindNamed(name string) (Kind, bool) {
	for _, k := range Kinds() {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Title, For and Holds say what the document is called, for whom it is, and what
// stands in it.
func (k Kind) Title(w *Words) string { return w.Say("kind." + k.Name + ".title") }

// For is for whom it is.
func (k Kind) For(w *Words) string { return w.Say("kind." + k.Name + ".for") }

// Holds is what stands in it.
func (k Kind) Holds(w *Words) string { return w.Say("kind." + k.Name + ".holds") }

// Build makes the document.
func (k Kind) Build(in Input) (*Document, error) {
	d := begin(k, in)
	if err := k.build(d); err != nil {
		return nil, err
	}
	if k.Issued && in.Before != nil {
		if err := d.changes("changes.line"); err != nil {
			return nil, err
		}
	}
	d.link()
	d.doc.Source = d.provenance()
	return d.doc, nil
}
