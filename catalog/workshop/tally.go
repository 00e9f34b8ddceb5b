package workshop

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// MaxTally is the most hands that can be entered at once.
const MaxTally = 500

// Tally is a show of hands: counts without names, confidence or reasons.
type Tally struct {
	Counts    [6]int // the hands for each level, 0-5
	Abstained int
}

// ParseTally reads a show of hands as a facilitator types it: "2x3 3x6 -x1" is
// three hands for level 2, six for level 3 and one abstention, which may also be
// written ax1. Words are parted by spaces or commas. It refuses the first word
// that it can't read, a level that stands twice, and more than MaxTally hands.
func ParseTally(text string) (Tally, error) {
	words := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\t' || r == ',' })
	if len(words) == 0 {
		return Tally{}, errors.New("a show of hands needs counts; write 2x3 for three votes for level 2")
	}
	var t Tally
	for _, word := range words {
		place, n, err := t.word(word)
		if err != nil {
			return Tally{}, err
		}
		if *place > 0 {
			return Tally{}, fmt.Errorf("%s counts a level that was counted before; write each level once", quote(word))
		}
		*place = n
		if t.Total() > MaxTally {
			return Tally{}, fmt.Errorf("%s makes more than %d hands; a show of hands holds %d at most", quote(word), MaxTally, MaxTally)
		}
	}
	return t, nil
}

// word reads one word: the place in the tally that it is about, and the count.
func (t *Tally) word(word string) (place *int, n int, err error) {
	level, count, found := strings.Cut(strings.NewReplacer("X", "x", "×", "x").Replace(word), "x")
	if !found {
		return nil, 0, fmt.Errorf("%s is no count; write 2x3 for three votes for level 2", quote(word))
	}
	if place = t.place(level); place == nil {
		return nil, 0, fmt.Errorf("%s is for no level; levels are 0 to 5, and an abstention is written a or -, as in ax2", quote(word))
	}
	if strings.Trim(count, "0123456789") != "" || strings.Trim(count, "0") == "" {
		return nil, 0, fmt.Errorf("%s has no whole number above 0 after the x; write 2x3 for three votes for level 2", quote(word))
	}
	if n, err = strconv.Atoi(count); err != nil || n > MaxTally {
		return nil, 0, fmt.Errorf("%s is too many; a show of hands holds %d at most", quote(word), MaxTally)
	}
	return place, n, nil
}

// place is where the hands for a level as it is written are counted; nil for
// what is no level.
func (t *Tally) place(level string) *int {
	switch {
	case level == "a" || level == "A" || level == "-":
		return &t.Abstained
	case len(level) == 1 && level[0] >= '0' && level[0] <= '5':
		return &t.Counts[level[0]-'0']
	default:
		return nil
	}
}

// quote is a word of a stranger in a sentence: without control characters, and
// cut where it is long.
func quote(word string) string { return fmt.Sprintf("%.24q", word) }

// Total is the number of hands, abstentions included.
func (t Tally) Total() int {
	sum := t.Abstained
	for _, n := range t.Counts {
		sum += n
	}
	return sum
}

// Check refuses a tally that ParseTally would not have made.
func (t Tally) Check() error {
	for _, n := range append(t.Counts[:], t.Abstained) {
		if n < 0 || n > MaxTally {
			return fmt.Errorf("a show of hands can't count %d hands; it is 0 to %d for each level", n, MaxTally)
		}
	}
	switch n := t.Total(); {
	case n == 0:
		return errors.New("a show of hands needs at least one hand")
	case n > MaxTally:
		return fmt.Errorf("a show of hands holds %d hands at most, and this one has %d", MaxTally, n)
	default:
		return nil
	}
}

// Ballots are the hands as ballots without names, sorted.
func (t Tally) Ballots() []Ballot {
	var all []Ballot
	for level, n := range t.Counts {
		for range n {
			all = append(all, Ballot{Level: level})
		}
	}
	for range t.Abstained {
		all = append(all, Ballot{Abstain: true})
	}
	return all
}

// String is the tally as ParseTally reads it.
func (t Tally) String() string {
	var words []string
	for level, n := range t.Counts {
		if n > 0 {
			words = append(words, fmt.Sprintf("%dx%d", level, n))
		}
	}
	if t.Abstained > 0 {
		words = append(words, fmt.Sprintf("-x%d", t.Abstained))
	}
	return strings.Join(words, " ")
}
