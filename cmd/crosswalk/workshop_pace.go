package main

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"crosswalk/catalog/report/data"
	"crosswalk/catalog/workshop"
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
	x.agendaText(data.AgendaOf(d.cat, a, r.Agenda, r.Ended(), x.clock()))
	return nil
}

// agendaText prints an agenda.
func (x *app) agendaText(g *data.Agenda) {
	if g == nil {
		x.line("no agenda; crosswalk workshop agenda makes one")
		return
	}
	systems := slices.ContainsFunc(g.Entries, func(e data.Entry) bool { return e.System != nil })
	t := table{columns: []column{{head: "ITEM"}, {head: "TITLE", flex: true}, {head: "STATE"}}}
	if systems {
		t.columns = append(t.columns, column{head: "AI SYSTEM"})
	}
	for _, e := range g.Entries {
		cells := []string{e.Item, e.Title, entryState(e)}
		if e.System != nil {
			cells = append(cells, *e.System)
		} else if systems {
			cells = append(cells, "")
		}
		t.add(cells...)
	}
	x.table(t)
	x.line("")
	x.wrappedAt(0, 0, agendaWords(g))
}

func entryState(e data.Entry) string {
	switch {
	case e.Level != nil:
		return fmt.Sprintf("settled at %d", *e.Level)
	case e.Fits != nil && !*e.Fits:
		return "will not fit"
	}
	return e.State
}

// agendaWords are the clock and the pace in sentences.
func agendaWords(g *data.Agenda) string {
	names := "Names are dropped at the reveal"
	if g.Named {
		names = "Names are kept"
	}
	say := []string{fmt.Sprintf("%s, tolerance %d.", names, g.Tolerance)}
	switch {
	case g.Minutes != nil && g.MinutesGone == 0:
		say = append(say, fmt.Sprintf("The session has %s; the clock was not started yet.", count(*g.Minutes, "minute")))
	case g.Minutes != nil:
		say = append(say, fmt.Sprintf("%.0f of %s are gone%s.", g.MinutesGone, count(*g.Minutes, "minute"), halted(g)))
	default:
		say = append(say, fmt.Sprintf("No length was set; %.0f minutes are on the clock%s.", g.MinutesGone, halted(g)))
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

func halted(g *data.Agenda) string {
	if g.Running {
		return ""
	}
	return ", and the clock stands"
}
