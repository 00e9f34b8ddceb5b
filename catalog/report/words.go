package report

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v3"

	"crosswalk/assets"
	"crosswalk/catalog/score"
)

// English is the language that has every frame word.
const English = "en"

// Languages are those that documents can be framed in, as BCP 47, English first.
var Languages = []string{English, "de", "es"}

// Words are the frame words of documents in one language: headings, columns, states.
// What the catalogue and people say stays as it is. A word that a language lacks is
// the English one.
type Words struct {
	Lang string
	of   map[string]string
}

// WordsIn are the frame words of a language. An unknown one is refused.
func WordsIn(lang string) (*Words, error) {
	at := slices.Index(Languages, lang)
	if at < 0 {
		return nil, fmt.Errorf("there are no words of documents in %q; there are %s", lang, strings.Join(Languages, ", "))
	}
	return &Words{lang, framed[at]()}, nil
}

// InEnglish are the words of the language that has every one.
func InEnglish() *Words { return &Words{English, framed[0]()} }

// framed are the words of the languages, in their order, each read once a process
// and only where somebody wants it.
var framed = func() (all []func() map[string]string) {
	for _, lang := range Languages {
		all = append(all, sync.OnceValue(func() (words map[string]string) {
			raw, err := assets.Words.ReadFile("words/" + lang + ".yaml")
			if err == nil {
				err = yaml.Unmarshal(raw, &words)
			}
			if err != nil {
				panic(err) // a test holds the files to their schema
			}
			return words
		}))
	}
	return all
}()

// Say is a frame word, with what its {places} stand for: name, value, name, value.
func (w *Words) Say(key string, places ...any) string {
	text, ok := w.of[key]
	if !ok {
		text = framed[0]()[key]
	}
	for i := 0; i+1 < len(places); i += 2 {
		text = strings.ReplaceAll(text, "{"+places[i].(string)+"}", w.value(places[i+1]))
	}
	return text
}

// Count is a number with its noun: Say of the key with .one or .other behind it.
func (w *Words) Count(key string, n int) string {
	if n == 1 {
		return w.Say(key+".one", "n", n)
	}
	return w.Say(key+".other", "n", n)
}

// all are all words of the language, and the English ones.
func (w *Words) all() []string {
	return append(slices.Collect(maps.Values(w.of)), slices.Collect(maps.Values(framed[0]()))...)
}

// Of is the word for one of a closed list of the program's, such as a stage; what is
// not in the list stays as it is.
func (w *Words) Of(list, word string) string {
	if said := w.Say(list + "." + strings.ReplaceAll(word, " ", "_")); said != "" {
		return said
	}
	return word
}

func (w *Words) value(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return w.Number(v)
	}
	return fmt.Sprint(v)
}

// Number is a number with at most one decimal, as the language writes it.
func (w *Words) Number(f float64) string {
	text := strings.TrimSuffix(strconv.FormatFloat(f, 'f', 1, 64), ".0")
	return strings.ReplaceAll(text, ".", w.Say("number.point"))
}

// Percent is a share in whole per cents.
func (w *Words) Percent(share float64) string { return fmt.Sprintf("%d %%", score.Percent(share)) }

// Day is a kept day, YYYY-MM-DD, as the language writes it. Anything else stays as it
// is.
func (w *Words) Day(kept string) string {
	if d, err := time.Parse(time.DateOnly, kept); err == nil {
		return w.Date(d)
	}
	return kept
}

// Date is a day as the language writes it.
func (w *Words) Date(d time.Time) string {
	months := strings.Fields(w.Say("day.months"))
	return w.Say("day.form", "day", d.Day(), "month", months[d.Month()-1], "year", d.Year())
}
