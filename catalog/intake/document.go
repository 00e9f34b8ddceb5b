package intake

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// The document of a whole assessment, as it is written in YAML. Every scalar
// that may be written with or without quotes is a string here.
type (
	document struct {
		Name     string               `yaml:"name"`
		AsOf     string               `yaml:"as_of"` // the day as of which it was written; movedTo reads it
		Profile  map[string]yaml.Node `yaml:"profile"`
		Systems  []docSystem          `yaml:"systems"`
		Controls []docControl         `yaml:"controls"`
		Answers  []docAnswer          `yaml:"answers"`
		Baseline []docBaseline        `yaml:"baseline"`
	}
	docSystem struct {
		Ref     string            `yaml:"ref"`
		Name    string            `yaml:"name"`
		Roles   []string          `yaml:"roles"`
		InScope *bool             `yaml:"in_scope"` // true where nothing is said
		Rest    map[string]string `yaml:",inline"`  // by the names of assess.SystemFields
	}
	docControl struct {
		Ref    string  `yaml:"ref"`
		Title  string  `yaml:"title"`
		Source string  `yaml:"source"`
		Risk   string  `yaml:"risk"`
		Phase  int     `yaml:"phase"`
		Days   float64 `yaml:"days"`
	}
	judgement struct {
		Rating     string `yaml:"rating"`
		Reason     string `yaml:"reason"`
		Risk       string `yaml:"risk"`
		ApprovedBy string `yaml:"approved_by"`
		ApprovedOn string `yaml:"approved_on"`
		Note       string `yaml:"note"`
		// The items of the ISMS that the rating was taken over from; the reason
		// says where that can be seen.
		CarriedBy []string `yaml:"carried_by"`
	}
	docQuestion struct {
		ID        string `yaml:"id"`
		judgement `yaml:",inline"`
	}
	place struct {
		judgement `yaml:",inline"`
		Owner     string        `yaml:"owner"`
		Due       string        `yaml:"due"`
		Flag      bool          `yaml:"flag"`
		Questions []docQuestion `yaml:"questions"`
	}
	docPlace struct {
		System string `yaml:"system"`
		place  `yaml:",inline"`
	}
	docAnswer struct {
		Item     string `yaml:"item"`
		place    `yaml:",inline"`
		SoA      *docStatement `yaml:"soa"`
		Systems  []docPlace    `yaml:"systems"`
		Evidence []docEvidence `yaml:"evidence"`
		Findings []docFinding  `yaml:"findings"`
	}
	// docStatement is what the Statement of Applicability has of an item.
	docStatement struct {
		Declared  string   `yaml:"declared"`
		Drivers   []string `yaml:"drivers"`
		WhyIn     string   `yaml:"why_in"`
		How       string   `yaml:"how"`
		Described string   `yaml:"described"`
		LookedAt  string   `yaml:"looked_at"`
	}
	docEvidence struct {
		Kind    string   `yaml:"kind"`
		What    string   `yaml:"what"`
		Version string   `yaml:"version"`
		Place   string   `yaml:"place"`
		Date    string   `yaml:"date"`
		SeenBy  string   `yaml:"seen_by"`
		SeenOn  string   `yaml:"seen_on"` // on the day of the intake where nothing is said
		Site    string   `yaml:"site"`
		System  string   `yaml:"system"`
		Items   []string `yaml:"items"` // further items it serves
	}
	docFinding struct {
		Grade     string `yaml:"grade"`
		Statement string `yaml:"statement"`
		System    string `yaml:"system"`
		ClosedBy  string `yaml:"closed_by"` // an open finding names nobody
		ClosedOn  string `yaml:"closed_on"`

		Rest map[string]string `yaml:",inline"` // by the names of assess.FindingFields
	}
	docBaseline struct {
		Item      string `yaml:"item"`
		judgement `yaml:",inline"`
		SoA       *docStatement `yaml:"soa"`
		Was       string        `yaml:"was"` // 0 to 5: the rating when answers were taken over from it; as rating where nothing is said
	}
)

const maxDocument = 8 << 20 // bytes

// source is a document's text and what is wrong with it. The tree knows the
// lines; it takes as long as the reading itself, so it is made only once
// something is wrong.
type source struct {
	raw    []byte
	root   *yaml.Node // nil until something is wrong
	faults Faults
}

// decode reads one YAML document strictly: an unknown key is refused.
func decode(raw []byte, into any) (*source, error) {
	if len(raw) > maxDocument {
		return nil, fmt.Errorf("the document has %d MiB; at most %d are read", (len(raw)+1<<20-1)>>20, maxDocument>>20)
	}
	s := &source{raw: raw}
	d := yaml.NewDecoder(bytes.NewReader(raw))
	d.KnownFields(true)
	switch err := d.Decode(into); {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the document is empty; it is a list of keys with values, such as name and profile")
	case err != nil:
		return nil, s.refused(err)
	}
	if err := d.Decode(&yaml.Node{}); !errors.Is(err, io.EOF) {
		return nil, errors.New("the file holds more than one document; keep one")
	}
	return s, nil
}

