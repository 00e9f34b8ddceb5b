package registers

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// editor is a field while it is written, where it stands: a line to type in, and
// below it what can be chosen.
type editor struct {
	s     *screen.Session
	field *catalog.RegisterField
	input textinput.Model
	read  func(text string) (shown string, err error)

	all    []option
	fit    []option // of all, those that have what is typed
	at     int      // index into fit; -1: what is typed counts
	top    int
	free   bool // what is typed may be taken as it is
	many   bool // several are chosen
	chosen []string
	began  string // what stood in the line at the beginning
	draft  bool   // what stands in the line was typed before and never saved
	wrong  string

	up, dn, mark, done, drop, leave key.Binding
}

// option is something that a field can say.
type option struct {
	value string // as it is read: a word, an id
	label string
	note  string
}

// inSight is how many options are shown at once.
const inSight = 6

func newEditor(s *screen.Session, f *catalog.RegisterField, text string) *editor {
	in := textinput.New()
	in.Prompt = ""
	in.CharLimit = assess.MaxNote
	in.KeyMap.Paste.SetEnabled(false) // it would read the clipboard of the machine it runs on
	in.SetVirtualCursor(false)
	in.SetValue(text)
	in.CursorEnd()
	in.Focus()
	e := &editor{
		s: s, field: f, input: in, began: text, at: -1,
		up:    bind.Only("↑", "up", "up"),
		dn:    bind.Only("↓", "choose", "down"),
		mark:  bind.Only("space", "mark", "space"),
		done:  bind.And("enter", "save", bind.Open, bind.Done),
		drop:  bind.Drop.To("drop"),
		leave: bind.Back.To("leave, kept"),
	}
	return e
}

// offer gives it what can be chosen.
func (e *editor) offer(all []option, free, many bool, chosen []string) {
	e.all, e.free, e.many, e.chosen = all, free, many, chosen
	if !free { // words that only narrow a list are no draft
		e.leave.SetHelp("esc", "leave it as it was")
	}
	e.narrow()
}

// narrow leaves the options that have what is typed; where only they can be said,
// the first is at hand, or the one that stands there.
func (e *editor) narrow() {
	typed := strings.Fields(strings.ToLower(e.typed()))
	if e.free && !e.many && e.input.Value() == e.began {
		typed = nil // at first all are offered
	}
	e.fit = e.fit[:0]
	for _, o := range e.all {
		text := strings.ToLower(o.label + " " + o.note)
		if !slices.ContainsFunc(typed, func(w string) bool { return !strings.Contains(text, w) }) {
			e.fit = append(e.fit, o)
		}
	}
	e.top = 0
	switch e.at = 0; {
	case e.free || len(e.fit) == 0:
		e.at = -1
	case len(typed) == 0 && !e.many && len(e.chosen) > 0:
		e.at = max(0, slices.IndexFunc(e.fit, func(o option) bool { return o.value == e.chosen[0] }))
	}
}

// typed is the part of the line that the options are about: of several names the
// last.
func (e *editor) typed() string {
	if e.many && e.free {
		return strings.TrimSpace(e.input.Value()[strings.LastIndex(e.input.Value(), ",")+1:])
	}
	return strings.TrimSpace(e.input.Value())
}

// update takes keys and pastes that are text.
func (e *editor) update(msg tea.Msg) tea.Cmd {
	if p, ok := msg.(tea.PasteMsg); ok {
		msg = tea.PasteMsg{Content: strings.Join(strings.Fields(p.Content), " ")}
	}
	was := e.input.Value()
	var cmd tea.Cmd
	e.input, cmd = e.input.Update(msg)
	if e.input.Value() != was {
		e.wrong, e.draft = "", false
		e.narrow()
	}
	return cmd
}

// move goes to another option.
func (e *editor) move(by int) {
	least := 0
	if e.free {
		least = -1
	}
	e.at = max(least, min(e.at+by, len(e.fit)-1))
}

// turn marks the option at hand, or takes its mark away, and is ready for the next
// words.
func (e *editor) turn() {
	if e.at < 0 || e.at >= len(e.fit) {
		return
	}
	value := e.fit[e.at].value
	if i := slices.Index(e.chosen, value); i >= 0 {
		e.chosen = slices.Delete(slices.Clone(e.chosen), i, i+1)
	} else {
		e.chosen = append(slices.Clone(e.chosen), value)
	}
	if e.input.Value() != "" {
		e.input.SetValue("")
		e.narrow()
	}
}

