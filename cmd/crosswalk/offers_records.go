package main

import (
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/filter"
	"crosswalk/catalog/register"
	"crosswalk/catalog/report"
	"crosswalk/catalog/report/data"
	"crosswalk/store"
)

// These offers look into the database.

func ownControls(o *offer) {
	o.assessment(func(_ *store.DB, a *assess.Assessment) {
		for _, c := range a.Controls {
			if !c.Removed {
				o.add(a.OwnNumber(c), c.Title)
			}
		}
	})
}

func parkedItems(o *offer) {
	o.assessment(func(db *store.DB, a *assess.Assessment) {
		room, err := db.Room(o.ctx, a.ID)
		if err != nil {
			return
		}
		o.catalogue(func(cat *catalog.Catalog) {
			for _, v := range parkedOf(room.Votes) {
				s := data.VotedOn(cat, a, v.Vote.Key)
				o.add(s.Item, s.Title)
			}
		})
	})
}

func systems(o *offer) {
	o.assessment(func(_ *store.DB, a *assess.Assessment) {
		for _, s := range a.ActiveSystems() {
			o.named(s.Name, s.ID, s.Purpose, true)
		}
	})
}

func eachSystem(o *offer) {
	o.add(eachOne, "every AI system in scope, one by one")
	systems(o)
}

func families(o *offer) {
	o.assessment(func(_ *store.DB, a *assess.Assessment) {
		for _, s := range a.ActiveSystems() {
			o.add(s.Family, s.Name)
		}
	})
}

func assessments(o *offer) {
	o.database(func(db *store.DB) {
		all, err := db.Assessments(o.ctx)
		if err != nil {
			return
		}
		named := map[string]int{}
		for _, s := range all {
			named[s.Name]++
		}
		for _, s := range all {
			o.named(s.Name, s.ID, s.Organisation, named[s.Name] == 1)
		}
	})
}

// revisions are those of the newest acts.
func revisions(o *offer) {
	o.assessment(func(db *store.DB, a *assess.Assessment) {
		acts, err := db.History(o.ctx, a.ID, store.HistoryFilter{Limit: 20})
		if err != nil {
			return
		}
		before := assess.FromParents(byID(acts))
		o.catalogue(func(cat *catalog.Catalog) {
			for _, act := range acts {
				for _, r := range act.Revisions {
					o.add(r.ID, assess.Tell(cat, a, []assess.Revision{r}, before))
				}
			}
		})
	})
}

// eachConflict offers something of what copies disagree on.
func eachConflict(o *offer, do func(cat *catalog.Catalog, a *assess.Assessment, c store.Conflict)) {
	o.assessment(func(db *store.DB, a *assess.Assessment) {
		all, err := db.Conflicts(o.ctx, a.ID)
		if err != nil {
			return
		}
		o.catalogue(func(cat *catalog.Catalog) {
			for _, c := range all {
				do(cat, a, c)
			}
		})
	})
}

func conflictNames(o *offer) {
	eachConflict(o, func(cat *catalog.Catalog, a *assess.Assessment, c store.Conflict) {
		o.add(c.Name, assess.PlaceName(cat, a, c.Shown))
	})
	o.assessment(func(db *store.DB, a *assess.Assessment) {
		all, err := db.Clashes(o.ctx, a.ID)
		if err != nil {
			return
		}
		o.catalogue(func(cat *catalog.Catalog) {
			for _, c := range all {
				o.add(c.Name, c.Words(cat, a))
			}
		})
	})
}

func sidesToTake(o *offer) {
	o.list([]string{takeOurs, takeTheirs, takeBase, takeBoth, takeBack, takeLeave})
}

// sidesOfPeople are those who said a value that others disagree with.
func sidesOfPeople(o *offer) {
	eachConflict(o, func(_ *catalog.Catalog, _ *assess.Assessment, c store.Conflict) {
		for _, r := range c.Said {
			o.add(r.Author, "")
		}
	})
}

// people are those who may join.
func people(o *offer) {
	o.database(func(db *store.DB) {
		all, err := db.People(o.ctx)
		if err != nil {
			return
		}
		for _, p := range all {
			o.add(p.Name, string(p.Role))
		}
	})
}

