package intake

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
)

// field is what a column holds, by the name that the catalogue's words have for
// it.
type field string

const (
	fItem       field = "item"
	fTitle      field = "title"
	fRating     field = "rating"
	fStatus     field = "status"
	fApplicable field = "applicable"
	fNote       field = "note"
	fReason     field = "reason"
	fWhyIn      field = "why_in"
	fWhyNot     field = "why_not"
	fDrivers    field = "drivers"
	fOwner      field = "owner"
	fDue        field = "due"
	fEvidence   field = "evidence"
	fSystem     field = "system"
	fHow        field = "how"
	fDescribed  field = "described"
	fLookedAt   field = "looked_at"
)

// driverOf is what an item is needed for where a column of that name says yes.
var driverOf = map[field]string{"risk": "risk", "law": "law", "contract": "contract", "isms": "isms", "practice": "practice"}

// ofISMS are the fields of every kind of sheet, the item first, and the reasons
// before what they may be reasons for.
var ofISMS = []field{
	fItem, fTitle, fReason, fWhyIn, fWhyNot, fRating, fStatus, fApplicable, fNote, fOwner, fDue, fEvidence,
	fDrivers, "risk", "law", "contract", "isms", "practice", fHow, fDescribed, fLookedAt,
}

// fieldsOf lists what is read of each kind of sheet.
var fieldsOf = map[As][]field{Answers: append(slices.Clone(ofISMS), fSystem), Baseline: ofISMS, SoA: ofISMS}

const mostHeading = 200 // bytes; a longer cell is no heading

// plainHeading is a heading as it is compared with another of its sheet.
func plainHeading(s string) string {
	if len(s) > mostHeading {
		return ""
	}
	return catalog.FoldWord(s)
}

// heading is the heading of a table: where it stands, and what its columns were
// taken for.
type heading struct {
	row     int // where it stands, from 1
	rows    int // how many it takes: one, or two where cells are merged over one another
	at      int // its place in the rows at hand, and that of the first row below
	first   int
	texts   []string       // of each column
	other   []string       // of each column, what stands above, where a heading takes two rows
	columns map[field]int  // column of each field, from 0
	marks   map[int]string // columns in which a mark stands for the word of their heading
	joined  []int          // columns that are joined into the note
	why     map[int]string // of a column, why it was taken for what it is
	asked   map[field]bool // taken by what stands in the column alone
	items   int            // rows of the first ones that name an item
}

// settle finds the heading in rows of the sheet: where only some columns were
// kept, there are fewer.
func (h *heading) settle(rows []row) {
	byNumber := func(r row, n int) int { return r.n - n }
	h.at, _ = slices.BinarySearchFunc(rows, h.row, byNumber)
	h.first, _ = slices.BinarySearchFunc(rows, h.row+h.rows, byNumber)
}

// reads reports whether a column is read.
func (h heading) reads(column int) bool {
	for _, c := range h.columns {
		if c == column {
			return true
		}
	}
	_, mark := h.marks[column]
	return mark || slices.Contains(h.joined, column)
}

// text is the heading of a field's column, as it stands.
func (h heading) text(f field) string {
	column, there := h.columns[f]
	if !there || column >= len(h.texts) {
		return ""
	}
	return h.texts[column]
}

// unread are the headings of columns that are not read, in the order of the
// sheet.
func (h heading) unread() []string {
	var all []string
	for column, text := range h.texts {
		if strings.TrimSpace(text) != "" && !h.reads(column) {
			all = append(all, short(text))
		}
	}
	return all
}

// said takes the columns that a layout names.
func (f *finder) said(h *heading) {
	for name, column := range f.layout.Columns {
		if at, ok := columnNamed(h.texts, column); ok && column != noColumn {
			h.columns[field(name)] = at
			h.why[at] = "said so"
		}
	}
	for _, name := range f.layout.Join {
		if at, ok := columnNamed(h.texts, name); ok {
			h.joined = append(h.joined, at)
			h.why[at] = "joined into the note"
		}
	}
}

// noColumn is what a layout says of a field that no column holds.
const noColumn = "-"

// candidate is a column that may hold a field.
type candidate struct{ column, rank int }

// byHeading takes the columns whose headings are known. Of several for one field
// the plainest counts, for the item the one with the most numbers.
func (f *finder) byHeading(h *heading, c []holding) {
	can := map[field][]candidate{}
	for column := range h.texts {
		for _, fit := range f.fits(h, column) {
			can[field(fit.Field)] = append(can[field(fit.Field)], candidate{column, fit.Rank})
		}
	}
	f.takeItem(h, can[fItem], c)
	f.takeRatings(h, append(can[fRating], can[fStatus]...), c)
	for _, fd := range fieldsOf[f.as] {
		if fd != fItem && fd != fRating && fd != fStatus {
			f.take(h, fd, can[fd], func(a, b candidate) int {
				return cmp.Or(-cmp.Compare(min(1, c[a.column].values), min(1, c[b.column].values)), cmp.Compare(a.rank, b.rank))
			})
		}
	}
}

