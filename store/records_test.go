package store

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/register"
)

func TestTheFieldsOfARecordAreReadToTheLetter(t *testing.T) {
	value := rapid.OneOf(
		rapid.Map(rapid.String(), func(s string) json.RawMessage { return jsonOf(s) }),
		rapid.Map(rapid.SliceOf(rapid.String()), func(s []string) json.RawMessage { return jsonOf(s) }),
		rapid.Map(rapid.Float64(), func(x float64) json.RawMessage { return jsonOf(x) }),
		rapid.Map(rapid.MapOf(rapid.String(), rapid.Int()), func(m map[string]int) json.RawMessage { return jsonOf(m) }),
		rapid.Just(json.RawMessage(`[ 1, {"a":"\u003c, }"} ]`)),
	)
	rapid.Check(t, func(t *rapid.T) {
		fields := rapid.MapOf(rapid.String(), value).Draw(t, "fields")
		text := fieldsText(register.FieldsOf(fields))
		got, err := fieldsIn(text)
		if err != nil {
			t.Fatal(err)
		}
		if again := fieldsText(got); again != text || got.Len() != len(fields) {
			t.Fatalf("%s is read as %s", text, again)
		}
		args := recordArgs(register.Record{Kind: "risk", ID: "x", Values: got})
		if len(args) != 3+len(recordTexts) {
			t.Fatalf("a record has %d columns", len(args))
		}
	})
}

func fieldsIn(text string) (register.Fields, error) {
	read := fieldReader{names: map[string]string{}}
	err := read.text(text)
	return read.fields(), err
}

// What a foreign database says of a record is read, or refused as damage.
func FuzzFieldsAreReadOrRefused(f *testing.F) {
	for _, text := range []string{"", "{}", "{", "null", `{"a":1}`, `{ "a" : [1,2] , "b":"}" }`, `{"a":{"b":"\\\""}}`, "\xff", `{"a":1}x`, " {}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		fields, err := fieldsIn(text)
		var right map[string]json.RawMessage
		if wrong := json.Unmarshal([]byte(text), &right); err == nil && wrong != nil {
			t.Fatalf("%q is read as %v", text, fields)
		}
		if err == nil && fields.Len() != len(right) {
			t.Fatalf("%q is read as %v; %v is right", text, fields, right)
		}
	})
}
