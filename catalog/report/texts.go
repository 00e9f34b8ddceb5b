package report

import "fmt"

// Texts are all words of the document in the order in which they are read, empty
// ones left out. A file is whole when it gives the same ones back.
func (d *Document) Texts() []string {
	var all said
	all.add(d.Title, d.Subtitle)
	all.facts(d.Facts)
	for _, b := range d.Blocks {
		all.block(b)
	}
	all.add(d.Source.Lines...)
	return all
}

type said []string

func (s *said) add(texts ...string) {
	for _, t := range texts {
		if t != "" {
			*s = append(*s, t)
		}
	}
}

func (s *said) facts(all []Fact) {
	for _, f := range all {
		s.add(f.Label, f.Value)
	}
}

func (s *said) block(b Block) {
	s.add(b.Text)
	s.add(b.Items...)
	s.facts(b.Facts)
	if b.Table != nil {
		s.table(b.Table)
	}
	if b.Figure != nil {
		s.figure(b.Figure)
	}
}

func (s *said) table(t *Table) {
	s.add(t.Caption)
	for _, c := range t.Columns {
		s.add(c.Title)
	}
	for _, r := range t.Rows {
		for i, c := range r.Cells {
			if i == 0 || !r.Head {
				s.add(c.Text)
			}
		}
	}
}

func (s *said) figure(f *Figure) {
	s.add(f.Title)
	s.add(f.Series...)
	s.add(f.Heads...)
	for _, p := range f.Parts {
		s.add(p.Label, p.Text)
	}
	for _, p := range f.Spans {
		s.add(p.Label, p.Days())
	}
	for i, row := range f.Cells {
		s.add(f.Rows[i])
		for _, h := range row {
			s.add(h.Text)
		}
	}
	for _, m := range f.Marks {
		s.add(m.Day + " " + m.Label)
	}
	s.add(f.Alt)
}

// Days are the first and the last day of a span, for a person.
func (s Span) Days() string { return s.From + " – " + s.To }

// Missing says the first place where what a file gives back is not what the
// document says; nil where it is all there.
func Missing(want, got []string) error {
	for i, w := range want {
		switch {
		case i >= len(got):
			return fmt.Errorf("the file ends before %q; %d of %d texts are in it", short(w), len(got), len(want))
		case got[i] != w:
			return fmt.Errorf("the file says %q where the document says %q", short(got[i]), short(w))
		}
	}
	if len(got) > len(want) {
		return fmt.Errorf("the file goes on with %q, which the document does not say", short(got[len(want)]))
	}
	return nil
}

func short(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
