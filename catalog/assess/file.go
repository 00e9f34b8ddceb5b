package assess

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"crosswalk/catalog"
)

// File is a file that was kept of a piece of evidence. It is one field, so that two
// copies of an assessment never make one of two: the bytes are told by their hash, and
// the name is what its owner called it, which nothing is ever opened by.
type File struct {
	SHA256 string // in hex
	Size   int64  // bytes
	Name   string
}

// String is a file as it is stored: SHA256 SIZE NAME.
func (f File) String() string { return fmt.Sprintf("%s %d %s", f.SHA256, f.Size, f.Name) }

// Hashes are those of some files.
func Hashes(files []File) []string {
	all := make([]string, len(files))
	for i, f := range files {
		all[i] = f.SHA256
	}
	return all
}

// Is reports whether bytes are those of the file.
func (f File) Is(raw []byte) bool {
	got := sha256.Sum256(raw)
	return hex.EncodeToString(got[:]) == f.SHA256
}

var digest = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[0-9a-f]{64}$`) })

// ParseFile reads a file as it is stored.
func ParseFile(stored string) (File, bool) {
	sha, rest, _ := strings.Cut(stored, " ")
	length, name, _ := strings.Cut(rest, " ")
	size, err := strconv.ParseInt(length, 10, 64)
	return File{sha, size, name}, err == nil && size >= 0 && name != "" && digest().MatchString(sha)
}

// Kept is the file that was kept of a piece of evidence, where one was.
func (e Evidence) Kept() (File, bool) { return ParseFile(e.File) }

// Files are the files of all pieces of evidence, those that were removed included: the
// history names them.
func (a *Assessment) Files() []File {
	var all []File
	for _, e := range a.Evidence {
		if f, ok := e.Kept(); ok {
			all = append(all, f)
		}
	}
	return all
}

// Attach says which file was kept of a piece of evidence.
func Attach(cat *catalog.Catalog, a *Assessment, id string, f File) ([]Change, error) {
	e, err := piece(a, id)
	if err != nil {
		return nil, err
	}
	e.File = f.String()
	return PutEvidence(cat, a, e)
}

func checkFile(stored string) error {
	f, ok := ParseFile(stored)
	if stored == "" {
		return nil
	}
	if !ok {
		return fmt.Errorf("a file is kept as its hash, size and name; %q is none", stored)
	}
	return CheckLine("name of the file", f.Name)
}
