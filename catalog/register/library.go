package register

import (
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// FromLibrary is what a risk of the library says of itself, for Put: the rest is
// for who knows the system. The controls that help are proposed as controls to
// come; those that are there already are moved by hand.
func FromLibrary(row catalog.RiskRow) map[string]string {
	refs := append([]string{}, row.Treats...)
	for _, item := range row.ISMS {
		refs = append(refs, assess.BaselineRef(item))
	}
	return map[string]string{
		catalog.RecordTitle: row.Title, "kind": "threat", "source": row.Source, "happens": row.Happens, "to_come": strings.Join(refs, ", "),
	}
}
