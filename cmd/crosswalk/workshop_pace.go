package main

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// changeAgenda changes the agenda or its clock, and says how they stand then.
func (x *app) changeAgenda(ctx context.Context, d desk, change func(workshop.Agenda, time.Time) (workshop.Agenda, error)) error {
	changed := false
	err := d.db.Plan(ctx, d.who, d.cat, d.id, func(g workshop.Agenda, now time.Time) (workshop.Agenda, error) {
		next, err := change(g, now)
		changed = !reflect.DeepEqual(g, next)
		return next, err
	})
	if err != nil {
		return err
	}
	a, err := d.db.Assessment(ctx, d.id)
	if err != nil {
		return err
	}
	r, err := d.db.Room(ctx, d.id)
	if err != nil {
		return err
	}
	x.done(x.out, changed, "the agenda of "+a.Name)
	x.agendaText(agendaAsJSON(d.cat, a, r, x.clock()))
	return nil
}

type agendaJSON struct {
	Named       bool        `json:"named"`
	Tolerance   int         `json:"tolerance"`
	Minutes     *int        `json:"minutes"`      // length of the session; null: none was set
	MinutesGone float64     `json:"minutes_gone"` // on the clock, breaks left out
	Running     bool        `json:"running"`
	Entries     []entryJSON `json:"entries"`
	Left        int         `json:"left"`
	Each        *float64    `json:"each"`     // minutes an item took
	Fits        *int        `json:"fits"`     // items of those left
	WontFit     *int        `json:"wont_fit"` // the last of those left
}

type entryJSON struct {
	subject
	State string `json:"state"` // to do, settled or parked
	Level *int   `json:"level"`
	Fits  *bool  `json:"fits"` // of what is to do; null: there is no pace
}

// agendaAsJSON is the agenda of a room as it stands now, nil where it has none.
func agendaAsJSON(cat *catalog.Catalog, a *assess.Assessment, r store.Room, now time.Time) *agendaJSON {
	g := r.Agenda
	if g.Empty() {
		return nil
	}
	pace := g.Pace(r.Ended(), now)
	out := &agendaJSON{
		Named: g.Named, Tolerance: g.Tolerance, MinutesGone: g.Clock(now).Minutes(), Running: !g.Since.IsZero(),
		Entries: []entryJSON{}, Left: len(pace.Left),
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
	for _, e := range g.Entries(r.Ended()) {
		one := entryJSON{subject: votedOn(cat, a, e.Key), State: string(e.State)}
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

// agendaText prints an agenda.
func (x *app) agendaText(g *agendaJSON) {
	if g == nil {
		x.line("no agenda; crosswalk workshop agenda makes one")
		return
	}
	systems := slices.ContainsFunc(g.Entries, func(e entryJSON) bool { return e.System != nil })
	t := table{columns: []column{{head: "ITEM"}, {head: "TITLE", flex: true}, {head: "STATE"}}}
	if systems {
		t.columns = append(t.columns, column{head: "AI SYSTEM"})
	}
	for _, e := range g.Entries {
		cells := []string{e.Item, e.Title, e.state()}
		if e.System != nil {
			cells = append(cells, *e.System)
		} else if systems {
			cells = append(cells, "")
		}
		t.add(cells...)
	}
	x.table(t)
	x.line("")
	x.wrappedAt(0, 0, g.words())
}

func (e entryJSON) state() string {
	switch {
	case e.Level != nil:
		return fmt.Sprintf("settled at %d", *e.Level)
	case e.Fits != nil && !*e.Fits:
		return "will not fit"
	}
	return e.State
}

// words are the clock and the pace in sentences.
func (g *agendaJSON) words() string {
	names := "Names are dropped at the reveal"
	if g.Named {
		names = "Names are kept"
	}
	say := []string{fmt.Sprintf("%s, tolerance %d.", names, g.Tolerance)}
	switch {
	case g.Minutes != nil && g.MinutesGone == 0:
		say = append(say, fmt.Sprintf("The session has %s; the clock was not started yet.", count(*g.Minutes, "minute")))
	case g.Minutes != nil:
		say = append(say, fmt.Sprintf("%.0f of %s are gone%s.", g.MinutesGone, count(*g.Minutes, "minute"), g.halted()))
	default:
		say = append(say, fmt.Sprintf("No length was set; %.0f minutes are on the clock%s.", g.MinutesGone, g.halted()))
	}
	left := count(g.Left, "item") + " left"
	switch {
	case g.Left == 0:
		left = "Nothing is left"
	case g.Fits == nil:
		left += "; there is no pace before one is settled or parked"
	case *g.WontFit == 0:
		left += ", which fit in the time left"
	case g.Each == nil:
		left += ", and the time is over"
	default:
		left += fmt.Sprintf("; at %.0f minutes each the time is enough for %d of them", *g.Each, *g.Fits)
	}
	return strings.Join(append(say, left+"."), " ")
}

func (g *agendaJSON) halted() string {
	if g.Running {
		return ""
	}
	return ", and the clock stands"
}
