package bundle

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"regexp"
	"sync"
)

// The zip is written and read by hand and not by archive/zip, which takes whatever
// can somehow be read: bytes between the entries, in front and behind, a name that
// is one thing in the directory and another beside the data, any number of entries.
// Here every byte that is no content follows from the contents, and is compared. Any
// program that reads zip files reads a bundle.

const (
	nameManifest  = "manifest.json"
	nameSignature = "manifest.sig"
	nameHistory   = "history.jsonl"
	inEvidence    = "evidence/"
	inRestricted  = "restricted/"
)

// names are all that an entry can be called: no folder above, no drive, no capital.
var names = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(manifest\.json|manifest\.sig|history\.jsonl|(evidence|restricted)/[0-9a-f]{64})$`)
})

const (
	stored   = 0
	deflated = 8

	localSize   = 30
	centralSize = 46
	endSize     = 22
	maxEntries  = maxEvidence + maxParts + 3
	longestName = len(inRestricted) + 64
)

// entry is a file in the zip.
type entry struct {
	name         string
	method       uint16
	crc          uint32
	packed, size uint32
	at           uint32 // where its local header begins
}

// common is what the local header and the directory both say. No time stands in it,
// so that the same contents give the same bytes.
func (e entry) common() []byte {
	const (
		needs    = 20       // version 2.0 of the format: deflate
		noFlags  = 0        // names are ASCII, and sizes known beforehand
		midnight = 0        //
		firstDay = 1<<5 | 1 // of January 1980
	)
	le := binary.LittleEndian
	var b []byte
	for _, v := range []uint16{needs, noFlags, e.method, midnight, firstDay} {
		b = le.AppendUint16(b, v)
	}
	for _, v := range []uint32{e.crc, e.packed, e.size} {
		b = le.AppendUint32(b, v)
	}
	b = le.AppendUint16(b, uint16(len(e.name)))
	return le.AppendUint16(b, 0) // nothing extra
}

func (e entry) local() []byte {
	b := append([]byte("PK\x03\x04"), e.common()...)
	return append(b, e.name...)
}

func (e entry) central() []byte {
	const (
		madeOnUnix = 3<<8 | 20
		plainFile  = 0o100600 << 16
	)
	le := binary.LittleEndian
	b := le.AppendUint16([]byte("PK\x01\x02"), madeOnUnix)
	b = append(b, e.common()...)
	b = append(b, make([]byte, 6)...) // no comment, the first disk, not text
	b = le.AppendUint32(b, plainFile)
	b = le.AppendUint32(b, e.at)
	return append(b, e.name...)
}

// after is where the next entry begins.
func (e entry) after() int64 {
	return int64(e.at) + int64(localSize+len(e.name)) + int64(e.packed)
}

func ending(entries int, size, at uint32) []byte {
	le := binary.LittleEndian
	b := []byte("PK\x05\x06\x00\x00\x00\x00")
	b = le.AppendUint16(b, uint16(entries))
	b = le.AppendUint16(b, uint16(entries))
	b = le.AppendUint32(b, size)
	b = le.AppendUint32(b, at)
	return append(b, 0, 0) // no comment
}

var errLayout = damaged("its parts do not lie as they are written")

// directory reads what entries a zip has, and refuses it where a byte between them is
// not as it would be written.
func directory(file io.ReaderAt, size int64) ([]entry, error) {
	switch first, err := readAt(file, 0, localSize+len(nameManifest)); {
	case size > maxFile:
		return nil, tooMuch("the file has %d bytes, and %d are the most", size, int64(maxFile))
	case err != nil && !errors.Is(err, io.EOF):
		return nil, err
	case err != nil || !bytes.HasPrefix(first, []byte("PK\x03\x04")) || !bytes.HasSuffix(first, []byte(nameManifest)):
		return nil, ErrNone
	}
	end, err := readAt(file, size-endSize, endSize)
	if err != nil {
		return nil, err
	}
	le := binary.LittleEndian
	n, length, at := int(le.Uint16(end[8:])), le.Uint32(end[12:]), le.Uint32(end[16:])
	switch {
	case !bytes.Equal(end, ending(n, length, at)), int64(at)+int64(length)+endSize != size:
		return nil, damaged("its end is missing, or more stands behind it")
	case n > maxEntries, int64(length) > int64(n)*int64(centralSize+longestName):
		return nil, tooMuch("%d entries", n)
	}
	listed, err := readAt(file, int64(at), int(length))
	if err != nil {
		return nil, err
	}
	return entriesOf(file, listed, n, int64(at))
}

func entriesOf(file io.ReaderAt, listed []byte, n int, end int64) ([]entry, error) {
	var all []entry
	var next int64
	for range n {
		e, err := listedFirst(listed)
		switch {
		case err != nil:
			return nil, err
		case !names().MatchString(e.name), int64(e.at) != next, e.after() > end:
			return nil, errLayout
		case e.method != stored && (e.method != deflated || e.name != nameHistory), e.method == stored && e.packed != e.size:
			return nil, errLayout
		case len(all) > 0 && rank(all[len(all)-1].name) >= rank(e.name): // one twice is in no order either
			return nil, errLayout
		}
		local, err := readAt(file, next, localSize+len(e.name))
		if err != nil {
			return nil, err
		}
		if !bytes.Equal(local, e.local()) {
			return nil, errLayout
		}
		listed, next = listed[centralSize+len(e.name):], e.after()
		all = append(all, e)
	}
	if len(listed) > 0 || next != end {
		return nil, errLayout
	}
	return all, nil
}

// listedFirst is the first entry of a directory.
func listedFirst(listed []byte) (e entry, err error) {
	if len(listed) < centralSize {
		return e, errLayout
	}
	le := binary.LittleEndian
	length := int(le.Uint16(listed[28:]))
	if len(listed) < centralSize+length || length > longestName {
		return e, errLayout
	}
	e = entry{
		name:   string(listed[centralSize : centralSize+length]),
		method: le.Uint16(listed[10:]), crc: le.Uint32(listed[16:]), packed: le.Uint32(listed[20:]), size: le.Uint32(listed[24:]), at: le.Uint32(listed[42:]),
	}
	if !bytes.Equal(listed[:centralSize+length], e.central()) {
		return e, errLayout
	}
	return e, nil
}

// rank is the order of entries in the file.
func rank(name string) string {
	switch name {
	case nameManifest:
		return "0"
	case nameSignature:
		return "1"
	case nameHistory:
		return "2"
	}
	return name
}

func readAt(file io.ReaderAt, at int64, length int) ([]byte, error) {
	if at < 0 {
		return nil, io.EOF
	}
	b := make([]byte, length)
	n, err := file.ReadAt(b, at)
	if n == length {
		err = nil
	}
	return b, err
}
