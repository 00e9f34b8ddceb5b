package bundle

import (
	"bufio"
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// Writer makes a bundle. The history is packed into a file in a private folder while
// it comes, since the manifest, which stands first, names its hash: memory is bounded
// by a line.
type Writer struct {
	spill  *os.File
	packed *bufio.Writer
	flate  *flate.Writer
	plain  *bufio.Writer
	sums   sums
	lines  int64

	pieces   map[string]piece // by name
	together int64            // bytes of evidence
}

// piece is a file that is to come along as it is.
type piece struct {
	entry
	open func() (io.ReadCloser, error)
}

// sums is what is counted of the bytes that go through.
type sums struct {
	sha  hash.Hash
	crc  hash.Hash32
	size int64
}

func newSums() sums { return sums{sha: sha256.New(), crc: crc32.NewIEEE()} }

func (s *sums) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	s.sha.Write(p)
	s.crc.Write(p)
	return len(p), nil
}

func (s *sums) file() File { return File{hex.EncodeToString(s.sha.Sum(nil)), s.size} }

// NewWriter begins a bundle; folder is one that nobody else can read.
func NewWriter(folder string) (*Writer, error) {
	spill, err := os.CreateTemp(folder, "history-*")
	if err != nil {
		return nil, err
	}
	_ = os.Remove(spill.Name()) // where an open file may lose its name, a kill leaves nothing behind
	w := &Writer{spill: spill, packed: bufio.NewWriterSize(spill, 1<<18), sums: newSums(), pieces: map[string]piece{}}
	if w.flate, err = flate.NewWriter(w.packed, flate.BestSpeed); err != nil {
		return nil, errors.Join(err, w.Close())
	}
	w.plain = bufio.NewWriterSize(io.MultiWriter(&w.sums, w.flate), 1<<16)
	return w, nil
}

// Close takes away what was kept aside.
func (w *Writer) Close() error {
	return discard(w.spill)
}

