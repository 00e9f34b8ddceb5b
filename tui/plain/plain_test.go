package plain_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/plain"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// hear types lines and gives the whole record: what was typed behind what asked for
// it, and what was said.
func hear(t testing.TB, s *screen.Session, lines ...string) string {
	t.Helper()
	var out strings.Builder
	in := strings.NewReader(strings.Join(lines, "\n") + "\n")
	if err := plain.Run(s, plain.Options{In: in, Out: &out, Echo: true}); err != nil {
		t.Fatal(err)
	}
	check(t, out.String())
	return out.String()
}

// check holds a record to the one rule: lines, and nothing that a terminal acts on.
func check(t testing.TB, record string) {
	t.Helper()
	for _, r := range record {
		switch {
		case r < 0x20 && r != '\n', r >= 0x7f && r < 0xa0:
			t.Fatalf("%U is printed in %q", r, record)
		case r >= 0x2500 && r <= 0x25ff:
			t.Fatalf("%q is drawn in %q", r, record)
		}
	}
	for l := range strings.Lines(record) {
		if n := ansi.StringWidth(strings.TrimSuffix(l, "\n")); n > 78 {
			t.Fatalf("a line is %d cells wide: %q", n, l)
		}
	}
}

// golden compares a record with testdata/NAME.txt; UPDATE=1 renews it.
func golden(t *testing.T, name, record string) {
	t.Helper()
	path := filepath.Join("testdata", name+".txt")
	if os.Getenv("UPDATE") != "" {
		must(t, os.MkdirAll("testdata", 0o755))
		must(t, os.WriteFile(path, []byte(record), 0o644))
		return
	}
	want, err := os.ReadFile(path)
	must(t, err)
	if record != string(want) {
		t.Errorf("the record is not as in %s (UPDATE=1 renews it):\n%s\nwanted:\n%s", path, record, want)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// empty is a session with an open assessment in which nothing was said.
func empty(t testing.TB) (*screen.Session, string) {
	t.Helper()
	s, _ := screentest.Session(t)
	return s, screentest.Empty(t, s, "AIMS gap 2026", "Nordwind")
}

// read is the assessment as it stands.
func read(t testing.TB, s *screen.Session, id string) *assess.Assessment {
	t.Helper()
	a, err := s.DB.Assessment(t.Context(), id)
	must(t, err)
	return a
}

func says(t *testing.T, record string, texts ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(record), " ")
	for _, text := range texts {
		if !strings.Contains(flat, text) {
			t.Errorf("%q is not said in:\n%s", text, record)
		}
	}
}

func hides(t *testing.T, record string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(record, text) {
			t.Errorf("%q is said in:\n%s", text, record)
		}
	}
}

func TestTheWalkIsDoneInLines(t *testing.T) {
	s, id := empty(t)
	golden(t, "walk", hear(t, s,
		"3", "questions", "question 2", "4", "down", "n", "Nobody is concerned", "item", "levels",
		"5", "A reason for it", "x", "u", "redo",
		"m", "o", "Mia Lund", "+30d", "", "go A.10.4", "n Nothing is offered to customers", "next", "prev", "section", "back", "6", "go 9.9", "quit"))
	a := read(t, s, id)
	if x := a.Answer(assess.Key{Item: "4.1", Question: "4.1-2"}).Rating; x.Level != 4 {
		t.Errorf("the question is %+v", x)
	}
	if x := a.Answer(assess.Key{Item: "A.10.4"}).Rating; !x.Is(assess.NA) || x.Reason != "Nothing is offered to customers" {
		t.Errorf("A.10.4 is %+v", x)
	}
}

func TestTheBaselineIsDoneInLines(t *testing.T) {
	s, id := empty(t)
	golden(t, "baseline", hear(t, s,
		"baseline A.5.9", "4", "n", "No such information", "note Reviewed in May", "finding add Nobody owns the list", "major", "finding close 1", "finding close FI-1 The list is gone",
		"e add Inventory of May", ".", "evidence see 1", "e", "f", "r", "go A.5.1", "x", "2", "u", "yes", "read", "next", "list", "filter gaps", "quit"))
	a := read(t, s, id)
	if x := a.Baseline["A.5.9"].Rating; x.Level != 4 {
		t.Errorf("A.5.9 is %+v", x)
	}
	if all := a.EvidenceOnBaseline("A.5.10"); len(all) != 1 || all[0].SeenBy != "Ines Brandt" {
		t.Errorf("evidence %+v", all)
	}
}

