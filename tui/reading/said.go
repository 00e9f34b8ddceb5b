package reading

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/workshop"
	"crosswalk/tui/answer"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// standing is how the item stands, for each AI system where it is about those, and
// who sees to it.
func (x Item) standing(width int) []string {
	places := []assess.Key{{Item: x.It.ID}}
	if x.It.PerSystem() {
		for _, s := range x.Now.Assessment.InScope() {
			places = append(places, assess.Key{Item: x.It.ID, System: s.ID})
		}
	}
	var texts []string
	for _, k := range places {
		texts = append(texts, x.answered(k)...)
	}
	if len(texts) == 0 {
		texts = []string{screen.SignEmpty + " not answered yet"}
	}
	return x.part(width, "How it stands", append(texts, x.running())...)
}

// answered is what was said at one place, a paragraph each: the judgement with its
// reason, and who sees to it.
func (x Item) answered(k assess.Key) []string {
	y := x.Now.Assessment.Answer(k)
	var texts []string
	switch st := assess.StandFor(x.It, x.Now.Assessment, k.System); {
	case !y.Rating.Is(assess.Unanswered):
		texts = append(texts, x.judgement(k, y.Rating))
	case st.State == assess.Rated:
		texts = append(texts, fmt.Sprintf("%s%s %d from its questions", x.placeOf(k), screen.SignFull, st.Level))
	case st.State == assess.Partial:
		texts = append(texts, x.placeOf(k)+screen.SignHalf+" partly: its questions are open")
	}
	who := ""
	if y.Owner != "" {
		who = "owner " + widget.Line(y.Owner)
	}
	if y.Due != "" {
		who = strings.TrimPrefix(who+", due "+day.Show(y.Due), ", ")
		if y.Due < x.S.Now().Format(time.DateOnly) {
			who += ", overdue"
		}
	}
	if who != "" {
		texts = append(texts, x.placeOf(k)+who)
	}
	if y.Flag {
		texts = append(texts, screen.SignFlag+" "+x.placeOf(k)+"flagged for later")
	}
	return texts
}

// judgement is a rating with its reason, what it rests on and by whom.
func (x Item) judgement(k assess.Key, r assess.Rating) string {
	text := x.placeOf(k) + Judged(r) + " by " + x.by(r)
	if r.Basis != "" {
		text += ", carried by the ISMS"
	}
	if r.Carried != "" {
		text += ", carried over from " + widget.Line(r.Carried)
	}
	if r.Reason != "" {
		text += ": " + r.Reason
	}
	if r.Risk != "" {
		text += " Risk: " + r.Risk
	}
	if r.ApprovedBy != "" {
		text += " Approved by " + widget.Line(r.ApprovedBy) + " " + day.Show(r.ApprovedOn)
	}
	return text
}

// questions are all of them, each with what an answer sounds like at level 3 and what
// was answered, for every AI system that has an answer of its own.
func (x Item) questions(width int) []string {
	it := x.said()
	if len(it.Questions) == 0 {
		return nil
	}
	lines := []string{x.head("Questions")}
	for i := range it.Questions {
		lines = append(lines, x.question(&it.Questions[i], width)...)
	}
	return append(lines, "")
}

func (x Item) question(q *catalog.Question, width int) []string {
	ask := q.Ask
	if q.Tests == catalog.Maturity {
		ask += " (maturity)"
	}
	const lead = 5
	lines := widget.Indent(widget.Wrap(ask, width-lead), fmt.Sprintf("  %-3s", q.Place()), widget.Blank(lead))
	if q.Good != "" {
		for _, l := range widget.Indent(widget.Wrap(q.Good, width-lead-6), "at 3  ", widget.Blank(6)) {
			lines = append(lines, widget.Blank(lead)+x.S.Theme.Dim.Render(l))
		}
	}
	for _, y := range x.Now.Assessment.Answers[x.It.ID] {
		if y.Question != q.ID {
			continue
		}
		here := assess.Key{System: y.System} // the number of the question stands before it
		if !y.Rating.Is(assess.Unanswered) {
			lines = append(lines, widget.Indent(widget.Wrap(x.judgement(here, y.Rating), width-lead), widget.Blank(lead), widget.Blank(lead))...)
		}
		if y.Note != "" {
			lines = append(lines, widget.Indent(widget.Wrap(x.noteOf(here)+y.Note, width-lead-2), widget.Blank(lead)+"✎ ", widget.Blank(lead+2))...)
		}
	}
	return lines
}

