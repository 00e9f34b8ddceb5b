package history

import (
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/store"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// telling is what an act did: on a line, and in the small letters that words
// are looked for in.
type telling struct{ line, words string }

// tell puts an act into words, once.
func (h *Screen) tell(x *store.Act) telling {
	if t, ok := h.told[x.ID]; ok {
		return t
	}
	before := assess.FromParents(h.known)
	t := telling{line: kindWord(x.Kind) + h.s.Tell(h.now.Assessment, *x, before)}
	words := []string{h.when(x.At), x.Author, t.line}
	for _, r := range x.Revisions[:min(len(x.Revisions), most)] {
		words = append(words, assess.Tell(h.s.Catalog, h.now.Assessment.Called(x.Called), []assess.Revision{r}, before))
	}
	t.words = strings.ToLower(strings.Join(words, " "))
	h.told[x.ID] = t
	return t
}

// hides reports whether a revision of an act that is open already says
// something of what the room votes on.
func (h *Screen) hides(r assess.Revision) bool {
	item := h.room.Veiled()
	return item != "" && h.now.Assessment.Touches(r, item)
}

func kindWord(k assess.ActKind) string {
	switch k {
	case assess.Undo:
		return "undo: "
	case assess.Redo:
		return "redo: "
	}
	return ""
}

// when is a moment in at most 12 cells: the hour in this year, else the day.
func (h *Screen) when(at time.Time) string {
	now := h.s.Now()
	at = at.In(now.Location())
	switch {
	case at.Format(time.DateOnly) == now.Format(time.DateOnly):
		return at.Format("today 15:04")
	case at.Year() == now.Year():
		return at.Format("_2 Jan 15:04")
	}
	return at.Format("_2 Jan 2006")
}

// fieldName is how a person calls what a revision set.
func (h *Screen) fieldName(r assess.Revision) string {
	return widget.Line(assess.PlaceName(h.s.Catalog, h.now.Assessment, r))
}

// was is the value that a revision replaced, in words; … where it is not read
// yet.
func (h *Screen) was(r assess.Revision) string {
	if r.Parent == "" {
		return "nothing"
	}
	p, ok := h.known[r.Parent]
	if !ok {
		return "…"
	}
	return h.value(*p)
}

// value is what a revision set, in words. It is text as people typed it.
func (h *Screen) value(r assess.Revision) string {
	if h.hides(r) {
		return screen.Veil + " " + screen.Hidden
	}
	if r.Erased() {
		return h.erased(r)
	}
	if r.Field == assess.FieldRating {
		return ratingWords(r)
	}
	switch string(r.Plain()) {
	case "true":
		return "yes"
	case "false":
		return "no"
	}
	if v := assess.ValueOf(h.s.Catalog, h.now.Assessment, r); v != "" {
		return v
	}
	return "nothing"
}

// erased says of words that were taken away when, by whom and why.
func (h *Screen) erased(r assess.Revision) string {
	if e, ok := h.now.Assessment.ErasureOf(r.ID); ok {
		return "erased on " + day.Show(e.On) + " by " + e.By + ": " + e.Reason
	}
	return "erased"
}

func ratingWords(r assess.Revision) string {
	rating, err := assess.ParseRating(r)
	switch {
	case err != nil:
		return "unreadable"
	case rating.Is(assess.NA):
		return "not applicable: " + rating.Reason
	case rating.Is(assess.Rated) && rating.Reason != "":
		return "rated " + strconv.Itoa(rating.Level) + ": " + rating.Reason
	case rating.Is(assess.Rated):
		return "rated " + strconv.Itoa(rating.Level)
	}
	return "no rating"
}