// says is what the field is set to, as people type it.
func (e *editor) says() string {
	picked := e.at >= 0 && e.at < len(e.fit)
	switch {
	case e.many && !e.free:
		if e.typed() != "" && picked {
			e.turn()
		}
		return strings.Join(e.chosen, ", ")
	case picked && e.many:
		before := e.input.Value()[:strings.LastIndex(e.input.Value(), ",")+1]
		return strings.TrimSpace(before + " " + e.fit[e.at].value)
	case picked:
		return e.fit[e.at].value
	}
	return e.input.Value()
}

// changed reports whether something is typed that could be saved, and is another than
// at the beginning.
func (e *editor) changed() bool { return e.free && e.input.Value() != e.began }

// lines draw it in w cells.
func (e *editor) lines(w int) []string {
	t := e.s.Theme
	var lines []string
	if e.many && !e.free && len(e.chosen) > 0 {
		lines = append(lines, widget.Wrap(strings.Join(e.labels(), ", "), w)...)
	}
	lines = append([]string{e.line(w)}, lines...)
	switch shown, err := e.understood(); {
	case e.wrong != "":
		for _, l := range widget.Wrap("! "+sentence(e.wrong), w) {
			lines = append(lines, t.Bad.Render(l))
		}
	case e.draft:
		lines = append(lines, t.Warn.Render(widget.Fit("a draft that was never saved", w)))
	case err == nil && shown != "" && shown != e.input.Value() && e.at < 0:
		lines = append(lines, t.Dim.Render(widget.Fit("= "+widget.Line(shown), w)))
	}
	return append(lines, e.options(w)...)
}

// labels are the names of what is chosen; what is offered no more keeps its own.
func (e *editor) labels() []string {
	all := make([]string, len(e.chosen))
	for i, value := range e.chosen {
		all[i] = value
		if at := slices.IndexFunc(e.all, func(o option) bool { return o.value == value }); at >= 0 {
			all[i] = e.all[at].label
		}
	}
	return all
}

func (e *editor) understood() (string, error) {
	if e.read == nil || e.input.Value() == "" {
		return "", nil
	}
	return e.read(e.input.Value())
}

// line is what is typed, around the cursor, which is the terminal's own.
func (e *editor) line(w int) string {
	t := e.s.Theme
	runes := []rune(e.input.Value())
	at := e.input.Position()
	before, under, after := visible.Line(string(runes[:at])), " ", ""
	if at < len(runes) {
		under, after = visible.Line(string(runes[at:at+1])), visible.Line(string(runes[at+1:]))
	}
	if len(runes) == 0 && len(e.all) > 0 && !e.free {
		after = t.Faint.Render(" words narrow the list")
	}
	for ansi.StringWidth(before) > w-2 {
		before = "…" + ansi.TruncateLeft(before, max(2, w/4), "")
	}
	return widget.Fit(t.Text.Render(before)+t.Cursor.Render(under)+after, w)
}

// options are those that fit what is typed, around the one at hand.
func (e *editor) options(w int) []string {
	t := e.s.Theme
	if len(e.fit) == 0 {
		if len(e.all) > 0 && !e.free {
			return []string{t.Dim.Render(widget.Fit("nothing of that name", w))}
		}
		return nil
	}
	from, to := widget.Window(e.top, max(0, e.at), len(e.fit), inSight)
	e.top = from
	var lines []string
	for i := from; i < to; i++ {
		lines = append(lines, e.optionLine(e.fit[i], i == e.at, w))
	}
	if more := len(e.fit) - (to - from); more > 0 {
		lines = append(lines, t.Dim.Render(widget.Fit("  and "+counted(more)+" more; words narrow them", w)))
	}
	return lines
}

func (e *editor) optionLine(o option, here bool, w int) string {
	t := e.s.Theme
	mark := ""
	if e.many && !e.free {
		mark = "[ ] "
		if slices.Contains(e.chosen, o.value) {
			mark = "[x] "
		}
	}
	text := mark + widget.Line(o.label)
	if o.note != "" {
		text += "  " + widget.Line(o.note)
	}
	if here {
		return t.Mark.Render(widget.Fit("▸ "+text, w))
	}
	return widget.Fit("  "+text, w)
}

// footer names its keys.
func (e *editor) footer() []key.Binding {
	keys := []key.Binding{e.done}
	if len(e.fit) > 0 {
		keys = append(keys, e.dn)
	}
	if e.many && !e.free {
		keys = append(keys, e.mark)
	}
	return append(keys, e.leave, e.drop)
}
