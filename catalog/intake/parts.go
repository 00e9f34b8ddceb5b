package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"crosswalk/catalog/visible"
)

// parts are the files inside a workbook, by their names in small letters.
type parts map[string]*zip.File

func unzip(raw []byte) (parts, error) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, fmt.Errorf("the file is damaged (%s); save it again as XLSX", visible.Line(err.Error()))
	}
	p := make(parts, min(len(z.File), 1000))
	for _, f := range z.File {
		p[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	return p, nil
}

func (p parts) has(part string) bool { return p[strings.ToLower(part)] != nil }

// stream hands every element of a part that begins to the function, until that
// says stop. A part that is missing, unpacks to more than so many bytes, is cut
// short or not XML is refused.
func (p parts) stream(part string, most int64, element func(*markup) (bool, error)) error {
	f := p[strings.ToLower(part)]
	if f == nil {
		return fmt.Errorf("the file is no XLSX workbook or damaged: %s is missing; save it again as XLSX", short(part))
	}
	r, err := f.Open()
	if err != nil {
		return damaged(part, err)
	}
	defer r.Close()
	if err := elements(&measured{r: r, left: most, most: most}, element); err != nil {
		return damaged(part, err)
	}
	return nil
}

// elements hands on every element that begins.
func elements(r io.Reader, element func(*markup) (bool, error)) error {
	m := readMarkup(r)
	for {
		p, err := m.next()
		if err != nil || p == over {
			return err
		}
		if p == begins {
			if more, err := element(m); err != nil || !more {
				return err
			}
		}
	}
}

// sentence is an error that is meant for a person as it stands.
type sentence struct{ text string }

func (s sentence) Error() string { return s.text }

func damaged(part string, err error) error {
	var said sentence
	if errors.As(err, &said) {
		return said
	}
	return fmt.Errorf("the workbook is damaged in %s (%s); save it again as XLSX", short(part), visible.Line(err.Error()))
}

// measured ends a part that unpacks to more than a workbook of this kind holds.
type measured struct {
	r          io.Reader
	left, most int64
}

func (m *measured) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if m.left -= int64(n); m.left < 0 {
		return 0, sentence{fmt.Sprintf("a part of the workbook unpacks to more than %d MiB; keep the table alone, without empty rows below it", m.most>>20)}
	}
	return n, err
}
