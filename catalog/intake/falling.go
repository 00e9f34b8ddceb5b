package intake

import (
	"fmt"
	"strings"

	"crosswalk/catalog/assess"
)

// Falling says what becomes of a rating that stands higher than the sheet says.
type Falling string

// A status word says less than a level: who wrote "implemented" of what is rated
// 4 did not mean to lower it. So words keep what stands higher and levels
// replace it, unless one of the two is asked for.
const (
	ByKind     Falling = ""
	KeepHigher Falling = "keep"
	Replace    Falling = "replace"
)

// stays counts a rating that the sheet would lower, and tells whether it stays.
func (r *reader) stays(was assess.Rating, is mark) bool {
	if !is.said || is.na || !was.Is(assess.Rated) || is.level >= was.Level {
		return false
	}
	if r.falling == KeepHigher || r.falling == ByKind && is.word {
		r.stay++
		return true
	}
	r.fall++
	return false
}

// nothing is a sheet without a word about any of its items.
type nothing struct{ reason string }

func (n nothing) Error() string { return n.reason }

// nothingRead says why a sheet that names items says nothing of them: nobody
// should take silence for the answer that all is well.
func (r *reader) nothingRead() error {
	head := r.t.rows[r.t.head.at]
	if column, there := r.t.head.columns[fRating]; there {
		return nothing{fmt.Sprintf("nothing was read: the column %s is empty in all %d rows (colours are not read)", short(head.at(column).text), r.seen)}
	}
	said := fmt.Sprintf("nothing was read: no column of row %d is read as a rating", head.n)
	if len(r.t.head.unread) > 0 {
		said += "; not read were " + strings.Join(r.t.head.unread, ", ")
	}
	return nothing{said}
}