func TestAnItemAboutAISystemsIsAnsweredForEachOrForAll(t *testing.T) {
	s, id := empty(t)
	for _, name := range []string{"Chatbot", "Sorter"} {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.PutSystem(a, assess.System{ID: s.DB.NewID(), Name: name, InScope: true})
		})
	}
	golden(t, "systems", hear(t, s, "go A.5.3", "system", "system chatbot", "2", "system 2", "4", "system", "system all", "3", "leave it", "3", "replace", "system", "go 4.1", "system", "systems", "quit"))
	a := read(t, s, id)
	if x := a.Answer(assess.Key{Item: "A.5.3"}).Rating; x.Level != 3 {
		t.Errorf("for all it is %+v", x)
	}
	for _, sys := range a.InScope() {
		if x := a.Answer(assess.Key{Item: "A.5.3", System: sys.ID}).Rating; !x.Is(assess.Unanswered) {
			t.Errorf("%s keeps %+v", sys.Name, x)
		}
	}
}

func TestTheDraftOfTheISMSIsTakenOverOrPutAway(t *testing.T) {
	s, id := empty(t)
	for _, it := range s.Catalog.Foundation().Items() {
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.RateBaseline(s.Catalog, a, it.ID, 4)
		})
	}
	golden(t, "draft", hear(t, s, "go 10.1", "x", "", "x", "y", "The improvement log", "go 10.2", "carries", "delta", "questions", "y", "The register", "baseline 10.1", "1", "stale", "walk 10.1", "y", "stale", "quit"))
	if x := read(t, s, id).Answer(assess.Key{Item: "10.1"}).Rating; x.Basis == "" {
		t.Errorf("10.1 is %+v", x)
	}
}

func TestANoteOfManyLinesIsTypedMendedAndSaved(t *testing.T) {
	s, id := empty(t)
	golden(t, "note", hear(t, s, "note", "One", "Two", "Three", ".2 Two and a half", ".1", "..a line with a dot", ".5 per cent", ".help", ".read", ".", "note and one more", "note", ".drop", "", "quit"))
	want := "Two and a half\nThree\n.a line with a dot\n.5 per cent\nand one more"
	if got := read(t, s, id).Answer(assess.Key{Item: "4.1"}).Note; got != want {
		t.Errorf("the note is %q", got)
	}
}

func TestNothingThatWasTypedIsLostWhenNoMoreComes(t *testing.T) {
	for _, c := range []struct {
		name  string
		typed []string
		again []string
		says  []string
	}{
		{"a note", []string{"note", "First", "Second"}, []string{"note", "."}, []string{"Never saved, note of: 4.1", "Line 1 is: First", "Line 2 is: Second", "Saved: wrote a note on 4.1"}},
		{"an exclusion", []string{"go A.10.4", "n", "Nothing is offered", "R-7"}, []string{"n", "."}, []string{"Never saved, exclusion of: A.10.4", "Why does it not apply now: Nothing is offered", "Saved: excluded A.10.4"}},
		{"evidence named behind its command", []string{"e add Policy of May"}, []string{"e add", "."}, []string{"What is it now: Policy of May", "Saved: "}},
		{"an owner", []string{"o", "Mia"}, []string{"o", "", "", "quit"}, []string{"Owner now: Mia", "Saved: gave 4.1 to Mia"}},
		{"a finding that was left", []string{"f add", "No list", ".leave", "f"}, []string{"f add", "."}, []string{"What was found now: No list", "Saved: "}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _ := empty(t)
			says(t, hear(t, s, c.typed...), "not saved yet; what you typed is kept")
			says(t, hear(t, anew(s), c.again...), c.says...)
			if left, err := s.DB.Drafts(t.Context(), s.Actor, mustID(t, s)); err != nil || len(left) > 0 {
				t.Errorf("drafts are left: %v, %v", left, err)
			}
		})
	}
}

// anew is the same person at a window of another day, which remembers nothing.
func anew(s *screen.Session) *screen.Session {
	return &screen.Session{Context: s.Context, Catalog: s.Catalog, DB: s.DB, Actor: s.Actor, Theme: s.Theme, Now: s.Now}
}

