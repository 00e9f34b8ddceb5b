package dialog

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

// Form asks several things on one or more pages. The fields write into values
// the opener holds; done is called when the last page is left, or from any field
// by the key that ends all forms: what was not asked keeps its value.
type Form struct {
	s     *screen.Session
	title string
	form  *huh.Form
	done  func() tea.Cmd
	end   key.Binding // from any field
	keys  []key.Binding
	parts []Part
	page  int // at hand, from 0
	w, h  int

	fields []huh.Field
	began  []string // the values of the fields at the beginning
	draft  screen.Draft
	typed  int    // counts changes, so that only the last tick saves a draft
	kept   string // what was typed, as of the last change
	found  bool   // a draft was
	over   string // what of the last paste did not fit
	drop   key.Binding
	secret bool // nothing of it is kept
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
	f := &Form{s: s, title: title, done: done, parts: pages, draft: d}
	groups := make([]*huh.Group, len(pages))
	for i, p := range pages {
		groups[i] = huh.NewGroup(p.Fields...)
		f.fields = append(f.fields, p.Fields...)
	}
	f.began = values(f.fields)
	f.form = huh.NewForm(groups...).
		WithKeyMap(formKeys()).
		WithShowHelp(false).
		WithShowErrors(false).
		WithTheme(formLook(s))
	f.end = bind.Done.To("done")
	f.keys = []key.Binding{
		bind.Open.To("next"),
		f.end,
		bind.PrevOpen.To("back"),
		bind.Back.To("leave, kept"),
	}
	f.drop = bind.Drop.To("drop what was typed")
	return f
}

// Secret is a form of which nothing is kept that was typed and not done.
func (f *Form) Secret() *Form {
	f.secret = true
	f.keys[len(f.keys)-1].SetHelp("esc", "leave")
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
		case key.Matches(msg, f.end):
			return f.finish()
		case choosesDigit(f.form.GetFocusedField(), msg.Text):
			return nil
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
	last := f.page == len(f.parts)-1
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

// finish looks at all that is asked and is done, or goes to the first field that
// refuses what stands in it.
func (f *Form) finish() tea.Cmd {
	for page, part := range f.parts {
		for _, field := range part.Fields {
			if field.Blur(); field.Error() != nil {
				return f.turnTo(page)
			}
		}
	}
	var cmd tea.Cmd
	for f.form.State == huh.StateNormal {
		cmd = f.form.NextGroup()
	}
	return cmd
}

// turnTo goes to the first refused field of a page, or of the one at hand, since
// a page that refuses something is not left.
func (f *Form) turnTo(page int) tea.Cmd {
	for f.page != page && len(f.form.Errors()) == 0 {
		if f.page < page {
			f.page++
			f.form.NextGroup()
		} else {
			f.page--
			f.form.PrevGroup()
		}
	}
	return f.toRefused()
}

// toRefused goes to the first field of the page that refuses what stands in it.
func (f *Form) toRefused() tea.Cmd {
	for at := f.form.GetFocusedField(); ; at = f.form.GetFocusedField() {
		if f.form.PrevField(); f.form.GetFocusedField() == at {
			break
		}
	}
	for _, field := range f.parts[f.page].Fields {
		if field.Error() != nil {
			break
		}
		f.form.NextField()
	}
	return f.form.GetFocusedField().Focus()
}

// Title is what the form is for, and how far one has come in it.
func (f *Form) Title() string {
	words := []string{f.title}
	if len(f.parts) > 1 {
		words = append(words, fmt.Sprintf("%d of %d", f.page+1, len(f.parts)))
	}
	if part := f.parts[f.page]; part.Title != "" {
		words = append(words, part.Title)
	}
	return strings.Join(words, " · ")
}

// Cursor is drawn by the form itself.
func (f *Form) Cursor() (x, y int, shown bool) { return 0, 0, false }

// Footer names the ways on, back and out, and what the field at hand takes.
func (f *Form) Footer() []key.Binding {
	keys := slices.Clone(f.keys)
	at := f.form.GetFocusedField()
	if at == f.fields[len(f.fields)-1] {
		keys[0].SetHelp("enter", "done")
	}
	if f.kept != "" {
		keys = append(keys, f.drop)
	}
	choose := bind.Only("←→", "choose", "left", "right")
	switch at.(type) {
	case *huh.MultiSelect[string]:
		choose.SetHelp("space", "mark")
	case *huh.Select[string]:
		if slices.ContainsFunc(at.KeyBinds(), func(b key.Binding) bool { return b.Enabled() && slices.Contains(b.Keys(), "down") }) {
			choose.SetHelp("↑↓", "choose")
		}
	case *huh.Confirm:
	default:
		return keys
	}
	return slices.Insert(keys, 1, choose)
}
