package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"strings"
	"time"

	"crosswalk/catalog/assess"
)

// load reads an assessment from its tables, and which revision it includes
// last. q must see one moment.
func load(ctx context.Context, q queryer, id string) (*assess.Assessment, int64, error) {
	a := assess.New(id)
	found, err := loadOwn(ctx, q, a)
	if err == nil && !found {
		err = noAssessment(id)
	}
	for _, part := range []func(context.Context, queryer, *assess.Assessment) error{
		loadEffort, loadAnswers, loadBaseline, loadSystems, loadControls, loadEvidence, loadFindings, loadTasks,
		loadVoteRecords,
	} {
		if err == nil {
			err = part(ctx, q, a)
		}
	}
	if err != nil {
		return nil, 0, err
	}
	var n int64
	var changed string
	if _, err = one(ctx, q, "SELECT n, at, author FROM revision WHERE assessment = ? ORDER BY n DESC LIMIT 1", []any{id},
		&n, &changed, &a.ChangedBy); err != nil {
		return nil, 0, err
	}
	a.Changed, err = readTime(changed)
	return a, n, err
}

func loadOwn(ctx context.Context, q queryer, a *assess.Assessment) (bool, error) {
	p := &a.Profile
	var created, holidays string
	var years sql.NullFloat64
	text := "SELECT " + strings.Join(ownColumns[1:], ", ") + " FROM assessment WHERE id = ?"
	found, err := one(ctx, q, text, []any{a.ID}, &a.Name, &a.Archived, &created, &a.CreatedBy,
		&p.Organisation, &p.Scope, &p.Kind, &p.Size, &p.Target, &p.Start, &p.FTE, &holidays, &years, &p.ISMSCertified,
		&p.ScopesCompatible, &p.CertificationWanted, &p.CertificationBy, &p.OneOwner, &p.ScopeMoves, &p.Budget, &p.Basis,
		&p.Strategy, &p.StrategyReason)
	if err != nil || !found {
		return found, err
	}
	if holidays != "" {
		p.Holidays = strings.Split(holidays, ",")
	}
	if years.Valid {
		p.ISMSYears = &years.Float64
	}
	a.Created, err = readTime(created)
	return true, err
}

func loadEffort(ctx context.Context, q queryer, a *assess.Assessment) error {
	var item string
	var days float64
	return each(ctx, q, selectFrom("effort", effortColumns), []any{a.ID}, []any{&item, &days}, func() error {
		if a.Profile.Effort == nil {
			a.Profile.Effort = map[string]float64{}
		}
		a.Profile.Effort[item] = days
		return nil
	})
}

// ratingPlaces is where the columns of a rating are scanned into.
type ratingPlaces struct {
	r         assess.Rating
	state, at string
	level     sql.NullInt64
}

func (p *ratingPlaces) into() []any {
	return []any{&p.state, &p.level, &p.r.Reason, &p.r.Risk, &p.r.ApprovedBy, &p.r.ApprovedOn, &p.r.By, &p.at, &p.r.Order}
}

func (p *ratingPlaces) rating() (assess.Rating, error) {
	r := p.r
	r.State, r.Level = assess.State(p.state), int(p.level.Int64)
	var err error
	r.At, err = readTime(p.at)
	return r, err
}

func loadAnswers(ctx context.Context, q queryer, a *assess.Assessment) error {
	var k assess.Key
	var x assess.Answer
	var basis string
	var rp ratingPlaces
	into := append([]any{&k.Item, &k.System, &k.Question}, rp.into()...)
	into = append(into, &x.Note, &x.Owner, &x.Due, &x.Flag, &x.Declined, &basis)
	return each(ctx, q, selectFrom("answer", answerColumns), []any{a.ID}, into, func() (err error) {
		x.Rating, err = rp.rating()
		x.Rating.Basis = assess.Basis(basis)
		a.Answers.Append(k, x)
		return err
	})
}

func loadBaseline(ctx context.Context, q queryer, a *assess.Assessment) error {
	var item string
	var x assess.Answer
	var rp ratingPlaces
	into := append(append([]any{&item}, rp.into()...), &x.Note)
	return each(ctx, q, selectFrom("baseline", baselineColumns), []any{a.ID}, into, func() (err error) {
		x.Rating, err = rp.rating()
		a.Baseline[item] = x
		return err
	})
}

