package intake

import (
	"strings"

	"crosswalk/catalog"
)

// rowsLooked are the rows of a table that are looked at to find out what its
// columns hold.
const rowsLooked = 200

// holding counts what stands in a column below its heading.
type holding struct {
	values int // cells that are not empty
	items  int // numbers that an item can have
	titles int // titles of items
	levels int // numbers and names of levels
	words  int // words for how far something is done
	marks  int // ticks and crosses alone
}

func (c holding) mostlyNumbers() bool { return c.items >= 3 && 5*c.items >= 3*c.values }

// contents looks at every column of some rows.
func (f *finder) contents(rows []row, wide int) []holding {
	all := make([]holding, wide)
	known := titlesOf(f.standard())
	for _, r := range rows {
		for column := range min(wide, len(r.cells)) {
			if c := r.cells[column]; !c.blank() {
				all[column].count(f, c, known)
			}
		}
	}
	return all
}

func (k *holding) count(f *finder, c cell, titles map[string]*catalog.Item) {
	k.values++
	if f.names(c) {
		k.items++
	}
	s := strings.TrimSpace(plainText(c))
	if len(s) > mostWord {
		return
	}
	if titles[titleKey(s)] != nil {
		k.titles++
	}
	if isMark(s) || c.kind == truth {
		k.marks++
	}
	if c.kind == number && len(s) <= 3 || levelForm().MatchString(asciiForm(s)) || percentForm().MatchString(s) {
		k.levels++
		return
	}
	if w, known := f.sheets.Word(f.toolName(), s); known {
		if w.Declared == "" && !w.NA && !w.Nothing && !isMark(s) {
			k.levels++
		} else {
			k.words++
		}
	}
}

// levelForm is what looks like a level: a figure alone, or with its name.
var levelForm = pattern(`(?i)^` + levelName + `\d(?:[.,]0)?(?:$|\s*[-–—:.)=/|]\s*\D.*$|\s*\(.*\)$|\s*/\s*\d{1,2}$)`)

// marksOfTables are what people put into a column to mark it.
const marksOfTables = "xX×✓✔✅☑✗✘●•○◯*1√"

func isMark(s string) bool {
	r := []rune(strings.TrimSuffix(s, "\ufe0f"))
	return len(r) == 1 && strings.ContainsRune(marksOfTables, r[0])
}

// names reports whether a cell holds a number that an item can have: those of
// versions, 1.0 and 2.1, are no clause's.
func (f *finder) names(c cell) bool {
	i, ok := parseID(f.sheets, c)
	return ok && (i.letter != "" || len(i.number) > 1 && (i.number[0] >= '4' || i.number[1] != '.'))
}

// itemsIn counts the rows that name an item, by number or by title.
func (f *finder) itemsIn(rows []row, column int) int {
	n := 0
	known := titlesOf(f.standard())
	for _, r := range rows[:min(len(rows), rowsLooked)] {
		if c := r.at(column); f.names(c) || c.kind == text && len(c.text) <= mostHeading && known[titleKey(c.text)] != nil {
			n++
		}
	}
	return n
}

func (f *finder) itemsInRow(r row) int {
	n := 0
	for _, c := range r.cells {
		if f.names(c) {
			n++
		}
	}
	return n
}

func (f *finder) toolName() string {
	if f.tool == nil {
		return ""
	}
	return f.tool.Name
}

func (f *finder) standard() *catalog.Standard { return standardOf(f.cat, f.as) }

// standardOf is the standard that a sheet is about.
func standardOf(cat *catalog.Catalog, as As) *catalog.Standard {
	if as == Answers {
		return cat.Requirements()
	}
	return cat.Foundation()
}

// titlesOf are the items of a standard by their titles. Titles that two items
// have name neither.
func titlesOf(s *catalog.Standard) map[string]*catalog.Item {
	all := map[string]*catalog.Item{}
	for _, it := range s.Items() {
		key := titleKey(it.Title)
		if _, twice := all[key]; twice {
			all[key] = nil
			continue
		}
		all[key] = it
	}
	return all
}

// titleKey is a title in the form in which two spellings of it meet.
func titleKey(s string) string {
	if len(s) > mostHeading {
		return ""
	}
	s = strings.ReplaceAll(strings.ToLower(s), "isation", "ization")
	return plainHeading(s)
}
