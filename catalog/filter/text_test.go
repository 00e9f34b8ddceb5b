package filter_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/filter"
)

func TestAFilterIsReadAsItIsTyped(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "  all ": "", "all gaps": "gaps", "GAPS": "gaps",
		`gaps owner:"Ines Braun" due:30d no-evidence`: `gaps owner:"Ines Braun" no-evidence due:30d`,
		"gaps gaps": "gaps", "owner:ines owner:INES": "owner:ines",
		"due": "due:30d", "due:7": "due:7d", "due:6w": "due:42d", "due:": "due:30d",
		`owner:"  Ines   Braun "`: `owner:"Ines Braun"`,
		`owner:"O\"Neil \\ Sons"`: `owner:"O\"Neil \\ Sons"`,
		`owner:"Ines"`:            "owner:Ines", "owner:a:b": "owner:a:b", `owner:a"b`: `owner:"a\"b"`,
	} {
		if got := parsed(t, text).String(); got != want {
			t.Errorf("%q is written as %q, not %q", text, got, want)
		}
	}
}

func TestWhatIsNoFilterIsRefusedWithAWayOut(t *testing.T) {
	for text, want := range map[string]string{
		"gap":                               `"gap" is no filter; the nearest is gaps`,
		"evidnce":                           `"evidnce" is no filter; the nearest is`,
		"gaps:yes":                          "gaps takes no value; write it alone",
		"owner":                             "owner needs a value; write it as owner:NAME, one with blanks in quotes",
		"owner:":                            "owner needs a value",
		`owner:""`:                          "owner needs a value",
		`owner:"Ines`:                       `a quote is not closed; write owner:"Ines Braun"`,
		`owner:"Ines"gaps`:                  "a blank is missing behind a closing quote",
		"due:soon":                          `"soon" is no number of days up to 3650; write it as due:30d`,
		"due:9999w":                         "is no number of days",
		"due:-1":                            "is no number of days",
		"owner:" + strings.Repeat("x", 300): "at most 200 can be kept",
		strings.Repeat("gaps ", 500):        "at most 2000 can be read",
		strings.Repeat("x", 100):            "…",
		"all:of":                            `"all" is no filter`,
	} {
		if _, err := filter.Parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is answered by %v", text, err)
		}
	}
}

func TestANameIsNoFilterItself(t *testing.T) {
	for name, refused := range map[string]bool{
		"Monday round": false, "gaps of Ines": false, "gaps": true, "gaps mine": true, "": true, " ": true, "all": true, "two\nlines": true,
	} {
		if err := filter.CheckName(name); (err != nil) != refused {
			t.Errorf("the name %q is answered by %v", name, err)
		}
	}
}

func TestWhatIsWrittenIsReadAsTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var terms []filter.Term
		for range rapid.IntRange(0, 6).Draw(t, "terms") {
			k := rapid.SampledFrom(filter.Kinds()).Draw(t, "kind")
			term := k.Term()
			if k.Listed() {
				term.Value = strings.Join(strings.Fields(rapid.StringMatching(`[a-zäÉß漢"\\: .]{1,20}x`).Draw(t, "value")), " ")
			}
			terms = append(terms, term)
		}
		f := filter.Of(terms...)
		again, err := filter.Parse(f.String())
		if err != nil || !again.Equal(f) || again.String() != f.String() {
			t.Fatalf("%q is read as %q, %v", f, again, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`gaps owner:"Ines Braun" due:30d`, `owner:"a\"b\\"`, "due:6w", "all", `system:"`, "asks:data clause:A.5", "\x00", "owner:\u2028x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		read, err := filter.Parse(text)
		if err != nil {
			return
		}
		written := read.String()
		again, err := filter.Parse(written)
		if err != nil && len([]rune(written)) <= filter.MaxText || err == nil && again.String() != written {
			t.Errorf("%q is written as %q and read as %q, %v", text, written, again, err)
		}
	})
}
