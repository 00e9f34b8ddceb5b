package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// Request is how a file is to be read.
type Request struct {
	As      As
	Layout  Layout
	Falling Falling
	Accept  bool // what is proposed counts, where nobody has said otherwise
	Rest    bool // the rows that are refused are left out, and the others taken
}

// Read turns a CSV file or a workbook into what it would change in the
// assessment. The name is the file's, for sentences; what kind of file it is
// shows in its bytes. newID makes the ids of new evidence. The error is Asked,
// Refusals, or one sentence about the file as a whole.
func Read(cat *catalog.Catalog, a *assess.Assessment, name string, raw []byte, as As, newID func() string) (Proposal, error) {
	return ReadSheet(cat, a, name, raw, Request{As: as}, newID)
}

// ReadSheet is Read in the way that is asked for.
func ReadSheet(cat *catalog.Catalog, a *assess.Assessment, name string, raw []byte, want Request, newID func() string) (Proposal, error) {
	f, err := Open(name, raw)
	if err != nil {
		return Proposal{}, fmt.Errorf("%s: %w", visible.Line(name), err)
	}
	r, err := f.Read(cat, a, want, newID)
	if err != nil {
		return Proposal{}, err
	}
	return r.Taken()
}

// Read finds out what the file says of the assessment, as far as the request
// tells how to read it and the file itself does. The error is one sentence about
// the file as a whole; the reading then holds what was understood up to there.
func (f *File) Read(cat *catalog.Catalog, a *assess.Assessment, want Request, newID func() string) (Reading, error) {
	reading := Reading{File: f.Name(), Form: f.Form()}
	if _, known := fieldsOf[want.As]; !known && want.As != Workbook {
		return reading, fmt.Errorf("a sheet can't be read as %q; it is read as answers, baseline, soa or workbook", string(want.As))
	}
	if err := want.Layout.Check(cat, want.As); err != nil {
		return reading, err
	}
	if want.As == Workbook {
		return f.returned(cat, a, want, reading)
	}
	want.Layout = Layout{}.With(want.Layout)
	c := chooser{f: f, cat: cat, want: want, reading: &reading}
	parts, err := c.parts()
	if err != nil {
		return reading, fmt.Errorf("%s: %w", visible.Line(f.Name()), err)
	}
	if len(parts) == 0 {
		return reading, nil // it is asked which sheet is meant
	}
	r := newReader(cat, a, parts, want, newID)
	for {
		r.read()
		if !want.Rest || len(r.bad) == len(r.skip) {
			break
		}
		r = r.without()
	}
	return r.finish(f, reading)
}

func newReader(cat *catalog.Catalog, a *assess.Assessment, parts []part, want Request, newID func() string) *reader {
	r := &reader{
		cat: cat, sheets: cat.Sheets(), as: want.As, want: want, newID: newID, parts: parts, start: a,
		named: map[string]assess.System{}, claims: map[subject][]entry{}, spoiled: map[string]bool{}, skip: map[spot]string{},
		words: newGlossary(cat, want.Layout, want.Accept), joints: newJoints(cat.Sheets().Numbers), kin: newKin(),
	}
	r.begin(a)
	r.active = a.ActiveSystems()
	return r
}

// without begins again and leaves out the rows that are refused: what of them was
// taken before the refusal goes with them.
func (r *reader) without() *reader {
	next := newReader(r.cat, r.start, r.parts, r.want, r.newID)
	maps.Copy(next.skip, r.skip)
	for _, b := range r.bad {
		next.skip[b.at] = b.reason
	}
	return next
}

func (r *reader) read() {
	r.words.tool = toolOf(r.parts)
	r.findScale()
	for _, p := range r.parts {
		r.rows(p)
	}
	r.decideAll()
}

func toolOf(parts []part) string {
	for _, p := range parts {
		if p.tool != "" {
			return p.tool
		}
	}
	return ""
}

