package assess

import (
	"slices"
	"strings"
)

// Without is the assessment without what is said of one item: its answers, the
// findings on it, its task, what votes on it left, and the links of evidence to
// it; evidence that serves nothing else is not in it either. The item itself
// stays, an own control too. For whoever must not know how it was judged.
func (a *Assessment) Without(item string) *Assessment {
	b := a.clone()
	for _, k := range kinds {
		k.leave(b, func(s Subject, fields []Field) bool {
			return !k.keyed(s, item) && unlinked(fields, item)
		})
	}
	b.Conflicts = keep(a.Conflicts, func(p Place) bool { return !a.speaksOf(p.Subject, item) })
	return b
}

// Touches reports whether a revision says something of an item: by its subject,
// by its value, or by what the record it belongs to is about.
func (a *Assessment) Touches(r Revision, item string) bool {
	if a.speaksOf(r.Subject, item) {
		return true
	}
	k, err := kindOf(r.Subject)
	if err != nil || len(r.Value) == 0 {
		return false
	}
	if k.Beside {
		return mentions(r, item)
	}
	_, fields, _ := k.Reader(New(""))
	f, ok := named(fields, r.Field)
	return ok && f.Refers != Nothing && f.Set(r) == nil && f.names(item)
}

// TouchesBy is Touches for a change that was not written yet.
func (a *Assessment) TouchesBy(c Change, item string) bool {
	return a.Touches(Revision{Subject: c.Subject, Field: c.Field, Value: c.Value}, item)
}

// speaksOf reports whether a subject is about an item as things stand.
func (a *Assessment) speaksOf(s Subject, item string) bool {
	k, err := kindOf(s)
	if err != nil {
		return false
	}
	fields, ok := k.Of(a, s)
	return k.keyed(s, item) || ok && slices.ContainsFunc(fields, func(f Field) bool { return f.names(item) })
}

// keyed reports whether a subject of this kind is told apart by the item.
func (k Kind) keyed(s Subject, item string) bool {
	parts := s.Parts()
	for i, p := range k.Key {
		if p.Refers == AnItem && i < len(parts) && parts[i] == item {
			return true
		}
	}
	return false
}

// unlinked takes an item out of the lists of a record, and reports whether the
// record is about something else too.
func unlinked(fields []Field, item string) bool {
	for _, f := range fields {
		if !f.names(item) {
			continue
		}
		list, ok := f.At.(*[]string)
		if !ok || len(*list) == 1 {
			return false
		}
		*list = keep(*list, func(id string) bool { return id != item })
	}
	return true
}

// names reports whether the field says that its record is about an item.
func (f Field) names(item string) bool {
	switch at := f.At.(type) {
	case *string:
		return f.Refers == AnItem && *at == item || f.Refers == ItsItems && strings.Contains(*at, `"`+item+`"`)
	case *[]string:
		return f.Refers == AnItem && slices.Contains(*at, item)
	case *VoteRecord:
		return at.Item == item
	}
	return false
}

// leave keeps of a list what stays; stays may change the copy it is given.
func (l list[T, P]) leave(a *Assessment, stays func(Subject, []Field) bool) {
	all := l.at(a)
	var rest []T
	for _, t := range *all {
		if p := P(&t); stays(RecordSubject(l.kind, *p.ident()), p.fields()) {
			rest = append(rest, t)
		}
	}
	*all = rest
}

func (answers) leave(a *Assessment, stays func(Subject, []Field) bool) {
	for item := range a.Answers {
		if !stays(Key{Item: item}.Subject(), nil) {
			delete(a.Answers, item)
		}
	}
}

// What is said of the assessment itself and of the ISMS is about no item of
// ISO/IEC 42001.
func (whole) leave(*Assessment, func(Subject, []Field) bool)     {}
func (baselines) leave(*Assessment, func(Subject, []Field) bool) {}
