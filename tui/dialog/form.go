package dialog

import (
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"

	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// Form asks several things on one or more pages. The fields write into values
// the opener holds; done is called when the last page is left.
type Form struct {
	s     *screen.Session
	title string
	form  *huh.Form
	done  func() tea.Cmd
	keys  []key.Binding
	early key.Binding // leaves the form before its last page
	page  int         // at hand, from 0
	pages int
	w, h  int
	tight bool // too low for blank lines between the fields

	name  string // what it is found again by where it was left; empty: it is not kept
	typed bool   // something was
	again bool   // it was left, and opened again
	over  string // what of the last paste did not fit
	sure  bool   // esc was pressed once on what is not kept
	drop  key.Binding
}

// NewForm opens a form of the given pages.
func NewForm(s *screen.Session, title string, done func() tea.Cmd, pages ...*huh.Group) *Form {
	f := &Form{s: s, title: title, done: done, pages: len(pages)}
	f.form = huh.NewForm(pages...).
		WithKeyMap(formKeys()).
		WithShowHelp(false).
		WithShowErrors(false).
		WithTheme(huh.ThemeFunc(func(bool) *huh.Styles { return formTheme(s.Theme, f.tight) }))
	f.keys = []key.Binding{
		key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "next, at the end done")),
		key.NewBinding(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", "back")),
		key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "leave")),
	}
	return f
}

// formKeys takes away what a form could do to the machine it runs on: the
// stock keys start an editor there.
func formKeys() *huh.KeyMap {
	km := huh.NewDefaultKeyMap()
	km.Quit.Unbind() // esc is the form's own affair
	km.Text.Editor.Unbind()
	km.Text.NewLine.SetKeys("alt+enter", "ctrl+j")
	// Inside a filter esc would mean two things.
	km.Select.Filter.Unbind()
	km.MultiSelect.Filter.Unbind()
	return km
}

func formTheme(t *style.Theme, tight bool) *huh.Styles {
	st := huh.ThemeBase(t.Dark)
	none := lipgloss.NewStyle()
	f := &st.Focused
	f.Base = none.PaddingLeft(1).Border(lipgloss.ThickBorder(), false, false, false, true).BorderForeground(t.Accent.GetForeground())
	f.Title, f.Description = t.Strong.Style, t.Dim.Style
	f.ErrorIndicator, f.ErrorMessage = t.Bad.SetString(" !"), t.Bad.Style
	f.SelectSelector = t.Accent.SetString("▸ ")
	f.Option, f.SelectedOption, f.UnselectedOption = t.Text.Style, t.Strong.Style, t.Text.Style
	f.MultiSelectSelector = t.Accent.SetString("▸ ")
	f.SelectedPrefix, f.UnselectedPrefix = t.Accent.SetString("[x] "), t.Dim.SetString("[ ] ")
	f.FocusedButton = t.Mark.Padding(0, 2)
	f.BlurredButton = t.Dim.Padding(0, 2)
	f.TextInput.Prompt, f.TextInput.Text = t.Accent.Style, t.Text.Style
	f.TextInput.Placeholder = t.Faint.Style
	f.TextInput.Cursor = t.Cursor.Style
	if tight {
		st.FieldSeparator = none.SetString("\n")
	}
	st.Blurred = *f
	st.Blurred.Base = none.PaddingLeft(2)
	st.Blurred.Title = t.Dim.Style
	st.Blurred.SelectSelector = none.SetString("  ")
	st.Blurred.MultiSelectSelector = none.SetString("  ")
	return st
}

// Init starts the form, or goes on where it was left.
func (f *Form) Init() tea.Cmd {
	if f.again {
		return f.form.GetFocusedField().Focus()
	}
	return f.form.Init()
}

// Update passes everything on: a form moves by messages of its own. One that is
// complete shuts at once and is done.
func (f *Form) Update(msg tea.Msg) tea.Cmd {
	if f.form.State != huh.StateNormal {
		return nil
	}
	cmd := f.take(msg)
	switch f.form.State {
	case huh.StateCompleted:
		f.s.Left(f.name, nil)
		f.s.Shut()
		return f.done()
	case huh.StateAborted:
		f.s.Shut()
		return nil
	}
	return cmd
}

func (f *Form) take(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return nil // the App gives the space
	case tea.KeyPressMsg:
		leaves := msg.String() == "esc"
		f.note(msg.Text != "" || key.Matches(msg, erases), leaves)
		switch {
		case leaves:
			return f.leave()
		case key.Matches(msg, f.drop):
			return f.forget()
		case msg.String() == "ctrl+v":
			return nil // the fields would read the clipboard of the machine this runs on
		case key.Matches(msg, f.early):
			return f.finish()
		case f.leavesField(msg):
			// The field takes the key; the move is made here and now, since the
			// form's own is a message behind, and what is typed quickly or comes
			// over a slow line would go into the wrong field.
			f.form.Update(msg)
			if msg.String() == "shift+tab" {
				return f.previous()
			}
			return f.next(msg.String() != "tab")
		}
	case tea.PasteMsg:
		f.note(true, false)
		return f.paste(msg)
	}
	return f.pass(msg)
}

// pass gives the form a message.
func (f *Form) pass(msg tea.Msg) tea.Cmd {
	next, cmd := f.form.Update(msg)
	if form, ok := next.(*huh.Form); ok {
		f.form = form
	}
	return cmd
}

