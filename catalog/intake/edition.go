package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
)

// prepare finds out what of a sheet its rows have in common: the edition of its
// numbers, cells that are merged over rows, columns of ticks.
func (c *chooser) prepare(p *part) {
	p.hiding = fillDown(p.t, p.head)
	f := c.finder()
	p.old = c.rowsOf2013(f, *p)
	p.edition = c.want.Layout.Edition
	if p.edition == "" && p.old > 0 {
		p.edition = Edition2013
	}
	if c.want.As == Answers {
		p.edition, p.old = "", 0
	}
	if column, there := p.head.columns[fApplicable]; there {
		k := f.contents(p.t.rows[p.head.first:], len(p.head.texts))[column]
		p.ticks = k.values > 0 && k.marks == k.values
	}
	p.forms = mixedForms(p.t.rows[p.head.first:], p.head.columns[fItem])
	p.done = map[field]bool{}
	for _, fd := range []field{fRating, fStatus} {
		p.done[fd] = f.asksDone(p.head.text(fd))
	}
}

func mixedForms(rows []row, column int) bool {
	some, none := false, false
	for _, r := range rows {
		if c := r.at(column); c.kind == number {
			some, none = some || c.form == asDecimals+2, none || c.form != asDecimals+2
		}
	}
	return some && none
}

// yesOrNo is a heading that says which answers it takes.
var yesOrNo = pattern(`(?i)\by(?:es)?\s*[/|,]\s*n(?:o)?\b|\bj(?:a)?\s*/\s*n(?:ein)?\b|\bs(?:i|í|im)?\s*/\s*n(?:o|ão)?\b|\bo(?:ui)?\s*/\s*n(?:on)?\b`)

// asksDone reports whether a heading asks if something is done: Implemented,
// Compliance (Y/N).
func (f *finder) asksDone(head string) bool {
	w, known := f.sheets.Word("", head)
	return yesOrNo().MatchString(head) || known && w.Level >= 3 && !w.NA && !w.Nothing
}

// rowsOf2013 counts the rows whose numbers are those of controls of 2013, where
// they are more than those of 2022.
func (c *chooser) rowsOf2013(f finder, p part) int {
	if c.want.As == Answers {
		return 0
	}
	old, today := 0, 0
	for _, r := range p.t.rows[p.head.first:] {
		i, ok := parseID(f.sheets, r.at(p.head.columns[fItem]))
		if !ok {
			continue
		}
		if _, there := control2013(c.cat, c.want.As, i); there {
			old++
		} else if it, there := c.cat.Baseline("A." + i.number); there && it.Set.Annex() {
			today++
		}
	}
	if old <= today {
		return 0
	}
	return old
}

// control2013 is the control of 2013 that a number names. A bare number of three
// parts is a clause's where it may be one.
func control2013(cat *catalog.Catalog, as As, i id) (catalog.Control2013, bool) {
	if i.clause || strings.Count(i.number, ".") != 2 || i.letter == "X" {
		return catalog.Control2013{}, false
	}
	if _, clause := cat.Baseline(i.number); i.letter == "" && as == Baseline && clause {
		return catalog.Control2013{}, false
	}
	return cat.Edition2013().Control("A." + i.number)
}

// oldNumber is the number of 2013 that a row names.
func (r *reader) oldNumber(at int) string {
	i, _ := r.idAt(at)
	c, _ := control2013(r.cat, r.as, i)
	return c.ID
}

// oldNumberIn is the number of 2013 that a row of such a sheet names; empty in
// others.
func (r *reader) oldNumberIn(at int) string {
	if r.edition != Edition2013 {
		return ""
	}
	return r.oldNumber(at)
}

