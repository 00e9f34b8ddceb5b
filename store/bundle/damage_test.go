package bundle

import (
	"bytes"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"testing"
	"time"

	"filippo.io/age"
)

// often is how many files are damaged here, and in the long form that `make torture`
// asks for.
func often(short, long int) int {
	if os.Getenv("CROSSWALK_TORTURE") != "" {
		return long
	}
	return short
}

// bounded fails where reading a file took longer, or more memory, than any file may.
func bounded(t *testing.T, do func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	do()
	took := time.Since(began)
	runtime.ReadMemStats(&after)
	if took > 10*time.Second || after.TotalAlloc-before.TotalAlloc > 300<<20 {
		t.Fatalf("it took %v and %d MiB", took, (after.TotalAlloc-before.TotalAlloc)>>20)
	}
}

// mutant is a file with something done to it that a disk, a cable or a person may do.
func mutant(r *rand.Rand, good, other []byte) []byte {
	raw := slices.Clone(good)
	at := r.IntN(len(raw))
	switch r.IntN(9) {
	case 0: // a bit
		raw[at] ^= 1 << r.IntN(8)
	case 1: // a byte
		raw[at] += byte(1 + r.IntN(255))
	case 2: // cut
		raw = raw[:at]
	case 3: // a part is missing
		raw = slices.Delete(raw, at, min(at+1+r.IntN(200), len(raw)))
	case 4: // a part stands twice
		raw = slices.Insert(raw, at, raw[at:min(at+1+r.IntN(200), len(raw))]...)
	case 5: // zeros
		clear(raw[at:min(at+1+r.IntN(512), len(raw))])
	case 6: // two files in one
		raw = slices.Concat(raw[:at], other[min(at, len(other)):])
	case 7: // a number of the directory at the end
		at = len(raw) - 1 - r.IntN(min(len(raw), 400))
		raw[at] = byte(r.IntN(256))
	case 8: // a part stands elsewhere
		n := min(1+r.IntN(64), len(raw)-at)
		copy(raw[r.IntN(len(raw)-n+1):], slices.Clone(raw[at:at+n]))
	}
	return raw
}

func TestDamageToABundleIsNeverSilent(t *testing.T) {
	p := usual()
	good := p.pack(t)
	q := usual()
	q.lines[7] += "!"
	other := q.pack(t)
	want, err := open(t, good)
	must(t, err)
	r := rand.New(rand.NewPCG(20, 1))
	refused := 0
	for range often(100, 1000) {
		raw := mutant(r, good, other)
		bounded(t, func() {
			b, err := open(t, raw)
			if err != nil {
				refused++
				return
			}
			got, err := b.read(t)
			must(t, err)
			slices.Sort(got.evidence)
			if !slices.Equal(got.lines, p.lines) || !slices.Equal(got.evidence, p.evidence) || b.Manifest.Name != want.Manifest.Name {
				t.Errorf("a file that differs at byte %d is taken", differs(raw, good))
			}
		})
	}
	t.Logf("%d refused", refused)
}

func differs(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

func TestDamageToAnEncryptedBundleGivesNothing(t *testing.T) {
	me, err := age.GenerateX25519Identity()
	must(t, err)
	good := sealed(t, usual().pack(t), me.Recipient())
	other := sealed(t, usual().pack(t), me.Recipient())
	r := rand.New(rand.NewPCG(20, 2))
	for range often(40, 400) {
		raw := mutant(r, good, other)
		if bytes.Equal(raw, good) {
			continue
		}
		bounded(t, func() {
			if _, err := unsealed(t, raw, me); err == nil {
				t.Errorf("a file that differs at byte %d is opened", differs(raw, good))
			}
		})
	}
}

func FuzzOpen(f *testing.F) {
	p := packing{lines: []string{`{"value":3}`, `{"value":4}`}, evidence: []string{"seen"}}
	f.Add(p.pack(f))
	f.Add(packing{}.pack(f))
	p.key, _ = aKey(f)
	f.Add(p.pack(f))
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := open(t, raw)
		if err != nil {
			return
		}
		if _, err := b.read(t); err != nil {
			t.Errorf("what was seen whole can't be read: %v", err)
		}
	})
}

// A million revisions are as long as those of a real history.
func BenchmarkAMillionLines(b *testing.B) {
	r := rand.New(rand.NewPCG(20, 3))
	lines := make([][]byte, 1000)
	for i := range lines {
		lines[i] = []byte(`{"id":"0199f1c2-5d2e-7cc1-9a53-0d8c4f1e2b77","assessment":"0199f1c2-5d2e-7cc1-9a53-0d8c4f1e2b77","subject":"answer/A.5.2","field":"rating","value":3,"hash":"` + randomHex(r, 64) + `","salt":"` + randomHex(r, 32) + `","at":"2026-11-26T18:00:00Z","author":"Mara Holm","chain":"0199f1c2.0199f1c3","seq":123456}`)
	}
	for b.Loop() {
		var peak runtime.MemStats
		path := b.TempDir() + "/million.cwb"
		out, err := os.Create(path)
		must(b, err)
		w, err := NewWriter(b.TempDir())
		must(b, err)
		for i := range 1_000_000 {
			must(b, w.Line(lines[i%1000]))
		}
		_, err = w.WriteTo(out, Manifest{}, nil)
		must(b, err)
		must(b, w.Close())
		info, err := out.Stat()
		must(b, err)
		_, err = Open(b.Context(), out, info.Size())
		must(b, err)
		runtime.ReadMemStats(&peak)
		b.ReportMetric(float64(peak.Sys>>20), "MiB")
		b.ReportMetric(float64(info.Size()>>20), "file-MiB")
	}
}

func randomHex(r *rand.Rand, n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = "0123456789abcdef"[r.IntN(16)]
	}
	return string(b)
}
