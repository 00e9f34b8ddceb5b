package screen

import "crosswalk/catalog/assess"

// The signs that tell without colour how something stands. Each means one thing on
// all screens; the bars have theirs in widget.
const (
	SignFull  = "●"
	SignHalf  = "◐"
	SignEmpty = "○"
	SignNone  = "–"
	SignDraft = "≈"
	SignStale = "!"
	SignFlag  = "⚑"
	// SignAgainst: records contradict the answer.
	SignAgainst = "≠"
	// SignMore: records would support a higher rating.
	SignMore = "+"
)

// Sign is that of an answer.
func Sign(s assess.State) string {
	switch s {
	case assess.Rated:
		return SignFull
	case assess.Partial:
		return SignHalf
	case assess.NA:
		return SignNone
	}
	return SignEmpty
}

// Signs are all of them with what they mean, for a help.
func Signs() [][2]string {
	return [][2]string{
		{SignFull, "rated, settled, done"},
		{SignHalf, "partly answered, parked, begun"},
		{SignEmpty, "open"},
		{SignNone, "not applicable, or no figure"},
		{SignDraft, "the ISMS offers a draft"},
		{SignStale, "stale: what it rests on fell"},
		{SignFlag, "flagged"},
		{SignAgainst, "records contradict it"},
		{SignMore, "records would support more"},
		{Veil, Hidden},
		{"█ ▒ ░  ━ ═ ─", "done, what the ISMS carries, to build"},
		{"◆ ┊ ╱", "among months: due, today, what four of five draws need"},
	}
}