// memberNames are those who have a role in an assessment or a group.
func memberNames(o *offer) {
	o.database(func(db *store.DB) {
		all, err := db.Members(o.ctx)
		if err != nil {
			return
		}
		for _, m := range all {
			o.add(m.Name, string(m.Role))
		}
	})
}

func groupNames(o *offer) {
	o.database(func(db *store.DB) {
		all, err := db.Groups(o.ctx)
		if err != nil {
			return
		}
		for _, g := range all {
			o.add(g.Name, string(g.Kind))
		}
	})
}

// owners are all who see to something, and who may join.
func owners(o *offer) {
	o.assessment(func(_ *store.DB, a *assess.Assessment) {
		for _, s := range a.ActiveSystems() {
			o.add(s.Owner, "")
		}
		for _, t := range a.Tasks {
			o.add(t.Owner, "")
		}
		for _, b := range a.Baseline {
			o.add(b.Owner, "")
		}
		for _, all := range a.Answers {
			for _, one := range all {
				o.add(one.Owner, "")
			}
		}
	})
	slices.Sort(o.all)
	people(o)
}

func invitations(o *offer) {
	o.database(func(db *store.DB) {
		all, err := db.Invitations(o.ctx)
		if err != nil {
			return
		}
		for _, i := range all {
			o.add(i.ID, string(i.Role)+" "+i.Name)
		}
	})
}

func layouts(o *offer) {
	o.assessment(func(db *store.DB, a *assess.Assessment) {
		all, err := db.Layouts(o.ctx, a.ID)
		if err != nil {
			return
		}
		for _, l := range all {
			o.add(l.Name, "")
		}
	})
}

// evidenceToSee are the pieces by their numbers.
func evidenceToSee(o *offer) {
	o.assessment(func(_ *store.DB, a *assess.Assessment) {
		for _, e := range a.Pieces() {
			o.add(a.EvidenceNumber(e), e.What)
		}
	})
}

func findings(o *offer) {
	o.assessment(func(_ *store.DB, a *assess.Assessment) {
		for _, f := range a.Findings {
			if !f.Removed {
				o.add(a.FindingNumber(f), f.Grade+" · "+f.Shown()+" · "+f.Statement)
			}
		}
	})
}

// causes are those of earlier findings.
func causes(o *offer) {
	o.assessment(func(_ *store.DB, a *assess.Assessment) { o.list(a.Causes()) })
}

func evidenceNames(o *offer) {
	o.assessment(func(_ *store.DB, a *assess.Assessment) {
		for _, e := range a.Pieces() {
			o.add(e.What, e.Kind)
		}
	})
}

// metrics are those of the register, by their numbers.
func metrics(o *offer) {
	o.assessment(func(db *store.DB, a *assess.Assessment) {
		book, err := db.Records(o.ctx, a.ID, catalog.MetricKind)
		if err != nil {
			return
		}
		o.catalogue(func(cat *catalog.Catalog) {
			for _, r := range book.Of(catalog.MetricKind) {
				o.add(book.Number(cat, r), r.Title())
			}
		})
	})
}

func versionsOfSoA(o *offer) { o.versions(report.KindSoA, "") }

// versionsOfDocument are those of the document that stands before, and its AI systems
// where it is about one.
func versionsOfDocument(o *offer) {
	k, _ := report.KindNamed(append(o.args, "")[0])
	if k.Of != "" && len(o.args) < 2 {
		o.subjects(k)
		return
	}
	o.versions(k.Name, strings.Join(o.args[min(len(o.args), 1):], ""))
}

// subjects are what a document may be about, where it is about one of several.
func (o *offer) subjects(k report.Kind) {
	o.book(func(c register.Case) {
		for _, s := range k.Subjects(c) {
			o.add(s.Name, s.Title)
		}
	})
}

// versions are those of one kind of document; of what it is about where that is named.
func (o *offer) versions(kind, about string) {
	o.book(func(c register.Case) {
		for _, is := range c.Assessment.Issued {
			if !is.Removed && is.Kind == kind && (about == "" || report.AboutName(c, is.About) == about) {
				o.add(is.Version, is.Title)
			}
		}
	})
}

func registerKinds(o *offer) {
	o.catalogue(func(cat *catalog.Catalog) {
		for _, k := range cat.Registers() {
			o.add(k.ID, k.Title)
		}
	})
}

