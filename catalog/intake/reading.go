package intake

import (
	"errors"
	"fmt"
	"strings"

	"crosswalk/catalog/visible"
)

// Reading is a file as it is understood: what its sheets and columns were taken
// for and why, its words, what each row says, and what somebody has to say
// before it can be taken.
type Reading struct {
	Proposal
	File    string
	Form    string      // XLSX, ODS or CSV
	Sheets  []SheetSeen // in the order of the file
	Words   []WordSeen  // most frequent first
	Asks    []Ask       // what is open
	Groups  []RowSeen   // every row that names an item or was refused, in order
	Refused Refusals
	Used    Layout // as the file was read: what was said, and what follows from the file
	Shape   string // of the headings, by which the next file of this form is known
	rest    []restRow
}

// SheetSeen is a sheet and what it was taken for.
type SheetSeen struct {
	Name     string
	Hidden   bool
	Read     bool
	Why      string // why it is not read; empty where it is
	Heading  int    // row of the headings, from 1; 0 where none was found
	Columns  []ColumnSeen
	HeadRows int // how many rows the headings take
}

// ColumnSeen is a column and what it was taken for.
type ColumnSeen struct {
	Column  int // from 0
	Letter  string
	Heading string // safe to draw
	Field   string // empty: not read
	Why     string
	Asked   bool // taken by what stands in it alone: somebody should say yes
}

// WordSeen is a distinct word for how far something is done, or whether it is
// applicable.
type WordSeen struct {
	Word     string // as it stands first; safe to draw
	Key      string // by which a layout keeps its meaning
	Count    int
	Where    string // the first place
	Means    string // one of Meanings; empty: nobody knows
	Declared string // what it declares of the item beside its level, where it does
	Open     bool   // it has to be said, or agreed to, before it counts
	Said     bool   // somebody has said it
}

// AskKind says what is asked.
type AskKind string

// What may be asked before a file can be taken.
const (
	AskSheet   AskKind = "sheet"
	AskHeading AskKind = "heading"
	AskColumn  AskKind = "column"
	AskScale   AskKind = "scale"
	AskWords   AskKind = "words"
	AskEdition AskKind = "edition"
	AskTitles  AskKind = "titles"
)

// Ask is something that the file leaves open.
type Ask struct {
	Kind     AskKind
	Text     string   // one sentence, safe to print
	Flags    []string // what on a command line answers it, a flag for each part of it; safe to print
	Parts    []string // its parts, where it has several; safe to print
	Proposed bool     // there is an answer to agree to; else somebody has to give one
	// Of AskTitles: what stands in the file, and the number of the item it is close
	// to. Both go into the Items of a layout.
	Title, Item string
}

// Group says what becomes of a row.
type Group string

// The groups of rows.
const (
	RowChanges Group = "changed"
	RowSame    Group = "same"
	RowSilent  Group = "says nothing"
	RowDoubted Group = "doubtful"
	RowRefused Group = "refused"
)

// Groups are all of them, in the order in which people look at them.
var Groups = []Group{RowRefused, RowDoubted, RowChanges, RowSame, RowSilent}

// RowSeen is a row and what becomes of it.
type RowSeen struct {
	Sheet string
	Row   int
	Item  string // number of the item, several with a comma; as the sheet has it where it is none
	Group Group
	Text  string // what changes, or why not; safe to print
}

// Open are asks without an answer to agree to: the questions of a file.
func (r Reading) Questions() int {
	n := 0
	for _, a := range r.Asks {
		if !a.Proposed {
			n++
		}
	}
	return n
}

// Asked is what keeps a file from being taken: what it leaves open.
type Asked struct {
	Name    string
	Asks    []Ask
	Refused Refusals // rows that are refused besides
}

func (a Asked) Error() string {
	lines := make([]string, len(a.Asks))
	for i, one := range a.Asks {
		lines[i] = one.Text
	}
	return fmt.Sprintf("%s leaves something open: %s", visible.Line(a.Name), strings.Join(lines, "\n"))
}

// Taken is what the file would change, or why it can't be taken: what is open,
// what is refused, or that it says nothing.
func (r Reading) Taken() (Proposal, error) {
	switch {
	case len(r.Asks) > 0:
		return Proposal{}, Asked{r.File, r.Asks, r.Refused}
	case len(r.Refused) > 0:
		return Proposal{}, r.Refused
	}
	return r.Proposal, nil
}

// IsOpen reports whether an error is a question, and not a refusal.
func IsOpen(err error) (Asked, bool) {
	var a Asked
	ok := errors.As(err, &a)
	return a, ok
}
