package dialog

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/bind"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// Option is one line of a Choice: Label is what it is, Note a dim word beside.
type Option struct {
	Label, Note string
	// Pick says what choosing it does; the dialog closes first.
	Pick func() tea.Cmd
}

// Choice is a short list to pick from, and where keys are given, to act on.
type Choice struct {
	s       *screen.Session
	title   string
	empty   string
	options func() []Option
	extra   []Extra
	picks   Asks // nil: everybody picks
	at, top int
	w, h    int
	move    list.Keys
	pick    key.Binding
	out     key.Binding
}

// Extra is a further key of a Choice; it is given the place of the cursor, -1
// in an empty list.
type Extra struct {
	Binding key.Binding
	Asks    Asks // nil: it is everybody's
	Do      func(at int) tea.Cmd
	Closes  bool
}

// Asks is what keys ask of a person, as screen.Session has it.
type Asks = func(...key.Binding) screen.Right

// rightsOf are what further keys ask for.
func rightsOf(extra []Extra) screen.Rights {
	var all screen.Rights
	for _, x := range extra {
		if x.Asks != nil {
			all = append(all, x.Asks(x.Binding))
		}
	}
	return all
}

// NewChoice opens a list. The options are asked for at every drawing, so that
// news shows at once; empty is the sentence an empty list teaches with.
func NewChoice(s *screen.Session, title, empty string, options func() []Option, extra ...Extra) *Choice {
	return &Choice{
		s: s, title: title, empty: empty, options: options, extra: extra,
		move: list.NewKeys(),
		pick: bind.And("enter", "choose", bind.Open, bind.State),
		out:  bind.And("esc", "back", bind.Back, bind.Leave),
	}
}

// Picked says what picking asks for.
func (c *Choice) Picked(asks Asks) *Choice {
	c.picks = asks
	return c
}

// Rights are what its keys ask for.
func (c *Choice) Rights() screen.Rights {
	rights := rightsOf(c.extra)
	if c.picks != nil {
		rights = append(rights, c.picks(c.pick))
	}
	return rights
}

// At puts the cursor on an option.
func (c *Choice) At(i int) *Choice {
	c.at = i
	return c
}

// Init does nothing.
func (c *Choice) Init() tea.Cmd { return nil }

// Update takes keys.
func (c *Choice) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	options := c.options()
	c.at = max(0, min(c.at, len(options)-1))
	for _, x := range c.extra {
		if key.Matches(k, x.Binding) {
			at := c.at
			if len(options) == 0 {
				at = -1
			}
			if x.Closes {
				c.s.Shut()
			}
			return x.Do(at)
		}
	}
	switch {
	case key.Matches(k, c.move.Up):
		c.by(-1, options)
	case key.Matches(k, c.move.Down):
		c.by(1, options)
	case key.Matches(k, c.move.PageUp):
		c.by(-max(1, c.h-2), options)
	case key.Matches(k, c.move.PageDown):
		c.by(max(1, c.h-2), options)
	case key.Matches(k, c.move.First):
		c.at = 0
	case key.Matches(k, c.move.Last):
		c.by(len(options), options)
	case key.Matches(k, c.out):
		return c.s.Shut()
	case key.Matches(k, c.pick) && len(options) > 0:
		c.s.Shut()
		return options[c.at].Pick()
	}
	return nil
}

// by goes some options down, or up where n is negative.
func (c *Choice) by(n int, options []Option) { c.at = max(0, min(c.at+n, len(options)-1)) }

// Resize keeps the space.
func (c *Choice) Resize(w, h int) { c.w, c.h = min(w, wide), h }

// View is the list around the cursor.
func (c *Choice) View() string {
	options := c.options()
	if len(options) == 0 {
		lines := widget.Wrap(c.empty, c.w)
		return c.s.Theme.Dim.Render(widget.Pane(lines, c.w, len(lines)))
	}
	c.at = max(0, min(c.at, len(options)-1))
	label, note := 0, 0
	for _, o := range options {
		label, note = max(label, ansi.StringWidth(o.Label)), max(note, ansi.StringWidth(o.Note))
	}
	label = min(label, max(c.w/2-4, c.w-4-note))
	below := c.whole(options, label)
	from, to := widget.Window(c.top, c.at, len(options), room(len(options), c.h-len(below)))
	c.top = from
	lines := make([]string, 0, to-from+1)
	for i := from; i < to; i++ {
		lines = append(lines, c.line(options[i], i == c.at, label, note))
	}
	lines = append(lines, more(c.s.Theme, from, len(options)-to, c.w)...)
	return strings.Join(append(lines, below...), "\n")
}

// whole is the option under the cursor in as many lines as the longest needs, so that
// the list stays where it is; none where no label is cut.
func (c *Choice) whole(options []Option, label int) []string {
	most := 0
	for _, o := range options {
		if ansi.StringWidth(o.Label) > label {
			most = max(most, len(widget.Wrap(o.Label, c.w-2)))
		}
	}
	if most == 0 || most+2 > c.h {
		return nil
	}
	pane := widget.Pane(widget.Indent(widget.Wrap(options[c.at].Label, c.w-2), "  ", "  "), c.w, most)
	return append([]string{c.s.Theme.Faint.Render(widget.Rule(c.w))}, strings.Split(pane, "\n")...)
}

// room is how many of n lines are shown in h lines: where not all fit, the last line
// says how many do not.
func room(n, h int) int {
	if n > h {
		return max(1, h-1)
	}
	return h
}

// more says how many lines are above and below those that are shown; it is no line
// where all are.
func more(t *style.Theme, above, below, w int) []string {
	if words := list.More(above, below); words != "" {
		return []string{t.Dim.Render(widget.FitRight(words, w))}
	}
	return nil
}

// line is an option in two columns, the first as wide as label, numbers of the
// second at the right of the widest note.
func (c *Choice) line(o Option, here bool, label, note int) string {
	words, beside := widget.Fit(o.Label, label), o.Note
	if strings.Trim(beside, "0123456789") == "" {
		beside = widget.FitRight(beside, note)
	}
	beside = widget.Fit(beside, c.w-4-label)
	if here {
		return c.s.Theme.Cursor.Render("▸ " + words + "  " + beside)
	}
	return "  " + words + "  " + c.s.Theme.Dim.Render(beside)
}

// Title is what is chosen.
func (c *Choice) Title() string { return c.title }

// Cursor is not shown: the row is marked.
func (c *Choice) Cursor() (x, y int, shown bool) { return 0, 0, false }

// Footer names its keys.
func (c *Choice) Footer() []key.Binding {
	keys := []key.Binding{c.pick}
	for _, x := range c.extra {
		keys = append(keys, x.Binding)
	}
	return append(keys, c.out)
}
