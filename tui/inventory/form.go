package inventory

import (
	"strings"

	"charm.land/huh/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
)

// pages are what the form asks after what everybody knows of a system.
var pages = []struct {
	title  string
	fields []string
}{
	{"its use", []string{"intended_use", "ruled_out", "users", "affected"}},
	{"what is in it", []string{"kind", "base_model", "personal_data", "places", "looked_for"}},
	{"who watches it", []string{"autonomy", "overseer", "oversight", "may_stop"}},
	{"its risk class", []string{"risk_article", "risk_reason", "risk_by", "risk_on"}},
	{"its approval", []string{"state", "approved_by", "approved_on"}},
}

// asking asks for the fields of a system. A text of several lines stands on one in
// its field; where nobody touched it, it stays as it was.
type asking struct {
	s     *screen.Session
	was   assess.System
	is    *assess.System
	texts map[string]*string // what stands in the field of a text, by its name
}

func (q asking) parts() []dialog.Part {
	var all []dialog.Part
	for _, page := range pages {
		part := dialog.Part{Title: page.title}
		for _, name := range page.fields {
			part.Fields = append(part.Fields, q.field(name))
		}
		all = append(all, part)
	}
	return all
}

func (q asking) field(name string) huh.Field {
	f, _ := assess.SystemFieldNamed(name)
	title, at := strings.ToUpper(f.Label[:1])+f.Label[1:], f.At(q.is)
	switch f.Shape {
	case assess.Word:
		// What was said can be taken back, so that nothing is a word too.
		return huh.NewSelect[string]().Title(title + " · " + f.Help).Inline(true).Options(options(f.Words, "")...).Value(at)
	case assess.Day:
		return dialog.Day(q.s, title, f.Label, "", at)
	case assess.Lines:
		return q.text(name).Title(title).Description(f.Help)
	}
	return huh.NewInput().Title(title).Description(f.Help).Value(at).Validate(f.Check)
}

// text is the field of a text of several lines.
func (q asking) text(name string) *huh.Input {
	f, _ := assess.SystemFieldNamed(name)
	shown := dialog.OneLine(*f.At(q.is))
	q.texts[name] = &shown
	return huh.NewInput().Value(&shown).CharLimit(assess.MaxNote).Validate(f.Check)
}

// take keeps the texts that were changed.
func (q asking) take() {
	for name, text := range q.texts {
		f, _ := assess.SystemFieldNamed(name)
		if *text != dialog.OneLine(*f.At(&q.was)) {
			*f.At(q.is) = *text
		}
	}
}
