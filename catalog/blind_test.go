package catalog_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"crosswalk/catalog"
)

// A question that is good belongs to its item alone, and one who reads it without
// its number says which. TestBlind has a person try 40 of them and a machine all;
// make blind runs it.

const blindQuestions = 40

// Chance puts 1.4 % first.
const (
	leastFirst   = 0.45
	leastInThree = 0.70
)

func TestBlind(t *testing.T) {
	cat := shipped(t)
	first, three, all := machine(cat)
	t.Logf("a machine puts %d of %d questions (%.0f %%) first of %d items, %d (%.0f %%) in its first three; chance is %.1f %%",
		first, all, share(first, all), len(cat.Requirements().Items()), three, share(three, all), 100/float64(len(cat.Requirements().Items())))
	if float64(first) < leastFirst*float64(all) || float64(three) < leastInThree*float64(all) {
		t.Errorf("fewer questions than before belong to their item by their words")
	}
	if !testing.Verbose() {
		return
	}
	seed, err := strconv.ParseUint(cmp.Or(os.Getenv("SEED"), "20261126"), 10, 64)
	if err != nil {
		t.Fatalf("SEED is %q; it is a whole number", os.Getenv("SEED"))
	}
	asked := drawn(cat, seed)
	if path := os.Getenv("ANSWERS"); path != "" {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		told(t, asked, strings.Split(strings.TrimRight(string(raw), "\n"), "\n"))
		return
	}
	for i, q := range asked {
		fmt.Printf("%2d  %s\n", i+1, q.ask)
	}
	fmt.Printf("\nWrite the item of each into a file, one a line, and run: make blind SEED=%d ANSWERS=/its/path\n", seed)
}

type blind struct{ id, item, ask string }

// drawn are the questions that a seed chooses.
func drawn(cat *catalog.Catalog, seed uint64) []blind {
	var all []blind
	for _, it := range cat.Requirements().Items() {
		for _, q := range it.Questions {
			all = append(all, blind{q.ID, it.ID, q.Ask})
		}
	}
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:blindQuestions]
}

// told compares answers with the items.
func told(t *testing.T, asked []blind, answers []string) {
	t.Helper()
	right := 0
	for i, q := range asked {
		said := ""
		if i < len(answers) {
			said = strings.TrimSpace(answers[i])
		}
		if said == q.item {
			right++
			continue
		}
		fmt.Printf("%2d  %s, said %s: %s\n", i+1, q.id, cmp.Or(said, "nothing"), q.ask)
	}
	fmt.Printf("%d of %d right (%.0f %%)\n", right, len(asked), share(right, len(asked)))
}

func share(n, of int) float64 { return 100 * float64(n) / float64(of) }

// machine puts each question to the items without their questions, by the words
// they share, rare ones counting more (tf-idf, cosine), and counts how often the
// right item comes first, and among the first three.
func machine(cat *catalog.Catalog) (first, three, all int) {
	items := cat.Requirements().Items()
	texts := make([]map[string]float64, len(items))
	in := map[string]float64{} // how many items use a word
	for i, it := range items {
		texts[i] = bag(itemWords(it))
		for word := range texts[i] {
			in[word]++
		}
	}
	weigh := func(words map[string]float64) map[string]float64 {
		length := 0.0
		weighed := map[string]float64{}
		for word, n := range words {
			if in[word] > 0 {
				weighed[word] = (1 + math.Log(n)) * math.Log(float64(len(items))/in[word])
				length += weighed[word] * weighed[word]
			}
		}
		for word := range weighed {
			weighed[word] /= math.Sqrt(max(length, 1e-12))
		}
		return weighed
	}
	for i := range texts {
		texts[i] = weigh(texts[i])
	}
	for right, it := range items {
		for _, q := range it.Questions {
			asked := weigh(bag(q.Ask))
			alike := make([]float64, len(items))
			for i := range items {
				for word, w := range asked {
					alike[i] += w * texts[i][word]
				}
			}
			before := 0
			for i := range alike {
				if i != right && alike[i] >= alike[right]-1e-12 {
					before++
				}
			}
			all++
			if before < 1 {
				first++
			}
			if before < 3 {
				three++
			}
		}
	}
	return first, three, all
}

func itemWords(it *catalog.Item) string {
	texts := []string{it.Title, it.Intent, it.Deliverable, it.Pitfall}
	for level := range 6 {
		texts = append(texts, it.Levels[level])
	}
	return strings.Join(slices.Concat(texts, it.Evidence, it.Extend), " ")
}

// bag counts words, with the commonest endings cut off.
func bag(text string) map[string]float64 {
	words := map[string]float64{}
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		for _, end := range []string{"ing", "ed", "es", "s"} {
			if cut, ok := strings.CutSuffix(word, end); ok && len(cut) > 3 {
				word = cut
				break
			}
		}
		words[word]++
	}
	return words
}
