package assess

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"

	"crosswalk/catalog"
)

// Kind is one kind of subject, a row of the table that everything which must
// know all kinds goes by: the log and its fold, the tables of the store,
// doctor and repair, undo, duplicates, descriptions.
type Kind struct {
	Name string
	Key  []Part // what its subjects are told apart by, in the order of the subject
	// Made says that a record of this kind is brought in by the first act on it
	// and removed by a field, so that undoing that act removes it.
	Made bool
	// OfHistory says that it is about the revisions of this assessment, so that
	// no copy takes it along.
	OfHistory bool
	// Outlives says that numbers and answers still refer to a record that was
	// removed, so that a copy takes it along as removed.
	Outlives bool
	// Beside says that its records are no part of the assessment: package register
	// keeps them, and what stands in no place here is only checked to be JSON.
	Beside bool

	holds
	name   func(cat *catalog.Catalog, a *Assessment, s Subject) string
	speech *speech                                 // how people speak of it
	shown  func(a *Assessment, s Subject) []string // items it is about, or its own names; nil: no screen shows it by one
}

// Part is one part of a subject behind its kind.
type Part struct {
	Name   string
	Refers Refers
}

// holds is how an assessment holds the records of one kind.
type holds interface {
	// Each yields every record with its fields. What they point to is a copy.
	Each(a *Assessment) iter.Seq2[Subject, []Field]
	// Of gives the fields of one record, and false where there is none.
	Of(a *Assessment, s Subject) ([]Field, bool)
	// Reader gives the places of one record, key and fields, and a way to add
	// what stands in them to an assessment that nobody else holds yet.
	Reader(a *Assessment) (key []*string, fields []Field, keep func())
	// leave takes out of an assessment that nobody else holds yet the records
	// that do not stay.
	leave(a *Assessment, stays func(Subject, []Field) bool)
	// fold puts what a revision says into an assessment that is being made.
	fold(a *Assessment, r Revision, own owned) error
}

var ownID = []Part{{"id", ItsOwn}}

// Kinds are all kinds of subjects, in the order in which a new assessment is
// written: what is referred to comes first.
func Kinds() []Kind { return kinds }

var kinds = []Kind{
	{
		Name: KindAssessment, holds: whole{}, speech: &speech{it: thisAssessment, many: "assessments", words: assessmentWords},
		name: func(*catalog.Catalog, *Assessment, Subject) string { return KindAssessment },
	},
	{
		Name: KindSystem, Key: ownID, Made: true, Outlives: true, holds: listed(KindSystem, func(a *Assessment) *[]System { return &a.Systems }),
		name: systemName, shown: systemShown, speech: &speech{it: thisSystem, many: "AI systems", words: systemWords},
	},
	{
		Name: KindControl, Key: ownID, Made: true, Outlives: true, holds: listed(KindControl, func(a *Assessment) *[]OwnControl { return &a.Controls }),
		name: controlName, shown: controlShown, speech: &speech{it: thisControl, many: "own controls", words: controlWords},
	},
	{
		Name: KindAnswer, Key: []Part{{"item", AnItem}, {"system", ASystem}, {"question", Nothing}}, holds: answers{},
		name: answerName, shown: itemShown, speech: &speech{it: answerName, many: "items", words: answerWords},
	},
	{
		Name: KindBaseline, Key: []Part{{"item", Nothing}}, holds: baselines{},
		name: baselineName, shown: itemShown, speech: &speech{it: baselineName, many: "items of the ISMS", words: answerWords},
	},
	{
		Name: KindEvidence, Key: ownID, Made: true, holds: listed(KindEvidence, func(a *Assessment) *[]Evidence { return &a.Evidence }),
		name: evidenceName, shown: evidenceShown, speech: &speech{it: thisEvidence, many: "pieces of evidence", words: evidenceWords},
	},
	{
		Name: KindFinding, Key: ownID, Made: true, holds: listed(KindFinding, func(a *Assessment) *[]Finding { return &a.Findings }),
		name: findingName, shown: findingShown, speech: &speech{it: thisFinding, many: "findings", words: findingWords},
	},
	{
		Name: KindTask, Key: []Part{{"id", AnItem}}, holds: listed(KindTask, func(a *Assessment) *[]TaskState { return &a.Tasks }),
		name: taskName, shown: itemShown, speech: &speech{it: thisTask, many: "tasks and actions", words: taskWords},
	},
	{
		Name: KindVote, Key: ownID, holds: list[VoteRecord, *VoteRecord]{
			kind: KindVote,
			at:   func(a *Assessment) *[]VoteRecord { return &a.Votes },
			gone: func(v *VoteRecord) bool { return v.Record == nil }, // its settlement was taken back
		},
		name: voteSubjectName, speech: &speech{it: voted, many: "items", words: voteWords},
	},
	{
		Name: KindErasure, Key: ownID, OfHistory: true, holds: listed(KindErasure, func(a *Assessment) *[]Erasure { return &a.Erasures }),
		name: func(*catalog.Catalog, *Assessment, Subject) string { return "erasure" }, speech: &speech{it: thisErasure, many: "erasures", words: erasureWords},
	},
	{
		Name: KindSettlement, Key: ownID, OfHistory: true, holds: list[Settlement, *Settlement]{
			kind: KindSettlement,
			at:   func(a *Assessment) *[]Settlement { return &a.Settlements },
			gone: func(s *Settlement) bool { return len(s.Places) == 0 && s.Reason == "" }, // it was taken back
		},
		name: func(*catalog.Catalog, *Assessment, Subject) string { return "settlement" }, speech: &speech{it: thisSettlement, many: "settlements", words: settlementWords},
	},
	{
		Name: KindIssued, Key: ownID, Made: true, OfHistory: true, holds: listed(KindIssued, func(a *Assessment) *[]Issued { return &a.Issued }),
		name: issuedName, speech: &speech{it: thisIssued, many: "documents", words: issuedWords},
	},
	{
		Name: KindRecord, Key: []Part{{"register", Nothing}, {"id", ItsOwn}}, Made: true, Beside: true, holds: beside{},
		name: recordName, speech: &speech{it: thisRecord, many: "records", wordsBy: recordWords},
	},
	{
		Name: KindMeasurement, Key: []Part{{"metric", Nothing}}, Beside: true, holds: beside{},
		name: measurementName, speech: &speech{it: thisMeasurement, many: "measurements", wordsBy: measurementWords},
	},
}