func loadSystems(ctx context.Context, q queryer, a *assess.Assessment) error {
	var s assess.System
	var roles string
	into := []any{&s.ID, &s.Name, &s.Purpose, &roles, &s.Stage, &s.InScope, &s.RiskClass, &s.Owner, &s.Removed}
	return each(ctx, q, selectFrom("system", systemColumns), []any{a.ID}, into, func() error {
		s.Roles = nil
		if err := json.Unmarshal([]byte(roles), &s.Roles); err != nil {
			return err
		}
		if len(s.Roles) == 0 {
			s.Roles = nil
		}
		a.Systems = append(a.Systems, s)
		return nil
	})
}

func loadControls(ctx context.Context, q queryer, a *assess.Assessment) error {
	var c assess.OwnControl
	into := []any{&c.ID, &c.Number, &c.Title, &c.Source, &c.Risk, &c.Phase, &c.Days, &c.Removed}
	return each(ctx, q, selectFrom("own_control", controlColumns), []any{a.ID}, into, func() error {
		a.Controls = append(a.Controls, c)
		return nil
	})
}

func loadEvidence(ctx context.Context, q queryer, a *assess.Assessment) error {
	var e assess.Evidence
	at := map[string]int{}
	into := []any{&e.ID, &e.Kind, &e.What, &e.Version, &e.Place, &e.Date, &e.SeenBy, &e.Site, &e.System, &e.Removed}
	err := each(ctx, q, selectFrom("evidence", evidenceColumns), []any{a.ID}, into, func() error {
		at[e.ID] = len(a.Evidence)
		a.Evidence = append(a.Evidence, e)
		return nil
	})
	if err != nil {
		return err
	}
	var id, item string
	var place int
	return each(ctx, q, selectFrom("evidence_item", servesColumns), []any{a.ID}, []any{&id, &place, &item}, func() error {
		if i, ok := at[id]; ok {
			a.Evidence[i].Items = append(a.Evidence[i].Items, item)
		}
		return nil
	})
}

func loadFindings(ctx context.Context, q queryer, a *assess.Assessment) error {
	var f assess.Finding
	into := []any{&f.ID, &f.Item, &f.Baseline, &f.System, &f.Statement, &f.Grade, &f.Closed, &f.ClosedBy, &f.ClosedOn, &f.Removed}
	return each(ctx, q, selectFrom("finding", findingColumns), []any{a.ID}, into, func() error {
		a.Findings = append(a.Findings, f)
		return nil
	})
}

func loadTasks(ctx context.Context, q queryer, a *assess.Assessment) error {
	var t assess.TaskState
	return each(ctx, q, selectFrom("task", taskColumns), []any{a.ID}, []any{&t.ID, &t.Status, &t.Owner, &t.Due, &t.Note}, func() error {
		a.Tasks = append(a.Tasks, t)
		return nil
	})
}

func loadVoteRecords(ctx context.Context, q queryer, a *assess.Assessment) error {
	var v assess.VoteRecord
	var record string
	into := []any{&v.ID, &v.Item, &v.System, &v.Question, &record}
	return each(ctx, q, selectFrom("vote_record", recordColumns), []any{a.ID}, into, func() error {
		v.Record = json.RawMessage(record)
		a.Votes = append(a.Votes, v)
		return nil
	})
}

// Summary is an assessment in a list.
type Summary struct {
	ID, Name, Organisation, Kind string
	Archived                     bool
	Created, Changed             time.Time
	ChangedBy                    string
}

// Assessments lists all assessments of the file, the one changed last first.
func (db *DB) Assessments(ctx context.Context) ([]Summary, error) {
	var all []Summary
	var s Summary
	var created, changed string
	err := each(ctx, db.read, "SELECT a.id, name, organisation, a.kind, archived, created, coalesce(r.at, ''), coalesce(r.author, '')"+
		" FROM assessment AS a LEFT JOIN revision AS r ON r.n = (SELECT max(n) FROM revision WHERE assessment = a.id)"+
		" ORDER BY r.n DESC", nil,
		[]any{&s.ID, &s.Name, &s.Organisation, &s.Kind, &s.Archived, &created, &changed, &s.ChangedBy}, func() (err error) {
			if s.Created, err = readTime(created); err != nil {
				return err
			}
			s.Changed, err = readTime(changed)
			all = append(all, s)
			return err
		})
	return all, explain(db.path, err)
}
