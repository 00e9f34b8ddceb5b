// Package bundle is the file that travels between laptops: one zip of fixed names
// that holds the history of an assessment, and files of evidence where they were
// asked for; in a sealed one also what only some people may read, encrypted for them. Its one rule: what comes from elsewhere is read through limits, and
// nothing of it is handed on before all of it was held against its hashes.
//
// The package knows the form alone. A line of history is bytes to it, and the store
// decides what they mean; keys come in as text, and the edge knows their files.
package bundle

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Ending and EncryptedEnding are how the files are named.
const (
	Ending          = ".cwb"
	EncryptedEnding = Ending + ".age"
)

const (
	format  = "crosswalk-bundle"
	version = 2
	// unrestricted is the version of a file without restricted parts, which the first
	// program that read bundles reads too.
	unrestricted = 1
)

// The limits of a bundle, held when it is written and before anything of one is
// unpacked.
const (
	maxFile         = 1<<32 - 1 // whole
	maxManifest     = 32 << 20
	maxText         = 4096   // of each text in the list
	maxHeads        = 20_000 // in the list
	maxSignature    = 64 << 10
	maxHistory      = 1<<32 - 1 // unpacked
	maxLines        = 5_000_000
	maxLine         = 1 << 20
	maxEvidence     = 1000 // files
	maxEvidenceFile = MaxEvidenceFile
	maxEvidenceAll  = 2 << 30
	maxParts        = 100 // restricted ones
	maxPart         = 64 << 20
	maxRatio        = 40 // of history, unpacked to packed
)

// MaxEvidenceFile is how long a file of evidence may be.
const MaxEvidenceFile = 64 << 20

// What a file can be instead of a bundle that holds.
var (
	ErrNone    = errors.New("it is no bundle")
	ErrNewer   = errors.New("it was written by a newer Crosswalk")
	ErrDamaged = errors.New("it is damaged or was changed")
	ErrTooMuch = errors.New("it is larger than a bundle may be")
)

func damaged(what string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrDamaged, fmt.Sprintf(what, args...))
}

func tooMuch(what string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrTooMuch, fmt.Sprintf(what, args...))
}

// Manifest says what a bundle holds. It stands first in the file, and a signature is
// over its bytes, which name everything else by its hash.
type Manifest struct {
	Format     string    `json:"format"`
	Version    int       `json:"version"`
	Program    string    `json:"program"` // the version of the program that wrote it
	Assessment string    `json:"assessment"`
	Name       string    `json:"name"`
	Purpose    string    `json:"purpose,omitempty"`
	MadeBy     string    `json:"made_by"`
	MadeAt     time.Time `json:"made_at"`
	Since      []Head    `json:"since,omitempty"` // the history up to there is not in it; none: it is whole
	Heads      []Head    `json:"heads"`           // how far its chains go
	Revisions  int64     `json:"revisions"`
	History    History   `json:"history"`
	Evidence   []File    `json:"evidence"`
	// Restricted are further lines of history, each encrypted for who may read them.
	Restricted []File `json:"restricted,omitempty"`
}

// check refuses a list of what nobody writes: a text that fills the screen for minutes, or
// more revisions than there are lines.
func (m Manifest) check() error {
	texts := []string{m.Program, m.Assessment, m.Name, m.Purpose, m.MadeBy}
	for _, h := range slices.Concat(m.Since, m.Heads) {
		texts = append(texts, h.Chain, h.Hash)
	}
	if n := len(m.Since) + len(m.Heads); n > maxHeads {
		return tooMuch("its list names %d ends of chains, and %d are the most", n, maxHeads)
	}
	for _, text := range texts {
		if len(text) > maxText {
			return tooMuch("a text in its list has %d bytes, and %d are the most", len(text), maxText)
		}
	}
	if m.Revisions < 0 || m.Revisions > m.History.Lines {
		return damaged("its list says %d revisions, and %d lines", m.Revisions, m.History.Lines)
	}
	return nil
}

// Head is how far a chain of revisions goes.
type Head struct {
	Chain string `json:"chain"`
	Seq   int64  `json:"seq"`
	Hash  string `json:"hash"` // in hex
}

// History is what the lines of history come to.
type History struct {
	Lines int64 `json:"lines"`
	File
}

// File is a file in a bundle, by its hash.
type File struct {
	SHA256 string `json:"sha256"` // in hex
	Size   int64  `json:"size"`   // bytes
}
