package assess

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"crosswalk/catalog"
)

// Pieces are the pieces of evidence that were not removed, oldest first.
func (a *Assessment) Pieces() []Evidence {
	return keep(a.Evidence, func(e Evidence) bool { return !e.Removed })
}

// FindEvidence finds a piece of evidence by its id or its number.
func FindEvidence(a *Assessment, named string) (Evidence, bool) {
	if e, ok := a.EvidenceByID(named); ok {
		return e, !e.Removed
	}
	for _, e := range a.Pieces() {
		if catalog.SameNumber(a.EvidenceNumber(e), named) {
			return e, true
		}
	}
	return Evidence{}, false
}

// SeeEvidence says that somebody saw a piece of evidence with their own eyes on a
// day.
func SeeEvidence(cat *catalog.Catalog, a *Assessment, id, by, day string) ([]Change, error) {
	e, err := piece(a, id)
	if err != nil {
		return nil, err
	}
	if blank(by) {
		return nil, errors.New("evidence is seen by somebody; name them")
	}
	e.SeenBy, e.SeenOn = by, day
	return PutEvidence(cat, a, e)
}

// ServeToo has a piece of evidence that is there serve one more item, named as in
// a list.
func ServeToo(cat *catalog.Catalog, a *Assessment, id, ref string) ([]Change, error) {
	e, err := piece(a, id)
	if err != nil {
		return nil, err
	}
	e.Items = append(slices.Clone(e.Items), ref)
	return PutEvidence(cat, a, e)
}

// SplitRefs are the items that a person types one after the other, with commas or
// blanks between them.
func SplitRefs(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
}

// EditEvidence saves a piece of evidence that somebody edited, which was as began
// when they started; serves are its items as typed. Who is newly named to have seen
// it did so on that day (YYYY-MM-DD), where they name none.
func EditEvidence(cat *catalog.Catalog, a *Assessment, began, e Evidence, serves []string, day string) ([]Change, error) {
	e.Items = nil
	for _, number := range serves {
		found, err := FindRef(cat, a, number)
		switch {
		case err == nil:
			e.Items = append(e.Items, RefOf(found))
		case slices.Contains(began.Items, number): // gone since; that is no reason to lose it
			e.Items = append(e.Items, number)
		default:
			return nil, fmt.Errorf("evidence serves items by number, like A.5.4, those of the ISMS like 27001:A.5.9; %q is none", number)
		}
	}
	if e.SeenBy != began.SeenBy && e.SeenOn == began.SeenOn {
		e.SeenOn = day
	}
	if now, known := a.EvidenceByID(e.ID); known {
		e = Rebase(began, e, now)
	}
	return PutEvidence(cat, a, e)
}

func piece(a *Assessment, id string) (Evidence, error) {
	e, ok := a.EvidenceByID(id)
	if !ok || e.Removed {
		return Evidence{}, errors.New("there is no such evidence any more")
	}
	return e, nil
}

// MaxLink is the most characters of a link that is opened: it is shown whole before,
// in the smallest window too.
const MaxLink = 400

// Link is the place of a piece of evidence where that is a link to a page, in the
// form in which it is shown and opened. What a person could take for another
// address than it is gives an error.
func (e Evidence) Link() (string, error) {
	u, err := url.Parse(strings.TrimSpace(e.Place))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return "", errors.New("the place of this evidence is no link; one begins with https:// or http:// and a host")
	}
	link := u.String()
	switch {
	case u.User != nil:
		return "", errors.New("the link has a name before its host, which can be taken for the host; open it by hand if you trust it")
	case strings.ContainsFunc(u.Host, notIn("-.:[]")), strings.ContainsFunc(link, notIn("-._~:/?#[]@!$&'()*+,;=%")):
		return "", errors.New("the link has characters that can be taken for others; write its host in letters a to z, and all else with %")
	case len(link) > MaxLink:
		return "", fmt.Errorf("the link has %d characters, too many to be shown whole; %d are the most; open it by hand if you trust it", len(link), MaxLink)
	}
	return link, nil
}

// notIn reports whether a rune is no plain letter or digit and none of others.
func notIn(others string) func(rune) bool {
	return func(r rune) bool {
		plain := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !plain && !strings.ContainsRune(others, r)
	}
}
