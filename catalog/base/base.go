// Package base is the sheet of a workbook that remembers what the workbook said when
// it left, so that whoever takes it in again can tell what was typed since from what
// stood there, on any machine and without the history.
//
// Its one rule: what was altered is not believed. A hash stands over all values.
package base

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"iter"
	"strconv"
	"strings"
)

const (
	// Sheet is the name of the sheet; it is hidden.
	Sheet = "_base"
	// RowHead is the heading of the hidden column that says what a row is about.
	RowHead = "_row"

	form = "crosswalk workbook 1"
	wide = 3 // cells before the text of a value
	most = 32_000
)

// Value is what one cell said: on which sheet, in the row about what, of which
// field. Without a row it is the heading below which the field stands.
type Value struct {
	Sheet, Row, Field, Text string
}

// Rows are the values as the sheet holds them, below a row with the hash. They are
// made one by one: there may be as many as a large organisation has cells.
func Rows(values []Value) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		if !yield([]string{form, hash(values)}) {
			return
		}
		for _, v := range values {
			if !yield(append([]string{v.Sheet, v.Row, v.Field}, Pieces(v.Text)...)) {
				return
			}
		}
	}
}

// Read gives the values back. Rows may have lost empty cells at their end. The error
// is one sentence.
func Read(rows [][]string) ([]Value, error) {
	if len(rows) == 0 || len(rows[0]) < 2 || rows[0][0] != form {
		return nil, errors.New("the workbook was not written by this program, or by a newer one; take it in as answers, baseline or soa")
	}
	var values []Value
	for _, r := range rows[1:] {
		for len(r) < wide {
			r = append(r, "")
		}
		v := Value{Sheet: r[0], Row: r[1], Field: r[2]}
		for _, piece := range r[wide:] {
			v.Text += piece
		}
		values = append(values, v)
	}
	if hash(values) != rows[0][1] {
		return nil, errors.New("the hidden sheet " + Sheet + " was altered, so nobody can tell what was typed since the workbook left; write the workbook anew, and edit its other sheets alone")
	}
	return values, nil
}

// hash is over every value with its length before it, so that no two lists give the
// same bytes.
func hash(values []Value) string {
	sum := sha256.New()
	for _, v := range values {
		for _, s := range []string{v.Sheet, v.Row, v.Field, v.Text} {
			var n [8]byte
			binary.BigEndian.PutUint64(n[:], uint64(len(s)))
			sum.Write(n[:])
			sum.Write([]byte(s))
		}
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// Pieces cuts a text that is longer than a cell holds, between characters. A cell
// counts in units of UTF-16.
func Pieces(s string) []string {
	var all []string
	from, units := 0, 0
	for at, r := range s {
		n := 1
		if r > 0xffff {
			n = 2
		}
		if units+n > most {
			all, from, units = append(all, s[from:at]), at, 0
		}
		units += n
	}
	return append(all, s[from:])
}

// name begins the fields under which the columns stand that name a row. They may not
// be edited; they tell whether a row still is what its hidden column says.
const name = "_name"

// NameField is that of the n-th such column.
func NameField(n int) string { return name + strconv.Itoa(n) }

// IsName reports whether a field is that of a column that names a row.
func IsName(field string) bool { return strings.HasPrefix(field, name) }

// Continued is the heading of the column in which a text goes on, counted from 2.
func Continued(heading string, n int) string { return heading + " (" + strconv.Itoa(n) + ")" }
