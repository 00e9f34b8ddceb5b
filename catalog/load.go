package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

// Shipped is the catalogue that comes with the program. It is laid out in
// shipped_data.go as the program has it in memory, so that nothing is read at a
// start; a test holds it to the YAML.
var Shipped = sync.OnceValue(func() *Catalog {
	shippedMaps()
	c := &shippedItems
	c.index()
	c.reference = sync.OnceValue(func() *Reference {
		shippedReference.index()
		return &shippedReference
	})
	c.speaks = shippedLanguages(c, func() *Catalog { return c })
	return c
})

// Decode reads the form that Compile writes. It trusts the words, which Load
// checked before they were compiled. The reference is no part of it.
func Decode(compiled []byte) (*Catalog, error) {
	c := &Catalog{}
	if err := json.Unmarshal(compiled, c); err != nil {
		return nil, fmt.Errorf("the compiled catalogue is damaged, make it anew from the YAML: %w", err)
	}
	if len(c.Standards) != 2 {
		return nil, fmt.Errorf("the compiled catalogue has %d standards; it has two, %s and %s", len(c.Standards), AIMS, ISMS)
	}
	c.index()
	return c, nil
}

// Problem is one thing wrong with a catalogue file.
type Problem struct {
	File   string // path inside the catalogue folder
	Line   int    // from 1; 0 where the file as a whole is meant
	Item   string // id of the item concerned; empty outside items
	Reason string

	stands int // for how many problems it stands that are not told; 0 for itself
}

func (p Problem) Error() string {
	if p.File == "" {
		return p.Reason
	}
	where := p.File
	if p.Line > 0 {
		where += ":" + strconv.Itoa(p.Line)
	}
	if p.Item != "" {
		where += ": item " + p.Item
	}
	return where + ": " + p.Reason
}

// Problems is what is wrong with a catalogue, in the order of its files: at most
// 100, then one without a file that says how many more there are.
type Problems []Problem

// Count is how many problems there are, told or not.
func (ps Problems) Count() int {
	n := len(ps)
	for _, p := range ps {
		if p.stands > 0 {
			n += p.stands - 1
		}
	}
	return n
}

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.Error()
	}
	return strings.Join(lines, "\n")
}

// Load reads a catalogue folder: the YAML files of both standards, the
// crosswalk, the method and what stands beside the items. A bad catalogue is refused whole; the error is
// Problems, naming file, line, item and reason of each.
func Load(fsys fs.FS) (*Catalog, error) {
	l := &loader{bounded: bounded{fsys: fsys, most: mostBytes}, seen: map[string]place{}}
	c := &Catalog{Standards: []*Standard{
		{Name: AIMS, Clauses: l.clauses("iso42001", AIMS)},
		{Name: ISMS, Clauses: l.clauses("iso27001", ISMS)},
	}}
	var mapping struct {
		From          string         `yaml:"from"`
		To            string         `yaml:"to"`
		Relationships []Relationship `yaml:"relationships"`
	}
	crosswalk := l.decode("mapping/crosswalk.yaml", &mapping)
	l.checkEnds(crosswalk, mapping.From, mapping.To)
	c.Relationships = mapping.Relationships
	whole := !l.unread
	method := l.decode("method.yaml", &c.Method)
	c.index()
	l.checkMethod(&c.Method, method)
	if whole { // else every row of what can't be read would dangle
		l.checkRelationships(c, crosswalk)
		l.checkCarriedBy(c)
		l.checkMethodIDs(&c.Method, method, newNumbers(c))
	}
	l.loadReference(c, whole)
	l.loadLanguages(c)
	if len(l.problems) > 0 {
		return nil, l.all()
	}
	c.stands, c.lacks = l.seen, l.lacks
	return c, nil
}

type loader struct {
	bounded
	report
	unread bool             // a file could not be read
	seen   map[string]place // standard + id, or row -> where it stands
	lacks  []string         // files taken from the shipped catalogue
}

// place is a line of a file.
type place struct {
	file string
	line int
}

// places are where things stand in files, by key: standard and id, or row.
type places map[string]place

// problem places a reason where the thing of that key stands. What was compiled has
// no files; there the key itself says what is meant.
func (p places) problem(key, item, format string, args ...any) Problem {
	at, ok := p[key]
	if !ok {
		at.file = key
	}
	return Problem{File: at.file, Line: at.line, Item: item, Reason: fmt.Sprintf(format, args...)}
}

// file is a parsed YAML file: the tree keeps the line numbers.
type file struct {
	name string
	root *yaml.Node
}

func (l *loader) refuse(f, item string, line int, format string, args ...any) {
	l.add(Problem{File: f, Line: line, Item: item, Reason: fmt.Sprintf(format, args...)})
}

