package registers

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/register"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// What a rule says of a register as a whole, such as a document that is missing, is
// about no record: it stands in a block above the list, one step up from the first row.

// mostWhole is how many lines the block has.
const mostWhole = 2

// whole are the marks of the register that is listed, as a whole.
func (g *Screen) whole() []register.Mark {
	if k := g.register(); k != nil {
		return g.shelf.whole[k.ID]
	}
	return nil
}

// wholeLines are the block: its first sentence, and how many more there are.
func (g *Screen) wholeLines(w int) []string {
	marks := g.whole()
	if len(marks) == 0 {
		return nil
	}
	words, more := sentence(marks[0].Sentence), ""
	if n := len(marks) - 1; n > 0 {
		more = fmt.Sprintf(" And %d more.", n)
	}
	said := widget.Wrap(words+more, w-5)
	if len(said) > mostWhole {
		rest := strings.Join(said[mostWhole-1:], " ")
		said = append(said[:mostWhole-1], widget.Fit(strings.TrimSuffix(rest, more), w-5-len(more))+more)
	}
	lead, sign := "  ", widget.Fit(signOf(marks[0].Degree, g.s.Theme), 3)
	if g.part == atWhole {
		lead = g.s.Theme.Accent.Render("▸ ")
	}
	lines := widget.Indent(said, lead+sign, "     ")
	if g.part == atWhole {
		for i, l := range said {
			lines[i] = strings.TrimSuffix(lines[i], l) + g.s.Theme.Cursor.Render(l)
		}
	}
	return lines
}

// listView is the list with the block between its head and its rows.
func (g *Screen) listView(w, h int, head list.Head) string {
	block := g.wholeLines(w)
	if len(block) == 0 {
		return g.rows.View(w, h, head)
	}
	first, rest, _ := strings.Cut(g.rows.View(w, h-len(block), head), "\n")
	return first + "\n" + widget.Pane(block, w, len(block)) + "\n" + rest
}

// wholeKey takes keys at the block.
func (g *Screen) wholeKey(msg tea.KeyPressMsg) tea.Cmd {
	switch k := g.keys; {
	case key.Matches(msg, g.rows.Keys.Down, k.Back):
		g.part = atRows
	case key.Matches(msg, k.Out):
		g.part = atKinds
	case key.Matches(msg, k.Open, k.In):
		return g.openWhole()
	case key.Matches(msg, k.Add, k.Library, k.Show, k.Need, k.Sort, k.Import, g.rows.Find.Begin):
		g.part = atRows
		return g.rowsKey(msg)
	case key.Matches(msg, k.State, k.Clear, k.Owner, k.About, k.Names, k.Walk, k.Editor):
		return screen.Tell("This line is about the register as a whole; ↓ leads to the records.")
	default:
		return nil
	}
	return g.moved()
}

// openWhole opens what the marks rest on: the programme of the audits, what is not
// documented yet, or the record that was made last.
func (g *Screen) openWhole() tea.Cmd {
	marks := g.whole()
	if len(marks) == 0 {
		g.part = atRows
		return g.moved()
	}
	switch {
	case g.register().ID == register.KindAudit:
		return g.openProgramme()
	case marks[0].Rule == register.RuleRequired:
		return g.s.Open(dialog.NewChoice(g.s, "Not documented yet: enter leads to the item", "All is documented.", g.missing))
	}
	g.part = atRows
	g.rows.Move(len(g.rows.Rows()))
	g.preview()
	return tea.Batch(g.moved(), screen.Tell(sentence(marks[0].Sentence)))
}

// missing offers the items for which a document is missing.
func (g *Screen) missing() []dialog.Option {
	var all []dialog.Option
	for _, need := range register.Missing(g.shelf.Case) {
		at := screen.Place{Item: need.Items[0]}
		all = append(all, dialog.Option{Label: need.Title, Note: strings.Join(need.Items, ", "), Pick: func() tea.Cmd {
			return g.s.Ask(screen.Go{Route: screen.Walk, Place: at})
		}})
	}
	return all
}

// wholeFooter names what matters at the block.
func (g *Screen) wholeFooter() []key.Binding {
	k, down := g.keys, g.rows.Keys.Down
	bind.Say(&k.Open, "what it rests on")
	bind.Say(&down, "the records")
	bind.Say(&k.Add, "add")
	bind.Say(&k.Back, "back")
	return []key.Binding{k.Open, down, k.Add, k.Back}
}
