package tui

import (
	"strings"

	"charm.land/bubbles/v2/key"
	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// entry is one thing the palette can do.
type entry struct {
	label string // what is matched and shown
	note  string // its key, or where it is
	words string // further text that is searched, never shown
	do    func() tea.Cmd
}

// palette is the list of everything, narrowed by typing.
type palette struct {
	a       *App
	title   string
	hint    string
	input   textinput.Model
	all     []entry
	hits    []int
	at, top int
	w, h    int
	// find says which entries a text means; nil is the fuzzy match.
	find func(text string, all []entry) []int
	// typed makes an entry of the text itself, where it is a command with words
	// of its own; nil: none is.
	typed func(text string) (entry, bool)
	given []entry // all but a typed one
	move  key.Binding
	pick  key.Binding
	out   key.Binding
}

func (a *App) newPalette(title, hint string, all []entry) *palette {
	in := textinput.New()
	in.Prompt = "› "
	in.CharLimit = 80
	in.SetVirtualCursor(false)
	in.KeyMap.Paste.SetEnabled(false)
	in.Focus()
	p := &palette{
		a: a, title: title, hint: hint, input: in, all: all, given: all,
		move: key.NewBinding(key.WithKeys("down", "up", "ctrl+n", "ctrl+j", "ctrl+k"), key.WithHelp("↑↓", "choose")),
		pick: key.NewBinding(key.WithKeys("enter"), key.WithHelp("enter", "go")),
		out:  key.NewBinding(key.WithKeys("esc"), key.WithHelp("esc", "back")),
	}
	p.narrow()
	return p
}

// Len and String make the entries a source for the fuzzy match.
type entries []entry

func (e entries) Len() int            { return len(e) }
func (e entries) String(i int) string { return e[i].label }

func (p *palette) narrow() {
	p.at, p.top = 0, 0
	text := strings.TrimSpace(p.input.Value())
	p.hits = p.hits[:0]
	p.all = p.given
	if p.typed != nil {
		if e, ok := p.typed(text); ok {
			p.all, p.hits = []entry{e}, append(p.hits, 0)
			return
		}
	}
	switch {
	case text == "":
		for i := range p.all {
			p.hits = append(p.hits, i)
		}
	case p.find != nil:
		p.hits = p.find(text, p.all)
	default:
		for _, m := range fuzzy.FindFrom(text, entries(p.all)) {
			p.hits = append(p.hits, m.Index)
		}
	}
}

func (p *palette) Init() tea.Cmd { return nil }

func (p *palette) Update(msg tea.Msg) tea.Cmd {
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		if _, paste := msg.(tea.PasteMsg); !paste {
			return nil
		}
	} else {
		switch {
		case key.Matches(k, p.out):
			return p.a.s.Shut()
		case key.Matches(k, p.pick):
			if p.at < len(p.hits) {
				e := p.all[p.hits[p.at]]
				p.a.pop()
				return e.do()
			}
			return nil
		case key.Matches(k, p.move):
			step := 1
			if s := k.String(); s == "up" || s == "ctrl+k" {
				step = -1
			}
			p.at = max(0, min(p.at+step, len(p.hits)-1))
			return nil
		}
	}
	before := p.input.Value()
	var cmd tea.Cmd
	p.input, cmd = p.input.Update(msg)
	if p.input.Value() != before {
		p.narrow()
	}
	return cmd
}

func (p *palette) Resize(w, h int) {
	p.w, p.h = min(w, 76), h
	p.input.SetWidth(p.w - 3)
}

func (p *palette) View() string {
	t := p.a.s.Theme
	rows := max(1, min(p.h-2, 14))
	lines := []string{widget.Fit(p.input.View(), p.w), ""}
	if p.input.Value() == "" {
		lines[1] = t.Dim.Render(widget.Fit(p.hint, p.w))
	}
	if len(p.hits) == 0 {
		lines = append(lines, t.Dim.Render("Nothing here is called that. Try fewer letters."))
	}
	from, to := widget.Window(p.top, p.at, len(p.hits), rows)
	p.top = from
	for i := from; i < to; i++ {
		e := p.all[p.hits[i]]
		note := widget.Fit(e.note, min(14, p.w/4))
		label := widget.Fit(e.label, p.w-4-min(14, p.w/4))
		if i == p.at {
			lines = append(lines, t.Cursor.Render("▸ "+label+"  "+note))
		} else {
			lines = append(lines, "  "+label+"  "+t.Dim.Render(note))
		}
	}
	for len(lines) < rows+2 {
		lines = append(lines, widget.Blank(p.w))
	}
	return strings.Join(lines, "\n")
}

func (p *palette) Title() string { return p.title }

func (p *palette) Cursor() (x, y int, shown bool) {
	if c := p.input.Cursor(); c != nil {
		return c.X, c.Y, true
	}
	return 0, 0, false
}

