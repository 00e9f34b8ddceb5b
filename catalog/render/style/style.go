// Package style reads the house style of a client from a folder: style.yaml, and the
// logo and the template that it names.
//
// Its one rule: all or nothing, and nothing from outside of the folder. A link is
// refused, what is large is not read, and a picture is drawn anew before it goes into
// a document.
package style

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"go.yaml.in/yaml/v3"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/render/docx"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// File is the file that says what the style is.
const File = "style.yaml"

// The most bytes of each file.
const (
	mostFile     = 64 << 10
	mostLogo     = 2 << 20
	mostTemplate = 16 << 20
)

// reading is a style on the way.
type reading struct {
	dir   fs.FS
	style report.Style
	said  []string
}

// Read gives the style of a folder, and a sentence for each thing that was changed in
// it so that it can be read. The error is one sentence.
func Read(dir fs.FS) (*report.Style, []string, error) {
	r := &reading{dir: dir}
	raw, err := r.file(File, mostFile)
	if err != nil {
		return nil, nil, err
	}
	var root yaml.Node
	if err := yaml.Unmarshal(raw, &root); err != nil {
		return nil, nil, fmt.Errorf("%s is no YAML: %s", File, visible.Line(strings.TrimPrefix(err.Error(), "yaml: ")))
	}
	if len(root.Content) == 0 {
		return nil, nil, fmt.Errorf("%s says nothing; it has keys like header, class, logo, colours and template", File)
	}
	if err := each(root.Content[0], "the file", r.key); err != nil {
		return nil, nil, err
	}
	if l := r.style.Logo; l != nil {
		l.Alt = r.style.Header
	}
	return &r.style, r.said, nil
}

// at says on which line something is wrong.
func at(n *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("%s line %d: %w", File, n.Line, fmt.Errorf(format, args...))
}

// each calls do for every key of a mapping, of which none may stand twice.
func each(n *yaml.Node, what string, do func(key, value *yaml.Node) error) error {
	if n.Kind != yaml.MappingNode {
		return at(n, "%s is keys with values, such as header: Nordwind", what)
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if seen[key.Value] {
			return at(key, "%s is there twice; leave one out", visible.Line(key.Value))
		}
		seen[key.Value] = true
		if err := do(key, value); err != nil {
			return err
		}
	}
	return nil
}

// key takes in one key of the file.
func (r *reading) key(key, value *yaml.Node) error {
	if key.Value == "colours" {
		return each(value, "colours", r.colour)
	}
	if value.Kind != yaml.ScalarNode || strings.TrimSpace(value.Value) == "" {
		return at(value, "%s is one value on one line", visible.Line(key.Value))
	}
	var err error
	switch key.Value {
	case "header":
		r.style.Header, err = value.Value, assess.CheckLine("header", value.Value)
	case "class":
		r.style.Class, err = value.Value, assess.CheckLine("class", value.Value)
	case "logo":
		r.style.Logo, err = r.logo(value.Value)
	case "template":
		r.style.Template, err = r.template(value.Value)
	default:
		err = fmt.Errorf("there is no key %q; the keys are header, class, logo, colours and template", visible.Line(key.Value))
	}
	if err != nil {
		return at(value, "%w", err)
	}
	return nil
}

func (r *reading) template(name string) ([]byte, error) {
	raw, err := r.file(name, mostTemplate)
	if err != nil {
		return nil, err
	}
	return raw, docx.CheckTemplate(raw)
}

// file reads a file of the folder itself.
func (r *reading) file(name string, most int64) ([]byte, error) {
	shown := visible.Line(name)
	if !fs.ValidPath(name) || strings.ContainsAny(name, `/\:`) || name == "." {
		return nil, fmt.Errorf("%s is no name of a file in the folder of the style; put the file there", shown)
	}
	info, err := fs.Lstat(r.dir, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("the folder of the style has no file %s", shown)
	case err != nil:
		return nil, fmt.Errorf("%s can't be read: %w", shown, cause(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is a link or no file; put the file itself there", shown)
	case info.Size() > most:
		return nil, tooLarge(shown, most)
	}
	f, err := r.dir.Open(name)
	if err != nil {
		return nil, fmt.Errorf("%s can't be read: %w", shown, cause(err))
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s can't be read: %w", shown, cause(err))
	case int64(len(raw)) > most:
		return nil, tooLarge(shown, most)
	}
	return raw, nil
}

func tooLarge(name string, most int64) error {
	return fmt.Errorf("%s has more than %d KiB; make it smaller", name, most>>10)
}

// cause is what went wrong without the path, which the sentence names.
func cause(err error) error {
	if p := new(fs.PathError); errors.As(err, &p) {
		return p.Err
	}
	return err
}