func mustID(t *testing.T, s *screen.Session) string {
	t.Helper()
	id, err := s.DB.LastOpened(t.Context())
	must(t, err)
	return id
}

// A text that was begun in the drawn workbench goes on here, and the other way round:
// both keep it at one place in one form.
func TestAFormOfTheScreensGoesOnHere(t *testing.T) {
	s, id := empty(t)
	must(t, s.DB.SaveDraft(t.Context(), s.Actor, id, assess.Key{Item: "4.1"}.Subject(), store.FormField+"assign", "0\tMia\n1\t24 Dec 2026\n"))
	says(t, hear(t, s, "o", "."), "Owner now: Mia", "Saved: gave 4.1 to Mia, due 24 Dec 2026")
}

func TestWhatARoomSettledOnIsOverwrittenOnlyAfterAWord(t *testing.T) {
	s, id := empty(t)
	v, err := s.DB.OpenVote(t.Context(), s.Actor, s.Catalog, id, assess.Key{Item: "4.1"}, 1, true)
	must(t, err)
	_, err = s.DB.Cast(t.Context(), s.Actor, v.ID, workshop.Ballot{Level: 2, Confidence: workshop.HighConfidence})
	must(t, err)
	_, err = s.DB.Reveal(t.Context(), s.Actor, v.ID)
	must(t, err)
	_, _, err = s.DB.Settle(t.Context(), s.Actor, s.Catalog, v.ID, 2, "")
	must(t, err)
	golden(t, "settled", hear(t, s, "2", "4", "no", "x", "", "4", "yes", "quit"))
}

func TestTheFiguresAreReadAsLines(t *testing.T) {
	s, _ := screentest.Session(t)
	screentest.Demo(t, s)
	golden(t, "figures", hear(t, s, "overview", "blockers", "gaps", "filter owner:\"Malte Brodersen, CISO\" gaps", "list", "roadmap", "synergy", "systems", "profile", "soa", "library", "go 6.1.4", "read", "find impact assessment", "find xylophon", "history item", "quit"))
}

func TestEveryCommandIsInTheHelpAndWhatIsNotHereSaysWhereItIs(t *testing.T) {
	s, _ := empty(t)
	golden(t, "help", hear(t, s, "?", "help answer", "help all", "help evidence", "import", "I", "V", "frobnicate \x1b[2J", "quit"))
}

func TestWithoutAnAssessmentOneIsMadeAndOpened(t *testing.T) {
	s, _ := screentest.Session(t)
	golden(t, "begin", hear(t, s, "3", "next", "new", "new First", "new Second", "A", "open 2", "3", "open first", "open third", "open 9", "quit"))
}

func TestSomebodyComesBackToWhereTheyWere(t *testing.T) {
	s, _ := empty(t)
	hear(t, s, "baseline A.8.24", "walk A.5.2", "question 2", "quit")
	says(t, hear(t, s, "item", "baseline", "quit"), "A.5.2, question 2 of", "ISMS A.8.24: ")
}

func TestAnObserverIsToldBeforeAnythingIsAsked(t *testing.T) {
	s, _ := empty(t)
	s.Actor.Role = workshop.Observer
	record := hear(t, s, "3", "n", "note", "o", "e add", "f add", "quit")
	if n := strings.Count(record, "An observer looks on and changes nothing"); n != 6 {
		t.Errorf("told %d times:\n%s", n, record)
	}
}

func TestWhileTheRoomVotesNothingOfTheItemIsToldOrTaken(t *testing.T) {
	s, id := empty(t)
	hear(t, s, "2", "note A secret note", "e add A secret page", ".", "f add A secret finding", ".", "quit")
	v, err := s.DB.OpenVote(t.Context(), s.Actor, s.Catalog, id, assess.Key{Item: "4.1"}, 1, true)
	must(t, err)
	fresh := anew(s)
	record := hear(t, fresh, "", "3", "n", "note", "e", "f", "o", "m", "x", "y", "questions", "levels", "read", "list", "gaps", "overview", "blockers", "library", "find secret", "history", "u", "vote 4 high Seen it", "room", "quit")
	hides(t, record, "A secret", "Rating: 2", "That is")
	says(t, record, "Made without 4.1, which is voted on.", "Saved, your vote on 4.1: 4, sure: high, because: Seen it", "Yours: 4, sure: high", "4.1 Understanding the organization and its context: hidden while the room votes on it")
	if x := read(t, s, id).Answer(assess.Key{Item: "4.1"}); x.Rating.Level != 2 || x.Flag {
		t.Errorf("4.1 is %+v", x)
	}
	_, err = s.DB.Reveal(t.Context(), s.Actor, v.ID)
	must(t, err)
	says(t, hear(t, fresh, "room", "vote 3", "quit"), "Votes for 4: 1", "Ines Brandt: 4, sure: high, because: Seen it", "One vote, for: 4", "Rating: 2")
}

