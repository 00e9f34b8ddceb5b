package postgres

import (
	"context"
	"errors"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"

	"crosswalk/store"
)

func problem(k store.Kind, place string, cause error) *store.Problem {
	return &store.Problem{Kind: k, Place: place, Cause: cause}
}

// Explain makes a Problem about this database of an error, by its code.
func (e *engine) Explain(err error) error {
	err = explain(e.place, err)
	if p, ok := errors.AsType[*store.Problem](err); ok && p.Place == "" {
		q := *p
		q.Place = e.place
		return &q
	}
	return err
}

// notSaved says of a failed write what matters most about it.
func (e *engine) notSaved(err error) error {
	if p, ok := errors.AsType[*store.Problem](e.Explain(err)); ok {
		q := *p
		q.Unsaved = p.Kind != store.Doubtful
		return &q
	}
	return err
}

// explain turns an error of the driver into a Problem. What it does not know, and a
// Problem, it gives back as it is.
func explain(place string, err error) error {
	if err == nil {
		return nil
	}
	if _, done := errors.AsType[*store.Problem](err); done {
		return err
	}
	if p, ok := errors.AsType[*pgconn.PgError](err); ok {
		return problem(kindOf(p.Code), place, said{p})
	}
	if errors.Is(err, context.Canceled) {
		return context.Canceled
	}
	if severed(err) {
		return problem(store.Unreachable, place, said{err})
	}
	return err
}

// said is the word of the driver without a password, which some hold in the address
// that they repeat.
type said struct{ cause error }

func (s said) Error() string {
	if p, ok := errors.AsType[*pgconn.PgError](s.cause); ok {
		return p.Message + " (SQLSTATE " + p.Code + ")"
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](s.cause); ok {
		return "no connection"
	}
	return s.cause.Error()
}

// Unwrap keeps who looks for the cause on its way.
func (s said) Unwrap() error { return s.cause }

// severed reports whether an error is of the connection, and not an answer.
func severed(err error) bool {
	if p, ok := errors.AsType[*pgconn.PgError](err); ok {
		return isClass(p.Code, "08") || isClass(p.Code, "57P")
	}
	var wire net.Error
	_, connecting := errors.AsType[*pgconn.ConnectError](err)
	return connecting || errors.As(err, &wire) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, net.ErrClosed) || errors.Is(err, context.DeadlineExceeded) || pgconn.Timeout(err)
}

func isClass(code, class string) bool { return len(code) == 5 && code[:len(class)] == class }

// kinds are what codes of the server mean here; a class stands for all its codes that
// have no line of their own.
var kinds = map[string]store.Kind{
	"08":    store.Unreachable,
	"22":    store.Damaged, // our own statements are right, so an odd row or table is damage
	"23":    store.Damaged,
	"25006": store.ReadOnlyFile, // a server that follows another
	"25P03": store.Busy,         // too long without a word in a transaction
	"28":    store.Forbidden,
	"3D000": store.Missing,
	"40":    store.Busy,
	"42":    store.Damaged,
	"42501": store.Forbidden,
	"53":    store.Busy, // too many connections, no memory
	"53100": store.Full,
	"54":    store.Damaged,
	"55P03": store.Busy, // a lock that was waited for too long
	"57014": store.Busy, // a statement that took longer than the server lets it
	"57P":   store.Unreachable,
	"58":    store.Disk,
	"XX":    store.Damaged,
}

func kindOf(code string) store.Kind {
	for _, part := range []string{code, code[:min(3, len(code))], code[:min(2, len(code))]} {
		if k, ok := kinds[part]; ok {
			return k
		}
	}
	return store.Disk
}
