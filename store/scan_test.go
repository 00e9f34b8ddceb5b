package store

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// slow reads a line as any JSON.
func slow(raw []byte) (line, error) {
	var l line
	d := json.NewDecoder(strings.NewReader(string(raw)))
	d.DisallowUnknownFields()
	err := d.Decode(&l)
	return l, err
}

func TestALineIsReadQuicklyAsItIsReadSlowly(t *testing.T) {
	quick := 0
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.SampledFrom([]string{"", `{"level":1}`, `a\b`, `\"`, "<&>", "é"})
		odd := rapid.OneOf(text, rapid.String(), rapid.SampledFrom([]string{"\n", "\u2028", "\xff"}))
		bytes := rapid.OneOf(rapid.SliceOfN(rapid.Byte(), 0, 32), rapid.Just([]byte(nil)))
		l := line{
			Is: text.Draw(rt, "is"), Format: rapid.IntRange(0, 3).Draw(rt, "format"), Assessment: text.Draw(rt, "assessment"), Chain: text.Draw(rt, "chain"),
			Seq: rapid.Int64Min(-1).Draw(rt, "seq"), Prev: bytes.Draw(rt, "prev"), Hash: bytes.Draw(rt, "hash"), ID: text.Draw(rt, "id"),
			Subject: text.Draw(rt, "subject"), Field: text.Draw(rt, "field"), Value: odd.Draw(rt, "value"), Parent: text.Draw(rt, "parent"),
			Merges: text.Draw(rt, "merges"), Act: text.Draw(rt, "act"), Kind: text.Draw(rt, "kind"), Reverts: text.Draw(rt, "reverts"),
			Author: text.Draw(rt, "author"), At: text.Draw(rt, "at"), Salt: bytes.Draw(rt, "salt"),
		}
		k := carrier{write: func(raw []byte) error {
			raw = []byte(strings.TrimSuffix(string(raw), "\n"))
			want, err := slow(raw)
			if err != nil {
				rt.Fatal(err)
			}
			var got line
			if !got.scan(raw) {
				return nil
			}
			quick++
			if !reflect.DeepEqual(got, want) {
				rt.Errorf("%s\nis %+v\nand %+v", raw, got, want)
			}
			return nil
		}}
		if err := k.put(l); err != nil {
			rt.Fatal(err)
		}
	})
	if quick == 0 {
		t.Error("no line was read quickly")
	}
}

func FuzzScan(f *testing.F) {
	for _, raw := range []string{
		`{"is":"revision","seq":3,"value":"{\"level\":1}","hash":"0a"}`, `{"is":"a\u0041"}`, `{"IS":"x"}`, `{"seq":1e3}`, `{"seq":01}`, `{"seq":-1}`,
		`{"is":"a","is":"b"}`, `{"is":"a"}}`, `{"is":"a",}`, `{}`, `{"hash":"0"}`, `{"is":"\`, "{\"is\":\"\xff\"}", `{"is":"a"} `, `{"seq":99999999999999999999}`,
	} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var got line
		if !got.scan(raw) {
			return
		}
		if want, err := slow(raw); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q is read as %+v, and is %+v: %v", raw, got, want, err)
		}
	})
}
