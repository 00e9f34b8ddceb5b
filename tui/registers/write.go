package registers

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// draftFound is what was typed into a field and never saved.
type draftFound struct {
	of   screen.Draft
	text string
}

// write begins to write a field: a long text in a window of its own, all else where
// it stands.
func (g *Screen) write(f *catalog.RegisterField, outside bool) tea.Cmd {
	if why := g.s.Role().MayWrite(); why != nil {
		return screen.Tell(screen.Said(why.Error()))
	}
	if f.Type == "text" {
		return g.writeText(f, outside)
	}
	if outside {
		return screen.Tell("Only a long text is written in your editor; enter writes this field here.")
	}
	r := g.open.row
	e := newEditor(g.s, f, g.typedOf(r, f))
	e.read = func(text string) (string, error) {
		_, err := g.shelf.Read(f, text)
		return g.reads(g.open.k, f.Name, text), err
	}
	many := slices.Contains(severalTypes, f.Type)
	free := slices.Contains(freeTypes, f.Type)
	chosen := r.List(f.Name)
	if one := r.Text(f.Name); one != "" && !free {
		chosen = []string{one}
	}
	if f.Type == "level" {
		chosen = []string{string(r.Value(f.Name))}
	}
	e.offer(g.options(g.open.k, f), free, many, chosen)
	g.edit = e
	d := g.draft(f)
	return g.s.Job(func(ctx context.Context) tea.Msg {
		text, ok, err := g.s.DraftOf(ctx, d)
		if err != nil || !ok {
			return nil
		}
		return draftFound{d, text}
	})
}

// Types of which several are said, and those that any word will do for.
var (
	severalTypes = []string{"choices", "persons", "systems", "items", "records", "evidence"}
	freeTypes    = []string{"line", "person", "persons", "date", "time", "period", "number"}
)

// typedOf is what a field says as a person would type it; nothing where it is
// chosen.
func (g *Screen) typedOf(r *row, f *catalog.RegisterField) string {
	switch {
	case !slices.Contains(freeTypes, f.Type):
		return ""
	case f.Type == "persons":
		return strings.Join(r.List(f.Name), ", ")
	}
	return g.shelf.Says(r.Record, f.Name)
}

func (g *Screen) draft(f *catalog.RegisterField) screen.Draft {
	return screen.Draft{Assessment: g.now.Assessment.ID, Subject: g.open.row.Subject(), Field: f.Name}
}

// restore puts a draft into the field that is written, where nobody typed since.
func (g *Screen) restore(msg draftFound) tea.Cmd {
	e := g.edit
	if e == nil || g.draft(e.field) != msg.of || e.changed() || msg.text == e.began {
		return nil
	}
	e.input.SetValue(msg.text)
	e.input.CursorEnd()
	e.narrow()
	e.draft = true
	return nil
}

// editKey takes keys while a field is written.
func (g *Screen) editKey(msg tea.KeyPressMsg) tea.Cmd {
	e := g.edit
	switch {
	case key.Matches(msg, e.up):
		e.move(-1)
	case key.Matches(msg, e.dn):
		e.move(1)
	case e.many && !e.free && key.Matches(msg, e.mark):
		e.turn()
	case key.Matches(msg, e.done):
		return g.save()
	case key.Matches(msg, e.leave):
		return g.keep()
	case key.Matches(msg, e.drop):
		g.edit = nil
		return g.dropDraft(e.field)
	default:
		return e.update(msg)
	}
	return nil
}

// save sets the field to what is typed or chosen; what is wrong is said below it.
func (g *Screen) save() tea.Cmd {
	e, r := g.edit, g.open.row
	text := e.says()
	if !e.free && !e.many && len(e.fit) == 0 {
		e.wrong = "nothing of that name is offered; choose one, or esc leaves it"
		return nil
	}
	if then := g.asksThen(e.field, text); len(then) > 0 {
		g.edit = nil
		return g.askTogether(e.field, text, then)
	}
	if _, err := register.Set(g.shelf.Case, r.Kind, r.ID, map[string]string{e.field.Name: text}); err != nil {
		e.wrong = err.Error()
		return nil
	}
	g.edit = nil
	return tea.Batch(g.set(e.field, text), g.dropDraft(e.field))
}

// asksThen are the fields that must say something as soon as another one says that.
func (g *Screen) asksThen(f *catalog.RegisterField, text string) []*catalog.RegisterField {
	value, err := g.shelf.Read(f, text)
	if err != nil {
		return nil
	}
	is := g.open.row.Record
	is.Values = is.Values.With(f.Name, value)
	asked := register.Asked(g.open.k, is)
	var all []*catalog.RegisterField
	for i := range asked {
		if then := &asked[i]; then.Required && then.When != "" && is.Value(then.Name) == nil {
			all = append(all, then)
		}
	}
	return all
}

// askTogether asks for what a word makes necessary, and saves both at once.
func (g *Screen) askTogether(f *catalog.RegisterField, text string, then []*catalog.RegisterField) tea.Cmd {
	r := g.open.row
	said := make([]string, len(then))
	var fields []huh.Field
	for i, field := range then {
		fields = append(fields, g.ask(g.open.k, field, &said[i]))
	}
	save := func() tea.Cmd {
		all := map[string]string{f.Name: text}
		for i, field := range then {
			all[field.Name] = said[i]
		}
		return g.act("", func(c register.Case) ([]assess.Change, error) { return register.Set(c, r.Kind, r.ID, all) })
	}
	draft := dialog.FormOf(g.now.Assessment.ID, f.Name, r.Subject())
	return g.s.Open(dialog.NewForm(g.s, draft, f.Label+": "+g.reads(g.open.k, f.Name, text), save, dialog.Ask(fields...)))
}

