package score

import (
	"cmp"
	"math"
	"slices"
)

// Round is how a figure is compared: to 1e-9, so that the last bits of a sum
// never decide.
func Round(f float64) float64 { return math.Round(float64(f*1e9)) / 1e9 }

// Percent is a share of 0-1 in whole per cents, the nearest.
func Percent(share float64) int { return int(math.Round(Round(float64(share * 100)))) }

// Percents are shares in whole per cents that add up to 100.
func Percents(shares ...float64) []int { return Parts(100, shares...) }

// Parts divides a whole among shares by the largest remainder; on a tie the
// earlier share takes it. Shares are 0 or more and usually sum to 1; of others,
// each one's part of their sum is meant. Where all are 0 there is nothing to
// divide, and all parts are 0.
func Parts(of int, shares ...float64) []int {
	whole := make([]int, len(shares))
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	if Round(sum) <= 0 {
		return whole
	}
	left := of
	rest := make([]float64, len(shares))
	order := make([]int, len(shares))
	for i, s := range shares {
		exact := Round(float64(s*float64(of)) / sum)
		whole[i] = int(exact)
		rest[i] = Round(exact - float64(whole[i]))
		order[i] = i
		left -= whole[i]
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(rest[j], rest[i]) })
	for _, i := range order[:left] {
		whole[i]++
	}
	return whole
}
