// Package oscal writes what machines of other people read: the two standards as
// catalogues, the crosswalk as a mapping collection, an assessment as its results, and
// a Statement of Applicability as a profile, in the forms of OSCAL 1.2.
//
// Its one rule: the same thing has the same id wherever and whenever it is written,
// so that two files can be compared; ids are made from names, never from chance.
package oscal

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"github.com/google/uuid"

	"crosswalk/catalog"
	"crosswalk/catalog/visible"
)

const (
	version   = "1.2.0"
	namespace = "https://crosswalk.invalid/ns/oscal"
)

// Made is what every file says of itself.
type Made struct {
	On      time.Time
	Version string // of the catalogue or of the assessment
}

type metadata struct {
	Title        string `json:"title"`
	LastModified string `json:"last-modified"`
	Version      string `json:"version"`
	OSCAL        string `json:"oscal-version"`
}

func (m Made) metadata(title string) metadata {
	return metadata{heading(title), m.at(), oneLine(m.Version), version}
}

func (m Made) at() string { return m.On.UTC().Format(time.RFC3339) }

type property struct {
	Name  string `json:"name"`
	NS    string `json:"ns,omitempty"`
	Value string `json:"value"`
}

// own is a property that OSCAL has no word for. One without a value is left out.
func own(all []property, name, value string) []property {
	if value = oneLine(value); value == unsaid {
		return all
	}
	return append(all, property{name, namespace, value})
}

// unsaid stands where OSCAL wants a text and there is none.
const unsaid = "not recorded"

// oneLine is a text as OSCAL takes it where there is one line: never empty, without
// blanks around it.
func oneLine(s string) string {
	if s = strings.TrimSpace(visible.Line(s)); s == "" {
		return unsaid
	}
	return s
}

// heading is one line where markup is read.
func heading(s string) string { return marks.Replace(oneLine(s)) }

// markup is a text where markup is read: what people typed is no markup.
func markup(s string) string {
	s = strings.TrimSpace(visible.Text(s))
	if s == "" {
		return unsaid
	}
	return marks.Replace(s)
}

var marks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "<", "&lt;", "[", `\[`, "]", `\]`, "#", `\#`, "{", `\{`, "}", `\}`)

// id is made from names.
func id(names ...string) string {
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(namespace+"/"+strings.Join(names, "/"))).String()
}

// control is how an item of a standard is called in files of OSCAL: a letter first.
func control(it *catalog.Item) string {
	prefix := "iso42001-"
	switch {
	case it.Set != nil && it.Set.Kind == catalog.KindOwn:
		prefix = "own-"
	case it.Set != nil && it.Set.Standard == catalog.ISMS:
		prefix = "iso27001-"
	}
	return prefix + strings.ToLower(it.ID)
}

// file is the JSON of a document below its name.
func file(name string, v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(map[string]any{name: v})
	return b.Bytes(), err
}
