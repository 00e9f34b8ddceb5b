package intake

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Layout says how a file is to be read, as far as somebody has said so. What is
// empty is worked out from the file. It is what is remembered of a client's
// sheets: the next one of the same shape is read the same way.
type Layout struct {
	Sheets  []string          `json:"sheets,omitempty"`  // names; empty: all that say something of the standard
	Heading int               `json:"heading,omitempty"` // the row of the headings, from 1
	Columns map[string]string `json:"columns,omitempty"` // of a field, the heading or the letter of its column; "-" for none
	Words   map[string]string `json:"words,omitempty"`   // what a word means: 0 to 5, na, yes, no, or - for nothing
	Items   map[string]string `json:"items,omitempty"`   // the number of the item that a title means
	Scale   string            `json:"scale,omitempty"`   // of numbers: 0-5, or one of the catalogue's
	Edition string            `json:"edition,omitempty"` // 2013 or 2022
	Join    []string          `json:"join,omitempty"`    // headings of columns that are joined into the note
}

// The editions of ISO/IEC 27001 whose numbers are told apart.
const (
	Edition2013 = "2013"
	Edition2022 = "2022"
)

// usualScale is the scale of this program's own ratings.
const usualScale = "0-5"

// Nothing is the meaning of a word that says nothing of its item.
const Nothing = "-"

// Meanings are what a word of a sheet may mean.
var Meanings = []string{"0", "1", "2", "3", "4", "5", "na", "yes", "no", Nothing}

// Fields are the names of what a column may hold in a sheet of this kind.
func Fields(as As) []string {
	var names []string
	for _, f := range fieldsOf[as] {
		names = append(names, string(f))
	}
	return names
}

// Check refuses a layout that names what there is not.
func (l Layout) Check(cat *catalog.Catalog, as As) error {
	for _, name := range slices.Sorted(maps.Keys(l.Columns)) {
		if !slices.Contains(fieldsOf[as], field(name)) {
			return fmt.Errorf("a column can't be read as %s; it holds %s", short(name), assess.Either(Fields(as)))
		}
	}
	for _, word := range slices.Sorted(maps.Keys(l.Words)) {
		if !slices.Contains(Meanings, l.Words[word]) {
			return fmt.Errorf("%s can't mean %s; a word means 0 to 5, na, yes or no (of an applicable column), or %s for nothing", short(word), short(l.Words[word]), Nothing)
		}
	}
	if _, known := cat.Sheets().Scale(l.Scale); l.Scale != "" && l.Scale != usualScale && !known {
		return fmt.Errorf("there is no scale %s; numbers are read as %s", short(l.Scale), assess.Either(Scales(cat)))
	}
	if l.Edition != "" && l.Edition != Edition2013 && l.Edition != Edition2022 {
		return fmt.Errorf("there is no edition %s of ISO/IEC 27001 that is read; it is 2013 or 2022", short(l.Edition))
	}
	return nil
}

// Scales are the names of the scales that numbers may be of.
func Scales(cat *catalog.Catalog) []string {
	names := []string{usualScale}
	for _, s := range cat.Sheets().Scales {
		names = append(names, s.Name)
	}
	return names
}

// means is what somebody has said that a word means.
func (l Layout) means(word string) (string, bool) {
	m, said := l.Words[wordKey(word)]
	return m, said
}

// wordKey is a word in the form in which two spellings of it meet. A word of an
// applicable column says so.
func wordKey(word string) string {
	if rest, is := strings.CutPrefix(word, kindApplicable+":"); is {
		return kindApplicable + ":" + catalog.FoldWord(rest)
	}
	return catalog.FoldWord(word)
}

// With is the layout after a word, a column or something else of another has
// been said: the other one counts where both say something.
func (l Layout) With(other Layout) Layout {
	merged := Layout{
		Sheets: l.Sheets, Heading: l.Heading, Scale: l.Scale, Edition: l.Edition,
		Columns: maps.Clone(l.Columns), Words: maps.Clone(l.Words), Items: maps.Clone(l.Items), Join: append(slices.Clone(l.Join), other.Join...),
	}
	if other.Sheets != nil {
		merged.Sheets = other.Sheets
	}
	if other.Heading != 0 {
		merged.Heading = other.Heading
	}
	if other.Scale != "" {
		merged.Scale = other.Scale
	}
	if other.Edition != "" {
		merged.Edition = other.Edition
	}
	merged.Columns = joined(merged.Columns, other.Columns, func(s string) string { return s })
	merged.Items = joined(merged.Items, other.Items, titleKey)
	merged.Words = joined(merged.Words, other.Words, wordKey)
	slices.Sort(merged.Join)
	merged.Join = slices.Compact(merged.Join)
	return merged
}

func joined(into, from map[string]string, key func(string) string) map[string]string {
	for k, v := range from {
		if into == nil {
			into = map[string]string{}
		}
		into[key(k)] = v
	}
	return into
}

// columnNamed is the column that a layout means: by its heading, or by its
// letter.
func columnNamed(texts []string, name string) (int, bool) {
	want := plainHeading(name)
	for column, text := range texts {
		if text == name || want != "" && plainHeading(text) == want {
			return column, true
		}
	}
	if column, _, ok := parseCellName(strings.ToUpper(strings.TrimSpace(name)) + "1"); ok {
		return column, true
	}
	return 0, false
}

// rowNamed is the place of a row in a sheet.
func rowNamed(rows []row, n int) (int, error) {
	for at, r := range rows {
		if r.n == n {
			return at, nil
		}
	}
	return 0, fmt.Errorf("row %s is empty or not there, so it holds no headings", strconv.Itoa(n))
}
