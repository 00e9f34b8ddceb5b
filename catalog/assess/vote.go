package assess

import (
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"crosswalk/catalog"
)

// VoteRecord is what a settled vote left: how people judged before one level
// became the answer. What stands in it is the affair of package workshop; here
// it is known by what it was about. It is put once, and never edited.
type VoteRecord struct {
	ID       string
	Item     string // id of the item
	System   string // id of an AI system; empty: all, or the organisation
	Question string // id of a question; empty: the item itself
	Record   json.RawMessage
}

// FieldRecord is the one field of a vote.
const FieldRecord = "record"

// MaxRecord is the most bytes a record may have.
const MaxRecord = 256 << 10

// Key is what the vote was about.
func (v VoteRecord) Key() Key { return Key{Item: v.Item, System: v.System, Question: v.Question} }

// PutVote keeps the record of a vote, a JSON object that names its item and the
// level that was settled.
func PutVote(a *Assessment, id string, record json.RawMessage) ([]Change, error) {
	if id == "" {
		return nil, errors.New("the record of a vote needs the id of the vote")
	}
	if _, ok := find(a.Votes, id); ok {
		return nil, errors.New("the record of this vote is kept already; a settled vote is not changed")
	}
	if _, err := readRecord(record); err != nil {
		return nil, err
	}
	return []Change{{RecordSubject(KindVote, id), FieldRecord, encode(record)}}, nil
}

// recordHead is what is read here of a record.
type recordHead struct {
	Item     string `json:"item"`
	System   string `json:"system"`
	Question string `json:"question"`
	Level    *int   `json:"level"`
}

// readRecord refuses a record that no vote can have left.
func readRecord(raw json.RawMessage) (recordHead, error) {
	var h recordHead
	if len(raw) > MaxRecord {
		return h, fmt.Errorf("the record of the vote has %d bytes; at most %d can be kept", len(raw), MaxRecord)
	}
	if !utf8.Valid(raw) || !json.Valid(raw) {
		return h, errors.New("the record of the vote is not valid JSON")
	}
	if err := json.Unmarshal(raw, &h); err != nil {
		return h, fmt.Errorf("the record of the vote can't be read: %w", err)
	}
	if h.Item == "" || h.Level == nil {
		return h, errors.New("the record of the vote does not say on which item which level was settled")
	}
	return h, CheckLevel(*h.Level)
}

// read takes a record over, or drops it where its settlement was taken back.
func (v *VoteRecord) read(raw json.RawMessage) error {
	if string(raw) == string(null) {
		*v = VoteRecord{ID: v.ID}
		return nil
	}
	h, err := readRecord(raw)
	if err != nil {
		return err
	}
	*v = VoteRecord{ID: v.ID, Item: h.Item, System: h.System, Question: h.Question, Record: raw}
	return nil
}

// renamed is the record under another id, about what is called otherwise now.
func (v VoteRecord) renamed(id string, name func(string) string) VoteRecord {
	var whole map[string]json.RawMessage
	if err := json.Unmarshal(v.Record, &whole); err != nil {
		return VoteRecord{ID: id} // it was read before it was kept
	}
	v.ID, v.Item, v.System = id, name(v.Item), name(v.System)
	whole["item"] = encode(v.Item)
	if _, said := whole["system"]; said {
		whole["system"] = encode(v.System)
	}
	v.Record = encode(whole)
	return v
}

func voteName(cat *catalog.Catalog, a *Assessment, k Key) string {
	if k.Item == "" {
		return "vote"
	}
	return "vote on " + keyName(cat, a, k)
}
