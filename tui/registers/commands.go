package registers

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// onKind takes the keys that are about the kind, and passes on those about records.
func (g *Screen) onKind(msg tea.KeyPressMsg) tea.Cmd {
	k := g.register()
	switch {
	case key.Matches(msg, g.keys.Import):
		return g.importInto(k)
	case k == nil || !key.Matches(msg, g.keys.Add, g.keys.Library):
		return g.onRecord(msg, g.rows.Chosen())
	case key.Matches(msg, g.keys.Library):
		return g.openLibrary(k)
	}
	return g.add(k.ID, nil)
}

// importInto asks for a sheet whose rows become records of a register.
func (g *Screen) importInto(k *catalog.Register) tea.Cmd {
	if k == nil || len(k.Fields) == 0 {
		return screen.Tell("Go to a register first: I takes in a sheet of its records.")
	}
	return dialog.TakeIn(g.s, screen.TakeIn{From: screen.Registers, Register: k.ID}, g.now.Assessment.ID)
}

// onRecord takes the keys that are about records: the one that is read, or those of
// the list that are marked.
func (g *Screen) onRecord(msg tea.KeyPressMsg, of []*row) tea.Cmd {
	k := g.keys
	if !key.Matches(msg, k.State, k.Clear, k.Owner, k.About, k.Names, k.Finding, k.Walk, k.Editor, k.Add, k.Library) {
		return nil
	}
	switch {
	case g.part == atKinds:
		return screen.Tell("enter goes into the list; there it is about a record.")
	case len(of) == 0:
		return screen.Tell("No record is shown.")
	case key.Matches(msg, k.State):
		return g.nextState(of)
	case key.Matches(msg, k.Clear):
		return g.remove(of)
	case key.Matches(msg, k.Owner):
		return g.owner(of)
	case key.Matches(msg, k.About):
		return g.aboutPage(of[0])
	case key.Matches(msg, k.Names):
		return g.names(of[0])
	case key.Matches(msg, k.Finding):
		return g.findings(of[0])
	case key.Matches(msg, k.Walk):
		return g.walk(of[0])
	case key.Matches(msg, k.Editor):
		return g.inEditor()
	case key.Matches(msg, k.Add):
		return g.add(of[0].Kind, nil)
	}
	kind, _ := g.shelf.kind(of[0].Kind)
	return g.openLibrary(kind)
}

// inEditor writes the long text under the cursor in an editor.
func (g *Screen) inEditor() tea.Cmd {
	if e := g.open.current(); g.part == atRecord && e.field != nil {
		return g.write(e.field, true)
	}
	return screen.Tell("Your editor opens for a long text of a record: enter opens the record.")
}

// add asks for what a new record must say, its title first, saves it and opens it.
func (g *Screen) add(kind string, above *row) tea.Cmd {
	k, known := g.s.Catalog.Register(kind)
	if !known {
		return screen.Tell("This catalogue does not know the register, so nothing is added to it.")
	}
	if begins := g.shelf.library[kind]; len(begins) > 0 && slices.ContainsFunc(k.Fields, longAtOnce) {
		return g.openLibrary(k)
	}
	id := g.s.DB.NewID()
	said := map[string]*string{}
	var fields []huh.Field
	for i := range k.Fields {
		if f := &k.Fields[i]; f.Name != catalog.RecordParent && asksAtOnce(k, f) {
			var text string
			said[f.Name] = &text
			fields = append(fields, g.ask(k, f, &text))
		}
	}
	save := func() tea.Cmd {
		texts := map[string]string{}
		for name, text := range said {
			texts[name] = *text
		}
		if above != nil {
			texts[catalog.RecordParent] = above.ID
		}
		g.wanted, g.began = kind+"/"+id, true
		if above != nil {
			g.leaveMark()
		}
		return g.act("", func(c register.Case) ([]assess.Change, error) { return register.Put(c, kind, id, texts) })
	}
	draft := dialog.FormOfNew(g.now.Assessment.ID, assess.KindRecord, kind)
	return g.s.Open(dialog.NewForm(g.s, draft, "A new "+k.Singular, save, dialog.Ask(fields...)))
}

// asksAtOnce reports whether a new record must say a field, or may come to by another
// field that it must say.
func asksAtOnce(k *catalog.Register, f *catalog.RegisterField) bool {
	if !f.Required || f.When == "" {
		return f.Required
	}
	on, _ := f.Condition()
	other, has := k.Field(on)
	return has && asksAtOnce(k, other)
}

// longAtOnce reports whether a record can't be without a long text, so that it begins
// with one of the library.
func longAtOnce(f catalog.RegisterField) bool { return f.Required && f.Type == "text" && f.When == "" }

