package bundle

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"
)

// packing is what a test puts into a bundle.
type packing struct {
	lines    []string
	evidence []string
	key      ssh.Signer
}

func usual() packing {
	p := packing{evidence: []string{"a log of Tuesday", "minutes of the review"}}
	for i := range 400 {
		p.lines = append(p.lines, fmt.Sprintf(`{"id":"%x","field":"rating","value":%d}`, sha256.Sum256([]byte{byte(i), byte(i >> 8)}), i%6))
	}
	return p
}

// pack writes a bundle.
func (p packing) pack(t testing.TB) []byte {
	t.Helper()
	w, err := NewWriter(t.TempDir())
	must(t, err)
	defer func() { must(t, w.Close()) }()
	for _, line := range p.lines {
		must(t, w.Line([]byte(line)))
	}
	for _, text := range p.evidence {
		must(t, w.Evidence(shaOf(text), func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }))
	}
	var sign func([]byte) ([]byte, error)
	if p.key != nil {
		sign = func(manifest []byte) ([]byte, error) { return Sign(p.key, manifest) }
	}
	var out bytes.Buffer
	_, err = w.WriteTo(&out, Manifest{
		Program: "1.0", Assessment: "0199f1c2", Name: "Nordwind", MadeBy: "Mara Holm", MadeAt: time.Date(2026, 11, 26, 18, 0, 0, 0, time.UTC),
		Heads: []Head{{"s1.0199f1c2", int64(len(p.lines)), strings.Repeat("ab", 32)}}, Revisions: int64(len(p.lines)),
	}, sign)
	must(t, err)
	return out.Bytes()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func shaOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func open(t testing.TB, raw []byte) (*Bundle, error) {
	return Open(t.Context(), bytes.NewReader(raw), int64(len(raw)))
}

// read is all that can be had of a bundle.
func (b *Bundle) read(t testing.TB) (packing, error) {
	t.Helper()
	var p packing
	if err := b.Lines(t.Context(), func(line []byte) error { p.lines = append(p.lines, string(line)); return nil }); err != nil {
		return p, err
	}
	for _, f := range b.Manifest.Evidence {
		var text strings.Builder
		if err := b.Evidence(f.SHA256, &text); err != nil {
			return p, err
		}
		p.evidence = append(p.evidence, text.String())
	}
	return p, nil
}

func aKey(t testing.TB) (ssh.Signer, ed25519.PrivateKey) {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	must(t, err)
	signer, err := ssh.NewSignerFromKey(private)
	must(t, err)
	return signer, private
}

func TestWhatIsPackedIsReadBack(t *testing.T) {
	for name, p := range map[string]packing{
		"usual":   usual(),
		"nothing": {},
		"history of one letter, which packs better than anything may unpack": {lines: []string{strings.Repeat("a", maxLine-1)}},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := open(t, p.pack(t))
			must(t, err)
			got, err := b.read(t)
			must(t, err)
			slices.Sort(got.evidence)
			slices.Sort(p.evidence)
			if !slices.Equal(got.lines, p.lines) || !slices.Equal(got.evidence, p.evidence) {
				t.Errorf("%d lines and %q came back", len(got.lines), got.evidence)
			}
			if m := b.Manifest; m.Name != "Nordwind" || m.History.Lines != int64(len(p.lines)) || b.Signature != nil {
				t.Errorf("its list says %+v, signed by %v", m, b.Signature)
			}
		})
	}
}

func TestTheSameContentsGiveTheSameBytes(t *testing.T) {
	p := usual()
	first := p.pack(t)
	slices.Reverse(p.evidence)
	p.evidence = append(p.evidence, p.evidence[0]) // one twice is kept once
	if !bytes.Equal(first, p.pack(t)) {
		t.Error("another order of the evidence gives another file")
	}
}

