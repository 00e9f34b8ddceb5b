package register

import (
	"cmp"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// The registers of audits and of what stands below them, and what they say.
const (
	KindAudit   = "audit"
	KindSession = "session"
	KindSample  = "sample"

	fieldFrom = "from"
	fieldTo   = "to"
	fieldTeam = "team"
	held      = "held"
)

// auditing is what the audits of a book say together, found once for all of them.
type auditing struct {
	looked map[string]string       // the newest day on which an item was audited, by how lists name it
	owners map[string][]string     // who answers for an item, folded
	busy   map[string][]occupation // when somebody sits in a session, by folded name
	stage2 string                  // its day, where one is set
}

// occupation is a session that somebody sits in.
type occupation struct{ from, to, id string }

// audits finds it at the first question.
func (c *court) audits() *auditing {
	if c.audited == nil {
		c.audited = &auditing{looked: map[string]string{}, owners: map[string][]string{}, busy: map[string][]occupation{}}
		c.audited.readAudits(c)
		c.audited.readAnswers(c)
		c.audited.readRecords(c)
		for _, r := range c.of("certification") {
			c.audited.stage2 = cmp.Or(r.Text("stage_2_held"), r.Text("stage_2"))
		}
	}
	return c.audited
}

// readAudits reads them; one of a supplier does not count for the programme.
func (a *auditing) readAudits(c *court) {
	own := map[string]bool{}
	for _, r := range c.of(KindAudit) {
		if own[r.ID] = r.Text(fieldKind) != "supplier"; own[r.ID] && r.State() == "closed" {
			a.look(r, cmp.Or(r.Text(fieldDue), r.Text(fieldFrom), r.made()))
		}
	}
	for _, r := range c.of(KindSession) {
		if own[r.parent] && r.State() == held {
			a.look(r, dayOf(r.Text(fieldFrom)))
		}
		for _, person := range append(r.List("auditor"), r.List("auditee")...) {
			name := assess.FoldName(person)
			a.busy[name] = append(a.busy[name], occupation{r.Text(fieldFrom), r.Text(fieldTo), r.ID})
		}
	}
}

// dayOf is the day of a kept time.
func dayOf(kept string) string {
	date, _, _ := strings.Cut(kept, "T")
	return date
}

func (a *auditing) look(r Record, on string) {
	for _, item := range r.List(fieldItems) {
		a.looked[item] = max(a.looked[item], on)
	}
}

// readAnswers reads who answers for an item by its answer, for any AI system.
func (a *auditing) readAnswers(c *court) {
	for key, answer := range c.Assessment.Answers.All() {
		a.owns(answer.Owner, key.Item)
	}
	for item, answer := range c.Assessment.Baseline {
		a.owns(answer.Owner, assess.BaselineRef(item))
	}
}

// readRecords reads who answers for a record whose own items name the item. An
// audit names what it looks at, which is no answer for it.
func (a *auditing) readRecords(c *court) {
	for r := range c.Book.All() {
		if r.removed || r.Kind == KindAudit || r.Kind == KindSession || r.Kind == KindSample {
			continue
		}
		a.owns(r.Text(fieldOwner), r.List(fieldItems)...)
	}
}

func (a *auditing) owns(name string, items ...string) {
	folded := assess.FoldName(name)
	if folded == "" {
		return
	}
	for _, item := range items {
		if !slices.Contains(a.owners[item], folded) {
			a.owners[item] = append(a.owners[item], folded)
		}
	}
}

// Plan are the sessions of an audit by time, those without one last.
func (c Case) Plan(audit Record) []Record {
	const never = "~" // behind every day
	all := slices.Clone(c.children(KindSession, audit.ID))
	slices.SortStableFunc(all, func(a, b Record) int {
		return strings.Compare(cmp.Or(a.Text(fieldFrom), never), cmp.Or(b.Text(fieldFrom), never))
	})
	return all
}

// Samples are those of an audit, in the order of their numbers.
func (c Case) Samples(audit Record) []Record { return c.children(KindSample, audit.ID) }

// EvidenceOfSession makes a piece of evidence and has the session name it.
func EvidenceOfSession(c Case, id string, e assess.Evidence) ([]assess.Change, error) {
	was, err := c.record(KindSession, id)
	if err != nil {
		return nil, err
	}
	changes, err := assess.PutEvidence(c.Catalog, c.Assessment, e)
	if err != nil {
		return nil, err
	}
	is := was
	is.say("evidence", encode(append(was.List("evidence"), e.ID)))
	return append(changes, differ(was, is)...), nil
}

// Team is everybody who audits in an audit, who leads first, each once.
func (c Case) Team(audit Record) []string {
	names := append([]string{audit.Text(fieldOwner)}, audit.List(fieldTeam)...)
	for _, s := range c.Plan(audit) {
		names = append(names, s.List("auditor")...)
	}
	var all []string
	for _, name := range names {
		same := func(other string) bool { return assess.FoldName(other) == assess.FoldName(name) }
		if name != "" && !slices.ContainsFunc(all, same) {
			all = append(all, name)
		}
	}
	return all
}

// Looked are the items that an audit looks at, in the order of the standard and
// then as they were named: its own, and those of its sessions and samples.
func (c Case) Looked(audit Record) []*catalog.Item {
	var refs []string
	for _, r := range slices.Concat([]Record{audit}, c.Plan(audit), c.children(KindSample, audit.ID)) {
		refs = append(refs, r.List(fieldItems)...)
	}
	return c.Named(refs)
}

// Named are the items that names in a list mean, each once, in the order of the
// standards; what is no item any more is left out.
func (c Case) Named(refs []string) []*catalog.Item {
	named := map[string]bool{}
	for _, ref := range refs {
		named[ref] = true
	}
	var all []*catalog.Item
	for _, it := range slices.Concat(assess.Items(c.Catalog, c.Assessment), c.Catalog.Foundation().Items()) {
		if named[assess.RefOf(it)] {
			all = append(all, it)
		}
	}
	return all
}
