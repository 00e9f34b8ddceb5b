package walk_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
	"crosswalk/tui/walk"
)

// edits has the editor of a person make something of the text it gets.
func edits(s *screen.Session, make func(was string) (string, error)) {
	s.Files = &screen.Files{Edit: func(_ io.Reader, _, _ io.Writer, was string) (string, error) { return make(was) }}
}

func draftOf(t *testing.T, s *screen.Session, id string) string {
	t.Helper()
	text, _, err := s.DraftOf(t.Context(), screen.Draft{Assessment: id, Subject: assess.Key{Item: "4.1"}.Subject(), Field: assess.FieldNote})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestWhatTheEditorSavesIsSaved(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap", "Nordwind")
	edits(s, func(was string) (string, error) { return was + "Seen\tin May.", nil })
	st := screentest.Run(t, s, walk.New(s), id, "E")
	if note := answer(t, s, id, assess.Key{Item: "4.1"}).Note; note != "Seen\tin May." || st.Dialog() != "" || draftOf(t, s, id) != "" {
		t.Errorf("the note is %q, the draft %q, open is %q", note, draftOf(t, s, id), st.Dialog())
	}
	edits(s, func(was string) (string, error) { return was, nil })
	if st.Press("E"); st.Dialog() != "" {
		t.Error("a text that was only looked at stays open")
	}
}

func TestTheEditorBeginsWithTheDraft(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap", "Nordwind")
	at := screen.Draft{Assessment: id, Subject: assess.Key{Item: "4.1"}.Subject(), Field: assess.FieldNote}
	if err := s.KeepDraft(t.Context(), at, "half a sen"); err != nil {
		t.Fatal(err)
	}
	edits(s, func(was string) (string, error) { return was + "tence", nil })
	screentest.Run(t, s, walk.New(s), id, "E")
	if note := answer(t, s, id, assess.Key{Item: "4.1"}).Note; note != "half a sentence" {
		t.Errorf("the note is %q", note)
	}
}

func TestATextThatCanNotBeKeptIsADraftAndSaid(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		err  error
		says string
		kept string
	}{
		"NUL":       {"a\x00b", nil, "The text holds a NUL character; take it out. It is kept as a draft.", "a␀b"},
		"no UTF-8":  {"a\xffb", nil, "The text is not valid UTF-8; save the text as UTF-8 and try again. It is kept as a draft.", "a⟨FF⟩b"},
		"too long":  {strings.Repeat("x", 20_001), nil, "The text has 20001 characters; at most 20000 can be kept. It is kept as a draft.", strings.Repeat("x", 20_001)},
		"an error":  {"written", errors.New("the editor ended with an error"), "The editor ended with an error. It is kept as a draft.", "written"},
		"a failure": {"", errors.New("no editor is chosen"), "No editor is chosen.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := screentest.Session(t)
			id := screentest.Empty(t, s, "Gap", "Nordwind")
			edits(s, func(string) (string, error) { return c.text, c.err })
			st := screentest.Run(t, s, walk.New(s), id, "E")
			if st.Notice != c.says {
				t.Errorf("it says %q", st.Notice)
			}
			if note, draft := answer(t, s, id, assess.Key{Item: "4.1"}).Note, draftOf(t, s, id); note != "" || draft != c.kept {
				t.Errorf("the note is %.40q, the draft %.40q", note, draft)
			}
			if (st.Dialog() != "") != (c.kept != "") {
				t.Errorf("open is %q", st.Dialog())
			}
		})
	}
}

func TestATextThatIsTooLongIsShortenedInTheEditorWithoutALoss(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap", "Nordwind")
	long := strings.Repeat("x", 20_000) + " and the end"
	edits(s, func(string) (string, error) { return long, nil })
	st := screentest.Run(t, s, walk.New(s), id, "E")
	st.Shows("12 characters at the end are more than can be kept; shorten the text.")
	st.Press("esc")
	if st.Dialog() != "" || st.Notice != "The text has 20012 characters; at most 20000 can be kept. It is kept as a draft." || draftOf(t, s, id) != long {
		t.Errorf("open is %q, it says %q", st.Dialog(), st.Notice)
	}
	edits(s, func(was string) (string, error) { return strings.TrimLeft(was, "x"), nil })
	if st.Press("c", "ctrl+o", "esc"); answer(t, s, id, assess.Key{Item: "4.1"}).Note != " and the end" {
		t.Errorf("the note is %.40q", answer(t, s, id, assess.Key{Item: "4.1"}).Note)
	}
}

func TestWhatIsTypedGoesToTheEditorAndComesBack(t *testing.T) {
	s, _ := screentest.Session(t)
	id := screentest.Empty(t, s, "Gap", "Nordwind")
	edits(s, func(was string) (string, error) { return strings.ToUpper(was), nil })
	st := screentest.Run(t, s, walk.New(s), id, "c").Type("asked").Press("ctrl+o").Shows("ASKED", "ctrl+o in your editor")
	if draftOf(t, s, id) != "ASKED" || answer(t, s, id, assess.Key{Item: "4.1"}).Note != "" {
		t.Error("what came back is no draft")
	}
	if st.Press("esc"); answer(t, s, id, assess.Key{Item: "4.1"}).Note != "ASKED" {
		t.Errorf("the note is %q", answer(t, s, id, assess.Key{Item: "4.1"}).Note)
	}
}
