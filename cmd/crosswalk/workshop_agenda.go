package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// picking is what a new agenda is asked for with.
type picking struct {
	filter, asks, system string
	minutes, tolerance   int
	named                bool
	add, drop, clear     bool
}

func workshopAgenda(x *app) *cobra.Command {
	p := picking{tolerance: workshop.DefaultTolerance}
	var filters []string
	for _, f := range synergy.Filters {
		filters = append(filters, string(f))
	}
	cmd := &cobra.Command{
		Use:   "agenda [ITEM...]",
		Short: "What the room means to vote on, in this order, and how long it has",
		Long: `Makes the agenda of the room: the items named, in that order, or those of a filter
(--items), or those that somebody in the room can be asked about (--asks, by title, as
the catalogue names them under "ask whom"). A new agenda takes the place of the one
before; its clock starts with crosswalk workshop clock start. --minutes alone changes
the length of the session.`,
		Example: "  crosswalk workshop agenda --items gaps --asks \"data scientist, product owner\" --minutes 90 --named\n" +
			"  crosswalk workshop agenda 5.2 A.5.4 A.6.2.4 --minutes 45\n  crosswalk workshop agenda --add A.5.5\n  crosswalk workshop clock start",
		RunE: func(cmd *cobra.Command, args []string) error {
			asked := func(flag string) bool { return cmd.Flags().Changed(flag) }
			ctx := cmd.Context()
			picks := len(args) > 0 || asked("items") || asked("asks")
			switch {
			case p.minutes < 0 || time.Duration(p.minutes)*time.Minute > workshop.MaxGiven:
				return usage("a session has up to %d minutes; 0 sets no length", workshop.MaxGiven/time.Minute)
			case len(args) > 0 && asked("items"):
				return usage("name the items, or a filter with --items, not both")
			case p.clear && (picks || p.add || p.drop) || p.add && p.drop || p.drop && len(args) == 0:
				return usage("--add puts items at the end, --drop ITEM takes them off, --clear takes all off; one at a time")
			case p.add && !picks:
				return usage("say what --add puts on the agenda: items, --items or --asks")
			case !picks && !p.clear && !asked("minutes"):
				return usage("name items, or choose them with --items or --asks; crosswalk workshop show prints the agenda")
			case (asked("named") || asked("tolerance")) && (!picks || p.add || p.drop):
				return usage("--named and --tolerance are told to the room with a new agenda")
			}
			return x.write(ctx, func(d desk) error {
				a, err := d.db.Assessment(ctx, d.id)
				if err != nil {
					return err
				}
				keys, err := p.keys(d.cat, a, d.who.Name, args, picks)
				if err != nil {
					return err
				}
				err = d.db.Plan(ctx, d.who, d.cat, d.id, func(g workshop.Agenda, now time.Time) (workshop.Agenda, error) {
					return p.change(g, keys, asked("minutes"), picks, now)
				})
				if err != nil {
					return err
				}
				return x.agendaNow(cmd, d)
			})
		},
	}
	cmd.Flags().Var(word{&p.filter, filters}, "items", "those of a filter: "+assess.Either(filters))
	cmd.Flags().StringVar(&p.asks, "asks", "", "of these, the ones asked of somebody: titles or parts of them, with commas")
	cmd.Flags().StringVar(&p.system, "system", "", "the AI system, by name, for items that are about one; each for all, one by one")
	cmd.Flags().IntVar(&p.minutes, "minutes", 0, "length of the session")
	cmd.Flags().BoolVar(&p.named, "named", false, "the votes keep who voted what; tell the room before")
	cmd.Flags().IntVar(&p.tolerance, "tolerance", p.tolerance, "how many levels apart votes still agree: 0, 1 or 2")
	cmd.Flags().BoolVar(&p.add, "add", false, "put them at the end of the agenda there is")
	cmd.Flags().BoolVar(&p.drop, "drop", false, "take the items off the agenda")
	cmd.Flags().BoolVar(&p.clear, "clear", false, "take everything off, the clock too")
	return cmd
}

