package register

import "crosswalk/catalog"

// The fields of a line of the scope.
const (
	scopeKind = "scope-line"
	inISMS    = "in_isms"
	inAIMS    = "in_aims"
)

// Scopes says whether the scopes of ISMS and AIMS fit together, as the profile says
// it: yes where the ISMS holds all that the AIMS holds, partly where it holds some of
// it, no where it holds none. Empty where no line says of both.
func Scopes(c Case) string {
	held, of := 0, 0
	for _, r := range c.of(scopeKind) {
		if r.Text(inAIMS) != catalog.Yes || !r.says(inISMS) {
			continue
		}
		if of++; r.Text(inISMS) == catalog.Yes {
			held++
		}
	}
	switch {
	case of == 0:
		return ""
	case held == of:
		return "yes"
	case held > 0:
		return "partly"
	}
	return "no"
}
