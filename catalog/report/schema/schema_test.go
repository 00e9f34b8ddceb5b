package schema

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

type inner struct {
	Level  *int   `json:"level" is:"0..5"`
	Hidden string `json:"-"`
}

type outer struct {
	Name string `json:"name" is:"code" says:"What it is called."`
	*inner
	State  *string         `json:"state" is:"open|done"`
	Size   int             `json:"size" is:"3|4"`
	Days   float64         `json:"days" is:">0"`
	Tags   []string        `json:"tags" is:"a|b" least:"1" most:"2"`
	Rest   []inner         `json:"rest" null:"yes"`
	Counts [2]int          `json:"counts" is:"0.."`
	By     map[int]string  `json:"by,omitempty" keys:"^[0-5]$"`
	At     time.Time       `json:"at"`
	Value  json.RawMessage `json:"value"`
	Maybe  *inner          `json:"maybe,omitempty"`
}

var shapes = Shapes{"code": {Pattern: `^[A-Z]+$`}}

// Each row changes one thing of a value that fits.
func TestASchemaHoldsAValueToItsTypeAndItsTags(t *testing.T) {
	raw, err := Of("outer", "A test.", outer{}, shapes)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("s.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("s.json")
	if err != nil {
		t.Fatal(err)
	}
	const good = `{"name":"AB","level":null,"state":null,"size":3,"days":0.5,"tags":["a"],"rest":null,"counts":[0,1],"at":"2026-11-26T12:00:00Z","value":{"x":1}}`
	for _, c := range []struct {
		from, to string
		fits     bool
	}{
		{"", "", true},
		{`"AB"`, `"ab"`, false},
		{`"level":null`, `"level":5`, true},
		{`"level":null`, `"level":6`, false},
		{`"level":null,`, ``, false},
		{`"state":null`, `"state":"done"`, true},
		{`"state":null`, `"state":"gone"`, false},
		{`"size":3`, `"size":5`, false},
		{`"size":3`, `"size":null`, false},
		{`0.5`, `0`, false},
		{`["a"]`, `[]`, false},
		{`["a"]`, `["a","b","a"]`, false},
		{`["a"]`, `["c"]`, false},
		{`["a"]`, `null`, false},
		{`"rest":null`, `"rest":[{"level":1}]`, true},
		{`"rest":null`, `"rest":[{"level":1,"Hidden":""}]`, false},
		{`[0,1]`, `[0]`, false},
		{`[0,1]`, `[0,-1]`, false},
		{`2026-11-26T12:00:00Z`, `yesterday`, false},
		{`{"x":1}`, `null`, true},
		{`"value"`, `"by":{"5":"x"},"value"`, true},
		{`"value"`, `"by":{"6":"x"},"value"`, false},
		{`"value"`, `"maybe":null,"value"`, false},
		{`"value"`, `"more":1,"value"`, false},
	} {
		text := strings.Replace(good, c.from, c.to, 1)
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Validate(v); (err == nil) != c.fits {
			t.Errorf("%s: fits %v, want %v (%v)", text, err == nil, c.fits, err)
		}
	}
}

func TestWhatASchemaCanNotSayIsAnError(t *testing.T) {
	for _, c := range []struct {
		v    any
		says string
	}{
		{struct {
			A chan int `json:"a"`
		}{}, "has no form"},
		{struct {
			A string `json:"a" is:"colour"`
		}{}, `no shape is called "colour"`},
		{struct {
			A int `json:"a" is:"1|x"`
		}{}, "invalid syntax"},
		{struct {
			A int `json:"a" is:"x..2"`
		}{}, "is no range"},
		{struct{ A int }{}, "no name in JSON"},
	} {
		if _, err := Of("t", "", c.v, shapes); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%T: %v, want %q", c.v, err, c.says)
		}
	}
}
