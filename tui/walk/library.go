package walk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/score"
	"crosswalk/tui/answer"
	"crosswalk/tui/bind"
	"crosswalk/tui/dialog"
	"crosswalk/tui/list"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// library is all evidence of the assessment in one list, to be chosen for an item
// and marked as seen.
type library struct {
	w      *Screen
	it     *catalog.Item // that a piece is chosen for
	which  int           // index into selections
	cursor list.Cursor
	find   *list.Find
	wd, h  int

	move                             list.Keys
	take, see, edit, open, turn, out key.Binding
}

// selections are which pieces the library shows, in the order of their key.
var selections = []struct {
	name string
	has  func(*Screen, assess.Evidence) bool
}{
	{"all pieces", func(*Screen, assess.Evidence) bool { return true }},
	{"claimed, never seen", func(_ *Screen, e assess.Evidence) bool { return e.SeenBy == "" }},
	{"seen too long ago", func(w *Screen, e assess.Evidence) bool {
		return score.SeenTooLongAgo(w.s.Catalog.Method, e, w.s.Now())
	}},
}

// library opens the list of all evidence.
func (w *Screen) library(it *catalog.Item) tea.Cmd {
	return w.s.Open(&library{
		w: w, it: it, find: list.NewFind(w.s), move: list.NewKeys(),
		take: bind.Open.To("choose for " + it.Number),
		see:  bind.State.To("seen by me today"),
		edit: bind.Evidence.To("its form"),
		open: bind.Link.To("open its file or link"),
		turn: bind.Show.To("which"),
		out:  bind.Back.To("back"),
	})
}

// pieces are those that are shown.
func (l *library) pieces() []assess.Evidence {
	shown := selections[l.which].has
	return slices.DeleteFunc(slices.Clone(l.w.now.Assessment.Pieces()), func(e assess.Evidence) bool {
		return !shown(l.w, e) || !l.find.Match(l.words(e))
	})
}

// words are what a piece is found by.
func (l *library) words(e assess.Evidence) string {
	if len(l.find.Words()) == 0 {
		return ""
	}
	return strings.ToLower(strings.Join([]string{e.What, e.Kind, e.Version, e.Place, e.SeenBy, e.Site, answer.Numbers(l.w.s.Catalog, l.w.now.Assessment, e.Items)}, " "))
}

// Init does nothing.
func (l *library) Init() tea.Cmd { return nil }

// Update takes keys; what it lists is asked for at every drawing.
func (l *library) Update(msg tea.Msg) tea.Cmd {
	if _, paste := msg.(tea.PasteMsg); l.find.Typing() {
		if _, key := msg.(tea.KeyPressMsg); !key && !paste {
			return nil
		}
		changed, cmd := l.find.Update(msg)
		if changed {
			l.cursor = list.Cursor{}
		}
		return cmd
	}
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	all := l.pieces()
	l.cursor.Move(0, len(all))
	switch {
	case l.cursor.Key(k, l.move, len(all)):
	case key.Matches(k, l.find.Begin):
		l.find.Open()
	case key.Matches(k, l.turn):
		l.which, l.cursor = (l.which+1)%len(selections), list.Cursor{}
	case key.Matches(k, l.out):
		return l.leave()
	case len(all) > 0:
		return l.act(k, all[l.cursor.At])
	}
	return nil
}

// leave shows all again where words narrow the list, else it closes it.
func (l *library) leave() tea.Cmd {
	if l.find.On() {
		l.find.Clear()
		return nil
	}
	return l.w.s.Shut()
}

func (l *library) act(k tea.KeyPressMsg, e assess.Evidence) tea.Cmd {
	s := l.w.s
	switch {
	case key.Matches(k, l.take):
		if slices.Contains(e.Items, l.it.ID) {
			return screen.Tell("It serves " + l.it.Number + " already.")
		}
		return l.w.do("It serves "+l.it.Number+" too.", func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.ServeToo(s.Catalog, a, e.ID, l.it.ID)
		})
	case key.Matches(k, l.see):
		return l.w.do("Seen by you today.", func(a *assess.Assessment) ([]assess.Change, error) {
			return assess.SeeEvidence(s.Catalog, a, e.ID, s.Actor.Name, s.Now().Format(time.DateOnly))
		})
	case key.Matches(k, l.edit):
		return l.w.one(l.w.placeOf(l.it)).Pieces().Edit(l.w.s, e)
	case key.Matches(k, l.open):
		return dialog.OpenEvidence(s, l.w.now.Assessment.ID, e)
	}
	return nil
}

