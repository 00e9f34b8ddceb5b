package data

import (
	"crosswalk/catalog/register"
)

// DrawnSample is a sample of an audit, what was seen of it, and what follows.
type DrawnSample struct {
	Assessment    Assessment `json:"assessment" says:"The assessment this is about."`
	Number        string     `json:"number"`
	Title         string     `json:"title"`
	How           *string    `json:"how" null:"yes" says:"random, judgement or all."`
	Size          int        `json:"size" says:"How many units are on the list."`
	Start         *string    `json:"start" null:"yes" says:"From what the draw began."`
	Drawn         []int      `json:"drawn" says:"The numbers of the units, in the order in which they were drawn."`
	Conforming    []int      `json:"conforming"`
	Nonconforming []int      `json:"nonconforming"`
	NotSeen       []int      `json:"not_seen" says:"They count as nonconforming."`
	Open          []int      `json:"open" says:"Nobody looked at them yet."`
	Bound         *int       `json:"bound" null:"yes" says:"How many units of the list are nonconforming at most, with 95 % confidence one-sided; null where nothing follows."`
	Says          string     `json:"says" says:"What follows, in a sentence or two."`
	Repeat        *string    `json:"repeat" null:"yes" says:"A line of shell that draws the same units."`
	DrawnBefore   []string   `json:"drawn_before" says:"The numbers of the samples in whose place it was drawn, the newest first."`
}

// SampleOf tells of a sample.
func SampleOf(c register.Case, r register.Record) DrawnSample {
	s := c.SampleOf(r)
	d := DrawnSample{
		Assessment: About(c.Assessment), Number: c.Book.Number(c.Catalog, r), Title: r.Title(), How: OrNull(s.How), Size: s.Size, Start: OrNull(s.Start),
		Drawn: []int{}, DrawnBefore: []string{}, Says: s.Says(),
		Conforming: s.Seen(register.Conforming), Nonconforming: s.Seen(register.Nonconforming), NotSeen: s.Seen(register.NotSeen), Open: s.Seen(register.Open),
	}
	for _, u := range s.Units {
		d.Drawn = append(d.Drawn, u.Number)
	}
	for _, before := range s.After {
		d.DrawnBefore = append(d.DrawnBefore, c.Book.Number(c.Catalog, before))
	}
	if bound, follows := s.Bound(); follows {
		d.Bound = &bound
	}
	if s.Start != "" {
		d.Repeat = OrNull(register.Repeat(s.Start, s.Size, s.N))
	}
	return d
}