func (p *palette) Footer() []key.Binding { return []key.Binding{p.pick, p.move, p.out} }

// palette offers every action of the screen and of the App, every tab and every
// item.
func (a *App) palette() tea.Cmd {
	var all []entry
	if sc := a.top(); sc != nil {
		for _, g := range sc.Keys() {
			for _, b := range sc.Rights().Offered(g.Bindings) {
				all = a.action(all, b, func(k tea.KeyPressMsg) tea.Cmd { return a.key(k) })
			}
		}
	}
	if a.open != "" {
		for i, r := range routes {
			all = append(all, entry{label: "Open " + r.title, note: "alt+" + string(rune('1'+i)), do: func() tea.Cmd {
				return a.goTo(screen.Go{Route: r.name})
			}})
		}
		for _, b := range a.rights().Offered([]key.Binding{a.keys.Undo, a.keys.Redo, a.keys.Search, a.keys.Goto}) {
			all = a.action(all, b, a.key)
		}
		if a.s.Only == "" {
			all = append(all, entry{label: "Close this assessment and go to the list", do: a.leave})
		}
	}
	for _, b := range []key.Binding{a.keys.Help, a.keys.Quit} {
		all = a.action(all, b, a.key)
	}
	all = append(all, a.itemEntries()...)
	p := a.newPalette("All actions and items", "Type a few letters of what you want to do, or of an item.", all)
	p.typed = a.tally
	return a.push(p)
}

// action makes an entry of a binding; those that stand for a row of keys
// (0-5, arrows) can't be chosen from a list.
func (a *App) action(all []entry, b key.Binding, do func(tea.KeyPressMsg) tea.Cmd) []entry {
	h := b.Help()
	if !b.Enabled() || h.Desc == "" || len(b.Keys()) == 0 || strings.ContainsAny(h.Key, "-↑↓…") {
		return all
	}
	label := strings.ToUpper(h.Desc[:1]) + h.Desc[1:]
	return append(all, entry{label: label, note: h.Key, do: func() tea.Cmd { return do(press(b.Keys()[0])) }})
}

func (a *App) itemEntries() []entry {
	as := a.assessment()
	if as == nil {
		return nil
	}
	var all []entry
	for _, it := range assess.Items(a.s.Catalog, as) {
		all = append(all, entry{
			label: it.Number + "  " + widget.Line(it.Title), note: widget.Line(it.Set.Title), words: itemWords(it),
			do: func() tea.Cmd {
				return a.goTo(screen.Go{Route: screen.Walk, Place: screen.Place{Item: it.ID}})
			},
		})
	}
	for _, it := range a.s.Catalog.Foundation().Items() {
		all = append(all, entry{
			label: "ISMS " + it.ID + "  " + it.Title, note: "baseline", words: strings.ToLower(it.ID + " " + it.Title + " " + it.Ask),
			do: func() tea.Cmd {
				return a.goTo(screen.Go{Route: screen.Baseline, Place: screen.Place{Item: it.ID}})
			},
		})
	}
	return all
}

func itemWords(it *catalog.Item) string {
	words := []string{it.Number, it.Title, it.Intent, it.Deliverable}
	for _, q := range it.Questions {
		words = append(words, q.Ask)
	}
	return strings.ToLower(strings.Join(append(words, it.Extend...), " "))
}

// search finds items by words anywhere in their text.
func (a *App) search() tea.Cmd {
	p := a.newPalette("Find an item", "Type words: of the title, the questions, the deliverable.", a.itemEntries())
	p.find = func(text string, all []entry) []int {
		words := strings.Fields(strings.ToLower(text))
		var hits []int
		for i, e := range all {
			found := true
			for _, w := range words {
				found = found && (strings.Contains(e.words, w) || strings.Contains(strings.ToLower(e.label), w))
			}
			if found {
				hits = append(hits, i)
			}
		}
		return hits
	}
	return a.push(p)
}

// askNumber goes to an item by its number: "a52" is A.5.2.
func (a *App) askNumber() tea.Cmd {
	p := a.newPalette("Go to an item", "Type its number, dots may be left out: a52, 614, x1.", a.itemEntries())
	p.find = func(text string, all []entry) []int {
		var exact, begins []int
		want := plainNumber(text)
		for i, e := range all {
			number, _, _ := strings.Cut(strings.TrimPrefix(e.label, "ISMS "), "  ")
			switch n := plainNumber(number); {
			case n == want:
				exact = append(exact, i)
			case strings.HasPrefix(n, want):
				begins = append(begins, i)
			}
		}
		return append(exact, begins...)
	}
	return a.push(p)
}

func plainNumber(s string) string {
	return strings.NewReplacer(".", "", " ", "").Replace(strings.ToLower(s))
}
