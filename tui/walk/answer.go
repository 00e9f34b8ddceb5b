package walk

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// said is what belongs to the rating, always in sight below it: the note, evidence
// and findings, owner and due date, in so many lines at most and at least two.
func (w *Screen) said(it *catalog.Item, width, spare int) []line {
	note := w.noteLines(width, spare)
	return append(note, w.evidenceLines(it, width, spare-len(note)+1)...)
}

// contradicts is what records say against the answer, on a line, or two where there is
// room; none where they say nothing.
func (w *Screen) contradicts(it *catalog.Item, width int) []line {
	all := w.about(it).Against()
	if len(all) == 0 {
		return nil
	}
	text, more := all[0], ""
	if n := len(all) - 1; n > 0 {
		more = fmt.Sprintf("  +%d: r", n)
	}
	texts := widget.Wrap(text, width-len(more))
	if w.h < roomy || len(texts) > 2 {
		texts = []string{widget.Fit(text, width-len(more))}
	}
	lines := make([]line, len(texts))
	for i, l := range texts {
		end := ""
		if i == len(texts)-1 {
			end = w.s.Theme.Dim.Render(more)
		}
		lines[i] = line{w.s.Theme.Warn.Render(l) + end, func(int) tea.Cmd { return w.press("r") }}
	}
	return lines
}

// noteLines are the note where a digit rates, as much of it as so many lines hold.
func (w *Screen) noteLines(width, most int) []line {
	t := w.s.Theme
	at := w.focus()
	x := w.now.Assessment.Answer(at)
	texts := []string{"none"}
	switch {
	case x.Note != "":
		texts = []string{widget.FirstLine(x.Note)}
		if all := widget.Wrap(strings.TrimSpace(x.Note), width-label); most > 1 {
			texts = cut(all, most)
		}
	case w.Rights().Refused(w.keys.Note) == nil:
		texts[0] = t.Faint.Render("none: c writes one")
	}
	if w.s.HasDraft(w.noteDraft(at)) {
		texts[0] = t.Warn.Render("draft   ") + texts[0]
	}
	return w.block("Note", texts, width, "c")
}

// cut is as many lines as there is room for, with … where more follow.
func cut(lines []string, most int) []string {
	if len(lines) <= most {
		return lines
	}
	lines = lines[:most]
	lines[most-1] += " …"
	return lines
}

// evidenceLines are what was shown, counted, and its pieces where there is room.
func (w *Screen) evidenceLines(it *catalog.Item, width, most int) []line {
	texts := []string{w.evidenceWords(it) + w.ownerWords()}
	if most > 1 && ansi.StringWidth(texts[0]) > width-label {
		texts = []string{w.evidenceWords(it), strings.TrimSpace(w.ownerWords())}
	}
	if most > 1 {
		for _, e := range w.now.Assessment.EvidenceFor(it.ID) {
			texts = append(texts, "· "+widget.FirstLine(e.What)+w.s.Theme.Dim.Render(" · "+w.sightOf(e)))
		}
	}
	return w.block("Evidence", cut(texts, most), width, "e")
}

// label is the width of the word before a line.
const label = 9

// block is lines behind a label; a click on them presses a key.
func (w *Screen) block(name string, texts []string, width int, key string) []line {
	lines := make([]line, len(texts))
	for i, text := range texts {
		lines[i] = line{w.labelled(name, text, width), func(int) tea.Cmd { return w.press(key) }}
		name = ""
	}
	return lines
}

func (w *Screen) labelled(name, text string, width int) string {
	return widget.Fit(w.s.Theme.Dim.Render(widget.Fit(name, label))+text, width)
}

// rule parts what is read from what was said: what a digit rates, where that comes
// from, and at its end that there is more to read.
func (w *Screen) rule(it *catalog.Item, width int, scale bool) string {
	t := w.s.Theme
	var head, more string
	switch above, below := w.scroll > 0, w.scroll+w.pageRows < w.pageLines; {
	case above && below:
		more = " ↑↓ more: pgup pgdn "
	case below:
		more = " ↓ more: pgdn "
	case above:
		more = " ↑ more: pgup "
	}
	const end = 2
	room := width - ansi.StringWidth(more) - end
	if scale {
		head = "── " + t.Dim.Render(w.rates(it))
		head += w.tail(it, room-ansi.StringWidth(head)-1) + " "
	}
	head = ansi.Truncate(head, room, "…")
	head = strings.Replace(head, "──", t.Faint.Render("──"), 1)
	return head + t.Faint.Render(widget.Rule(room-ansi.StringWidth(head))) + t.Dim.Render(more) + t.Faint.Render(widget.Rule(end))
}

