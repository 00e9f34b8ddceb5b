package style_test

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/catalog/render"
	"crosswalk/catalog/render/docx"
	"crosswalk/catalog/render/style"
	"crosswalk/catalog/report"
	"crosswalk/catalog/report/reporttest"
)

// picture is a small one.
func picture(t *testing.T, asJPEG bool) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 30, 10))
	m.Set(3, 3, color.RGBA{200, 10, 10, 255})
	var b bytes.Buffer
	err := png.Encode(&b, m)
	if asJPEG {
		b.Reset()
		err = jpeg.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// huge is a picture whose head says that it has far more pixels than it has bytes.
func huge(t *testing.T) []byte {
	t.Helper()
	raw := bytes.Clone(picture(t, false))
	copy(raw[16:24], []byte{0, 1, 0, 0, 0, 1, 0, 0}) // 65,536 by 65,536
	sum := crc32.ChecksumIEEE(raw[12:29])
	copy(raw[29:33], []byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
	return raw
}

// template is a document of ours, with a part more.
func template(t *testing.T, name string, size int) []byte {
	t.Helper()
	made, err := docx.Render(reporttest.Whole())
	if err != nil {
		t.Fatal(err)
	}
	from, err := zip.NewReader(bytes.NewReader(made), int64(len(made)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range from.File {
		if err := z.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write(make([]byte, size))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAFolderOfHouseStyleIsReadWhole(t *testing.T) {
	for name, asJPEG := range map[string]bool{"logo.png": false, "logo.jpg": true} {
		s, said, err := style.Read(fstest.MapFS{
			"style.yaml":  {Data: []byte("header: Nordwind\nclass: confidential\nlogo: " + name + "\ntemplate: letter.docx\ncolours:\n  main: \"#104070\"\n  second: \"#ffee00\"\n")},
			name:          {Data: picture(t, asJPEG)},
			"letter.docx": {Data: template(t, "word/more.xml", 10)},
		})
		if err != nil {
			t.Fatal(err)
		}
		if s.Header != "Nordwind" || s.Class != "confidential" || s.Logo.Width != 30 || s.Logo.Height != 10 || s.Logo.Alt != "Nordwind" || len(s.Template) == 0 || s.Colours.Main != "104070" || s.Colours.Third != "" {
			t.Errorf("%s: it is %+v", name, s)
		}
		if !bytes.HasPrefix(s.Logo.PNG, []byte("\x89PNG")) {
			t.Errorf("%s was not drawn anew as PNG", name)
		}
		if c := s.Colours.Second; render.Contrast(c, "FFFFFF") < render.Least || c == "FFEE00" {
			t.Errorf("the light colour is %s", c)
		}
		if len(said) != 1 || !strings.HasPrefix(said[0], "the colour second, #FFEE00, is too light to be read on white; #") {
			t.Errorf("it says %q", said)
		}
	}
}

func TestAFolderThatIsWrongIsRefusedInOneSentenceWithItsLine(t *testing.T) {
	for _, c := range []struct {
		yaml, want string
	}{
		{"", "style.yaml says nothing; it has keys like header, class, logo, colours and template"},
		{"- a\n", "style.yaml line 1: the file is keys with values, such as header: Nordwind"},
		{"header: [\n", "style.yaml is no YAML"},
		{"header: a\ncolor: b\n", `style.yaml line 2: there is no key "color"; the keys are header, class, logo, colours and template`},
		{"header: a\nheader: b\n", "style.yaml line 2: header is there twice; leave one out"},
		{"header: [a]\n", "style.yaml line 1: header is one value on one line"},
		{"header:\n", "style.yaml line 1: header is one value on one line"},
		{"header: |\n  a\n  b\n", "style.yaml line 1: the header has more than one line; put it on one"},
		{"class: " + strings.Repeat("x", 201) + "\n", "style.yaml line 1: the class has 201 characters; at most 200 can be kept"},
		{"colours: red\n", "style.yaml line 1: colours is keys with values"},
		{"colours:\n  main: red\n", `style.yaml line 2: main is no colour like "#0b6e6e"; it stands in quotes`},
		{"colours:\n  main: \"#12345g\"\n", "style.yaml line 2: main is no colour"},
		{"colours:\n  first: \"#123456\"\n", `style.yaml line 2: there is no colour "first"; they are main, second and third`},
		{"logo: gone.png\n", "style.yaml line 1: the folder of the style has no file gone.png"},
		{"logo: ../logo.png\n", "style.yaml line 1: ../logo.png is no name of a file in the folder of the style"},
		{"logo: /etc/passwd\n", "is no name of a file in the folder"},
		{"logo: sub\n", "sub is a link or no file; put the file itself there"},
		{"logo: link.png\n", "link.png is a link or no file; put the file itself there"},
		{"logo: script.svg\n", "script.svg is no PNG or JPEG picture; save the logo as one of these"},
		{"logo: huge.png\n", "huge.png has 65536 by 65536 pixels; at most 2000000 in all can be used"},
		{"logo: cut.png\n", "cut.png is damaged; save the logo again"},
		{"logo: heavy.png\n", "heavy.png has more than 2048 KiB; make it smaller"},
		{"template: script.svg\n", "the template is no DOCX; save it in Word as a document (.docx)"},
		{"template: macro.docx\n", "the template holds macros"},
		{"template: bomb.docx\n", "with more than 16 MiB; make its pictures smaller"},
	} {
		_, _, err := style.Read(fstest.MapFS{
			"style.yaml": {Data: []byte(c.yaml)},
			"sub/a":      {Data: []byte("x")},
			"link.png":   {Data: []byte("style.yaml"), Mode: fs.ModeSymlink},
			"script.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`)},
			"huge.png":   {Data: huge(t)},
			"cut.png":    {Data: picture(t, false)[:45]},
			"heavy.png":  {Data: make([]byte, 2<<20+1)},
			"macro.docx": {Data: template(t, "word/vbaProject.bin", 10)},
			"bomb.docx":  {Data: template(t, "word/bomb.xml", 17<<20)},
		})
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: %v; it should say %q", c.yaml, err, c.want)
		}
	}
	if _, _, err := style.Read(fstest.MapFS{}); err == nil || err.Error() != "the folder of the style has no file style.yaml" {
		t.Error(err)
	}
}

func TestATemplateOfManyPartsThatIsLargeInAllIsRefused(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 501 {
		if _, err := z.Create(strings.Repeat("x", i+1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := docx.CheckTemplate(b.Bytes()); err == nil || !strings.Contains(err.Error(), "the template has 501 parts; at most 500 are read") {
		t.Error(err)
	}
}

// dressed is a document in a style with all that a style can hold but a template.
func dressed(t *testing.T) *report.Document {
	t.Helper()
	s, _, err := style.Read(fstest.MapFS{
		"style.yaml": {Data: []byte("header: \"Nordwind & \\u202eSons\"\nclass: internal\nlogo: logo.png\ncolours: {main: \"#b4123a\", second: \"#e8b020\", third: \"#2050a0\"}\n")},
		"logo.png":   {Data: picture(t, false)},
	})
	if err != nil {
		t.Fatal(err)
	}
	d := reporttest.Whole()
	d.Dress(s)
	return d
}

func TestEveryTextFormatSaysTheHeaderAndTheClassAndIsReadBack(t *testing.T) {
	d := dressed(t)
	if d.Class != "confidential" {
		t.Errorf("the class of the document became %q", d.Class)
	}
	for _, f := range render.Formats {
		raw, err := f.Write(t.Context(), d)
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		if f.Name != "csv" && !bytes.Contains(raw, []byte("Nordwind")) {
			t.Errorf("%s does not say the header", f.Name)
		}
		if f.Name != "json" && bytes.Contains(raw, []byte("\u202e")) {
			t.Errorf("%s turns the line", f.Name)
		}
	}
}

func TestThePageHasTheLogoInItselfAndColoursThatCanBeRead(t *testing.T) {
	raw, err := render.HTML(dressed(t))
	if err != nil {
		t.Fatal(err)
	}
	page := string(raw)
	for _, want := range []string{`<img src="data:image/png;base64,`, `width="132" height="44"`, "--teal: #B4123A; --link: #B4123A;", `default-src 'none'; style-src 'unsafe-inline'; img-src data:`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, zgot := range []string{"ZgotmplZ", "url(http"} {
		if strings.Contains(page, zgot) {
			t.Errorf("the page holds %s", zgot)
		}
	}
	for _, ground := range []string{"F3F6F6", "1D2229"} {
		for _, colour := range []string{"FFEE00", "000000", "FFFFFF", "808080", "B4123A"} {
			if c := render.Readable(colour, ground); render.Contrast(c, ground) < render.Least {
				t.Errorf("%s on %s became %s, of contrast %.2f", colour, ground, c, render.Contrast(c, ground))
			}
		}
	}
	if render.Readable("B4123A", "F3F6F6") != "B4123A" {
		t.Error("a colour that can be read was changed")
	}
}

// part is what stands in a part of a DOCX.
func part(t *testing.T, raw []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	text, err := fs.ReadFile(z, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestATextDocumentHasTheLogoTheHeaderAndTheColours(t *testing.T) {
	d := dressed(t)
	raw, err := docx.Render(d)
	if err == nil {
		err = docx.Verify(d, raw)
	}
	if err != nil {
		t.Fatal(err)
	}
	head := part(t, raw, "word/header1.xml")
	for _, want := range []string{`descr="Nordwind &amp; `, "Nordwind &amp; ⟨U+202E⟩Sons · ", "confidential"} {
		if !strings.Contains(head, want) {
			t.Errorf("the head lacks %s: %s", want, head)
		}
	}
	if part(t, raw, "word/media/logo.png") != string(d.Look.Logo.PNG) || !strings.Contains(part(t, raw, "word/styles.xml"), "B4123A") || strings.Contains(part(t, raw, "word/styles.xml"), "0F766E") {
		t.Error("the logo is not in it, or its headings have another colour")
	}
	if body := part(t, raw, "word/document.xml"); !strings.Contains(body, "2050A0") || strings.Contains(body, "4F46E5") {
		t.Error("its figures have other colours")
	}
}

func TestATemplateTakesTheDocumentWithItsHeaderAndClassInTheText(t *testing.T) {
	d := dressed(t)
	d.Look.Template = template(t, "word/more.xml", 10)
	raw, err := docx.Render(d)
	if err == nil {
		err = docx.Verify(d, raw)
	}
	if err != nil {
		t.Fatal(err)
	}
	if body := part(t, raw, "word/document.xml"); !strings.Contains(body, "Sons</w:t>") || !strings.Contains(body, "confidential") {
		t.Error("it does not say the header or the class")
	}
	if part(t, raw, "word/more.xml") == "" {
		t.Error("a part of the template is gone")
	}
}
