package serve

import (
	"io"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
)

// talk types lines at a window without a terminal, and gives all that was said.
func (r *room) talk(key ssh.Signer, command string, lines ...string) (string, error) {
	r.t.Helper()
	client, err := r.dial("whoever", byKey(key))
	must(r.t, err)
	defer client.Close()
	s, err := client.NewSession()
	must(r.t, err)
	var out strings.Builder
	s.Stdout, s.Stdin = &out, strings.NewReader(strings.Join(lines, "\n")+"\n")
	if command == "" {
		must(r.t, s.Shell())
	} else if err := s.Start(command); err != nil {
		return "", err
	}
	err = s.Wait()
	said := out.String()
	if at := strings.IndexFunc(said, func(c rune) bool { return c < 0x20 && c != '\n' || c >= 0x7f && c < 0xa0 }); at >= 0 {
		r.t.Errorf("a control is sent: %q", said[at:])
	}
	return said, err
}

func TestWhoHasNoTerminalOrAsksForItAnswersInLines(t *testing.T) {
	r := open(t, Options{})
	key := r.person("Mara Holm", workshop.Assessor)
	for level, command := range map[string]string{"2": "", "4": "plain"} {
		said, err := r.talk(key, command, level, "note Seen by \x1b[2J "+level, "assessments", "quit")
		if err != nil || !strings.Contains(said, "Saved: rated 4.1 "+level+".") || !strings.Contains(said, "This room is about one assessment") {
			t.Errorf("%q: %v, %s", command, err, said)
		}
		if x := r.rating("4.1"); x.By != "Mara Holm" || x.State != assess.Rated {
			t.Errorf("%q: 4.1 is %+v", command, x)
		}
	}
	if _, err := r.talk(key, "id"); err == nil {
		t.Error("another command was given")
	}
}

func TestTheRightsAndTheVeilHoldInLinesToo(t *testing.T) {
	r := open(t, Options{})
	said, err := r.talk(r.person("Olaf", workshop.Observer), "plain", "3", "note", "quit")
	if err != nil || strings.Count(said, "An observer looks on and changes nothing") != 2 {
		t.Errorf("%v, %s", err, said)
	}
	mara := r.person("Mara", workshop.Assessor)
	_, err = r.talk(mara, "plain", "2", "note A secret", "quit")
	must(t, err)
	vote, err := r.db.OpenVote(t.Context(), facilitator, r.s.o.Catalog, r.id, assess.Key{Item: "4.1"}, 1, true)
	must(t, err)
	said, err = r.talk(r.person("Jon", workshop.Assessor), "plain", "", "read", "list", "find secret", "4", "vote 4 high", "room", "quit")
	if err != nil || strings.Contains(said, "A secret") || strings.Contains(said, "Rating: 2") || !strings.Contains(said, "Saved, your vote on 4.1: 4") || !strings.Contains(said, "Ballots cast: 1") {
		t.Errorf("%v, %s", err, said)
	}
	if _, err := r.db.Reveal(t.Context(), facilitator, vote.ID); err != nil {
		t.Error(err)
	}
	if x := r.rating("4.1"); x.Level != 2 {
		t.Errorf("4.1 is %+v", x)
	}
}

func TestATerminalThatDrawsNothingIsToldHowToJoin(t *testing.T) {
	r := open(t, Options{})
	client, err := r.dial("x", byKey(r.person("Mara", workshop.Assessor)))
	must(t, err)
	defer client.Close()
	w := showNamed(t, client, "dumb", 80, 24)
	until(t, "the window ended", func() bool { return strings.Contains(w.bytes(), "join with ssh -T") })
	if strings.Contains(w.bytes(), "\x1b") {
		t.Errorf("an escape was sent: %q", w.bytes())
	}
}

func TestWhatWasBeingTypedInLinesIsKeptWhereTheRoomCloses(t *testing.T) {
	r := open(t, Options{})
	client, err := r.dial("x", byKey(r.person("Mara", workshop.Assessor)))
	must(t, err)
	defer client.Close()
	s, err := client.NewSession()
	must(t, err)
	said := &lines{}
	s.Stdout = said
	in, err := s.StdinPipe()
	must(t, err)
	must(t, s.Shell())
	_, err = io.WriteString(in, "note\nHalf a note\n")
	must(t, err)
	until(t, "the line was taken", func() bool { return strings.Contains(said.String(), "Line 2:") })
	must(t, r.stop())
	until(t, "the window was closed in order", func() bool { return strings.Contains(said.String(), "The room is closed") })
	left, err := r.db.Drafts(t.Context(), store.Actor{Name: "Mara", Role: workshop.Assessor}, r.id)
	if err != nil || len(left) != 1 {
		t.Errorf("drafts %v, %v", left, err)
	}
}

func TestLinesThatComeFasterThanTheyAreTypedWait(t *testing.T) {
	gone := make(chan struct{})
	close(gone)
	in := &typed{from: strings.NewReader(strings.Repeat("\n", 400)), pressed: func() {}, gone: gone}
	if _, err := in.Read(make([]byte, 400)); err != nil {
		t.Fatal(err)
	}
	if wait := in.pace.wait(0, time.Now()); wait < 30*time.Second {
		t.Errorf("400 lines at once wait %v", wait)
	}
}
