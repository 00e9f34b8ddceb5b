package screen

import (
	"errors"
	"strings"
	"testing"

	"crosswalk/store"
)

func TestAProblemIsSaidAsItConcernsWhoSitsThere(t *testing.T) {
	p := &store.Problem{Kind: store.Full, Place: "/home/ines/crosswalk.db", Unsaved: true}
	for _, c := range []struct {
		remote bool
		want   string
	}{
		{false, "NOT saved: the disk of /home/ines/crosswalk.db is full; what was saved earlier is safe; make room and enter this again."},
		{true, "NOT saved: the disk of the database is full; what was saved earlier is safe; tell who runs the room, and enter this again once they have seen to it."},
	} {
		if got := Sentence(p, c.remote); got != c.want {
			t.Errorf("remote %v: %s\nright is: %s", c.remote, got, c.want)
		}
	}
}

func TestNobodyInARoomLearnsAPlaceOfTheMachine(t *testing.T) {
	for _, k := range store.Kinds() {
		p := &store.Problem{Kind: k, Place: "/var/lib/crosswalk/crosswalk.db"}
		if got := Sentence(p, true); strings.Contains(got, "/var/lib") || strings.Contains(got, "crosswalk doctor") {
			t.Errorf("%s: %s", k, got)
		}
	}
}

func TestASentenceBeginsWithACapitalOfAnyAlphabet(t *testing.T) {
	for text, want := range map[string]string{"était là": "Était là.", "is it?": "Is it?", "": "Something went wrong."} {
		if got := Sentence(errors.New(text), false); got != want {
			t.Errorf("%q is said as %q; right is %q", text, got, want)
		}
	}
}
