package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog/assess"
)

// savePresent writes the rows of the subjects that an act touched, as they
// stand in the assessment after it.
func (db *DB) savePresent(ctx context.Context, a *assess.Assessment, rows []row) error {
	w := db.writer
	seen := map[assess.Subject]bool{}
	for _, r := range rows {
		if seen[r.Subject] {
			continue
		}
		seen[r.Subject] = true
		if err := w.saveSubject(ctx, a, r.Subject); err != nil {
			return err
		}
	}
	if w.next.lastOpened == a.ID {
		return nil
	}
	w.next.lastOpened = a.ID
	return w.remember(ctx, metaLastOpened, a.ID)
}

// remember sets a value of meta, and writes only where it is another.
func (w *writer) remember(ctx context.Context, key, value string) error {
	return w.exec(ctx, setMeta+" WHERE value <> excluded.value", key, value)
}

func (w *writer) saveSubject(ctx context.Context, a *assess.Assessment, s assess.Subject) error {
	switch s.Kind() {
	case assess.KindAssessment:
		return w.saveOwn(ctx, a)
	case assess.KindAnswer:
		k, err := s.Key()
		if err != nil {
			return err
		}
		return w.saveAnswer(ctx, a, k)
	case assess.KindBaseline:
		return w.saveBaseline(ctx, a, s.ID())
	case assess.KindSystem:
		return w.saveSystem(ctx, a, s.ID())
	case assess.KindControl:
		return w.saveControl(ctx, a, s.ID())
	case assess.KindEvidence:
		return w.saveEvidence(ctx, a, s.ID())
	case assess.KindFinding:
		return w.saveFinding(ctx, a, s.ID())
	case assess.KindTask:
		return w.saveTask(ctx, a, s.ID())
	case assess.KindVote:
		return w.saveVoteRecord(ctx, a, s.ID())
	}
	return fmt.Errorf("%q is no subject", string(s))
}

func (w *writer) saveOwn(ctx context.Context, a *assess.Assessment) error {
	p := &a.Profile
	err := w.exec(ctx, upsert("assessment", 1, ownColumns), a.ID, a.Name, a.Archived, writeTime(a.Created), a.CreatedBy,
		p.Organisation, p.Scope, p.Kind, p.Size, p.Target, p.Start, p.FTE,
		strings.Join(p.Holidays, ","), p.ISMSYears, p.ISMSCertified, p.ScopesCompatible, p.CertificationWanted,
		p.CertificationBy, p.OneOwner, p.ScopeMoves, p.Budget, p.Basis, p.Strategy, p.StrategyReason)
	if err != nil {
		return err
	}
	if err := w.exec(ctx, "DELETE FROM effort WHERE assessment = ?", a.ID); err != nil {
		return err
	}
	for item, days := range p.Effort {
		if err := w.exec(ctx, upsert("effort", 2, effortColumns), a.ID, item, days); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) saveAnswer(ctx context.Context, a *assess.Assessment, k assess.Key) error {
	x := a.Answer(k)
	if x.IsZero() {
		return w.exec(ctx, "DELETE FROM answer WHERE assessment = ? AND item = ? AND system = ? AND question = ?",
			a.ID, k.Item, k.System, k.Question)
	}
	args := append([]any{a.ID, k.Item, k.System, k.Question}, ratingArgs(x.Rating)...)
	return w.exec(ctx, upsert("answer", 4, answerColumns), append(args, x.Note, x.Owner, x.Due, x.Flag, x.Declined, string(x.Rating.Basis))...)
}

func (w *writer) saveBaseline(ctx context.Context, a *assess.Assessment, item string) error {
	x := a.Baseline[item]
	if x.IsZero() {
		return w.exec(ctx, "DELETE FROM baseline WHERE assessment = ? AND item = ?", a.ID, item)
	}
	if x.Owner != "" || x.Due != "" || x.Flag || x.Declined || x.Rating.Basis != "" {
		return fmt.Errorf("the baseline answer %s has more than a rating and a note", item)
	}
	args := append([]any{a.ID, item}, ratingArgs(x.Rating)...)
	return w.exec(ctx, upsert("baseline", 2, baselineColumns), append(args, x.Note)...)
}

func ratingArgs(r assess.Rating) []any {
	var level any
	if r.Is(assess.Rated) {
		level = r.Level
	}
	return []any{string(r.State), level, r.Reason, r.Risk, r.ApprovedBy, r.ApprovedOn, r.By, writeTime(r.At), r.Order}
}

func (w *writer) saveSystem(ctx context.Context, a *assess.Assessment, id string) error {
	s, _ := a.System(id)
	return w.exec(ctx, upsert("system", 2, systemColumns), a.ID, id, s.Name, s.Purpose, listText(s.Roles), s.Stage,
		s.InScope, s.RiskClass, s.Owner, s.Removed)
}

func (w *writer) saveControl(ctx context.Context, a *assess.Assessment, id string) error {
	c, _ := a.Control(id)
	return w.exec(ctx, upsert("own_control", 2, controlColumns), a.ID, id, c.Number, c.Title, c.Source, c.Risk, c.Phase,
		c.Days, c.Removed)
}

func (w *writer) saveFinding(ctx context.Context, a *assess.Assessment, id string) error {
	f, _ := a.Finding(id)
	return w.exec(ctx, upsert("finding", 2, findingColumns), a.ID, id, f.Item, f.Baseline, f.System, f.Statement, f.Grade,
		f.Closed, f.ClosedBy, f.ClosedOn, f.Removed)
}

func (w *writer) saveTask(ctx context.Context, a *assess.Assessment, id string) error {
	i := slices.IndexFunc(a.Tasks, func(t assess.TaskState) bool { return t.ID == id })
	t := a.Tasks[i]
	return w.exec(ctx, upsert("task", 2, taskColumns), a.ID, id, t.Status, t.Owner, t.Due, t.Note)
}

func (w *writer) saveVoteRecord(ctx context.Context, a *assess.Assessment, id string) error {
	i := slices.IndexFunc(a.Votes, func(v assess.VoteRecord) bool { return v.ID == id })
	if i < 0 { // taken back
		return w.exec(ctx, "DELETE FROM vote_record WHERE assessment = ? AND id = ?", a.ID, id)
	}
	v := a.Votes[i]
	return w.exec(ctx, upsert("vote_record", 2, recordColumns), a.ID, id, v.Item, v.System, v.Question, string(v.Record))
}

func (w *writer) saveEvidence(ctx context.Context, a *assess.Assessment, id string) error {
	e, _ := a.EvidenceByID(id)
	err := w.exec(ctx, upsert("evidence", 2, evidenceColumns), a.ID, id, e.Kind, e.What, e.Version, e.Place, e.Date,
		e.SeenBy, e.Site, e.System, e.Removed)
	if err != nil {
		return err
	}
	if err := w.exec(ctx, "DELETE FROM evidence_item WHERE assessment = ? AND evidence = ?", a.ID, id); err != nil {
		return err
	}
	for i, item := range e.Items {
		if err := w.exec(ctx, upsert("evidence_item", 3, servesColumns), a.ID, id, i, item); err != nil {
			return err
		}
	}
	return nil
}

func listText(list []string) string {
	if len(list) == 0 {
		return "[]"
	}
	raw, err := json.Marshal(list)
	if err != nil {
		panic(err) // strings always encode
	}
	return string(raw)
}
