package register

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/big"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// MaxList is how long a list may be of which a sample is drawn.
const MaxList = 1_000_000

// MaxDrawn is how many units of it can be looked at: a field lists them all.
const MaxDrawn = 2_000

// Draw is a random sample of n of the numbers 1 to size: all of them in the order of
// the SHA-256 of "start:number", the first n. Whoever has the start draws the same.
func Draw(start string, size, n int) []int {
	first := earliest{most: n, units: make([]unit, 0, 2*n)}
	name := []byte(start + ":")
	for i := 1; i <= size && n > 0; i++ {
		first.take(unit{sha256.Sum256(strconv.AppendInt(name, int64(i), 10)), i})
	}
	first.sort()
	drawn := make([]int, len(first.units))
	for i, u := range first.units {
		drawn[i] = u.number
	}
	return drawn
}

// unit is a number of the list with its place in the order.
type unit struct {
	hash   [sha256.Size]byte
	number int
}

func (u unit) compare(other unit) int { return bytes.Compare(u.hash[:], other.hash[:]) }

// earliest are the first units of an order that come in any: the whole list need not
// be sorted.
type earliest struct {
	most  int
	units []unit // up to twice as many, the first of them in order once full
	full  bool
}

func (e *earliest) take(u unit) {
	if e.full && u.compare(e.units[e.most-1]) > 0 {
		return
	}
	if e.units = append(e.units, u); len(e.units) == 2*e.most {
		e.sort()
		e.full = true
	}
}

func (e *earliest) sort() {
	slices.SortFunc(e.units, unit.compare)
	e.units = e.units[:min(e.most, len(e.units))]
}

// StartOf is the start of a draw, out of an id that was made for it: its random end.
func StartOf(id string) string { return id[max(0, len(id)-12):] }

// Repeat is a line of shell that draws the same sample.
func Repeat(start string, size, n int) string {
	quoted := "'" + strings.ReplaceAll(start, "'", `'\''`) + "'"
	return fmt.Sprintf(`for i in $(seq 1 %d); do echo "$(printf '%%s:%%d' %s $i | sha256sum | cut -c1-64) $i"; done | sort | head -n %d | cut -d' ' -f2`, size, quoted, n)
}

// Bound is the largest number of nonconforming units on a list of size that a sample
// of n with so many found does not rule out with 95 % confidence, one-sided: the
// largest K with P(X <= found | size, K, n) > 0.05, X hypergeometric. It is exact.
func Bound(size, n, found int) int {
	all := new(big.Int).Binomial(int64(size), int64(n))
	high := size - n + found // what is left unseen could all be nonconforming
	return found + sort.Search(high-found, func(i int) bool {
		few := atMost(size, found+i+1, n, found)
		return few.Mul(few, big.NewInt(20)).Cmp(all) <= 0
	})
}

// atMost is in how many ways n of size can be drawn so that at most found of k are
// among them.
func atMost(size, k, n, found int) *big.Int {
	sum := new(big.Int)
	low := max(0, n-(size-k))
	if low > found {
		return sum
	}
	ways := new(big.Int).Binomial(int64(k), int64(low))
	ways.Mul(ways, new(big.Int).Binomial(int64(size-k), int64(n-low)))
	for x := low; ; x++ {
		sum.Add(sum, ways)
		if x >= min(found, k, n) {
			return sum
		}
		ways.Mul(ways, big.NewInt(int64(k-x)*int64(n-x)))
		ways.Quo(ways, big.NewInt(int64(x+1)*int64(size-k-n+x+1)))
	}
}
