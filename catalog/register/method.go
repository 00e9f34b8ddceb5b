package register

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Method makes a level of a likelihood and a consequence: a table of bands, never
// a product.
type Method struct {
	Likelihood, Consequence []string // the words of their steps, the lowest first
	Bands                   []string // the names of the levels, the lowest first

	cells [][]int // bands from 1, by likelihood, then by consequence
}

// The usual method: five steps each, and four bands.
var (
	usualLikelihood  = []string{"rare", "unlikely", "possible", "likely", "almost certain"}
	usualConsequence = []string{"negligible", "minor", "moderate", "major", "severe"}
	usualBands       = []string{"low", "medium", "high", "severe"}
	usualMatrix      = strings.Fields("lllmm llmmh lmmhh lmhhs mmhss")
)

// methodRows offer the usual method as the beginning of one's own.
func methodRows(Case) []Row {
	lines := func(words []string) string { return strings.Join(words, "\n") }
	return []Row{{
		catalog.RecordLibrary: "usual", catalog.RecordTitle: "Risk method, 5 x 5 with four bands",
		"likelihood": lines(usualLikelihood), "consequence": lines(usualConsequence), "bands": lines(usualBands), "matrix": lines(usualMatrix),
	}}
}

// start is the method where an organisation has not written down its own.
var start = func() Method {
	m, err := newMethod(usualLikelihood, usualConsequence, usualBands, usualMatrix)
	if err != nil {
		panic(err) // a test would have met it
	}
	return m
}()

// The steps and bands that a method may have.
const (
	leastSteps = 3
	mostSteps  = 6
)

func newMethod(likelihood, consequence, bands, matrix []string) (Method, error) {
	m := Method{Likelihood: likelihood, Consequence: consequence, Bands: bands}
	for _, part := range []struct {
		name string
		of   []string
	}{{"steps of likelihood", likelihood}, {"steps of consequence", consequence}, {"bands", bands}} {
		if n := len(part.of); n < leastSteps || n > mostSteps {
			return m, fmt.Errorf("the method has %d %s; %d to %d are right, a line each", n, part.name, leastSteps, mostSteps)
		}
	}
	letters := ""
	for _, band := range bands {
		r, _ := utf8.DecodeRuneInString(strings.ToLower(band))
		if strings.ContainsRune(letters, r) {
			return m, fmt.Errorf("two bands begin with %q; each begins with a letter of its own", string(r))
		}
		letters += string(r)
	}
	return m, m.fill(matrix, []rune(letters))
}

// fill reads the matrix and refuses one of another size, or that falls where a
// step rises.
func (m *Method) fill(matrix []string, letters []rune) error {
	if len(matrix) != len(m.Likelihood) {
		return fmt.Errorf("the matrix has %d lines; one for each of the %d steps of likelihood is right", len(matrix), len(m.Likelihood))
	}
	for i, text := range matrix {
		var line []int
		for _, r := range strings.ToLower(strings.ReplaceAll(text, " ", "")) {
			band := slices.Index(letters, r) + 1
			if band == 0 {
				return fmt.Errorf("line %d of the matrix says %q, which no band begins with", i+1, string(r))
			}
			line = append(line, band)
		}
		if len(line) != len(m.Consequence) {
			return fmt.Errorf("line %d of the matrix has %d letters; one for each of the %d steps of consequence is right", i+1, len(line), len(m.Consequence))
		}
		if m.cells = append(m.cells, line); !rises(m.cells) {
			return fmt.Errorf("the matrix falls in line %d; a higher step never makes a lower level", i+1)
		}
	}
	return nil
}

// rises reports whether the last line falls nowhere, and not below the one before.
func rises(cells [][]int) bool {
	last := cells[len(cells)-1]
	if !slices.IsSorted(last) {
		return false
	}
	for j := range last {
		if len(cells) > 1 && last[j] < cells[len(cells)-2][j] {
			return false
		}
	}
	return true
}

// Level is the band, from 1, of a likelihood and a consequence from 1; 0 where one
// of them is not said, or no step of the method.
func (m Method) Level(likelihood, consequence int) int {
	if likelihood < 1 || likelihood > len(m.cells) || consequence < 1 || consequence > len(m.Consequence) {
		return 0
	}
	return m.cells[likelihood-1][consequence-1]
}

// Band is the place of a band, from 1, by its name; 0 where there is none.
func (m Method) Band(name string) int {
	return slices.IndexFunc(m.Bands, func(b string) bool { return assess.FoldName(b) == assess.FoldName(name) }) + 1
}

// methodKind and criteriaKind are registers that risks are judged by.
const (
	methodKind   = "risk-method"
	criteriaKind = "risk-criteria"
)

// Method is what risks are rated by: the newest that was approved and can be read,
// else the newest draft that can be, else the usual one.
func (c Case) Method() Method {
	all := c.of(methodKind)
	for _, approved := range []bool{true, false} {
		for _, r := range slices.Backward(all) {
			if m, err := methodOf(r); err == nil && (r.State() == "approved") == approved {
				return m
			}
		}
	}
	return start
}

func methodOf(r Record) (Method, error) {
	var rows [4][]string
	for i, field := range []string{"likelihood", "consequence", "bands", "matrix"} {
		if rows[i] = lines(r.Text(field)); len(rows[i]) == 0 {
			return Method{}, errors.New("the method lacks its " + field)
		}
	}
	return newMethod(rows[0], rows[1], rows[2], rows[3])
}

// lines are the lines of a text that say something.
func lines(s string) []string {
	var all []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}
