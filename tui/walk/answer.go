package walk

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// answer is what was said, always in sight below the item: the rating, its
// anchor, the note, evidence and findings, owner and due date.
func (w *Screen) answer(it *catalog.Item, width int) []string {
	t := w.s.Theme
	lines := []string{t.Faint.Render(widget.Rule(width)), w.ratingLine(it, width), w.anchorLine(it, width)}
	at := w.focus()
	x := w.now.Assessment.Answer(at)
	note := "none"
	switch {
	case x.Note != "":
		note = widget.FirstLine(x.Note)
	case w.Rights().Refused(w.keys.Note) == nil:
		note = t.Faint.Render("none: c writes one")
	}
	if w.s.HasDraft(w.noteDraft(at)) {
		note = t.Warn.Render("draft   ") + note
	}
	lines = append(lines, w.labelled("Note", note, width))
	return append(lines, w.labelled("Evidence", w.evidenceWords(it)+w.ownerWords(), width))
}

func (w *Screen) labelled(label, text string, width int) string {
	return widget.Fit(w.s.Theme.Dim.Render(widget.Fit(label, 9))+text, width)
}

// ratingLine is the row of digits with the standing one in a box.
func (w *Screen) ratingLine(it *catalog.Item, width int) string {
	t := w.s.Theme
	chosen := w.chosen(it)
	var b strings.Builder
	for level := range 6 {
		digit := strconv.Itoa(level)
		if chosen.Is(assess.Rated) && chosen.Level == level {
			b.WriteString(t.Box(digit))
		} else {
			b.WriteString(" " + digit + " ")
		}
	}
	label := "Rating"
	if w.question >= 0 {
		label = "Quest. " + it.Questions[w.question].Place()
	}
	tail := ""
	switch {
	case chosen.Is(assess.NA):
		tail = t.Box("not applicable")
		if w.question >= 0 {
			tail = t.Box("does not arise")
		}
	case w.question >= 0 || it.Excludable():
		tail = t.Dim.Render("n not applicable")
		if w.question >= 0 {
			tail = t.Dim.Render("n does not arise")
		}
		tail += w.unsaved(w.form("exclusion", w.focus()))
	}
	return w.labelled(label, b.String()+"  "+tail+w.origin(it), width)
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

// anchorLine is what the standing rating means here, or why it is not
// applicable, or what is missing.
func (w *Screen) anchorLine(it *catalog.Item, width int) string {
	t := w.s.Theme
	chosen := w.chosen(it)
	text := t.Faint.Render("not answered yet")
	if stale := w.staleHere(it); len(stale) > 0 {
		return widget.Fit(widget.Blank(9)+w.staleLine(stale), width)
	}
	if p, ok := w.draft(it); ok {
		return widget.Fit(t.Dim.Render(widget.Fit("Draft", 9))+w.draftLine(p), width)
	}
	switch {
	case chosen.Is(assess.NA):
		text = "– " + widget.FirstLine(chosen.Reason)
	case chosen.Is(assess.Rated):
		text = w.anchor(it, chosen.Level)
		if reason := w.now.Assessment.Answer(w.focus()).Rating.Reason; reason != "" {
			text = widget.FirstLine(reason)
		}
	case w.single(it):
		st := w.scoreOf(it).Standing
		text = t.Dim.Render(fmt.Sprintf("each system by itself: %d of %d answered; s chooses one", st.Answered, st.Of))
		if st.State == assess.Rated {
			text = t.Dim.Render(fmt.Sprintf("each system by itself, lowest %d; s chooses one", st.Level))
		}
	case w.inherited(it) != "":
		text = t.Dim.Render(w.inherited(it))
	}
	return widget.Fit(widget.Blank(9)+text, width)
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
	major, minor, other := 0, 0, 0
	for _, f := range a.FindingsOn(it.ID) {
		switch {
		case f.Closed:
		case f.Grade == assess.GradeMajor:
			major++
		case f.Grade == assess.GradeMinor:
			minor++
		default:
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
