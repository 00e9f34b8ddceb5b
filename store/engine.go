package store

import (
	"context"
	"database/sql"
)

// Engine is a database that holds the tables of this package and keeps what it
// was told for good: one of SQLite, or one on a server of PostgreSQL. All SQL of this
// package is the same for both.
type Engine interface {
	Queryer

	// Write runs do in one transaction, commits it and waits until it is on the
	// disk. It is about an assessment, by its id, about Lists or Everything, or a
	// note that concerns nothing else, Aside: nobody else writes about the same
	// meanwhile, in this program or another, and about Everything nobody at all;
	// an engine may let writers wait for each other that need not. do may run
	// twice. A context that ends before the commit leaves nothing behind. Where do
	// gives ErrNothing, nothing is written and that is no error. An error of do
	// comes back as it is; one of the engine says that nothing was saved, or that
	// nobody knows.
	Write(ctx context.Context, about string, do func(context.Context, Tx) error) error
	// WriteMuch is Write about Everything for what changes very many rows.
	WriteMuch(ctx context.Context, do func(context.Context, Tx) error) error
	// Rewrite is Write about Everything for the two acts that take from the history:
	// erase and forget. What they took is gone from the disk once the engine had a
	// quiet moment; until then the mark MarkWipe stands.
	Rewrite(ctx context.Context, do func(context.Context, Tx) error) error
	// Read runs do on the database as it is at one moment, and waits for nobody
	// who writes.
	Read(ctx context.Context, do func(context.Context, Queryer) error) error

	// Watch calls told after each commit of another program, or at the latest
	// some moments after the last of several. It ends with the context.
	Watch(ctx context.Context, told func())

	// Noted are the heads of chains that are kept where damage to the database does
	// not reach them, the one that moved last at the end.
	Noted(ctx context.Context) ([]Head, error)

	// Explain turns an error of the driver into a Problem where it can.
	Explain(err error) error

	// Close gives the database up; a transaction under way is waited for.
	Close() error
}

// Tx is a transaction that writes.
type Tx interface {
	Queryer
	// Exec runs a statement at once, or with those behind it at the next query or the
	// commit, which then give its error.
	Exec(ctx context.Context, text string, args ...any) error
	// Lately is where a transaction leaves what it knows to the next one about the
	// same. It is empty where somebody else has written since, or the last one failed.
	Lately() *Lately
	// Next is the place of the next revision: greater than that of every one before
	// it that this transaction may write beside.
	Next(ctx context.Context) (int64, error)
	// Store is the name of this copy of the database in the chains of hashes. A
	// copy that finds itself copied takes another one here.
	Store(ctx context.Context) (string, error)
	// Rename gives this copy another name, from here on.
	Rename(ctx context.Context) (string, error)
}

// Queryer is what rows can be read from.
type Queryer interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
}

// Each reads all rows of a query, scanning each into the places given and
// calling take after it.
func Each(ctx context.Context, q Queryer, text string, args, into []any, take func() error) error {
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

// One reads at most one row and reports whether there was one.
func One(ctx context.Context, q Queryer, text string, args []any, into ...any) (bool, error) {
	found := false
	err := Each(ctx, q, text, args, into, func() error { found = true; return nil })
	return found, err
}