func TestAnyProgramThatReadsZipFilesReadsABundle(t *testing.T) {
	raw := usual().pack(t)
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	must(t, err)
	var got []string
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		_, err = io.Copy(io.Discard, r)
		must(t, err)
		got = append(got, f.Name)
	}
	want := []string{"manifest.json", "history.jsonl", "evidence/" + shaOf("a log of Tuesday"), "evidence/" + shaOf("minutes of the review")}
	slices.Sort(want[2:])
	if !slices.Equal(got, want) {
		t.Errorf("it has %q", got)
	}
}

// entryOf is an entry of any content, as the tests forge them.
func entryOf(name, text string) content { return bytesOf(name, []byte(text)) }

func packed(name, text string) content {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	c := bytesOf(name, b.Bytes())
	c.method, c.size, c.crc = deflated, uint32(len(text)), crc32.ChecksumIEEE([]byte(text))
	return c
}

func zipped(t testing.TB, contents ...content) []byte {
	var out bytes.Buffer
	for i, c := range contents {
		if c.method == deflated { // what exactly refuses to write
			raw := new(bytes.Buffer)
			must(t, c.write(raw))
			contents[i].write = func(to io.Writer) error { _, err := to.Write(raw.Bytes()); return err }
		}
	}
	must(t, writeZip(&out, contents))
	return out.Bytes()
}

// list is a manifest that names a history and evidence, with something else said of it.
func list(t testing.TB, lines int64, history string, evidence []string, change func(map[string]any)) content {
	m := Manifest{Format: format, Version: version, History: History{lines, File{shaOf(history), int64(len(history))}}, Evidence: []File{}}
	for _, e := range evidence {
		m.Evidence = append(m.Evidence, File{shaOf(e), int64(len(e))})
	}
	raw, err := json.Marshal(m)
	must(t, err)
	var all map[string]any
	must(t, json.Unmarshal(raw, &all))
	if change != nil {
		change(all)
	}
	raw, err = json.Marshal(all)
	must(t, err)
	return entryOf(nameManifest, string(raw))
}

