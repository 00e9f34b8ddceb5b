package bundle

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
)

// apart is a bundle with lines for one person and for two.
func apart(t testing.TB) (raw []byte, mara, lena *age.X25519Identity) {
	t.Helper()
	mara, err := age.GenerateX25519Identity()
	must(t, err)
	lena, err = age.GenerateX25519Identity()
	must(t, err)
	w, err := NewWriter(t.TempDir())
	must(t, err)
	defer func() { must(t, w.Close()) }()
	must(t, w.Line([]byte(`{"open":1}`)))
	must(t, w.Restricted([][]byte{[]byte(`{"mara":1}`), []byte(`{"mara":2}`)}, mara.Recipient()))
	must(t, w.Restricted([][]byte{[]byte(`{"both":1}`)}, mara.Recipient(), lena.Recipient()))
	var out bytes.Buffer
	m, err := w.WriteTo(&out, Manifest{}, nil)
	must(t, err)
	if m.Version != 2 || len(m.Restricted) != 2 {
		t.Errorf("its list says %+v", m)
	}
	return out.Bytes(), mara, lena
}

func TestAPartIsReadByItsReadersAlone(t *testing.T) {
	raw, mara, lena := apart(t)
	stranger, err := age.GenerateX25519Identity()
	must(t, err)
	if bytes.Contains(raw, []byte("mara")) {
		t.Error("anybody reads it")
	}
	b, err := open(t, raw)
	must(t, err)
	for name, c := range map[string]struct {
		me   *age.X25519Identity
		want []string
	}{
		"Mara": {mara, []string{`{"both":1}`, `{"mara":1}`, `{"mara":2}`}}, "Lena": {lena, []string{`{"both":1}`}}, "a stranger": {stranger, nil},
	} {
		var got []string
		for _, f := range b.Manifest.Restricted {
			err := b.Restricted(t.Context(), f.SHA256, t.TempDir(), []age.Identity{c.me}, func(line []byte) error { got = append(got, string(line)); return nil })
			if err != nil && !errors.Is(err, ErrNotForUs) {
				t.Error(err)
			}
		}
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%s reads %q; %q is right", name, got, c.want)
		}
	}
	if plain, err := open(t, usual().pack(t)); err != nil || plain.Manifest.Version != 1 {
		t.Errorf("without parts an earlier program can't read it: version %d, %v", plain.Manifest.Version, err)
	}
}

func TestAPartThatIsNotListedAsItStandsIsRefused(t *testing.T) {
	raw, mara, _ := apart(t)
	b, err := open(t, raw)
	must(t, err)
	sha := b.Manifest.Restricted[0].SHA256
	for name, change := range map[string]func([]byte) []byte{
		"another byte": func(raw []byte) []byte {
			at := bytes.Index(raw, []byte("age-encryption")) + 300
			raw[at] ^= 1
			return raw
		},
		"the version of before": func(raw []byte) []byte { return bytes.Replace(raw, []byte(`"version": 2`), []byte(`"version": 1`), 1) },
		"as evidence":           func(raw []byte) []byte { return bytes.ReplaceAll(raw, []byte(`"restricted"`), []byte(`"evidence2 "`)) },
		"under another hash":    func(raw []byte) []byte { return bytes.ReplaceAll(raw, []byte(sha), []byte(strings.Repeat("0", 64))) },
	} {
		if _, err := open(t, change(bytes.Clone(raw))); err == nil {
			t.Errorf("%s: it is opened", name)
		}
	}
	w, err := NewWriter(t.TempDir())
	must(t, err)
	defer func() { must(t, w.Close()) }()
	if err := w.Restricted([][]byte{bytes.Repeat([]byte("a"), maxLine)}, mara.Recipient()); !errors.Is(err, ErrTooMuch) {
		t.Errorf("a line that nobody could take in is written: %v", err)
	}
}
