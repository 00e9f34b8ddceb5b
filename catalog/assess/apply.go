package assess

// Apply folds revisions, oldest first, into the assessment and gives the next
// one; the one it was given stays as it was. It is what makes the present state
// out of the log, at a save, when another process wrote, and in doctor.
func Apply(a *Assessment, revisions ...Revision) (*Assessment, error) {
	if len(revisions) == 0 {
		return a, nil
	}
	f := NewFold(a)
	if err := f.Apply(revisions...); err != nil {
		return nil, err
	}
	return f.Now(), nil
}

func (a *Assessment) apply(r Revision, own owned) error {
	if a.First == "" || r.ID < a.First {
		a.First, a.Created, a.CreatedBy = r.ID, r.At, r.Author
	}
	if r.ID >= a.Last {
		a.Last, a.Changed, a.ChangedBy = r.ID, r.At, r.Author
	}
	k, err := kindOf(r.Subject)
	if err != nil {
		return err
	}
	a.Conflicts = less(a.Conflicts, Place{r.Subject, r.Field}) // an act settles what it finds
	return k.fold(a, r, own)
}

func (a *Assessment) applyOwn(r Revision) error {
	switch r.Field {
	case FieldName:
		return value(&a.Name, r.Value)
	case FieldArchived:
		return value(&a.Archived, r.Value)
	}
	return a.Profile.apply(r.Field, r.Value)
}
