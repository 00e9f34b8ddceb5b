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

// openOwn reads a file of this program back to the byte. An escape that means
// nothing shows that something else has changed the file.
func openOwn(name, s string, fields []field) (*table, error) {
	t := &table{name: name, csv: true, own: true}
	lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
	cells := 0
	for n, line := range lines {
		one := row{n: n + 1}
		values := strings.Split(strings.TrimSuffix(line, "\r"), "\t")
		if n == len(lines)-1 && !strings.HasSuffix(s, "\n") {
			one.open = len(values)
		}
		for column, v := range values {
			v, err := visible.Unescape(v)
			if err != nil {
				return nil, fmt.Errorf("row %d, cell %s: %w", n+1, cellName(column, n+1), err)
			}
			if v == "" {
				continue
			}
			if cells++; column >= maxColumns || cells > maxCells {
				return nil, tooMuch(column, n+1)
			}
			one.put(column, cell{text, v})
		}
		if len(one.cells) > 0 {
			t.rows = append(t.rows, one)
		}
	}
	t.head, _ = findHeading(t.rows, fields)
	return t, t.cutOff()
}
