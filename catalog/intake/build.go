package intake

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// builder makes the acts of a document, in an order in which each finds what it
// needs: systems and own controls, the baseline, then item by item the questions
// before the rating, so that a rating given stands.
type builder struct {
	*source
	ledger
	cat      *catalog.Catalog
	newID    func() string
	systems  map[string]string // ref -> id
	controls map[string]string
	seen     map[string]int // line of each item, baseline items after a slash
	base     map[string]assess.Answer
}

// try takes an act, or keeps what is wrong with it.
func (b *builder) try(line int, item string, changes []assess.Change, err error) {
	if err := b.act(changes, err); err != nil {
		b.fault(line, item, err)
	}
}

// build gives the changes of a document, and the source its faults.
func build(cat *catalog.Catalog, s *source, d *document, newID func() string) []assess.Change {
	b := &builder{
		source: s, cat: cat, newID: newID,
		systems: map[string]string{}, controls: map[string]string{}, seen: map[string]int{},
		base: map[string]assess.Answer{},
	}
	b.begin(assess.New(""))
	b.build(d)
	return b.changes
}

func (b *builder) build(d *document) {
	for i, c := range d.Controls {
		b.name(b.controls, "control", c.Ref, b.line("controls", i))
	}
	p := b.profile(d.Profile, b.itemID)
	changes, err := assess.Create(d.Name, p)
	b.try(b.line("name"), "", changes, err)
	for i, s := range d.Systems {
		b.system(s, b.line("systems", i))
	}
	for i, c := range d.Controls {
		changes, err := assess.PutControl(b.now, assess.OwnControl{
			ID: b.controls[c.Ref], Title: c.Title, Source: block(c.Source), Risk: block(c.Risk), Phase: c.Phase, Days: c.Days,
		})
		b.try(b.line("controls", i), "", changes, err)
	}
	whole := b.now
	for i, x := range d.Baseline {
		b.narrow(whole)
		b.baseline(x, b.line("baseline", i))
		b.base[x.Item] = b.before(x, b.line("baseline", i))
	}
	for i := range d.Answers {
		b.narrow(whole)
		b.answer(&d.Answers[i], i)
	}
}

// narrow goes on with a state that holds no answers: acts on one item ask
// nothing of another's, and folding stays cheap.
func (b *builder) narrow(whole *assess.Assessment) {
	next := *whole
	next.Answers, next.Baseline = assess.Answers{}, map[string]assess.Answer{}
	next.Evidence, next.Findings = b.now.Evidence, b.now.Findings // they are numbered through
	b.begin(&next)
}

// name gives a record its id; other entries refer to it by its ref.
func (b *builder) name(refs map[string]string, what, ref string, line int) string {
	id := b.newID()
	switch _, twice := refs[ref]; {
	case ref == "":
		b.fault(line, "", fmt.Errorf("the %s has no ref; answers refer to it by one", what))
	case twice:
		b.fault(line, "", fmt.Errorf("two entries have the ref %s; give each its own", short(ref)))
	default:
		refs[ref] = id
	}
	return id
}

func (b *builder) system(s docSystem, line int) {
	id := b.name(b.systems, "AI system", s.Ref, line)
	system := assess.System{ID: id, Name: s.Name, Roles: s.Roles, InScope: s.InScope == nil || *s.InScope}
	err := takeTexts("an AI system", []string{"ref", "name", "roles", "in_scope"}, assess.SystemFields, &system, s.Rest)
	var changes []assess.Change
	if err == nil {
		changes, err = assess.PutSystem(b.now, system)
	}
	b.try(line, "", changes, err)
}

