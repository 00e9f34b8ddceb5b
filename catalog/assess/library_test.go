package assess_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

// shelf is an assessment with one piece of evidence, one that was removed, and what
// was said of them after further acts.
func shelf(t *testing.T) *book {
	b := open(t, small(t))
	for _, id := range []string{"e", "gone"} {
		b.do(assess.PutEvidence(b.cat, b.a, assess.Evidence{ID: id, What: "Policy", Items: []string{"5.2"}}))
	}
	b.do(assess.RemoveEvidence(b.a, "gone"))
	return b
}

func TestSeeingAPieceSaysWhoAndWhen(t *testing.T) {
	b := shelf(t)
	b.do(assess.SeeEvidence(b.cat, b.a, "e", "Mia", "2026-03-02"))
	b.do(assess.SeeEvidence(b.cat, b.a, "e", "Mia", "2026-09-01"))
	if e, _ := b.a.EvidenceByID("e"); e.SeenBy != "Mia" || e.SeenDay() != "2026-09-01" || !slices.Equal(e.Items, []string{"5.2"}) {
		t.Errorf("it is %+v", e)
	}
}

func TestAPieceServesOneMoreItem(t *testing.T) {
	b := shelf(t)
	b.do(assess.ServeToo(b.cat, b.a, "e", "27001:A.5.9"))
	if e, _ := b.a.EvidenceByID("e"); !slices.Equal(e.Items, []string{"5.2", "27001:A.5.9"}) {
		t.Errorf("it serves %q", e.Items)
	}
	if changes, err := assess.ServeToo(b.cat, b.a, "e", "5.2"); err != nil || len(changes) > 0 {
		t.Errorf("what serves an item already is changed: %v %v", changes, err)
	}
	if len(b.a.Pieces()) != 1 {
		t.Errorf("there are %d pieces", len(b.a.Pieces()))
	}
}

func TestNothingIsSaidOfAPieceThatIsNotThere(t *testing.T) {
	b := shelf(t)
	for name, act := range map[string]func() ([]assess.Change, error){
		"seen, removed":   func() ([]assess.Change, error) { return assess.SeeEvidence(b.cat, b.a, "gone", "Mia", "2026-03-02") },
		"seen, unknown":   func() ([]assess.Change, error) { return assess.SeeEvidence(b.cat, b.a, "nobody", "Mia", "2026-03-02") },
		"seen by nobody":  func() ([]assess.Change, error) { return assess.SeeEvidence(b.cat, b.a, "e", " ", "2026-03-02") },
		"seen on no day":  func() ([]assess.Change, error) { return assess.SeeEvidence(b.cat, b.a, "e", "Mia", "yesterday") },
		"serves, removed": func() ([]assess.Change, error) { return assess.ServeToo(b.cat, b.a, "gone", "5.2") },
		"serves no item":  func() ([]assess.Change, error) { return assess.ServeToo(b.cat, b.a, "e", "99.9") },
	} {
		if changes, err := act(); err == nil || len(changes) > 0 {
			t.Errorf("%s is taken: %v", name, changes)
		}
	}
}

func TestOnlyALinkThatCanBeTakenForNoOtherIsOpened(t *testing.T) {
	for place, want := range map[string]string{
		"https://wiki.example.com/a/b?q=1&r=2#top": "https://wiki.example.com/a/b?q=1&r=2#top",
		"  HTTP://10.0.0.7:8080/x ":                "http://10.0.0.7:8080/x",
		"https://[::1]/x":                          "https://[::1]/x",
		"https://example.com/größe":                "https://example.com/gr%C3%B6%C3%9Fe",
		"https://example.com/a b":                  "https://example.com/a%20b",
	} {
		if got, err := (assess.Evidence{Place: place}).Link(); err != nil || got != want {
			t.Errorf("%q opens %q, %v; right is %q", place, got, err, want)
		}
	}
	for _, place := range []string{
		"", "shelf 3", "wiki.example.com/a", "file:///etc/passwd", "javascript:alert(1)", "ftp://example.com/x", "https:///x", "https:example.com",
		"https://bank.example@evil.example/", "https://user:secret@example.com/", "https://exаmple.com/", "https://ex%61mple.com/",
		"https://example.com/?a=\u202egpj.exe", "https://example.com/?q=\"x", "https://example.com/?q='\x1b]52;c;x\a", "https://example.com/?q=`id`",
		"https://example.com/\n--help", "-https://example.com", "https://example.com/" + strings.Repeat("a", assess.MaxLink),
	} {
		if got, err := (assess.Evidence{Place: place}).Link(); err == nil {
			t.Errorf("%q opens %q", place, got)
		}
	}
}
