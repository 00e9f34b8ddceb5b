package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"testing"

	"crosswalk/catalog/assess"
)

// anyRow is a row with something in every field.
func anyRow() row {
	return row{
		n: 7, at: "2026-03-01T09:00:00.000001Z", replica: "copy.assessment", seq: 3, prev: bytes.Repeat([]byte{9}, hashSize),
		salt: []byte("0123456789abcdef"), Revision: assess.Revision{
			ID: "id", Assessment: "assessment", Subject: "answer/A.5.2//", Field: "note", Value: json.RawMessage(`"as seen"`),
			Parent: "parent", Act: "act", Kind: assess.Do, Author: "Ada",
		},
	}
}

// The hashes of rows are written down: files of years ago are read by them, so
// nobody may change what they are over.
func TestTheHashOfARowIsWhatItAlwaysWas(t *testing.T) {
	old := anyRow()
	old.salt, old.replica = nil, "copy"
	salted := anyRow()
	merging := anyRow()
	merging.Merges = []string{"m1", "m2"}
	undo := anyRow()
	undo.Kind, undo.Reverts, undo.Parent = assess.Undo, "reverted", ""
	erased := anyRow()
	erased.salt, erased.Value = salted.digest(), json.RawMessage{}
	renamed := anyRow()
	renamed.replica += "~0a1b2c3d"
	for _, c := range []struct {
		name string
		r    row
		want string
	}{
		{"of the first format", old, "old"},
		{"with a salt", salted, "salted"},
		{"that settles", merging, "merging"},
		{"that takes an act back", undo, "undo"},
		{"that was erased, which is that of before", erased, "salted"},
		{"of a chain kept under another name, which is that of before", renamed, "salted"},
	} {
		if got := hex.EncodeToString(c.r.sum()); got != golden[c.want] {
			t.Errorf("the hash of a row %s is %s", c.name, got)
		}
	}
}

var golden = map[string]string{
	"old":     "51c0d2dad95586d4c92c574215c9c3b578a4951dac3ac6495068216954654dc0",
	"salted":  "d06ec07cd7982fbb890fc59e7395e58fded411bff8c2c382208c1ea93d477478",
	"merging": "0a26eebd692562caf9ada19522898b2db6cd3f93f3fe84e914588915ff2023f5",
	"undo":    "205062fa4dbcdc971ccba6f815003a73ee59a62963d63a90f88fbc60103ad7b9",
}

func TestEveryFieldOfARowIsInItsHash(t *testing.T) {
	is := anyRow()
	was := is.sum()
	for name, change := range map[string]func(*row){
		"id": func(r *row) { r.ID += "x" }, "assessment": func(r *row) { r.Assessment += "x" }, "subject": func(r *row) { r.Subject += "x" },
		"field": func(r *row) { r.Field += "x" }, "value": func(r *row) { r.Value = json.RawMessage(`"other"`) }, "parent": func(r *row) { r.Parent += "x" },
		"merges": func(r *row) { r.Merges = []string{"x"} }, "act": func(r *row) { r.Act += "x" }, "kind": func(r *row) { r.Kind = assess.Redo },
		"reverts": func(r *row) { r.Reverts += "x" }, "author": func(r *row) { r.Author += "x" }, "at": func(r *row) { r.at += "x" },
		"chain": func(r *row) { r.replica = "other.assessment" }, "seq": func(r *row) { r.seq++ }, "before": func(r *row) { r.prev = make([]byte, hashSize) },
		"salt":         func(r *row) { r.salt = []byte("another salt of 16")[:saltSize] },
		"field border": func(r *row) { r.Subject, r.Field = r.Subject[:len(r.Subject)-1], "/"+r.Field },
	} {
		r := anyRow()
		change(&r)
		if bytes.Equal(r.sum(), was) {
			t.Errorf("another %s, and the same hash", name)
		}
	}
	if len(was) != sha256.Size {
		t.Errorf("a hash has %d bytes", len(was))
	}
}

func TestARowHoldsUntilAWordOfItIsChanged(t *testing.T) {
	r := anyRow()
	r.hash = r.sum()
	if !r.holds() {
		t.Fatal("as it was saved, it does not hold")
	}
	erased := r
	erased.salt, erased.Value = r.digest(), json.RawMessage{}
	if !erased.holds() {
		t.Error("erased, it does not hold")
	}
	erased.Author = "Cy"
	if erased.holds() {
		t.Error("erased and edited, it holds")
	}
	r.Value = json.RawMessage(`"edited"`)
	if r.holds() {
		t.Error("edited, it holds")
	}
}
