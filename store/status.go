package store

import (
	"context"
	"time"

	"crosswalk/catalog/workshop"
)

// Status is how a database is, for who looks after it.
type Status struct {
	Engine  string // with its version
	Role    string // as which it is used; empty: files know none
	Version int    // of the tables
	Size    int64  // in bytes, with all that belongs to it
	// ReadOnly says that it is a copy that another server keeps up, Behind how old it is.
	ReadOnly bool
	Behind   time.Duration

	Assessments, Revisions, People int

	Connected []Connection
	Standbys  []Standby
}

// Connection is a program that uses the database now.
type Connection struct {
	Role, Program, From string
	Since               time.Time
}

// Standby is a copy of the database that its server keeps up.
type Standby struct {
	Name, From, State string
	Bytes             int64         // not there yet
	Behind            time.Duration // until what was said here can be read there
}

// Counted fills in how much there is.
func (db *DB) Counted(ctx context.Context, s Status) (Status, error) {
	if err := db.mayReadFile(ctx, workshop.Role.MayAdmit); err != nil {
		return s, err
	}
	err := db.engine.Read(ctx, func(ctx context.Context, q Queryer) error {
		for text, at := range map[string]*int{
			"SELECT count(*) FROM assessment": &s.Assessments, "SELECT count(*) FROM history": &s.Revisions, "SELECT count(*) FROM person": &s.People,
		} {
			if _, err := One(ctx, q, text, nil, at); err != nil {
				return err
			}
		}
		return nil
	})
	return s, db.explain("count what there is", err)
}