func TestWhatIsNoBundleThatHoldsIsRefused(t *testing.T) {
	const h = "{}\n"
	good := usual().pack(t)
	set := func(key string, value any) func(map[string]any) {
		return func(m map[string]any) { m[key] = value }
	}
	history, plain := entryOf(nameHistory, h), list(t, 1, h, nil, nil)
	bomb := strings.Repeat(strings.Repeat("a", 1000)+"\n", 100)
	long := strings.Repeat("a", maxLine) + "\n"
	e := "seen"
	piece := entryOf(inEvidence+shaOf(e), e)
	hidden := entryOf(inEvidence+shaOf("more"), "more") // stands before the other
	other := entryOf(inEvidence+shaOf("other"), e)
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"nothing":                            {nil, ErrNone},
		"text":                               {[]byte(strings.Repeat("no zip at all ", 100)), ErrNone},
		"another zip":                        {zipped(t, entryOf(nameHistory, h)), ErrNone},
		"another format":                     {zipped(t, list(t, 1, h, nil, set("format", "another")), history), ErrNone},
		"a newer version, of another shape":  {zipped(t, list(t, 1, h, nil, func(m map[string]any) { m["version"], m["heads"] = version+1, 7 }), history), ErrNewer},
		"no version":                         {zipped(t, list(t, 1, h, nil, set("version", 0)), history), ErrDamaged},
		"an unknown field":                   {zipped(t, list(t, 1, h, nil, set("run", "this")), history), ErrDamaged},
		"more behind its list":               {zipped(t, entryOf(nameManifest, string(textOf(t, plain))+"{}"), history), ErrDamaged},
		"cut short":                          {good[:len(good)-1], ErrDamaged},
		"cut to its half":                    {good[:len(good)/2], ErrDamaged},
		"a byte behind":                      {append(slices.Clone(good), 0), ErrDamaged},
		"a byte in front":                    {append([]byte{0}, good...), ErrNone},
		"no history":                         {zipped(t, plain), ErrDamaged},
		"another history":                    {zipped(t, plain, entryOf(nameHistory, "[]\n")), ErrDamaged},
		"a history without its end":          {zipped(t, list(t, 1, "{}", nil, nil), entryOf(nameHistory, "{}")), ErrDamaged},
		"an empty line":                      {zipped(t, list(t, 2, "\n\n", nil, nil), entryOf(nameHistory, "\n\n")), ErrDamaged},
		"more lines than listed":             {zipped(t, list(t, 1, h+h, nil, nil), entryOf(nameHistory, h+h)), ErrDamaged},
		"fewer lines than listed":            {zipped(t, list(t, 2, h, nil, nil), history), ErrDamaged},
		"too many lines":                     {zipped(t, list(t, maxLines+1, h, nil, nil), history), ErrTooMuch},
		"a line that is too long":            {zipped(t, list(t, 1, long, nil, nil), entryOf(nameHistory, long)), ErrTooMuch},
		"a bomb":                             {zipped(t, list(t, 100, bomb, nil, nil), packed(nameHistory, bomb)), ErrTooMuch},
		"a packed list":                      {zipped(t, packed(nameManifest, string(textOf(t, plain))), history), ErrDamaged},
		"evidence nobody listed":             {zipped(t, plain, history, piece), ErrDamaged},
		"evidence that is missing":           {zipped(t, list(t, 1, h, []string{e}, nil), history), ErrDamaged},
		"evidence under another's hash":      {zipped(t, list(t, 1, h, []string{"other"}, nil), history, other), ErrDamaged},
		"evidence twice that hides another":  {zipped(t, list(t, 1, h, []string{e, e}, nil), history, hidden, piece), ErrDamaged},
		"more revisions than lines":          {zipped(t, list(t, 1, h, nil, set("revisions", 2)), history), ErrDamaged},
		"less than no revision":              {zipped(t, list(t, 1, h, nil, set("revisions", -1)), history), ErrDamaged},
		"a purpose that fills the screen":    {zipped(t, list(t, 1, h, nil, set("purpose", strings.Repeat("a", maxText+1))), history), ErrTooMuch},
		"ends of more chains than there are": {zipped(t, list(t, 1, h, nil, set("heads", make([]Head, maxHeads+1))), history), ErrTooMuch},
		"evidence twice":                     {zipped(t, list(t, 1, h, []string{e, e}, nil), history, piece, piece), ErrDamaged},
		"a path out of the folder":           {zipped(t, plain, history, entryOf("evidence/../../../x", e)), ErrDamaged},
		"a path from the root":               {zipped(t, plain, history, entryOf("/etc/passwd", e)), ErrDamaged},
		"another case":                       {zipped(t, plain, entryOf("History.jsonl", h)), ErrDamaged},
		"another order":                      {zipped(t, plain, piece, history), ErrDamaged},
		"a signature that is none":           {zipped(t, plain, entryOf(nameSignature, "signed, M."), history), ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			if b, err := open(t, c.raw); !errors.Is(err, c.want) || b != nil {
				t.Errorf("it is said to be: %v", err)
			}
		})
	}
}

func textOf(t testing.TB, c content) []byte {
	var b bytes.Buffer
	must(t, c.write(&b))
	return b.Bytes()
}

func TestWhatIsTooLargeIsRefusedBeforeItIsRead(t *testing.T) {
	if _, err := Open(t.Context(), strings.NewReader(""), maxFile+1); !errors.Is(err, ErrTooMuch) {
		t.Errorf("a file of 4 GiB: %v", err)
	}
	w, err := NewWriter(t.TempDir())
	must(t, err)
	defer w.Close()
	if err := w.Line(bytes.Repeat([]byte("a"), maxLine)); !errors.Is(err, ErrTooMuch) {
		t.Errorf("a long line: %v", err)
	}
	zeros := func() (io.ReadCloser, error) { return io.NopCloser(io.LimitReader(zero{}, MaxEvidenceFile+1)), nil }
	s := newSums()
	must(t, pour(&s, zeros))
	if err := w.Evidence(s.file().SHA256, zeros); !errors.Is(err, ErrTooMuch) {
		t.Errorf("a long file of evidence: %v", err)
	}
}

