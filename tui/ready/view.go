package ready

import (
	"fmt"
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/ready"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// measure is the widest a text stays readable.
const measure = 100

// mostFirst is how many items are named to see to first.
const mostFirst = 10

// View is the list, and below it the item under the cursor.
func (d *Screen) View() string {
	if d.now.Assessment == nil || d.kept.Ruling == nil {
		return widget.Pane(nil, d.w, d.h)
	}
	foot, height := d.items.Foot(d.w, d.h)
	r, ok := d.items.Current()
	if !ok {
		return d.items.Draw(d.w, height, []string{d.items.Head(d.w, d.head())}, nil) + foot
	}
	below := max(5, min(height/3, 10))
	return d.items.View(d.w, height-below-1, d.head()) + "\n" + d.s.Theme.Faint.Render(widget.Rule(d.w)) + "\n" +
		widget.Pane(d.detail(r, below), d.w, below) + foot
}

// head counts how ready everything is, and says how far away the next audit is.
func (d *Screen) head() list.Head {
	n := d.day.Count
	h := list.Head{What: fmt.Sprintf("%d ready · %d thin · %d missing", n[ready.Ready], n[ready.Thin], n[ready.Missing])}
	if d.only {
		h.Filter = "not ready"
	}
	if d.day.On != "" {
		when := day.Away(d.day.On, d.kept.Today)
		if when == "" {
			when = day.Show(d.day.On)
		}
		h.More = " · " + widget.Line(d.day.What) + " " + when
	}
	if v := d.room.Veiled(); v != "" {
		h.More += " · without " + assess.RefName(d.s.Catalog, d.now.Assessment, v) + ", which is voted on"
	}
	return h
}

// columns are what a row tells.
func (d *Screen) columns(width int) list.Columns[*row] {
	cols := list.Columns[*row]{
		{Title: "Item", Width: 7, Text: func(r *row, _ *style.Theme) string { return r.Item.Item.Number }},
		{Title: "Ready", Gap: 1, Width: 9, Text: func(r *row, t *style.Theme) string { return r.word(t) }},
		{Title: "Title", Gap: 1, Fill: 3, Width: 14, Text: func(r *row, _ *style.Theme) string { return r.title }},
		{Title: "Rated", Gap: 1, Width: 5, Text: func(r *row, _ *style.Theme) string { return r.unless(rated(r.Standing)) }},
		{Title: "Seen", Gap: 1, Width: 5, Text: func(r *row, _ *style.Theme) string { return r.unless(r.seen()) }},
		{Title: "Recs", Gap: 1, Width: 4, Right: true, Text: func(r *row, _ *style.Theme) string { return r.unless(count(r.Records)) }},
	}
	if width >= 110 {
		cols = append(cols, list.Column[*row]{Title: "Newest", Gap: 1, Width: 11, Text: func(r *row, _ *style.Theme) string { return r.unless(day.Show(r.Newest)) }})
	}
	cols = append(cols, list.Column[*row]{Title: "Since", Gap: 1, Width: 6, Text: func(r *row, _ *style.Theme) string { return r.unless(r.since()) }})
	if width < 70 {
		return cols
	}
	cols = append(cols, list.Column[*row]{Title: "Answers", Gap: 1, Fill: 2, Width: 10, Most: 24, Text: func(r *row, t *style.Theme) string {
		if r.Who == "" {
			return t.Dim.Render("·")
		}
		return r.unless(widget.Line(r.Who))
	}})
	if width >= 110 {
		cols = append(cols, list.Column[*row]{Title: "Lacks", Gap: 1, Fill: 3, Width: 16, Text: func(r *row, t *style.Theme) string { return t.Dim.Render(r.unless(widget.Line(r.Why()))) }})
	}
	return cols
}

// signs say how ready something is without colour.
var signs = map[ready.State]string{ready.Ready: screen.SignFull, ready.Thin: screen.SignHalf, ready.Missing: screen.SignEmpty, ready.Outside: screen.SignNone}

// word is how ready the item is, with its sign.
func (r *row) word(t *style.Theme) string {
	words := signs[r.State] + " " + r.State.String()
	switch {
	case r.veiled:
		return screen.Veil
	case r.State == ready.Outside:
		return t.Dim.Render(screen.SignNone + " n/a")
	case r.State == ready.Missing:
		return t.Warn.Render(words)
	}
	return words
}

// unless is what is said of an item that the room does not vote on.
func (r *row) unless(words string) string {
	if r.veiled {
		return screen.Veil
	}
	return words
}

func rated(st assess.Standing) string {
	if st.State == assess.Rated {
		return strconv.Itoa(st.Level)
	}
	return ""
}

func count(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// seen is how many pieces of evidence somebody saw of how many.
func (r *row) seen() string {
	if r.Evidence == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", r.Seen, r.Evidence)
}

// since is for how many months it is shown.
func (r *row) since() string {
	if r.Since == "" {
		return ""
	}
	return fmt.Sprintf("%d mo", r.Months)
}

// none teaches where nothing is shown.
func (d *Screen) none(width int) []string {
	text := "No item has these words in its number, its title or the name of who answers. esc shows all again."
	if d.only && !d.items.Find.On() {
		text = "Every item that applies is ready to be shown. esc shows all again."
	}
	return append([]string{""}, widget.Indent(widget.Wrap(text, min(width-2, measure)), " ", " ")...)
}

// detail is the item under the cursor: what it lacks and what to do about it, since when
// it is shown and where it lies, what records say against it.
func (d *Screen) detail(r *row, h int) []string {
	t, width := d.s.Theme, min(d.w-2, measure)
	lines := []string{t.Strong.Render(widget.Fit(r.Item.Item.Number+"  "+r.title, width))}
	say := func(label, text string) {
		const lead = 8
		if text != "" {
			lines = append(lines, widget.Indent(widget.Wrap(text, width-lead), t.Dim.Render(widget.Fit(label, lead)), widget.Blank(lead))...)
		}
	}
	if r.veiled {
		return widget.Indent(append(lines, screen.Hidden), " ", " ")
	}
	for i, l := range r.Lacks {
		label := "Lacks"
		if i > 0 {
			label = ""
		}
		say(label, widget.Line(l.Why)+" → "+l.Do)
	}
	for _, sentence := range r.Against {
		say(screen.SignAgainst, widget.Line(sentence))
	}
	say("Shown", r.shown())
	say("Lies", widget.Line(strings.Join(r.Lies, "; ")))
	if r.State == ready.Outside {
		say("Outside", "It does not apply.")
	}
	if len(lines) > h {
		lines = append(lines[:h-1], t.Dim.Render("… i shows all about it"))
	}
	return widget.Indent(lines, " ", " ")
}

// shown says since when something of it can be seen, and who answers.
func (r *row) shown() string {
	var parts []string
	if r.Since != "" {
		parts = append(parts, fmt.Sprintf("since %s (%s), %s", day.Show(r.Since), widget.Line(r.By), ready.Months(r.Months)))
	}
	if r.Who != "" {
		parts = append(parts, "answers: "+widget.Line(r.Who))
	}
	return strings.Join(parts, " · ")
}
