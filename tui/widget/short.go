package widget

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/style"
)

// Short gives each name a form of so many cells at most: its first word, and where
// that is the first of others too, behind it the first that tells it from them.
func Short(names []string, most int) []string {
	words, alike := make([][]string, len(names)), map[string][]int{}
	out := make([]string, len(names))
	for i, name := range names {
		words[i] = strings.Fields(Line(name))
		if len(words[i]) > 0 {
			out[i] = ansi.Truncate(words[i][0], most, "…")
		}
		alike[out[i]] = append(alike[out[i]], i)
	}
	for _, group := range alike {
		shared := sharedWords(words, group)
		for _, i := range group {
			if rest := strings.Join(words[i][min(shared, len(words[i])):], " "); len(group) > 1 && rest != "" {
				out[i] = joined(strings.Join(words[i][:shared], " "), rest, most)
			}
		}
	}
	return out
}

// sharedWords counts the words that all of some names begin with.
func sharedWords(words [][]string, group []int) int {
	first := words[group[0]]
	n := len(first)
	for _, i := range group[1:] {
		n = min(n, len(words[i]))
		for at := range n {
			if words[i][at] != first[at] {
				n = at
			}
		}
	}
	return n
}

// joined is a beginning and what follows it, the beginning cut first.
func joined(begin, rest string, most int) string {
	if whole := strings.TrimSpace(begin + " " + rest); ansi.StringWidth(whole) <= most {
		return whole
	}
	rest = ansi.Truncate(rest, most*3/5, "…")
	return ansi.Truncate(begin, max(0, most-ansi.StringWidth(rest)-1), "") + "…" + rest
}

// Row is as many of n parts side by side as fit in w cells, from the first on where
// the one at that place is among them, else so that it is the last; … says where
// there are more. A part is drawn only where it may be seen.
func Row(more style.Ink, w, n, at int, part func(int) string) string {
	const mark = "…"
	room := w - ansi.StringWidth(mark)
	if drawn := fitting(room, 0, n, 1, part); at < len(drawn) {
		if len(drawn) < n {
			return Fit(trimmed(drawn), room) + more.Render(mark)
		}
		return Fit(trimmed(drawn), w)
	}
	drawn := fitting(room-ansi.StringWidth(mark), at, -1, -1, part)
	slices.Reverse(drawn)
	line := more.Render(mark) + trimmed(drawn)
	if at < n-1 {
		return Fit(line, room) + more.Render(mark)
	}
	return Fit(line, w)
}

// trimmed are parts without the blanks behind the last.
func trimmed(parts []string) string { return strings.TrimRight(strings.Join(parts, ""), " ") }

// fitting are the parts from one place on, before another, that fit in w cells; one
// at least.
func fitting(w, from, to, by int, part func(int) string) []string {
	var drawn []string
	for i := from; i != to; i += by {
		p := part(i)
		if ansi.StringWidth(strings.TrimRight(p, " ")) > w && len(drawn) > 0 {
			break
		}
		w -= ansi.StringWidth(p)
		drawn = append(drawn, p)
	}
	return drawn
}
