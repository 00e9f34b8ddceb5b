package register

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
)

// The columns of a file of measurements; the first two it must have.
var measurementColumns = []string{"at", "value", "population", "group", "note"}

// MostMeasurements is how many one file may bring: each is a revision for ever.
const MostMeasurements = 100_000

// ReadMeasurements reads a CSV file of measurements: a line of headings, with at and
// value, and where there are such population, group and note, in whatever order,
// separated by commas, semicolons or tabs. It takes all rows or none.
func ReadMeasurements(raw []byte) ([]assess.Measurement, error) {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	head, _, _ := bytes.Cut(raw, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(raw))
	for _, separator := range ";\t" {
		if bytes.ContainsRune(head, separator) {
			r.Comma = separator
		}
	}
	headings, err := r.Read()
	if err != nil {
		return nil, errors.New("the file has no line of headings; at,value is right")
	}
	at, err := placesOfColumns(headings)
	if err != nil {
		return nil, err
	}
	var all []assess.Measurement
	for {
		row, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return nil, fmt.Errorf("row %d can't be read: it has not as many fields as the headings, or a quote that is not closed", len(all)+2)
		case len(all) == MostMeasurements:
			return nil, fmt.Errorf("the file has more than %d measurements; take it in several parts", MostMeasurements)
		}
		m, err := measurementIn(row, at)
		if err != nil {
			return nil, fmt.Errorf("row %d: %w", len(all)+2, err)
		}
		all = append(all, m)
	}
}

// placesOfColumns are the places of the columns in a row, in the order of
// measurementColumns; -1: it is not there.
func placesOfColumns(headings []string) ([]int, error) {
	for i, h := range headings {
		headings[i] = strings.ToLower(strings.TrimSpace(h))
		if !slices.Contains(measurementColumns, headings[i]) || slices.Index(headings, headings[i]) != i {
			return nil, fmt.Errorf("there is no column %q, or it stands twice; the headings are %s", h, assess.Either(measurementColumns))
		}
	}
	at := make([]int, len(measurementColumns))
	for i, name := range measurementColumns {
		if at[i] = slices.Index(headings, name); at[i] < 0 && i < 2 {
			return nil, fmt.Errorf("the column %s is missing; a measurement is a time and a value", name)
		}
	}
	return at, nil
}

func measurementIn(row []string, at []int) (assess.Measurement, error) {
	said := func(i int) string {
		if at[i] < 0 {
			return ""
		}
		return strings.TrimSpace(row[at[i]])
	}
	return TypedMeasurement(said(0), said(1), said(2), said(3), said(4))
}

// TypedMeasurement is a measurement of what people and files write; nothing need be
// said but its time and value.
func TypedMeasurement(at, value, population, group, note string) (m assess.Measurement, err error) {
	if m.At, err = ReadMoment(at); err != nil {
		return m, err
	}
	if m.Value, err = ReadFigure(value); err != nil {
		return m, err
	}
	if population != "" {
		if m.Population, err = strconv.ParseInt(population, 10, 64); err != nil {
			return m, fmt.Errorf("the population %q is no whole number", population)
		}
	}
	m.Group, m.Note = group, note
	return m, nil
}

// ReadFigure reads the value of a measurement; a comma may stand for the point.
func ReadFigure(text string) (float64, error) {
	x, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(text), ",", ".", 1), 64)
	if err != nil {
		return 0, fmt.Errorf("the value %q is no number; write it as 12.5", text)
	}
	return x, nil
}
