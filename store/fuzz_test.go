package store

import (
	"errors"
	"reflect"
	"testing"

	"crosswalk/catalog/assess"
)

// What a column of a foreign database says of a list, a map of numbers or a vote is
// read, or refused as damage; what was read is written as it was read.
func FuzzAColumnIsReadOrRefused(f *testing.F) {
	for _, text := range []string{
		"", "[]", "{}", "null", `["provider","user"]`, `["\u0000"]`, `[1]`, `[["x"]]`, `[`, `{"A.5.2":1.5}`, `{"a":1e999}`, "\xff",
		`{"item":"A.5.4","system":"s1","level":3}`, `{"item":"A.5.4","level":-1}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, k := range assess.Kinds() {
			_, fields, _ := k.Reader(assess.New(""))
			for _, field := range fields {
				readsBack(t, field, text)
			}
		}
	})
}

func readsBack(t *testing.T, field assess.Field, text string) {
	t.Helper()
	into, then := placesOf(field)
	column, ok := into[0].(*string)
	if !ok || then == nil || len(into) > 1 {
		return
	}
	*column = text
	if err := then(); err != nil {
		var p *Problem
		if !errors.As(err, &p) || p.Kind != Damaged {
			t.Errorf("%s: a person is told %q", field.Name, err)
		}
		return
	}
	was := argsOf(field)
	*column = was[0].(string)
	if err := then(); err != nil || !reflect.DeepEqual(argsOf(field), was) {
		t.Errorf("%s: %q is read as %v, and again as %v: %v", field.Name, text, was, argsOf(field), err)
	}
}
