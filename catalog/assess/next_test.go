package assess

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestTheAnswersOfEverySystemAreFoundInWhateverOrderTheyAreAskedFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var all []Answered
		for s := range 6 {
			for q := range rapid.IntRange(0, 3).Draw(t, "answers") {
				system := fmt.Sprint("s", s)
				if s == 0 {
					system = "" // for all
				}
				all = append(all, Answered{Key: Key{System: system, Question: fmt.Sprint(q)}})
			}
		}
		asked := rapid.SliceOfN(rapid.SampledFrom([]string{"s1", "s2", "s3", "s4", "s5", "s9"}), 0, 12).Draw(t, "asked")
		rest := all
		for _, system := range asked {
			var own []Answered
			own, rest = next(rest, all, system)
			want := slices.DeleteFunc(slices.Clone(all), func(x Answered) bool { return x.System != system })
			if !slices.EqualFunc(own, want, func(a, b Answered) bool { return a.Key == b.Key }) {
				t.Fatalf("%s has %v, want %v of %v", system, own, want, all)
			}
		}
	})
}