// book looks into the records of the assessment that the command would read, without
// those that only their readers see.
func (o *offer) book(do func(register.Case)) {
	o.assessment(func(db *store.DB, a *assess.Assessment) {
		book, err := db.Records(o.ctx, a.ID)
		if err != nil {
			return
		}
		o.catalogue(func(cat *catalog.Catalog) {
			do(register.Case{Catalog: cat, Assessment: a, Book: book, Today: o.x.clock()})
		})
	})
}

func recordNumbers(o *offer) {
	o.book(func(c register.Case) { o.numbered(c, "") })
}

// numbered offers the records of a kind, of all kinds where none is named, behind
// what was typed already.
func (o *offer) numbered(c register.Case, kind string, before ...string) {
	numbers := c.Book.Numbers(c.Catalog)
	for r := range c.Book.All() {
		if (kind == "" || r.Kind == kind) && !r.Removed() {
			o.add(strings.Join(before, "")+numbers[r.ID], r.Title())
		}
	}
}

// kindMeant is the register of the argument before, which names it or one of its
// records.
func (o *offer) kindMeant(do func(register.Case, *catalog.Register)) {
	if len(o.args) == 0 {
		return
	}
	o.book(func(c register.Case) {
		if k, err := c.Register(o.args[0]); err == nil {
			do(c, k)
		} else if r, err := c.Book.Find(c.Catalog, o.args[0]); err == nil {
			do(c, c.Shape(r.Kind))
		}
	})
}

func recordStates(o *offer) {
	o.kindMeant(func(_ register.Case, k *catalog.Register) { o.each(k.StateNames()) })
}

func libraryRows(o *offer) {
	o.kindMeant(func(c register.Case, k *catalog.Register) {
		for _, r := range register.Library(c, k.ID) {
			o.add(r.Name(), r.Title())
		}
	})
}

// recordSets are the fields of a register, and after one what it can say.
func recordSets(o *offer) {
	o.kindMeant(func(c register.Case, k *catalog.Register) {
		for i := range k.Fields {
			f := &k.Fields[i]
			if !strings.HasPrefix(o.typed, f.Name+"=") {
				o.part(f.Name+"=", f.Label)
				continue
			}
			o.values(c, f)
		}
	})
}

// values are what a field can say, behind its name; of several with commas between
// them the next one.
func (o *offer) values(c register.Case, f *catalog.RegisterField) {
	before := f.Name + "="
	if at := strings.LastIndex(o.typed, ","); at >= 0 {
		before = o.typed[:at+1]
	}
	switch f.Type {
	case "record", "records":
		o.numbered(c, f.Register, before)
	case "items":
		for _, s := range c.Catalog.Standards {
			for _, it := range s.Items() {
				o.add(before+assess.RefOf(it), it.Title)
			}
		}
	case "evidence":
		for _, e := range c.Assessment.Pieces() {
			o.add(before+c.Assessment.EvidenceNumber(e), e.What)
		}
	case "systems":
		o.behind(before, systems)
	case "person", "persons":
		o.behind(before, owners)
	default:
		for _, w := range c.Offers(f) {
			o.add(before+w, "")
		}
	}
}

// behind offers what another place offers behind what was typed already.
func (o *offer) behind(before string, source func(*offer)) {
	rest := &offer{x: o.x, ctx: o.ctx, typed: strings.TrimPrefix(o.typed, before)}
	source(rest)
	for _, one := range rest.all {
		name, about, _ := strings.Cut(one, "\t")
		o.add(before+name, about)
	}
}

// recordFilters are the words that records of the register before can be asked for.
func recordFilters(o *offer) {
	o.kindMeant(func(_ register.Case, k *catalog.Register) {
		for _, w := range filter.AsksRecords(k) {
			if w.Takes == "" {
				o.add(w.Word, w.Help)
			} else {
				o.add(w.Word+":", w.Help)
			}
		}
		for _, s := range k.StateNames() {
			o.add(filter.Term{Word: catalog.RecordState, Value: s}.String(), "")
		}
	})
}

func importKinds(o *offer) {
	o.each(sheetKinds)
	registerKinds(o)
}
