package data

import (
	"cmp"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

type Profile struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Profile    Keys       `json:"profile"`
}

// Keys has a key for each of a profile; what was not said is null.
type Keys struct {
	Organisation        *string            `json:"organisation"`
	Scope               *string            `json:"scope"`
	Kind                string             `json:"kind" is:"kind"`
	Size                string             `json:"size" is:"size"`
	Target              int                `json:"target" is:"3|4|5"`
	Start               *string            `json:"start" is:"date"`
	FTE                 float64            `json:"fte" is:">0"`
	Holidays            []string           `json:"holidays" is:"date"`
	ISMSYears           *float64           `json:"isms_years" is:"0.."`
	ISMSCertified       *string            `json:"isms_certified" is:"isms_certified"`
	ScopesCompatible    *string            `json:"scopes_compatible" is:"scopes_compatible" says:"As the lines of the scope say it, where there are such; else as it was typed."`
	CertificationWanted *string            `json:"certification_wanted" is:"isms_certified"`
	CertificationBy     *string            `json:"certification_by" is:"date"`
	OneOwner            *string            `json:"one_owner" is:"isms_certified"`
	ScopeMoves          *string            `json:"scope_moves" is:"isms_certified"`
	Budget              *string            `json:"budget" is:"budget"`
	Basis               string             `json:"basis" is:"basis"`
	Strategy            *string            `json:"strategy" is:"strategy" says:"The one that was chosen; null: the recommended one."`
	StrategyReason      *string            `json:"strategy_reason"`
	Decisions           []string           `json:"decisions" says:"What is wanted of top management, one each."`
	Sites               []string           `json:"sites"`
	PeopleMet           []string           `json:"people_met"`
	NotSeen             []string           `json:"not_seen" says:"What the assessment did not look at."`
	ConcernReaders      []string           `json:"concern_readers" says:"Who reads concerns and complaints where nobody else is named in one."`
	Effort              map[string]float64 `json:"effort" is:"0.." says:"Person-days by item, where not the catalogue's."`
}

// ProfileOf is what is known of the organisation.
func ProfileOf(c register.Case) Profile {
	cat, a := c.Catalog, c.Assessment
	p := a.Profile
	return Profile{About(a), Keys{
		OrNull(p.Organisation), OrNull(p.Scope), p.Kind, p.Size, p.Target, OrNull(p.Start), p.FTE,
		append([]string{}, p.Holidays...), p.ISMSYears, OrNull(p.ISMSCertified), OrNull(cmp.Or(register.Scopes(c), p.ScopesCompatible)),
		OrNull(p.CertificationWanted), OrNull(p.CertificationBy), OrNull(p.OneOwner), OrNull(p.ScopeMoves),
		OrNull(p.Budget), p.Basis, OrNull(p.Strategy), OrNull(p.StrategyReason),
		things(p.Decisions), things(p.Sites), things(p.PeopleMet), things(p.NotSeen), things(p.ConcernReaders), effort(cat, a),
	}}
}

// things are the lines of a key that has one for each thing; none are an empty list.
func things(text string) []string { return append([]string{}, assess.Things(text)...) }

// effort is the profile's effort by the number that people read.
func effort(cat *catalog.Catalog, a *assess.Assessment) map[string]float64 {
	out := map[string]float64{}
	for id, days := range a.Profile.Effort {
		if it, ok := assess.Item(cat, a, id); ok {
			id = it.Number
		}
		out[id] = days
	}
	return out
}