// discard closes a file that was ours alone, and takes it away where it still has a name.
func discard(f *os.File) error {
	err := f.Close()
	if gone := os.Remove(f.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// Line adds a line of history, without its end.
func (w *Writer) Line(line []byte) error {
	w.lines++
	if err := checkLine(w.lines, line); err != nil {
		return err
	}
	if _, err := w.plain.Write(line); err != nil {
		return err
	}
	return w.plain.WriteByte('\n')
}

func checkLine(n int64, line []byte) error {
	switch {
	case len(line) == 0 || bytes.IndexByte(line, '\n') >= 0:
		return fmt.Errorf("line %d of the history is none", n)
	case len(line) >= maxLine:
		return tooMuch("line %d of the history has %d bytes, and %d are the most", n, len(line), maxLine)
	case n > maxLines:
		return tooMuch("more than %d lines of history", maxLines)
	}
	return nil
}

// Evidence adds a file of evidence, by its hash. It is read here and once more when the
// bundle is written. The same file twice is kept once.
func (w *Writer) Evidence(sha string, open func() (io.ReadCloser, error)) error {
	if _, known := w.pieces[inEvidence+sha]; known {
		return nil
	}
	s := newSums()
	if err := pour(&s, open); err != nil {
		return err
	}
	switch got := s.file(); {
	case got.SHA256 != sha:
		return fmt.Errorf("the file of evidence %.12s is not as it was kept: its hash is %.12s", sha, got.SHA256)
	case got.Size > maxEvidenceFile:
		return tooMuch("the file of evidence %.12s has %d bytes, and %d are the most", sha, got.Size, maxEvidenceFile)
	}
	w.together += s.size
	if len(w.listed(inEvidence)) == maxEvidence || w.together > maxEvidenceAll {
		return tooMuch("more than %d files of evidence, or %d bytes of them", maxEvidence, maxEvidenceAll)
	}
	w.add(inEvidence, s, open)
	return nil
}

func (w *Writer) add(folder string, s sums, open func() (io.ReadCloser, error)) {
	name := folder + s.file().SHA256
	w.pieces[name] = piece{entry{name: name, crc: s.crc.Sum32(), packed: uint32(s.size), size: uint32(s.size)}, open}
}

// listed are the files that come along in a folder.
func (w *Writer) listed(folder string) []File {
	all := []File{}
	for _, name := range slices.Sorted(maps.Keys(w.pieces)) {
		if sha, in := strings.CutPrefix(name, folder); in {
			all = append(all, File{sha, int64(w.pieces[name].size)})
		}
	}
	return all
}

// pour writes all of a file of evidence.
func pour(to io.Writer, open func() (io.ReadCloser, error)) error {
	r, err := open()
	if err != nil {
		return err
	}
	_, err = io.Copy(to, io.LimitReader(r, maxEvidenceFile+1))
	return errors.Join(err, r.Close())
}

// WriteTo writes the bundle. Of the manifest the caller says what it is about; what it
// holds is filled in. Where sign is given it makes the signature of a manifest's bytes.
func (w *Writer) WriteTo(out io.Writer, m Manifest, sign func([]byte) ([]byte, error)) (Manifest, error) {
	history, err := w.history()
	if err != nil {
		return m, err
	}
	raw, err := w.manifest(&m)
	if err != nil {
		return m, err
	}
	contents := []content{bytesOf(nameManifest, raw)}
	if sign != nil {
		signature, err := sign(raw)
		if err != nil {
			return m, err
		}
		contents = append(contents, bytesOf(nameSignature, signature))
	}
	contents = append(contents, history)
	for _, name := range slices.Sorted(maps.Keys(w.pieces)) {
		p := w.pieces[name]
		contents = append(contents, content{p.entry, func(to io.Writer) error { return pour(to, p.open) }})
	}
	return m, writeZip(out, contents)
}

// manifest fills in what the bundle holds.
func (w *Writer) manifest(m *Manifest) ([]byte, error) {
	m.Format, m.Version = format, unrestricted
	m.MadeAt = m.MadeAt.UTC()
	m.History = History{w.lines, w.sums.file()}
	m.Evidence = w.listed(inEvidence)
	if m.Restricted = w.listed(inRestricted); len(m.Restricted) > 0 {
		m.Version = version
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	raw, err := json.MarshalIndent(m, "", "  ")
	if err == nil && len(raw) > maxManifest {
		err = tooMuch("its list has %d bytes, and %d are the most", len(raw), maxManifest)
	}
	return append(raw, '\n'), err
}

// history ends the lines. Where they pack better than a reader lets anything unpack,
// they go as they are.
func (w *Writer) history() (content, error) {
	if err := errors.Join(w.plain.Flush(), w.flate.Close(), w.packed.Flush()); err != nil {
		return content{}, err
	}
	packed, err := w.spill.Seek(0, io.SeekCurrent)
	if err != nil {
		return content{}, err
	}
	if w.sums.size > maxHistory || packed > maxFile {
		return content{}, tooMuch("%d bytes of history, and %d are the most", w.sums.size, int64(maxHistory))
	}
	e := entry{name: nameHistory, method: deflated, crc: w.sums.crc.Sum32(), packed: uint32(packed), size: uint32(w.sums.size)}
	if ratio(e) > maxRatio {
		e.method, e.packed = stored, e.size
	}
	return content{e, func(to io.Writer) error {
		if _, err := w.spill.Seek(0, io.SeekStart); err != nil {
			return err
		}
		var from io.Reader = bufio.NewReader(w.spill)
		if e.method == stored {
			from = flate.NewReader(from)
		}
		_, err := io.Copy(to, from)
		return err
	}}, nil
}

func ratio(e entry) int64 { return int64(e.size) / max(int64(e.packed), 1) }

// content is an entry with what writes it, as it is packed.
type content struct {
	entry
	write func(io.Writer) error
}

func bytesOf(name string, raw []byte) content {
	e := entry{name: name, crc: crc32.ChecksumIEEE(raw), packed: uint32(len(raw)), size: uint32(len(raw))}
	return content{e, func(to io.Writer) error { _, err := to.Write(raw); return err }}
}

func writeZip(to io.Writer, contents []content) error {
	whole := int64(endSize)
	for _, c := range contents {
		whole += int64(localSize+centralSize+2*len(c.name)) + int64(c.packed)
	}
	if whole > maxFile {
		return tooMuch("the file would have %d bytes, and %d are the most", whole, int64(maxFile))
	}
	out := bufio.NewWriterSize(to, 1<<18)
	var listed []byte
	var at int64
	for _, c := range contents {
		c.at = uint32(at)
		if _, err := out.Write(c.local()); err != nil {
			return err
		}
		if err := c.exactly(out); err != nil {
			return err
		}
		listed, at = append(listed, c.central()...), c.after()
	}
	if _, err := out.Write(append(listed, ending(len(contents), uint32(len(listed)), uint32(at))...)); err != nil {
		return err
	}
	return out.Flush()
}

// exactly writes what was promised, or says that it became another since.
func (c content) exactly(to io.Writer) error {
	s := newSums()
	if err := c.write(io.MultiWriter(to, &s)); err != nil {
		return err
	}
	if s.size != int64(c.packed) || c.method == stored && s.crc.Sum32() != c.crc {
		return fmt.Errorf("%s was changed while the bundle was written; write it again", c.name)
	}
	return nil
}
