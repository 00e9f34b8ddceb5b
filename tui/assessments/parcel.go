package assessments

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// ask is a parcel while it is asked for.
type ask struct {
	screen.Parcel
	of   row
	lock string // one of the locks
	to   string // public keys, a comma between
}

// The ways to lock a file, as a person chooses them.
const (
	unlocked     = "nobody locks it"
	byKey        = "for those who own these public keys"
	byPassphrase = "by a passphrase, asked for next"
)

// carryOut asks in which file an assessment is to leave, and writes it.
func (x *Screen) carryOut(r row) tea.Cmd {
	ways := []dialog.Option{
		{Label: "a bundle", Note: "its history, to work on it elsewhere", Pick: func() tea.Cmd { return x.askBundle(r) }},
		{Label: "a sealed file", Note: "all of it, locked, to archive or hand over", Pick: func() tea.Cmd { return x.askSealed(r) }},
	}
	return x.s.Open(dialog.NewChoice(x.s, "Write "+widget.Line(r.Name)+" into", "", func() []dialog.Option { return ways }))
}

func (x *Screen) askBundle(r row) tea.Cmd {
	a := &ask{Parcel: screen.Parcel{Path: fileName(r.Name, x.s.Now()) + ".cwb"}, of: r, lock: unlocked}
	what := dialog.Part{Title: "what is in it", Fields: []huh.Field{
		a.path(),
		huh.NewInput().Title("Only what came after this bundle").Description("a bundle of this assessment; empty: the whole history").Value(&a.Since),
		huh.NewConfirm().Title("Files of evidence  ").Inline(true).Affirmative("with them").Negative("without").Value(&a.Evidence),
		huh.NewInput().Title("What it is for").Value(&a.Purpose),
	}}
	return x.askParcel(a, "bundle", "A bundle of "+widget.Line(r.Name), what, dialog.Part{Title: "who opens it, who signs it", Fields: a.locks(unlocked, byKey, byPassphrase)})
}

func (x *Screen) askSealed(r row) tea.Cmd {
	a := &ask{Parcel: screen.Parcel{Path: fileName(r.Name, x.s.Now()) + ".cwb.age", Sealed: true}, of: r, lock: byPassphrase}
	fields := append([]huh.Field{a.path()}, a.locks(byPassphrase, byKey)...)
	fields = append(fields, huh.NewInput().Title("Keys of readers").
		Description("a file of their public keys of SSH, a name behind each; empty: what only they read stays out of it").Value(&a.ReaderKeys))
	return x.askParcel(a, "seal", "Seal "+widget.Line(r.Name), dialog.Ask(fields...))
}

func (a *ask) path() huh.Field {
	return huh.NewInput().Title("File").Description("a name that is not taken yet").Value(&a.Path).Validate(dialog.Named)
}

// locks are the fields that say who opens a file, and who signs it.
func (a *ask) locks(ways ...string) []huh.Field {
	return []huh.Field{
		huh.NewSelect[string]().Title("Who can open it").Options(huh.NewOptions(ways...)...).Value(&a.lock),
		huh.NewInput().Title("Public keys").Description("age1… or ssh-ed25519 …, a comma between; empty where none is needed").Value(&a.to).Validate(a.needsKeys),
		huh.NewInput().Title("Sign it with").Description("a private key of SSH, or a public one that the agent has; empty: nobody signs it").Value(&a.Sign),
	}
}

func (a *ask) needsKeys(said string) error {
	if named := strings.TrimSpace(said) != ""; named != (a.lock == byKey) {
		if named {
			return errors.New("choose above that it is locked for the owners of these keys, or leave them out")
		}
		return errors.New("name the public keys of those who may open it")
	}
	return nil
}

func (x *Screen) askParcel(a *ask, form, title string, parts ...dialog.Part) tea.Cmd {
	return x.s.Open(dialog.NewForm(x.s, dialog.FormOf(a.of.ID, form, assess.KindAssessment), title, func() tea.Cmd { return x.goOn(a) }, parts...))
}

// goOn goes on with what was asked: a passphrase is asked for by itself.
func (x *Screen) goOn(a *ask) tea.Cmd {
	for to := range strings.SplitSeq(a.to, ",") {
		if to = strings.TrimSpace(to); to != "" {
			a.To = append(a.To, to)
		}
	}
	if a.lock != byPassphrase {
		return x.write(a)
	}
	return askPassphrase(x.s, "The passphrase of "+widget.Line(a.Path), true, func(words string) tea.Cmd {
		a.Passphrase = words
		return x.write(a)
	})
}

// askPassphrase asks for a passphrase, twice where a slip would lock everybody out.
func askPassphrase(s *screen.Session, title string, twice bool, done func(string) tea.Cmd) tea.Cmd {
	var words, again string
	input := func(title string, at *string) *huh.Input {
		return huh.NewInput().Title(title).EchoMode(huh.EchoModePassword).Value(at)
	}
	fields := []huh.Field{input("Passphrase", &words).Validate(func(said string) error {
		if said == "" {
			return errors.New("the passphrase is empty")
		}
		return nil
	})}
	if twice {
		fields = append(fields, input("The same again", &again).Validate(func(said string) error {
			if said != words {
				return errors.New("these are two passphrases")
			}
			return nil
		}))
	}
	return s.Open(dialog.NewForm(s, screen.Draft{}, title, func() tea.Cmd { return done(words) }, dialog.Ask(fields...)).Secret())
}

func (x *Screen) write(a *ask) tea.Cmd {
	return x.s.Job(func(ctx context.Context) tea.Msg {
		done, err := x.s.Bundles.Write(ctx, a.of.ID, a.Parcel)
		if err != nil {
			return screen.Failed{Err: err}
		}
		said := "Written: " + widget.Line(done.Path) + ", " + done.Holds + "."
		for _, lacks := range done.Lacks {
			said += " " + screen.Said(lacks)
		}
		if done.Forget == nil {
			return screen.Notice{Text: said}
		}
		return tea.BatchMsg{screen.Tell(said), screen.Send(screen.Open{Dialog: x.offerForgetting(a.of, done)})}
	})
}

// offerForgetting asks whether what was sealed is to go from this machine.
func (x *Screen) offerForgetting(r row, done screen.Packed) screen.Dialog {
	question := widget.Line(done.Path) + " was written and read back to its end. Whoever opens it brings the assessment back, here or elsewhere. " +
		"Taken off this machine it goes with its history and its files of evidence; backups of this database still hold it, and a file system may keep old blocks."
	return dialog.NewConfirm(x.s, "Take "+widget.Line(r.Name)+" off this machine?", question, "take it off this machine", func() tea.Cmd {
		return tea.Sequence(x.s.Job(func(ctx context.Context) tea.Msg {
			if err := done.Forget(ctx); err != nil {
				return screen.Failed{Err: err}
			}
			return screen.Notice{Text: widget.Line(r.Name) + " is sealed, and gone from this machine."}
		}), x.load())
	})
}

// fileName is a name for a file of an assessment on a day, without its ending.
func fileName(name string, day time.Time) string {
	other := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
	words := append(strings.FieldsFunc(strings.ToLower(name), other), day.Format(time.DateOnly))
	return strings.Join(words, "-")
}
