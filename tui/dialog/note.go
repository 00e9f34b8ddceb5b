// Package dialog holds the dialogs that screens open: a text, a line, a form, a
// choice, a question, a page to read. Its one rule: a dialog knows what it
// asks and whom to tell; what the answer means is the business of the screen
// that opened it.
package dialog

import (
	"strings"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// Note edits a long text. Leaving it saves it; what is being typed is kept as a
// draft, so that a crash or a dropped line costs nothing.
type Note struct {
	s      *screen.Session
	title  string
	area   textarea.Model
	was    string
	done   func(text string) tea.Cmd
	draft  screen.Draft
	typed  int // counts changes, so that only the last tick saves a draft
	found  bool
	now    func(*assess.Assessment) string // the text as it stands; nil: nobody looks
	theirs bool                            // somebody else changed it meanwhile
	leave  key.Binding
	cancel key.Binding
	over   key.Binding

	editor  key.Binding
	outside bool   // it opens in the editor, and what is saved there is saved
	rest    string // of a text that is too long to keep: what the text area has no room for
}

// NewNote opens a text for editing; done is called with the text when it was
// changed and left.
func NewNote(s *screen.Session, title, text string, d screen.Draft, done func(string) tea.Cmd) *Note {
	n := &Note{
		s: s, title: title, was: text, done: done, draft: d, area: area(s.Theme),
		leave:  bind.And("esc", "done, saved", bind.Back, bind.Done),
		cancel: bind.Drop.To("drop the changes"),
		over:   bind.PutIn.To("put in what did not fit"),
		editor: bind.Outside.To("in your editor"),
	}
	n.put(text)
	return n
}

// Beside has the dialog say so where somebody else changes the text meanwhile.
// Whoever saves keeps both, with assess.Both.
func (n *Note) Beside(now func(*assess.Assessment) string) *Note {
	n.now = now
	return n
}

// area is a textarea without the traps of the stock one: no clipboard of the
// machine it runs on, no blinking, no limit below ours.
func area(t *style.Theme) textarea.Model {
	m := textarea.New()
	m.Prompt = ""
	m.ShowLineNumbers = false
	m.CharLimit = assess.MaxNote
	m.MaxHeight = 2000
	m.SetVirtualCursor(false)
	m.KeyMap.Paste.SetEnabled(false)
	m.KeyMap.CopySelection.SetEnabled(false)
	styleArea(&m, t)
	m.Focus()
	return m
}

func styleArea(m *textarea.Model, t *style.Theme) {
	st := textarea.DefaultStyles(t.Dark)
	st.Focused.CursorLine = t.Text.Style
	st.Focused.Text = t.Text.Style
	st.Focused.Placeholder = t.Faint.Style
	m.SetStyles(st)
}

// Init looks for a draft that was never saved.
func (n *Note) Init() tea.Cmd {
	if n.outside {
		return n.beginOutside()
	}
	return findDraft(n.s, n.draft)
}

// Update takes keys, pastes and its own ticks.
func (n *Note) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case draftFound:
		if msg.of == n.draft && n.typed == 0 && msg.text != n.was {
			n.put(msg.text)
			n.found = true
		}
		return nil
	case beginning:
		return n.begin(msg)
	case edited:
		return n.takeBack(msg)
	case draftTick:
		if msg.of != n.draft || msg.typed != n.typed {
			return nil
		}
		return keepDraft(n.s, n.draft, n.whole())
	case screen.Changed:
		n.theirs = n.now != nil && n.now(msg.Assessment) != n.was
		return nil
	case screen.Restyle:
		styleArea(&n.area, n.s.Theme)
		return nil
	case tea.KeyPressMsg:
		switch {
		case key.Matches(msg, n.leave):
			return n.finish()
		case key.Matches(msg, n.cancel):
			return tea.Batch(n.s.Shut(), dropDraft(n.s, n.draft))
		case key.Matches(msg, n.editor):
			return n.inEditor()
		}
	}
	return n.edit(msg)
}

