package docx

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"crosswalk/catalog/report"
)

// mostTemplate is the most bytes of one part of a template, unpacked.
const mostTemplate = 16 << 20

// The most parts of a template, and the most bytes of all of them.
const (
	mostParts = 500
	mostInAll = 64 << 20
)

// mark is what a paragraph of a template says where the document is to stand. A
// template without one has its whole body replaced.
const mark = "{crosswalk}"

// RenderInto is the document in the style of a template: its head, foot, page and
// styles stay, and what styles it lacks are added. The error is one sentence.
func RenderInto(template []byte, d *report.Document) ([]byte, error) {
	parts, err := unpack(template)
	if err != nil {
		return nil, err
	}
	body := find(parts, bodyPart)
	styles := find(parts, stylesPart)
	if body == nil || styles == nil {
		return nil, errors.New("the template is no DOCX with a text and styles; save it again in Word as a document")
	}
	before, section, after, err := around(string(body.raw))
	if err != nil {
		return nil, err
	}
	w := newWriter(d, section)
	body.raw = nil
	body.body = func(b *bufio.Writer) {
		w.b = b
		b.WriteString(before)
		w.head(d)
		w.document(d)
		b.WriteString(after)
	}
	styles.raw = []byte(withStyles(string(styles.raw)))
	return pack(parts, d.Source.Made)
}

func find(parts []part, name string) *part {
	if i := slices.IndexFunc(parts, func(p part) bool { return p.name == name }); i >= 0 {
		return &parts[i]
	}
	return nil
}

// head says in the text what our own pages say above it: the head of a template stays.
func (w *writer) head(d *report.Document) {
	for _, said := range []string{d.Header, d.Class} {
		if said != "" {
			w.text("Header", line(said))
		}
	}
}

// CheckTemplate says why a document can't be put into a template.
func CheckTemplate(template []byte) error {
	_, err := RenderInto(template, &report.Document{})
	return err
}

// unpack takes a template apart, and refuses what could act when it is opened.
func unpack(template []byte) ([]part, error) {
	z, err := zip.NewReader(bytes.NewReader(template), int64(len(template)))
	if err != nil {
		return nil, errors.New("the template is no DOCX; save it in Word as a document (.docx)")
	}
	if len(z.File) > mostParts {
		return nil, fmt.Errorf("the template has %d parts; at most %d are read, so save it again in Word", len(z.File), mostParts)
	}
	var parts []part
	all := 0
	for _, f := range z.File {
		p, err := unpackOne(f)
		if err != nil {
			return nil, err
		}
		if all += len(p.raw); all > mostInAll {
			return nil, fmt.Errorf("the template has more than %d MiB unpacked; make its pictures smaller", mostInAll>>20)
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func unpackOne(f *zip.File) (part, error) {
	p := part{name: f.Name}
	if name := strings.ToLower(f.Name); strings.Contains(name, "vbaproject") || strings.Contains(name, "activex") {
		return p, errors.New("the template holds macros; save it as a document without macros (.docx)")
	}
	r, err := f.Open()
	if err != nil {
		return p, fmt.Errorf("the template is damaged in %q; save it again", f.Name)
	}
	defer r.Close()
	p.raw, err = io.ReadAll(io.LimitReader(r, mostTemplate+1))
	switch {
	case err != nil:
		return p, fmt.Errorf("the template is damaged in %q; save it again", f.Name)
	case len(p.raw) > mostTemplate:
		return p, fmt.Errorf("the template holds %q with more than %d MiB; make its pictures smaller", f.Name, mostTemplate>>20)
	case strings.HasSuffix(f.Name, ".rels") && bytes.Contains(p.raw, []byte(`"External"`)):
		return p, errors.New("the template refers to something outside of it, a picture or a link; put the picture into it and take links out")
	}
	return p, nil
}

// around is what of a body stays before and after the document, and its section.
func around(body string) (before, section, after string, err error) {
	begin := strings.Index(body, "<w:body>")
	last := strings.LastIndex(body, "<w:sectPr")
	end := strings.LastIndex(body, "</w:body>")
	if begin < 0 || last < begin || end < last {
		return "", "", "", errors.New("the template has no page set up; save it again in Word")
	}
	section = body[last:end]
	begin += len("<w:body>")
	if at := strings.Index(body, mark); at >= 0 {
		from := strings.LastIndex(body[:at], "<w:p")
		for from > 0 && !paragraphBegins(body[from:]) {
			from = strings.LastIndex(body[:from], "<w:p")
		}
		if to := strings.Index(body[at:], "</w:p>"); from > begin && to >= 0 {
			return body[:from], section, body[at+to+len("</w:p>"):], nil
		}
	}
	return body[:begin], section, body[last:], nil
}

func paragraphBegins(s string) bool {
	return strings.HasPrefix(s, "<w:p>") || strings.HasPrefix(s, "<w:p ")
}

var styleOf = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?s)<w:style [^>]*w:styleId="([^"]+)".*?</w:style>`)
})

// withStyles adds those of our styles that the template does not have.
func withStyles(styles string) string {
	var added strings.Builder
	for _, s := range styleOf().FindAllStringSubmatch(string(shipped("styles.xml")), -1) {
		if !strings.Contains(styles, `w:styleId="`+s[1]+`"`) {
			added.WriteString(strings.Replace(s[0], ` w:default="1"`, "", 1))
		}
	}
	return strings.Replace(styles, "</w:styles>", added.String()+"</w:styles>", 1)
}
