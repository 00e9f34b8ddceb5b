package bundle

import (
	"bufio"
	"bytes"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
)

// Bundle is a bundle that was read to its end and held against its hashes.
type Bundle struct {
	Manifest Manifest
	// Signature is who signed the manifest; nil: nobody did.
	Signature *Signature

	file    io.ReaderAt
	history entry
	pieces  map[string]entry // by name
}

// Open reads a bundle and hands nothing on before all of it was seen: the form of the
// file, then format and version, then what the manifest names, each by its hash. What
// it unpacks goes nowhere: Lines and Evidence unpack again and compare again, so that a
// file that is changed meanwhile is noticed.
func Open(ctx context.Context, file io.ReaderAt, size int64) (*Bundle, error) {
	all, err := directory(file, size)
	if err != nil {
		return nil, err
	}
	b := &Bundle{file: file, pieces: map[string]entry{}}
	var raw, signature []byte
	for _, e := range all {
		switch e.name {
		case nameManifest:
			raw, err = b.small(e, maxManifest)
		case nameSignature:
			signature, err = b.small(e, maxSignature)
		case nameHistory:
			b.history = e
		default:
			b.pieces[e.name] = e
		}
		if err != nil {
			return nil, err
		}
	}
	if b.Manifest, err = readManifest(raw); err != nil {
		return nil, err
	}
	if b.Signature, err = verify(raw, signature); err != nil {
		return nil, err
	}
	if err := b.listed(); err != nil {
		return nil, err
	}
	if err := b.whole(ctx); err != nil {
		return nil, err
	}
	return b, nil
}

// small reads an entry that is held in memory.
func (b *Bundle) small(e entry, most uint32) ([]byte, error) {
	if e.size > most {
		return nil, tooMuch("%s has %d bytes, and %d are the most", e.name, e.size, most)
	}
	var raw bytes.Buffer
	if _, err := b.unpack(e, &raw); err != nil {
		return nil, err
	}
	return raw.Bytes(), nil
}

