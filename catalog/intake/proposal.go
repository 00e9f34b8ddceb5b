package intake

import (
	"fmt"
	"strings"
)

func (r *reader) proposal(f *File) Proposal {
	var names, unread []string
	for _, p := range r.parts {
		names = append(names, p.t.name)
		unread = append(unread, p.head.unread()...)
	}
	return Proposal{
		Sheet: strings.Join(names, ", "), Rows: r.seen, Unchanged: r.unchanged, Silent: r.silent, Doubted: r.unopened, Fall: r.fall, Stay: r.stay,
		Changes: r.changes, Lines: r.lines, Unknown: unread, Remarks: append(r.fileRemarks(f), r.remarks()...),
	}
}

// remarks are what a person should know of a sheet beside what it changes.
func (r *reader) remarks() []string {
	var all []string
	if r.words.tool != "" {
		all = append(all, "read as an export of "+r.words.tool)
	}
	if said := r.doubtful(); said != "" {
		all = append(all, said)
	}
	all = append(all, r.carriedOver()...)
	rates := false
	for _, p := range r.parts {
		rates = rates || p.head.rates()
	}
	if !rates && r.silent > 0 {
		all = append(all, "no column is read as a rating")
	}
	for _, c := range []struct {
		n    int
		said string
	}{
		{r.spread, "rows that name several items: %d; each of these gets what its row says"},
		{r.manyRows, "items that several rows are about: %d; the lowest rating counts, and the note has the others"},
		{r.titleOnly, "rows that are known by their title alone: %d"},
	} {
		if c.n > 0 {
			all = append(all, fmt.Sprintf(c.said, c.n))
		}
	}
	if len(r.totals.hidden) > 0 {
		all = append(all, fmt.Sprintf("hidden rows that were read: %s", firstOf(r.totals.hidden)))
	}
	if r.closed > 0 {
		all = append(all, fmt.Sprintf("rows below the last item that were passed over: %d, the first is %s", r.closed, r.first))
	}
	return all
}

// fileRemarks say how the file was read where that is not plain.
func (r *reader) fileRemarks(f *File) []string {
	all := f.Remarks()
	for _, p := range r.parts {
		all = append(all, p.t.remarks...)
	}
	return all
}

// firstOf names the first of many.
func firstOf(all []string) string {
	const most = 10
	if len(all) <= most {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(all[:most], ", "), len(all)-most)
}
