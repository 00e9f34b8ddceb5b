package history

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// clash is what does not go together under the cursor; false where that is a field.
func (d *disputed) clash() (store.Clash, bool) {
	i := d.cursor.At - len(d.all)
	if i < 0 || i >= len(d.odd) {
		return store.Clash{}, false
	}
	return d.odd[i], true
}

func (d *disputed) clashName(x store.Clash) string {
	return widget.Line(assess.SubjectName(d.h.s.Catalog, d.h.now.Assessment, x.About))
}

// onClash takes the keys that end one: back, where something was taken away, or leave.
func (d *disputed) onClash(msg tea.KeyPressMsg, x store.Clash) tea.Cmd {
	words, can := x.Back()
	switch k := d.keys; {
	case key.Matches(msg, k.Left):
		d.side = 0
	case key.Matches(msg, k.Right) && can:
		d.side = 1
	case key.Matches(msg, k.Reason):
		return d.askReason()
	case key.Matches(msg, k.Take):
		back := can && d.side == 0
		said := d.clashName(x) + ": left as it is; u takes it back."
		if back {
			said = d.clashName(x) + ": you chose to " + words + "; u takes it back."
		}
		reason := d.reason
		d.reason = ""
		return d.h.s.SettleClash(d.h.now.Assessment.ID, said, x, back, reason)
	case key.Matches(msg, k.Both, k.Own, k.Theirs, k.Vote, k.Walk):
		return screen.Tell("Two fields do not go together here: ← → choose what becomes of it, enter does it.")
	}
	return nil
}

// ways are what can become of it, the chosen one marked.
func (d *disputed) ways(x store.Clash) []string {
	t := d.h.s.Theme
	lines := widget.Wrap(screen.Said(widget.Line(x.Words(d.h.s.Catalog, d.h.now.Assessment))), d.w)
	lines = append(lines, "")
	var ways []string
	if words, can := x.Back(); can {
		ways = append(ways, words)
	}
	line := ""
	for i, way := range append(ways, "leave it as it is") {
		if i == min(d.side, len(ways)) {
			line += "▸ " + t.Strong.Render(way) + "     "
			continue
		}
		line += "  " + way + "     "
	}
	lines = append(lines, widget.Fit(line, d.w), "")
	for _, r := range []assess.Revision{x.Here, x.There} {
		if r.ID != "" {
			lines = append(lines, t.Dim.Render(widget.Fit("  "+widget.Line(r.Author)+" · "+strings.TrimSpace(d.h.when(r.At))+" · "+d.h.fieldName(r)+": "+d.said(r), d.w)))
		}
	}
	return lines
}

func (d *disputed) clashFooter() []key.Binding {
	k := d.keys
	bind.Say(&k.Right, "choose")
	bind.Say(&k.Take, "do it")
	return []key.Binding{k.Right, k.Take, k.Reason, k.Out}
}
