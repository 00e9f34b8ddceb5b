package main

import (
	"github.com/spf13/cobra"

	"crosswalk/store/postgres"
)

// aboutStore is how a firm sets up a server.
const aboutStore = `One person, or one room, needs nothing but the file that Crosswalk makes by itself.
Several servers, or many people, use one database of PostgreSQL 13 or later together.
In ten lines, on a fresh machine of Debian:
  apt-get install postgresql
  su postgres -c psql
    CREATE ROLE crosswalk_owner LOGIN PASSWORD '…';
    CREATE ROLE crosswalk LOGIN PASSWORD '…';
    CREATE DATABASE crosswalk OWNER crosswalk_owner ENCODING 'UTF8' TEMPLATE template0;
    REVOKE ALL ON DATABASE crosswalk FROM PUBLIC;
    GRANT CONNECT ON DATABASE crosswalk TO crosswalk;
  crosswalk store init --db postgres://crosswalk_owner@HOST/crosswalk --role crosswalk
  export CROSSWALK_DB=postgres://crosswalk@HOST/crosswalk
  crosswalk store copy crosswalk.db "$CROSSWALK_DB"

The owner makes the tables and brings them to a later version: run store init again
after an update, before the servers start. The other role is the one that Crosswalk
uses: it adds to the history and may neither change nor delete what stands there.
crosswalk erase and crosswalk forget do, and are run as the owner.

Passwords stand in no address. They are taken from ~/.pgpass, from the file that
PGPASSFILE names, or from PGPASSWORD; service=NAME is read from ~/.pg_service.conf, and
all else that PostgreSQL's own programs know holds here, too.

Between machines use TLS, and let nobody in without it: hostssl lines alone in
pg_hba.conf, and ?sslmode=verify-full&sslrootcert=FILE behind the address.

Backups are PostgreSQL's own: pg_dump -Fc crosswalk > FILE makes one while everybody
works, and pg_restore -d crosswalk FILE brings it back into an empty database. A standby
that takes over has all that was said to be saved where it is named in
synchronous_standby_names; another one, or an archive of the log, may lack the last
moment. Then crosswalk doctor says whether the history is whole. crosswalk store copy
ADDRESS FILE writes everything into a file.

Each machine runs crosswalk serve on the same database; a balancer before them need only
keep a connection where it began. One server lets 200 windows in, or as many as
--sessions says: open another one for more people, and one more than they need, so that
one may go. crosswalk store status lists them with who sits at each. Give all of them
the same host key: copy ssh_host_ed25519_key from the folder of the first
(~/.local/share/crosswalk). Where a server goes, its people join at another one and go
on; where the database goes, every window says so, keeps what is typed, and goes on once
it is back.`

func storeInit(x *app) *cobra.Command {
	var role string
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Make the tables on a server, or bring them to this version, as their owner",
		Long: `Makes the tables of Crosswalk in an empty database of PostgreSQL, or brings older ones
to this version, in one transaction; it may be run again. The role of --db owns them.
The role of --role may then use them, and may neither change nor delete the history.
crosswalk help store says how to set up a server.`,
		Example: "  crosswalk store init --db postgres://crosswalk_owner@db.example/crosswalk --role crosswalk",
		Args:    between(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			address, err := x.database()
			switch {
			case err != nil:
				return err
			case !isAddress(address):
				return usage("a file needs none: Crosswalk makes it by itself; for a server name its owner with --db postgres://OWNER@HOST/NAME")
			}
			if err := postgres.Init(cmd.Context(), address, role); err != nil {
				return err
			}
			words := "the tables are those of this version"
			if role != "" {
				words += ", and " + role + " may use them"
			}
			x.done(x.out, true, words)
			return nil
		},
	}
	cmd.Flags().Var(filled{&role}, "role", "the role that Crosswalk uses later")
	return cmd
}