// kindOf finds the kind of a subject that is well formed.
func kindOf(s Subject) (Kind, error) {
	name, rest, _ := strings.Cut(string(s), "/")
	for _, k := range kinds {
		if k.Name != name {
			continue
		}
		parts := 0
		if rest != "" {
			parts = 1 + strings.Count(rest, "/")
		}
		if parts != len(k.Key) {
			break
		}
		return k, nil
	}
	return Kind{}, fmt.Errorf("%q names nothing that is kept here", string(s))
}

// KindOf finds the kind of a subject, with an error for what is none.
func KindOf(s Subject) (Kind, error) { return kindOf(s) }

// Parts are what follows the kind in a subject.
func (s Subject) Parts() []string {
	if _, rest, ok := strings.Cut(string(s), "/"); ok {
		return strings.Split(rest, "/")
	}
	return nil
}

// records is what a list of records is made of.
type records[T any] interface {
	*T
	ident() *string
	fields() []Field
}

// list holds records sorted by id: ids are UUIDv7, so that is by age.
type list[T any, P records[T]] struct {
	kind string
	at   func(*Assessment) *[]T
	gone func(P) bool // nothing is left of it
}

func listed[T any, P records[T]](kind string, at func(*Assessment) *[]T) list[T, P] {
	return list[T, P]{kind: kind, at: at}
}

func (l list[T, P]) Each(a *Assessment) iter.Seq2[Subject, []Field] {
	return func(yield func(Subject, []Field) bool) {
		for _, t := range *l.at(a) {
			if p := P(&t); !yield(RecordSubject(l.kind, *p.ident()), p.fields()) {
				return
			}
		}
	}
}

func (l list[T, P]) Of(a *Assessment, s Subject) ([]Field, bool) {
	t, ok := find[T, P](*l.at(a), s.ID())
	return P(&t).fields(), ok
}

func (l list[T, P]) Reader(a *Assessment) ([]*string, []Field, func()) {
	p := P(new(T))
	return []*string{p.ident()}, p.fields(), func() {
		all := l.at(a)
		if n := len(*all); n > 0 && *P(&(*all)[n-1]).ident() >= *p.ident() {
			*all = put[T, P](*all, *p, false)
			return
		}
		*all = append(*all, *p)
	}
}

