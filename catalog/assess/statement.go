package assess

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
)

// In every list that names items of both standards, an item of ISO/IEC 42001 or
// an own control stands as it is, and an item of ISO/IEC 27001 with its
// standard in front: A.5.9 is one thing, 27001:A.5.9 another.
const ismsPrefix = "27001:"

// RefOf names an item of either standard in a list. An own control is named by
// its id, which stays when its number changes.
func RefOf(it *catalog.Item) string {
	if it.Set != nil && it.Set.Standard == catalog.ISMS {
		return ismsPrefix + it.ID
	}
	return it.ID
}

// BaselineRef names an item of ISO/IEC 27001 in a list, by its id.
func BaselineRef(item string) string { return ismsPrefix + item }

// BaselineOf is the id of the ISO/IEC 27001 item that a name in a list means;
// false where it means none.
func BaselineOf(ref string) (string, bool) { return strings.CutPrefix(ref, ismsPrefix) }

// FindRef reads the name of an item of either standard as a person types it:
// "A.5.2", "a52", "X.1", "27001:A.5.9".
func FindRef(cat *catalog.Catalog, a *Assessment, text string) (*catalog.Item, error) {
	if isms, ok := BaselineOf(strings.TrimSpace(text)); ok {
		if it, ok := cat.Foundation().Find(isms); ok {
			return it, nil
		}
		return baseline(cat, isms)
	}
	if it, ok := FindItem(cat, a, text); ok {
		return it, nil
	}
	return nil, fmt.Errorf("there is no item %s; items are numbered as in the standard, like 6.1.4, A.5.2 or X.1, those of ISO/IEC 27001 with 27001: in front", text)
}

// RefName is what a person calls what a name in a list means: its number, with
// 27001: in front of an item of the ISMS. What is no item any more keeps its name.
func RefName(cat *catalog.Catalog, a *Assessment, ref string) string {
	if it, ok := Item(cat, a, ref); ok {
		return it.Number
	}
	return ref
}

// checkRef refuses a name that means no item.
func checkRef(cat *catalog.Catalog, a *Assessment, ref string) error {
	if isms, ok := BaselineOf(ref); ok {
		_, err := baseline(cat, isms)
		return err
	}
	_, err := check(cat, a, Key{Item: ref})
	return err
}

// EvidenceOnBaseline are the pieces of evidence that serve an item of the ISMS,
// oldest first.
func (a *Assessment) EvidenceOnBaseline(item string) []Evidence {
	return a.EvidenceFor(BaselineRef(item))
}

// AssignBaseline says who sees to an item of the ISMS and by when.
func AssignBaseline(cat *catalog.Catalog, a *Assessment, item, owner, due string) ([]Change, error) {
	it, err := baseline(cat, item)
	if err != nil {
		return nil, err
	}
	if err := first(CheckLine("owner", owner), CheckDate("due date", due)); err != nil {
		return nil, err
	}
	s, x := BaselineSubject(it.ID), a.Baseline[it.ID]
	return append(changed(s, FieldOwner, x.Owner, owner), changed(s, FieldDue, x.Due, due)...), nil
}

// Declare says what the Statement of Applicability has of an item of either
// standard, named as in a list.
func Declare(cat *catalog.Catalog, a *Assessment, ref string, st Statement) ([]Change, error) {
	if err := checkRef(cat, a, ref); err != nil {
		return nil, err
	}
	var err error
	if st.Drivers, err = drivers(st.Drivers); err != nil {
		return nil, err
	}
	if st.Declared != "" {
		err = checkWord("declared status", st.Declared, DeclaredWords)
	}
	if err := first(err, CheckText("reason for including it", st.WhyIn, MaxNote), CheckText("way it is met", st.How, MaxNote),
		CheckText("place where it is described", st.Described, MaxNote), CheckDate("day it was looked at", st.LookedAt)); err != nil {
		return nil, err
	}
	subject, was := answerAt(a, ref)
	is := was
	is.Statement = st
	return differ(subject, was.fields(), is.fields()), nil
}

// StatementOn is what was declared of an item of either standard.
func StatementOn(a *Assessment, ref string) Statement {
	_, x := answerAt(a, ref)
	return x.Statement
}

// answerAt is the answer on an item of either standard, and its subject.
func answerAt(a *Assessment, ref string) (Subject, Answer) {
	if isms, ok := BaselineOf(ref); ok {
		return BaselineSubject(isms), a.Baseline[isms]
	}
	k := Key{Item: ref}
	return k.Subject(), a.Answer(k)
}

// drivers puts the words of why something is needed in their order, each once.
func drivers(text string) (string, error) {
	said := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' })
	for _, w := range said {
		if !slices.Contains(DriverWords, w) {
			return "", errors.New("what an item is needed for is said in the words " + Either(DriverWords) + "; " + w + " is none of them")
		}
	}
	return strings.Join(ordered(said, DriverWords), " "), nil
}
