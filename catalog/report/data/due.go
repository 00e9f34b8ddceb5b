package data

import (
	"time"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
)

// Due is what the verb of that name prints.
type Due struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	AsOf       string     `json:"as_of" is:"date" says:"The day on which it is looked at."`
	Due        []Dated    `json:"due"`
}

// Dated is something with a day.
type Dated struct {
	On      string  `json:"on" is:"date" says:"By when it is to be done, or when it begins."`
	Overdue bool    `json:"overdue"`
	What    string  `json:"what" says:"What is on that day, in words."`
	Of      string  `json:"of" says:"The number of the record, item or task, or the place of the law."`
	Title   string  `json:"title"`
	Owner   *string `json:"owner" says:"Who is to do it; null where nobody is named."`
	Kind    *string `json:"kind" says:"The kind of the record; null where it is none."`
}

// DueOf is the agenda of an assessment on a day.
func DueOf(a *assess.Assessment, agenda []register.Dated, today time.Time) Due {
	on := today.Format(time.DateOnly)
	all := Due{About(a), on, []Dated{}}
	for _, d := range agenda {
		all.Due = append(all.Due, Dated{d.On, d.Past(on), d.What, d.Of, d.Title, OrNull(d.Owner), OrNull(d.Kind)})
	}
	return all
}
