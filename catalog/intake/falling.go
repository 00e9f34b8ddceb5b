package intake

import "crosswalk/catalog/assess"

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
	if r.want.Falling == KeepHigher || r.want.Falling == ByKind && is.word {
		r.stay++
		return true
	}
	r.fall++
	return false
}
