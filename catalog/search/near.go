package search

import (
	"cmp"
	"slices"
	"strings"
)

// Near gives titles whose words are spelt nearly as those of a text, the nearest
// first: for when none has them.
func (x *Index) Near(text string, most int) []Hit {
	q := ask(text)
	type near struct{ at, off int }
	var found []near
	for i := range x.entries {
		e := &x.entries[i]
		if e.rank != titlePhrase {
			continue
		}
		if off, ok := nearAll(q.words, strings.Fields(e.folded)); ok {
			found = append(found, near{i, off})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(a.off, b.off) })
	var hits []Hit
	for _, n := range found[:min(len(found), most)] {
		hits = append(hits, x.hit(&x.entries[n.at], q.words))
	}
	return hits
}

// nearAll adds up how far each word is from the nearest of others; false where one
// is near none: more than one letter in four is wrong.
func nearAll(words, others []string) (off int, ok bool) {
	for _, w := range words {
		n := Distance(w, others)
		if n*4 > len([]rune(w)) {
			return 0, false
		}
		off += n
	}
	return off, len(words) > 0
}

// Distance is how many letters must be put in, left out or changed to make a word
// the nearest of others, or the beginning of it.
func Distance(word string, others []string) int {
	least := len([]rune(word))
	for _, o := range others {
		least = min(least, distance([]rune(word), []rune(o)))
	}
	return least
}

// distance is Levenshtein's, with what of b follows left free.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			change := diagonal
			if x != y {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j+1]+1, row[j]+1)
		}
	}
	return slices.Min(row)
}
