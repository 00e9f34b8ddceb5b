package report

import (
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
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
	// System is the id of the AI system that a document of one is about.
	System string
	// Minutes are of the room; only documents of it look.
	Minutes workshop.Minutes

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
	Name  string
	Of    string // the kind of record that it is about one of; empty: none
	build func(*draft) error
}

// Kinds are all documents, in the order in which they are offered.
func Kinds() []Kind {
	return []Kind{
		{"management", "", management},
		{"gaps", "", gaps},
		{"full", "", full},
		{KindSoA, "", applicability},
		{"roadmap", "", plan},
		{"synergy", "", carried},
		{"minutes", "", minutes},
		{"evidence", "", evidence},
		{"regulatory", "", regulatory},
		{"extension", "", extension},
		{"isms", "", isms},
		{"system", assess.KindSystem, system},
		{KindWorkbook, "", workbook},
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
	d.link()
	d.doc.Source = d.provenance()
	return d.doc, nil
}
