package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog/report/data"
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

func (x *app) doctor(ctx context.Context, repair, asJSON bool) error {
	return x.withBase(ctx, opening{create: true, inspect: true}, func(b *base) error {
		examine := b.own.Doctor
		if repair {
			examine = b.own.Repair
		}
		report, err := examine(ctx, x.progress())
		if err != nil {
			return err
		}
		if asJSON {
			err = x.doctorJSON(b.place, report)
		} else {
			x.doctorTable(report)
		}
		switch {
		case err != nil:
			return err
		case report.OK():
			if repair {
				x.done(x.told(asJSON), true, "the present state, made anew from the history")
			}
			return nil
		case repair:
			return errors.New("the database is not whole; restore a backup with crosswalk restore FILE")
		}
		return errors.New("the database is not whole; crosswalk doctor --repair mends what the history can tell, crosswalk restore FILE brings a backup back")
	})
}

func (x *app) doctorJSON(path string, report store.Report) error {
	out := data.Doctor{
		Path: path, OK: report.OK(), Revisions: report.Revisions, Head: report.Head, Checks: []data.Check{}, Assessments: []data.Paper{},
	}
	for _, p := range report.Papers {
		out.Assessments = append(out.Assessments, data.Paper(p))
	}
	for _, c := range report.Checks {
		out.Checks = append(out.Checks, data.Check{Name: c.Name, OK: c.OK, Detail: c.Detail})
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
	x.papers(report.Papers)
	if bad != "" {
		x.line("")
		x.wrapped(2, bad)
	}
}

// papers are the heads that stand on documents, to be held against them.
func (x *app) papers(all []store.Paper) {
	if len(all) == 0 {
		return
	}
	t := table{columns: []column{{head: "HEAD"}, {head: "REVISIONS", right: true}, {head: "ASSESSMENT", flex: true}}}
	for _, p := range all {
		t.add(p.Head, fmt.Sprint(p.Revisions), p.Name)
	}
	x.line("")
	x.table(t)
}

// progress tells somebody who waits at a terminal how far a long examination is.
func (x *app) progress() func(done, of int64) {
	if !isTerminal(x.errs) {
		return nil
	}
	return func(done, of int64) {
		end := "\r"
		if of-done < 10_000 {
			end = "\r" + strings.Repeat(" ", 60) + "\r"
		}
		fmt.Fprintf(x.errs, "\r%d of %d revisions are read%s", done, of, end)
	}
}
