package vote

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// do runs an act of the room and reads the room after it.
func (v *Screen) do(act func(context.Context) error) tea.Cmd {
	id := v.now.Assessment.ID
	return v.s.Job(func(ctx context.Context) tea.Msg {
		if err := act(ctx); err != nil {
			return screen.Failed{Err: err}
		}
		return v.s.LookAtRoom(ctx, id)
	})
}

// step takes the vote under way one step on, in the round that was seen.
func (v *Screen) step(at round, move func(context.Context, store.Actor, string, ...int) (store.RoomVote, error)) tea.Cmd {
	return v.do(func(ctx context.Context) error {
		_, err := move(ctx, v.s.Actor, at.id, at.round)
		return err
	})
}

// reveal counts and shows, and asks first where somebody who votes has not yet.
func (v *Screen) reveal() tea.Cmd {
	at := v.roundNow()
	show := func() tea.Cmd { return v.step(at, v.s.DB.Reveal) }
	t, ok := v.turnout()
	if !ok || v.current().Vote.State != workshop.Open || len(t.Missing) == 0 || t.Voted+t.Others+t.Hands == 0 {
		return show()
	}
	question := "Not voted yet: " + names(t.Missing) + ". After the reveal this round takes no more votes."
	return v.s.Open(dialog.NewConfirm(v.s, fmt.Sprintf("Show %d of %d votes?", t.Voted, t.Voters), question, "count and show", show))
}

// own is this person's ballot of the round, a fresh one where there is none.
func (v *Screen) own() (workshop.Ballot, bool) {
	if seen := v.current().Vote.Seen(v.s.Actor.Name); seen.Cast {
		return seen.Own, true
	}
	return workshop.Ballot{Confidence: workshop.MediumConfidence}, false
}

// cast changes this person's ballot and casts it.
func (v *Screen) cast(change func(*workshop.Ballot)) tea.Cmd {
	if v.current().Vote.State != workshop.Open {
		return screen.Tell("The votes of this round are revealed; another round takes new ones.")
	}
	b, _ := v.own()
	change(&b)
	if !b.Abstain && b.Confidence == "" {
		b.Confidence = workshop.MediumConfidence
	}
	at := v.roundNow()
	return v.do(func(ctx context.Context) error {
		_, err := v.s.DB.Cast(ctx, v.s.Actor, at.id, b, at.round)
		return err
	})
}

const voteFirst = "Vote first, 0 to 5; then say how sure you are, and why."

// sure goes from low to medium to high and round again.
func (v *Screen) sure() tea.Cmd {
	b, cast := v.own()
	if !cast || b.Abstain {
		return screen.Tell(voteFirst)
	}
	at := slices.Index(workshop.Confidences, b.Confidence)
	next := workshop.Confidences[(at+1)%len(workshop.Confidences)]
	return v.cast(func(b *workshop.Ballot) { b.Confidence = next })
}

func (v *Screen) askReason() tea.Cmd {
	b, cast := v.own()
	if !cast {
		return screen.Tell(voteFirst)
	}
	at, reason := v.roundNow(), b.Reason
	in := huh.NewInput().Title("Why").Description("a line; seen by nobody before the reveal").Value(&reason).CharLimit(assess.MaxLine).
		Validate(func(s string) error { return assess.CheckLine("reason of the vote", s) })
	done := func() tea.Cmd {
		_, cast := v.own()
		if v.roundNow() != at || v.current().Vote.State != workshop.Open || !cast {
			return wentOn(reason)
		}
		return v.cast(func(b *workshop.Ballot) { b.Reason = strings.TrimSpace(reason) })
	}
	return v.s.Open(dialog.NewForm(v.s, v.form("reason"), "Your reason", done, dialog.Ask(in)))
}

// form is the draft of a form of the room: one for all rounds, so that what was
// typed for another round is at hand in the next form of its kind.
func (v *Screen) form(name string) screen.Draft {
	return dialog.FormOf(v.now.Assessment.ID, name, assess.KindVote)
}

// wentOn refuses what was typed for another round.
func wentOn(text string) tea.Cmd {
	return screen.Send(screen.Failed{Err: fmt.Errorf("the room went on meanwhile, so this was not counted; the next form has your words: %s", text)})
}

