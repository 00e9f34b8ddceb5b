package assess

// Changes is everything the assessment says, as the changes that make it out of
// a new one. Ratings stay whose they were, and keep their order.
func (a *Assessment) Changes() []Change {
	fresh := New("")
	all := append(differ(KindAssessment, fresh.fields()[:2], a.fields()[:2]), fresh.Profile.changes(&a.Profile)...)
	for _, k := range kinds[1:] {
		if k.OfHistory {
			continue
		}
		_, blank, _ := k.Reader(fresh)
		for s, fields := range k.Each(a) {
			all = append(all, differ(s, blank, fields)...)
		}
	}
	return all
}
