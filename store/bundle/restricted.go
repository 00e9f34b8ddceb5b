package bundle

import (
	"bytes"
	"context"
	"io"

	"filippo.io/age"
)

// A sealed file holds what only some people may read as parts of its own: lines of
// history as age files, each for who may read it. Who opens the seal and is none of them
// learns that there is something, and not what.

// Restricted adds lines of history, which come behind the others, for these people alone.
func (w *Writer) Restricted(lines [][]byte, to ...age.Recipient) error {
	var part bytes.Buffer
	locked, err := Encrypt(&part, to...)
	if err != nil {
		return err
	}
	for i, line := range lines {
		if err := checkLine(int64(i+1), line); err != nil {
			return err
		}
		if _, err := locked.Write(append(bytes.Clone(line), '\n')); err != nil {
			return err
		}
	}
	if err := locked.Close(); err != nil {
		return err
	}
	if part.Len() > maxPart || len(w.listed(inRestricted)) == maxParts {
		return tooMuch("what only its readers see has more than %d parts, or one with more than %d bytes", maxParts, maxPart)
	}
	s := newSums()
	_, _ = s.Write(part.Bytes())
	w.add(inRestricted, s, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(part.Bytes())), nil })
	return nil
}

// Restricted gives the lines of a part to who may read it: ErrNotForUs to nobody else.
// folder is a private one.
func (b *Bundle) Restricted(ctx context.Context, sha, folder string, me []age.Identity, take func([]byte) error) error {
	e := b.pieces[inRestricted+sha]
	plain, err := Decrypt(ctx, io.NewSectionReader(b.file, e.after()-int64(e.packed), int64(e.packed)), folder, me...)
	if err != nil {
		return err
	}
	defer plain.Close()
	s := splitter{ctx: ctx, take: take, most: maxLines}
	if _, err := io.Copy(&s, io.NewSectionReader(plain, 0, plain.Size)); err != nil {
		return err
	}
	if len(s.part) > 0 {
		return damaged("a part of it ends within a line")
	}
	return nil
}
