package render

import (
	"math"
	"strconv"
	"strings"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// The measures of a radar: its middle and how far its rim is from there.
const (
	radarMiddle = 170.0
	radarRim    = 120.0
)

// radar draws shares around a middle, a ring each fifth, a line for each series.
func radar(f *report.Figure) *drawing {
	n := len(f.Parts)
	if n < 3 {
		return nil
	}
	d := &drawing{Class: "radar", Width: "340", Height: "340", Box: "0 0 340 340"}
	for ring := 1; ring <= 5; ring++ {
		d.Shapes = append(d.Shapes, shape{Is: "path", Class: "ring", Text: around(n, func(int) float64 { return float64(ring) / 5 })})
	}
	series := 0
	for _, p := range f.Parts {
		series = max(series, len(p.Values))
	}
	for s := range series {
		d.Shapes = append(d.Shapes, shape{Is: "path", Class: "web-" + strconv.Itoa(s%3), Text: around(n, func(i int) float64 {
			if s < len(f.Parts[i].Values) {
				return within(f.Parts[i].Values[s], 1)
			}
			return 0
		})})
	}
	for i, p := range f.Parts {
		x, y := spoke(i, n, 1.14)
		name, _, _ := strings.Cut(visible.Line(p.Label), " ")
		d.Shapes = append(d.Shapes, shape{Is: "text", Class: "spoke", X: decimal(x), Y: decimal(y + 4), Text: name})
	}
	return d
}

// spoke is the place of a share on the i-th of n spokes; the first points up.
func spoke(i, n int, share float64) (x, y float64) {
	angle := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
	return radarMiddle + radarRim*share*math.Cos(angle), radarMiddle + radarRim*share*math.Sin(angle)
}

// around is the closed line through a share on each spoke.
func around(n int, share func(int) float64) string {
	var b strings.Builder
	for i := range n {
		x, y := spoke(i, n, share(i))
		b.WriteString(map[bool]string{true: "M", false: "L"}[i == 0] + decimal(x) + " " + decimal(y))
	}
	return b.String() + "Z"
}