// askOpen asks what is voted on, and how.
func (v *Screen) askOpen(at assess.Key) tea.Cmd {
	number, question := "", ""
	if at.Item != "" {
		it := v.item(at)
		number = it.Number
		for _, q := range it.Questions {
			if q.ID == at.Question {
				question = q.Place()
			}
		}
	}
	system, named, tolerance := at.System, true, workshop.DefaultTolerance
	if g := v.room.Agenda; !g.Empty() {
		named, tolerance = g.Named, g.Tolerance
	}
	systems := []huh.Option[string]{huh.NewOption("none in particular", "")}
	for _, sys := range v.now.Assessment.InScope() {
		systems = append(systems, huh.NewOption(dialog.OneLine(sys.Name), sys.ID))
	}
	find := func(s string) error {
		_, ok := assess.FindItem(v.s.Catalog, v.now.Assessment, strings.TrimSpace(s))
		if !ok {
			return errors.New("there is no such item; write it as 6.1.2 or A.5.4")
		}
		return nil
	}
	open := func() tea.Cmd {
		key, err := v.keyOf(number, question, system)
		if err != nil {
			return screen.Send(screen.Failed{Err: err})
		}
		id := v.now.Assessment.ID
		return v.do(func(ctx context.Context) error {
			_, err := v.s.DB.OpenVote(ctx, v.s.Actor, v.s.Catalog, id, key, tolerance, named)
			return err
		})
	}
	return v.s.Open(dialog.NewForm(v.s, dialog.FormOf(v.now.Assessment.ID, "vote", at.Subject()), "Open a vote", open, dialog.Ask(
		huh.NewInput().Title("Item").Description("as 6.1.2 or A.5.4").Value(&number).Validate(find),
		huh.NewInput().Title("Question").Description("its number; empty: the item as a whole").Value(&question),
		huh.NewSelect[string]().Title("AI system").Inline(true).Options(systems...).Value(&system),
		namesField(&named), toleranceField(&tolerance),
	)))
}

func namesField(named *bool) huh.Field {
	return huh.NewSelect[bool]().Title("Names").Description("tell the room before it votes").Inline(true).
		Options(huh.NewOption("are kept", true), huh.NewOption("are dropped at the reveal", false)).Value(named)
}

func toleranceField(tolerance *int) huh.Field {
	return huh.NewSelect[int]().Title("Tolerance").Description("levels apart that still agree").Inline(true).
		Options(huh.NewOptions(0, 1, 2)...).Value(tolerance)
}

// keyOf is what a form names.
func (v *Screen) keyOf(number, question, system string) (assess.Key, error) {
	it, ok := assess.FindItem(v.s.Catalog, v.now.Assessment, strings.TrimSpace(number))
	if !ok {
		return assess.Key{}, fmt.Errorf("there is no item %q; write it as 6.1.2 or A.5.4", number)
	}
	key := assess.Key{Item: it.ID, System: system}
	if question = strings.TrimSpace(question); question == "" {
		return key, nil
	}
	for _, q := range it.Questions {
		if q.Place() == question || q.ID == question {
			key.Question = q.ID
			return key, nil
		}
	}
	return key, fmt.Errorf("%s has %d questions, and none is %q", it.Number, len(it.Questions), question)
}

// askSettle asks for the level, the proposed one first.
func (v *Screen) askSettle() tea.Cmd {
	result, err := v.current().Vote.Result()
	if err != nil {
		return screen.Send(screen.Failed{Err: err})
	}
	at, level, reason := v.roundNow(), result.LowerMedian, ""
	proposed, agreed := result.Consensus()
	hint := "the votes do not agree, so it needs a reason"
	if agreed {
		hint = fmt.Sprintf("the votes propose %d; another level needs a reason", proposed)
	}
	settle := func() tea.Cmd {
		if v.roundNow() != at {
			return wentOn(reason)
		}
		return v.do(func(ctx context.Context) error {
			_, _, err := v.s.DB.Settle(ctx, v.s.Actor, v.s.Catalog, at.id, level, strings.TrimSpace(reason), at.round)
			return err
		})
	}
	why := huh.NewInput().Title("Reason").Value(&reason).CharLimit(assess.MaxLine).Validate(func(s string) error {
		if (!agreed || level != proposed) && strings.TrimSpace(s) == "" {
			return errors.New("say why, since the votes do not propose this level")
		}
		return assess.CheckLine("reason", s)
	})
	return v.s.Open(dialog.NewForm(v.s, v.form("settle"), "Settle", settle, dialog.Ask(
		huh.NewSelect[int]().Title("Level").Description(hint).Inline(true).Options(huh.NewOptions(0, 1, 2, 3, 4, 5)...).Value(&level), why,
	)))
}

// askHands enters a show of hands, where only one has a keyboard.
func (v *Screen) askHands() tea.Cmd {
	if v.current().Vote.State != workshop.Open {
		return screen.Tell("The votes of this round are revealed; another round takes new ones.")
	}
	text, at := "", v.roundNow()
	in := huh.NewInput().Title("Hands").Description("as 2x3 3x6 ax1: three for 2, six for 3, one abstains").Value(&text).
		Validate(func(s string) error { _, err := workshop.ParseTally(s); return err })
	enter := func() tea.Cmd {
		tally, err := workshop.ParseTally(text)
		if err != nil {
			return screen.Send(screen.Failed{Err: err})
		}
		return v.do(func(ctx context.Context) error {
			_, err := v.s.DB.Hands(ctx, v.s.Actor, at.id, tally, at.round)
			return err
		})
	}
	return v.s.Open(dialog.NewForm(v.s, v.form("hands"), "A show of hands", enter, dialog.Ask(in)))
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
