package filter

import (
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
)

// Kind is something that can be asked of an item.
type Kind struct {
	Word  string // by which it is typed
	Key   string // a letter of its own in a list of kinds
	Shown string // in the head of a list; … stands for the value
	Takes string // what its value is; empty: it takes none
	Usual string // the value where none is typed; empty: it needs one
	Help  string // what it asks
	None  string // a sentence for where it leaves nothing; … stands for the value
	Teach string // what a person can do about that, where they can

	of    string // the standard whose items it can be asked of; empty: both
	plain bool   // the catalogue alone says it, so that a vote has nothing to hide

	holds func(s *subject, wanted string) bool // wanted is folded
	has   func(s *subject) []string            // the values of an item, where they can be listed
}

// Listed reports whether its values can be listed.
func (k Kind) Listed() bool { return k.has != nil }

// Asks reports whether it can be asked of the items of a standard.
func (k Kind) Asks(standard string) bool { return k.of == "" || k.of == standard }

// Term is the kind with its usual value.
func (k Kind) Term() Term { return Term{k.Word, k.Usual} }

// kinds are made once; they are read by their names everywhere else.
var kinds = []Kind{
	{
		Word: "unanswered", Key: "u", Shown: "unanswered", Help: "without a rating, or with a part of it open",
		None: "Every item has its answer.", holds: some((*judged).open),
	},
	{
		Word: "gaps", Key: "g", Shown: "gaps", Help: "apply, and do not conform yet",
		None: "No gap is left.", holds: some((*judged).gap),
	},
	{
		Word: "quick-wins", Key: "i", Shown: "quick wins", Help: "gaps whose work the ISMS carries for the most part", of: catalog.AIMS,
		None: "No item is a quick win: a gap whose work the ISMS carries for the most part.", Teach: "Synergy shows the kinds of work.",
		holds: func(s *subject, _ string) bool { return s.quadrant() == synergy.QuickWin },
	},
	{
		Word: "drafts", Key: "p", Shown: "with a draft from the ISMS", Help: "without a rating, and the ISMS offers one", of: catalog.AIMS,
		None: "The ISMS offers no draft: what it carries is rated already, or it carries too little.", holds: (*subject).offered,
	},
	{
		Word: "stale", Key: "!", Shown: "stale", Help: "taken over from a rating of the ISMS that fell since, or put in question by the horizon scan", of: catalog.AIMS,
		None: "No answer is stale: none rests on a rating of the ISMS that fell since.", holds: (*subject).stale,
	},
	{
		Word: "flagged", Key: "f", Shown: "flagged", Help: "flagged, to come back to", of: catalog.AIMS,
		None: "Nothing is flagged.", Teach: "m flags an item, to come back to it.",
		holds: func(s *subject, _ string) bool { return s.said(func(x *assess.Answer) bool { return x.Flag }) },
	},
	{
		Word: "mine", Key: "m", Shown: "mine", Help: "you see to them, or took them on to assess them",
		None: "No item is assigned to you.", Teach: assigning, holds: func(s *subject, _ string) bool {
			return s.owned(s.facts.me) || s.facts.Taken != nil && s.facts.Taken(s.it)
		},
	},
	{
		Word: "owner", Key: "o", Shown: "owner …", Takes: "NAME", Help: "somebody sees to them",
		None: "No item is assigned to ….", Teach: assigning, holds: (*subject).owned, has: (*subject).owners,
	},
	{
		Word: "no-owner", Key: "b", Shown: "no owner", Help: "apply, and nobody sees to them",
		None: "Every item that applies has an owner.", holds: func(s *subject, _ string) bool { return s.applies() && len(s.owners()) == 0 },
	},
	{
		Word: "no-evidence", Key: "e", Shown: "no evidence", Help: "apply, and nothing shows them",
		None: "Every item that applies has evidence.", holds: func(s *subject, _ string) bool { return s.applies() && !s.evidenced() },
	},
	{
		Word: "not-verified", Key: "v", Shown: "not verified", Help: "conform, and nobody but the owner saw that lately", of: catalog.AIMS,
		None: "No item that conforms waits to be verified.", holds: some((*judged).claimed),
	},
	{
		Word: "nonconformity", Key: "c", Shown: "open nonconformity", Help: "with an open major or minor finding",
		None: "No item has an open nonconformity.", Teach: "f writes a finding.", holds: func(s *subject, _ string) bool { return s.faulted() },
	},
	{
		Word: "contradicted", Key: "z", Shown: "contradicted by records", Help: "rated in place, and the organisation's own records say otherwise", of: catalog.AIMS,
		None: "No record contradicts an answer.", Teach: "The Registers hold what answers are held against.",
		holds: func(s *subject, _ string) bool { return s.facts.Contradicted != nil && s.facts.Contradicted(s.it.ID) },
	},
	{
		Word: "supported", Key: "y", Shown: "records support more", Help: "open, or rated lower than the organisation's own records would support", of: catalog.AIMS,
		None: "No record would support a higher rating.", Teach: "The Registers hold what answers are held against.",
		holds: func(s *subject, _ string) bool { return s.facts.Supported != nil && s.facts.Supported(s.it.ID) },
	},
	{
		Word: "overridden", Key: "a", Shown: "overridden", Help: "rated above their own questions", of: catalog.AIMS,
		None: "No rating stands above its questions.", holds: some(func(j *judged) bool { return j.st.Override }),
	},
	{
		Word: "excluded", Key: "n", Shown: "excluded", Help: "not applicable",
		None: "Nothing is excluded.", Teach: "n says that an item does not apply.", holds: some((*judged).excluded),
	},
	{
		Word: "due", Key: "d", Shown: "due within …", Takes: "DAYS", Usual: "30d", Help: "due within so many days, else 30, or overdue; and not done",
		None: "Nothing is due within …, and nothing is overdue.", Teach: dating, holds: (*subject).dueWithin,
	},
	{
		Word: "overdue", Key: "l", Shown: "overdue", Help: "past their due date, and not done",
		None: "Nothing is overdue.", Teach: dating, holds: func(s *subject, _ string) bool { return s.dueBefore(s.facts.today) },
	},
	{
		Word: "system", Key: "s", Shown: "AI system …", Takes: "NAME", Help: "about this AI system, and so as it stands there", of: catalog.AIMS,
		None: "No item is about an AI system … in scope.", holds: func(s *subject, _ string) bool { return len(s.only) > 0 }, has: (*subject).systems,
	},
	{
		Word: "asks", Key: "w", Shown: "asked of …", Takes: "ROLE", Help: "asked of this role; a part of its title is enough", of: catalog.AIMS, plain: true,
		None: "No item is asked of ….", holds: func(s *subject, wanted string) bool { return s.it.Asks(wanted) },
		has: func(s *subject) []string { return s.it.Interview },
	},
	{
		Word: "clause", Key: "t", Shown: "in …", Takes: "ID", Help: "of this clause, section or theme, like 6 or A.5", plain: true,
		None: "No item is in ….", holds: func(s *subject, wanted string) bool { return assess.FoldName(s.it.Set.ID) == wanted },
		has: func(s *subject) []string { return []string{s.it.Set.ID} },
	},
	{
		Word: "mapped", Key: "r", Shown: "what ISO/IEC 42001 rests on", Help: "of the ISMS, and ISO/IEC 42001 rests on them", of: catalog.ISMS, plain: true,
		None: "ISO/IEC 42001 rests on none of them.", holds: func(s *subject, _ string) bool { return len(s.facts.Catalog.Carries(s.it.ID)) > 0 },
	},
}

const (
	assigning = "o says who sees to an item, and by when."
	dating    = "o gives an item a due date."
)

// Kinds are all there are, in the order in which they are offered.
func Kinds() []Kind { return kinds }

// KindOf finds a kind by its word.
func KindOf(word string) (Kind, bool) {
	if i := place(word); i < len(kinds) {
		return kinds[i], true
	}
	return Kind{}, false
}

// place is where a kind stands among all; behind them where there is none.
func place(word string) int {
	if i := slices.IndexFunc(kinds, func(k Kind) bool { return k.Word == word }); i >= 0 {
		return i
	}
	return len(kinds)
}