// tree finds out where everything stands. Where that fails too, there are no
// lines to name.
func (s *source) tree() {
	s.root = &yaml.Node{}
	if err := yaml.Unmarshal(s.raw, s.root); err != nil {
		s.root = &yaml.Node{}
	}
}

func (s *source) top() *yaml.Node {
	if s.root == nil || len(s.root.Content) == 0 {
		return &yaml.Node{}
	}
	return s.root.Content[0]
}

var (
	atLine     = pattern(`(?s)^(?:yaml: )?line (\d+): (.*)$`)
	noField    = pattern(`^field (.+) not found in type \S+$`)
	wrongShape = pattern(`(?s)^cannot unmarshal (\S+)(?: .*)? into (\S+)$`)
)

// ProfileYAML reads the profile of a new assessment: its keys by themselves, or
// below profile: in the document of a whole assessment, of which the rest is
// read for its form alone. The name is empty where none is given. The error is Faults or
// one sentence.
func ProfileYAML(raw []byte) (assess.Profile, string, error) {
	keys := map[string]yaml.Node{}
	s, err := decode(raw, &keys)
	if err != nil {
		return assess.Profile{}, "", err
	}
	name := keys["name"].Value
	delete(keys, "name")
	if _, whole := keys["profile"]; whole {
		var d document
		if s, err = decode(raw, &d); err != nil {
			return assess.Profile{}, "", err
		}
		keys = d.Profile
	}
	p := s.profile(keys, nil)
	if len(s.faults) > 0 {
		return assess.Profile{}, "", s.faults
	}
	return p, name, nil
}

// profile sets one key after the other. Effort is kept by item; rename gives
// the id of an item, and may be nil.
func (s *source) profile(keys map[string]yaml.Node, rename func(string) (string, error)) assess.Profile {
	p := assess.DefaultProfile()
	set := func(key string, n *yaml.Node, text string, err error) {
		if err == nil {
			var next assess.Profile
			if next, err = p.With(key, text); err == nil {
				p = next
				return
			}
		}
		s.fault(n.Line, "", err)
	}
	for _, key := range byLine(keys) {
		n := keys[key]
		if key != "effort" {
			text, err := profileText(key, &n)
			set(key, &n, text, err)
			continue
		}
		for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
			id, err := n.Content[i].Value, error(nil)
			if rename != nil {
				id, err = rename(id)
			}
			set("effort."+id, n.Content[i], n.Content[i+1].Value, err)
		}
		if n.Kind != yaml.MappingNode && n.Tag != "!!null" {
			set(key, &n, "", errors.New("effort is a list of items with days, like A.5.2: 3"))
		}
	}
	return p
}

func byLine(keys map[string]yaml.Node) []string {
	names := make([]string, 0, len(keys))
	for name := range keys {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(keys[a].Line, keys[b].Line), cmp.Compare(keys[a].Column, keys[b].Column), cmp.Compare(a, b))
	})
	return names
}

// profileText is a profile value as it would be typed: a list with commas,
// true and false as yes and no.
func profileText(key string, n *yaml.Node) (string, error) {
	switch {
	case n.Tag == "!!null":
		return "", nil
	case n.Kind == yaml.ScalarNode && n.Tag == "!!bool":
		return map[bool]string{true: "yes", false: "no"}[strings.EqualFold(n.Value, "true")], nil
	case n.Kind == yaml.ScalarNode:
		return n.Value, nil
	case n.Kind == yaml.SequenceNode && key == "holidays":
		return strings.Join(scalars(n), ","), nil
	case n.Kind == yaml.SequenceNode:
		if k, _ := assess.ProfileKeyNamed(key); k.Many {
			return strings.Join(scalars(n), "\n"), nil
		}
	}
	return "", fmt.Errorf("%s is one value, not a list", short(key))
}

// scalars are the values of a list.
func scalars(n *yaml.Node) []string {
	all := make([]string, len(n.Content))
	for i, one := range n.Content {
		all[i] = one.Value
	}
	return all
}

// Document reads a whole assessment and gives the changes that make it, the
// first of which create it. Where it says as of which day it was written, its
// days move on to today. newID makes the ids of its records. The error is
// Faults, or one sentence about the document as a whole.
func Document(cat *catalog.Catalog, raw []byte, today time.Time, newID func() string) ([]assess.Change, error) {
	var d document
	s, err := decode(movedTo(today, raw), &d)
	if err != nil {
		return nil, err
	}
	return faultless(s, func() []assess.Change { return build(cat, s, &d, newID) })
}

// faultless is what is made of a document without faults. Where there are some it is
// made once more, with the lines of all its places.
func faultless[T any](s *source, build func() []T) ([]T, error) {
	made := build()
	if len(s.faults) == 0 {
		return made, nil
	}
	s.tree()
	s.faults = nil
	build()
	slices.SortStableFunc(s.faults, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return nil, s.faults
}
