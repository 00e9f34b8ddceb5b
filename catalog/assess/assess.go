// Package assess knows what one organisation answered: its profile, its AI
// systems, its ratings and notes, its evidence and findings, and the acts that
// say so.
//
// Its one rule: an Assessment is a value that never changes. Every act is a
// list of Changes, decided here by pure functions; Apply folds the revisions
// made of them into the next Assessment. Time, ids and authors come in as
// arguments.
package assess

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Assessment is everything one organisation has said in one assessment, as it
// stands now. Treat it as read-only: several screens may hold the same one.
type Assessment struct {
	ID        string
	Name      string
	Archived  bool
	Created   time.Time
	CreatedBy string
	Changed   time.Time // of the revision with the greatest id
	ChangedBy string
	First     string // the smallest id of a revision: Created and CreatedBy are its
	Last      string // the greatest; Changed and ChangedBy are its

	Profile  Profile
	Answers  Answers
	Baseline map[string]Answer // by ISO/IEC 27001 item
	Systems  []System          // oldest first
	Controls []OwnControl      // by number
	Evidence []Evidence        // oldest first
	Findings []Finding         // oldest first
	Tasks    []TaskState       // by id; those that something was said of
	Votes    []VoteRecord      // oldest first; what settled votes left
	Erasures []Erasure         // oldest first
	// Settlements say why conflicts were settled as they were, oldest first.
	Settlements []Settlement
	Issued      []Issued // oldest first; documents as they were handed out

	// Conflicts are the fields of which several values stand that disagree, in
	// order; what is shown of them goes by a rule until somebody settles it.
	Conflicts []Place

	called map[Subject]string // names of records that are kept beside it
}

// Place is one field of one subject.
type Place struct {
	Subject Subject
	Field   string
}

// Erasure says of which revisions the words were taken out of the file, and
// why.
type Erasure struct {
	ID        string
	Revisions []string // their ids
	Reason    string
	By        string
	On        string // YYYY-MM-DD
}

// Key says what an answer is about: an item, or one of its questions, for the
// organisation (System empty, which for an item about AI systems stands for
// every system without its own) or for one AI system.
type Key struct {
	Item     string
	System   string // id of a System; empty for all
	Question string // id of a question; empty for the item itself
}

// Answer is what stands at a key. The zero Answer is an unanswered one.
type Answer struct {
	Rating Rating
	Note   string
	Owner  string
	Due    string // YYYY-MM-DD
	Flag   bool   // "come back to this"
	// Declined says that somebody put the draft away that the ISMS offers.
	Declined bool
	Statement
}

// Statement is what the Statement of Applicability says of an item beside its
// rating. The zero Statement says nothing.
type Statement struct {
	WhyIn     string // why it is applicable
	Drivers   string // words of DriverWords with a blank between them, in their order
	Declared  string // one of DeclaredWords, as the organisation puts it
	How       string // how it is met
	Described string // where that is described
	LookedAt  string // YYYY-MM-DD, when somebody last looked whether this holds
}

// IsZero reports whether nothing at all was said.
func (a Answer) IsZero() bool { return a == Answer{} }

// State is how far a rating, an item or a question has come.
type State string

// The states of method section 1. A Rating is never Partial; an item may be.
const (
	Unanswered State = "unanswered"
	Partial    State = "partial"
	Rated      State = "rated"
	NA         State = "na"
)

// Rating is one judgement: unanswered, a level from 0 to 5, or not applicable
// (for a question: it does not arise) with the reason.
type Rating struct {
	State      State // Unanswered is the empty string here too
	Level      int   // 0-5, where State is Rated
	Reason     string
	Risk       string // the risk an exclusion refers to
	ApprovedBy string // who approved an exclusion
	ApprovedOn string // YYYY-MM-DD
	By         string
	At         time.Time
	// Basis is what of the ISMS it was taken over from; empty for a judgement
	// made at the item.
	Basis Basis
	// Carried is where the judgement was carried over from, made for another edition
	// of the standard: "2013: A.9.2.1, A.9.2.2". Nobody has judged it since.
	Carried string
	// Order sorts judgements in time: the id of the revision that made it.
	Order string
}

// Is reports whether the rating has that state.
func (r Rating) Is(s State) bool {
	if r.State == "" {
		return s == Unanswered
	}
	return r.State == s
}