type zero struct{}

func (zero) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func TestEvidenceThatIsNotAsItWasKeptIsNotPacked(t *testing.T) {
	w, err := NewWriter(t.TempDir())
	must(t, err)
	defer w.Close()
	text := "as it was"
	read := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }
	if w.Evidence(shaOf("another"), read) == nil {
		t.Error("a file of another hash is taken")
	}
	must(t, w.Evidence(shaOf(text), read))
	text = "as it is!"
	if _, err := w.WriteTo(io.Discard, Manifest{}, nil); err == nil {
		t.Error("a file that was changed meanwhile is packed")
	}
}

func TestAStoppedCallReadsNoFurther(t *testing.T) {
	raw := usual().pack(t)
	b, err := open(t, raw)
	must(t, err)
	enough, n := errors.New("enough"), 0
	err = b.Lines(t.Context(), func([]byte) error { n++; return enough })
	if !errors.Is(err, enough) || n != 1 {
		t.Errorf("%d lines, and %v", n, err)
	}
}

func TestAFileThatIsChangedAfterItWasSeenIsNoticed(t *testing.T) {
	raw := usual().pack(t)
	b, err := open(t, raw)
	must(t, err)
	raw[b.history.after()-100] ^= 1
	if _, err := b.read(t); !errors.Is(err, ErrDamaged) {
		t.Errorf("it says %v", err)
	}
}

func TestASignatureIsOverTheListAndTellsTheKey(t *testing.T) {
	p := usual()
	var private ed25519.PrivateKey
	p.key, private = aKey(t)
	raw := p.pack(t)
	b, err := open(t, raw)
	must(t, err)
	if b.Signature == nil || b.Signature.Fingerprint != ssh.FingerprintSHA256(p.key.PublicKey()) {
		t.Fatalf("signed by %+v", b.Signature)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	must(t, err)
	part := func(name string) string {
		r, err := z.Open(name)
		must(t, err)
		text, err := io.ReadAll(r)
		must(t, err)
		return string(text)
	}
	manifest, signature, history := part(nameManifest), part(nameSignature), part(nameHistory)
	forged := strings.Replace(manifest, "Mara Holm", "Mara Hulm", 1)
	if _, err := open(t, zipped(t, entryOf(nameManifest, forged), entryOf(nameSignature, signature), entryOf(nameHistory, history))); !errors.Is(err, ErrDamaged) {
		t.Errorf("a list that somebody else signed: %v", err)
	}
	locked, err := ssh.MarshalPrivateKeyWithPassphrase(private, "", []byte("word"))
	must(t, err)
	again, err := Signer(pemOf(locked), func() ([]byte, error) { return []byte("word"), nil })
	if err != nil || !bytes.Equal(again.PublicKey().Marshal(), p.key.PublicKey().Marshal()) {
		t.Errorf("a key with a passphrase: %v", err)
	}
	keygenAccepts(t, b.Signature.Key, manifest, signature)
}

// keygenAccepts has the signature checked by OpenSSH, where it is installed.
func keygenAccepts(t *testing.T, key, manifest, signature string) {
	tool, err := exec.LookPath("ssh-keygen")
	if err != nil {
		t.Skip("there is no ssh-keygen")
	}
	dir := t.TempDir()
	for name, text := range map[string]string{"allowed": "mara " + key + "\n", "sig": signature} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	cmd := exec.Command(tool, "-Y", "verify", "-f", "allowed", "-I", "mara", "-n", Namespace, "-s", "sig")
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(manifest)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("ssh-keygen says %s", out)
	}
}
