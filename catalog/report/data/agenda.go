package data

import (
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

type Agenda struct {
	Named       bool     `json:"named" says:"The votes keep who voted what."`
	Tolerance   int      `json:"tolerance" is:"0|1|2"`
	Minutes     *int     `json:"minutes" says:"Length of the session; null: none was set."`
	MinutesGone float64  `json:"minutes_gone" says:"On the clock, breaks left out."`
	Running     bool     `json:"running" says:"The clock runs."`
	Entries     []Entry  `json:"entries" says:"In the order of the agenda."`
	Left        int      `json:"left" says:"Entries to do."`
	Each        *float64 `json:"each" says:"Minutes that an item took."`
	Fits        *int     `json:"fits" says:"How many of those left fit in the time left."`
	WontFit     *int     `json:"wont_fit" says:"How many do not, the last ones."`
}

type Entry struct {
	Subject
	State string `json:"state" is:"to do|settled|parked"` // to do, settled or parked
	Level *int   `json:"level" is:"0..5" says:"Null: not settled."`
	Fits  *bool  `json:"fits" says:"Whether the time left reaches it; null: there is no pace, or it is done."`
}

// AgendaOf is the agenda of a room as it stands now, nil where it has none.
func AgendaOf(cat *catalog.Catalog, a *assess.Assessment, g workshop.Agenda, ended []workshop.Ended, now time.Time) *Agenda {
	if g.Empty() {
		return nil
	}
	pace := g.Pace(ended, now)
	out := &Agenda{
		Named: g.Named, Tolerance: g.Tolerance, MinutesGone: g.Clock(now).Minutes(), Running: !g.Since.IsZero(),
		Entries: []Entry{}, Left: len(pace.Left),
	}
	if g.Given > 0 {
		minutes := int(g.Given / time.Minute)
		out.Minutes = &minutes
	}
	if each, ok := pace.PerItem(); ok {
		minutes := each.Minutes()
		out.Each = &minutes
	}
	fits, paced := pace.Fits()
	if paced {
		wont := len(pace.Left) - fits
		out.Fits, out.WontFit = &fits, &wont
	}
	todo := 0
	for _, e := range g.Entries(ended) {
		one := Entry{Subject: VotedOn(cat, a, e.Key), State: string(e.State)}
		switch e.State {
		case workshop.Settled:
			one.Level = &e.Level
		case "":
			one.State = "to do"
			if paced {
				reached := todo < fits
				one.Fits = &reached
			}
			todo++
		}
		out.Entries = append(out.Entries, one)
	}
	return out
}
