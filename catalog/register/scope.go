package register

import (
	"fmt"

	"crosswalk/catalog"
)

// The fields of a line of the scope.
const (
	scopeKind = "scope-line"
	inISMS    = "in_isms"
	inAIMS    = "in_aims"
)

// Scopes says whether the scopes of ISMS and AIMS fit together, as the profile says
// it: yes where the ISMS holds all that the AIMS holds, partly where it holds some of
// it, no where it holds none. Empty where no line says of both; what is typed into the
// profile counts then.
func Scopes(c Case) string {
	held, apart := scopeLines(c)
	switch {
	case len(held)+len(apart) == 0:
		return ""
	case len(apart) == 0:
		return "yes"
	case len(held) > 0:
		return "partly"
	}
	return "no"
}

// ScopesSaid is Scopes with the lines that it follows from; empty where there are none.
func ScopesSaid(c Case) string {
	held, apart := scopeLines(c)
	word, of := Scopes(c), len(held)+len(apart)
	switch word {
	case "":
		return ""
	case "yes":
		return fmt.Sprintf("yes: the ISMS holds all that the AIMS holds (%s)", c.name(held))
	}
	return fmt.Sprintf("%s: of %d in the scope of the AIMS the ISMS holds %d, and not %s", word, of, len(held), c.name(apart))
}

// scopeLines are the lines in the AIMS that say of the ISMS too: those that it holds,
// and those that it does not.
func scopeLines(c Case) (held, apart []Record) {
	for _, r := range c.of(scopeKind) {
		switch {
		case r.Text(inAIMS) != catalog.Yes || !r.says(inISMS):
		case r.Text(inISMS) == catalog.Yes:
			held = append(held, r)
		default:
			apart = append(apart, r)
		}
	}
	return held, apart
}
