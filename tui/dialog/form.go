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

	fields []huh.Field
	began  []string // the values of the fields at the beginning
	draft  screen.Draft
	typed  int    // counts changes, so that only the last tick saves a draft
	kept   string // what was typed, as of the last change
	found  bool   // a draft was
	over   string // what of the last paste did not fit
	drop   key.Binding
}

// Part is what a form asks at a time.
type Part struct {
	Title  string // empty: none
	Fields []huh.Field
}

// Ask is a part without a title.
func Ask(fields ...huh.Field) Part { return Part{Fields: fields} }

// NewForm opens a form of the given pages. What is typed and not saved is kept as
// that draft, and is there when the form is opened again.
func NewForm(s *screen.Session, d screen.Draft, title string, done func() tea.Cmd, pages ...Part) *Form {
	f := &Form{s: s, title: title, done: done, pages: len(pages), draft: d}
	groups := make([]*huh.Group, len(pages))
	for i, p := range pages {
		groups[i] = huh.NewGroup(p.Fields...).Title(p.Title)
		f.fields = append(f.fields, p.Fields...)
	}
	f.began = values(f.fields)
	f.form = huh.NewForm(groups...).
		WithKeyMap(formKeys()).
		WithShowHelp(false).
		WithShowErrors(false).
		WithTheme(huh.ThemeFunc(func(bool) *huh.Styles { return formTheme(s.Theme, f.tight) }))
	f.keys = []key.Binding{
		key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "next, at the end done")),
		key.NewBinding(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", "back")),
		key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "leave, kept")),
	}
	f.drop = key.NewBinding(key.WithKeys("ctrl+g"), key.WithHelp("ctrl+g", "drop what was typed"))
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

// Init starts the form, and looks for what was typed into it and never saved.
func (f *Form) Init() tea.Cmd { return tea.Batch(f.form.Init(), findDraft(f.s, f.draft)) }

// Update passes everything on: a form moves by messages of its own. One that is
// complete shuts at once and is done.
func (f *Form) Update(msg tea.Msg) tea.Cmd {
	if f.form.State != huh.StateNormal {
		return nil
	}
	cmd := tea.Batch(f.take(msg), f.note())
	switch f.form.State {
	case huh.StateCompleted:
		f.s.Shut()
		return saving(f.s, f.draft, f.done(), f.typedIn())
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
	case draftFound:
		return f.restore(msg)
	case draftTick:
		if msg.of != f.draft || msg.typed != f.typed {
			return nil
		}
		return f.Keep()
	case tea.KeyPressMsg:
		f.over = ""
		switch {
		case msg.String() == "esc":
			return f.leave()
		case key.Matches(msg, f.drop):
			return tea.Batch(f.s.Shut(), dropDraft(f.s, f.draft))
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
	if f.kept != "" {
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
