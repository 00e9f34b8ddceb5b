package register

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// fieldType is how a field of one type is read from what people type, and what
// they read of it.
type fieldType struct {
	read func(c Case, f *catalog.RegisterField, text string) (any, error)
	says func(c Case, word string) string // of one value; nil: as it stands

	write func(c Case, word string) string // one value as a person types it; nil: as it stands
}

// types are those that the catalogue knows.
var types = map[string]fieldType{
	"line":     {read: line},
	"person":   {read: line},
	"text":     {read: text},
	"date":     {read: date, says: func(_ Case, kept string) string { return day.Show(kept) }},
	"time":     {read: moment, says: timeShown, write: timeShown},
	"period":   {read: period},
	"yesno":    {read: func(_ Case, f *catalog.RegisterField, s string) (any, error) { return oneOf(f, catalog.YesNo, s) }},
	"choice":   {read: func(_ Case, f *catalog.RegisterField, s string) (any, error) { return oneOf(f, f.Words, s) }},
	"choices":  {read: choices},
	"level":    {read: level},
	"number":   {read: number},
	"persons":  {read: list(line)},
	"systems":  {read: list(system), says: systemName, write: systemWritten},
	"items":    {read: items, says: itemName, write: itemName},
	"record":   {read: reference, says: recordName, write: recordName},
	"records":  {read: list(reference), says: recordName, write: recordName},
	"evidence": {read: list(evidence), says: evidenceName, write: evidenceWritten},
}

// Read is what a field is set to by what a person typed; an empty text is nothing.
func (c Case) Read(f *catalog.RegisterField, typed string) (json.RawMessage, error) {
	if strings.TrimSpace(typed) == "" {
		return null, nil
	}
	v, err := types[f.Type].read(c, f, typed)
	if err != nil {
		return nil, err
	}
	return encode(v), nil
}

// Says is what a person reads of a field of a record: names and numbers where it
// leads to something, and what the catalogue does not know as it stands.
func (c Case) Says(r Record, field string) string {
	value, said := r.Values.Get(field)
	if !said {
		return ""
	}
	show := func(word string) string { return word }
	if k, known := c.Catalog.Register(r.Kind); known {
		f, has := k.Field(field)
		switch {
		case has && f.Type == "level":
			return step(c.steps(f), value)
		case has && types[f.Type].says != nil:
			show = func(word string) string { return types[f.Type].says(c, word) }
		}
	}
	if s := r.Text(field); s != "" {
		return show(s)
	}
	all := r.List(field)
	if len(all) == 0 {
		return string(value)
	}
	for i, word := range all {
		all[i] = show(word)
	}
	return strings.Join(all, ", ")
}

// Column is what a list shows of a record in a column: its state, the band of a risk,
// or what a field says.
func (c Case) Column(r Record, name string) string {
	_, said := r.Values.Get(name)
	switch {
	case said && name != catalog.RecordState:
		return c.Says(r, name)
	case name == catalog.RecordState:
		return r.State()
	case name == catalog.RecordBand, name == catalog.RecordBandAfter:
		m := c.Method()
		now, after := m.BandsOf(r)
		if name == catalog.RecordBandAfter {
			now = after
		}
		return m.Name(now)
	}
	return ""
}

// Offers are the words of which a field says one or some; none where any word will
// do.
func (c Case) Offers(f *catalog.RegisterField) []string {
	switch f.Type {
	case "yesno":
		return catalog.YesNo
	case "level":
		return c.steps(f)
	}
	return f.Words
}

// Suggests are words that a line is offered and need not take: the bands of the risk
// method for the limit of a criterion, and the categories of the criteria for a risk.
func (c Case) Suggests(k *catalog.Register, f *catalog.RegisterField) []string {
	switch {
	case k.ID == criteriaKind && f.Name == "limit":
		return c.Method().Bands
	case k.ID == riskKind && f.Name == "category":
		var all []string
		for _, r := range c.Book.Of(criteriaKind) {
			all = append(all, r.Title())
		}
		return all
	}
	return nil
}

