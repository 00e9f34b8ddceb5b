package tui

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/search"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// alsoCalled are further words for what an action does whose own words have those
// of in.
var alsoCalled = []struct{ in, words string }{
	{"note", "comment remark text write"},
	{"evidence", "proof document attach link seen"},
	{"library", "reuse existing"},
	{"findings", "nonconformity issue deviation observation"},
	{"owner", "assign responsible who deadline"},
	{"flag", "mark star bookmark"},
	{"mark the row", "select choose several bulk multiple"},
	{"clear", "delete remove erase reset"},
	{"remove", "delete drop erase"},
	{"not applicable", "exclude exclusion na"},
	{"document", "report export print pdf html markdown csv excel summary minutes statement hand over"},
	{"import", "load read upload excel csv file"},
	{"shown", "filter only hide narrow"},
	{"sort", "order rank arrange"},
	{"vote", "poll ballot"},
	{"copy", "clipboard yank"},
	{"put the program aside", "suspend background shell"},
	{"editor", "vim emacs external"},
	{"undo", "revert cancel"},
	{"do it again", "redo repeat"},
	{"help", "keys manual shortcuts"},
	{"quit", "exit close leave end"},
	{"find", "search look"},
	{"go to", "jump"},
	{"own controls", "custom additional"},
	{"stale", "outdated old"},
	{"levels", "scale maturity criteria"},
	{"all about", "details explain information"},
	{"show it to the room", "present projector slide"},
	{"what if", "simulate scenario"},
	{"profile", "organisation company settings"},
	{"restore", "rollback revert"},
	{"language", "translate translation idioma español spanish english"},
	{"duplicate", "copy clone"},
	{"archive", "delete remove"},
	{"demonstration", "example sample"},
	{"all assessments", "list clients projects assessments switch"},
	{"open overview", "dashboard summary score figures"},
	{"open walk", "assess questions interview"},
	{"open baseline", "isms 27001 soa"},
	{"open synergy", "compare mapping reuse crosswalk"},
	{"open roadmap", "schedule timeline calendar tasks"},
	{"open gaps", "todo missing"},
	{"open systems", "inventory models ai"},
	{"open registers", "records risks risk register impact documents suppliers incidents"},
	{"open room", "workshop meeting"},
	{"due", "calendar overdue late agenda dates deadlines year who waits open due"},
	{"open history", "audit trail log changes"},
}

// elsewhere is what people look for that the workbench does not do and the command
// line does.
var elsewhere = []struct{ words, way string }{
	{"save tsv", "crosswalk answers --tsv"},
	{"backup", "crosswalk backup FILE"},
	{"erase forget", "crosswalk erase"},
	{"theme colours colors settings config", "crosswalk config"},
	{"invite serve share", "crosswalk serve"},
}

// action is something a key does, as a text means it.
type action struct {
	entry
	called string // folded: its own words
	also   string // folded: further ones
}

// fits reports how well a text means the action: 0 by its beginning, 1 by its own
// words, 2 by others too.
func (x *action) fits(text string) (rank int, ok bool) {
	if strings.HasPrefix(x.called, text) {
		return 0, true
	}
	rank = 1
	for _, w := range strings.Fields(text) {
		switch {
		case begins(x.called, w):
		case begins(x.also, w):
			rank = 2
		default:
			return 0, false
		}
	}
	return rank, true
}

// begins reports whether one of the words begins so.
func begins(words, with string) bool { return strings.Contains(" "+words, " "+with) }

// palette offers every action of the screen and of the App, every tab and every
// item.
func (a *App) palette() tea.Cmd {
	actions := a.actions()
	return a.look("All actions and items", func(text string) ([]entry, string) {
		if e, ok := a.tally(text); ok {
			return []entry{e}, ""
		}
		return a.means(actions, text)
	})
}

// means are the actions that a text means, and behind them the items.
func (a *App) means(actions []action, text string) (hits []entry, said string) {
	if text == "" {
		for _, x := range actions {
			hits = append(hits, x.entry)
		}
		return append(hits, a.itemEntries()...), "Type a few letters of what you want to do, or of an item."
	}
	words := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	var ranked [3][]entry
	for _, x := range actions {
		if rank, ok := x.fits(words); ok {
			ranked[rank] = append(ranked[rank], x.entry)
		}
	}
	asked := whatIs(words)
	terms := a.terms(asked)
	if asked != words && len(terms) > 0 {
		return terms, ""
	}
	hits, items := append(slices.Concat(ranked[:]...), a.kinds(words)...), a.titles(text)
	switch {
	case len(hits) > 0:
	case len(items) > 0:
		said = a.noAction(words, "These are items:")
	case len(terms) > 0:
		said = a.noAction(words, "These are words of the vocabulary:")
	default:
		said, hits = a.noAction(words, "These are the nearest:"), nearest(actions, words)
	}
	return slices.Concat(hits, items, terms), said
}

// kinds are the registers whose title has all words of a text.
func (a *App) kinds(text string) []entry {
	var all []entry
	for _, k := range a.s.Catalog.Registers() {
		called := strings.ToLower(k.Title + " " + k.Singular)
		if k.ChildOf != "" || a.open == "" || slices.ContainsFunc(strings.Fields(text), func(w string) bool { return !begins(called, w) }) {
			continue
		}
		at := screen.Go{Route: screen.Registers, Place: screen.Place{Record: k.ID}}
		all = append(all, entry{label: widget.Line(k.Title), note: "register", do: func() tea.Cmd { return a.goTo(at) }})
	}
	return all
}

// askingFor are ways to ask for the sense of a word.
var askingFor = []string{"what is ", "what are ", "what's ", "what does ", "meaning of ", "define "}

