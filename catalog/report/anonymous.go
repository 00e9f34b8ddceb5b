package report

import (
	"encoding/json"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/workshop"
)

// kept are the fields that name nobody, by the kind of their record. A field that is
// neither here nor in standsFor is left out, and so is every new one until somebody has
// thought of it. Of kinds that are not here nothing is taken over.
var kept = map[string][]string{
	assess.KindAssessment: {"archived", "kind", "size", "target", "start", "fte", "holidays", "isms_years", "isms_certified", "scopes_compatible", "certification_wanted", "certification_by", "one_owner", "scope_moves", "budget", "basis", "strategy", "effort"},
	assess.KindSystem:     {"number", "roles", "stage", "in_scope", "risk_class", "risk_on", "kind", "autonomy", "may_stop", "state", "approved_on", "removed"},
	assess.KindControl:    {"number", "phase", "days", "removed"},
	assess.KindAnswer:     {"rating", "due", "flag", "declined", "drivers", "declared", "looked_at"},
	assess.KindBaseline:   {"rating", "due", "flag", "declined", "drivers", "declared", "looked_at"},
	assess.KindEvidence:   {"number", "kind", "date", "seen_on", "system", "items", "removed"},
	assess.KindFinding:    {"number", "item", "baseline", "system", "grade", "raised_by", "answer_due", "accepted_on", "cause_by", "due", "done_on", "effect_on", "effect", "closed", "closed_on", "closed_unverified", "removed"},
	assess.KindTask:       {"status", "due", "started", "spent"},
	assess.KindVote:       {"record"},
}

// standsFor are the fields that get a stand-in, one for each thing in them, and which.
var standsFor = map[string]string{
	"assessment.name": "assessment", "assessment.organisation": "organisation", "assessment.sites": "site", "assessment.people_met": "person", "assessment.concern_readers": "person",
	"system.name": "system", "system.family": "family", "system.owner": "person",
	"system.overseer": "person", "system.risk_by": "person", "system.approved_by": "person",
	"control.title": "control", "evidence.what": "evidence", "evidence.seen_by": "person", "evidence.site": "site",
	"answer.owner": "person", "baseline.owner": "person", "finding.closed_by": "person",
	"finding.owner": "person", "finding.effect_by": "person", "finding.containment": "containment", "finding.cause": "cause", "finding.action": "action",
	"task.owner": "person",
}

// unnamed are the fields that are left out and give nobody away: ids, which documents
// have by which their rows are told apart, and words of the program.
var unnamed = []string{assess.KindIssued + ".about"}

// described are the stand-ins of what is told of rather than named: its single words
// give nobody away.
var described = []string{"control", "evidence", "containment", "cause", "action"}

// mask gives everybody and everything a stand-in, the same one wherever it is named.
type mask struct {
	words    *Words
	given    given
	replaced *Replaced
}

// Anonymous is the input of a document that names nobody, with what must not stand in
// what is made of it. It is another assessment of the same figures: builders know no
// other way to name anybody.
func (in Input) Anonymous() (Input, *Replaced) {
	m := mask{in.Words, given{}, newReplaced()}
	b := m.assessment(in.Assessment)
	if in.Book != nil {
		in.Book = m.book(in.Case())
	}
	in.Minutes, in.Came = m.minutes(in.Minutes), m.came(in.Came)
	in.Figures = figures.Of(in.Catalog, b, in.Day)
	in.Approval, in.Before, in.IsAnonymous = Approval{}, nil, true
	m.replaced.Allow(in.Words.all()...)
	m.replaced.allowJSON(in.Catalog)
	m.replaced.allowJSON(in.Catalog.Reference())
	return in, m.replaced
}

// came are the same copies, whose people and states have their stand-ins.
func (m *mask) came(c *Came) *Came {
	if c == nil {
		return nil
	}
	masked := &Came{People: slices.Clone(c.People), After: m.assessment(c.After)}
	if c.Before != nil {
		masked.Before = m.assessment(c.Before)
	}
	for _, x := range c.Clashes {
		x.Here.Author, x.There.Author = m.person(x.Here.Author), m.person(x.There.Author)
		masked.Clashes = append(masked.Clashes, x)
	}
	for i := range masked.People {
		masked.People[i].Author = m.person(masked.People[i].Author)
	}
	return masked
}

// assessment is another one of the same figures.
func (m *mask) assessment(a *assess.Assessment) *assess.Assessment {
	b := assess.New(a.ID)
	b.Created, b.CreatedBy, b.Changed, b.ChangedBy = a.Created, m.person(a.CreatedBy), a.Changed, m.person(a.ChangedBy)
	b.First, b.Last, b.Conflicts = a.First, a.Last, a.Conflicts
	for _, k := range assess.Kinds() {
		for subject, fields := range k.Each(a) {
			m.record(k, subject, fields, b)
		}
	}
	return b
}

