package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
)

// picking is what a new agenda is asked for with.
type picking struct {
	items                []string // numbers
	filter, asks, system string
	minutes, tolerance   int
	named                bool
	add, drop, clear     bool
	timed, ruled         bool // minutes, and names or a tolerance, were given
}

func (p *picking) picks() bool { return len(p.items) > 0 || p.filter != "" || p.asks != "" }

// check refuses what does not go together.
func (p *picking) check() error {
	switch {
	case p.minutes < 0 || time.Duration(p.minutes)*time.Minute > workshop.MaxGiven:
		return usage("a session has up to %d minutes; 0 sets no length", workshop.MaxGiven/time.Minute)
	case len(p.items) > 0 && p.filter != "":
		return usage("name the items, or a filter with --filter, not both")
	case p.clear && (p.picks() || p.add || p.drop) || p.add && p.drop || p.drop && len(p.items) == 0:
		return usage("--add puts items at the end, --drop ITEM takes them off, --clear takes all off; one at a time")
	case p.add && !p.picks():
		return usage("say what --add puts on the agenda: items, --filter or --asks")
	case !p.picks() && !p.clear && !p.timed:
		return usage("name items, or choose them with --filter or --asks; crosswalk workshop show prints the agenda")
	case p.ruled && (!p.picks() || p.add || p.drop):
		return usage("--named and --tolerance are told to the room with a new agenda")
	}
	return nil
}

func workshopAgenda(x *app) *cobra.Command {
	p := picking{tolerance: workshop.DefaultTolerance}
	cmd := &cobra.Command{
		Use:   "agenda [ITEM...]",
		Short: "What the room means to vote on, in this order, and how long it has",
		Long: `Makes the agenda of the room: the items named, in that order, or those of a filter
(--filter), or those that somebody in the room can be asked about (--asks, by title, as
the catalogue names them under "ask whom"). A new agenda takes the place of the one
before; its clock starts with crosswalk workshop clock start. --minutes alone changes
the length of the session.`,
		Example: "  crosswalk workshop agenda --filter gaps --asks \"data scientist, product owner\" --minutes 90\n" +
			"  crosswalk workshop agenda 5.2 A.5.4 A.6.2.4 --minutes 45\n  crosswalk workshop agenda --add A.5.5\n  crosswalk workshop clock start",
		RunE: func(cmd *cobra.Command, args []string) error {
			p.items = args
			p.timed = cmd.Flags().Changed("minutes")
			p.ruled = cmd.Flags().Changed("named") || cmd.Flags().Changed("tolerance")
			if err := p.check(); err != nil {
				return err
			}
			return x.write(cmd.Context(), func(d desk) error {
				a, err := d.db.Assessment(cmd.Context(), d.id)
				if err != nil {
					return err
				}
				keys, err := p.keys(d.cat, a, func() ([]*catalog.Item, error) { return x.agendaItems(cmd.Context(), d, a, p.filter) })
				if err != nil {
					return err
				}
				return x.changeAgenda(cmd.Context(), d, func(g workshop.Agenda, now time.Time) (workshop.Agenda, error) {
					return p.change(g, keys, now)
				})
			})
		},
	}
	filterFlag(cmd, &p.filter, catalog.AIMS)
	cmd.Flags().SetNormalizeFunc(func(_ *pflag.FlagSet, name string) pflag.NormalizedName {
		if name == "items" { // as it was called before other verbs had filters
			name = "filter"
		}
		return pflag.NormalizedName(name)
	})
	cmd.Flags().StringVar(&p.asks, "asks", "", "of these, the ones asked of somebody: titles or parts of them, with commas")
	cmd.Flags().StringVar(&p.system, "system", "", "the AI system, by name, for items that are about one; each for all, one by one")
	cmd.Flags().IntVar(&p.minutes, "minutes", 0, "length of the session")
	cmd.Flags().BoolVar(&p.named, "named", true, "the votes keep who voted what; --named=false drops it at the reveal; tell the room before")
	cmd.Flags().IntVar(&p.tolerance, "tolerance", p.tolerance, "how many levels apart votes still agree: 0, 1 or 2")
	cmd.Flags().BoolVar(&p.add, "add", false, "put them at the end of the agenda there is")
	cmd.Flags().BoolVar(&p.drop, "drop", false, "take the items off the agenda")
	cmd.Flags().BoolVar(&p.clear, "clear", false, "take everything off, the clock too")
	return cmd
}

// change is what was asked for, done to the agenda there is.
func (p *picking) change(g workshop.Agenda, keys []assess.Key, now time.Time) (workshop.Agenda, error) {
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
	case p.picks() && !p.add:
		return workshop.NewAgenda(keys, p.tolerance, p.named, given, now)
	default:
		if g.Empty() {
			if g, err = workshop.NewAgenda(nil, workshop.DefaultTolerance, p.named, 0, now); err != nil {
				return g, err
			}
		}
		if g, err = g.With(keys...); err != nil {
			return g, err
		}
	}
	if p.timed {
		return g.Lasting(given)
	}
	return g, nil
}

// eachOne stands for every AI system in scope, one by one.
const eachOne = "each"

// keys are the places that were named or, where none was, chosen.
func (p *picking) keys(cat *catalog.Catalog, a *assess.Assessment, choose func() ([]*catalog.Item, error)) ([]assess.Key, error) {
	if !p.picks() {
		return nil, nil
	}
	system := p.system
	if system == eachOne {
		system = workshop.EachSystem
	} else if system != "" {
		s, err := findSystem(a, system)
		if err != nil {
			return nil, err
		}
		system = s.ID
	}
	items, err := p.byNumber(cat, a)
	if err == nil && len(items) == 0 {
		items, err = choose()
	}
	if err != nil {
		return nil, err
	}
	if items, err = workshop.Asking(items, workshop.TitlesIn(p.asks)); err != nil {
		return nil, err
	}
	return workshop.KeysOf(a, items, system), nil
}

// byNumber are the items that were named.
func (p *picking) byNumber(cat *catalog.Catalog, a *assess.Assessment) ([]*catalog.Item, error) {
	var items []*catalog.Item
	for _, number := range p.items {
		it, err := findItem(cat, a, number)
		if err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, nil
}

// agendaItems are the applicable items of a filter.
func (x *app) agendaItems(ctx context.Context, d desk, a *assess.Assessment, text string) ([]*catalog.Item, error) {
	s, err := x.sieve(ctx, d.cat, d.db, a, text)
	if err != nil {
		return nil, err
	}
	all := slices.DeleteFunc(assess.Items(d.cat, a), func(it *catalog.Item) bool { return assess.Stand(it, a).State == assess.NA })
	items := s.of(all)
	if len(items) == 0 && len(all) > 0 {
		why, _ := s.facts.None(s.Filter, all)
		return nil, fmt.Errorf("%s; choose another filter, or name the items", visible.Line(strings.TrimSuffix(why, ".")))
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
				return x.changeAgenda(ctx, d, func(g workshop.Agenda, now time.Time) (workshop.Agenda, error) {
					start, runs := args[0] == "start", !g.Since.IsZero()
					switch {
					case g.Empty():
						return g, errors.New("there is no agenda yet; make one with crosswalk workshop agenda")
					case start == runs:
						return g, nil
					case start:
						return g.Start(now)
					}
					return g.Stop(now)
				})
			})
		},
	}
}