// noteOf says before a note which AI system it is about.
func (x Item) noteOf(k assess.Key) string {
	if s, ok := x.Now.Assessment.System(k.System); ok {
		return widget.Line(s.Name) + ": "
	}
	return ""
}

// notes are those on the item, whole.
func (x Item) notes(width int) []string {
	var texts []string
	for _, y := range x.Now.Assessment.Answers[x.It.ID] {
		if y.Question == "" && y.Note != "" {
			texts = append(texts, x.noteOf(y.Key)+strings.TrimSpace(y.Note))
		}
	}
	return x.part(width, "Note", texts...)
}

// shown is the evidence, with who saw it and where it is kept.
func (x Item) shown(width int) []string {
	var texts []string
	for _, e := range x.Now.Assessment.EvidenceFor(x.ref()) {
		text := "· " + strings.TrimSpace(e.What) + " · " + answer.Seen(e)
		if s, ok := x.Now.Assessment.System(e.System); ok {
			text += " · for " + widget.Line(s.Name)
		}
		if e.Place != "" {
			text += " · kept at " + e.Place
		}
		texts = append(texts, text)
	}
	return x.part(width, "Evidence", texts...)
}

// found are the findings, those that are open first.
func (x Item) found(width int, all []assess.Finding) []string {
	var open, closed []string
	for _, f := range all {
		of := x.Now.Assessment.FindingNumber(f) + " " + f.Grade
		if s, ok := x.Now.Assessment.System(f.System); ok {
			of += ", " + widget.Line(s.Name)
		}
		if f.Closed {
			closed = append(closed, "· "+of+", "+f.Shown()+" by "+widget.Line(f.ClosedBy)+" "+day.Show(f.ClosedOn)+": "+f.Statement)
		} else {
			open = append(open, "· "+of+", "+f.Shown()+": "+f.Statement)
		}
	}
	return x.part(width, "Findings", append(open, closed...)...)
}

// voted is what rooms settled on, and who dissented.
func (x Item) voted(width int) []string {
	var texts []string
	for _, v := range x.Now.Assessment.Votes {
		var r workshop.Record
		if v.Item != x.It.ID || json.Unmarshal(v.Record, &r) != nil {
			continue
		}
		text := fmt.Sprintf("%ssettled on %d, %s, by %s on %s", x.placeOf(v.Key()), r.Level, rounds(len(r.Rounds)), widget.Line(r.By), day.Show(r.At.In(x.S.Now().Location()).Format(time.DateOnly)))
		if r.Reason != "" {
			text += ": " + r.Reason
		}
		texts = append(texts, text)
		for _, d := range r.Dissent {
			texts = append(texts, "dissent: "+voice(d))
		}
	}
	return x.part(width, "Votes", texts...)
}

func rounds(n int) string {
	if n == 1 {
		return "1 round"
	}
	return fmt.Sprintf("%d rounds", n)
}

// voice is a ballot that stands in a record.
func voice(v workshop.Voice) string {
	who := widget.Line(v.Person)
	if who == "" {
		who = fmt.Sprintf("%d without a name", v.Votes)
	}
	text := who + " for "
	if v.Level == nil {
		text = who + " abstained"
	} else {
		text += strconv.Itoa(*v.Level)
	}
	if v.Reason != "" {
		text += ": " + v.Reason
	}
	return text
}

// most is how many of the last changes are told.
const most = 12

// changed are the last acts on the item.
func (x Item) changed(width int) []string {
	var texts []string
	for _, act := range x.acts[:min(len(x.acts), most)] {
		on := day.Show(act.At.In(x.S.Now().Location()).Format(time.DateOnly))
		texts = append(texts, on+" "+widget.Line(act.Author)+" "+x.S.Tell(x.Now.Assessment, act, assess.FromParents(nil)))
	}
	return x.part(width, "Last changes", texts...)
}
