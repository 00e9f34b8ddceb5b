package assess

import "fmt"

// Fold is an assessment in the making: revisions are folded into it one after
// the other, and each list of answers is copied once however many of them change
// it. Apply is a fold of one act. Who makes thousands of acts in a row, an
// import, keeps a fold over all of them, and looks at the state between two acts
// without holding on to it.
type Fold struct {
	now *Assessment
	own owned
}

// NewFold begins with an assessment, which stays as it is.
func NewFold(a *Assessment) *Fold { return &Fold{a.clone(), owned{}} }

// Now is the state so far. The next Apply changes it.
func (f *Fold) Now() *Assessment { return f.now }

// Apply folds revisions in, oldest first. After an error the state is that of
// the revisions before the one that is named.
func (f *Fold) Apply(revisions ...Revision) error {
	for _, r := range revisions {
		if err := f.now.apply(r, f.own); err != nil {
			return fmt.Errorf("revision %s (%s %s): %w", r.ID, r.Subject, r.Field, err)
		}
	}
	return nil
}
