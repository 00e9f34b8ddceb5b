package sqlite

import (
	"context"
	"database/sql"
	"errors"
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
	var errs []error
	for _, s := range p.byText {
		errs = append(errs, s.Close())
	}
	p.byText = nil
	return errors.Join(errs...)
}
