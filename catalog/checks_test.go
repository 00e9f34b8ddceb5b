package catalog_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/catalog"
)

// fewChecks is a sound file of a folder of one's own.
const fewChecks = `note: Read.
elsewhere: "{title} was looked at on {date}."
checks:
  - id: society
    items: [A.5.4]
    reads: [impact-assessment]
    rule: Society is looked at.
    contradicts:
      - {fault: none, says: "Nothing looks at {system}."}
      - {fault: no-society, items: [A.5.4], says: "{n impact/impacts}."}
    supports: All looked at.
    unseen: Who was asked.
`

func TestABadCheckIsRefusedWithFileLineAndReason(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{"", "", ""},
		{"id: society", "id: mood", `checks.yaml:4: there is no check "mood"; it is one of audits, awareness, `},
		{"items: [A.5.4]\n", "items: [A.99]\n", `checks.yaml:4: the check society: ISO/IEC 42001:2023 has no "A.99"`},
		{"items: [A.5.4], says", "items: [A.5.5], says", `checks.yaml:4: the check society: the fault no-society: the item is "A.5.5"; it is one of A.5.4`},
		{"reads: [impact-assessment]", "reads: []", "checks.yaml:4: the check society: reads is missing"},
		{"fault: no-society", "fault: no-mood", "checks.yaml:4: the check society contradicts by none, no-mood; none, no-society is right, in this order"},
		{"{system}", "{System}", `checks.yaml:4: the check society says "Nothing looks at {System}."; a word in braces is written {name} or {n one/many}`},
		{"    unseen: Who was asked.\n", "", "checks.yaml:4: the check society: supports and unseen stand together, or both are left out"},
		{"rule: Society is looked at.", `rule: ""`, "checks.yaml:4: the check society: rule is missing"},
		{"note: Read.", `note: ""`, "checks.yaml: the checks: note is missing"},
		{"says: \"{n impact/impacts}.\"", `says: ""`, "checks.yaml:4: the check society: the fault no-society: says is missing"},
	} {
		fsys := withDiary(t, "", "").(fstest.MapFS)
		fsys["checks.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(fewChecks, c.was, c.is, 1))}
		cat, err := catalog.Load(fsys)
		if c.want == "" {
			if err != nil || len(cat.Checks().Checks) != 1 {
				t.Errorf("sound checks are refused: %v", err)
			}
			continue
		}
		var ps catalog.Problems
		if !errors.As(err, &ps) || !slices.ContainsFunc(ps, func(p catalog.Problem) bool { return strings.HasPrefix(p.Error(), c.want) }) {
			t.Errorf("%s is refused with\n%v\n%s is right", c.is, err, c.want)
		}
	}
}

func TestASentenceIsFilledWithWordsAndNumbers(t *testing.T) {
	for says, want := range map[string]string{
		"{n risk is/risks are} open.": "3 risks are open.", "{one risk is/risks are} open.": "1 risk is open.",
		"{who} said {what}.": "Ines said .", "Nothing.": "Nothing.",
	} {
		if got := catalog.Fill(says, map[string]string{"n": "3", "one": "1", "who": "Ines"}); got != want {
			t.Errorf("%s is filled as %q; %q is right", says, got, want)
		}
	}
}

func TestEveryCheckSpeaksPlainly(t *testing.T) {
	for _, c := range shipped(t).Checks().Checks {
		texts := []string{c.Rule, c.Supports, c.Unseen}
		for _, f := range c.Contradicts {
			texts = append(texts, f.Says)
		}
		for _, text := range texts {
			if avoided.MatchString(text) || text != "" && !strings.HasSuffix(text, ".") {
				t.Errorf("%s says %q; a plain sentence is right", c.ID, text)
			}
		}
	}
}
