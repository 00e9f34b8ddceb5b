package report

import (
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/synergy"
)

// head is what stands below the title of every document.
func (d *draft) head() []Fact {
	p := d.Assessment.Profile
	return []Fact{
		d.fact("head.organisation", d.or(p.Organisation)),
		d.fact("head.assessment", d.Assessment.Name+" ("+d.Words.Of("assessment", p.Kind)+")"),
		d.fact("head.scope", d.or(p.Scope)),
		d.fact("head.systems", d.Words.Count("systems", len(d.Assessment.InScope()))),
		d.fact("head.date", d.Words.Date(d.Day)),
	}
}

// without is said behind a sum that leaves the item out which a room votes on.
func (d *draft) without() string {
	if d.Veiled == "" {
		return ""
	}
	return ", " + d.say("veil.without", "item", d.numberOf(d.Veiled))
}

// provenance is where every figure comes from. A certification body is told no sums of
// ratings.
func (d *draft) provenance() Provenance {
	p := Provenance{
		Program: d.Program, Catalogue: d.Catalog.Requirements().Name + ", " + d.Catalog.Foundation().Name, Hash: d.Hash, Made: d.Made.UTC().Truncate(time.Second),
		Assessment: d.Assessment.Name, Head: d.Head, Acts: d.Acts, Basis: d.Synergy.Basis,
	}
	p.Lines = []string{
		d.say("source.program", "program", p.Program, "catalogue", p.Catalogue, "hash", p.Hash),
		d.say("source.assessment", "name", p.Assessment, "date", d.Words.Date(d.Made), "head", p.Head, "acts", p.Acts),
	}
	toBody := d.doc.Kind == KindSoA && !d.Internal || d.doc.Kind == kindApplication
	if all := d.Score.Overall; !toBody {
		p.Lines = append(p.Lines,
			d.say("source.answered", "n", all.Answered, "of", all.Applicable, "seen", all.Verified, "claimed", all.Claimed())+d.without()+".",
			d.say("source.taken", "n", d.TakenOver()))
	}
	p.Lines = append(p.Lines, d.say("source.basis", "basis", d.Words.Of("basis", d.Synergy.Basis)), d.say("source.self"))
	if d.Synergy.Basis == synergy.Published {
		p.Lines = append(p.Lines, d.Catalog.Published().Notice)
	}
	return p
}

// mostDisputed are named at the beginning of a document; the rest is counted.
const mostDisputed = 6

// disputed counts what copies disagree on, and names it; empty where nothing does.
// Records that only their readers see are no part of it.
func (d *draft) disputed() string {
	var names []string
	for _, p := range d.Assessment.Conflicts {
		if name := d.placeName(p); name != "" {
			names = append(names, name)
		}
	}
	n := len(names)
	if n == 0 {
		return ""
	}
	said := d.Words.Count("conflicts", n) + ": " + strings.Join(names[:min(n, mostDisputed)], ", ")
	if n > mostDisputed {
		said += ", …"
	}
	return said + ". " + d.say("conflicts.shown")
}

// placeName is what people call a field; of a record its number.
func (d *draft) placeName(p assess.Place) string {
	if kind, of, ok := strings.Cut(p.Subject.ID(), "/"); ok && p.Subject.Kind() == assess.KindRecord {
		if _, there := d.records.Book.Record(kind, of); !there {
			return ""
		}
		return d.numbers[of]
	}
	return assess.PlaceName(d.Catalog, d.Assessment, assess.Revision{Subject: p.Subject, Field: p.Field})
}

// ownerOf is who sees to an item, and by when.
func (d *draft) ownerOf(item string) (owner, due string) {
	x := d.Assessment.Answer(assess.Key{Item: item})
	return x.Owner, x.Due
}
