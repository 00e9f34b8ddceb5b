package intake

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"crosswalk/assets"
)

// ours and theirs are what two readers see of an XML text, a line for each
// element that begins, with its attributes, and for each that ends; texts stand
// between.
func ours(s string) (string, error) {
	var b strings.Builder
	m := readMarkup(strings.NewReader(s))
	for {
		p, err := m.next()
		switch {
		case err != nil || p == over:
			return b.String(), err
		case p == begins:
			m.attr("")
			fmt.Fprintf(&b, "\n<%s", m.name)
			for _, a := range m.attrs {
				fmt.Fprintf(&b, " %s=%q", local(a.key), m.attr(string(a.key)))
			}
			b.WriteString(">")
		case p == ends:
			fmt.Fprintf(&b, "\n</%s>", m.name)
		default:
			b.Write(m.text)
		}
	}
}

func theirs(s string) (string, error) {
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(s))
	depth := 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch x := token.(type) {
		case xml.StartElement:
			depth++
			fmt.Fprintf(&b, "\n<%s", x.Name.Local)
			for _, a := range x.Attr {
				fmt.Fprintf(&b, " %s=%q", a.Name.Local, a.Value)
			}
			b.WriteString(">")
		case xml.EndElement:
			depth--
			fmt.Fprintf(&b, "\n</%s>", x.Name.Local)
		case xml.CharData:
			if depth > 0 {
				b.Write(x)
			}
		}
	}
}

func TestTheReaderOfSheetsSeesWhatTheCommonOneSees(t *testing.T) {
	var texts []string
	for _, raw := range []string{testdata(t, "sheets/demo-as-ods.ods"), testdata(t, "sheets/soa-hidden-rows.xlsx"), testdata(t, "percent.xlsx"), string(assets.DemoSoA)} {
		p, err := unzip([]byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		for name, part := range p {
			if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
				r, err := part.Open()
				if err != nil {
					t.Fatal(err)
				}
				b, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				texts = append(texts, string(b))
			}
		}
	}
	texts = append(texts,
		"\uFEFF<?xml version='1.0'?><!-- a > b --><a b='1 > 2'  c = \"&quot;&#65;&#x42;\" /> ",
		"<a><![CDATA[<&]]>x&lt;\r\n\ry</a >",
		"<a>"+strings.Repeat("<b c='"+strings.Repeat("x", 100)+"'>é</b>", 3000)+"</a>")
	if len(texts) < 15 {
		t.Errorf("only %d parts were compared", len(texts))
	}
	for _, s := range texts {
		want, err := theirs(s)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := ours(s); got != want || err != nil {
			t.Errorf("%.200s: %v\n%.500s\nwant\n%.500s", s, err, got, want)
		}
	}
}

func TestWhatIsNoXMLIsRefused(t *testing.T) {
	for _, s := range []string{
		"", " ", "x", "<", "<a", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>x", "<>", "< a/>", "<a b='>", "<a>&x;</a>", "<a>&#0;</a>", "<a>&#xD800;</a>",
		"<a>&#x110000;</a>", "<a>&lt</a>", "<a>\x01</a>", "<a>\xff</a>", "<a b='\xff'/>", "<a b='&x;'/>", "<a><!-- </a>", "<a><![CDATA[</a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
		"<?xml version='1.0' encoding='UTF-16'?><a/>", "<![CDATA[x]]><a/>", "\xFF\xFE<\x00a\x00/\x00>\x00",
	} {
		if got, err := ours(s); err == nil {
			t.Errorf("%q is read as %q", s, got)
		}
	}
}

// FuzzMarkup holds that what both readers take is the same to both.
func FuzzMarkup(f *testing.F) {
	f.Add("<a b='c'>d<e/>&amp;</a>")
	f.Add("<?xml version='1.0'?><!-- x --><x:a y:b=\"1\"><![CDATA[]]]]>\r\n</x:a>")
	f.Fuzz(func(t *testing.T, s string) {
		got, err := ours(s)
		if err != nil {
			return
		}
		if want, err := theirs(s); err == nil && got != want {
			t.Errorf("%q\nwant %q", got, want)
		}
	})
}
