package assess

import (
	"strconv"
	"strings"
)

// FieldReason stands for the reason of a rating, which has no field of its own in
// the history.
const FieldReason = "reason"

// NotApplicable is how a cell of a sheet says so of a rating, in every language.
const NotApplicable = "n/a"

// RatingWords are all that a cell of a rating may hold.
var RatingWords = []string{"0", "1", "2", "3", "4", "5", NotApplicable}

// Cell is a field of an answer that a cell of a sheet may hold, go out with and come
// back with.
type Cell struct {
	Field string
	Says  func(Answer) string // what the cell holds
}

// Cells are the fields that do, in the order in which they are set.
var Cells = []Cell{
	{FieldRating, func(x Answer) string { return ratingSays(x.Rating) }},
	{FieldReason, func(x Answer) string { return x.Rating.Reason }},
	{FieldNote, func(x Answer) string { return x.Note }},
	{FieldOwner, func(x Answer) string { return x.Owner }},
	{FieldDue, func(x Answer) string { return x.Due }},
	{FieldWhyIn, func(x Answer) string { return x.WhyIn }},
	{FieldDrivers, func(x Answer) string { return strings.ReplaceAll(x.Drivers, " ", ", ") }},
	{FieldDeclared, func(x Answer) string { return x.Declared }},
	{FieldHow, func(x Answer) string { return x.How }},
	{FieldDescribed, func(x Answer) string { return x.Described }},
	{FieldLookedAt, func(x Answer) string { return x.LookedAt }},
}

func ratingSays(r Rating) string {
	switch {
	case r.Is(NA):
		return NotApplicable
	case r.Is(Rated):
		return strconv.Itoa(r.Level)
	}
	return ""
}

// CellSays is what the cell of a field holds; empty where no cell holds it.
func CellSays(field string, x Answer) string {
	for _, c := range Cells {
		if c.Field == field {
			return c.Says(x)
		}
	}
	return ""
}
