package intake

import (
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/visible"
)

// ownHead is the head of what crosswalk answers --tsv prints. Below it a quote
// is a quote, a field ends at a tab alone, and odd characters are escaped.
var ownHead = []string{"item", "rating", "note", "state", "reason", "owner", "due"}

func isOwn(s string) bool {
	first, _, _ := strings.Cut(s, "\n")
	return slices.Equal(strings.Split(strings.TrimSuffix(first, "\r"), "\t"), ownHead)
}

// parseOwn reads a file of this program back to the byte. An escape that means
// nothing shows that something else has changed the file.
func parseOwn(in *filling, s string) error {
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	for n, line := range lines {
		if n == in.most {
			return nil
		}
		values, open := strings.Split(strings.TrimSuffix(line, "\r"), "\t"), 0
		if n == len(lines)-1 && !strings.HasSuffix(s, "\n") {
			open = len(values)
		}
		for column, v := range values {
			var err error
			if values[column], err = visible.Unescape(v); err != nil {
				return fmt.Errorf("row %d, cell %s: %w", n+1, cellName(column, n+1), err)
			}
		}
		if err := in.fields(n+1, open, values); err != nil {
			return err
		}
	}
	return nil
}
