package tui

import (
	"fmt"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// View is the frame; what changed nothing in it costs no drawing.
func (a *App) View() tea.View {
	if a.drawn == nil {
		v := a.draw()
		a.drawn, a.crowd = &v, a.company()
	}
	return *a.drawn
}

// silent reports whether a message changes nothing that is drawn: each of 200
// windows hears of every move of the others, and of every act twice.
func (a *App) silent(msg tea.Msg) bool {
	switch msg.(type) {
	case rest, pause, asking, unanswered:
		return true
	case fed: // what it brings comes as news
		return a.open != ""
	case screen.Stirred:
		return !a.follow.on && a.route().name != screen.Votes && a.company() == a.crowd
	}
	return false
}

// draw makes header, tabs, the screen, the footer, and what stands over them.
func (a *App) draw() tea.View {
	v := tea.View{AltScreen: true, MouseMode: tea.MouseModeCellMotion, WindowTitle: "Crosswalk"}
	switch {
	case a.w == 0:
		return v
	case a.tight():
		v.Content = a.tooSmall()
		return v
	}
	sc := a.top()
	if sc == nil || a.waits(sc) {
		return v
	}
	a.begun = true
	body := sc.View()
	rule := a.s.Theme.Faint.Render(widget.Rule(a.w))
	frame := strings.Join([]string{a.header(), a.tabs(), a.above(), body, rule, a.footer()}, "\n")
	if x, y, shown := a.focused(body); shown {
		v.Cursor = still(x, y+3)
	}
	if len(a.dialogs) > 0 {
		frame, v.Cursor = a.withDialog(frame)
	}
	v.Content = a.withNotice(frame)
	return v
}

// waits reports whether a screen still reads what the first frame of all is to show:
// one that comes a moment later is better than two.
func (a *App) waits(sc screen.Screen) bool {
	return !a.begun && a.notice == "" && lacks(sc)
}

// lacks reports whether a screen has not got yet what it is there to show.
func lacks(sc screen.Screen) bool {
	w, ok := sc.(interface{ Waits() bool })
	return ok && w.Waits()
}

// tight reports whether nothing but a request for more room is drawn.
func (a *App) tight() bool { return a.w > 0 && (a.w < minWidth || a.h < minHeight) }

// quitOnly takes keys while nobody sees what they would do: they do nothing but
// quit.
func (a *App) quitOnly(msg tea.Msg) tea.Cmd {
	if k, ok := msg.(tea.KeyPressMsg); ok && key.Matches(k, a.keys.Stop, a.keys.Quit) {
		return a.quit()
	}
	return nil
}

func (a *App) tooSmall() string {
	lines := []string{
		"Crosswalk needs a little more room:",
		fmt.Sprintf("%d x %d cells at least; this window has %d x %d.", minWidth, minHeight, a.w, a.h),
		"Make it larger, or the letters smaller.",
	}
	var wrapped []string
	for _, l := range lines {
		wrapped = append(wrapped, widget.Wrap(l, a.w)...)
	}
	return widget.Pane(wrapped, a.w, a.h)
}

func (a *App) header() string {
	t := a.s.Theme
	left := " " + t.Accent.Render("Crosswalk")
	right := widget.Line(a.s.Actor.Name)
	if role := a.s.Role(); role != "" {
		right += t.Dim.Render(" · " + string(role))
	}
	if words := a.company(); words != "" {
		right = t.Dim.Render(words+" · ") + right
	}
	var named, target, marks string
	if as := a.now.Assessment; as != nil && a.open != "" {
		named = "  " + t.Strong.Render(widget.Line(as.Name))
		target = t.Dim.Render(fmt.Sprintf("  target %d", as.Profile.Target))
		if as.Archived {
			marks = t.Warn.Render("  archived")
		}
		if n := len(as.Conflicts); n > 0 {
			marks += t.Warn.Render(fmt.Sprintf("  ≠ %d to settle", n))
		}
		if saved := a.savedWord(); saved != "" {
			right = saved + "  " + right
		}
	}
	if a.lost {
		right = t.Bad.Render("database lost") + "  " + right
	}
	if a.s.Throwaway {
		right = t.Warn.Render("throw-away copy") + "  " + right
	}
	right = ansi.Truncate(right, max(12, a.w/2), "…")
	room := a.w - ansi.StringWidth(right) - 2
	// The name gives way to what is known of it, and the target to both: it stands
	// on the Overview, too.
	if ansi.StringWidth(left+named+target+marks) > room {
		target = ""
	}
	named = ansi.Truncate(named, max(12, room-ansi.StringWidth(left+marks)), "…")
	return widget.Fit(left+named+target+marks, room) + " " + right + " "
}

func (a *App) savedWord() string {
	t := a.s.Theme
	switch {
	case a.unsafe:
		return t.Bad.Render("NOT saved")
	case !a.saved.IsZero():
		return t.Good.Render("saved " + a.saved.Format("15:04:05"))
	}
	return ""
}

func (a *App) tabs() string {
	t := a.s.Theme
	if a.open == "" {
		return widget.Fit(" "+t.Mark.Render(" Assessments "), a.w)
	}
	var b strings.Builder
	from := a.firstTab()
	if from > 0 {
		b.WriteString(t.Dim.Render(tabsBefore))
	}
	for i, r := range routes[from:] {
		if i+from == a.tab {
			b.WriteString(t.Box(r.title))
		} else {
			b.WriteString(" " + t.Dim.Render(r.title) + " ")
		}
	}
	// The keys that change the tab give way where all names have room without them.
	bar, keys := b.String(), t.Dim.Render("[ ] ")
	if n := ansi.StringWidth(bar); n > a.w-ansi.StringWidth(keys) && n <= a.w {
		return widget.Fit(bar, a.w)
	}
	return widget.Fit(bar, a.w-4) + keys
}

// tabsBefore marks that tabs are out of sight at the left.
const tabsBefore = "…"

// firstTab is the first in sight: where not all have room, the one at hand has.
func (a *App) firstTab() int {
	const beside = 6 // cells at both ends of the bar
	all, used, from := 0, 0, 0
	for i, r := range routes {
		w := len(r.title) + 2
		if all += w; i > a.tab {
			continue
		}
		for used += w; used > a.w-beside && from < i; from++ {
			used -= len(routes[from].title) + 2
		}
	}
	if all <= a.w {
		return 0
	}
	return from
}

// tabAt is the tab under a column of the tab bar, -1 where there is none.
func (a *App) tabAt(x int) int {
	from, at := a.firstTab(), 0
	if from > 0 {
		at = ansi.StringWidth(tabsBefore)
	}
	for i, r := range routes[from:] {
		w := len(r.title) + 2
		if x >= at && x < at+w {
			return i + from
		}
		at += w
	}
	return -1
}

func (a *App) footer() string {
	line, at := "", 0
	for _, h := range a.hints() {
		line += widget.Blank(h.from-at) + a.s.Theme.Key.Render(h.Help().Key) + " " + a.s.Theme.Dim.Render(h.Help().Desc)
		at = h.to
	}
	return widget.Fit(line, a.w)
}

// fitDialog tells a dialog the most its inside may take.
func (a *App) fitDialog(d screen.Dialog) { d.Resize(max(10, a.w-8), max(3, a.h-chrome-4)) }

func (a *App) withDialog(frame string) (string, *tea.Cursor) {
	var cursor *tea.Cursor
	for _, d := range a.dialogs {
		inside := d.View()
		title := a.s.Theme.Accent.Render(ansi.Truncate(widget.Line(d.Title()), a.w-8, "…"))
		box := a.s.Theme.Dialog.Render(title + "\n" + inside)
		w, h := lipgloss.Width(box), lipgloss.Height(box)
		x, y := max(0, (a.w-w)/2), max(2, (a.h-h)/2)
		frame = widget.Stand(a.behind(frame), box, x, y, 3, a.h-2)
		cursor = nil
		if cx, cy, shown := d.Cursor(); shown {
			cursor = tea.NewCursor(x+2+cx, y+2+cy)
		} else if cx, cy, shown := a.focused(inside); shown {
			cursor = still(x+2+cx, y+2+cy)
		}
	}
	return frame, cursor
}

// still is a cursor that does not blink: it says where one is, not that one types.
func still(x, y int) *tea.Cursor {
	c := tea.NewCursor(x, y)
	c.Blink = false
	return c
}

// behind is a frame behind a dialog: what takes no key just now is dim.
func (a *App) behind(frame string) string {
	lines := strings.Split(frame, "\n")
	for i := 3; i < len(lines)-2; i++ {
		lines[i] = a.s.Theme.Dim.Render(ansi.Strip(lines[i]))
	}
	return strings.Join(lines, "\n")
}

// withNotice lays a sentence over the lowest lines of the screen: as many as
// it needs, three at most.
func (a *App) withNotice(frame string) string {
	if a.notice == "" {
		return frame
	}
	style, mark := a.s.Theme.Notice, " · "
	switch a.tone {
	case success:
		mark = " ✓ "
	case failure:
		style, mark = a.s.Theme.Bad, " ! "
	}
	lines := widget.Wrap(a.notice, a.w-5)
	lines = lines[:min(len(lines), 3)]
	lines = widget.Indent(lines, mark, "   ")
	for i, l := range lines {
		lines[i] = style.Render(widget.Fit(l, a.w))
	}
	return widget.Over(frame, strings.Join(lines, "\n"), 0, a.h-2-len(lines)+1)
}

// sentence is an error as this person reads it.
func (a *App) sentence(err error) string { return screen.Sentence(err, a.s.Remote) }