func (l list[T, P]) fold(a *Assessment, r Revision, own owned) error {
	all := l.at(a)
	t, _ := find[T, P](*all, r.Subject.ID())
	p := P(&t)
	*p.ident() = r.Subject.ID()
	if err := setField(p.fields(), r); err != nil {
		return err
	}
	if l.gone != nil && l.gone(p) {
		*all = without[T, P](*all, *p.ident())
		return nil
	}
	*all = put[T, P](*all, t, own.again(listOf{kind: l.kind}))
	return nil
}

func find[T any, P records[T]](all []T, id string) (T, bool) {
	if at, found := whereIs[T, P](all, id); found {
		return all[at], true
	}
	var none T
	return none, false
}

// whereIs is the place of the record of an id, or where it would stand: records
// are sorted by id.
func whereIs[T any, P records[T]](all []T, id string) (int, bool) {
	at := sort.Search(len(all), func(i int) bool { return *P(&all[i]).ident() >= id })
	return at, at < len(all) && *P(&all[at]).ident() == id
}

// put replaces the record of the same id or adds it, sorted by id: ids are
// UUIDv7, so that is by age. It does so in a copy, unless the list is the
// caller's own.
func put[T any, P records[T]](all []T, t T, own bool) []T {
	if !own {
		all = slices.Clone(all)
	}
	at, found := whereIs[T, P](all, *P(&t).ident())
	if found {
		all[at] = t
		return all
	}
	return slices.Insert(all, at, t)
}

// without is the list less one record; an empty one is none.
func without[T any, P records[T]](all []T, id string) []T {
	all = slices.DeleteFunc(slices.Clone(all), func(t T) bool { return *P(&t).ident() == id })
	if len(all) == 0 {
		return nil
	}
	return all
}

// whole is what is said of the assessment itself.
type whole struct{}

func (whole) Each(a *Assessment) iter.Seq2[Subject, []Field] {
	return func(yield func(Subject, []Field) bool) { yield(KindAssessment, a.fields()) }
}

func (whole) Of(a *Assessment, _ Subject) ([]Field, bool) { return a.fields(), true }

func (whole) Reader(a *Assessment) ([]*string, []Field, func()) { return nil, a.fields(), func() {} }

func (whole) fold(a *Assessment, r Revision, _ owned) error { return a.applyOwn(r) }

// fields are those of the assessment itself. In the log the profile stands as
// text, as it was typed.
func (a *Assessment) fields() []Field {
	return append([]Field{
		{Name: FieldName, At: &a.Name},
		{Name: FieldArchived, At: &a.Archived},
	}, a.Profile.fields()...)
}

type answers struct{}

func (answers) Each(a *Assessment) iter.Seq2[Subject, []Field] {
	return func(yield func(Subject, []Field) bool) {
		for k, x := range a.Answers.All() {
			if !yield(k.Subject(), x.fields()) {
				return
			}
		}
	}
}

func (answers) Of(a *Assessment, s Subject) ([]Field, bool) {
	k, err := s.Key()
	x := a.Answer(k)
	return x.fields(), err == nil && !x.IsZero()
}

func (answers) Reader(a *Assessment) ([]*string, []Field, func()) {
	var k Key
	var x Answer
	return []*string{&k.Item, &k.System, &k.Question}, x.fields(), func() { a.Answers.Append(k, x) }
}

func (answers) fold(a *Assessment, r Revision, own owned) error {
	k, err := r.Subject.Key()
	if err != nil {
		return err
	}
	x := a.Answer(k)
	if err := setField(x.fields(), r); err != nil {
		return err
	}
	own.put(a.Answers, k, x)
	return nil
}

type baselines struct{}

func (baselines) Each(a *Assessment) iter.Seq2[Subject, []Field] {
	return func(yield func(Subject, []Field) bool) {
		for _, item := range slices.Sorted(maps.Keys(a.Baseline)) {
			x := a.Baseline[item]
			if !yield(BaselineSubject(item), x.fields()) {
				return
			}
		}
	}
}

func (baselines) Of(a *Assessment, s Subject) ([]Field, bool) {
	x, ok := a.Baseline[s.ID()]
	return x.fields(), ok
}

func (baselines) Reader(a *Assessment) ([]*string, []Field, func()) {
	var item string
	var x Answer
	return []*string{&item}, x.fields(), func() { a.Baseline[item] = x }
}

func (baselines) fold(a *Assessment, r Revision, _ owned) error {
	x := a.Baseline[r.Subject.ID()]
	if err := setField(x.fields(), r); err != nil {
		return err
	}
	if x.IsZero() {
		delete(a.Baseline, r.Subject.ID())
	} else {
		a.Baseline[r.Subject.ID()] = x
	}
	return nil
}
