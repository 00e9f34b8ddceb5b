package assess

import (
	"encoding/json"
	"slices"
	"strings"
)

// Where two people went on from one text without knowing of each other, and each in
// other paragraphs, both are heard: the texts are put together by paragraph. Where they
// changed one paragraph, or two that stand side by side, a person decides.

// together is the text that heads which disagree make, given what they all go on from;
// false where they do not come together.
func together(heads []Revision, base Revision) (merged string, ok bool) {
	var was string
	if base.Erased() || json.Unmarshal(base.Value, &was) != nil || was == "" {
		return "", false
	}
	merged = was
	for _, h := range heads {
		var said string
		if json.Unmarshal(h.Value, &said) != nil || said == was {
			return "", false
		}
		parts, clean := merge(paragraphs(was), paragraphs(merged), paragraphs(said))
		if !clean {
			return "", false
		}
		merged = strings.Join(parts, "\n\n")
	}
	return merged, true
}

func paragraphs(text string) []string { return strings.Split(text, "\n\n") }

// merge puts together what two texts made of one, piece by piece; clean is false
// where both changed a piece, or what stands beside it.
func merge(base, ours, theirs []string) (merged []string, clean bool) {
	a, b := alike(base, ours), alike(base, theirs)
	i, j, k := 0, 0, 0 // the first of each that is not yet looked at
	for at := 0; at <= len(base); at++ {
		x, y := len(ours), len(theirs)
		if at < len(base) {
			if x, y = a[at], b[at]; x < 0 || y < 0 {
				continue // changed or taken out by one of them at least
			}
		}
		part, ok := either(base[i:at], ours[j:x], theirs[k:y])
		if !ok {
			return nil, false
		}
		if merged = append(merged, part...); at < len(base) {
			merged = append(merged, base[at])
		}
		i, j, k = at+1, x+1, y+1
	}
	return merged, true
}

// either is what becomes of a stretch between two pieces that all have.
func either(base, ours, theirs []string) ([]string, bool) {
	switch {
	case slices.Equal(ours, theirs), slices.Equal(base, theirs):
		return ours, true
	case slices.Equal(base, ours):
		return theirs, true
	}
	return nil, false
}

// alike says of each piece of a text where it stands in another one, by the longest row
// of pieces that both have; -1: nowhere.
func alike(base, other []string) []int {
	longest := make([][]int, len(base)+1) // of what is left of both
	for i := range longest {
		longest[i] = make([]int, len(other)+1)
	}
	for i := len(base) - 1; i >= 0; i-- {
		for j := len(other) - 1; j >= 0; j-- {
			if longest[i][j] = max(longest[i+1][j], longest[i][j+1]); base[i] == other[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	at := make([]int, len(base))
	for i, j := 0, 0; i < len(base); i++ {
		for at[i] = -1; j < len(other) && longest[i][j] > longest[i+1][j]; j++ {
			if base[i] == other[j] {
				at[i] = j
				j++
				break
			}
		}
	}
	return at
}
