package intake

import "fmt"

func (r *reader) proposal() Proposal {
	return Proposal{
		Sheet: r.t.name, Rows: r.seen, Unchanged: r.unchanged, Silent: r.silent, Fall: r.fall, Stay: r.stay,
		Changes: r.changes, Lines: r.lines, Unknown: r.t.head.unread, Remarks: r.remarks(),
	}
}

// remarks are what a person should know of a sheet beside what it changes.
func (r *reader) remarks() []string {
	all := r.t.remarks
	if said := r.doubtful(); said != "" {
		all = append(all, said)
	}
	if _, there := r.t.head.columns[fRating]; !there && r.silent > 0 {
		all = append(all, "no column is read as a rating")
	}
	if r.spread > 0 {
		all = append(all, fmt.Sprintf("rows that name several items: %d; each of these gets what its row says", r.spread))
	}
	if r.closed > 0 {
		all = append(all, fmt.Sprintf("rows below the last item that were passed over: %d, the first is %s", r.closed, r.firstClosed))
	}
	if r.unasked > 0 {
		all = append(all, r.reasonsLeft())
	}
	return all
}

func (r *reader) reasonsLeft() string {
	keeps := "a baseline rating keeps a reason only where the control is not applicable"
	if r.as == Answers {
		keeps = "they say why a control is in, not why it is rated so"
	}
	return fmt.Sprintf("reasons of %d applicable controls were passed over; %s", r.unasked, keeps)
}
