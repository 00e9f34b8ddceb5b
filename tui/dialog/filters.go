package dialog

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/filter"
	"crosswalk/tui/bind"
	"crosswalk/tui/screen"
)

// Filtered is a list that shows some of its items.
type Filtered struct {
	Standard string // of the items
	Holds    filter.Filter
	Facts    func() filter.Facts
	Items    func() []*catalog.Item // all, shown or not
	Set      func(filter.Filter) tea.Cmd
}

// Filters asks which items a list shows. A letter shows what it stands for and
// nothing else; other keys make a filter of several words, which holds once the
// dialog is done. What holds can be kept under a name.
type Filters struct {
	s     *screen.Session
	list  Filtered
	holds filter.Filter // as it stands in the dialog
	made  bool          // by hand, so that enter leaves it as it is
	kept  []keptFilter

	of    string // word of the kind whose values are listed; empty: the kinds are
	added bool   // a value was, since they are listed

	lines   []filterLine
	shown   int // items that holds lets through
	all     int
	at, top int
	w, h    int
	keys    filterKeys
}

type filterKeys struct{ up, down, pick, and, clear, keep, forget, out key.Binding }

// NewFilters opens the kinds of filters and those that this person kept.
func NewFilters(s *screen.Session, list Filtered) *Filters {
	f := &Filters{s: s, list: list, holds: list.Holds, keys: filterKeys{
		up: bind.Up.To("up"), down: bind.Down.To("down"),
		pick: bind.Open.To("only these"), and: bind.State.To("add, take away"),
		clear: bind.Only("x", "all", "x"), keep: bind.Done.To("keep"),
		forget: bind.Only("delete", "forget", "delete"), out: bind.And("esc", "back", bind.Back, bind.Leave),
	}}
	f.renew()
	f.at = max(0, slices.IndexFunc(f.lines, func(l filterLine) bool { return l.on }))
	return f
}

// Init reads the filters that this person kept.
func (f *Filters) Init() tea.Cmd { return f.readKept(nil) }

// Update takes keys, and news, by which the counts change.
func (f *Filters) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case keptFilters:
		f.know(msg)
	case screen.Changed, screen.Room:
		f.renew()
	case tea.KeyPressMsg:
		return f.key(msg)
	}
	return nil
}

func (f *Filters) key(msg tea.KeyPressMsg) tea.Cmd {
	here := f.lines[f.at]
	switch k := f.keys; {
	case key.Matches(msg, k.up):
		f.move(-1)
	case key.Matches(msg, k.down):
		f.move(1)
	case key.Matches(msg, k.and):
		f.and(here)
	case key.Matches(msg, k.pick):
		return f.pick(here)
	case key.Matches(msg, k.clear):
		return f.done(nil)
	case key.Matches(msg, k.keep):
		return f.askName()
	case key.Matches(msg, k.forget):
		return f.askForget(here)
	case key.Matches(msg, k.out):
		return f.back()
	default:
		return f.letter(msg)
	}
	return nil
}

// letter shows what it stands for, or the values of that.
func (f *Filters) letter(msg tea.KeyPressMsg) tea.Cmd {
	for _, l := range f.lines {
		if l.key != "" && msg.Text == l.key {
			if l.lists {
				f.values(l.term.Word)
				return nil
			}
			return f.done(l.alone)
		}
	}
	return nil
}

// move passes over the rule.
func (f *Filters) move(by int) {
	at := f.at + by
	if at >= 0 && at < len(f.lines) && f.lines[at].rule {
		at += by
	}
	f.at = max(0, min(at, len(f.lines)-1))
}

// and adds what a line stands for to what holds, or takes it away.
func (f *Filters) and(l filterLine) {
	switch {
	case l.rule || l.wrong != nil:
		return
	case l.lists:
		f.values(l.term.Word)
		return
	case l.on && f.of == "" && l.name == "":
		f.holds = f.holds.Without(l.term.Word)
	case l.name == "":
		f.holds = f.holds.Toggle(l.term)
	default:
		f.holds = filter.Of(append(slices.Clone(f.holds), l.alone...)...)
	}
	f.made, f.added = true, f.of != ""
	f.renew()
}

// pick is done with what holds, or where nothing was put together by hand with
// what the line stands for.
func (f *Filters) pick(l filterLine) tea.Cmd {
	switch {
	case f.of != "" && f.made && !f.added && !l.rule:
		return f.done(f.holds.With(l.term))
	case f.made || l.on && f.of == "":
		return f.done(f.holds)
	case l.lists:
		f.values(l.term.Word)
	case l.wrong != nil:
		return screen.Tell(screen.Sentence(l.wrong, f.s.Remote))
	case !l.rule:
		return f.done(l.alone)
	}
	return nil
}

func (f *Filters) done(with filter.Filter) tea.Cmd {
	f.s.Shut()
	return f.list.Set(with)
}

// values lists those of a kind; back leaves them, and then the dialog.
func (f *Filters) values(word string) {
	f.of, f.added, f.at, f.top = word, false, 0, 0
	f.renew()
}

func (f *Filters) back() tea.Cmd {
	if f.of == "" {
		return f.s.Shut()
	}
	word := f.of
	f.values("")
	f.at = max(0, slices.IndexFunc(f.lines, func(l filterLine) bool { return l.term.Word == word && l.name == "" }))
	return nil
}

// Title is what is asked.
func (f *Filters) Title() string {
	if k, ok := filter.KindOf(f.of); ok {
		return "Which items · " + k.Shown
	}
	return "Which items"
}

// Cursor is not shown: the row is marked.
func (f *Filters) Cursor() (x, y int, shown bool) { return 0, 0, false }

// Footer names its keys.
func (f *Filters) Footer() []key.Binding {
	k, here := f.keys, f.lines[f.at]
	switch {
	case f.made || here.on:
		bind.Say(&k.pick, "show these")
	case here.lists:
		bind.Say(&k.pick, "choose which")
	}
	last := k.keep
	if here.name != "" {
		last = k.forget
	}
	return []key.Binding{k.pick, k.and, last, k.out, k.clear}
}
