package report

import (
	"encoding/json"
	"errors"
	"fmt"

	"crosswalk/catalog/assess"
)

// Issued is a document as it is kept when it is handed out: whole, with what its
// approver said. About is what it is of, where there are several of its kind.
func Issued(id string, d *Document, about string, by Approval, reason string) (assess.Issued, error) {
	raw, err := json.Marshal(d)
	if err != nil {
		return assess.Issued{}, fmt.Errorf("the document can't be written: %w", err)
	}
	return assess.Issued{
		ID: id, Kind: d.Kind, About: about, Title: d.Title, Version: by.Version, ApprovedBy: by.By, ApprovedOn: by.On, Place: by.Place, Reason: reason,
		Head: d.Source.Head, Acts: d.Source.Acts, Document: string(raw),
	}, nil
}

// Issue decides to hand a document out that was made of an assessment as somebody
// saw it. Where the assessment went on meanwhile it is refused: what is approved is
// what was looked at.
func Issue(seen *assess.Assessment, is assess.Issued) func(*assess.Assessment) ([]assess.Change, error) {
	return func(now *assess.Assessment) ([]assess.Change, error) {
		if now.Last != seen.Last {
			return nil, errors.New("the assessment was changed while the document was made; look at it again, then issue it")
		}
		return assess.Issue(now, is)
	}
}

// Last is the newest issued version of a document, read again; nil where none was
// issued.
func Last(a *assess.Assessment, kind, about string) (*Document, error) {
	all := a.IssuedOf(kind, about)
	if len(all) == 0 {
		return nil, nil
	}
	return Read([]byte(all[len(all)-1].Document))
}
