package catalog

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// The most of an overlay that is read: characters of one text, and bytes of one
// file.
const (
	overlayText = 20_000
	overlayFile = 16 << 20
)

// Overlay is an organisation's own copy of the texts of the standards it has
// bought, laid beside the items for those who may read it. It enters no figure,
// no answer and no export; no field is exported, so that nothing can write it
// out by accident.
type Overlay struct {
	texts map[string]string // standard + id
}

// Text is the organisation's copy of an item's text, as it was written, for
// visible.Text; empty where there is none.
func (o *Overlay) Text(it *Item) string {
	if o == nil || it == nil || it.Set == nil {
		return ""
	}
	return o.texts[it.Set.Standard+" "+it.ID]
}

// Count says how many texts of a standard there are.
func (o *Overlay) Count(standard string) int {
	n := 0
	for key := range o.texts {
		if strings.HasPrefix(key, standard+" ") {
			n++
		}
	}
	return n
}

// LoadOverlay reads a folder of YAML files, each a group of item numbers with
// their texts. The key standard says whose numbers a file holds; without it
// they are those of ISO/IEC 42001. A bad overlay is refused whole; the error is
// Problems.
func LoadOverlay(fsys fs.FS, c *Catalog) (*Overlay, error) {
	l := &overlayLoader{loader{bounded: bounded{fsys: fsys, most: 4 * mostBytes}, seen: map[string]place{}}, c, &Overlay{texts: map[string]string{}}}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		l.refuse(".", "", 0, "the folder can't be read: %v", cause(err))
	}
	files := 0
	for _, e := range entries {
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") || !slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(path.Ext(e.Name()))) {
			continue
		}
		files++
		l.file(e.Name())
	}
	if err == nil && files == 0 {
		l.refuse(".", "", 0, "the folder holds no YAML file; write one with item numbers and their texts")
	}
	if len(l.problems) > 0 {
		return nil, l.all()
	}
	return l.into, nil
}

type overlayLoader struct {
	loader
	c    *Catalog
	into *Overlay
}

func (l *overlayLoader) file(name string) {
	f := l.parse(name)
	if f == nil || len(f.root.Content) == 0 {
		return
	}
	top := f.top()
	if wide := widest(f.root); wide != nil {
		l.tooWide(f, wide)
		return
	}
	if top.Kind != yaml.MappingNode {
		l.refuse(name, "", top.Line, "this is %s; a group of item numbers with their texts is right", kindOfNode(top))
		return
	}
	standard, ok := l.standard(f)
	if !ok {
		return // every number would be called unknown
	}
	for i := 0; i+1 < len(top.Content); i += 2 {
		if key := top.Content[i]; key.Value != "standard" || key.Kind != yaml.ScalarNode {
			l.text(f, standard, key, top.Content[i+1])
		}
	}
}

// parse reads a file, nil where it can't be.
func (l *overlayLoader) parse(name string) *file {
	raw, err := l.read(name, overlayFile)
	if err != nil {
		l.refuse(name, "", 0, "the file can't be read: %v", err)
		return nil
	}
	if line, odd := oddByte(raw); odd != "" {
		l.refuse(name, "", line, "there is %s; save the file as UTF-8 text", odd)
		return nil
	}
	f := &file{name: name, root: &yaml.Node{}}
	dec := yaml.NewDecoder(bytes.NewReader(raw))
	if err := dec.Decode(f.root); err != nil && !errors.Is(err, io.EOF) {
		l.refuseYAML(f, err)
		return nil
	}
	var more yaml.Node
	if err := dec.Decode(&more); !errors.Is(err, io.EOF) {
		l.refuse(name, "", more.Line, "something stands behind the end of the first document; take out the line ---")
		return nil
	}
	return f
}

// oddByte names the first byte that text does not hold, and its line.
func oddByte(raw []byte) (line int, what string) {
	at := bytes.IndexByte(raw, 0)
	what = "a NUL"
	if at < 0 {
		if utf8.Valid(raw) {
			return 0, ""
		}
		for at = 0; ; {
			r, size := utf8.DecodeRune(raw[at:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		what = fmt.Sprintf("a byte %02X that is no UTF-8", raw[at])
	}
	return 1 + bytes.Count(raw[:at], []byte{'\n'}), what
}

// standard is the one whose numbers a file holds.
func (l *overlayLoader) standard(f *file) (string, bool) {
	content := f.top().Content
	name, found := AIMS, false
	for i := 0; i+1 < len(content); i += 2 {
		key, value := content[i], content[i+1]
		if key.Value != "standard" || key.Kind != yaml.ScalarNode {
			continue
		}
		if found {
			l.refuse(f.name, "", key.Line, "standard stands already above")
			return "", false
		}
		if value.Value != AIMS && value.Value != ISMS {
			l.refuse(f.name, "", value.Line, "standard is %q; it is %s or %s", value.Value, AIMS, ISMS)
			return "", false
		}
		name, found = value.Value, true
	}
	return name, true
}

func (l *overlayLoader) text(f *file, standard string, key, value *yaml.Node) {
	id := key.Value
	no := func(line int, format string, args ...any) { l.refuse(f.name, id, line, format, args...) }
	mine, other := l.c.Requirements(), l.c.Foundation()
	if standard == ISMS {
		mine, other = other, mine
	}
	switch it, found := mine.Find(id); {
	case !found:
		hint := ""
		if _, there := other.Find(id); there {
			hint = fmt.Sprintf("; for the one of %s begin a file with standard: %s", other.Name, other.Name)
		}
		no(key.Line, "%s has no item %q%s", standard, id, hint)
		return
	case it.ID != id:
		no(key.Line, "%s writes this number %s", standard, it.ID)
		return
	}
	n := utf8.RuneCountInString(value.Value)
	switch {
	case value.Kind != yaml.ScalarNode || value.Tag != "!!str":
		no(value.Line, "this is %s; a text is right, in quotes or behind |", kindOfNode(value))
	case strings.TrimSpace(value.Value) == "":
		no(value.Line, "the text is empty; write it, or take the number out")
	case strings.ContainsRune(value.Value, 0) || !utf8.ValidString(value.Value):
		no(value.Line, "the text holds a NUL or what is no UTF-8; take it out")
	case n > overlayText:
		no(value.Line, "the text has %d characters; at most %d are right", n, overlayText)
	default:
		if l.once(f, id, key.Line, standard+" "+id) {
			l.into.texts[standard+" "+id] = strings.TrimSpace(value.Value)
		}
	}
}

// kindOfNode says what a node is, in our words.
func kindOfNode(n *yaml.Node) string {
	if kind, ok := kindsOfYAML[strings.TrimPrefix(n.Tag, "!!")]; ok {
		return kind
	}
	return "something else"
}
