package carry

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// why opens the terms of the figure under the cursor.
func (c *Screen) why() tea.Cmd {
	title, _ := c.explanation(measure)
	return c.s.Open(dialog.NewPage(c.s, title, func(w int) []string {
		_, lines := c.explanation(w)
		return lines
	}))
}

// page collects the lines of an explanation.
type page struct {
	c     *Screen
	w     int
	lines []string
}

func (p *page) say(text string) { p.lines = append(p.lines, widget.Wrap(text, p.w)...) }

func (p *page) gap() { p.lines = append(p.lines, "") }

func (p *page) part(title string) {
	if len(p.lines) > 0 && p.lines[len(p.lines)-1] != "" {
		p.gap()
	}
	p.lines = append(p.lines, p.c.s.Theme.Strong.Render(widget.Fit(title, p.w)))
}

func (p *page) under(text string) {
	p.lines = append(p.lines, widget.Indent(widget.Wrap(text, p.w-2), "  ", "  ")...)
}

// explanation is what stands behind the row or cell under the cursor.
func (c *Screen) explanation(w int) (title string, lines []string) {
	p := &page{c: c, w: w}
	r, ok := c.rows.Current()
	switch {
	case c.view == matrix:
		title = p.ofCell()
	case !ok:
	case r.kind == ofItem:
		title = p.ofItem(r.item)
	case r.kind == ofSet:
		title = p.ofSet(r.set)
	case r.kind == ofPrinted:
		title = p.ofPrinted(c.s.Catalog.Published().Rows[r.printed])
	case r.kind == ofQuadrant:
		title = p.ofQuadrant(r.quad)
	default:
		title = p.ofAll()
	}
	return title, p.lines
}

func (p *page) bar(s *synergy.Shares) {
	if s == nil {
		p.say("No figure: nothing here is applicable.")
		return
	}
	split := widget.Split{Done: s.Done, Reuse: s.Reuse, Build: s.Build, Percents: s.Percents()}
	p.lines = append(p.lines, split.Bar(p.c.s.Theme, p.w), split.Legend(p.c.s.Theme, p.w))
}

func (p *page) ofAll() string {
	f := p.c.figures()
	p.bar(f.Overall)
	p.gap()
	p.say("Done is what the ratings say. Reuse is what the ISMS carries beyond that: it is closed by extending what there is. Build is made new. The three are means over all applicable items, and add up to 100.")
	p.gap()
	p.say("Reuse predicts effort, never the present state: it counts nothing until somebody confirms it at the item.")
	if s := f.Overall; s != nil {
		p.part("The figures")
		p.under(fmt.Sprintf("Potential %s: what the ISMS can carry, by the level of each item.", percent(s.Potential)))
		p.under(fmt.Sprintf("Realised %s: what it carries as it is rated now.", percent(s.Realised)))
	}
	p.part("Days left")
	days := 0.0
	for _, s := range f.Sets {
		days += s.Days
	}
	p.under(fmt.Sprintf("%.1f person-days: the effort of each item, times what is to build and %g times what is to reuse. The effort is the project's own assumption.", days, p.adapting()))
	p.under(fmt.Sprintf("What the ISMS carries saves %.1f person-days over the whole project, whatever of it is done by now.", f.Saved))
	p.part("As published, as corrected")
	p.under(p.c.s.Catalog.Published().Notice)
	p.under("b shows the figures on the other basis, B makes it the one of all figures of this assessment.")
	return "The whole · " + synergy.BasisWords(p.c.basis)
}

func (p *page) ofSet(set *catalog.Clause) string {
	c := p.c
	s, _ := c.figures().Set(set.ID)
	p.bar(s.Shares)
	p.gap()
	if s.Shares != nil {
		p.say(fmt.Sprintf("The means of its items below: potential %s, realised %s, %.1f person-days left.", percent(s.Shares.Potential), percent(s.Shares.Realised), s.Days))
	}
	if figure, ok := c.s.Catalog.Published().Figure(set.ID); ok {
		p.published(set, figure)
	}
	p.part("Items")
	for _, it := range set.Items {
		i, _ := c.figures().Item(it.ID)
		if c.room.Veils(it.ID) {
			p.under(fmt.Sprintf("%-8s %s %s", it.Number, screen.Veil, screen.Hidden))
			continue
		}
		if !i.Applicable {
			p.under(it.Number + "  excluded")
			continue
		}
		n := i.Shares()
		pc := n.Percents()
		p.under(fmt.Sprintf("%-8s can %3d, carries %3d   done %3d  reuse %3d  build %3d", it.Number, score.Percent(i.Potential), score.Percent(i.Inherited), pc[0], pc[1], pc[2]))
	}
	p.newWork(set)
	return set.ID + "  " + set.Title
}

// newWork says what makes the items of a set new that the ISMS carries little
// or nothing of.
func (p *page) newWork(set *catalog.Clause) {
	if !synergy.IsNew(p.c.s.Catalog, set) {
		return
	}
	p.part("New work, and what makes it new")
	for _, it := range set.Items {
		level := p.c.s.Catalog.Level(it.ID)
		if level != "none" && level != "low" {
			continue
		}
		p.under(it.Number + " " + it.Title)
		p.under("  " + p.c.words(it))
		p.under("  " + p.c.s.Lang.Item(it).Intent)
	}
}

