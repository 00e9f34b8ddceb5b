package registers_test

import (
	"path/filepath"
	"strings"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/store"
	"crosswalk/store/acttest"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
	"crosswalk/tui/screen"
)

// carry takes what one copy knows to another.
func (sh *shelf) carry(from, to *store.DB) {
	sh.t.Helper()
	var lines [][]byte
	_, err := from.Carry(sh.t.Context(), sh.id, nil, func(line []byte) error { lines = append(lines, line); return nil })
	acttest.Must(sh.t, err)
	_, err = to.Take(sh.t.Context(), acttest.Ada, func(yield func([]byte) error) error {
		for _, l := range lines {
			if err := yield(l); err != nil {
				return err
			}
		}
		return nil
	}, false)
	acttest.Must(sh.t, err)
}

// set says a field of a record in a copy.
func (sh *shelf) set(db *store.DB, who, kind, id, field, text string) {
	sh.t.Helper()
	_, err := db.DoRecords(sh.t.Context(), store.Actor{Name: who}, sh.id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
		return register.Set(register.Case{Catalog: sh.s.Catalog, Assessment: a, Book: b, Today: sh.s.Now()}, kind, id, map[string]string{field: text})
	})
	acttest.Must(sh.t, err)
}

func TestAFieldThatCopiesDisagreeOnShowsWhatEachSaysAndIsVotedOnOrWritten(t *testing.T) {
	sh := stand(t)
	id := sh.book().Of("risk")[0].ID
	there := storetest.OpenAt(t, filepath.Join(t.TempDir(), "there.db"), sqlite.Options{Clock: sh.s.Now})
	sh.carry(sh.s.DB, there)
	sh.set(there, "Marek", "risk", id, "treatment", "share")
	sh.set(sh.s.DB, "Ines", "risk", id, "treatment", "modify")
	sh.carry(there, sh.s.DB)
	sh.News()
	sh.at("risk/"+id).to("Treatment").Shows("≠ Ines, ", ": modify", "≠ Marek, ", ": share", "Copies disagree here")
	sh.Press("V")
	if at := sh.Went[len(sh.Went)-1]; at.Route != screen.Votes || at.Item != "6.1.1" {
		t.Errorf("V goes to %v", at)
	}
	sh.Press("enter", "down", "enter").Hides("≠")
	if sh.Press("V"); !strings.Contains(sh.Notice, "here they do not") {
		t.Errorf("V said %q", sh.Notice)
	}
}