// Early lets the form be finished on any of its pages: what was not asked keeps
// its value.
func (f *Form) Early() *Form {
	f.early = key.NewBinding(key.WithKeys("ctrl+s"), key.WithHelp("ctrl+s", "done now"))
	f.keys[0].SetHelp("enter", "next")
	f.keys = slices.Insert(f.keys, 1, f.early)
	return f
}

// leavesField reports whether a key ends the field at hand.
func (f *Form) leavesField(msg tea.KeyPressMsg) bool {
	switch msg.String() {
	case "enter", "tab", "shift+tab":
		return true
	case "y", "Y", "n", "N":
		_, confirm := f.form.GetFocusedField().(*huh.Confirm)
		return confirm
	}
	return false
}

// next goes to the next field, page, or where it may to the end. It stays at a
// field that refuses what stands in it.
func (f *Form) next(toTheEnd bool) tea.Cmd {
	field := f.form.GetFocusedField()
	field.Blur()
	if field.Error() != nil {
		return field.Focus()
	}
	cmd := f.form.NextField()
	if f.form.GetFocusedField() != field {
		return cmd
	}
	last := f.page == f.pages-1
	switch {
	case len(f.form.Errors()) > 0:
		return f.toRefused()
	case last && !toTheEnd:
		return field.Focus()
	case !last:
		f.page++
	}
	return f.form.NextGroup()
}

// previous goes back a field, or a page.
func (f *Form) previous() tea.Cmd {
	field := f.form.GetFocusedField()
	cmd := f.form.PrevField()
	if f.form.GetFocusedField() != field {
		return cmd
	}
	if f.page == 0 || len(f.form.Errors()) > 0 {
		return field.Focus()
	}
	f.page--
	return f.form.PrevGroup()
}

// toRefused goes back to a field of the page that refuses what stands in it.
func (f *Form) toRefused() tea.Cmd {
	for {
		field := f.form.GetFocusedField()
		if field.Error() != nil {
			return field.Focus()
		}
		f.form.PrevField()
		if f.form.GetFocusedField() == field {
			return field.Focus()
		}
	}
}

// finish goes through the fields that are left, and stops at one that refuses
// what stands in it.
func (f *Form) finish() tea.Cmd {
	for {
		field, page := f.form.GetFocusedField(), f.page
		cmd := f.next(true)
		if f.form.State != huh.StateNormal || f.page == page && f.form.GetFocusedField() == field {
			return cmd
		}
	}
}

// airy is the height from which a page of five fields has room between them.
const airy = 18

// Resize gives the form its space; a form draws one line more than it is told.
func (f *Form) Resize(w, h int) {
	f.w, f.h, f.tight = min(w, 76), h, h < airy
	f.form.WithWidth(f.w)
}

// View is the page at hand, and below it what is wrong with it: a refusal is
// always in sight, however low the window.
func (f *Form) View() string {
	wrong, word := f.wrong(), f.word()
	room := max(1, f.h-len(wrong)-len(word))
	lines := strings.Split(strings.TrimRight(strings.Map(plain, f.form.View()), "\n "), "\n")
	if len(lines) > room {
		lines = aroundFocus(lines, room)
	}
	return strings.Join(slices.Concat(word, lines, wrong), "\n")
}

// plain takes what turns or hides other text out of a drawing: a field may hold
// what somebody else wrote, and draws it as it is. These have no width, so the
// layout stands.
func plain(r rune) rune {
	if unicode.Is(unicode.Cf, r) && r != '\u200d' {
		return -1
	}
	return r
}

// wrong is the first refusal as a sentence. It may hold what was typed.
func (f *Form) wrong() []string {
	if f.form.State != huh.StateNormal {
		return nil
	}
	errs := f.form.Errors()
	if len(errs) == 0 {
		return nil
	}
	text := []rune(errs[0].Error() + ".")
	lines := widget.Wrap("! "+string(unicode.ToUpper(text[0]))+string(text[1:]), f.w)
	for i := range lines {
		lines[i] = f.s.Theme.Bad.Render(lines[i])
	}
	return append([]string{""}, lines[:min(len(lines), 3)]...)
}

// aroundFocus keeps the focused field, which alone has a thick border, in a
// window that is too low for the whole page.
func aroundFocus(lines []string, h int) []string {
	first, last := 0, 0
	for i, l := range lines {
		if strings.Contains(l, "┃") {
			if last == 0 {
				first = i
			}
			last = i
		}
	}
	top := max(0, min(first, last-h+1))
	if last >= h && first >= top+h {
		top = first
	}
	top = min(top, len(lines)-h)
	return lines[top : top+h]
}

// Title is what the form is for.
func (f *Form) Title() string { return f.title }

// Cursor is drawn by the form itself.
func (f *Form) Cursor() (x, y int, shown bool) { return 0, 0, false }

// Footer names the ways on, back and out, and what the field at hand takes.
func (f *Form) Footer() []key.Binding {
	keys := slices.Clone(f.keys)
	if f.name != "" {
		keys[len(keys)-1].SetHelp("esc", "leave, kept for later")
	}
	if f.again {
		keys = append(keys, f.drop)
	}
	choose := key.NewBinding(key.WithKeys("left", "right"), key.WithHelp("←→", "choose"))
	switch f.form.GetFocusedField().(type) {
	case *huh.MultiSelect[string]:
		choose.SetHelp("space", "mark")
	case *huh.Select[string], *huh.Confirm:
	default:
		return keys
	}
	return slices.Insert(keys, 1, choose)
}
