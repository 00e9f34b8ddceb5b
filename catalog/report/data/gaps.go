package data

import (
	"crosswalk/catalog/assess"
	"crosswalk/catalog/roadmap"
)

type Gaps struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Filter     *string    `json:"filter" says:"The words of the filter that chose them; null where all are shown."`
	Gaps       []Gap      `json:"gaps"`
}

type Gap struct {
	ID           string       `json:"id" is:"item"`
	Title        string       `json:"title"`
	State        assess.State `json:"state" is:"unanswered|partial|rated"`
	Rating       *int         `json:"rating" is:"0..5"`
	Credit       float64      `json:"credit" is:"0..1"`
	Reuse        float64      `json:"reuse" is:"0..1" says:"Share that extending the ISMS closes."`
	Build        float64      `json:"build" is:"0..1" says:"Share that has to be made new."`
	Quadrant     string       `json:"quadrant" is:"quadrant"`
	Phase        int          `json:"phase" is:"1..4"`
	ResidualDays float64      `json:"residual_days" is:"0.." says:"Person-days left, the project's own assumption."`
	Deliverable  *string      `json:"deliverable"`
	OpenMajor    int          `json:"open_major" is:"0.." says:"Open major nonconformities."`
	OpenMinor    int          `json:"open_minor" is:"0.." says:"Open minor nonconformities."`
	Owner        *string      `json:"owner"`
	Due          *string      `json:"due" is:"date"`
	Flag         bool         `json:"flag"`
}

// GapOf is a gap with who sees to it.
func GapOf(a *assess.Assessment, g roadmap.Gap) Gap {
	own, st := a.Answer(assess.Key{Item: g.Item.ID}), g.Standing
	return Gap{
		g.Item.Number, g.Item.Title, st.State, level(st.State, st.Level), g.Credit, g.Reuse, g.Build, string(g.Quadrant), g.Phase, g.Days,
		OrNull(g.Item.Deliverable), g.Major, g.Minor, OrNull(own.Owner), OrNull(own.Due), own.Flag,
	}
}