// ask is the field of a form for a field of a register.
func (g *Screen) ask(k *catalog.Register, f *catalog.RegisterField, at *string) huh.Field {
	help := f.Help
	if words := g.shelf.Suggests(k, f); len(words) > 0 {
		help += " Such as " + widget.Line(assess.Either(words)) + "."
	}
	if f.When != "" {
		help += " Only where " + f.When + "."
	}
	switch options := g.options(k, f); {
	case f.Type == "date":
		return dialog.Day(g.s, f.Label, f.Label, "", at)
	case f.Type != "line" && f.Type != "person" && f.Type != "persons" && f.Type != "items" && len(options) > 0:
		var all []huh.Option[string]
		if f.When != "" {
			all = append(all, huh.NewOption("not said", ""))
		}
		for _, o := range options {
			all = append(all, huh.NewOption(widget.Line(o.label), o.value))
		}
		return huh.NewSelect[string]().Title(f.Label).Description(help).Inline(true).Options(all...).Value(at)
	}
	return huh.NewInput().Title(f.Label).Description(help).Value(at).CharLimit(assess.MaxNote).Validate(func(text string) error {
		if text == "" && f.When == "" {
			return fmt.Errorf("%s must say something", f.Label)
		}
		_, err := g.shelf.Read(f, text)
		return err
	})
}

// nextState moves records on to the state that follows; where several do it asks.
func (g *Screen) nextState(of []*row) tea.Cmd {
	k, known := g.s.Catalog.Register(of[0].Kind)
	if !known || len(k.States) == 0 {
		return screen.Tell("Records of this register have no state.")
	}
	if why := g.s.Role().MayWrite(); why != nil {
		return screen.Tell(screen.Said(why.Error()))
	}
	at := k.StateAt(of[0].State())
	if len(k.States) == 2 && at >= 0 {
		return g.move(of, k.States[1-at].Name)
	}
	if at == len(k.States)-2 && !k.States[at].Final {
		return g.move(of, k.States[at+1].Name)
	}
	options := func() []dialog.Option {
		var all []dialog.Option
		for i, s := range k.States {
			all = append(all, dialog.Option{Label: s.Name, Note: g.stateNote(k, i, at), Pick: func() tea.Cmd { return g.move(of, s.Name) }})
		}
		return all
	}
	title := "State of " + titleOfRecord(of[0])
	if len(of) > 1 {
		title = "State of " + visibleCount(len(of), k.Singular)
	}
	return g.s.Open(dialog.NewChoice(g.s, title, "", options).At(min(at+1, len(k.States)-1)))
}

// stateNote says where a state stands to the one that holds, and who sets it.
func (g *Screen) stateNote(k *catalog.Register, i, at int) string {
	words := ""
	switch {
	case i == at:
		words = "now"
	case i < at:
		words = "back"
	}
	if k.States[i].By == catalog.ByLead {
		if words != "" {
			words += ", "
		}
		words += "set by who leads"
	}
	return words
}

// stateHelp says what the next state needs.
func (g *Screen) stateHelp() string {
	k := g.open.k
	at := k.StateAt(g.open.row.State())
	if at < 0 || at+1 >= len(k.States) {
		return "space or enter chooses another state."
	}
	next := k.States[at+1].Name
	words := fmt.Sprintf("space moves it on; %s follows.", next)
	var needs []string
	for _, f := range register.Lacks(k, g.open.row.Record, next) {
		needs = append(needs, f.Label)
	}
	if len(needs) > 0 {
		words += " It needs a word in " + assess.Either(needs) + "."
		if len(needs) > 1 {
			words = fmt.Sprintf("space moves it on; %s follows and needs words in %d fields: %s.", next, len(needs), strings.Join(needs, ", "))
		}
	}
	return words
}

// move sets the state of records, or goes to the field that it needs first.
func (g *Screen) move(of []*row, state string) tea.Cmd {
	for _, r := range of {
		if _, err := register.Move(g.shelf.Case, r.Kind, r.ID, state); err != nil {
			return g.lacking(r, state, err)
		}
	}
	said := fmt.Sprintf("%s is %s; u takes it back.", of[0].number, state)
	if len(of) > 1 {
		said = screen.Together(len(of), "records", state)
	}
	return g.act(said, func(c register.Case) ([]assess.Change, error) {
		return each(of, func(r *row) ([]assess.Change, error) { return register.Move(c, r.Kind, r.ID, state) })
	})
}