// step is a level with its word: "3 likely".
func step(words []string, value json.RawMessage) string {
	n, err := strconv.Atoi(string(value))
	if err != nil || n < 1 || n > len(words) {
		return string(value)
	}
	return string(value) + " " + words[n-1]
}

// steps are the words of a level, the lowest first: its own, those of the risk
// method, or those of the form of impact assessments.
func (c Case) steps(f *catalog.RegisterField) []string {
	m := c.Method()
	switch f.Scale {
	case catalog.ScaleLikelihood:
		return m.Likelihood
	case catalog.ScaleConsequence:
		return m.Consequence
	}
	if f.Scale != "" {
		return c.Catalog.ImpactForm().Steps(f.Scale)
	}
	return f.Words
}

func line(_ Case, f *catalog.RegisterField, s string) (any, error) {
	s = strings.TrimSpace(s)
	return s, assess.CheckLine(f.Label, s)
}

func text(_ Case, f *catalog.RegisterField, s string) (any, error) {
	return s, assess.CheckText(f.Label, s, assess.MaxNote)
}

func date(c Case, f *catalog.RegisterField, s string) (any, error) {
	return day.Parse(f.Label, s, c.Today)
}

// minute is how a time is kept: local, to the minute.
const minute = "2006-01-02T15:04"

func moment(_ Case, f *catalog.RegisterField, s string) (any, error) {
	t, err := time.Parse(minute, strings.Replace(strings.TrimSpace(s), " ", "T", 1))
	if err != nil || !day.Within(t) {
		return nil, wrong(f, s, "a time; write it as 2026-12-31 14:30")
	}
	return t.Format(minute), nil
}

func period(_ Case, f *catalog.RegisterField, s string) (any, error) {
	s = strings.ToLower(strings.ReplaceAll(s, " ", ""))
	if !catalog.PeriodForm().MatchString(s) {
		return nil, wrong(f, s, "a period; write it as 72h, 30d, 6w, 3m or 1y")
	}
	return s, nil
}

// oneOf finds a word of a list, in whatever case it is typed.
func oneOf(f *catalog.RegisterField, words []string, s string) (string, error) {
	for _, w := range words {
		if strings.EqualFold(w, strings.TrimSpace(s)) {
			return w, nil
		}
	}
	return "", fmt.Errorf("the field %q does not say %q; it is %s", f.Label, strings.TrimSpace(s), assess.Either(words))
}

func choices(_ Case, f *catalog.RegisterField, s string) (any, error) {
	var chosen, kept []string
	for _, part := range parts(s) {
		w, err := oneOf(f, f.Words, part)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, w)
	}
	for _, w := range f.Words {
		if slices.Contains(chosen, w) {
			kept = append(kept, w)
		}
	}
	return kept, nil
}

// level reads a step of a scale by its number, from 1, or by its word.
func level(c Case, f *catalog.RegisterField, s string) (any, error) {
	words := c.steps(f)
	for i, w := range words {
		if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil && n == i+1 || strings.EqualFold(w, strings.TrimSpace(s)) {
			return i + 1, nil
		}
	}
	return nil, wrong(f, s, fmt.Sprintf("a step; it is 1 to %d, %s", len(words), assess.Either(words)))
}

func number(_ Case, f *catalog.RegisterField, s string) (any, error) {
	x, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return nil, wrong(f, s, "a number; write it as 12.5")
	}
	return x, nil
}

// list reads several values with a comma between them, each once.
func list(one func(Case, *catalog.RegisterField, string) (any, error)) func(Case, *catalog.RegisterField, string) (any, error) {
	return func(c Case, f *catalog.RegisterField, s string) (any, error) {
		var all []string
		for _, part := range parts(s) {
			v, err := one(c, f, part)
			if err != nil {
				return nil, err
			}
			if word := v.(string); !slices.Contains(all, word) {
				all = append(all, word)
			}
		}
		return all, nil
	}
}

func parts(s string) []string {
	var all []string
	for _, part := range strings.Split(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

func wrong(f *catalog.RegisterField, s, right string) error {
	return fmt.Errorf("the field %q does not read %q as %s", f.Label, strings.TrimSpace(s), right)
}