// rates is what a digit rates.
func (w *Screen) rates(it *catalog.Item) string {
	if w.question >= 0 {
		return "Question " + it.Questions[w.question].Place()
	}
	return "Rating"
}

// tail says behind it what else the rating may be, and where it comes from, in
// shorter words where the room asks for them.
func (w *Screen) tail(it *catalog.Item, room int) string {
	tail := w.tailWith(it, "not applicable", "does not arise")
	if ansi.StringWidth(tail) > room {
		tail = w.tailWith(it, "n/a", "no")
	}
	return tail
}

func (w *Screen) tailWith(it *catalog.Item, ofItem, ofQuestion string) string {
	t, na := w.s.Theme, ofItem
	if w.question >= 0 {
		na = ofQuestion
	}
	switch {
	case w.chosen(it).Is(assess.NA):
		return "  " + t.Box(na)
	case w.question >= 0 || it.Excludable():
		return t.Dim.Render("  n "+na) + w.unsaved(w.form("exclusion", w.focus())) + w.origin(it)
	}
	return w.origin(it)
}

// strip is the row of digits with the standing one in a box, and what that means
// here: the rating where the levels stand beside the item.
func (w *Screen) strip(it *catalog.Item, width int) []line {
	t := w.s.Theme
	chosen := w.chosen(it)
	var b strings.Builder
	for level := range levels {
		digit := strconv.Itoa(level)
		if chosen.Is(assess.Rated) && chosen.Level == level {
			b.WriteString(t.Box(digit))
		} else {
			b.WriteString(" " + digit + " ")
		}
	}
	digits := w.labelled(w.rates(it), b.String()+w.tail(it, width-label-ansi.StringWidth(b.String())), width)
	means := w.state(it, width)
	if means == nil && !w.levels { // else it stands beside
		text := t.Faint.Render("not answered yet")
		if chosen.Is(assess.Rated) {
			text = w.anchor(it, chosen.Level)
		}
		means = []string{w.labelled("", text, width)}
	}
	return append([]line{{digits, w.clickDigit}}, plain(means)...)
}

// clickDigit rates by the digit of the strip under the mouse.
func (w *Screen) clickDigit(x int) tea.Cmd {
	const digit = 3
	if at := (x - label) / digit; x >= label && at < levels {
		return w.press(strconv.Itoa(at))
	}
	return nil
}

// origin says where a rating comes from that nobody typed here.
func (w *Screen) origin(it *catalog.Item) string {
	t := w.s.Theme
	if w.question >= 0 {
		return ""
	}
	st := assess.StandFor(it, w.now.Assessment, w.place().System)
	switch {
	case st.State == assess.Rated && st.Override:
		return t.Warn.Render("  override")
	case st.State == assess.Rated && w.now.Assessment.Answer(w.place()).Rating.Basis != "" && st.Direct:
		return t.Reuse.Render("  carried by the ISMS")
	case st.State == assess.Rated && !st.Direct:
		return t.Dim.Render("  from its questions")
	case st.State == assess.Partial:
		return t.Dim.Render("  partly: its questions are open")
	}
	return ""
}

