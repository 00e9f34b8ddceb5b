package catalog_test

import (
	"regexp"
	"strings"
	"testing"

	"crosswalk/catalog"
)

// easy is how hard the texts of each kind may be to read, as a grade of school
// after Flesch and Kincaid, a bit above what stands.
var easy = map[string]float64{
	"questions": 6.2, "answers at 3": 6.0, "levels": 6.2, "intents": 7.7, "extends": 8.0, "evidence": 6.2, "pitfalls": 8.8, "in place (ISMS)": 6.3,
}

func TestEveryKindOfTextIsEasyToRead(t *testing.T) {
	kinds := map[string]*reading{}
	add := func(kind string, texts ...string) {
		if kinds[kind] == nil {
			kinds[kind] = &reading{}
		}
		for _, text := range texts {
			kinds[kind].read(text)
		}
	}
	cat := shipped(t)
	for _, it := range cat.Requirements().Items() {
		for _, q := range it.Questions {
			add("questions", q.Ask)
			add("answers at 3", q.Good)
		}
		for _, level := range it.Levels {
			add("levels", catalog.Conditions(level)...)
		}
		add("intents", it.Intent)
		add("extends", it.Extend...)
		add("evidence", it.Evidence...)
		add("pitfalls", it.Pitfall)
	}
	for _, it := range cat.Foundation().Items() {
		add("in place (ISMS)", it.Implemented)
	}
	for kind, most := range easy {
		got := kinds[kind].grade()
		t.Logf("%-16s %4.1f", kind, got)
		if got > most {
			t.Errorf("%s read at grade %.1f; at most %.1f is right: shorter sentences, shorter words", kind, got, most)
		}
	}
}

// reading counts what a grade is made of.
type reading struct{ sentences, words, syllables int }

var (
	sentenceEnd = regexp.MustCompile(`[.!?:]+(?:\s|$)`)
	spokenWord  = regexp.MustCompile(`[A-Za-z]+(?:['’-][A-Za-z]+)*`)
	vowels      = regexp.MustCompile(`[aeiouy]+`)
)

func (r *reading) read(text string) {
	if text == "" {
		return
	}
	r.sentences += max(1, len(sentenceEnd.FindAllString(text, -1)))
	for _, word := range spokenWord.FindAllString(text, -1) {
		r.words++
		r.syllables += syllables(word)
	}
}

// grade is that of Kincaid, Fishburne, Rogers and Chissom (1975).
func (r *reading) grade() float64 {
	return 0.39*float64(r.words)/float64(r.sentences) + 11.8*float64(r.syllables)/float64(r.words) - 15.59
}

// syllables counts groups of vowels, without the silent e at the end.
func syllables(word string) int {
	word = strings.ToLower(word)
	n := len(vowels.FindAllString(word, -1))
	silent := strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") || strings.HasSuffix(word, "ed") && !strings.HasSuffix(word, "ted") && !strings.HasSuffix(word, "ded")
	if silent && n > 1 {
		n--
	}
	return max(1, n)
}

func TestSyllablesAreCounted(t *testing.T) {
	for word, want := range map[string]int{"risk": 1, "measure": 2, "people": 2, "asked": 1, "tested": 2, "assessment": 3, "the": 1, "organisation": 5} {
		if got := syllables(word); got != want {
			t.Errorf("%s has %d, not %d", word, got, want)
		}
	}
}
