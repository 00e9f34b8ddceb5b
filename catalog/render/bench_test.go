package render_test

import (
	"testing"

	"crosswalk/catalog/render"
)

// The limits of the design: HTML 50 ms, Markdown 20 ms on one core.
func BenchmarkRender(b *testing.B) {
	d := full()
	for _, f := range render.Formats {
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := f.Render(b.Context(), d); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(f.Name+"-read-back", func(b *testing.B) {
			raw, err := f.Render(b.Context(), d)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				if err := f.Check(d, raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