// finish brings together what was read.
func (r *reader) finish(f *File, reading Reading) (Reading, error) {
	reading.Proposal = r.proposal(f)
	reading.Words, reading.Groups, reading.Refused, reading.rest = r.words.words(), r.groups, r.refused(), r.bad
	reading.Asks = append(reading.Asks, r.asks()...)
	reading.Used = r.used()
	if r.want.Rest {
		reading.Refused = nil
	}
	if err := r.misfit(); err != nil {
		return reading, fmt.Errorf("%s: %w", visible.Line(f.Name()), err)
	}
	switch {
	case r.seen == 0 && len(r.refusals) == 0 && len(r.near) == 0:
		p := r.parts[0]
		return reading, fmt.Errorf("%s: no row below the headings in row %d names an item; check that this is the right sheet",
			visible.Line(f.Name()), p.t.rows[p.head.at].n)
	case len(r.refusals) == 0 && len(reading.Asks) == 0 && r.silent == r.seen:
		return reading, fmt.Errorf("%s: %w", visible.Line(f.Name()), r.nothingRead())
	}
	return reading, nil
}

// used is the layout by which the file was read, for the next one of its form.
func (r *reader) used() Layout {
	l := r.want.Layout
	l.Columns, l.Words = maps.Clone(l.Columns), maps.Clone(l.Words)
	if l.Columns == nil {
		l.Columns = map[string]string{}
	}
	for _, p := range r.parts {
		for f, column := range p.head.columns {
			if text := p.head.texts[column]; strings.TrimSpace(text) != "" && p.head.asked[f] {
				l.Columns[string(f)] = text
			}
		}
		if p.edition == Edition2013 {
			l.Edition = Edition2013
		}
	}
	if r.words.scale.name != usualScale {
		l.Scale = r.words.scale.name
	}
	for _, w := range r.words.words() {
		if w.Open && w.Means != "" {
			l.Words = joined(l.Words, map[string]string{w.Key: w.Means}, func(s string) string { return s })
		}
	}
	return l
}

// asks are what the rows leave open.
func (r *reader) asks() []Ask {
	if r.want.Accept {
		return slices.DeleteFunc(r.open(), func(a Ask) bool { return a.Proposed })
	}
	return r.open()
}

func (r *reader) open() []Ask {
	var all []Ask
	for _, p := range r.parts {
		all = append(all, p.asks(r.want.Layout)...)
	}
	if a, open := r.words.askScale(); open {
		all = append(all, a)
	}
	if a, open := r.words.ask(); open {
		all = append(all, a)
	}
	return append(all, r.near...)
}

// asks are what the headings of a sheet and its numbers leave open.
func (p part) asks(l Layout) []Ask {
	var all []Ask
	for _, f := range slices.Sorted(maps.Keys(p.head.asked)) {
		head := p.head.text(f)
		all = append(all, Ask{
			Kind: AskColumn, Proposed: true, Flags: []string{typed("column", string(f)+"="+head)},
			Text: fmt.Sprintf("no heading is known for the %s; the column %s may hold it, for %s", f, short(head), p.head.why[p.head.columns[f]]),
		})
	}
	if p.edition == Edition2013 && l.Edition == "" {
		all = append(all, Ask{
			Kind: AskEdition, Proposed: true, Flags: []string{"--edition " + Edition2013},
			Text: fmt.Sprintf("the controls are numbered as in the 2013 edition (%s); they can be carried over to the 93 of 2022. Certificates on the 2013 edition ended on 31 October 2025", countOf(p.old, "row")),
		})
	}
	return all
}

// typed is a flag with its value, as one types it.
func typed(name, value string) string {
	return "--" + name + ` "` + strings.ReplaceAll(visible.Line(value), `"`, `\"`) + `"`
}

// nothing is a sheet without a word about any of its items.
type nothing struct{ reason string }

func (n nothing) Error() string { return n.reason }

// nothingRead says why a sheet that names items says nothing of them: nobody
// should take silence for the answer that all is well.
func (r *reader) nothingRead() error {
	h := r.parts[0].head
	for _, f := range []field{fRating, fStatus} {
		if _, there := h.columns[f]; there {
			return nothing{fmt.Sprintf("nothing was read: the column %s is empty in all %d rows (colours are not read)", short(h.text(f)), r.seen)}
		}
	}
	said := fmt.Sprintf("nothing was read: no column of row %d is read as a rating", r.parts[0].t.rows[h.at].n)
	if unread := h.unread(); len(unread) > 0 {
		said += "; not read were " + strings.Join(unread, ", ")
	}
	return nothing{said}
}
