package data

import (
	"strings"

	"crosswalk/catalog/assess"
)

// Statement is what the Statement of Applicability has of an item beside its
// rating.
type Statement struct {
	WhyIn     *string  `json:"why_in" says:"Why it is applicable."`
	Drivers   []string `json:"drivers" is:"driver" says:"What it is needed for."`
	Declared  *string  `json:"declared" is:"declared" says:"How far it is implemented, as the organisation puts it."`
	How       *string  `json:"how" says:"How it is met."`
	Described *string  `json:"described" says:"Where that is described."`
	LookedAt  *string  `json:"looked_at" is:"date" says:"When somebody last looked."`
}

func statementOf(st assess.Statement) *Statement {
	if st == (assess.Statement{}) {
		return nil
	}
	return &Statement{
		OrNull(st.WhyIn), append([]string{}, strings.Fields(st.Drivers)...), OrNull(st.Declared), OrNull(st.How), OrNull(st.Described), OrNull(st.LookedAt),
	}
}