// Blank is the input of the same document of an assessment in which nobody has said
// anything: what stands in it is the program's own.
func (in Input) Blank() Input {
	in.Figures, in.Minutes, in.Book, in.Came = figures.Of(in.Catalog, assess.New(""), in.Day), workshop.Minutes{}, nil, nil
	return in
}

// record takes over what names nobody, and notes the rest as replaced.
func (m *mask) record(k assess.Kind, subject assess.Subject, from []assess.Field, to *assess.Assessment) {
	key, fields, keep := k.Reader(to)
	for i, part := range subject.Parts() {
		*key[i] = part
	}
	for i, f := range fields {
		name := k.Name + "." + f.Name
		if what := standsFor[name]; what != "" {
			*f.At.(*string) = m.standIns(what, *from[i].At.(*string))
			m.mark(f, from[i])
			continue
		}
		if !slices.Contains(kept[k.Name], f.Name) {
			if !slices.Contains(unnamed, name) {
				m.leaveOut(from[i])
			}
			continue
		}
		f.Take(from[i], func(id string) string { return id })
		m.mark(f, from[i])
		m.inside(f)
	}
	if kept[k.Name] != nil {
		keep()
	}
}

// mark says under a stand-in who said what stands in a field.
func (m *mask) mark(f, from assess.Field) {
	if f.Mark != nil {
		*f.Mark = *from.Mark
		f.Mark.By = m.person(f.Mark.By)
	}
}

// inside masks the names in a rating and in what a vote left.
func (m *mask) inside(f assess.Field) {
	switch at := f.At.(type) {
	case *assess.Rating:
		m.replaced.text(at.Reason)
		m.replaced.text(at.Risk)
		at.By, at.ApprovedBy, at.Reason, at.Risk, at.Carried = m.person(at.By), m.person(at.ApprovedBy), "", "", ""
	case *assess.VoteRecord:
		var r workshop.Record
		if err := json.Unmarshal(at.Record, &r); err != nil {
			at.Record = nil // nothing of it can be told apart
			return
		}
		raw, err := json.Marshal(m.vote(r))
		if err != nil {
			panic(err) // it was read from such a form
		}
		at.Record = raw
	}
}

// vote is what a vote left, without reasons.
func (m *mask) vote(r workshop.Record) workshop.Record {
	m.replaced.text(r.Reason)
	r.By, r.Reason, r.Dissent = m.person(r.By), "", m.voices(r.Dissent)
	r.Rounds = slices.Clone(r.Rounds)
	for i := range r.Rounds {
		r.Rounds[i].Voices = m.voices(r.Rounds[i].Voices)
	}
	return r
}

func (m *mask) voices(all []workshop.Voice) []workshop.Voice {
	out := make([]workshop.Voice, len(all))
	for i, v := range all {
		m.replaced.text(v.Reason)
		v.Person, v.Reason = m.person(v.Person), ""
		out[i] = v
	}
	return out
}

// minutes are what a room did, under stand-ins. Of what is parked only what it is
// about is told.
func (m *mask) minutes(of workshop.Minutes) workshop.Minutes {
	people, settled, parked := of.People, of.Settled, of.Parked
	of.People, of.Settled, of.Parked = nil, nil, nil
	for _, p := range people {
		of.People = append(of.People, m.person(p))
	}
	for _, r := range settled {
		of.Settled = append(of.Settled, m.vote(r))
	}
	for _, p := range parked {
		of.Parked = append(of.Parked, workshop.ParkedVote{Vote: workshop.Vote{Key: p.Vote.Key, Round: p.Vote.Round}})
	}
	return of
}

func (m *mask) person(name string) string { return m.standIn("person", name) }

// standIn is the stand-in for a name, the first of its kind 1; of no name it is none.
func (m *mask) standIn(what, name string) string {
	if strings.TrimSpace(name) == "" {
		return ""
	}
	if slices.Contains(described, what) {
		m.replaced.text(name)
	} else {
		m.replaced.name(name)
	}
	return m.given.of(what, name, func(n int) string { return m.words.Say("anonymous."+what, "n", n) })
}

// given are stand-ins, by what they stand in for and its folded name.
type given map[string]map[string]string

// of is the stand-in for a name, made from its number where it has none yet.
func (g given) of(what, name string, made func(n int) string) string {
	all, known := g[what]
	if !known {
		all = map[string]string{}
		g[what] = all
	}
	key := assess.FoldName(name)
	if all[key] == "" {
		all[key] = made(len(all) + 1)
	}
	return all[key]
}

// standIns are the stand-ins for all that is named in a text, a line each.
func (m *mask) standIns(what, names string) string {
	all := assess.Things(names)
	for i, name := range all {
		all[i] = m.standIn(what, name)
	}
	return strings.Join(all, "\n")
}

// leaveOut notes a text that is not taken over.
func (m *mask) leaveOut(f assess.Field) {
	switch at := f.At.(type) {
	case *string:
		m.replaced.text(*at)
	case *[]string:
		for _, text := range *at {
			m.replaced.text(text)
		}
	}
}