// edit lets the text take a key or a paste. What of a paste does not fit is kept
// at hand, for here or for another text.
func (n *Note) edit(msg tea.Msg) (cmd tea.Cmd) {
	before := n.area.Value()
	paste, ok := msg.(tea.PasteMsg)
	k, pressed := msg.(tea.KeyPressMsg)
	switch {
	case ok:
		if over := insert(&n.area, paste.Content); over != "" {
			n.s.Over = over
		}
	case pressed && n.s.Over != "" && key.Matches(k, n.over):
		n.s.Over = insert(&n.area, n.s.Over)
	default:
		n.area, cmd = n.area.Update(msg)
	}
	if n.area.Value() == before {
		return cmd
	}
	n.typed++
	return tea.Batch(cmd, draftIn(n.draft, n.typed))
}

func (n *Note) finish() tea.Cmd {
	shut := n.s.Shut()
	switch {
	case n.changed():
		text := n.whole()
		if err := assess.CheckText("text", text, assess.MaxNote); err != nil {
			return tea.Batch(shut, keepDraft(n.s, n.draft, text), screen.Tell(screen.Said(err.Error())+" It is kept as a draft."))
		}
		return tea.Batch(shut, saving(n.s, n.draft, n.done(text), text))
	case n.typed > 0 || n.found: // and taken back
		return tea.Batch(shut, dropDraft(n.s, n.draft))
	}
	return shut
}

// changed reports whether the text is another than at the beginning, as the text
// area holds it.
func (n *Note) changed() bool { return n.rest != "" || n.area.Value() != pasted(n.was) }

// put fills the text area; what it has no room for stands by.
func (n *Note) put(text string) {
	n.area.SetValue(pasted(text))
	n.rest = overOf(pasted(text), n.area.Length())
}

// whole is the text with what the text area has no room for.
func (n *Note) whole() string { return typedIn(&n.area) + n.rest }

// Keep writes the draft down before the program ends.
func (n *Note) Keep() tea.Cmd {
	if !n.changed() {
		return nil
	}
	return keepDraft(n.s, n.draft, n.whole())
}

// Resize gives the text as much room as there is.
func (n *Note) Resize(w, h int) {
	n.area.SetWidth(min(w, 88))
	n.area.SetHeight(max(1, min(h-n.extra(), 18)))
}

// extra are the lines above the text: a sentence and a blank.
func (n *Note) extra() int {
	if n.word() != "" {
		return 2
	}
	return 0
}

// word is what is to know before the text is saved.
func (n *Note) word() string {
	switch {
	case n.s.Over != "":
		return overWords(n.s.Over, "ctrl+y puts it in here")
	case n.rest != "":
		return characters(utf8.RuneCountInString(n.rest)) + " at the end are more than can be kept; shorten the text."
	case n.theirs:
		return "Somebody else changed this text meanwhile. esc keeps both, theirs below yours."
	case n.found:
		return draftWords
	}
	return ""
}

// View is the text, below a line where there is something to know.
func (n *Note) View() string {
	text := strings.ReplaceAll(n.area.View(), heldTab, tabSign)
	if word := n.word(); word != "" {
		return n.s.Theme.Warn.Render(widget.Fit(word, n.area.Width())) + "\n\n" + text
	}
	return text
}

// Title is what the text is.
func (n *Note) Title() string { return n.title }

// Cursor is the terminal's own, in the text.
func (n *Note) Cursor() (x, y int, shown bool) {
	c := n.area.Cursor()
	if c == nil {
		return 0, 0, false
	}
	return c.X, c.Y + n.extra(), true
}

// Footer names the two ways out, and how what did not fit comes in.
func (n *Note) Footer() []key.Binding {
	if n.s.Over != "" {
		return []key.Binding{n.leave, n.cancel, n.over}
	}
	return []key.Binding{n.leave, n.cancel, n.editor}
}
