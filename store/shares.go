package store

import (
	"context"
	"slices"
)

// share is which rows of a table are those of one assessment.
type share struct {
	table string
	rows  string // a condition on them, with one place, for the id
	home  bool   // they say something of this machine or its people alone
}

// ofOne are all shares of an assessment but its history, each behind those that its
// rows refer to.
func ofOne() []share {
	all := append([]share{{table: "assessment", rows: "id = ?"}}, following()...)
	return append(all, besides()...)
}

// following are the shares that follow from the history, but for the row of the
// assessment itself, which others refer to.
func following() []share {
	var all []share
	for _, t := range tables()[1:] {
		all = append(all, share{table: t.name, rows: "assessment = ?"})
	}
	for _, name := range []string{"record", "measurement", "head", "split"} {
		all = append(all, share{table: name, rows: "assessment = ?"})
	}
	return all
}

// besides are the shares without a history.
func besides() []share {
	return []share{
		{table: "draft", rows: "assessment = ?"},
		{table: "place", rows: "assessment = ?"},
		{table: "layout", rows: "assessment = ?"},
		{table: "style", rows: "assessment = ?", home: true},
		{table: "grouped", rows: "assessment = ?", home: true},
		{table: "member", rows: "place = ?", home: true},
		{table: "room", rows: "assessment = ?"},
		{table: "agenda", rows: "assessment = ?"},
		{table: "vote", rows: "assessment = ?"},
		{table: "ballot", rows: "vote IN (SELECT id FROM vote WHERE assessment = ?)"},
	}
}

// drop takes shares of an assessment away, the last first.
func drop(ctx context.Context, tx Tx, id string, shares []share) error {
	for _, s := range slices.Backward(shares) {
		if err := tx.Exec(ctx, "DELETE FROM "+s.table+" WHERE "+s.rows, id); err != nil {
			return err
		}
	}
	return nil
}
