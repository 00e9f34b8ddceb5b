package sqlite

import (
	"encoding/hex"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/store/acttest"
)

var (
	lead   = store.Actor{Name: "Ines", Role: workshop.Facilitator}
	policy = assess.Key{Item: "5.2"}
)

// opened is a vote on 5.2.
func opened(t *testing.T, named bool) (*DB, string, store.RoomVote) {
	t.Helper()
	db, id := begin(t)
	r, err := db.OpenVote(t.Context(), lead, catalog.Shipped(), id, policy, workshop.DefaultTolerance, named)
	must(t, err)
	return db, id, r
}

// holds reports whether a text stands anywhere in a folder.
func holds(t *testing.T, dir, text string) bool {
	t.Helper()
	return strings.Contains(folderBytes(t, dir), hex.EncodeToString([]byte(text)))
}

func TestNoCodeIsInTheFile(t *testing.T) {
	db, _ := begin(t)
	_, code, err := db.Invite(t.Context(), lead, workshop.Assessor, "", time.Hour)
	must(t, err)
	must(t, db.Close())
	for _, form := range []string{code, workshop.Typed(code)} {
		if holds(t, filepath.Dir(db.Path()), form) {
			t.Errorf("the code stands in the file")
		}
	}
}

func TestWhatCantBeKeptIsNotHalfSettled(t *testing.T) {
	db, id, r := opened(t, false)
	acttest.Casts(t, db.DB, r.ID, "Ada=3")
	must(t, second(db.Reveal(t.Context(), lead, r.ID)))
	db.run(t, "ALTER TABLE vote_record RENAME TO elsewhere")
	if _, _, err := db.Settle(t.Context(), lead, catalog.Shipped(), r.ID, 3, ""); err == nil || !strings.HasPrefix(err.Error(), "NOT saved") {
		t.Fatalf("it settled without a place for the record: %v", err)
	}
	db.run(t, "ALTER TABLE elsewhere RENAME TO vote_record")
	now, ok, err := db.CurrentVote(t.Context(), id)
	if err != nil || !ok || now.Vote.State != workshop.Revealed {
		t.Errorf("the vote is %v, %v", now.Vote, err)
	}
	a, err := db.Assessment(t.Context(), id)
	if err != nil || !a.Answer(policy).IsZero() {
		t.Errorf("it is rated %+v, %v", a.Answer(policy), err)
	}
	_, _, err = db.Settle(t.Context(), lead, catalog.Shipped(), r.ID, 3, "")
	must(t, err)
	healthy(t, db)
}

func TestAVoteWithoutNamesLeavesNoneBehind(t *testing.T) {
	db, _, r := opened(t, false)
	acttest.Casts(t, db.DB, r.ID, "Zacharias Unmistakable=4", "Ada=2", "Bo=2")
	must(t, second(db.Reveal(t.Context(), lead, r.ID)))
	var rows, named int
	must(t, second(store.One(t.Context(), db.e.readers, "SELECT count(*), count(nullif(person, '')) FROM ballot", nil, &rows, &named)))
	if rows != 3 || named != 0 {
		t.Errorf("%d of %d ballots have a name", named, rows)
	}
	_, _, err := db.Settle(t.Context(), lead, catalog.Shipped(), r.ID, 2, "Two of three")
	must(t, err)
	must(t, db.Close())
	if holds(t, filepath.Dir(db.Path()), "Unmistakable") {
		t.Error("the name of a voter still stands in the file")
	}
}

func TestAVoteThatTheRulesCouldNotHaveMadeIsNamed(t *testing.T) {
	for _, harm := range []string{
		"UPDATE vote SET round = 3", "UPDATE ballot SET round = 2", "DELETE FROM ballot", "UPDATE vote SET item = ''",
	} {
		db, id, r := opened(t, false)
		acttest.Casts(t, db.DB, r.ID, "Ada=3", "Bo=4")
		must(t, second(db.Reveal(t.Context(), lead, r.ID)))
		db.run(t, harm)
		if _, _, err := db.CurrentVote(t.Context(), id); err == nil || !strings.Contains(err.Error(), "can't be gone on with") {
			t.Errorf("%s: %v", harm, err)
		}
	}
}
