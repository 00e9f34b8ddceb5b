package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
	"crosswalk/store"
	"crosswalk/tui/serve"
)

func storeCommand(x *app) *cobra.Command {
	cmd := group("store", "Where everything is kept: a file, or a server of PostgreSQL", storeCopy(x), storeInit(x), storeStatus(x))
	cmd.Long = aboutStore
	return cmd
}

func storeStatus(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Say which database is used, how much is in it and who uses it",
		Args:  between(0, 0),
		RunE:  func(cmd *cobra.Command, _ []string) error { return x.storeStatus(cmd.Context(), asJSON) },
	}
	jsonFlag(cmd, &asJSON)
	return cmd
}

func (x *app) storeStatus(ctx context.Context, asJSON bool) error {
	return x.withBase(ctx, opening{look: true}, func(b *base) error {
		s, err := b.own.Status(ctx)
		if err != nil {
			return err
		}
		servers, err := serve.Servings(ctx, b.db)
		if err != nil {
			return err
		}
		if asJSON {
			return x.json(statusData(b.place, s, servers))
		}
		x.showStatus(b.place, s)
		for _, r := range servers {
			x.line("%-12s%s, %s, said so at %s", "Serving", r.Host, persons(r.People()), x.here(r.At).Format("15:04:05"))
		}
		return nil
	})
}

func (x *app) showStatus(place string, s store.Status) {
	say := func(what, words string) { fmt.Fprintf(x.out, "%-12s%s\n", what, visible.Line(words)) }
	say("Database", place)
	say("Engine", s.Engine)
	if s.Role != "" {
		say("Role", s.Role)
	}
	say("Tables", fmt.Sprintf("version %d", s.Version))
	say("Holds", fmt.Sprintf("%s, %s, %s", count(s.Assessments, "assessment"), count(s.Revisions, "revision"), persons(s.People)))
	say("Size", megabytes(s.Size))
	if s.ReadOnly {
		say("Read only", "a copy that another server keeps up, "+s.Behind.Round(time.Second).String()+" behind")
	}
	for _, c := range s.Connected {
		say("Connected", fmt.Sprintf("%s as %s from %s since %s", c.Program, c.Role, c.From, x.here(c.Since).Format("2006-01-02 15:04")))
	}
	for _, c := range s.Standbys {
		say("Standby", fmt.Sprintf("%s at %s, %s, %s and %s behind", c.Name, c.From, c.State, megabytes(c.Bytes), c.Behind.Round(time.Millisecond)))
	}
}

// megabytes is a size for people.
func megabytes(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/1e6) }

func statusData(place string, s store.Status, servers []serve.Serving) data.StoreStatus {
	out := data.StoreStatus{
		Database: place, Engine: s.Engine, Role: data.OrNull(s.Role), Version: s.Version, Assessments: s.Assessments, Revisions: s.Revisions, People: s.People,
		Bytes: int(s.Size), ReadOnly: s.ReadOnly, BehindSeconds: s.Behind.Seconds(), Connected: []data.Connection{}, Standbys: []data.Standby{}, Servers: []data.Serving{},
	}
	for _, r := range servers {
		out.Servers = append(out.Servers, data.Serving{Host: r.Host, Assessments: len(r.Here), People: r.People(), SaidAt: r.At})
	}
	for _, c := range s.Connected {
		out.Connected = append(out.Connected, data.Connection{Program: c.Program, Role: c.Role, From: c.From, Since: c.Since.UTC()})
	}
	for _, c := range s.Standbys {
		out.Standbys = append(out.Standbys, data.Standby{Name: c.Name, From: c.From, State: c.State, Bytes: int(c.Bytes), BehindSeconds: c.Behind.Seconds()})
	}
	return out
}
