package intake

import (
	"cmp"
	"fmt"
	"strings"
)

// open reads the sheet that is meant and finds its headings.
func open(name, sheet string, raw []byte, fields []field) (*table, error) {
	f, err := Open(name, raw)
	if err != nil {
		return nil, err
	}
	f.settle(func(rows []row) int {
		h, _ := findHeading(rows, fields)
		return len(h.columns)
	})
	if sheet == "" {
		if sheet, err = f.choose(fields); err != nil {
			return nil, err
		}
	}
	t, err := f.table(sheet, maxRow, nil)
	if err != nil {
		return nil, err
	}
	h, found := findHeading(t.rows, fields)
	switch {
	case !found && t.csv:
		return nil, noHeadings(fields)
	case !found:
		return nil, fmt.Errorf("sheet %s: %w", short(sheet), noHeadings(fields))
	}
	t.head, t.remarks = h, append(f.Remarks(), t.remarks...)
	return t, t.cutOff(len(t.rows[h.at].cells))
}

// choose is the only visible sheet with headings.
func (f *File) choose(fields []field) (string, error) {
	if f.form == "CSV" {
		return f.sheets[0].Name, nil
	}
	var found, first []string
	var bad error
	for _, s := range f.sheets {
		if s.Hidden {
			continue
		}
		t, err := f.table(s.Name, headingRows, nil)
		if err != nil {
			bad = cmp.Or(bad, err)
			continue
		}
		if _, ok := findHeading(t.rows, fields); ok {
			found, first = append(found, s.Name), append(first, short(s.Name))
		}
	}
	switch {
	case len(found) == 0 && bad != nil:
		return "", bad
	case len(found) == 0:
		return "", noHeadings(fields)
	case len(found) > 1:
		return "", fmt.Errorf("the sheets %s all have headings that can be read; name the one that is meant, or save it as a file of its own", strings.Join(first, ", "))
	}
	return found[0], nil
}

func noHeadings(fields []field) error {
	names := make([]string, 0, len(fields))
	for _, f := range fields {
		names = append(names, string(f))
	}
	return fmt.Errorf("no row among the first %d has headings that can be read; one column is headed item, and others %s",
		headingRows, strings.Join(names[1:], ", "))
}
