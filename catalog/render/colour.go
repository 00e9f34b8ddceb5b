package render

import (
	"fmt"
	"math"
	"strconv"
)

// Least is the least contrast of a colour to what it stands on, as WCAG 2 has it for
// text (success criterion 1.4.3).
const Least = 4.5

// The grounds of a page in light and in dark that are hardest to read on.
const (
	LightGround = "F3F6F6"
	darkGround  = "1D2229"
)

// Contrast of two colours, each RRGGBB, is 1 to 21 (WCAG 2, relative luminance).
func Contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(colour string) float64 {
	sum := 0.0
	for i, weight := range [3]float64{0.2126, 0.7152, 0.0722} {
		v := float64(channel(colour, i)) / 255
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		sum += weight * v
	}
	return sum
}

// channel is red, green or blue of a colour; of what is none, 0.
func channel(colour string, i int) int {
	if len(colour) != 6 {
		return 0
	}
	n, err := strconv.ParseUint(colour[2*i:2*i+2], 16, 8)
	if err != nil {
		return 0
	}
	return int(n)
}

// Readable is a colour made darker, or on a dark ground lighter, as far as it takes to
// be read there; one that can be read stays.
func Readable(colour, ground string) string {
	to := 0.0
	if luminance(ground) < 0.5 {
		to = 255
	}
	made := colour
	for step := 1; step <= 50 && Contrast(made, ground) < Least; step++ {
		part := float64(step) / 50
		mix := func(i int) int { return int(float64(channel(colour, i))*(1-part) + to*part) }
		made = fmt.Sprintf("%02X%02X%02X", mix(0), mix(1), mix(2))
	}
	return made
}
