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
		"yes/yes": "yes", "yes/yes no/no yes/no": "yes", "yes/yes no/yes": "partly", "no/yes yes/no": "no",
	} {
		d := newDesk(t)
		for i, line := range strings.Fields(lines) {
			isms, aims, _ := strings.Cut(line, "/")
			d.put("scope-line", fmt.Sprintf("s%d", i), "title=Site", "in_isms="+isms, "in_aims="+aims)
		}
		if got := register.Scopes(d.Case); got != want {
			t.Errorf("with %q the scopes fit: %q; %q is right", lines, got, want)
		}
	}
}
