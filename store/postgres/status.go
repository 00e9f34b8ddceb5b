package postgres

import (
	"context"
	"time"

	"crosswalk/store"
)

const (
	whoAndWhat = "SELECT current_setting('server_version'), current_user, pg_database_size(current_database()), pg_is_in_recovery()," +
		" CASE WHEN pg_is_in_recovery() THEN coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0)::float8 ELSE 0 END"
	connected = "SELECT coalesce(usename, ''), application_name, coalesce(host(client_addr), 'this machine'), min(backend_start) FROM pg_stat_activity" +
		" WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend' GROUP BY 1, 2, 3 ORDER BY 4"
	// Of the standbys a role that owns nothing may be shown no more than that there are some.
	standbys = "SELECT application_name, coalesce(host(client_addr), 'this machine'), coalesce(state, 'unknown')," +
		" CASE WHEN pg_is_in_recovery() THEN 0 ELSE coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn), 0) END::bigint," +
		" coalesce(extract(epoch FROM replay_lag), 0)::float8 FROM pg_stat_replication ORDER BY 1"
)

// Status is how the database is, and who uses it. Programs of one role from one machine
// are one.
func (db *DB) Status(ctx context.Context) (store.Status, error) {
	var s store.Status
	var release string
	var behind float64
	q := db.e.readers
	_, err := store.One(ctx, q, whoAndWhat, nil, &release, &s.Role, &s.Size, &s.ReadOnly, &behind)
	s.Engine, s.Behind = "PostgreSQL "+release, seconds(behind)
	if err == nil {
		s.Version, err = versionOf(ctx, q)
	}
	if err == nil {
		var c store.Connection
		err = store.Each(ctx, q, connected, nil, []any{&c.Role, &c.Program, &c.From, &c.Since}, func() error {
			s.Connected = append(s.Connected, c)
			return nil
		})
	}
	if err == nil {
		var b store.Standby
		err = store.Each(ctx, q, standbys, nil, []any{&b.Name, &b.From, &b.State, &b.Bytes, &behind}, func() error {
			b.Behind = seconds(behind)
			s.Standbys = append(s.Standbys, b)
			return nil
		})
	}
	if err != nil {
		return s, db.e.Explain(err)
	}
	return db.Counted(ctx, s)
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
