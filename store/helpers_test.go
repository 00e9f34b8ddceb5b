package store

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// made is a closed database with one assessment.
func made(t testing.TB, path string) string {
	t.Helper()
	db := openAt(t, path)
	id := create(t, db)
	must(t, db.Close())
	return id
}

func foreignFile(t *testing.T, path string) {
	t.Helper()
	pool, err := sql.Open("sqlite", "file:"+path)
	must(t, err)
	_, err = pool.Exec("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)")
	must(t, err)
	must(t, pool.Close())
}

// patch overwrites bytes of a closed file.
func patch(t testing.TB, path string, at int64, b ...byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	_, err = f.WriteAt(b, at)
	must(t, err)
	must(t, f.Close())
}

// refusedAs wants a problem of that kind, with a sentence that names the path.
func refusedAs(t *testing.T, err error, kind Kind, path string) {
	t.Helper()
	var p *Problem
	if !errors.As(err, &p) || !errors.Is(err, kind) {
		t.Fatalf("the error is %v; a problem %q is right", err, kind)
	}
	if !strings.Contains(p.Sentence, path) || !strings.Contains(p.Sentence, ";") {
		t.Fatalf("the sentence does not say where and what to do: %s", p.Sentence)
	}
}

func folderBytes(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var b strings.Builder
	for _, e := range entries {
		raw := []byte{}
		if e.Type().IsRegular() {
			raw, err = os.ReadFile(filepath.Join(dir, e.Name()))
			must(t, err)
		}
		fmt.Fprintf(&b, "%s %v %x\n", e.Name(), e.Type(), raw)
	}
	return b.String()
}

func replaceByCopy(t *testing.T, path string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path+".new", raw, 0o600))
	must(t, os.Rename(path+".new", path))
}