func (p *page) ofItem(it *catalog.Item) string {
	c := p.c
	title := it.Number + "  " + widget.Line(it.Title)
	i, _ := c.figures().Item(it.ID)
	if c.room.Veils(it.ID) {
		p.ofVeiled(it)
		return title
	}
	if !i.Applicable {
		p.say("Excluded, so it has no figures and no work.")
		return title
	}
	shares := i.Shares()
	p.bar(&shares)
	p.gap()
	p.say(c.words(it))
	p.part("Potential " + percent(i.Potential) + ", " + synergy.BasisWords(c.basis))
	x := synergy.Explain(c.s.Catalog, c.now.Assessment, c.basis, it)
	p.potential(x)
	p.part("Carried " + percent(i.Inherited))
	p.terms(x)
	p.part("Done, reuse, build")
	in, _ := c.now.Score.Item(it.ID)
	p.under(fmt.Sprintf("Done %s: the credit of its rating.", percent(i.Done)))
	p.under(fmt.Sprintf("Reuse %s: what is carried beyond that. Build %s: the rest.", percent(i.Reuse), percent(i.Build)))
	p.under(fmt.Sprintf("%s: %s.", capital(string(i.Quadrant)), i.Quadrant.Words()))
	p.days(&i, in.Once())
	p.printedRows(it)
	return title
}

// ofVeiled is what is left of an item that the room votes on: what holds
// whatever anybody answered.
func (p *page) ofVeiled(it *catalog.Item) {
	p.say(screen.Veil + " Its figures are " + screen.Hidden + ".")
	p.gap()
	p.say(p.c.words(it))
	p.printedRows(it)
}

// words say how much of an item carries over, and what does not.
func (c *Screen) words(it *catalog.Item) string {
	level := c.s.Catalog.Level(it.ID)
	words := capital(level) + ": " + synergy.LevelWords(level) + "."
	r, _ := c.s.Catalog.Primary(it.ID)
	return strings.TrimSpace(words + " " + r.Says())
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func (p *page) potential(x synergy.Explanation) {
	if x.Figure == nil {
		p.under(fmt.Sprintf("Level %s, whose factor is %.2f.", x.Level, x.Factor))
	} else {
		p.under(fmt.Sprintf("Printed %s for the set × factor %.2f of level %s / mean factor %.2f.", percent(x.Figure.Share), x.Factor, x.Level, x.Mean))
		if x.Capped {
			p.under(fmt.Sprintf("That is more than %s, which is the most.", percent(p.c.s.Catalog.Method.Synergy.PublishedCap)))
		}
	}
}

// terms are the ties of an item, with what each adds.
func (p *page) terms(x synergy.Explanation) {
	if len(x.Terms) == 0 {
		p.under("Nothing of the ISMS carries it: new work.")
		return
	}
	sum, all := 0.0, 0.0
	for _, t := range x.Terms {
		r := t.Relationship
		title := ""
		if b, ok := p.c.s.Catalog.Baseline(r.Baseline); ok {
			title = " " + b.Title
		}
		p.under(r.Baseline + title)
		p.under(fmt.Sprintf("  strength %.1f × credit %.2f (%s) = %.2f   %s · %s", t.Strength, t.Credit, ratedWords(t.Rating), t.Strength*t.Credit, r.Relation, r.Status))
		if r.Note != "" {
			p.under("  " + r.Says())
		}
		sum += t.Strength * t.Credit
		all += t.Strength
	}
	p.under(fmt.Sprintf("%s × %.2f / %.2f = %s", percent(x.Potential), sum, all, percent(x.Inherited)))
}

func ratedWords(r assess.Rating) string {
	switch {
	case r.Is(assess.Rated):
		return fmt.Sprintf("rated %d", r.Level)
	case r.Is(assess.NA):
		return "excluded"
	}
	return "not rated"
}

// adapting is what adapting a document costs under the strategy that was chosen.
func (p *page) adapting() float64 {
	return p.c.s.Catalog.Method.Effort.AdaptingUnder(p.c.now.Assessment.Profile.Strategy)
}

func (p *page) days(i *synergy.ItemSynergy, seen bool) {
	p.under(fmt.Sprintf("%.1f person-days: the effort × (build + %g × reuse), for a %s organisation.", i.Days, p.adapting(), p.c.now.Assessment.Profile.Size))
	if i.Item.PerSystem() && p.c.now.Score.Systems > 1 {
		p.under(p.c.s.Catalog.Method.Effort.SystemWords() + " These shares are the project's own assumption.")
	}
	if i.Adopted && !seen {
		p.under("Its rating was taken over from the ISMS, and nobody has seen the evidence yet: until then the days are what they were before.")
	}
}

func (p *page) ofQuadrant(q synergy.Quadrant) string {
	p.say(capital(q.Words()) + ".")
	p.gap()
	p.say("A gap is an item that does not conform. Reusable is a gap where reuse is half of what is not done, or more; and where there is no gap, an item of which the ISMS carries half or more.")
	return capital(string(q))
}

func (p *page) ofCell() string {
	c := p.c
	rows, columns := c.grid()
	from, to := rows[c.cell.row], columns[c.cell.column]
	all := c.edges(from, to)
	if len(all) == 0 {
		p.say("Nothing leads from one to the other.")
	}
	for _, r := range all {
		it, _ := c.s.Catalog.Item(r.Item)
		b, _ := c.s.Catalog.Baseline(r.Baseline)
		p.say(r.Item + " " + it.Title + " → " + r.Baseline + " " + b.Title)
		p.under(fmt.Sprintf("%s · strength %.1f · level %s · %s · %s", r.Relation, float64(r.Strength)/10, r.Level, r.Status, ratedWords(c.now.Assessment.Baseline[r.Baseline].Rating)))
		if r.Note != "" {
			p.under(r.Says())
		}
	}
	return from.ID + " " + from.Title + " → ISMS " + to.ID + " " + to.Title
}