// readManifest reads format and version before anything else: of a newer program's
// file nothing else can be told.
func readManifest(raw []byte) (m Manifest, err error) {
	var first struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(raw, &first); err != nil {
		return m, damaged("its list can't be read")
	}
	switch {
	case first.Format != format:
		return m, ErrNone
	case first.Version > version:
		return m, ErrNewer
	case first.Version < 1:
		return m, damaged("there was no version %d", first.Version)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&m); err != nil {
		return m, damaged("its list can't be read: %v", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return m, damaged("more stands behind its list")
	}
	return m, m.check()
}

// listed holds the entries against the manifest: what is listed is there, nothing
// else is, and all of it is within the limits.
func (b *Bundle) listed() error {
	m := b.Manifest
	if b.history.name == "" || m.History.Size != int64(b.history.size) {
		return damaged("its history is not the one that is listed")
	}
	if ratio(b.history) > maxRatio {
		return tooMuch("its history unpacks to %d times its size", ratio(b.history))
	}
	if m.History.Lines > maxLines || m.History.Lines < 0 {
		return tooMuch("%d lines of history, and %d are the most", m.History.Lines, maxLines)
	}
	if len(m.Evidence)+len(m.Restricted) != len(b.pieces) {
		return damaged("it holds %d files and lists %d", len(b.pieces), len(m.Evidence)+len(m.Restricted))
	}
	if len(m.Restricted) > maxParts || len(m.Restricted) > 0 && m.Version == unrestricted {
		return damaged("it lists %d parts that not everybody may read", len(m.Restricted))
	}
	return errors.Join(b.listedIn(inEvidence, m.Evidence, maxEvidenceFile, maxEvidenceAll), b.listedIn(inRestricted, m.Restricted, maxPart, maxParts*maxPart))
}

// listedIn holds the files of a folder against those that are listed.
func (b *Bundle) listedIn(folder string, all []File, each, most int64) error {
	together := int64(0)
	listed := map[string]bool{}
	for _, f := range all {
		e, there := b.pieces[folder+f.SHA256]
		if !there || int64(e.size) != f.Size || listed[f.SHA256] {
			return damaged("the file %s%.12s is not the one that is listed", folder, f.SHA256)
		}
		listed[f.SHA256] = true
		if together += f.Size; f.Size > each || together > most {
			return tooMuch("%d bytes in %s, and %d a file and %d together are the most", together, folder, each, most)
		}
	}
	return nil
}

// whole unpacks everything once, into nothing.
func (b *Bundle) whole(ctx context.Context) error {
	if err := b.Lines(ctx, func([]byte) error { return nil }); err != nil {
		return err
	}
	for name := range b.pieces {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := b.piece(name, io.Discard); err != nil {
			return err
		}
	}
	return nil
}

// Lines gives the lines of history, in their order; a line is good until the next. What
// it gave is only good where it ends without an error: all or nothing is for the caller.
func (b *Bundle) Lines(ctx context.Context, take func([]byte) error) error {
	s := splitter{ctx: ctx, take: take, most: b.Manifest.History.Lines}
	got, err := b.unpack(b.history, &s)
	switch {
	case err != nil:
		return err
	case len(s.part) > 0, s.n != b.Manifest.History.Lines, got != b.Manifest.History.File:
		return damaged("its history is not the one that is listed")
	}
	return nil
}

// Evidence writes a file of evidence. What it wrote is only good where it ends without
// an error.
func (b *Bundle) Evidence(sha string, to io.Writer) error {
	return b.piece(inEvidence+sha, to)
}

func (b *Bundle) piece(name string, to io.Writer) error {
	e, there := b.pieces[name]
	if !there {
		return fmt.Errorf("it holds no file %s", name)
	}
	got, err := b.unpack(e, to)
	if err == nil && path.Base(name) != got.SHA256 {
		err = damaged("the file %s is not the one that is listed", name)
	}
	return err
}

// unpack writes the content of an entry, no more of it than it says to have.
func (b *Bundle) unpack(e entry, to io.Writer) (File, error) {
	from := bufio.NewReaderSize(io.NewSectionReader(b.file, e.after()-int64(e.packed), int64(e.packed)), 1<<16)
	var plain io.Reader = from
	if e.method == deflated {
		plain = flate.NewReader(from)
	}
	s := newSums()
	_, err := io.Copy(io.MultiWriter(to, &s), io.LimitReader(plain, int64(e.size)+1))
	if _, corrupt := errors.AsType[flate.CorruptInputError](err); corrupt || errors.Is(err, io.ErrUnexpectedEOF) {
		return File{}, damaged("%s can't be unpacked", e.name)
	}
	if err != nil {
		return File{}, err
	}
	if _, more := from.ReadByte(); s.size != int64(e.size) || s.crc.Sum32() != e.crc || !errors.Is(more, io.EOF) {
		return File{}, damaged("%s is not as it was written", e.name)
	}
	return s.file(), nil
}

// splitter gives what is written to it line by line.
type splitter struct {
	ctx  context.Context
	take func([]byte) error
	part []byte // of a line that has not ended
	n    int64
	most int64
}

func (s *splitter) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	for rest := p; len(rest) > 0; {
		line, more, ended := bytes.Cut(rest, []byte("\n"))
		rest = more
		if len(s.part) > 0 || !ended {
			s.part = append(s.part, line...)
			line = s.part
		}
		if len(line) >= maxLine {
			return 0, tooMuch("line %d of its history has more than %d bytes", s.n+1, maxLine)
		}
		if !ended {
			break
		}
		if s.n++; s.n > s.most || len(line) == 0 {
			return 0, damaged("its history is not the one that is listed")
		}
		if err := s.take(line); err != nil {
			return 0, err
		}
		s.part = s.part[:0]
	}
	return len(p), nil
}
