package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"crosswalk/catalog/render"
	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// anonymous is the input of a document that names nobody, with what must not stand in
// it. What the program says where nobody has said anything gives nobody away.
func anonymous(ctx context.Context, in report.Input, k report.Kind, one render.Format) (report.Input, *report.Replaced, error) {
	in, gone := in.Anonymous()
	blank := in.Blank()
	if k.Of != "" {
		k = report.Kinds()[0] // it is about a record that is not there; the frame is the same
	}
	d, err := k.Build(blank)
	if err != nil {
		return in, nil, err
	}
	gone.Allow(d.Texts()...)
	if one.Name == asOSCAL || one.Name == "csv" {
		return in, gone, nil // nothing in it frames what people said
	}
	texts, err := written(ctx, one, d, nil)
	gone.Allow(texts...)
	return in, gone, err
}

// written are the texts of a document as it is written: of a PDF those of the page that
// is printed.
func written(ctx context.Context, one render.Format, d *report.Document, raw []byte) ([]string, error) {
	var err error
	if one.Name == "pdf" {
		raw, err = render.HTML(d)
	} else if raw == nil {
		raw, err = one.Render(ctx, d)
	}
	if err != nil {
		return nil, err
	}
	if packed, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw))); err == nil {
		return unpacked(packed)
	}
	return []string{string(raw), html.UnescapeString(string(raw))}, nil
}

var tags = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<[^>]*>`) })

// unpacked are the texts of the parts of a file: between their tags, and in them.
func unpacked(packed *zip.Reader) ([]string, error) {
	var all []string
	for _, part := range packed.File {
		if ending := filepath.Ext(part.Name); ending != ".xml" && ending != ".rels" {
			continue
		}
		from, err := part.Open()
		if err != nil {
			return nil, err
		}
		raw, err := io.ReadAll(from)
		if err != nil {
			return nil, err
		}
		text := html.UnescapeString(string(raw))
		all = append(all, text, tags().ReplaceAllString(text, ""))
	}
	return all, nil
}

// namesNobody refuses what was made where a replaced name or text stands in it, and
// lists every one with its place.
func (x *app) namesNobody(ctx context.Context, gone *report.Replaced, one render.Format, d *report.Document, raw []byte, path string) error {
	seen := map[string]bool{}
	n := 0
	tell := func(place string, hits []string) {
		for _, hit := range hits {
			if seen[hit+"\x00"+place] {
				continue
			}
			seen[hit+"\x00"+place], seen[hit] = true, true
			n++
			fmt.Fprintf(x.errs, "crosswalk: %q stands in %s\n", visible.Line(hit), visible.Line(place))
		}
	}
	tell("the name of the file", gone.In(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))))
	for _, p := range render.Pieces(d) {
		tell(p.String(), gone.In(p.Text))
	}
	texts, err := written(ctx, one, d, raw)
	if err != nil {
		return err
	}
	for _, text := range texts {
		tell("the file as it is written", slices.DeleteFunc(gone.In(text), func(hit string) bool { return seen[hit] }))
	}
	if n == 0 {
		return nil
	}
	fmt.Fprintf(x.errs, "crosswalk: nothing was written, since %s would name what --anonymous replaces; change those names, or leave --anonymous out\n", count(n, "place"))
	return errSaid
}
