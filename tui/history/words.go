package history

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog/assess"
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
	t := telling{line: kindWord(x.Kind) + screen.Describe(h.s.Catalog, h.now.Assessment, *x)}
	words := []string{h.when(x.At), x.Author, t.line}
	for _, r := range x.Revisions[:min(len(x.Revisions), most)] {
		words = append(words, assess.Describe(h.s.Catalog, h.now.Assessment, r))
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
	return widget.Line(assess.SubjectName(h.s.Catalog, h.now.Assessment, r.Subject)) + " " + strings.ReplaceAll(r.Field, "_", " ")
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
	var v any
	if json.Unmarshal(r.Plain(), &v) != nil {
		return string(r.Value)
	}
	switch v := v.(type) {
	case nil:
		return "nothing"
	case bool:
		if v {
			return "yes"
		}
		return "no"
	case string:
		return h.text(r, v)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		return listed(v)
	}
	return string(r.Value)
}

// erased says of words that were taken away when, by whom and why.
func (h *Screen) erased(r assess.Revision) string {
	if e, ok := h.now.Assessment.ErasureOf(r.ID); ok {
		return "erased on " + e.On + " by " + e.By + ": " + e.Reason
	}
	return "erased"
}

func (h *Screen) text(r assess.Revision, v string) string {
	if v == "" {
		return "nothing"
	}
	if s, ok := h.now.Assessment.System(v); ok && r.Field == "system" {
		return s.Name
	}
	return v
}

func listed(all []any) string {
	if len(all) == 0 {
		return "nothing"
	}
	var words []string
	for _, v := range all {
		if s, ok := v.(string); ok {
			words = append(words, s)
		}
	}
	return strings.Join(words, ", ")
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
