package roadmap

import (
	"slices"

	"crosswalk/catalog"
	"crosswalk/catalog/score"
)

// Framework is another set of rules for AI, with how far the items that bear on
// each of its places are. It says nothing about whether the rules are met.
type Framework struct {
	catalog.Framework
	Places []Place
}

// Place is an article or category, and the items that touch it.
type Place struct {
	catalog.Ref
	Items      []*catalog.Item // applicable ones, in catalogue order
	Conforming int
	Progress   *float64 // 0-1, mean credit of the items; nil without an applicable one
}

// Regulatory is every framework with the places that items of the assessment
// touch.
func Regulatory(in Input) []Framework {
	touched := map[string][]string{}
	for _, t := range in.Catalog.Reference().Regulation.Touches {
		touched[t.Ref] = append(touched[t.Ref], t.Item)
	}
	var all []Framework
	for _, f := range in.Catalog.Frameworks() {
		out := Framework{Framework: f}
		for _, ref := range f.Refs {
			if place, ok := placeOf(in, ref, touched[ref.Ref]); ok {
				out.Places = append(out.Places, place)
			}
		}
		if len(out.Places) > 0 {
			all = append(all, out)
		}
	}
	return all
}

func placeOf(in Input, ref catalog.Ref, touching []string) (Place, bool) {
	p := Place{Ref: ref}
	sum, weight := 0.0, 0.0
	for i := range in.Score.Items {
		s := &in.Score.Items[i]
		if !s.Applicable() || !slices.ContainsFunc(touching, func(id string) bool { return under(s.Item.ID, id) }) {
			continue
		}
		p.Items = append(p.Items, s.Item)
		if s.Conforming {
			p.Conforming++
		}
		sum += float64(s.Item.W() * s.Credit)
		weight += s.Item.W()
	}
	if weight > 0 {
		mean := score.Round(sum / weight)
		p.Progress = &mean
	}
	return p, len(touching) > 0
}

// under reports whether an item is the one that is named, or below the heading
// that is.
func under(item, named string) bool {
	return item == named || len(item) > len(named) && item[:len(named)] == named && item[len(named)] == '.'
}
