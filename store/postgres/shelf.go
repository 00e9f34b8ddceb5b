package postgres

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// Files of evidence stand in the database, for all servers that use it: each under the
// hash of its bytes, so that the same file twice is kept once.

const (
	makeShelf = `CREATE TABLE IF NOT EXISTS evidence_file (sha256 text COLLATE "C" PRIMARY KEY, bytes bytea NOT NULL)`
	keepFile  = "INSERT INTO evidence_file (sha256, bytes) VALUES ($1, $2) ON CONFLICT (sha256) DO UPDATE SET bytes = excluded.bytes WHERE evidence_file.bytes <> excluded.bytes"
	keptFile  = "SELECT bytes FROM evidence_file WHERE sha256 = $1"
	dropFile  = "DELETE FROM evidence_file WHERE sha256 = $1"
	shelved   = "SELECT sha256, encode(sha256(bytes), 'hex') FROM evidence_file"
)

// KeepFile keeps a file of evidence, and gives its hash and size when the server has it.
func (db *DB) KeepFile(ctx context.Context, from io.Reader) (sha string, size int64, err error) {
	raw, err := io.ReadAll(io.LimitReader(from, store.MaxEvidence+1))
	if err != nil {
		return "", 0, err
	}
	if len(raw) > store.MaxEvidence {
		return "", 0, fmt.Errorf("it has more than %d MiB, which is the most for a file of evidence; say where it is kept instead", store.MaxEvidence>>20)
	}
	sum := sha256.Sum256(raw)
	sha = hex.EncodeToString(sum[:])
	_, err = db.e.writers.ExecContext(ctx, keepFile, sha, raw)
	return sha, int64(len(raw)), db.e.Explain(err)
}

// KeptFile opens a file of evidence by its hash.
func (db *DB) KeptFile(ctx context.Context, sha string) (io.ReadCloser, error) {
	var raw []byte
	found, err := store.One(ctx, db.e.readers, keptFile, []any{sha}, &raw)
	if err == nil && !found {
		err = store.ErrNotKept
	}
	if err != nil {
		return nil, db.e.Explain(err)
	}
	return io.NopCloser(bytes.NewReader(raw)), nil
}

// DropUnnamed takes those files of evidence away that no piece of any assessment names.
func (db *DB) DropUnnamed(ctx context.Context, files []string) error {
	if len(files) == 0 {
		return nil
	}
	named, err := db.named(ctx)
	if err != nil {
		return err
	}
	for _, sha := range files {
		if _, known := named[sha]; !known {
			_, wrong := db.e.writers.ExecContext(ctx, dropFile, sha)
			err = errors.Join(err, db.e.Explain(wrong))
		}
	}
	return err
}

// named are the files that pieces of evidence name: the name by the hash.
func (db *DB) named(ctx context.Context) (map[string]string, error) {
	files, err := db.Files(ctx)
	all := map[string]string{}
	for _, f := range files {
		all[f.SHA256] = f.Name
	}
	return all, err
}

// checkShelf holds the files of evidence against what names them. One that is missing
// may lie elsewhere, so it is told and no fault; one whose bytes are others is.
func (db *DB) checkShelf(ctx context.Context) (string, error) {
	named, err := db.named(ctx)
	if err != nil {
		return "", err
	}
	kept, spare := 0, 0
	var sha, is string
	err = store.Each(ctx, db.e.readers, shelved, nil, []any{&sha, &is}, func() error {
		kept++
		name, known := named[sha]
		switch {
		case !known:
			spare++
		case sha != is:
			return fmt.Errorf("the file of evidence %s (%.12s) is not as it was kept; keep it again", visible.Line(name), sha)
		}
		return nil
	})
	return fmt.Sprintf("%d kept, %d named and not here, %d that nothing names", kept, len(named)-(kept-spare), spare), err
}
