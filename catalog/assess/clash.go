package assess

import (
	"errors"
	"slices"

	"crosswalk/catalog"
)

// Clash is what two copies did that no single one would have allowed, on different
// fields: nothing of it is patched over, a person looks.
type Clash struct {
	Kind  ClashKind
	About Subject  // the record or the item
	Here  Revision // what was said here; the zero one where that is how the assessment stood
	There Revision // what came
}

// ClashKind says what does not go together.
type ClashKind string

// The kinds of clashes.
const (
	RemovedAndUsed   ClashKind = "removed here, worked on there"
	UsedAndRemoved   ClashKind = "worked on here, removed there"
	ExcludedAndRated ClashKind = "excluded here, rated there"
	RatedAndExcluded ClashKind = "rated here, excluded there"
	OneNumber        ClashKind = "two with one number"
)

// Clashes find what comes from elsewhere that does not go together with how an
// assessment stands.
type Clashes struct {
	before *Assessment
	seen   map[clashing]bool // what is about one thing is said once
	all    []Clash
	// Asks are what came that clashes with what was said here and is not known there:
	// who has the history looks.
	Asks  []Clash
	asked map[clashing]bool
}

type clashing struct {
	kind  ClashKind
	about Subject
}

// ClashesWith begins with how the assessment stands here.
func ClashesWith(before *Assessment) *Clashes {
	return &Clashes{before: before, seen: map[clashing]bool{}, asked: map[clashing]bool{}}
}

// Add says that something was found.
func (c *Clashes) Add(x Clash) {
	if once := (clashing{x.Kind, x.About}); !c.seen[once] {
		c.seen[once] = true
		c.all = append(c.all, x)
	}
}

// ask has the history looked through for what clashes with something that came.
func (c *Clashes) ask(x Clash) {
	if once := (clashing{x.Kind, x.About}); !c.asked[once] {
		c.asked[once] = true
		c.Asks = append(c.Asks, x)
	}
}

// Came takes a revision that comes in.
func (c *Clashes) Came(r Revision) {
	about := r.Subject
	if k, err := r.Subject.Key(); err == nil {
		c.rated(k, r)
		if k.System == "" {
			return
		}
		about = RecordSubject(KindSystem, k.System)
	}
	switch removes := r.Field == FieldRemoved && string(r.Value) == "true"; {
	case removes && c.stands(about):
		c.ask(Clash{Kind: UsedAndRemoved, About: about, There: r})
	case !removes && r.Field != FieldRemoved && c.isRemoved(about):
		c.Add(Clash{Kind: RemovedAndUsed, About: about, There: r})
	}
}

// rated looks at a rating that comes in: an exclusion of the whole item, or a judgement
// below one.
func (c *Clashes) rated(k Key, r Revision) {
	rating, err := ParseRating(r)
	if r.Field != FieldRating || err != nil {
		return
	}
	whole := Key{Item: k.Item}
	switch {
	case k == whole && rating.Is(NA):
		c.ask(Clash{Kind: RatedAndExcluded, About: whole.Subject(), There: r})
	case k != whole && rating.Is(Rated) && c.before.Answer(whole).Rating.Is(NA):
		c.Add(Clash{Kind: ExcludedAndRated, About: whole.Subject(), There: r})
	}
}

func (c *Clashes) stands(s Subject) bool {
	k, err := kindOf(s)
	if err != nil || !k.Made {
		return false
	}
	_, there := k.Of(c.before, s)
	return there && !c.isRemoved(s)
}

func (c *Clashes) isRemoved(s Subject) bool {
	k, err := kindOf(s)
	if err != nil || !k.Made {
		return false
	}
	fields, _ := k.Of(c.before, s)
	f, ok := named(fields, FieldRemoved)
	if !ok {
		return false
	}
	removed, is := f.At.(*bool)
	return is && *removed
}

// All are the clashes that were found, and own controls that bear one number now.
func (c *Clashes) All(after *Assessment) []Clash {
	by := map[int]Subject{}
	for _, x := range after.Controls {
		s := RecordSubject(KindControl, x.ID)
		if x.Removed {
			continue
		}
		if first, twice := by[x.Number]; twice && !(c.stands(first) && c.stands(s)) {
			c.Add(Clash{Kind: OneNumber, About: s})
		}
		by[x.Number] = s
	}
	return c.all
}

// Words say what does not go together.
func (x Clash) Words(cat *catalog.Catalog, a *Assessment) string {
	name := SubjectName(cat, a, x.About)
	switch x.Kind {
	case RemovedAndUsed:
		return name + " was taken away here, and " + x.There.Author + " went on with it; bring it back, or leave it"
	case UsedAndRemoved:
		return name + " was taken away by " + x.There.Author + ", and " + x.Here.Author + " went on with it here; bring it back, or leave it"
	case ExcludedAndRated:
		return name + " is not applicable here, and " + x.There.Author + " rated a part of it; rate it, or leave it out"
	case RatedAndExcluded:
		return name + " is not applicable for " + x.There.Author + ", and " + x.Here.Author + " rated a part of it here; rate it, or leave it out"
	}
	return name + " has the number of another own control; both are shown with a letter behind it"
}

// Place names a clash as settlements do: no field is called so.
func (x Clash) Place() Place { return Place{Subject: x.About, Field: "clash"} }

// Open reports whether it still is one: nobody brought back what was taken away or
// excluded, and nobody said since that it is left.
func (x Clash) Open(a *Assessment) bool {
	if slices.ContainsFunc(a.Settlements, func(s Settlement) bool {
		return s.ID > x.Here.ID && s.ID > x.There.ID && slices.Contains(s.Places, x.Place().Path())
	}) {
		return false
	}
	c := Clashes{before: a}
	switch x.Kind {
	case RemovedAndUsed, UsedAndRemoved:
		return c.isRemoved(x.About)
	case ExcludedAndRated, RatedAndExcluded:
		k, err := x.About.Key()
		return err == nil && a.Answer(k).Rating.Is(NA)
	}
	at, known := a.Control(x.About.ID())
	return known && !at.Removed && slices.ContainsFunc(a.Controls, func(o OwnControl) bool { return !o.Removed && o.ID != at.ID && o.Number == at.Number })
}

// Back reports whether there is something to bring back, and in which words.
func (x Clash) Back() (words string, can bool) {
	switch x.Kind {
	case RemovedAndUsed, UsedAndRemoved:
		return "bring it back", true
	case ExcludedAndRated, RatedAndExcluded:
		return "take the exclusion away", true
	}
	return "", false
}

// ErrNothingBack says that nothing of a clash was taken away.
var ErrNothingBack = errors.New("nothing of it was taken away; leave it, or change one of the two")

// Settle is what ends a clash, under the id of the settlement: what was taken away
// comes back, or it is left as it is.
func (x Clash) Settle(id string, back bool, reason string) ([]Change, error) {
	s := Settlement{ID: id, Places: []string{x.Place().Path()}, Reason: reason}
	if !back {
		return s.Changes(), nil
	}
	if _, can := x.Back(); !can {
		return nil, ErrNothingBack
	}
	c := Change{Subject: x.About, Field: FieldRemoved, Value: []byte("false")}
	if x.Kind == ExcludedAndRated || x.Kind == RatedAndExcluded {
		c.Field, c.Value = FieldRating, null
	}
	return append([]Change{c}, s.Changes()...), nil
}
