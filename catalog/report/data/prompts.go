package data

import (
	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// RecordPrompt is a prompt of the form of an impact assessment, as it stands there.
type RecordPrompt struct {
	ID       string   `json:"id"`
	Part     string   `json:"part" says:"The part of the form that asks it, with its title."`
	Ask      string   `json:"ask"`
	Name     *string  `json:"name" says:"Names it in crosswalk record set; null where impacts are the answer."`
	Answered string   `json:"answered" is:"open|thin|whole|left out"`
	Why      *string  `json:"why" says:"Of a thin answer what it lacks, of a prompt that is left out why; null of others."`
	Says     *string  `json:"says" says:"The answer, a row a line with | between its columns; null where it says nothing."`
	Impacts  []string `json:"impacts" says:"The numbers of the impacts that answer it."`
}

// PromptsOf are the prompts that a record asks, in the order of the form; none where
// its register has no such form.
func (x Records) PromptsOf(k *catalog.Register, r register.Record) []RecordPrompt {
	all := []RecordPrompt{}
	if k.Form != catalog.FormImpact {
		return all
	}
	for _, p := range x.Prompts(r) {
		part := p.Part + " " + x.Catalog.ImpactForm().Part(p.Part).Title
		out := RecordPrompt{p.ID, part, p.Ask, nil, p.Answered.String(), OrNull(p.Why), OrNull(p.Said(r)), []string{}}
		if p.Typed() {
			out.Name = OrNull(p.Field())
		}
		for _, impact := range p.Impacts {
			out.Impacts = append(out.Impacts, x.Numbers[impact.ID])
		}
		all = append(all, out)
	}
	return all
}
