package intake

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"crosswalk/catalog/visible"
)

// Fault is one thing wrong with a document.
type Fault struct {
	Line   int    // from 1; 0 where the document as a whole is meant
	Item   string // as the document names it; empty outside items
	Reason string // safe to print
}

func (f Fault) Error() string {
	where := ""
	if f.Line > 0 {
		where = "line " + strconv.Itoa(f.Line) + ": "
	}
	if f.Item != "" {
		where += f.Item + ": "
	}
	return where + f.Reason
}

// Faults are all that is wrong with a document, by line.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// refused turns the decoder's words into faults.
func (s *source) refused(err error) error {
	s.tree()
	texts := []string{err.Error()}
	var many *yaml.TypeError
	if errors.As(err, &many) {
		texts = many.Errors
	}
	for _, text := range texts {
		line := 0
		if m := atLine().FindStringSubmatch(text); m != nil {
			line, _ = strconv.Atoi(m[1])
			text = m[2]
		}
		if m := noField().FindStringSubmatch(text); m != nil {
			text = fmt.Sprintf("there is no key %s here", short(m[1]))
		} else if m := wrongShape().FindStringSubmatch(text); m != nil {
			text = "the value does not fit; " + shape(m[2]) + " is right here"
		}
		s.fault(line, s.itemAt(line), errors.New(strings.TrimPrefix(text, "yaml: ")))
	}
	return s.faults
}

// shape says what a type of ours is called in YAML.
func shape(goType string) string {
	switch {
	case strings.HasPrefix(goType, "[]"):
		return "a list"
	case goType == "bool":
		return "true or false"
	case goType == "int", goType == "float64":
		return "a number"
	case goType == "string":
		return "a text"
	}
	return "a list of keys with values"
}

func (s *source) fault(line int, item string, err error) {
	s.faults = append(s.faults, Fault{Line: line, Item: visible.Line(item), Reason: visible.Line(err.Error())})
}

// line is where a value begins: line("answers", 3, "questions", 0); 0 while
// there is no tree.
func (s *source) line(path ...any) int {
	n := s.top()
	for _, step := range path {
		next := n
		switch step := step.(type) {
		case string:
			next = child(n, step)
		case int:
			if n.Kind != yaml.SequenceNode || step >= len(n.Content) {
				return n.Line
			}
			next = n.Content[step]
		}
		if next == nil {
			return n.Line
		}
		n = next
	}
	return n.Line
}

func child(n *yaml.Node, key string) *yaml.Node {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// itemAt names the item that a line belongs to.
func (s *source) itemAt(line int) string {
	item, from := "", 0
	for _, list := range []string{"answers", "baseline"} {
		n := child(s.top(), list)
		if n == nil || n.Kind != yaml.SequenceNode {
			continue
		}
		for _, entry := range n.Content {
			if id := child(entry, "item"); entry.Line <= line && entry.Line > from && id != nil {
				item, from = id.Value, entry.Line
			}
		}
	}
	if next := s.sectionAfter(from); next > 0 && line >= next {
		return ""
	}
	return item
}

// sectionAfter is the line of the first top key behind a line.
func (s *source) sectionAfter(line int) int {
	for i := 0; i < len(s.top().Content); i += 2 {
		if at := s.top().Content[i].Line; at > line {
			return at
		}
	}
	return 0
}