// Rights are what its keys ask for; while words are typed they are letters.
func (l *library) Rights() screen.Rights {
	if l.find.Typing() {
		return nil
	}
	return screen.Rights{l.w.s.Writes(l.take, l.see, l.edit), l.w.s.OpensLinks(l.open)}
}

// Resize keeps the space.
func (l *library) Resize(w, h int) { l.wd, l.h = min(w, 100), h }

// moreRows is how many lines below the list tell of the piece under the cursor.
const moreRows = 3

// View is which pieces are shown, the list, and what more is known of one.
func (l *library) View() string {
	t := l.w.s.Theme
	all := l.pieces()
	l.cursor.Move(0, len(all))
	head := fmt.Sprintf("%s: %d of %d", selections[l.which].name, len(all), len(l.w.now.Assessment.Pieces()))
	lines := []string{t.Dim.Render(widget.Fit(head, l.wd))}
	if l.find.On() {
		lines = []string{l.find.Line(l.wd, head)}
	}
	rows := max(1, min(l.h-1-moreRows, 18))
	from, to := l.cursor.Window(l.cursor.At, len(all), rows)
	for i := from; i < to; i++ {
		lines = append(lines, l.line(all[i], i == l.cursor.At))
	}
	if len(all) == 0 {
		lines = append(lines, widget.Wrap(l.none(), min(l.wd, 60))...)
	}
	for len(lines) < rows+1 {
		lines = append(lines, "")
	}
	if len(all) > 0 {
		lines = append(lines, l.more(all[l.cursor.At])...)
	}
	return widget.Pane(lines, l.wd, rows+1+moreRows)
}

// none says why the list is empty.
func (l *library) none() string {
	switch {
	case l.find.On():
		return "No piece has these words. esc shows all again."
	case l.which > 0:
		return "No piece is " + selections[l.which].name + ". v shows others."
	}
	return "Nothing was shown for any item yet. e in the Walk adds a piece to an item, and from here it can serve others too."
}

func (l *library) line(e assess.Evidence, here bool) string {
	t := l.w.s.Theme
	state, serves := l.w.sightOf(e), "      "
	if slices.Contains(e.Items, l.it.ID) {
		serves = "serves"
	}
	state = widget.Fit(state, max(12, l.wd*4/9))
	what := widget.Fit(widget.FirstLine(e.What), max(0, l.wd-12-max(12, l.wd*4/9)))
	if here {
		return t.Cursor.Render("▸ " + what + "  " + serves + "  " + state)
	}
	return "  " + what + "  " + t.Accent.Render(serves) + "  " + t.Dim.Render(state)
}

// sightOf is who saw a piece, and when.
func (w *Screen) sightOf(e assess.Evidence) string {
	switch {
	case e.SeenBy == "":
		return "claimed, never seen"
	case score.SeenTooLongAgo(w.s.Catalog.Method, e, w.s.Now()):
		return "old: seen " + day.Show(e.SeenDay()) + " by " + widget.Line(e.SeenBy)
	}
	return "seen " + day.Show(e.SeenDay()) + " by " + widget.Line(e.SeenBy)
}

// more is what the line of a piece has no room for.
func (l *library) more(e assess.Evidence) []string {
	t := l.w.s.Theme
	of := []string{l.w.sightOf(e), e.Kind}
	if e.Version != "" {
		of = append(of, widget.Line(e.Version))
	}
	if s, ok := l.w.now.Assessment.System(e.System); ok {
		of = append(of, "for "+widget.Line(s.Name))
	}
	place := "not said"
	if e.Place != "" {
		place = widget.FirstLine(e.Place)
	}
	lines := []string{
		widget.Rule(l.wd),
		"Serves " + widget.Line(answer.Numbers(l.w.s.Catalog, l.w.now.Assessment, e.Items)) + " · " + strings.Join(of, " · "),
		"Kept at " + place,
	}
	for i := range lines {
		lines[i] = t.Dim.Render(widget.Fit(lines[i], l.wd))
	}
	return lines
}

// Title is what it is.
func (l *library) Title() string { return "Evidence library" }

// Cursor is not shown: the row is marked.
func (l *library) Cursor() (x, y int, shown bool) { return 0, 0, false }

// Footer names its keys.
func (l *library) Footer() []key.Binding {
	if l.find.Typing() {
		return l.find.Footer()
	}
	out, find := l.out, l.find.Begin
	bind.Say(&find, "find")
	if l.find.On() {
		out.SetHelp("esc", "show all")
	}
	return []key.Binding{l.take, l.see, out, l.turn, find, l.open, l.edit}
}