// takeTexts sets on a record the fields that a document says by their names; keys are
// those that it reads in ways of their own.
func takeTexts[T any](what string, keys []string, fields []assess.TextField[T], onto *T, said map[string]string) error {
	left := maps.Clone(said)
	for _, f := range fields {
		keys = append(keys, f.Name)
		if text, has := said[f.Name]; has {
			if *f.At(onto) = text; f.Shape == assess.Lines {
				*f.At(onto) = block(text)
			}
			delete(left, f.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		return fmt.Errorf("%s has no key %s; it has %s", what, short(name), strings.Join(keys, ", "))
	}
	return nil
}

// itemID is the id of an item or own control that a document names.
func (b *builder) itemID(name string) (string, error) {
	if id, own := b.controls[name]; own {
		return id, nil
	}
	if _, ok := b.cat.Item(name); ok {
		return name, nil
	}
	return "", fmt.Errorf("there is no item %s; items are numbered as in the standard, like 6.1.4 or A.5.2, or named by the ref of an own control", short(name))
}

func (b *builder) systemID(ref string) (string, error) {
	id, known := b.systems[ref]
	if !known && ref != "" {
		return "", fmt.Errorf("there is no AI system with the ref %s; systems: lists them", short(ref))
	}
	return id, nil
}

func (b *builder) answer(x *docAnswer, i int) {
	line := b.line("answers", i)
	id, err := b.itemID(x.Item)
	if err == nil {
		err = b.once(id, line)
	}
	if err != nil {
		b.fault(line, x.Item, err)
		return
	}
	it, ok := assess.Item(b.cat, b.now, id)
	if !ok {
		return // its control was refused, and that is said already
	}
	b.place(it, assess.Key{Item: id}, &x.place, x.Item, "answers", i)
	for j := range x.Systems {
		at := &x.Systems[j]
		system, err := b.systemID(at.System)
		if err == nil && system == "" {
			err = errors.New("the entry names no system; give its ref")
		}
		if err != nil {
			b.fault(b.line("answers", i, "systems", j), x.Item, err)
			continue
		}
		b.place(it, assess.Key{Item: id, System: system}, &at.place, x.Item, "answers", i, "systems", j)
	}
	b.declare(id, x.SoA, b.line("answers", i), x.Item)
	for j, e := range x.Evidence {
		b.evidence(id, e, b.line("answers", i, "evidence", j), x.Item)
	}
	for j, f := range x.Findings {
		b.finding(id, f, b.line("answers", i, "findings", j), x.Item)
	}
}

func (b *builder) once(key string, line int) error {
	if before, twice := b.seen[key]; twice {
		return fmt.Errorf("the item stands in line %d already; put both together", before)
	}
	b.seen[key] = line
	return nil
}

// place says all that stands at one key: questions, rating, note, owner, due
// date and flag.
func (b *builder) place(it *catalog.Item, k assess.Key, x *place, item string, path ...any) {
	for j, q := range x.Questions {
		line := b.line(append(append([]any{}, path...), "questions", j)...)
		question, ok := it.Question(q.ID)
		if !ok {
			b.fault(line, item, fmt.Errorf("the item has no question %s; it has %d", short(q.ID), len(it.Questions)))
			continue
		}
		kq := k
		kq.Question = question.ID
		b.judge(kq, q.judgement, line, item)
	}
	line := b.line(path...)
	b.judge(k, x.judgement, line, item)
	changes, err := assess.Assign(b.cat, b.now, k, x.Owner, x.Due)
	b.try(line, item, changes, err)
	changes, err = assess.Flag(b.cat, b.now, k, x.Flag)
	b.try(line, item, changes, err)
}

func (b *builder) judge(k assess.Key, x judgement, line int, item string) {
	level, na, said, err := x.read()
	var changes []assess.Change
	switch {
	case err != nil || !said:
	case na:
		changes, err = assess.Exclude(b.cat, b.now, k, x.exclusion())
	case len(x.CarriedBy) > 0:
		on := *b.now
		on.Baseline = b.base
		changes, err = assess.Adopt(b.cat, &on, k, level, block(x.Reason), x.CarriedBy...)
	default:
		changes, err = assess.Rate(b.cat, b.now, k, level, block(x.Reason))
	}
	b.try(line, item, changes, err)
	changes, err = assess.Note(b.cat, b.now, k, block(x.Note))
	b.try(line, item, changes, err)
}

func (x judgement) exclusion() assess.Exclusion {
	return assess.Exclusion{Reason: block(x.Reason), Risk: block(x.Risk), ApprovedBy: x.ApprovedBy, ApprovedOn: x.ApprovedOn}
}

// read is a rating from 0 to 5 or na, or nothing; what belongs to it alone is
// refused without it.
func (x judgement) read() (level int, na, said bool, err error) {
	approval := x.Risk + x.ApprovedBy + x.ApprovedOn
	switch {
	case strings.EqualFold(x.Rating, "na"):
		return 0, true, true, nil
	case approval != "":
		return 0, false, false, errors.New("risk, approved_by and approved_on belong to the rating na")
	case x.Rating == "" && x.Reason != "":
		return 0, false, false, errReasonAlone
	case x.Rating == "" && len(x.CarriedBy) > 0:
		return 0, false, false, errors.New("carried_by belongs to a rating from 0 to 5; give that too")
	case x.Rating == "":
		return 0, false, false, nil
	}
	level, err = strconv.Atoi(x.Rating)
	if err != nil {
		return 0, false, false, fmt.Errorf("%s is no rating; it is 0 to 5 or na", short(x.Rating))
	}
	return level, false, true, nil
}

func (b *builder) evidence(item string, e docEvidence, line int, name string) {
	system, err := b.systemID(e.System)
	if err == nil && e.SeenBy == "" && e.SeenOn != "" {
		err = errors.New("seen_on belongs to evidence that was seen; name who saw it in seen_by")
	}
	items := []string{item}
	for _, further := range e.Items {
		id, unknown := b.itemID(further)
		if err == nil {
			err = unknown
		}
		if !slices.Contains(items, id) {
			items = append(items, id)
		}
	}
	var changes []assess.Change
	if err == nil {
		changes, err = assess.PutEvidence(b.cat, b.now, assess.Evidence{
			ID: b.newID(), Kind: e.Kind, What: block(e.What), Version: e.Version, Place: block(e.Place), Date: e.Date,
			SeenBy: e.SeenBy, SeenOn: e.SeenOn, Site: e.Site, System: system, Items: items,
		})
	}
	b.try(line, name, changes, err)
}

func (b *builder) finding(item string, f docFinding, line int, name string) {
	system, err := b.systemID(f.System)
	if err == nil && f.ClosedBy == "" && f.ClosedOn != "" {
		err = errors.New("closed_on belongs to a closed finding; name who closed it in closed_by")
	}
	var changes []assess.Change
	if err == nil {
		found := assess.Finding{
			ID: b.newID(), Item: item, System: system, Statement: block(f.Statement), Grade: f.Grade,
			Closed: f.ClosedBy != "", ClosedBy: f.ClosedBy, ClosedOn: f.ClosedOn,
		}
		if err = takeTexts("a finding", []string{"grade", "statement", "system", "closed_by", "closed_on"}, assess.FindingFields, &found, f.Rest); err == nil {
			found.Unverified = found.Closed && found.ClosedBecause != ""
			changes, err = assess.PutFinding(b.cat, b.now, found)
		}
	}
	b.try(line, name, changes, err)
}

func (b *builder) baseline(x docBaseline, line int) {
	level, na, said, err := x.read()
	if err == nil {
		err = b.once("baseline/"+x.Item, line)
	}
	var changes []assess.Change
	switch {
	case err != nil || !said:
	case na:
		changes, err = assess.ExcludeBaseline(b.cat, b.now, x.Item, x.exclusion())
	case x.Reason != "" || len(x.CarriedBy) > 0:
		err = errors.New("a baseline rating keeps a reason only where it is na; put it into the note")
	default:
		changes, err = assess.RateBaseline(b.cat, b.now, x.Item, level)
	}
	b.try(line, x.Item, changes, err)
	if err == nil {
		changes, err = assess.NoteBaseline(b.cat, b.now, x.Item, block(x.Note))
		b.try(line, x.Item, changes, err)
		b.declare(assess.BaselineRef(x.Item), x.SoA, line, x.Item)
	}
}

// declare says what the Statement of Applicability has of an item, where it says so.
func (b *builder) declare(ref string, x *docStatement, line int, item string) {
	if x == nil {
		return
	}
	changes, err := assess.Declare(b.cat, b.now, ref, assess.Statement{
		WhyIn: block(x.WhyIn), Drivers: strings.Join(x.Drivers, " "), Declared: x.Declared,
		How: block(x.How), Described: block(x.Described), LookedAt: x.LookedAt,
	})
	b.try(line, item, changes, err)
}

// before is what a baseline item said when answers were taken over from it.
func (b *builder) before(x docBaseline, line int) assess.Answer {
	answer := b.now.Baseline[x.Item]
	if x.Was == "" {
		return answer
	}
	level, na, _, err := judgement{Rating: x.Was}.read()
	switch {
	case err == nil && (na || !answer.Rating.Is(assess.Rated)):
		err = errors.New("was is a rating from 0 to 5, of an item that is rated now too")
	case err == nil:
		_, err = assess.RateBaseline(b.cat, b.now, x.Item, level)
	}
	if err != nil {
		b.fault(line, x.Item, err)
	}
	answer.Rating.Level = level
	return answer
}

// block is a text without the line end that YAML's block form leaves behind.
func block(s string) string { return strings.TrimRight(s, "\n") }
