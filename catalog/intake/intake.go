// Package intake reads what other people wrote: their sheets (XLSX, ODS and
// texts with columns) with answers, a baseline or a Statement of Applicability,
// in their words, and the YAML document of a whole assessment.
//
// Its one rule: all or nothing, and nothing by guess. What is read becomes
// proposed changes, each decided by the functions of assess on the state the
// ones before it made, or it is refused whole, with the place and the reason of
// everything that is wrong. What a file leaves open is asked, and the answers
// make a layout by which the next file of its form is read. Nothing here opens
// a file.
package intake

import (
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// As says what a sheet holds.
type As string

// What a sheet may hold: answers about ISO/IEC 42001, ratings of the
// ISO/IEC 27001 baseline, a Statement of Applicability of ISO/IEC 27001, or what was
// edited in a workbook that this program wrote.
const (
	Answers  As = "answers"
	Baseline As = "baseline"
	SoA      As = "soa"
	Workbook As = "workbook"
)

// The most that is read of one file.
const (
	maxFile     = 32 << 20  // bytes of a file
	maxPart     = 16 << 20  // bytes of one part of a workbook, unpacked
	maxSheet    = 160 << 20 // bytes of the part that holds a whole sheet, unpacked
	maxShared   = 64 << 20  // bytes of the texts that cells refer to
	maxTexts    = 2_000_000 // of these texts
	maxParts    = 10_000    // that a part refers to
	maxColumns  = 1024
	maxCells    = 1_000_000 // with a value that are read
	maxSlots    = 4_000_000 // that are kept, with those that stand empty between
	maxRow      = 1_048_576
	maxText     = 4 * 32_767 // bytes of a cell
	maxSheets   = 200
	maxMerged   = 10_000
	maxRefusals = 200
	headingRows = 50 // the heading row is among the first ones
)

// Refusal is one thing in a sheet that can't be taken over.
type Refusal struct {
	Sheet  string
	Row    int    // from 1, as a spreadsheet counts; 0 where no row is meant
	Cell   string // like B7; empty where the row as a whole is meant
	Item   string // as the sheet names it
	Reason string // safe to print
}

// Error is one sentence: where, and what would be right.
func (r Refusal) Error() string {
	if r.Row == 0 {
		return r.Reason
	}
	return r.Where() + ": " + r.Reason
}

// Where is the sheet, the row and where one is meant the cell, safe to print.
func (r Refusal) Where() string {
	where := "row " + strconv.Itoa(r.Row)
	if r.Sheet != "" {
		where = visible.Line(r.Sheet) + ", " + where
	}
	if r.Cell != "" {
		where += ", cell " + r.Cell
	}
	return where
}

// Refusals are all that is wrong with a sheet, by row; at most 200, then one
// without a row that says how many more there are.
type Refusals []Refusal

func (rs Refusals) Error() string {
	lines := make([]string, len(rs))
	for i, r := range rs {
		lines[i] = r.Error()
	}
	return strings.Join(lines, "\n")
}

// Proposal is what a sheet would change, for a look before it is saved.
type Proposal struct {
	Sheet     string // names of the sheets; of the file for CSV
	Rows      int    // rows that name an item
	Unchanged int    // of these, rows that say what stands already
	Silent    int    // and rows that say nothing
	Doubted   int    // and rows that wait for what is asked
	Fall      int    // ratings that would be lower
	Stay      int    // ratings that stay, for they stand higher than the sheet says
	Changes   []assess.Change
	Lines     []Line
	Unknown   []string // headings of columns that were not read
	Remarks   []string // what was passed over, a sentence each
}

// Changed counts the rows that change something.
func (p Proposal) Changed() int { return max(0, p.Rows-p.Unchanged-p.Silent-p.Doubted) }

// Line is one thing that a row changes.
type Line struct {
	Row    int
	Item   string // number of the item
	System string // name of the AI system; empty for all
	What   string // rating, reason, note, owner, due or evidence
	Was    string // empty: nothing was there
	Now    string // empty: nothing is there any more
	Place  string // sheet and cell, where a workbook came back; else empty
}
