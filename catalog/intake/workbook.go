package intake

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// A workbook is read here rather than with a spreadsheet library: those that
// tell a formula, a truth value or a merged cell from a number build the whole
// grid first, and a file of 28 KB can make that grid 5 GB large. These readers
// look at each cell once, keep those with a value, and count what they unpack.

// workbook is an opened XLSX file.
type workbook struct {
	parts    parts
	shared   []string // the texts that cells refer to by number
	forms    []form   // of each style of cells
	sheets   []sheetRef
	from1904 bool
}

type sheetRef struct {
	name   string
	part   string
	hidden bool
}

func newWorkbook(p parts) (*workbook, error) {
	w := &workbook{parts: p}
	main, err := w.mainPart()
	if err != nil {
		return nil, err
	}
	targets, err := w.relations(main)
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(main, targets); err != nil {
		return nil, err
	}
	if err := w.readStyles(related(targets, "/styles", path.Join(path.Dir(main), "styles.xml"))); err != nil {
		return nil, err
	}
	return w, w.readShared(related(targets, "/sharedStrings", path.Join(path.Dir(main), "sharedStrings.xml")))
}

// related is the part of a kind; where no relation names one, it has its place.
func related(targets []relation, kind, place string) string {
	if i := slices.IndexFunc(targets, func(r relation) bool { return strings.HasSuffix(r.kind, kind) }); i >= 0 {
		return targets[i].target
	}
	return place
}

// mainPart is the part that lists the sheets.
func (w *workbook) mainPart() (string, error) {
	targets, err := w.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range targets {
		if strings.HasSuffix(r.kind, "/officeDocument") && w.parts.has(r.target) && strings.HasSuffix(r.target, ".xml") {
			return r.target, nil
		}
	}
	return "", errors.New("the file is no XLSX workbook; save the sheet as XLSX or CSV")
}

type relation struct{ id, kind, target string }

// relations are the parts that a part refers to, by their full names.
func (w *workbook) relations(of string) ([]relation, error) {
	dir := path.Dir(of)
	var all []relation
	err := w.parts.stream(path.Join(dir, "_rels", path.Base("/"+of)+".rels"), maxPart, func(m *markup) (bool, error) {
		if m.name != "Relationship" {
			return true, nil
		}
		target := m.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(dir, target)
		}
		all = append(all, relation{m.attr("Id"), m.attr("Type"), strings.TrimPrefix(target, "/")})
		return len(all) < maxParts, nil
	})
	return all, err
}

func (w *workbook) readSheets(main string, targets []relation) error {
	of := map[string]string{}
	for _, r := range targets {
		if strings.HasSuffix(r.kind, "/worksheet") {
			of[r.id] = r.target
		}
	}
	return w.parts.stream(main, maxPart, func(m *markup) (bool, error) {
		switch m.name {
		case "workbookPr":
			w.from1904 = m.yes("date1904")
		case "sheet":
			state := m.attr("state")
			if part := of[m.attr("id")]; part != "" {
				w.sheets = append(w.sheets, sheetRef{m.attr("name"), part, state != "" && state != "visible"})
			}
		}
		return len(w.sheets) < maxSheets, nil
	})
}

var escaped = pattern(`_x[0-9A-Fa-f]{4}_`)

// plainEscapes reads _x000D_, the form in which a workbook keeps characters
// that XML has no place for.
func plainEscapes(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped().ReplaceAllStringFunc(s, func(e string) string {
		n, err := strconv.ParseUint(e[2:6], 16, 16)
		if err != nil || utf16.IsSurrogate(rune(n)) {
			return e
		}
		return string(rune(n))
	})
}

func (w *workbook) readShared(part string) error {
	if !w.parts.has(part) {
		return nil
	}
	size := 0
	return w.parts.stream(part, maxSheet, func(m *markup) (bool, error) {
		if m.name != "si" {
			return true, nil
		}
		s, err := m.rich()
		w.shared = append(w.shared, s)
		if size += len(s); size > maxShared || len(w.shared) > maxTexts {
			return false, sentence{fmt.Sprintf("the workbook holds more than %d MiB of text or %d texts; keep the table alone", maxShared>>20, maxTexts)}
		}
		return true, err
	})
}

// rich is a text in one piece, or in runs that differ in their looks; how it is
// pronounced is left out.
func (m *markup) rich() (string, error) {
	var runs []string
	size := 0
	err := m.each(func(p piece) error {
		switch {
		case p != begins:
			return nil
		case m.name == "rPh":
			return m.skip()
		case m.name == "t" && size <= maxText:
			t, err := m.inside()
			runs, size = append(runs, t), size+len(t)
			return err
		}
		return nil
	})
	return plainEscapes(strings.Join(runs, "")), err
}