// whatIs is the word whose sense a text asks for, else the text itself.
func whatIs(text string) string {
	for _, asking := range askingFor {
		if word, ok := strings.CutPrefix(text, asking); ok {
			word = strings.TrimSuffix(strings.TrimSuffix(word, "?"), " mean")
			for _, article := range []string{"a ", "an ", "the "} {
				word = strings.TrimPrefix(word, article)
			}
			return strings.TrimSpace(word)
		}
	}
	return text
}

// terms are the words of the vocabulary that have all words of a text, those that
// are called so first; enter explains one.
func (a *App) terms(text string) []entry {
	if text == "" {
		return nil
	}
	var exact, rest []entry
	for _, t := range a.s.Catalog.Terms() {
		called := strings.ToLower(strings.Join(t.Names(), " "))
		if slices.ContainsFunc(strings.Fields(text), func(w string) bool { return !begins(called, w) }) {
			continue
		}
		e := entry{label: widget.Line(t.Term + ": " + t.Difference), note: "word", do: func() tea.Cmd { return a.explain(t) }}
		if slices.ContainsFunc(t.Names(), func(name string) bool { return strings.EqualFold(name, text) }) {
			exact = append(exact, e)
		} else {
			rest = append(rest, e)
		}
	}
	return append(exact, rest...)
}

// explain opens what a word means in security and in AI.
func (a *App) explain(t catalog.Term) tea.Cmd {
	return a.push(dialog.NewPage(a.s, widget.Line(t.Term), func(w int) []string {
		lines := append(widget.Wrap(t.Difference, w), "")
		parts := []string{"Where it is defined: " + strings.Join(t.DefinedIn, ", ") + "."}
		if len(t.Refs) > 0 {
			parts = append(parts, "See "+strings.Join(t.Refs, ", ")+".")
		}
		if t.Note != "" {
			parts = append(parts, t.Note)
		}
		for _, text := range parts {
			lines = append(lines, widget.Wrap(text, w)...)
		}
		return lines
	}))
}

// noAction says that none fits, and what there is instead.
func (a *App) noAction(text, instead string) string {
	for _, e := range elsewhere {
		if begins(e.words, text) && !a.s.Remote {
			instead = "On the command line: " + e.way
		}
	}
	return "No action is called " + widget.Line(text) + ". " + instead
}

// nearest are the three actions with words spelt most alike.
func nearest(actions []action, text string) []entry {
	far := func(x action) (n int) {
		for _, w := range strings.Fields(text) {
			n += search.Distance(w, strings.Fields(x.called+" "+x.also))
		}
		return n
	}
	actions = slices.Clone(actions)
	slices.SortStableFunc(actions, func(x, y action) int { return far(x) - far(y) })
	var hits []entry
	for _, x := range actions[:min(len(actions), 3)] {
		hits = append(hits, x.entry)
	}
	return hits
}

// actions are all that can be done from here.
func (a *App) actions() []action {
	var all []action
	if sc := a.top(); sc != nil {
		for _, g := range sc.Keys() {
			all = a.keyed(all, sc.Rights().Offered(g.Bindings))
		}
	}
	if a.open != "" {
		for i, r := range routes {
			all = append(all, newAction("Open "+r.title, tabKey(i), func() tea.Cmd {
				return a.goTo(screen.Go{Route: r.name})
			}))
		}
		all = append(all, newAction("Open Systems", "", func() tea.Cmd { return a.goTo(screen.Go{Route: screen.Systems}) }))
		all = append(all, newAction("Ready: what there is to show on an audit day", "", func() tea.Cmd {
			return a.putOver(screen.Ready, screen.ShowReady{From: routes[a.tab].name})
		}))
		all = append(all, newAction("Due: all that has a day", "", func() tea.Cmd { return a.putOver(screen.Due, screen.ShowDue{From: routes[a.tab].name}) }))
		if len(a.s.Catalog.Languages()) > 0 {
			all = append(all, newAction("Language of the questions", "", a.languages))
		}
		keys := []key.Binding{a.keys.Undo, a.keys.Redo, a.keys.Search, a.keys.Goto, a.keys.All}
		if !a.takes(a.keys.WriteOut) {
			keys = append(keys, a.keys.WriteOut)
		}
		all = a.keyed(all, a.rights().Offered(keys))
	}
	return a.keyed(all, a.rights().Offered([]key.Binding{a.keys.Copy, a.keys.Aside, a.keys.Help, a.keys.Quit}))
}

// keyed makes actions of bindings; those that stand for a row of keys (0-5, arrows)
// can't be chosen from a list.
func (a *App) keyed(all []action, bindings []key.Binding) []action {
	for _, b := range bindings {
		h := b.Help()
		if !b.Enabled() || h.Desc == "" || len(b.Keys()) == 0 || strings.ContainsAny(h.Key, "-↑↓…") {
			continue
		}
		all = append(all, newAction(strings.TrimSuffix(screen.Said(h.Desc), "."), h.Key, func() tea.Cmd { return a.key(press(b.Keys()[0])) }))
	}
	return all
}

func newAction(label, key string, do func() tea.Cmd) action {
	x := action{entry: entry{label: label, note: key, do: do}}
	x.called = strings.Map(func(r rune) rune {
		if strings.ContainsRune(",;:()/", r) {
			return ' '
		}
		return r
	}, strings.ToLower(label))
	x.called = strings.Join(strings.Fields(x.called), " ")
	for _, row := range alsoCalled {
		if strings.Contains(" "+x.called+" ", " "+row.in+" ") {
			x.also += " " + row.words
		}
	}
	return x
}