func (l *loader) clauses(dir, standard string) []*Clause {
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil {
		l.unread = true
		l.refuse(dir, "", 0, "the folder can't be read: %v", cause(err))
		return nil
	}
	var clauses, annex []*Clause
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".yaml") {
			continue
		}
		name := path.Join(dir, e.Name())
		cl := &Clause{}
		f := l.decode(name, cl)
		if f == nil {
			continue
		}
		l.checkClause(f, cl, standard)
		trimIntents(cl)
		if cl.Annex() {
			annex = append(annex, cl)
		} else {
			clauses = append(clauses, cl)
		}
	}
	return append(clauses, annex...)
}

var yamlLine = pattern(`line (\d+): (.*)`)

// decode reads one file strictly: an unknown field is refused, so that a slip
// of the pen can't silence a question.
func (l *loader) decode(name string, into any) *file {
	raw, err := l.read(name, mostFile)
	if err != nil {
		l.unread = true
		l.refuse(name, "", 0, "the file can't be read: %v", err)
		return nil
	}
	f := &file{name: name, root: &yaml.Node{}}
	if err := yaml.Unmarshal(raw, f.root); err != nil {
		l.refuseYAML(f, err)
		return nil
	}
	if wide := widest(f.root); wide != nil {
		l.tooWide(f, wide)
		return nil
	}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		l.refuseYAML(f, err)
		return nil
	}
	return f
}

func (l *loader) tooWide(f *file, group *yaml.Node) {
	l.unread = true
	l.refuse(f.name, "", group.Line, "the group has %d fields; at most %d are right", len(group.Content)/2, mostFields)
}

func (l *loader) refuseYAML(f *file, err error) {
	l.unread = true
	var many *yaml.TypeError
	lines := []string{err.Error()}
	if errors.As(err, &many) {
		lines = many.Errors
	}
	for _, text := range lines {
		if l.full() { // to place it would read the file once more
			l.more++
			continue
		}
		line := 0
		text = strings.TrimPrefix(text, "yaml: ")
		if m := yamlLine().FindStringSubmatch(text); m != nil {
			line, _ = strconv.Atoi(m[1])
			text = m[2]
		}
		l.refuse(f.name, f.itemAt(line), line, "%s", plainYAML(text))
	}
}

var (
	unknownField = pattern(`field (\S+) not found in type \S+`)
	wrongType    = pattern("^cannot unmarshal !!(\\w+)(?: (`.*`))? into (.+)$")
	kindsOfYAML  = map[string]string{"str": "a text", "int": "a number", "float": "a number", "bool": "true or false", "seq": "a list", "map": "a group of fields", "null": "nothing"}
	kindsOfGo    = map[string]string{"string": "a text", "int": "a whole number", "float64": "a number"}
)

// plainYAML says a decoder's word without naming our types.
func plainYAML(text string) string {
	if m := unknownField().FindStringSubmatch(text); m != nil {
		return "there is no field named " + m[1]
	}
	m := wrongType().FindStringSubmatch(text)
	if m == nil {
		return text
	}
	is, right := kindsOfYAML[m[1]], kindsOfGo[m[3]]
	switch {
	case right != "":
	case strings.HasPrefix(m[3], "[]"):
		right = "a list"
	default:
		right = "a group of fields"
	}
	if m[2] != "" {
		is = m[2] + " is " + is
	} else {
		is = "this is " + is
	}
	return is + "; " + right + " is right"
}

func (f *file) top() *yaml.Node {
	if f == nil || f.root == nil || len(f.root.Content) == 0 {
		return &yaml.Node{}
	}
	return f.root.Content[0]
}

// child is the value of a key of a mapping node, nil where it is missing.
func child(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

func (f *file) list(key string) []*yaml.Node {
	if n := child(f.top(), key); n != nil && n.Kind == yaml.SequenceNode {
		return n.Content
	}
	return nil
}

// line is where the i-th entry of a list begins.
func (f *file) line(list string, i int) int {
	if nodes := f.list(list); i < len(nodes) {
		return nodes[i].Line
	}
	return 0
}

// key is the line of a key of the file; 0 where it is missing.
func (f *file) key(name string) int {
	if n := child(f.top(), name); n != nil {
		return n.Line
	}
	return 0
}

// itemAt names the item a line belongs to.
func (f *file) itemAt(line int) string {
	found := ""
	for _, n := range f.list("items") {
		if n.Line > line {
			break
		}
		if id := child(n, "id"); id != nil {
			found = id.Value
		}
	}
	return found
}

// Compile writes the catalogue as JSON, which says all of it but the reference.
func Compile(c *Catalog) ([]byte, error) {
	raw, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return nil, fmt.Errorf("compile the catalogue: %w", err)
	}
	return append(raw, '\n'), nil
}

// Equal reports whether two catalogues say the same, their reference aside:
// whether they compile to the same bytes, for which an empty list is a missing
// one.
func Equal(a, b *Catalog) bool {
	left, err := Compile(a)
	if err != nil {
		return false
	}
	right, err := Compile(b)
	return err == nil && bytes.Equal(left, right)
}

// trimIntents takes off the line feed that a folded YAML text ends with.
func trimIntents(cl *Clause) {
	for _, it := range cl.Items {
		it.Intent = strings.TrimSpace(it.Intent)
	}
}
