package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/intake"
	"crosswalk/tui/screen"
)

// list orders the questions and the words. Words that were listed before keep
// their places, so that an answer does not move what is under the eye.
func (f *file) list() {
	place := map[string]int{}
	for i, w := range f.words {
		place[w.Key] = i + 1
	}
	f.words = slices.Clone(f.reading.Words)
	slices.SortStableFunc(f.words, func(x, y intake.WordSeen) int {
		a, b := place[x.Key], place[y.Key]
		if a == 0 || b == 0 {
			return 0
		}
		return a - b
	})
	f.questions = f.ask()
	f.word.Move(0, len(f.questions)+len(f.words))
}

// applicable reports whether a word stands in a column that says whether a
// control is applicable.
func applicable(w intake.WordSeen) bool { return strings.HasPrefix(w.Key, "applicable:") }

// waits reports whether a word has to be said, or agreed to.
func (f *file) waits(w intake.WordSeen) bool {
	_, said := f.said.Words[w.Key]
	return w.Open && !said
}

// means is what a word means by now.
func (f *file) means(w intake.WordSeen) string {
	if m, said := f.said.Words[w.Key]; said {
		return m
	}
	return w.Means
}

// meaningWords say what a word means.
func meaningWords(m string) string {
	switch m {
	case "na":
		return "not applicable"
	case "yes":
		return "applicable"
	case "no":
		return "not applicable"
	case intake.Nothing:
		return "says nothing"
	case "":
		return "not known"
	}
	return m
}

// wordHere is the word under the cursor; false where a question is.
func (b *Screen) wordHere() (intake.WordSeen, bool) {
	f := b.file
	i := f.word.At - len(f.questions)
	if i < 0 || i >= len(f.words) {
		return intake.WordSeen{}, false
	}
	return f.words[i], true
}

func (b *Screen) wordKey(msg tea.KeyPressMsg) tea.Cmd {
	w, is := b.wordHere()
	if !is {
		return b.questionKey(msg)
	}
	k := b.keys
	switch {
	case key.Matches(msg, k.Level) && applicable(w):
		return screen.Tell("This word stands in the column that says whether a control is applicable: space says yes or no, - that it says nothing.")
	case key.Matches(msg, k.Level):
		return b.say(w, strconv.Itoa(int(msg.Code-'0')))
	case key.Matches(msg, k.NA) && applicable(w):
		return b.say(w, "no")
	case key.Matches(msg, k.NA):
		return b.say(w, "na")
	case key.Matches(msg, k.Silent):
		return b.say(w, intake.Nothing)
	case key.Matches(msg, k.Turn) && applicable(w):
		return b.turn(w)
	case key.Matches(msg, k.Agree, k.Turn):
		return b.agree(w)
	case key.Matches(msg, k.Clear):
		return b.unsay(w)
	}
	return nil
}

// say keeps what a word means and goes on to the next one that waits.
func (b *Screen) say(w intake.WordSeen, means string) tea.Cmd {
	cmd := b.decide(func(l *intake.Layout) { l.Words[w.Key] = means })
	b.nextOpen()
	return cmd
}

// turn says the other of yes and no.
func (b *Screen) turn(w intake.WordSeen) tea.Cmd {
	means := "yes"
	if b.file.means(w) == "yes" {
		means = "no"
	}
	return b.decide(func(l *intake.Layout) { l.Words[w.Key] = means })
}

func (b *Screen) agree(w intake.WordSeen) tea.Cmd {
	switch {
	case !b.file.waits(w):
		return screen.Tell("It is read as: " + meaningWords(b.file.means(w)) + ", already; 0-5, n or - say otherwise.")
	case w.Means == "":
		return screen.Tell("There is no proposal for this word: 0-5, n or - say what it means.")
	}
	return b.say(w, w.Means)
}

func (b *Screen) unsay(w intake.WordSeen) tea.Cmd {
	if _, said := b.file.said.Words[w.Key]; !said {
		return screen.Tell("Nobody has said what this word means; there is nothing to take back.")
	}
	return b.decide(func(l *intake.Layout) { delete(l.Words, w.Key) })
}

// nextOpen goes to the next line that waits for an answer, around the end.
func (b *Screen) nextOpen() {
	f := b.file
	n := len(f.questions) + len(f.words)
	for step := 1; step < n; step++ {
		at := (f.word.At + step) % n
		if at < len(f.questions) && f.questions[at].open || at >= len(f.questions) && f.waits(f.words[at-len(f.questions)]) {
			f.word.At = at
			return
		}
	}
}

// place is the cell where a word stands first; a file with one sheet need not
// name it.
func (f *file) place(w intake.WordSeen) string {
	sheet, _, _ := strings.Cut(w.Where, ", row ")
	cell := w.Where[strings.LastIndex(w.Where, " ")+1:]
	if len(f.book.Sheets()) > 1 {
		return cell + " of " + sheet
	}
	return cell
}

// wordLine is a word as its line shows it, in columns of these widths.
func (b *Screen) wordLine(w intake.WordSeen) (mark, means string) {
	f := b.file
	_, said := f.said.Words[w.Key]
	switch {
	case f.waits(w) && w.Means == "":
		return "○", "?"
	case f.waits(w):
		return "≈", meaningWords(w.Means) + declaring(w)
	case said:
		return "●", meaningWords(f.means(w)) + ", said so"
	}
	return "·", meaningWords(w.Means) + declaring(w)
}

// declaring is what a word declares of the item beside its level.
func declaring(w intake.WordSeen) string {
	if w.Declared == "" {
		return ""
	}
	return ", declared " + w.Declared
}

// aboutWord says all that is known of a word.
func (b *Screen) aboutWord(w intake.WordSeen) []string {
	f := b.file
	times := "once"
	if w.Count > 1 {
		times = fmt.Sprintf("%d times", w.Count)
	}
	first := fmt.Sprintf("%s, %s, first in %s.", w.Word, times, f.place(w))
	switch {
	case f.waits(w) && w.Means == "":
		return []string{first, "Nobody has said what it means: 0-5 is a level, n not applicable, - says nothing."}
	case f.waits(w):
		return []string{first, "It is proposed as: " + meaningWords(w.Means) + declaring(w) + ". y or enter agrees; 0-5, n or - say otherwise."}
	}
	return []string{first, "It is read as: " + meaningWords(f.means(w)) + declaring(w) + "."}
}