func TestTheItemsAreReadInTheLanguageThatWasAskedFor(t *testing.T) {
	s, _ := empty(t)
	var out strings.Builder
	must(t, plain.Run(s, plain.Options{In: strings.NewReader("questions\nquit\n"), Out: &out, Lang: "es"}))
	said, err := s.Catalog.In("es")
	must(t, err)
	it, _ := s.Catalog.Item("4.1")
	says(t, out.String(), said.Item(it).Questions[0].Ask)
}

func TestWhatIsTypedForAnItemThatIsGoneIsAboutNoOther(t *testing.T) {
	s, id := empty(t)
	control := s.DB.NewID()
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.PutControl(a, assess.OwnControl{ID: control, Title: "Works council"})
	})
	out, typing, done := live(s)
	_, err := io.WriteString(typing, "go X.1\n")
	must(t, err)
	out.until("X.1: Works council")
	screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) { return assess.RemoveControl(a, control) })
	_, err = io.WriteString(typing, "3\nquit\n")
	must(t, err)
	must(t, <-done)
	says(t, out.seen.String(), "Nothing was done: the item where you were is gone. This is: 4.1")
	if a := read(t, s, id); a.Answers.Len() != 0 {
		t.Errorf("something was rated: %v", a.Answers)
	}
}

func TestTheLanguageIsChosenInALineAndKept(t *testing.T) {
	s, _ := empty(t)
	said, err := s.Catalog.In("es")
	must(t, err)
	it, _ := s.Catalog.Item("4.1")
	ask := said.Item(it).Questions[0].Ask
	says(t, hear(t, s, "language", "language xx", "language es", "questions", "quit"), "Languages: en, es", ask)
	says(t, hear(t, anew(s), "questions", "quit"), ask)
}

func TestAnAssessmentIsRenamedDuplicatedAndPutAway(t *testing.T) {
	s, id := empty(t)
	said := hear(t, s, "rename", "rename Gap 2027", "3", "duplicate Gap 2028", "archive", "no", "archive", "yes", "3", "archive", "quit")
	says(t, said, "Say its new name", "Saved: renamed the assessment AIMS gap 2026 to Gap 2027.", "Saved: a copy with all answers, notes and evidence.",
		"Assessment: Gap 2028", "Archive it? Type yes or no: no", "Saved: archived the assessment.", "The assessment is archived; bring it back", "Saved: brought the assessment back from the archive.")
	if a := read(t, s, id); a.Name != "Gap 2027" || a.Archived {
		t.Errorf("the first is %q, archived %v", a.Name, a.Archived)
	}
	all, err := s.DB.Assessments(t.Context())
	must(t, err)
	if len(all) != 2 || all[0].Name != "Gap 2028" || read(t, s, all[0].ID).Answer(assess.Key{Item: "4.1"}).Rating.Level != 3 {
		t.Errorf("there are %+v", all)
	}
}

// window is what somebody sees while they type.
type window struct {
	mu   sync.Mutex
	more *sync.Cond
	seen strings.Builder
}

// live begins a conversation that a test takes part in.
func live(s *screen.Session) (out *window, typing io.Writer, done <-chan error) {
	out = &window{}
	out.more = sync.NewCond(&out.mu)
	in, to := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- plain.Run(s, plain.Options{In: in, Out: out}) }()
	return out, to, ended
}

func (w *window) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer w.more.Broadcast()
	return w.seen.Write(p)
}

// until waits for as long as it takes to see something.
func (w *window) until(text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for !strings.Contains(w.seen.String(), text) {
		w.more.Wait()
	}
}

