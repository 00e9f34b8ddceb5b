package register

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog/day"
)

// Verdict is how a unit of a sample was seen; its word is the field that lists such
// units.
type Verdict string

// The verdicts; a unit that nobody looked at yet has the first.
const (
	Open          Verdict = ""
	Conforming    Verdict = "conforming"
	Nonconforming Verdict = "nonconforming"
	NotSeen       Verdict = "not_seen"
)

// Verdicts are those of a unit, as one follows the other.
var Verdicts = []Verdict{Open, Conforming, Nonconforming, NotSeen}

// Drawing is what the rules read of a sample.
type Drawing struct {
	How   string `field:"how"`
	Start string `field:"start"`
	Size  int    `field:"size"`
	N     int    `field:"n"`
}

// Sample is a sample with what was seen of its units.
type Sample struct {
	Record
	Drawing
	Units []Unit   // in the order in which they were drawn
	After []Record // the samples in whose place it was drawn, the newest first

	strange []string // numbers that are no units of it
}

// Unit is one of the list that is looked at.
type Unit struct {
	Number  int
	Verdict Verdict
}

// How a sample is chosen.
const (
	atRandom = "random"
	allUnits = "all"

	stateDrawn    = "drawn"
	fieldDrawn    = "drawn"
	fieldRedrawOf = "redraw_of"
)

var drawings = readerOf[Drawing]()

// SampleOf reads a sample.
func (c Case) SampleOf(r Record) Sample {
	s := Sample{Record: r, Drawing: drawings.read(r)}
	verdicts := map[int]Verdict{}
	drawn, strange := s.numbers(fieldDrawn)
	s.strange = strange
	for _, v := range Verdicts[1:] {
		seen, strange := s.numbers(string(v))
		s.strange = append(s.strange, strange...)
		for _, n := range seen {
			verdicts[n] = v // of two the later one, which is the worse
		}
	}
	for _, n := range drawn {
		s.Units = append(s.Units, Unit{n, verdicts[n]})
		delete(verdicts, n)
	}
	for n := range verdicts {
		s.strange = append(s.strange, strconv.Itoa(n))
	}
	slices.Sort(s.strange)
	s.After = c.drawnBefore(r)
	return s
}

// numbers are those that a field lists, and what in it is none of the list.
func (s Sample) numbers(field string) (all []int, strange []string) {
	known := map[int]bool{}
	for _, word := range strings.FieldsFunc(s.Text(field), func(r rune) bool { return r == ',' || r == ' ' || r == '\n' }) {
		n, err := strconv.Atoi(word)
		if err != nil || n < 1 || n > s.Size || known[n] {
			strange = append(strange, word)
			continue
		}
		all, known[n] = append(all, n), true
	}
	return all, strange
}

// drawnBefore are the samples in whose place one was drawn, the newest first.
func (c Case) drawnBefore(r Record) []Record {
	var all []Record
	for len(all) < 100 { // where they lead in a circle too
		before, known := c.Book.Record(KindSample, r.Text(fieldRedrawOf))
		if !known {
			break
		}
		all, r = append(all, before), before
	}
	return all
}

// Seen are the numbers of the units of a verdict, in order.
func (s Sample) Seen(v Verdict) []int {
	all := []int{}
	for _, u := range s.Units {
		if u.Verdict == v {
			all = append(all, u.Number)
		}
	}
	slices.Sort(all)
	return all
}

// Count is how many units have a verdict.
func (s Sample) Count(v Verdict) int { return len(s.Seen(v)) }

// Found is how many units count as nonconforming: what could not be seen does too.
func (s Sample) Found() int { return s.Count(Nonconforming) + s.Count(NotSeen) }

// Bound is how many units of the list may be nonconforming, with 95 % confidence
// one-sided; false where the sample says nothing of the rest, or is not judged whole.
func (s Sample) Bound() (int, bool) {
	if s.How != atRandom || s.Count(Open) > 0 || len(s.Units) == 0 || len(s.Units) > s.Size || s.Size > MaxList {
		return 0, false
	}
	return Bound(s.Size, len(s.Units), s.Found()), true
}

// Says is what follows from a sample, in a sentence or two.
func (s Sample) Says() string {
	n := len(s.Units)
	chosen := map[string]string{atRandom: "were drawn at random", allUnits: "were looked at"}[s.How]
	list := fmt.Sprintf("%d of the %d on the list%s %s", n, s.Size, s.listed(), cmp.Or(chosen, "were chosen by judgement"))
	if s.How == allUnits && n == s.Size {
		list = fmt.Sprintf("All %d on the list%s were looked at", n, s.listed())
	}
	bound, follows := s.Bound()
	switch open := s.Count(Open); {
	case n == 0:
		return "Nothing is drawn yet."
	case open > 0:
		return fmt.Sprintf("%s; still to look at: %d. What follows is said once all are seen.", list, open)
	case follows:
		return fmt.Sprintf("%s and %s: with 95 %% confidence (one-sided) at most %d of the %d are, in this respect.%s", list, s.found(), bound, s.Size, s.finding())
	case n == s.Size:
		return fmt.Sprintf("%s and %s.%s", list, s.found(), s.finding())
	}
	return fmt.Sprintf("%s and %s: this says nothing of the other %d.%s", list, s.found(), max(0, s.Size-n), s.finding())
}

func (s Sample) listed() string {
	if on := s.Text("listed_on"); on != "" {
		return " of " + day.Show(on)
	}
	return ""
}

// found says how many units are nonconforming.
func (s Sample) found() string {
	seen, not := s.Count(Nonconforming), s.Count(NotSeen)
	words := map[bool]string{true: "1 is nonconforming", false: fmt.Sprintf("%d are nonconforming", seen)}[seen == 1]
	switch {
	case seen+not == 0:
		return "none is nonconforming"
	case not == 0:
		return words
	case seen == 0:
		return fmt.Sprintf("%d could not be seen, which counts as nonconforming", not)
	}
	return fmt.Sprintf("%s, %d more could not be seen, which counts as nonconforming", words, not)
}

func (s Sample) finding() string {
	if s.Found() == 0 {
		return ""
	}
	return " One nonconforming unit is a finding, whatever the rate."
}

// Repeats reports whether the start draws the units that are listed: nobody chose
// others by hand.
func (s Sample) Repeats() bool {
	drawn := Draw(s.Start, min(s.Size, MaxList), s.N)
	return slices.EqualFunc(s.Units, drawn, func(u Unit, n int) bool { return u.Number == n })
}

// Redrawn says how often the sample was drawn before; empty where it never was.
func (c Case) Redrawn(s Sample) string {
	if len(s.After) == 0 {
		return ""
	}
	var names []string
	for _, r := range s.After {
		names = append(names, c.Book.Number(c.Catalog, r))
	}
	words := fmt.Sprintf("This is draw %d; drawn before: %s.", len(s.After)+1, strings.Join(names, ", "))
	if why := s.Text("redrawn_because"); why != "" {
		words += " Why again: " + why
	}
	return words
}
