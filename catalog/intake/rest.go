package intake

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// restRow is a row that is refused, as it stands in the file.
type restRow struct {
	at     spot
	row    row
	head   heading
	reason string
}

// Left counts the rows that were refused and left out.
func (r Reading) Left() int { return len(r.rest) }

// WriteRest writes the rows that were refused as CSV: the sheet and the row they
// stand in, the reason, and every cell of theirs under its heading. What a
// spreadsheet would take for a formula is marked so that it stays a text.
func (r Reading) WriteRest(w io.Writer) error {
	heads := r.restHeads()
	out := csv.NewWriter(w)
	if err := out.Write(append([]string{"sheet", "row", "refused because"}, inert(heads)...)); err != nil {
		return err
	}
	for _, one := range r.rest {
		cells := []string{one.at.sheet, strconv.Itoa(one.at.row), one.reason}
		for _, head := range heads {
			cells = append(cells, one.under(head))
		}
		if err := out.Write(inert(cells)); err != nil {
			return err
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("the refused rows can't be written: %w", err)
	}
	return nil
}

// restHeads are the headings of all sheets with a refused row, each once.
func (r Reading) restHeads() []string {
	var all []string
	for _, one := range r.rest {
		for column := range max(len(one.row.cells), len(one.head.texts)) {
			if head := one.heading(column); !slices.Contains(all, head) {
				all = append(all, head)
			}
		}
	}
	return all
}

func (one restRow) heading(column int) string {
	if column < len(one.head.texts) && strings.TrimSpace(one.head.texts[column]) != "" {
		return one.head.texts[column]
	}
	return "column " + strings.TrimSuffix(cellName(column, 1), "1")
}

func (one restRow) under(head string) string {
	for column, c := range one.row.cells {
		if one.heading(column) == head {
			return plainText(c)
		}
	}
	return ""
}

// inert marks texts that a spreadsheet would calculate.
func inert(cells []string) []string {
	all := slices.Clone(cells)
	for i, s := range all {
		if live("'"+s) != "'"+s {
			all[i] = "'" + s
		}
	}
	return all
}
