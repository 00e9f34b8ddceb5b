package reading

import (
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/answer"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// Found keeps the findings on one item, or those raised because of a record.
type Found struct {
	S    *screen.Session
	Now  func() *assess.Assessment
	From register.Record // the record that one stands in; its zero value: none
}

// On lists the findings on an item. A new one is about an AI system where one is
// chosen, and the record that one stands in leads to it.
func (x Found) On(it *catalog.Item, system string) tea.Cmd {
	on := it.Number
	isms, is := assess.BaselineOf(assess.RefOf(it))
	if is {
		on = "ISMS " + isms
	}
	f := x.begin(it.ID, on, func() assess.Finding {
		f := assess.Finding{ID: x.S.DB.NewID(), System: system, Grade: assess.GradeMinor}
		f.About(it)
		return f
	})
	f.All = func() []assess.Finding { return x.Now().FindingsOn(it.ID) }
	if is {
		f.All = func() []assess.Finding { return x.Now().FindingsOnBaseline(isms) }
	} else if it.PerSystem() {
		f.Systems = answer.SystemOptions(x.Now())
	}
	return x.S.Open(dialog.NewFindings(x.S, f))
}

// OfRecord lists the findings raised because of the record; a new one begins with what
// the record says was found.
func (x Found) OfRecord(number string, now func() register.Case) tea.Cmd {
	at := func() register.Record {
		r, _ := now().Book.Record(x.From.Kind, x.From.ID)
		return r
	}
	f := x.begin(x.From.ID, number, func() assess.Finding { return now().FindingOf(at(), x.S.DB.NewID()) })
	f.All = func() []assess.Finding { return now().Raised(at()) }
	f.Systems, f.AsksItem = answer.SystemOptions(x.Now()), true
	return x.S.Open(dialog.NewFindings(x.S, f))
}

func (x Found) begin(at, on string, fresh func() assess.Finding) dialog.Findings {
	f := dialog.Findings{Assessment: x.Now().ID, At: at, On: on, Now: x.Now, Fresh: fresh}
	if x.From.ID != "" {
		f.Save = x.save
	}
	return f
}

// save writes a new finding down and has the record lead to it, in one act. What only
// its readers see is never part of an act that others see: there it is two.
func (x Found) save(id string, put screen.Decide) tea.Cmd {
	at, kind := x.Now().ID, x.From.Kind
	lead := func(c register.Case) ([]assess.Change, error) { return register.LeadToFinding(c, kind, x.From.ID, id) }
	if k, known := x.S.Catalog.Register(kind); known && k.Restricted {
		return tea.Batch(x.S.Act(at, put), x.S.ActOnCase(at, "", func(c register.Case) ([]assess.Change, error) {
			if _, known := c.Assessment.Finding(id); !known {
				return nil, nil // it was refused
			}
			return lead(c)
		}))
	}
	return x.S.ActOnCase(at, "", func(c register.Case) ([]assess.Change, error) {
		changes, err := put(c.Assessment)
		if err != nil {
			return nil, err
		}
		more, err := lead(c)
		return append(changes, more...), err
	})
}
