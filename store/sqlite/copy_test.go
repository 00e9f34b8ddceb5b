package sqlite

import (
	"errors"
	"path/filepath"
	"testing"

	"crosswalk/catalog/assess/assesstest"
	"crosswalk/store"
)

// Some of them chain all assessments in one, of which a copy takes one after the other.
func TestEveryOldFileIsCopiedIntoANewOne(t *testing.T) {
	actingOnOldFiles(t, func(t *testing.T, _ oldFile, db *DB) {
		to := open(t)
		all, err := db.Assessments(t.Context())
		must(t, err)
		for _, s := range all {
			must(t, second(db.CopyTo(t.Context(), ada, to.DB, s.ID)))
			a, err := db.Assessment(t.Context(), s.ID)
			must(t, err)
			b, err := to.Assessment(t.Context(), s.ID)
			must(t, err)
			if subject := assesstest.Difference(a, b); subject != "" {
				t.Errorf("%s of %s is not the same", subject, s.Name)
			}
		}
		healthy(t, to)
		must(t, to.VerifyRest(t.Context()))
	})
}

func TestADamagedHistoryIsNotCopied(t *testing.T) {
	for what, damage := range map[string]string{
		"a word that was changed in the history": "DROP TRIGGER history_is_never_changed; UPDATE history SET value = '\"other\"' WHERE field = 'note'",
		"a word that was changed in an answer":   "UPDATE answer SET note = 'other' WHERE note <> ''",
		"a head that is not noted":               "DELETE FROM head WHERE field = 'note'",
	} {
		t.Run(what, func(t *testing.T) {
			from := open(t)
			id := create(t, from)
			do(t, from, ada, id, noting("4.1", "as it was"))
			from.run(t, damage)
			to := open(t)
			_, err := from.CopyTo(t.Context(), ada, to.DB, id)
			if p, ok := errors.AsType[*store.Problem](err); !ok || p.Kind != store.Damaged || p.Place != from.Path() {
				t.Errorf("it says %v; that %s is damaged is right", err, filepath.Base(from.Path()))
			}
			if all, err := to.Assessments(t.Context()); err != nil || len(all) > 0 {
				t.Errorf("%d assessments came, %v", len(all), err)
			}
		})
	}
}
