package catalog

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"

	"go.yaml.in/yaml/v3"
)

// The most that is read of a folder of somebody else's. The shipped catalogue
// has some 40 files, the longest of 90 kB.
const (
	mostFile   = 1 << 20 // bytes of a file
	mostBytes  = 8 << 20 // bytes of a catalogue; an overlay may have four times that
	mostFiles  = 200
	mostFields = 1000 // of one group; the decoder compares each with each
	mostTold   = 100  // problems
)

// bounded reads the files of a folder: plain files only, each once, up to a size.
type bounded struct {
	fsys  fs.FS
	most  int64 // bytes of all files together
	files int
	bytes int64
}

// read gives the bytes of a file. What is no plain file is refused before it is
// opened, since opening a pipe waits until somebody writes into it.
func (b *bounded) read(name string, most int64) ([]byte, error) {
	if b.files++; b.files > mostFiles {
		return nil, fmt.Errorf("%d files were read before it; at most %d are right", mostFiles, mostFiles)
	}
	most = min(most, b.most-b.bytes)
	info, err := fs.Stat(b.fsys, name)
	if err == nil {
		err = b.fits(info, most)
	}
	if err != nil {
		return nil, cause(err)
	}
	raw, err := b.upTo(name, most)
	b.bytes += int64(len(raw))
	return raw, err
}

// upTo reads a file that may have become another one since it was looked at.
func (b *bounded) upTo(name string, most int64) ([]byte, error) {
	f, err := b.fsys.Open(name)
	if err != nil {
		return nil, cause(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		err = b.fits(info, most)
	}
	if err != nil {
		return nil, cause(err)
	}
	raw, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(raw)) > most {
		return nil, b.tooLong("more than "+strconv.FormatInt(most, 10), most)
	}
	return raw, cause(err)
}

func (b *bounded) fits(info fs.FileInfo, most int64) error {
	switch mode := info.Mode(); {
	case mode.IsDir():
		return errors.New("it is a folder; a plain file is right")
	case mode&fs.ModeNamedPipe != 0:
		return errors.New("it is a pipe; a plain file is right")
	case mode&fs.ModeDevice != 0:
		return errors.New("it is a device; a plain file is right")
	case !mode.IsRegular():
		return errors.New("it is no file that text stands in; a plain file is right")
	case info.Size() > most:
		return b.tooLong(strconv.FormatInt(info.Size(), 10), most)
	}
	return nil
}

func (b *bounded) tooLong(has string, most int64) error {
	if most == b.most-b.bytes && b.bytes > 0 {
		return fmt.Errorf("it has %s bytes, and the files before it %d; at most %d together are right", has, b.bytes, b.most)
	}
	return fmt.Errorf("it has %s bytes; at most %d are right", has, most)
}

// cause is an error of a file without its path, which the problem names.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// widest is the first group of a tree with more fields than are read, nil where
// there is none.
func widest(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.MappingNode && len(n.Content) > 2*mostFields {
		return n
	}
	for _, below := range n.Content {
		if wide := widest(below); wide != nil {
			return wide
		}
	}
	return nil
}

// report gathers problems. Only the first ones are kept: a file can have as many
// as it has bytes, and nobody mends more than these before looking again.
type report struct {
	problems Problems
	more     int // beyond those that are kept
}

func (r *report) add(p Problem) {
	if len(r.problems) == mostTold {
		r.more++
		return
	}
	r.problems = append(r.problems, p)
}

// full reports whether one more problem would only be counted.
func (r *report) full() bool { return len(r.problems) == mostTold }

func (r *report) all() Problems {
	if r.more == 0 {
		return r.problems
	}
	return append(r.problems, Problem{Reason: "and " + strconv.Itoa(r.more) + " more; mend these first", stands: r.more})
}
