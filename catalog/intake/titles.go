package intake

import (
	"fmt"
	"strings"
	"unicode"

	"crosswalk/catalog"
)

// bare are words that say nothing of what one title is about.
var bare = map[string]bool{
	"the": true, "and": true, "for": true, "with": true, "from": true, "during": true, "other": true, "information": true, "security": true,
	"control": true, "controls": true, "management": true, "general": true, "system": true, "systems": true,
	"controle": true, "controles": true, "controlo": true, "controllo": true, "contrôle": true, "contrôles": true, "kontrolle": true,
}

// titleWords are those of a title, in the form in which two spellings of one
// meet: policy and policies, organisation and organization.
func titleWords(s string, keep func(string) bool) map[string]bool {
	all := map[string]bool{}
	s = strings.ToLower(s[:min(len(s), mostHeading)])
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if !keep(w) {
			continue
		}
		w = strings.TrimSuffix(strings.ReplaceAll(w, "isation", "ization"), "s")
		if r := []rune(w); len(r) > 5 {
			w = string(r[:5])
		}
		all[w] = true
	}
	return all
}

// telling are the words that tell one title from most others.
func telling(s string) map[string]bool {
	return titleWords(s, func(w string) bool { return len(w) > 2 && !bare[w] })
}

// allWords are those of a title with the short and common ones, for two titles
// of one number that differ in little else.
func allWords(s string) map[string]bool {
	return titleWords(s, func(w string) bool { return len(w) > 1 })
}

func shared(a, b map[string]bool) int {
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return n
}

// title is what a row says beside its number, in the column that names what an
// item is about and behind the number itself.
func (r *reader) title(at int) string {
	row, item := r.t.rows[at], r.head.columns[fItem]
	said := ""
	bare, _ := bareItem(r.sheets, row.at(item).text)
	if m := idForm().FindStringSubmatchIndex(bare); m != nil {
		said = strings.TrimSpace(bare[m[5]:])
	}
	if column, there := r.head.columns[fTitle]; there && column != item && row.at(column).kind == text {
		said += " " + row.at(column).text
	}
	return said
}

// mostLabel is how much of a title tells a row from others, in letters.
const mostLabel = 80

// label is what a row asks, to tell it from others about the same item.
func (r *reader) label(at int) string {
	s := strings.Join(strings.Fields(r.title(at)), " ")
	if cut := []rune(s); len(cut) > mostLabel {
		s = string(cut[:mostLabel]) + "…"
	}
	return s
}

// titled tells by the title of a row which of two items is meant; nil where it
// fits both or neither.
func (r *reader) titled(at int, one, other *catalog.Item) *catalog.Item {
	said := telling(r.title(at))
	a, b := shared(said, telling(one.Title)), shared(said, telling(other.Title))
	switch {
	case a > b:
		return one
	case b > a:
		return other
	}
	return nil
}

// titledAsClause reports whether a row of a statement names a clause: its bare
// number is one, and its title is the clause's and not the control's.
func (r *reader) titledAsClause(at int, i id) bool {
	clause, there := r.cat.Baseline(i.number)
	if r.as != SoA || i.letter != "" || !there {
		return false
	}
	said := allWords(r.title(at))
	control, is := r.cat.Baseline("A." + i.number)
	return shared(said, allWords(clause.Title)) > 0 && (!is || shared(said, allWords(control.Title)) == 0)
}

// byTitle is the item that a row without a number names by its title. Where it is
// only close to one, somebody has to say.
func (r *reader) byTitle(at int) (*catalog.Item, error) {
	c := r.itemCell(at)
	said := strings.TrimSpace(c.text)
	if r.titles == nil {
		r.titles = titlesOf(r.standard())
	}
	for _, title := range []string{said, r.title(at)} {
		if number, there := r.want.Layout.Items[titleKey(title)]; there {
			return r.saidItem(title, number)
		}
		if it := r.titles[titleKey(title)]; it != nil {
			r.titleOnly++
			return it, nil
		}
	}
	it := r.closest(said)
	if it == nil {
		return nil, fmt.Errorf("%s is no item; clauses are written 6.1.2, controls A.5.9, or by their titles", short(said))
	}
	if r.want.Accept {
		r.titleOnly++
		return it, nil
	}
	r.near = append(r.near, Ask{
		Kind: AskTitles, Proposed: true, Flags: []string{typed("item", said+"="+it.Number)}, Title: said, Item: it.Number,
		Text: fmt.Sprintf("%s in row %d is close to %s %s", short(said), r.t.rows[at].n, it.Number, it.Title),
	})
	return nil, nil
}

// saidItem is the item that somebody has said a title means.
func (r *reader) saidItem(title, number string) (*catalog.Item, error) {
	i, ok := parseID(r.sheets, cell{kind: text, text: number})
	if !ok {
		return nil, fmt.Errorf("%s is said to mean %s, which is no item's number", short(title), short(number))
	}
	it, heading, err := r.find(i)
	if err == nil && heading {
		err = fmt.Errorf("%s is a heading and has no rating of its own", i)
	}
	return it, err
}

// closest is the one item whose title shares most of its words with a text, and
// most of the text's words with it.
func (r *reader) closest(said string) *catalog.Item {
	words := telling(said)
	var best *catalog.Item
	most, tied := 0.0, false
	for _, it := range r.standard().Items() {
		title := telling(it.Title)
		if len(title) == 0 || len(words) == 0 {
			continue
		}
		both := shared(words, title)
		alike := float64(2*both) / float64(len(words)+len(title))
		switch {
		case alike > most:
			best, most, tied = it, alike, false
		case alike == most:
			tied = true
		}
	}
	if most < closeEnough || tied {
		return nil
	}
	return best
}

// closeEnough is the share of words that a text and a title must have in common
// for one to be proposed for the other.
const closeEnough = 0.6
