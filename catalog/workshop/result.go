package workshop

// The highest level on the low side of 2|3. Votes on both sides of it disagree
// on whether the item is in place (method, section 2: conforming is a rating of
// 3 or more), so they are never a consensus, however near they are.
const lowSide = 2

// Result is what the ballots of one round say together. Abstentions count in
// Abstained alone.
type Result struct {
	Counts    [6]int // the ballots for each level, 0-5
	Voted     int    // the sum of Counts
	Abstained int
	// LowerMedian is the level of the ballot at place ⌈Voted/2⌉ when they are
	// sorted from the lowest: of two middle ones the lower, so that it is always
	// a level somebody voted for. It means nothing where Voted is 0.
	LowerMedian int
	// Spread is the highest level minus the lowest, 0-5. It means nothing where
	// Voted is 0.
	Spread    int
	Straddles bool // some voted 0-2 and some 3-5
	Tolerance int  // as in the vote
	Furthest  Ends
}

// Ends are the ballots that stand furthest apart, where Spread is above 0, in
// the order of the ballots.
type Ends struct {
	Low  []Ballot // at the lowest level
	High []Ballot // at the highest level
}

// Count makes the result of ballots. Their order does not matter.
func Count(ballots []Ballot, tolerance int) Result {
	r := Result{Tolerance: tolerance}
	for _, b := range ballots {
		if b.Abstain {
			r.Abstained++
			continue
		}
		r.Counts[b.Level]++
		r.Voted++
	}
	if r.Voted == 0 {
		return r
	}
	low, high := ends(r.Counts)
	r.LowerMedian, r.Spread = lowerMedian(r.Counts, r.Voted), high-low
	r.Straddles = low <= lowSide && high > lowSide
	if r.Spread > 0 {
		r.Furthest = Ends{Low: at(ballots, low), High: at(ballots, high)}
	}
	return r
}

// Consensus is the level that is proposed: the lower median, where the spread
// is within the tolerance and the votes stand on one side of 2|3. It is not ok
// where they do not, and where nobody gave a level.
func (r Result) Consensus() (level int, ok bool) {
	if r.Voted == 0 || r.Spread > r.Tolerance || r.Straddles {
		return 0, false
	}
	return r.LowerMedian, true
}

// ends are the lowest and the highest level with a vote.
func ends(counts [6]int) (low, high int) {
	low = -1
	for level, n := range counts {
		if n > 0 {
			high = level
			if low < 0 {
				low = level
			}
		}
	}
	return low, high
}

// lowerMedian is the level of the ballot at place ⌈voted/2⌉ from the lowest.
func lowerMedian(counts [6]int, voted int) int {
	below := 0
	for level, n := range counts {
		if below += n; 2*below >= voted {
			return level
		}
	}
	return len(counts) - 1
}

// at are the ballots for a level, sorted.
func at(ballots []Ballot, level int) []Ballot {
	var some []Ballot
	for _, b := range ballots {
		if !b.Abstain && b.Level == level {
			some = append(some, b)
		}
	}
	return sorted(some)
}
