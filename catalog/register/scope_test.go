package register_test

import (
	"fmt"
	"strings"
	"testing"

	"crosswalk/catalog/register"
)

func TestTheScopesFitWhereTheISMSHoldsWhatTheAIMSHolds(t *testing.T) {
	for lines, want := range map[string]string{
		"": "", "no/no": "", "/yes": "", "yes/": "",
		"yes/yes":              "yes: the ISMS holds all that the AIMS holds (SC-1)",
		"yes/yes no/no yes/no": "yes: the ISMS holds all that the AIMS holds (SC-1)",
		"yes/yes no/yes":       "partly: of 2 in the scope of the AIMS the ISMS holds 1, and not SC-2",
		"no/yes yes/no":        "no: of 1 in the scope of the AIMS the ISMS holds 0, and not SC-1",
	} {
		d := newDesk(t)
		for i, line := range strings.Fields(lines) {
			isms, aims, _ := strings.Cut(line, "/")
			d.put("scope-line", fmt.Sprintf("s%d", i), "title=Site", "in_isms="+isms, "in_aims="+aims)
		}
		word, _, _ := strings.Cut(want, ":")
		if got := register.Scopes(d.Case); got != word {
			t.Errorf("with %q the scopes fit: %q; %q is right", lines, got, word)
		}
		if got := register.ScopesSaid(d.Case); got != want {
			t.Errorf("with %q it is said %q; %q is right", lines, got, want)
		}
	}
}
