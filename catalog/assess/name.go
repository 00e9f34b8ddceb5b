package assess

import (
	"strings"

	"crosswalk/catalog"
)

// SubjectName is how a person calls a subject: "A.5.4 (Chatbot) question 2",
// "ISMS A.5.9", "AI system Chatbot".
func SubjectName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	k, err := kindOf(s)
	if err != nil {
		return string(s)
	}
	return k.name(cat, a, s)
}

func answerName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	k, err := s.Key()
	if err != nil {
		return string(s)
	}
	return keyName(cat, a, k)
}

func baselineName(_ *catalog.Catalog, _ *Assessment, s Subject) string { return "ISMS " + s.ID() }

func systemName(_ *catalog.Catalog, a *Assessment, s Subject) string {
	sys, _ := a.System(s.ID())
	return "AI system " + a.systemCalled(sys)
}

func controlName(_ *catalog.Catalog, a *Assessment, s Subject) string {
	c, _ := a.Control(s.ID())
	return a.OwnNumber(c)
}

func evidenceName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	e, _ := a.EvidenceByID(s.ID())
	return "evidence on " + itemNumbers(cat, a, e.Items)
}

func findingName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	f, _ := a.Finding(s.ID())
	if f.Baseline != "" {
		return "finding on ISMS " + f.Baseline
	}
	return "finding on " + itemNumbers(cat, a, []string{f.Item})
}

func taskName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	if published(s.ID()) {
		return "task " + s.ID()
	}
	return "action on " + itemNumbers(cat, a, []string{s.ID()})
}

func voteSubjectName(cat *catalog.Catalog, a *Assessment, s Subject) string {
	v, _ := find(a.Votes, s.ID())
	return voteName(cat, a, v.Key())
}

func keyName(cat *catalog.Catalog, a *Assessment, k Key) string {
	name := itemNumbers(cat, a, []string{k.Item})
	if s, ok := a.System(k.System); ok {
		name += " (" + a.systemCalled(s) + ")"
	}
	if k.Question != "" {
		q := catalog.Question{ID: k.Question}
		name += " question " + q.Place()
	}
	return name
}

// itemNumbers names items by number, removed own controls included.
func itemNumbers(cat *catalog.Catalog, a *Assessment, ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = id
		if item, ok := strings.CutPrefix(id, ismsPrefix); ok {
			names[i] = "ISMS " + item
			continue
		}
		if _, ok := cat.Item(id); ok {
			continue
		}
		if c, ok := a.Control(id); ok {
			names[i] = a.OwnNumber(c)
		}
	}
	return strings.Join(names, ", ")
}

func ofQuestion(s Subject) bool {
	k, err := s.Key()
	return err == nil && k.Question != ""
}

// In a sentence things have an article, and what tells them apart from others.

func thisAssessment(*catalog.Catalog, *Assessment, Subject) string { return "the assessment" }

func thisSystem(cat *catalog.Catalog, a *Assessment, s Subject) string {
	if sys, _ := a.System(s.ID()); sys.Name == "" {
		return "an AI system"
	}
	return "the " + systemName(cat, a, s)
}

func thisControl(cat *catalog.Catalog, a *Assessment, s Subject) string {
	return "own control " + controlName(cat, a, s)
}

func thisEvidence(_ *catalog.Catalog, a *Assessment, s Subject) string {
	e, _ := a.EvidenceByID(s.ID())
	if e.What == "" {
		return "a piece of evidence"
	}
	return "the evidence “" + cut(e.What) + "”"
}

func thisFinding(cat *catalog.Catalog, a *Assessment, s Subject) string {
	f, _ := a.Finding(s.ID())
	if f.Item == "" && f.Baseline == "" {
		return "a finding"
	}
	return strings.TrimSpace("the "+f.Grade) + " " + findingName(cat, a, s)
}

func thisTask(cat *catalog.Catalog, a *Assessment, s Subject) string {
	if published(s.ID()) {
		return taskName(cat, a, s)
	}
	return "the " + taskName(cat, a, s)
}

// voted is what a vote was on.
func voted(cat *catalog.Catalog, a *Assessment, s Subject) string {
	v, ok := find(a.Votes, s.ID())
	if !ok {
		return "an item"
	}
	return keyName(cat, a, v.Key())
}

func thisSettlement(*catalog.Catalog, *Assessment, Subject) string { return "what disagreed" }

func thisErasure(*catalog.Catalog, *Assessment, Subject) string { return "the erasure" }
