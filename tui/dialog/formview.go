package dialog

import (
	"slices"
	"strings"
	"unicode"

	"charm.land/bubbles/v2/textinput"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"

	"crosswalk/tui/screen"
	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

// formLook is the theme of a form. It is made once for each theme of the session,
// since a field asks for it several times at every drawing.
func formLook(s *screen.Session) huh.Theme {
	of := s.Theme
	made := formTheme(of)
	return huh.ThemeFunc(func(bool) *huh.Styles {
		if of != s.Theme {
			of, made = s.Theme, formTheme(s.Theme)
		}
		return made
	})
}

// formTheme is how a field looks, with and without the cursor.
func formTheme(t *style.Theme) *huh.Styles {
	st := huh.ThemeBase(t.Dark)
	none := lipgloss.NewStyle()
	f := &st.Focused
	f.Base = none.PaddingLeft(1).Border(lipgloss.ThickBorder(), false, false, false, true).BorderForeground(t.Accent.GetForeground())
	f.Title, f.Description = t.Strong.Style, t.Dim.Style
	f.ErrorIndicator = none // what is wrong stands under the field
	f.SelectSelector = t.Accent.SetString("▸ ")
	f.Option, f.SelectedOption, f.UnselectedOption = t.Text.Style, t.Strong.Style, t.Text.Style
	f.MultiSelectSelector = t.Accent.SetString("▸ ")
	f.SelectedPrefix, f.UnselectedPrefix = t.Accent.SetString("[x] "), t.Dim.SetString("[ ] ")
	f.FocusedButton = t.Mark.SetString("▸").Padding(0, 1)
	f.BlurredButton = t.Dim.SetString(" ").Padding(0, 1)
	f.TextInput.Prompt, f.TextInput.Text = t.Accent.Style, t.Text.Style
	f.TextInput.Placeholder = t.Faint.Style
	f.TextInput.Cursor = t.Cursor.Style
	st.Blurred = *f
	st.Blurred.Base = none.PaddingLeft(2)
	st.Blurred.Title = t.Dim.Style
	// What is chosen is marked wherever the cursor is, and not by colour alone.
	st.Blurred.SelectSelector = none.SetString("● ")
	st.Blurred.FocusedButton = t.Strong.SetString("●").Padding(0, 1)
	st.Blurred.MultiSelectSelector = none.SetString("  ")
	return st
}

// wide is how wide a form or a list is where there is room: a dialog is as wide as
// its kind, not as its text.
const wide = 76

// Resize gives the form its space.
func (f *Form) Resize(w, h int) {
	f.w, f.h = min(w, wide), h
	f.form.WithWidth(f.w)
}

// View is the page at hand, field by field, or in a low window what fits of it
// around the field that has the cursor.
func (f *Form) View() string {
	if f.form.State != huh.StateNormal {
		return ""
	}
	word := f.word()
	room := max(1, f.h-len(word))
	lines, first, last := f.drawnPage(room)
	if n := len(lines); n > room {
		room = max(1, room-1)
		top := max(0, min(first, last-room, n-room))
		lines = append(slices.Clone(lines[top:top+room]), more(f.s.Theme, top, n-top-room, f.w)...)
	}
	return strings.Join(slices.Concat(word, lines), "\n")
}

// drawnPage are the lines of the page at hand, with blank ones between the fields
// where there is room for them and for a refusal, and which lines the field with
// the cursor has.
func (f *Form) drawnPage(room int) (lines []string, first, last int) {
	fields := f.parts[f.page].Fields
	drawn := make([][]string, len(fields))
	height := len(fields)
	for i, field := range fields {
		drawn[i] = f.drawn(field)
		height += len(drawn[i])
	}
	for i, some := range drawn {
		if i > 0 && height <= room {
			lines = append(lines, "")
		}
		if fields[i] == f.form.GetFocusedField() {
			first, last = len(lines), len(lines)+len(some)
		}
		lines = append(lines, some...)
	}
	return lines, first, last
}

// elsewhere is the ink of a line that is not in focus: huh hands its styles on to the
// one in focus only, and the library's own grey can't be read on white.
var elsewhere = style.NewInk(textinput.DefaultDarkStyles().Blurred.Text)

// drawn is a field, and under it why it refuses what stands in it.
func (f *Form) drawn(field huh.Field) []string {
	edge, view := "  ", strings.Map(plain, field.View())
	if field == f.form.GetFocusedField() {
		edge = f.s.Theme.Accent.Render("┃") + " "
	} else {
		view = f.s.Theme.Text.Instead(view, elsewhere)
	}
	lines := strings.Split(view, "\n")
	for _, l := range f.refusal(field) {
		lines = append(lines, widget.Fit(edge+f.s.Theme.Bad.Render(l), f.w))
	}
	return lines
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

// refusal is why a field refuses what stands in it, as a sentence, which may hold
// what was typed.
func (f *Form) refusal(field huh.Field) []string {
	err := field.Error()
	if err == nil {
		return nil
	}
	text := []rune(err.Error() + ".")
	lines := widget.Wrap("! "+string(unicode.ToUpper(text[0]))+string(text[1:]), f.w-2)
	return lines[:min(len(lines), 3)]
}
