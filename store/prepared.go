package store

import (
	"context"
	"database/sql"
	"sync"
)

// prepared keeps the statements of a connection or a pool by their text, so
// that each is parsed once.
type prepared struct {
	on preparer

	mu     sync.Mutex
	byText map[string]*sql.Stmt
}

// preparer is a *sql.Conn or a *sql.DB.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

func (p *prepared) stmt(ctx context.Context, text string) (*sql.Stmt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.byText[text]; s != nil {
		return s, nil
	}
	s, err := p.on.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	if p.byText == nil {
		p.byText = map[string]*sql.Stmt{}
	}
	p.byText[text] = s
	return s, nil
}

func (p *prepared) exec(ctx context.Context, text string, args ...any) error {
	s, err := p.stmt(ctx, text)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(ctx, args...)
	return err
}

// QueryContext runs a query that is kept for the next time.
func (p *prepared) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	s, err := p.stmt(ctx, text)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

func (p *prepared) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var err error
	for _, s := range p.byText {
		if e := s.Close(); err == nil {
			err = e
		}
	}
	p.byText = nil
	return err
}

// queryer is anything rows can be read from: statements kept by a connection,
// or a transaction that sees one moment.
type queryer interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
}

// each reads all rows of a query, scanning each into the places given and
// calling take after it.
func each(ctx context.Context, q queryer, text string, args, into []any, take func() error) error {
	rows, err := q.QueryContext(ctx, text, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := take(); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one reads at most one row and reports whether there was one.
func one(ctx context.Context, q queryer, text string, args []any, into ...any) (bool, error) {
	found := false
	err := each(ctx, q, text, args, into, func() error { found = true; return nil })
	return found, err
}