// lacking goes to the first field that a state needs, and says so.
func (g *Screen) lacking(r *row, state string, why error) tea.Cmd {
	k, _ := g.shelf.kind(r.Kind)
	cmd := g.openRecord(r.Kind, r.ID)
	if lacks := register.Lacks(k, r.Record, state); len(lacks) > 0 {
		g.open.stand(lacks[0].Name)
	}
	return tea.Batch(cmd, screen.Tell(screen.Said(why.Error())))
}

// each is one act on several records.
func each(of []*row, decide func(*row) ([]assess.Change, error)) ([]assess.Change, error) {
	var all []assess.Change
	for _, r := range of {
		changes, err := decide(r)
		if err != nil {
			return nil, err
		}
		all = append(all, changes...)
	}
	return all, nil
}

// remove takes records away; it asks where others name them or stand below them.
func (g *Screen) remove(of []*row) tea.Cmd {
	said := of[0].number + " is removed; u brings it back."
	if len(of) > 1 {
		said = fmt.Sprintf("%d records are removed; u brings them back.", len(of))
	}
	do := func() tea.Cmd {
		if g.part == atRecord {
			g.leaveRecord()
		}
		return g.act(said, func(c register.Case) ([]assess.Change, error) {
			return each(of, func(r *row) ([]assess.Change, error) { return register.Remove(c, r.Kind, r.ID) })
		})
	}
	named, below := 0, 0
	for _, r := range of {
		named, below = named+len(g.shelf.named[r.ID]), below+len(g.shelf.below[r.ID])
	}
	if named+below == 0 {
		return do()
	}
	what := of[0].number
	if len(of) > 1 {
		what = visibleCount(len(of), "record")
	}
	question := fmt.Sprintf("%s it, and %s below it. What names it says that it is gone; what stands below goes with it.", counts(named, "record names", "records name"), counts(below, "record stands", "records stand"))
	return g.s.Open(dialog.NewConfirm(g.s, "Remove "+what+"?", question, "remove", do))
}

func counts(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// owner asks who answers for records, and by when.
func (g *Screen) owner(of []*row) tea.Cmd {
	k, known := g.s.Catalog.Register(of[0].Kind)
	if !known || !has(k, catalog.RecordOwner) {
		return screen.Tell("Records of this register have no owner.")
	}
	owner, due := of[0].Text(catalog.RecordOwner), of[0].Text(catalog.RecordDue)
	if len(of) > 1 {
		owner, due = "", ""
	}
	began := []string{owner, due}
	names := g.people()
	fields := []huh.Field{huh.NewInput().Title("Owner").Suggestions(names).Value(&owner).Validate(dialog.Line("owner"))}
	if has(k, catalog.RecordDue) {
		fields = append(fields, dialog.Day(g.s, "Due", "due date", "", &due))
	}
	save := func() tea.Cmd {
		said := map[string]string{}
		if owner != began[0] {
			said[catalog.RecordOwner] = owner
		}
		if due != began[1] {
			said[catalog.RecordDue] = due
		}
		if len(said) == 0 {
			return nil
		}
		return g.act("", func(c register.Case) ([]assess.Change, error) {
			return each(of, func(r *row) ([]assess.Change, error) { return register.Set(c, r.Kind, r.ID, said) })
		})
	}
	title := titleOfRecord(of[0])
	if len(of) > 1 {
		title = "Owner of " + visibleCount(len(of), "record") + "; what stays empty is left as it is"
	}
	draft := dialog.FormOf(g.now.Assessment.ID, "owner", of[0].Subject())
	return g.s.Open(dialog.NewForm(g.s, draft, title, save, dialog.Ask(fields...)))
}

// names offers the records that name one.
func (g *Screen) names(r *row) tea.Cmd {
	empty := "No record names " + r.number + ". One does so in a field that leads to records."
	return g.s.Open(dialog.NewChoice(g.s, "Named by", empty, func() []dialog.Option {
		var all []dialog.Option
		for _, n := range g.shelf.named[r.ID] {
			by := g.shelf.byID[n.ID]
			all = append(all, dialog.Option{Label: titleOfRecord(by), Note: n.Field, Pick: func() tea.Cmd {
				g.leaveMark()
				return g.openRecord(by.Kind, by.ID)
			}})
		}
		return all
	}))
}

// walk goes to the item that is under the cursor, or to the first that the record
// serves.
func (g *Screen) walk(r *row) tea.Cmd {
	item := g.open.current().item
	if k, known := g.shelf.kind(r.Kind); known && item == "" && len(k.Serves) > 0 {
		item = k.Serves[0]
	}
	if item == "" {
		return screen.Tell("Records of this register serve no item.")
	}
	return g.s.Ask(screen.Go{Route: screen.Walk, Place: screen.Place{Item: item}})
}