// change is what was asked for, done to the agenda there is.
func (p picking) change(g workshop.Agenda, keys []assess.Key, timed, picks bool, now time.Time) (workshop.Agenda, error) {
	given := time.Duration(p.minutes) * time.Minute
	var err error
	switch {
	case p.clear:
		return workshop.Agenda{}, nil
	case p.drop:
		for _, k := range keys {
			if g, err = g.Without(k); err != nil {
				return g, err
			}
		}
	case picks && !p.add:
		return workshop.NewAgenda(keys, p.tolerance, p.named, given, now)
	default:
		if g.Empty() {
			if g, err = workshop.NewAgenda(nil, workshop.DefaultTolerance, false, 0, now); err != nil {
				return g, err
			}
		}
		if g, err = g.With(keys...); err != nil {
			return g, err
		}
	}
	if timed {
		return g.Lasting(given)
	}
	return g, nil
}

// keys are the places that were named or chosen.
func (p picking) keys(cat *catalog.Catalog, a *assess.Assessment, who string, named []string, picks bool) ([]assess.Key, error) {
	if !picks {
		return nil, nil
	}
	system := p.system
	if system == "each" {
		system = workshop.EachSystem
	} else if system != "" {
		s, err := findSystem(a, system)
		if err != nil {
			return nil, err
		}
		system = s.ID
	}
	items, err := p.items(cat, a, who, named)
	if err != nil {
		return nil, err
	}
	if items, err = workshop.Asking(items, workshop.TitlesIn(p.asks)); err != nil {
		return nil, err
	}
	return workshop.KeysOf(a, items, system), nil
}

func (p picking) items(cat *catalog.Catalog, a *assess.Assessment, who string, named []string) ([]*catalog.Item, error) {
	var items []*catalog.Item
	for _, number := range named {
		it, err := findItem(cat, a, number)
		if err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	if len(named) > 0 {
		return items, nil
	}
	f := synergy.Filter(p.filter)
	if f == "" {
		f = synergy.Everything
	}
	card := score.Of(cat, a)
	syn := synergy.Of(cat, a, card, a.Profile.Basis)
	items = f.Choose(cat, a, &card, &syn, who)
	applicable := func(it *catalog.Item) bool { s, _ := card.Item(it.ID); return s.Applicable() }
	items = slices.DeleteFunc(items, func(it *catalog.Item) bool { return !applicable(it) })
	if len(items) == 0 {
		return nil, fmt.Errorf("no item is %s now; choose another filter, or name the items", f)
	}
	return items, nil
}

func workshopClock(x *app) *cobra.Command {
	return &cobra.Command{
		Use:     "clock start|stop",
		Short:   "Start the clock of the session, or stop it for a break",
		Example: "  crosswalk workshop clock start",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] != "start" && args[0] != "stop" {
				return usage("%q is not known; it is start or stop", args[0])
			}
			ctx := cmd.Context()
			return x.write(ctx, func(d desk) error {
				err := d.db.Plan(ctx, d.who, d.cat, d.id, func(g workshop.Agenda, now time.Time) (workshop.Agenda, error) {
					switch {
					case g.Empty():
						return g, errors.New("there is no agenda yet; make one with crosswalk workshop agenda")
					case args[0] == "start":
						return g.Start(now)
					}
					return g.Stop(now)
				})
				if err != nil {
					return err
				}
				return x.agendaNow(cmd, d)
			})
		},
	}
}

// agendaNow says how the agenda stands after a change.
func (x *app) agendaNow(cmd *cobra.Command, d desk) error {
	a, err := d.db.Assessment(cmd.Context(), d.id)
	if err != nil {
		return err
	}
	r, err := d.db.Room(cmd.Context(), d.id)
	if err != nil {
		return err
	}
	x.agendaText(agendaAsJSON(d.cat, a, r))
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

// agendaAsJSON is the agenda of a room, nil where it has none.
func agendaAsJSON(cat *catalog.Catalog, a *assess.Assessment, r store.Room) *agendaJSON {
	g, now := r.Agenda, time.Now()
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