// keep leaves the field; what was typed is a draft.
func (g *Screen) keep() tea.Cmd {
	cmd := g.Keep()
	g.edit = nil
	return cmd
}

// Keep writes down what is typed into a field.
func (g *Screen) Keep() tea.Cmd {
	e := g.edit
	if e == nil || !e.changed() {
		return nil
	}
	d, text := g.draft(e.field), e.input.Value()
	return g.s.Job(func(ctx context.Context) tea.Msg { return failed(g.s.KeepDraft(ctx, d, text)) })
}

func (g *Screen) dropDraft(f *catalog.RegisterField) tea.Cmd {
	d := g.draft(f)
	if !g.s.HasDraft(d) {
		return nil
	}
	return g.s.Job(func(ctx context.Context) tea.Msg { return failed(g.s.DropDraft(ctx, d)) })
}

func failed(err error) tea.Msg {
	if err != nil {
		return screen.Failed{Err: err}
	}
	return nil
}

// set saves a field of the record that is read.
func (g *Screen) set(f *catalog.RegisterField, text string) tea.Cmd {
	r := g.open.row
	said := ""
	if text == "" && r.Value(f.Name) != nil {
		said = f.Label + " says nothing any more; u brings it back."
	}
	return g.act(said, func(c register.Case) ([]assess.Change, error) {
		return register.Set(c, r.Kind, r.ID, map[string]string{f.Name: text})
	})
}

// writeText opens a long text. Where somebody else changed it meanwhile both are
// kept.
func (g *Screen) writeText(f *catalog.RegisterField, outside bool) tea.Cmd {
	r := g.open.row
	began := r.Text(f.Name)
	done := func(text string) tea.Cmd {
		return g.act("", func(c register.Case) ([]assess.Change, error) {
			return register.Write(c, r.Kind, r.ID, f.Name, began, text)
		})
	}
	return g.s.Open(dialog.NewNote(g.s, f.Label+" · "+titleOfRecord(r), began, g.draft(f), done).AtOnce(outside))
}

// act saves what is decided about records.
func (g *Screen) act(said string, decide func(register.Case) ([]assess.Change, error)) tea.Cmd {
	return g.s.ActOnCase(g.now.Assessment.ID, said, decide)
}

// options are what a field is offered.
func (g *Screen) options(k *catalog.Register, f *catalog.RegisterField) []option {
	var all []option
	switch f.Type {
	case "level":
		for i, word := range g.shelf.Offers(f) {
			all = append(all, option{counted(i + 1), counted(i+1) + " " + word, ""})
		}
	case "person", "persons":
		for _, name := range g.people() {
			all = append(all, option{name, name, ""})
		}
	case "systems":
		for _, s := range g.shelf.Assessment.ActiveSystems() {
			all = append(all, option{s.ID, s.Name, s.Stage})
		}
	case "items":
		for _, it := range slices.Concat(assess.Items(g.s.Catalog, g.shelf.Assessment), foundation(g.s.Catalog)) {
			ref := assess.RefOf(it)
			all = append(all, option{ref, assess.RefName(g.s.Catalog, g.shelf.Assessment, ref), g.s.Lang.Item(it).Title})
		}
	case "record", "records":
		for _, r := range g.shelf.rows[f.Register] {
			all = append(all, option{r.ID, r.number, r.Title()})
		}
		for _, t := range g.shelf.Things(f) {
			all = append(all, option{t.ID, t.Number, t.Title})
		}
	case "evidence":
		for _, e := range g.shelf.Assessment.Evidence {
			if !e.Removed {
				all = append(all, option{e.ID, widget.FirstLine(e.What), day.Show(e.Date)})
			}
		}
	default:
		for _, word := range append(g.shelf.Offers(f), g.shelf.Suggests(k, f)...) {
			all = append(all, option{word, word, ""})
		}
	}
	return all
}

func foundation(cat *catalog.Catalog) []*catalog.Item {
	var all []*catalog.Item
	for _, set := range cat.Foundation().Clauses {
		all = append(all, set.Items...)
	}
	return all
}

// people are the names that the assessment and its records know, each once.
func (g *Screen) people() []string {
	seen, names := map[string]bool{}, []string{}
	add := func(name string) {
		if folded := assess.FoldName(name); folded != "" && !seen[folded] {
			seen[folded] = true
			names = append(names, name)
		}
	}
	add(g.s.Actor.Name)
	for _, answer := range g.shelf.Assessment.Answers.All() {
		add(answer.Owner)
	}
	for _, s := range g.shelf.Assessment.ActiveSystems() {
		add(s.Owner)
	}
	for _, k := range g.s.Catalog.Registers() {
		for _, f := range k.Fields {
			if f.Type != "person" && f.Type != "persons" {
				continue
			}
			for _, r := range g.shelf.rows[k.ID] {
				for _, name := range append(r.List(f.Name), r.Text(f.Name)) {
					add(name)
				}
			}
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(assess.FoldName(a), assess.FoldName(b)) })
	return names
}