// Somebody else acts while this person types: who types is told, and both texts are
// kept.
func TestTwoWhoWriteOneNoteKeepBoth(t *testing.T) {
	s, id := empty(t)
	out, typing, done := live(s)
	_, err := io.WriteString(typing, "note\nMine\n")
	must(t, err)
	out.until("Line 2:")
	mara := store.Actor{Name: "Mara"}
	_, err = s.DB.Do(t.Context(), mara, id, func(a *assess.Assessment) ([]assess.Change, error) {
		return assess.Note(s.Catalog, a, assess.Key{Item: "4.1"}, "Hers")
	})
	must(t, err)
	_, err = io.WriteString(typing, ".\nquit\n")
	must(t, err)
	must(t, <-done)
	says(t, out.seen.String(), "Changed here meanwhile, by: Mara")
	if got := read(t, s, id).Answer(assess.Key{Item: "4.1"}).Note; got != "Mine\n\nHers" {
		t.Errorf("the note is %q", got)
	}
}

// What is being typed when a vote is opened on the item waits, and is kept.
func TestAnActOnAnItemThatIsVotedOnSinceWaitsForTheReveal(t *testing.T) {
	s, id := empty(t)
	out, typing, done := live(s)
	_, err := io.WriteString(typing, "note\nMine\n")
	must(t, err)
	out.until("Line 2:")
	_, err = s.DB.OpenVote(t.Context(), s.Actor, s.Catalog, id, assess.Key{Item: "4.1"}, 1, true)
	must(t, err)
	_, err = io.WriteString(typing, ".\n.leave\nquit\n")
	must(t, err)
	must(t, <-done)
	says(t, out.seen.String(), "The room votes on 4.1, and what is said of it waits for the reveal.")
	if left, err := s.DB.Drafts(t.Context(), s.Actor, id); err != nil || len(left) != 1 {
		t.Errorf("drafts %v, %v", left, err)
	}
}

func TestALineThatIsTooLongIsRefusedAndTheNextOneTaken(t *testing.T) {
	s, id := empty(t)
	says(t, hear(t, s, strings.Repeat("x", 300<<10), "3", "quit"), "The line is too long and was not taken", "Saved: rated 4.1 3.")
	if x := read(t, s, id).Answer(assess.Key{Item: "4.1"}).Rating; x.Level != 3 {
		t.Errorf("4.1 is %+v", x)
	}
}

// FuzzOnlyLinesArePrinted has people type anything at all, as commands and as texts
// that are read back.
func FuzzOnlyLinesArePrinted(f *testing.F) {
	for _, seed := range []string{
		"\x1b]52;c;ZXZpbA==\x07", "a\x9b2J\xc2\x9b31m", "\u202eabc\u2066", "a\rSaved: rated 4.1 5.", "\x00", "e\u0301\u0301\u0301\u0301\u0301\u0301", "\xff\xfe", "│▌█",
		"note\nSaved: x\n.\nread", "o\n\x1b[2J\n.", "e add \x1b[1m\n.\ne", "new \x1b]0;t\x07\nA", "find \x1b", "filter owner:\x1b", "go \x1b", strings.Repeat("wide字", 200), "vote 3", ".\n..\n.1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		s, id := empty(t)
		line := strings.ReplaceAll(typed, "\n", " ")
		screentest.Do(t, s, id, func(a *assess.Assessment) ([]assess.Change, error) {
			all, err := assess.PutEvidence(s.Catalog, a, assess.Evidence{ID: s.DB.NewID(), Kind: assess.EvidenceDocument, What: "x" + strings.ToValidUTF8(strings.ReplaceAll(typed, "\x00", ""), ""), Items: []string{"4.1"}})
			return all, err
		})
		var out strings.Builder
		lines := "note\n" + line + "\n.\n" + typed + "\n.\n.\nread\nlibrary\nhistory\nquit\n"
		if err := plain.Run(s, plain.Options{In: strings.NewReader(lines), Out: &out, Echo: true}); err != nil {
			t.Fatal(err)
		}
		record := out.String()
		if !strings.ContainsFunc(typed, func(r rune) bool { return r >= 0x2500 && r <= 0x25ff }) {
			check(t, record)
			return
		}
		for _, r := range record { // who types a sign reads it back
			if r < 0x20 && r != '\n' || r >= 0x7f && r < 0xa0 {
				t.Fatalf("%U is printed in %q", r, record)
			}
		}
	})
}
