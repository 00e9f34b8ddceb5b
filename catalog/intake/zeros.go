package intake

import (
	"fmt"
	"strconv"
	"strings"
)

// whole gives a number back the zero that a spreadsheet may have cut off: 5.10
// kept as a number is 5.1. The row's title says which of the two it is, or the
// rows around it where both sides agree; where none does, nobody can. In a text
// file a number may have its zero, and nothing was cut where the other one of
// the two stands there, or where a title follows in the same cell.
func (r *reader) whole(at int, i id) (id, error) {
	long := id{letter: i.letter, number: i.number + "0", exact: true}
	if c := r.itemCell(at); c.kind == text && !plainNumber(strings.TrimSpace(c.text)) || r.keepsZeros(c) {
		return i, nil
	}
	if i.letter != "" || i.clause || !r.is(long) || !r.is(i) || i.exact && (!r.t.csv || r.times(long.number) > 0) {
		return i, nil
	}
	short, _, _ := r.find(i)
	full, _, _ := r.find(long)
	switch r.titled(at, short, full) {
	case short:
		return i, nil
	case full:
		return long, nil
	}
	before := r.neighbour(at, -1) == step(long.number, -1)
	after := r.neighbour(at, +1) == step(long.number, +1)
	rises := (r.risesFrom(at, i) || r.t.csv && r.inRun(at)) && (!i.exact || r.times(i.number) == 1)
	switch {
	case rises && !before && !after:
		return i, nil
	case before && after && !rises && !i.exact:
		return long, nil
	}
	return i, fmt.Errorf("%s may be %s or %s, for a spreadsheet keeps both as the same number; write A.%s or A.%s", i.number, i.number, long.number, i.number, long.number)
}

// keepsZeros reports whether the form of a cell says how many figures its number
// has: where some numbers of the column have a form with two and others none,
// somebody gave it to those that end in zero.
func (r *reader) keepsZeros(c cell) bool {
	return r.forms && c.kind == number && c.form == asDecimals+2
}

// times is how often a number stands in the sheet.
func (r *reader) times(number string) int {
	if r.numbersOf == nil {
		r.numbersOf = map[string]int{}
		for at := range r.t.rows[r.head.first:] {
			if i, ok := r.idAt(at + r.head.first); ok {
				r.numbersOf[i.number]++
			}
		}
	}
	return r.numbersOf[number]
}

// is reports whether the id names an item here.
func (r *reader) is(i id) bool {
	it, _, err := r.find(i)
	return err == nil && it != nil
}

// risesFrom reports whether the rows from here on count up by one until a
// number that can't have lost a zero.
func (r *reader) risesFrom(at int, i id) bool {
	want := i.number
	for n := at; ; n++ {
		got, ok := r.idAt(n)
		if ok && got.number != want {
			return false
		}
		if ok && !r.is(id{number: want + "0"}) {
			return true
		}
		if n+1 == len(r.t.rows) {
			return false
		}
		if ok {
			want = step(want, +1)
		}
	}
}

// inRun reports whether a row is one of at least three that count up by one from
// the first of their theme: nobody lists 5.10, 5.20 and 5.30 alone.
func (r *reader) inRun(at int) bool {
	if r.runs == nil {
		r.runs = map[int]bool{}
		var run []int
		want := ""
		for n := r.head.first; n < len(r.t.rows); n++ {
			i, ok := r.idAt(n)
			if !ok {
				continue
			}
			switch {
			case i.number == want:
				run = append(run, n)
			case strings.HasSuffix(i.number, ".1"):
				run = []int{n}
			default:
				run = nil
			}
			if want = step(i.number, +1); len(run) >= 3 {
				for _, one := range run {
					r.runs[one] = true
				}
			}
		}
	}
	return r.runs[at]
}

// neighbour is the number of the next row above or below that has one.
func (r *reader) neighbour(at, way int) string {
	for n := at + way; n >= r.head.first && n < len(r.t.rows); n += way {
		if i, ok := r.idAt(n); ok {
			return i.number
		}
	}
	return ""
}

// step counts the last part of a number up or down: 5.9, 5.10.
func step(number string, by int) string {
	dot := strings.LastIndex(number, ".")
	n, err := strconv.Atoi(number[dot+1:])
	if err != nil || n+by < 1 {
		return ""
	}
	return number[:dot+1] + strconv.Itoa(n+by)
}
