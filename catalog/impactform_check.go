package catalog

import (
	"slices"
	"strings"
)

var (
	impactPart   = pattern(`^[A-Z]$`)
	impactPrompt = pattern(`^[A-Z][1-9][0-9]?$`)
)

func (l *loader) checkImpact(f *file, form *ImpactForm, k numbers) {
	if f == nil {
		return
	}
	l.refuseEmpty(f, 0, "the form", "about", form.About, "rule", form.Rule)
	for i, s := range form.Room {
		l.refuseEmpty(f, f.line("room", i), "the room", "who", s.Who, "does", s.Does)
	}
	for i, r := range form.FullIf {
		l.refuseEmpty(f, f.line("full_if", i), "the reason "+r.Word, "word", r.Word, "means", r.Means)
	}
	l.checkScales(f, form)
	for i, p := range form.Parts {
		line := f.line("parts", i)
		l.once(f, "", line, "part "+p.ID)
		l.refuseEmpty(f, line, "the part "+p.ID, "title", p.Title)
		if !impactPart().MatchString(p.ID) {
			l.refuse(f.name, "", line, "the id is %q; one capital letter is right", p.ID)
		}
		if p.On != "" {
			l.refuseOther(f, line, "the part "+p.ID+": on", []string{p.On}, impactFeelers)
		}
	}
	for i := range form.Prompts {
		l.checkPrompt(f, f.line("prompts", i), form, &form.Prompts[i], k)
	}
}

// checkScales holds the scales to those that the rule of what is severe reads.
func (l *loader) checkScales(f *file, form *ImpactForm) {
	for i, s := range form.Scales {
		line := f.line("scales", i)
		l.once(f, "", line, "scale "+s.ID)
		l.refuseOther(f, line, "the scale", []string{s.ID}, impactScales)
		if len(s.Steps) != impactSteps {
			l.refuse(f.name, "", line, "the scale %s has %d steps; %d are right", s.ID, len(s.Steps), impactSteps)
		}
		for _, step := range s.Steps {
			l.refuseEmpty(f, line, "the scale "+s.ID, "word", step.Word, "means", step.Means, "society", step.Society)
		}
	}
	for _, id := range impactScales {
		if len(form.Steps(id)) == 0 {
			l.refuse(f.name, "", f.key("scales"), "the scale %s is missing", id)
		}
	}
}

func (l *loader) checkPrompt(f *file, line int, form *ImpactForm, p *ImpactPrompt, k numbers) {
	what := "the prompt " + p.ID
	l.once(f, "", line, "prompt "+p.ID)
	l.refuseEmpty(f, line, what, "ask", p.Ask, "good", p.Good)
	l.refuseOther(f, line, what+": answer", []string{p.Answer}, impactAnswers)
	l.refuseUnknown(f, line, what, p.Feeds, k.aims, AIMS)
	if p.Side != "" {
		l.refuseOther(f, line, what+": side", []string{p.Side}, impactSides)
	}
	hasPart := slices.ContainsFunc(form.Parts, func(part ImpactPart) bool { return part.ID == p.Part })
	table := slices.Contains(impactTables, p.Answer)
	switch {
	case !impactPrompt().MatchString(p.ID) || !strings.HasPrefix(p.ID, p.Part) || !hasPart:
		l.refuse(f.name, "", line, "%s: the id is the letter of a part, then a number; the part is %q", what, p.Part)
	case table != (len(p.Columns) > 0):
		l.refuse(f.name, "", line, "%s: columns belong to a table, and a table has them", what)
	case p.Answer == AnswerEffects && (p.Side == "" || form.Part(p.Part).On == ""):
		l.refuse(f.name, "", line, "%s: effects need a side, and their part says on whom they are", what)
	case p.Answer != AnswerEffects && p.Side != "":
		l.refuse(f.name, "", line, "%s: a side belongs to effects", what)
	}
}
