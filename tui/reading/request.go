package reading

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// AskToSee writes down what an auditor asks to see of an item: what it is, who fetches
// it and by when; a session says who asked.
func AskToSee(s *screen.Session, c register.Case, it *catalog.Item, session register.Record) tea.Cmd {
	c.Today = s.Now()
	id, said := s.DB.NewID(), c.AskFor(it, session, s.Actor.Name)
	title, owner, due := "", said[catalog.RecordOwner], said[catalog.RecordDue]
	part := dialog.Ask(
		huh.NewInput().Title("Asked for").Description("what is to be shown, in one line").Value(&title).Validate(dialog.Needed("what is asked for")),
		huh.NewInput().Title("Who fetches it").Value(&owner).Validate(dialog.Line("owner")),
		dialog.Day(s, "Wanted by", "due date", "", &due),
	)
	number := assess.RefName(s.Catalog, c.Assessment, assess.RefOf(it))
	save := func() tea.Cmd {
		said[catalog.RecordTitle], said[catalog.RecordOwner], said[catalog.RecordDue] = title, owner, due
		words := fmt.Sprintf("Asked for; it stands in %s. u takes it back.", requestsTitle(s.Catalog))
		return s.ActOnRecords(c.Assessment.ID, words, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
			return register.Put(register.Case{Catalog: s.Catalog, Assessment: a, Book: b, Today: c.Today}, register.KindRequest, id, said)
		})
	}
	draft := dialog.FormOfNew(c.Assessment.ID, "request", assess.RefOf(it)+c.Today.Format(time.DateOnly))
	return s.Open(dialog.NewForm(s, draft, "Ask to see · "+number, save, part))
}

// requestsTitle is what the register of requests is called.
func requestsTitle(cat *catalog.Catalog) string {
	k, _ := cat.Register(register.KindRequest)
	return k.Title
}
