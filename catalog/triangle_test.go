package catalog_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog"
)

// below is the share of a triangle below a value, by its area.
func below(t catalog.Triangular, x float64) float64 {
	width := t.High - t.Low
	if x <= t.Mode {
		return (x - t.Low) * (x - t.Low) / (width * (t.Mode - t.Low))
	}
	return 1 - (t.High-x)*(t.High-x)/(width*(t.High-t.Mode))
}

func TestAQuantileOfATriangleHasItsShareOfTheAreaBelowIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(0.1, 1).Draw(t, "low")
		mode := low + rapid.Float64Range(0.1, 1).Draw(t, "left")
		tri := catalog.Triangular{Low: low, Mode: mode, High: mode + rapid.Float64Range(0.1, 1).Draw(t, "right")}
		p := rapid.Float64Range(0, 1).Draw(t, "share")
		x := tri.Quantile(p)
		if x < tri.Low-1e-9 || x > tri.High+1e-9 || math.Abs(below(tri, x)-p) > 1e-6 {
			t.Fatalf("%+v has %v below %v, not %v", tri, below(tri, x), x, p)
		}
	})
}
