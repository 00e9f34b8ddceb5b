package assessments_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"crosswalk/catalog/report"
	"crosswalk/store"
	"crosswalk/tui/assessments"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// bundles write nothing and read one, and remember what was asked of them.
type bundles struct {
	wrote     screen.Parcel
	forgotten bool
	took      bool
	locked    string // the passphrase that opens it; empty: it is open
	known     bool   // all of it is here
}

func (b *bundles) of() *screen.Bundles {
	return &screen.Bundles{
		Nearby: func() []string { return []string{"/stick/oslo.cwb"} },
		Write: func(_ context.Context, _ string, p screen.Parcel) (screen.Packed, error) {
			b.wrote = p
			out := screen.Packed{Path: p.Path, Holds: "412 revisions", Lacks: []string{"the file plan.pdf is not beside this database, and so not in it"}}
			if p.Sealed {
				out.Forget = func(context.Context) error { b.forgotten = true; return nil }
			}
			return out, nil
		},
		Look: func(_ context.Context, path, passphrase string) (screen.Arriving, error) {
			switch {
			case passphrase != b.locked && passphrase == "":
				return screen.Arriving{}, screen.ErrLocked
			case passphrase != b.locked:
				return screen.Arriving{}, errors.New(path + ": it is encrypted, and no key or passphrase that was given opens it; nothing was taken in")
			}
			seen := screen.Arriving{
				Name: "Gap 2026", Facts: []report.Fact{{Label: "Made by", Value: "Marek Lis \x1b[31m on 2026-11-24"}},
				Doubts: []string{"nobody signed it, so it is as trustworthy as the way it came"}, Words: []string{"Marek Lis: 12 acts.", "1 new conflict to settle."},
				Take: func(context.Context) (store.Taken, error) { b.took = true; return store.Taken{Revisions: 12}, nil },
			}
			if !b.known {
				seen.Would = store.Taken{Revisions: 12}
			}
			return seen, nil
		},
	}
}

// table is the list with one assessment, on a machine of one's own.
func table(t *testing.T, b *bundles) *screentest.Stage {
	t.Helper()
	s, _ := screentest.Session(t)
	screentest.Empty(t, s, "Gap 2026", "Org")
	s.Bundles = b.of()
	return screentest.Open(t, s, assessments.New(s), "")
}

func TestABundleIsAskedForAndWrittenWithWhatWasAsked(t *testing.T) {
	var b bundles
	st := table(t, &b).Press("W").Golden("out-80x24")
	st.Press("enter").Golden("bundle-80x24").Press("enter").Type("monday.cwb").Press("enter", "left", "tab").Type("for Oslo").Press("enter")
	st.Golden("locks-80x24").Press("j", "enter").Type("age1abc, ssh-ed25519 AAAA mara").Press("ctrl+s")
	st.Shows("Written: gap-2026-2026-11-24.cwb, 412 revisions.", "plan.pdf is not beside")
	want := screen.Parcel{Path: "gap-2026-2026-11-24.cwb", Since: "monday.cwb", Purpose: "for Oslo", Evidence: true}
	if got := b.wrote; got.Path != want.Path || got.Since != want.Since || got.Purpose != want.Purpose || !got.Evidence || strings.Join(got.To, "|") != "age1abc|ssh-ed25519 AAAA mara" || got.Sealed {
		t.Errorf("asked was %+v", got)
	}
}

func TestAFileThatKeysLockNeedsOneAndOneThatNothingLocksNone(t *testing.T) {
	var b bundles
	st := table(t, &b).Press("W", "enter", "tab", "tab", "tab", "enter", "j", "ctrl+s").Shows("Name the public keys")
	if b.wrote.Path != "" {
		t.Error("it was written")
	}
	st.Press("ctrl+g")
}

func TestASealedFileIsReadBackBeforeAnythingIsForgotten(t *testing.T) {
	var b bundles
	st := table(t, &b).Press("W", "j", "enter", "ctrl+s").Shows("Passphrase", "The same again")
	st.Type("one").Press("enter").Type("two").Press("ctrl+s").Shows("These are two passphrases")
	if b.wrote.Path != "" {
		t.Fatal("it was written under two passphrases")
	}
	st.Press("backspace", "backspace", "backspace").Type("one").Press("ctrl+s")
	if !b.wrote.Sealed || b.wrote.Passphrase != "one" || b.wrote.Path != "gap-2026-2026-11-24.cwb.age" {
		t.Fatalf("asked was %+v", b.wrote)
	}
	st.Shows("was written and read back").Golden("forget-80x24").Press("esc")
	if b.forgotten {
		t.Fatal("esc forgot it")
	}
	st.Press("W", "j", "enter", "ctrl+s").Type("one").Press("enter").Type("one").Press("ctrl+s", "y")
	if !b.forgotten {
		t.Error("y left it here")
	}
}

func TestASealTakesWhatOnlyItsReadersSeeForTheirKeys(t *testing.T) {
	var b bundles
	st := table(t, &b).Press("W", "j", "enter", "tab", "tab", "tab", "tab").Type("readers.pub").Golden("seal-80x24").Press("ctrl+s")
	st.Type("one").Press("enter").Type("one").Press("ctrl+s")
	if b.wrote.ReaderKeys != "readers.pub" {
		t.Errorf("asked was %+v", b.wrote)
	}
}

func TestAPassphraseIsNeverKeptAsADraft(t *testing.T) {
	var b bundles
	st := table(t, &b).Press("W", "j", "enter", "ctrl+s").Type("secret").Press("esc", "W", "j", "enter", "ctrl+s", "ctrl+s")
	st.Shows("The passphrase is empty.")
}

func TestABundleIsLookedAtBeforeItIsTakenIn(t *testing.T) {
	var b bundles
	st := table(t, &b).Press("I").Shows("oslo.cwb").Press("enter").Golden("in-80x24")
	st.Press("enter").Shows("Nothing is done yet")
	if b.took {
		t.Fatal("looking took it in")
	}
	st.Press("y").Shows("What came in with oslo.cwb", "1 new conflict to settle.")
	if !b.took {
		t.Error("y took nothing in")
	}
}

func TestALockedBundleAsksForItsPassphrase(t *testing.T) {
	b := bundles{locked: "word"}
	st := table(t, &b).Press("I", "enter").Shows("The passphrase of oslo.cwb").Hides("The same again")
	st.Type("wrong").Press("enter")
	if st.Failed == nil || !strings.Contains(st.Failed.Error(), "no key or passphrase that was given opens it") {
		t.Errorf("a wrong one: %v", st.Failed)
	}
	st.Press("I", "enter").Type("word").Press("enter").Shows("What is in oslo.cwb", "Made by")
}

func TestABundleOfWhichAllIsKnownIsNotOffered(t *testing.T) {
	b := bundles{known: true}
	table(t, &b).Press("I", "enter").Shows("there is nothing to take in").Press("y")
	if b.took {
		t.Error("it was taken in")
	}
}

func TestNothingIsCarriedFromAnotherMachine(t *testing.T) {
	s, _ := screentest.Session(t)
	x := assessments.New(s)
	for _, key := range []string{"W", "I"} {
		if err := screen.RightsOf(x).Pressed(screentest.Key(key)); err == nil || !strings.Contains(err.Error(), "crosswalk bundle") {
			t.Errorf("%s: %v", key, err)
		}
	}
}
