package screen

import (
	"context"
	"errors"

	"crosswalk/catalog/report"
	"crosswalk/store"
)

// Bundles carry assessments from this machine to another and back, as files. They take
// their time, so call them in a command.
type Bundles struct {
	Nearby func() []string // paths of bundles, the newest first
	Write  func(ctx context.Context, id string, p Parcel) (Packed, error)
	// Look reads a bundle to its end and takes nothing of it. ErrLocked: a passphrase
	// opens it.
	Look func(ctx context.Context, path, passphrase string) (Arriving, error)
}

// ErrLocked says that a passphrase opens what is looked at.
var ErrLocked = errors.New("a passphrase opens this file")

// Parcel is what is written of an assessment. Empty fields ask for nothing.
type Parcel struct {
	Path       string
	Since      string // path of a bundle: only what came after it
	Purpose    string
	To         []string // public keys of those who may open it, of SSH or age
	Passphrase string
	Sign       string // path of the key that signs it
	Evidence   bool   // with the files of evidence
	Sealed     bool   // whole, locked and read back
	// ReaderKeys is the path of the public keys of those for whom a sealed file holds what
	// only its readers see.
	ReaderKeys string
}

// Packed is what came of it.
type Packed struct {
	Path  string
	Holds string   // in words
	Lacks []string // what does not come along, a sentence each without its end
	// Forget takes the assessment off this machine, unless it changed since; nil where it
	// is not sealed.
	Forget func(context.Context) error
}

// Arriving is a bundle that was looked at.
type Arriving struct {
	Name   string // of the assessment
	Facts  []report.Fact
	Doubts []string // what a person decides on before it is taken in
	Would  store.Taken
	Words  []string // what it would change, a sentence each
	// Take takes it in, all of it or nothing. A file that became another since is
	// refused.
	Take func(context.Context) (store.Taken, error)
}