// fits are the fields that the heading of a column may name: of the program the
// file comes from, else of the words of people.
func (f *finder) fits(h *heading, column int) []catalog.FieldRank {
	if f.own {
		if head := h.texts[column]; slices.Contains(ownHead, head) && head != "state" {
			return []catalog.FieldRank{{Field: head}}
		}
		return nil
	}
	if f.tool != nil {
		for fd, head := range f.tool.Columns {
			if plainHeading(head) == plainHeading(h.texts[column]) {
				return []catalog.FieldRank{{Field: fd}}
			}
		}
	}
	fits := f.sheets.Field(h.texts[column])
	if bare := ofYear().ReplaceAllString(h.texts[column], " "); len(fits) == 0 && bare != h.texts[column] {
		fits = f.sheets.Field(bare)
	}
	if len(fits) == 0 && h.other[column] != "" {
		if fits = f.sheets.Field(h.other[column] + " " + h.texts[column]); len(fits) == 0 {
			fits = f.sheets.Field(h.other[column])
		}
	}
	return fits
}

// ofYear is the year of an edition in a heading: "2022 ref".
var ofYear = pattern(`\b20(?:13|22|23)\b`)

// take gives a field the best of its columns that nothing else has.
func (f *finder) take(h *heading, fd field, can []candidate, better func(a, b candidate) int) {
	if _, said := h.columns[fd]; said || f.layout.Columns[string(fd)] == noColumn {
		return
	}
	can = slices.DeleteFunc(slices.Clone(can), func(c candidate) bool { return h.reads(c.column) })
	if len(can) == 0 {
		return
	}
	best := slices.MinFunc(can, better)
	h.columns[fd] = best.column
	h.why[best.column] = fmt.Sprintf("headed %s", short(h.texts[best.column]))
}

// takeItem prefers the column with the most numbers, then titles; of the columns
// of two editions, that of the later one.
func (f *finder) takeItem(h *heading, can []candidate, c []holding) {
	for column := range h.texts {
		if c[column].mostlyNumbers() && !slices.ContainsFunc(can, func(x candidate) bool { return x.column == column }) && strings.TrimSpace(h.texts[column]) != "" {
			can = append(can, candidate{column, 1000 + column})
		}
	}
	f.take(h, fItem, can, func(a, b candidate) int {
		return cmp.Or(
			cmp.Compare(olderEdition(h.texts[a.column]), olderEdition(h.texts[b.column])),
			-cmp.Compare(c[a.column].items, c[b.column].items),
			-cmp.Compare(c[a.column].titles, c[b.column].titles),
			cmp.Compare(a.rank, b.rank),
		)
	})
	if column, taken := h.columns[fItem]; taken && h.why[column] != "said so" && c[column].items > 0 {
		h.why[column] += fmt.Sprintf(", %s below", countOf(c[column].items, "number"))
	}
}

func olderEdition(head string) int {
	if strings.Contains(head, "2013") && !strings.Contains(head, "2022") {
		return 1
	}
	return 0
}

func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// takeRatings tells levels from words by what stands in the columns: a level
// says more than a word, and both are kept.
func (f *finder) takeRatings(h *heading, can []candidate, c []holding) {
	plain := func(a, b candidate) int { return cmp.Compare(a.rank, b.rank) }
	var levels, words, empty []candidate
	for _, x := range can {
		switch k := c[x.column]; {
		case k.values == 0:
			empty = append(empty, x)
		case 2*k.levels >= k.values:
			levels = append(levels, x)
		default:
			words = append(words, x)
		}
	}
	f.take(h, fRating, levels, plain)
	if _, rated := h.columns[fRating]; rated { // a column of remarks is no status
		words = slices.DeleteFunc(words, func(x candidate) bool { return 5*(c[x.column].words+c[x.column].levels) < 4*c[x.column].values })
	}
	f.take(h, fStatus, words, plain)
	if _, rated := h.columns[fRating]; !rated {
		if _, said := h.columns[fStatus]; !said {
			f.take(h, fStatus, empty, plain)
		}
	}
}

// byContent takes a column by what stands in it, where no heading told: most of
// its values rate. Somebody should say yes to that.
func (f *finder) byContent(h *heading, c []holding) {
	_, rated := h.columns[fRating]
	_, said := h.columns[fStatus]
	if _, item := h.columns[fItem]; !item || rated || said || f.layout.Columns[string(fRating)] == noColumn {
		return
	}
	best, most := -1, 0
	for column := range h.texts {
		if k := c[column]; !h.reads(column) && strings.TrimSpace(h.texts[column]) != "" && k.values >= 2 && 5*(k.levels+k.words) >= 4*k.values && k.levels+k.words > most {
			best, most = column, k.levels+k.words
		}
	}
	if best < 0 {
		return
	}
	fd := fStatus
	if 2*c[best].levels >= c[best].values {
		fd = fRating
	}
	h.columns[fd], h.asked[fd] = best, true
	h.why[best] = fmt.Sprintf("%d of its %d values rate", most, c[best].values)
}

// byMarks takes columns that are headed with words for how far something is
// done, and in which only marks stand: a mark says the word of its column.
func (f *finder) byMarks(h *heading, c []holding) {
	if _, rated := h.columns[fRating]; rated {
		return
	}
	found := map[int]string{}
	for column, text := range h.texts {
		k := c[column]
		if status, is := h.columns[fStatus]; h.reads(column) && !(is && status == column) || k.values != k.marks {
			continue
		}
		if _, known := f.sheets.Word("", text); known {
			found[column] = text
		}
	}
	if len(found) < 2 {
		return
	}
	if status, is := h.columns[fStatus]; is {
		if _, among := found[status]; !among {
			return
		}
		delete(h.columns, fStatus)
	}
	h.marks = found
	for column := range found {
		h.why[column] = "a mark here says the word of the heading"
	}
}
