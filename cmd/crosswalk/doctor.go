package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/store"
)

func doctorCommand(x *app) *cobra.Command {
	var asJSON, repair bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Check that the database and its history are whole",
		Long: `Checks the file, the history of every act and that what stands now is what the
history says. With --repair the present state is made anew from the history.`,
		Args: between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error { return x.doctor(cmd.Context(), repair, asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	cmd.Flags().BoolVar(&repair, "repair", false, "make the present state anew from the history")
	return cmd
}

type doctorJSON struct {
	Path      string      `json:"path"`
	OK        bool        `json:"ok"`
	Revisions int         `json:"revisions"`
	Head      string      `json:"head"`
	Checks    []checkLine `json:"checks"`
}

type checkLine struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
}

func (x *app) doctor(ctx context.Context, repair, asJSON bool) error {
	return x.withStore(ctx, store.Options{Create: true, Inspect: true}, func(db *store.DB) error {
		examine := db.Doctor
		if repair {
			examine = db.Repair
		}
		report, err := examine(ctx)
		if err != nil {
			return err
		}
		if asJSON {
			err = x.doctorJSON(db.Path(), report)
		} else {
			x.doctorTable(report)
		}
		switch {
		case err != nil:
			return err
		case report.OK():
			return nil
		case repair:
			return errors.New("the database is not whole; restore a backup with crosswalk restore FILE")
		}
		return errors.New("the database is not whole; crosswalk doctor --repair mends what the history can tell, crosswalk restore FILE brings a backup back")
	})
}

func (x *app) doctorJSON(path string, report store.Report) error {
	out := doctorJSON{path, report.OK(), report.Revisions, report.Head, []checkLine{}}
	for _, c := range report.Checks {
		out.Checks = append(out.Checks, checkLine{c.Name, c.OK, c.Detail})
	}
	return x.json(out)
}

func (x *app) doctorTable(report store.Report) {
	t := table{columns: []column{{head: "CHECK"}, {head: "RESULT"}, {head: "DETAIL", flex: true}}}
	bad := ""
	for _, c := range report.Checks {
		result := "ok"
		if !c.OK {
			result = "NOT OK"
			bad += fmt.Sprintf("%s: %s\n", c.Name, c.Detail)
		}
		t.add(c.Name, result, c.Detail)
	}
	x.table(t)
	x.line("%s in the history, head %s", count(report.Revisions, "revision"), report.Head)
	if bad != "" {
		x.line("")
		x.wrapped(2, bad)
	}
}