// state is what is to be known of the rating beside its level: that it is stale, or
// only a draft, why it is not applicable or stands higher, or whose it is. None where
// there is nothing.
func (w *Screen) state(it *catalog.Item, width int) []string {
	t := w.s.Theme
	chosen := w.chosen(it)
	if stale := w.staleHere(it); len(stale) > 0 {
		return []string{w.labelled("", w.staleLine(stale), width)}
	}
	if over := w.overtakenHere(it); len(over) > 0 {
		return []string{w.labelled("", w.overtakenLine(over), width)}
	}
	if p, ok := w.draft(it); ok {
		return []string{w.labelled("Draft", w.draftLine(p), width)}
	}
	reason := w.now.Assessment.Answer(w.focus()).Rating.Reason
	text := ""
	switch {
	case chosen.Is(assess.NA):
		text = "– " + widget.FirstLine(chosen.Reason)
	case chosen.Is(assess.Rated) && reason != "":
		text = widget.FirstLine(reason)
	case chosen.Is(assess.Rated):
	case w.single(it):
		st := w.scoreOf(it).Standing
		text = t.Dim.Render(fmt.Sprintf("each system by itself: %d of %d answered; s chooses one", st.Answered, st.Of))
		if st.State == assess.Rated {
			text = t.Dim.Render(fmt.Sprintf("each system by itself, lowest %d; s chooses one", st.Level))
		}
	case w.inherited(it) != "":
		text = t.Dim.Render(w.inherited(it))
	}
	if text == "" {
		return nil
	}
	return []string{w.labelled("", text, width)}
}

// single reports whether the AI systems have answers of their own while the
// screen stands on the answer for all of them, which is empty.
func (w *Screen) single(it *catalog.Item) bool {
	return it.PerSystem() && w.system == "" && w.question < 0 && w.scoreOf(it).Standing.State != assess.Unanswered
}

// inherited says that the answer for all systems stands for this one.
func (w *Screen) inherited(it *catalog.Item) string {
	if w.place().System == "" || w.question >= 0 {
		return ""
	}
	all := assess.StandFor(it, w.now.Assessment, "")
	switch all.State {
	case assess.Rated:
		return fmt.Sprintf("%d from the answer for all systems; a digit here gives this one its own", all.Level)
	case assess.NA:
		return "not applicable, from the answer for all systems"
	}
	return ""
}

func (w *Screen) evidenceWords(it *catalog.Item) string {
	t := w.s.Theme
	a := w.now.Assessment
	all := a.EvidenceFor(it.ID)
	words := t.Faint.Render("none: e")
	if len(all) > 0 {
		seen := 0
		for _, e := range all {
			if e.SeenBy != "" {
				seen++
			}
		}
		words = fmt.Sprintf("%d, %d seen", len(all), seen)
		if ago := w.scoreOf(it).Lapsed(); ago != "" {
			words = fmt.Sprintf("%d, ", len(all)) + t.Warn.Render(ago)
		}
	}
	words += w.unsaved(w.newEvidence(it))
	if n := len(w.kept.Serving(it.ID)); n > 0 {
		words += t.Dim.Render("   Records ") + strconv.Itoa(n)
	}
	major, minor, other := 0, 0, 0
	for _, f := range a.FindingsOn(it.ID) {
		switch capping := f.OpenNonconformity(); {
		case capping && f.Grade == assess.GradeMajor:
			major++
		case capping:
			minor++
		case !f.Closed:
			other++
		}
	}
	for _, n := range []struct {
		n     int
		words string
	}{{major, "major open"}, {minor, "minor open"}, {other, "other findings"}} {
		if n.n > 0 {
			words += t.Warn.Render(fmt.Sprintf("   %d %s", n.n, n.words))
		}
	}
	if finding := dialog.NewFinding(a.ID, it.ID); w.s.HasDraft(finding) {
		words += t.Dim.Render("   Finding") + w.unsaved(finding)
	}
	return words
}

// unsaved says that something was typed and never saved.
func (w *Screen) unsaved(d screen.Draft) string {
	if w.s.HasDraft(d) {
		return w.s.Theme.Warn.Render("   draft")
	}
	return ""
}

// ownerWords are who sees to the item and by when, after the evidence.
func (w *Screen) ownerWords() string {
	t := w.s.Theme
	x := w.now.Assessment.Answer(w.place())
	words := ""
	if x.Due != "" {
		words += t.Dim.Render("   Due ") + day.Show(x.Due)
		if x.Due < w.s.Now().Format(time.DateOnly) && !w.scoreOf(w.current()).Conforming {
			words += t.Warn.Render(" overdue")
		}
	}
	if x.Owner != "" {
		words += t.Dim.Render("   Owner ") + widget.Line(x.Owner)
	}
	if assigned := w.form("assign", w.place()); w.s.HasDraft(assigned) {
		if x.Owner == "" {
			words += t.Dim.Render("   Owner")
		}
		words += w.unsaved(assigned)
	}
	return words
}
