package widget

import "strconv"

// digits are the ten of them in three rows of half blocks.
var digits = [10][3]string{
	{"█▀█", "█ █", "▀▀▀"},
	{"▀█ ", " █ ", "▀▀▀"},
	{"▀▀█", "█▀▀", "▀▀▀"},
	{"▀▀█", " ▀█", "▀▀▀"},
	{"█ █", "▀▀█", "  ▀"},
	{"█▀▀", "▀▀█", "▀▀▀"},
	{"█▀▀", "█▀█", "▀▀▀"},
	{"▀▀█", "  █", "  ▀"},
	{"█▀█", "█▀█", "▀▀▀"},
	{"█▀█", "▀▀█", "▀▀▀"},
}

// Large draws a number, 0 or more, in three rows. It says nothing to whom such signs
// are read out, so that a word beside it has to.
func Large(n int) (rows [3]string) {
	for i, r := range strconv.Itoa(n) {
		for row, part := range digits[r-'0'] {
			if i > 0 {
				rows[row] += " "
			}
			rows[row] += part
		}
	}
	return rows
}
