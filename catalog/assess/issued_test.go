package assess_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

func statement(id, version string) assess.Issued {
	return assess.Issued{
		ID: id, Kind: "soa", About: "42001", Title: "Statement of Applicability", Version: version, ApprovedBy: "Mara Holm", ApprovedOn: "2026-11-26",
		Reason: "First audit", Document: `{"kind":"soa","blocks":[{"is":"table","table":{"rows":[{"id":"A.5.4","cells":[{"text":"A note of Mia Berg"},{"text":"partly"}]}]}}]}`,
	}
}

func TestAnIssuedDocumentIsNeverChangedAndANewVersionTakesItsPlace(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.Issue(b.a, statement("i1", "1.0")))
	changes, err := assess.Issue(b.a, statement("i2", " 1.0 "))
	refused(t, changes, err, "was issued already; an issued document is never changed")
	b.do(assess.Issue(b.a, statement("i2", "1.1")))
	if all := b.a.IssuedOf("soa", "42001"); len(all) != 2 || all[1] != statement("i2", "1.1") {
		t.Errorf("%+v", all)
	}
	if all := b.a.IssuedOf("soa", "27001"); len(all) != 0 {
		t.Errorf("the other statement has %+v", all)
	}
	b.do([]assess.Change{{Subject: assess.RecordSubject(assess.KindIssued, "i2"), Field: assess.FieldRemoved, Value: json.RawMessage("true")}}, nil)
	if _, ok := b.a.Version("soa", "42001", "1.1"); ok {
		t.Error("an issue that was taken back still stands")
	}
}

func TestWhatIsNoIssueIsRefusedInASentence(t *testing.T) {
	b := open(t, small(t))
	for sentence, spoil := range map[string]func(*assess.Issued){
		"needs a version":               func(is *assess.Issued) { is.Version = " " },
		"names who approved it":         func(is *assess.Issued) { is.ApprovedBy = "" },
		"says on which day":             func(is *assess.Issued) { is.ApprovedOn = "" },
		`"soon" is no date`:             func(is *assess.Issued) { is.ApprovedOn = "soon" },
		"more than one line":            func(is *assess.Issued) { is.Version = "1\n2" },
		"the document is not whole":     func(is *assess.Issued) { is.Document = "{" },
		"at most 900000 can be kept":    func(is *assess.Issued) { is.Document = `"` + strings.Repeat("x", assess.MaxDocument) + `"` },
		"the reason has 20001 characte": func(is *assess.Issued) { is.Reason = strings.Repeat("x", assess.MaxNote+1) },
	} {
		is := statement("i", "1.0")
		spoil(&is)
		changes, err := assess.Issue(b.a, is)
		refused(t, changes, err, sentence)
	}
}

func TestAnIssueIsToldInOneSentence(t *testing.T) {
	b := open(t, small(t))
	changes, err := assess.Issue(b.a, statement("i", "1.0"))
	if err != nil {
		t.Fatal(err)
	}
	var said []assess.Revision
	for n, c := range changes {
		said = append(said, assess.Revision{ID: fmt.Sprint("r", n), Kind: assess.Do, Subject: c.Subject, Field: c.Field, Value: c.Value})
	}
	want := "issued version 1.0 of the document “Statement of Applicability”, approved by Mara Holm on 26 Nov 2026, because “First audit”"
	if got := assess.Tell(b.cat, b.a, said, b.a.FromState); got != want {
		t.Errorf("%q; right is %q", got, want)
	}
}

// documentOf is the revision that holds the document of an issue.
func documentOf(t *testing.T, is assess.Issued) assess.Revision {
	t.Helper()
	all := is.Changes()
	at := slices.IndexFunc(all, func(c assess.Change) bool { return c.Field == "document" })
	return assess.Revision{Subject: all[at].Subject, Field: all[at].Field, Value: all[at].Value}
}

func TestWordsThatAreErasedGoFromIssuedDocumentsToo(t *testing.T) {
	document := documentOf(t, statement("i", "1.0"))
	say := func(field, v string) assess.Revision {
		return assess.Revision{Subject: at("A.5.4").Subject(), Field: field, Value: json.RawMessage(v)}
	}
	for _, c := range []struct {
		said assess.Revision
		left string // of the cell; empty: the document stays
	}{
		{say("note", `"A note of Mia Berg"`), "[erased]"},
		{say("owner", `"Mia Berg"`), "A note of [erased]"},
		{say("note", `"table"`), ""},
		{say("note", `"Another note"`), ""},
		{say("declared", `"partly"`), ""},
		{say("drivers", `"risk law"`), ""},
		{say("due", `"2026-11-26"`), ""},
	} {
		has := assess.SameWords(document, c.said)
		if has != (c.left != "") {
			t.Errorf("the document says again what %s says: %v", c.said.Value, has)
		}
		if !has {
			continue
		}
		var left string
		if err := json.Unmarshal(assess.WithoutWords(document, []assess.Revision{c.said, document}), &left); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(left, "Mia") || !strings.Contains(left, `"text":"`+c.left+`"`) || !strings.Contains(left, `"id":"A.5.4"`) {
			t.Errorf("without %s the document is %s", c.said.Value, left)
		}
	}
	if assess.HasWords(document) {
		t.Error("the words of a document are looked for in other places")
	}
}

func TestADocumentThatNamesAnItemIsNotThereWithoutTheItem(t *testing.T) {
	b := open(t, small(t))
	b.do(assess.Issue(b.a, statement("i", "1.0")))
	if rest := b.a.Without("A.5.4"); len(rest.Issued) != 0 {
		t.Error("it tells how the item stood")
	}
	if rest := b.a.Without("5.2"); len(rest.Issued) != 1 {
		t.Error("it is about another item, and is gone")
	}
	if !b.a.Touches(documentOf(t, statement("i", "1.0")), "A.5.4") {
		t.Error("issuing it says nothing of the item")
	}
}
