package intake

import (
	"strings"
	"testing"
	"unicode/utf8"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

const ownTop = "item\trating\tnote\tstate\treason\towner\tdue\n"

func TestOurOwnFileComesBackTheSameIntoANewAssessment(t *testing.T) {
	for _, note := range []string{
		"first line\n\nsecond line\twith tab", `a "quoted" word`, `"quoted" at the start`, `17" rack`, `C:\new\table`, "'=1+1", "=1+1", "a\r\nb", "\u202eturned",
	} {
		text := ownTop + "4.1\t2\t" + visible.Escape(note) + "\trated\t\tInes\t2027-01-31\n4.2\t\t\tunanswered\t\t\t\n"
		x := imported(t, nordwind(t), Answers, text).Answer(assess.Key{Item: "4.1"})
		if x.Note != note || x.Rating.Level != 2 || x.Owner != "Ines" || x.Due != "2027-01-31" {
			t.Errorf("%q comes back as %+v", note, x)
		}
	}
}

func TestAnEscapeThatMeansNothingInOurOwnFileIsRefused(t *testing.T) {
	if got := refusal(t, nordwind(t), Answers, ownTop+"4.1\t2\ta\\x\trated\t\t\t\n"); !strings.Contains(got, "row 2, cell C2: a backslash must begin") {
		t.Error(got)
	}
	if got := refusal(t, nordwind(t), Answers, ownTop+"4.1\t2\ta"); !strings.Contains(got, "as if the file were cut off") {
		t.Error(got)
	}
}

func TestAQuoteInsideATabSeparatedFieldIsAQuote(t *testing.T) {
	x := imported(t, nordwind(t), Answers, "item\trating\tnote\n4.1\t2\t17\" rack\n4.2\t2\t\"two\nlines\"\n")
	if got := x.Answer(assess.Key{Item: "4.1"}).Note; got != `17" rack` {
		t.Errorf("%q", got)
	}
	if got := x.Answer(assess.Key{Item: "4.2"}).Note; got != "two\nlines" {
		t.Errorf("%q", got)
	}
}

func FuzzOurOwnFileComesBack(f *testing.F) {
	f.Add("a\tb\n\"c\"", "Ines")
	f.Add(`\n`, "'=x")
	f.Fuzz(func(t *testing.T, note, owner string) {
		if !utf8.ValidString(note) || !utf8.ValidString(owner) {
			return // no text of an assessment
		}
		text := ownTop + "4.1\t2\t" + visible.Escape(note) + "\trated\t\t" + visible.Escape(owner) + "\t\n"
		a := nordwind(t)
		p, err := read(t, a, Answers, text)
		if err != nil {
			return // a text that can't be stored was never exported
		}
		x := fold(t, a, p.Changes).Answer(assess.Key{Item: "4.1"})
		if strings.TrimSpace(note) != "" && x.Note != note {
			t.Errorf("%q comes back as %q", note, x.Note)
		}
		soundly(t, []byte(text), Answers)
	})
}
