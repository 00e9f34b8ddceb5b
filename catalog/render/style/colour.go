package style

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"

	"crosswalk/catalog/render"
	"crosswalk/catalog/visible"
)

var asColour = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`) })

// colour takes one in. Headings and links are written in them, so one that is too
// light to read on white is darkened, and it is said.
func (r *reading) colour(key, value *yaml.Node) error {
	into := map[string]*string{"main": &r.style.Colours.Main, "second": &r.style.Colours.Second, "third": &r.style.Colours.Third}[key.Value]
	if into == nil {
		return at(key, "there is no colour %q; they are main, second and third", visible.Line(key.Value))
	}
	if value.Kind != yaml.ScalarNode || !asColour().MatchString(value.Value) {
		return at(value, "%s is no colour like \"#0b6e6e\"; it stands in quotes", key.Value)
	}
	wanted := strings.ToUpper(value.Value[1:])
	*into = render.Readable(wanted, render.LightGround)
	if *into != wanted {
		r.said = append(r.said, fmt.Sprintf("the colour %s, #%s, is too light to be read on white; #%s stands in its place", key.Value, wanted, *into))
	}
	return nil
}