// OwnControl is a control the organisation added to the catalogue's.
type OwnControl struct {
	ID      string
	Number  int // shown as X.1, X.2 …
	Title   string
	Source  string
	Risk    string  // the risk it treats
	Phase   int     // 1-4; 3 where nothing else is said
	Days    float64 // person-days from nothing; 5 where nothing else is said
	Removed bool
}

// Evidence is something an assessor was shown, or was told can be shown. It is
// verified once a named person has seen it.
type Evidence struct {
	ID      string
	Number  int    // shown as EV-1, EV-2 …; 0: made before evidence had numbers
	Kind    string // one of EvidenceKinds
	What    string // what it is
	Version string // which version of it
	Place   string // where it is kept
	Date    string // YYYY-MM-DD
	SeenBy  string // who saw it; empty: claimed only
	Seen    Mark   // of SeenBy
	SeenOn  string // YYYY-MM-DD, when they saw it; empty: on the day that was said
	Site    string
	System  string   // id of an AI system; empty: all of them, or none
	Items   []string // the ids of the items it serves
	File    string   // what was kept of it, as File is stored; empty: nothing
	Removed bool
}

// The words that closed lists offer, first the usual one.
var (
	EvidenceKinds = []string{EvidenceDocument, "record", "interview", "observation", "demonstration"}
	DriverWords   = []string{"risk", "impact", "objective", "law", "contract", "isms", "practice"}
	TypedDrivers  = []string{"isms", "practice"} // records say the others
	DeclaredWords = []string{"none", "planned", "partly", Implemented}
)

// EvidenceDocument is the kind of a piece of evidence that is a document.
const EvidenceDocument = "document"

// Implemented is what a control is declared that is in place.
const Implemented = "implemented"

// SeenDay is the day on which somebody saw the evidence: as they put it, else the
// day on which it was said that they did. Empty where nobody did.
func (e Evidence) SeenDay() string {
	if e.SeenBy == "" {
		return ""
	}
	return cmp.Or(e.SeenOn, e.Seen.Day())
}

// New is an assessment in which nothing has been said yet.
func New(id string) *Assessment {
	return &Assessment{ID: id, Profile: DefaultProfile(), Answers: Answers{}, Baseline: map[string]Answer{}}
}

// Answer is what stands at the key; the zero Answer where nothing does.
func (a *Assessment) Answer(k Key) Answer { return a.Answers.At(k) }

// System finds an AI system by id, removed ones included, so that history can
// name them.
func (a *Assessment) System(id string) (System, bool) { return find(a.Systems, id) }

// Control finds an own control by id, removed ones included.
func (a *Assessment) Control(id string) (OwnControl, bool) { return find(a.Controls, id) }

// EvidenceByID finds a piece of evidence, removed ones included.
func (a *Assessment) EvidenceByID(id string) (Evidence, bool) { return find(a.Evidence, id) }

// ErasureOf is what took the words of a revision away.
func (a *Assessment) ErasureOf(revision string) (Erasure, bool) {
	for _, e := range a.Erasures {
		if slices.Contains(e.Revisions, revision) {
			return e, true
		}
	}
	return Erasure{}, false
}

// FoldName is a name as it is compared: however it is spaced and in whatever case
// it is written.
func FoldName(name string) string {
	if common(name) {
		return strings.ToLower(name)
	}
	return strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(name)), " "))
}

// common reports whether a name is of printable ASCII with single spaces between its
// words, as most are: it is spaced and spelled in one way only.
func common(name string) bool {
	space := true
	for i := range len(name) {
		c := name[i]
		if c < ' ' || c > '~' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return name == "" || !space
}

// EvidenceFor are the pieces of evidence that serve an item, oldest first.
func (a *Assessment) EvidenceFor(item string) []Evidence {
	return keep(a.Evidence, func(e Evidence) bool { return !e.Removed && slices.Contains(e.Items, item) })
}

// keep gives those that are wanted. They are counted first: a list of 300 that
// grows by doubling takes four times its room.
func keep[T any](all []T, want func(T) bool) []T {
	n := 0
	for _, t := range all {
		if want(t) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	some := make([]T, 0, n)
	for _, t := range all {
		if want(t) {
			some = append(some, t)
		}
	}
	return some
}

// clone copies what Apply may change.
func (a *Assessment) clone() *Assessment {
	b := *a
	b.Answers = maps.Clone(a.Answers)
	b.Baseline = maps.Clone(a.Baseline)
	b.Profile = a.Profile.clone()
	return &b
}