// itemsOf2013 are the controls of 2022 that a control of 2013 went into.
func (r *reader) itemsOf2013(at int) ([]*catalog.Item, error) {
	i, ok := r.idAt(at)
	old, there := control2013(r.cat, r.as, i)
	if !ok || !there {
		if it, err := r.clauseBeside2013(i, ok); it != nil {
			return []*catalog.Item{it}, err
		}
		said := strings.TrimSpace(r.itemCell(at).text)
		if r.isObjective2013(i) {
			return nil, fmt.Errorf("%s is a control objective of the 2013 edition and has no rating of its own; give the values to the controls below it", i)
		}
		return nil, fmt.Errorf("the 2013 edition has no control %s; they are written A.9.2.1", short(said))
	}
	var items []*catalog.Item
	for _, id := range old.To {
		it, ok := r.cat.Baseline(id)
		if !ok {
			return nil, errors.New("the way over from 2013 leads to " + id + ", which the catalogue has not")
		}
		items = append(items, it)
	}
	return items, nil
}

// clauseBeside2013 is the clause that a row of a sheet of both names.
func (r *reader) clauseBeside2013(i id, ok bool) (*catalog.Item, error) {
	if !ok || r.as != Baseline || i.letter != "" {
		return nil, nil
	}
	it, _ := r.cat.Baseline(i.number)
	return it, nil
}

func (r *reader) isObjective2013(i id) bool {
	return slices.ContainsFunc(r.cat.Edition2013().Objectives, func(h catalog.Heading) bool { return h.ID == "A."+i.number })
}

// carriedOver is what a person should know of the way over: what is read, how
// much of today it fills, and what it leaves open.
func (r *reader) carriedOver() []string {
	old := map[string]bool{}
	filled := map[string]int{}
	for about, claims := range r.claims {
		for _, e := range claims {
			if e.old != "" {
				old[e.old] = true
				filled[about.item] = max(filled[about.item], len(claims))
			}
		}
	}
	if len(old) == 0 {
		return nil
	}
	several := 0
	for _, n := range filled {
		if n > 1 {
			several++
		}
	}
	e := r.cat.Edition2013()
	said := []string{fmt.Sprintf("carried over from the 2013 edition: %s read, %d of the 93 of 2022 filled, %d by the lowest of several; nobody has judged them since",
		countOf(len(old), "control"), len(filled), several)}
	if missing := r.missing2013(old, filled); len(missing) > 0 {
		said = append(said, fmt.Sprintf("controls of 2013 that are not in the sheet, and lower nothing: %s", strings.Join(missing, ", ")))
	}
	return append(said, "new in 2022, and open: "+strings.Join(e.New(), ", "))
}

// missing2013 are the controls that belong with some of the sheet and are not
// there.
func (r *reader) missing2013(old map[string]bool, filled map[string]int) []string {
	var missing []string
	for _, c := range r.cat.Edition2013().Controls {
		if !old[c.ID] && slices.ContainsFunc(c.To, func(id string) bool { return filled[id] > 0 }) {
			missing = append(missing, c.ID)
		}
	}
	return missing
}

// fillDown gives every row of a merged block of one column the value that stands
// in its first. Blocks that hide another value are given back.
func fillDown(t *table, h heading) (hiding []area) {
	if len(t.merged) == 0 {
		return nil
	}
	places := map[int]int{}
	for at, r := range t.rows {
		places[r.n] = at
	}
	for _, m := range t.merged {
		first, there := places[m.top]
		if !there || m.left != m.right || m.bottom == m.top || first < h.first || !h.reads(m.left) {
			continue
		}
		for n := m.top + 1; n <= m.bottom && n <= m.top+maxFilled; n++ {
			at, there := places[n]
			switch {
			case !there:
			case t.rows[at].at(m.left).blank():
				t.rows[at].set(m.left, t.rows[first].at(m.left))
			default:
				hiding = append(hiding, m)
			}
		}
	}
	return hiding
}

func (r *row) set(column int, c cell) {
	for len(r.cells) <= column {
		r.cells = append(r.cells, cell{})
	}
	r.cells[column] = c
}

// maxFilled is how far down a merged cell counts.
const maxFilled = 10_000
