package intake

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// field is what a column holds.
type field string

const (
	fItem       field = "item"
	fRating     field = "rating"
	fApplicable field = "applicable"
	fNote       field = "note"
	fReason     field = "reason"
	fWhyNot     field = "reason for exclusion"
	fOwner      field = "owner"
	fDue        field = "due"
	fEvidence   field = "evidence"
	fSystem     field = "system"
)

// fieldsOf lists what is read of each kind of sheet, the item first. A baseline
// keeps no owner, no day and no evidence.
var fieldsOf = map[As][]field{
	Answers:  {fItem, fRating, fNote, fReason, fApplicable, fOwner, fDue, fEvidence, fSystem, fWhyNot},
	Baseline: {fItem, fRating, fNote, fReason, fApplicable, fWhyNot},
	SoA:      {fItem, fApplicable, fRating, fNote, fReason, fWhyNot},
}

// headings are the words people use for a column, the plainest first: where two
// columns of a sheet could be meant, the plainer one is.
var headings = map[field][]string{
	fItem: {
		"item", "item id", "id", "control id", "item no", "control no", "control number", "clause no", "clause number",
		"requirement id", "reference", "ref", "number", "nr", "no", "annex a control", "annex a", "control", "clause", "requirement", "section",
	},
	fRating: {
		"rating", "score", "level", "maturity level", "maturity", "implementation status", "status of implementation", "status",
	},
	fApplicable: {"applicable", "applicability", "is applicable", "in scope", "included"},
	fNote:       {"note", "notes", "comment", "comments", "remark", "remarks"},
	fReason: {
		"reason", "justification", "justification for inclusion exclusion", "justification for inclusion or exclusion",
	},
	fWhyNot: {
		"reason for exclusion", "justification for exclusion", "exclusion justification", "exclusion reason", "rationale for exclusion",
		"reason for non applicability", "justification for non applicability", "rationale for non applicability",
		"reason if not applicable", "justification if not applicable", "reason if excluded", "justification if excluded",
	},
	fOwner:    {"owner", "responsible", "control owner", "responsible person"},
	fDue:      {"due", "due date", "deadline"},
	fEvidence: {"evidence"},
	fSystem:   {"system", "ai system"},
}

var (
	inBrackets = pattern(`\([^)]*\)|\[[^\]]*\]`)
	ofStandard = pattern(`^(iso )?(iec )?(27001|42001)( \d{4})? `)
	manySpaces = pattern(`\s+`)
)

const mostHeading = 200 // bytes; a longer cell is no heading

// plainHeading is a heading without case, brackets, points and the standard's
// name: "Due-Date (planned)" is "due date".
func plainHeading(s string) string {
	if len(s) > mostHeading {
		return ""
	}
	s = inBrackets().ReplaceAllString(strings.ToLower(s), " ")
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return ' '
	}, s)
	s = strings.TrimSpace(manySpaces().ReplaceAllString(s, " "))
	if bare := ofStandard().ReplaceAllString(s, ""); bare != "" {
		return bare
	}
	return s
}

// heading is the heading row that was found.
type heading struct {
	at      int           // place in table.rows
	columns map[field]int // column of each field, from 0
	unread  []string      // headings of the other columns
}

// findHeading looks for the row that names the item and one field more. A table
// of revisions above has such a row as well; the one is meant that most numbers
// stand below, before the next table begins.
func findHeading(rows []row, fields []field) (heading, bool) {
	var found []heading
	for i, r := range rows {
		if r.n > headingRows {
			break
		}
		h, ok := readHeading(r, rows[i+1:], fields)
		if ok && (len(found) == 0 || !maps.Equal(h.columns, found[len(found)-1].columns)) {
			h.at = i
			found = append(found, h)
		}
	}
	var best heading
	most := -1
	for n, h := range found {
		end := len(rows)
		if n+1 < len(found) {
			end = found[n+1].at
		}
		if ids := idsBelow(rows[h.at+1:end], h.columns[fItem]); ids > most {
			best, most = h, ids
		}
	}
	return best, len(found) > 0
}

func readHeading(r row, below []row, fields []field) (heading, bool) {
	h := heading{columns: map[field]int{}}
	for _, f := range fields {
		if column, ok := columnFor(f, r, below); ok {
			h.columns[f] = column
		}
	}
	if _, item := h.columns[fItem]; !item || len(h.columns) < 2 {
		return heading{}, false
	}
	taken := map[int]bool{}
	for _, column := range h.columns {
		taken[column] = true
	}
	for column, c := range r.cells {
		if !c.blank() && !taken[column] {
			h.unread = append(h.unread, short(c.text))
		}
	}
	return h, true
}

// columnFor is the column headed with the plainest word for a field. For the
// item the cells below count first: of "ID" and "Control", the one that holds
// numbers is meant.
func columnFor(f field, r row, below []row) (int, bool) {
	best, bestRank, bestIDs := -1, 0, 0
	for column, c := range r.cells {
		rank := slices.Index(headings[f], plainHeading(c.text))
		if c.kind != text || rank < 0 {
			continue
		}
		ids := 0
		if f == fItem {
			ids = idsBelow(below, column)
		}
		if best < 0 || ids > bestIDs || ids == bestIDs && rank < bestRank {
			best, bestRank, bestIDs = column, rank, ids
		}
	}
	return best, best >= 0
}

// idsBelow counts the numbers that an item can have: those of versions, 1.0 and
// 2.1, are no clause's.
func idsBelow(below []row, column int) int {
	n := 0
	for _, r := range below[:min(len(below), headingRows)] {
		if i, ok := parseID(r.at(column)); ok && (i.letter != "" || len(i.number) > 1 && (i.number[0] >= '4' || i.number[1] != '.')) {
			n++
		}
	}
	return n
}
