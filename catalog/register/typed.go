package register

import (
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

// Typed is what a field of a record says as a person would type it: Read makes the
// same of it, unless what it leads to is gone.
func (c Case) Typed(r Record, f *catalog.RegisterField) string {
	value := r.Value(f.Name)
	if f.Type == "level" {
		return levelTyped(c.steps(f), string(value))
	}
	write := types[f.Type].write
	if write == nil {
		write = func(_ Case, word string) string { return word }
	}
	if s := r.Text(f.Name); s != "" {
		return write(c, s)
	}
	all := slices.Clone(r.List(f.Name))
	if len(all) == 0 {
		return string(value)
	}
	for i, word := range all {
		all[i] = write(c, word)
	}
	return strings.Join(all, ", ")
}

// levelTyped is the word of a step, and its number where it has no word of its own.
func levelTyped(words []string, step string) string {
	n, err := strconv.Atoi(step)
	if err != nil || n < 1 || n > len(words) || slices.Index(words, words[n-1]) != n-1 {
		return step
	}
	return words[n-1]
}

func systemWritten(c Case, id string) string {
	if s, known := c.Assessment.System(id); known && !s.Removed {
		return systemTyped(s)
	}
	return systemName(c, id)
}

func evidenceWritten(c Case, id string) string {
	if e, known := c.Assessment.EvidenceByID(id); known && !e.Removed {
		return c.Assessment.EvidenceNumber(e)
	}
	return evidenceName(c, id)
}

func itemName(c Case, ref string) string { return assess.RefName(c.Catalog, c.Assessment, ref) }

func timeShown(_ Case, kept string) string { return strings.Replace(kept, "T", " ", 1) }
