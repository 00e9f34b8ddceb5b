package main

import (
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
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

func evidenceNames(o *offer) {
	o.assessment(func(_ *store.DB, a *assess.Assessment) {
		for _, e := range a.Pieces() {
			o.add(e.What, e.Kind)
		}
	})
}

func versionsOfSoA(o *offer) { o.versions(report.KindSoA, "") }

// versionsOfDocument are those of the document that stands before, and its AI systems
// where it is about one.
func versionsOfDocument(o *offer) {
	k, _ := report.KindNamed(append(o.args, "")[0])
	if k.Of != "" && len(o.args) < 2 {
		systems(o)
		return
	}
	o.versions(k.Name, strings.Join(o.args[min(len(o.args), 1):], ""))
}

// versions are those of one kind of document; of one AI system where one is named.
func (o *offer) versions(kind, system string) {
	o.assessment(func(_ *store.DB, a *assess.Assessment) {
		for _, is := range a.Issued {
			if !is.Removed && is.Kind == kind && (system == "" || report.AboutName(a, is.About) == system) {
				o.add(is.Version, is.Title)
			}
		}
	})
}
