package store

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/google/uuid"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
)

// The history of an assessment travels as lines of JSON: first one that says whose
// history it is, then its revisions, each behind those that it replaces and behind
// the one before it in its chain. Of what lies between them in a chain and does not
// travel, the place and the hashes do.

// historyFormat is the form of the lines. What is in a later one is refused whole.
const historyFormat = 2

// The kinds of lines.
const (
	lineHistory  = "history"
	lineRevision = "revision"
	lineGone     = "gone"
)

// line is one of them; which fields it has goes by its kind.
type line struct {
	Is string `json:"is"`

	Format     int    `json:"format,omitempty"`
	Assessment string `json:"assessment,omitempty"`
	// Knows are the heads of all chains of the assessment where the history was written,
	// also of those that nothing is written of.
	Knows []string `json:"knows,omitempty"`

	Chain string `json:"chain,omitempty"` // as it is hashed
	Seq   int64  `json:"seq,omitempty"`
	Prev  hexed  `json:"prev,omitempty"`
	Hash  hexed  `json:"hash,omitempty"`

	ID      string `json:"id,omitempty"`
	Subject string `json:"subject,omitempty"`
	Field   string `json:"field,omitempty"`
	Value   string `json:"value,omitempty"` // JSON, to the letter; empty: erased
	Parent  string `json:"parent,omitempty"`
	Merges  string `json:"merges,omitempty"` // a blank between
	Act     string `json:"act,omitempty"`
	Kind    string `json:"kind,omitempty"`
	Reverts string `json:"reverts,omitempty"`
	Author  string `json:"author,omitempty"`
	At      string `json:"at,omitempty"`
	Salt    hexed  `json:"salt,omitempty"`
}

// hexed are bytes that people can compare.
type hexed []byte

// MarshalText writes two digits a byte.
func (h hexed) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, h), nil }

// UnmarshalText reads them.
func (h *hexed) UnmarshalText(text []byte) (err error) {
	*h, err = hex.DecodeString(string(text))
	return err
}

func lineOfRow(r *row) line {
	return line{
		Is: lineRevision, Chain: placed(r.replica), Seq: r.seq, Prev: r.prev, Hash: r.hash, ID: r.ID, Subject: string(r.Subject), Field: r.Field,
		Value: string(r.Value), Parent: r.Parent, Merges: strings.Join(r.Merges, " "), Act: r.Act, Kind: string(r.Kind), Reverts: r.Reverts,
		Author: r.Author, At: r.at, Salt: r.salt,
	}
}

// parseLine reads one line. What it does not know it refuses: a later program may
// mean something by it.
func parseLine(raw []byte) (line, error) {
	var quick, l line
	if quick.scan(raw) {
		return quick, nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return l, fmt.Errorf("it can't be read: %s", visible.Line(err.Error()))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return l, errors.New("something stands behind its end")
	}
	return l, nil
}

// opening is the id of the assessment whose history the lines are.
func (l line) opening() (string, error) {
	switch {
	case l.Is != lineHistory:
		return "", errors.New("the first line does not say whose history follows")
	case l.Format > historyFormat:
		return "", fmt.Errorf("the history has the form %d of a newer Crosswalk; this one reads up to %d", l.Format, historyFormat)
	case l.Format != historyFormat || !isID(l.Assessment):
		return "", errors.New("the first line does not say in which form the history is, or of which assessment")
	}
	return l.Assessment, nil
}

// row is the revision that a line holds, in the chain as it is hashed.
func (l line) row(assessment string) (row, error) {
	r := row{
		at: l.At, replica: l.Chain, seq: l.Seq, prev: l.Prev, hash: l.Hash, salt: l.Salt,
		Revision: assess.Revision{
			ID: l.ID, Assessment: assessment, Subject: assess.Subject(l.Subject), Field: l.Field, Value: json.RawMessage(l.Value), Parent: l.Parent,
			Act: l.Act, Kind: assess.ActKind(l.Kind), Reverts: l.Reverts, Author: l.Author,
		},
	}
	if l.Merges != "" {
		r.Merges = strings.Split(l.Merges, " ")
	}
	if r.salt == nil {
		r.salt = []byte{}
	}
	var err error
	if r.At, err = readTime(r.at); err != nil || r.At.IsZero() {
		return r, &broken{r.ID, "bears a time that can't be read"}
	}
	return r, first(l.check, func() error { return r.checkForm() })
}

// check refuses a place in a chain that no program of ours gives.
func (l line) check() error {
	store, rest, _ := strings.Cut(l.Chain, ".")
	switch {
	case !isID(store) || l.Seq < 1 || len(l.Prev) != hashSize || len(l.Hash) != hashSize:
		return fmt.Errorf("%q is no place in a chain of revisions", visible.Line(fmt.Sprintf("%s %d", l.Chain, l.Seq)))
	case rest != "" && !isID(strings.TrimSuffix(rest, restrictedChain)), strings.HasSuffix(l.Chain, "."):
		return fmt.Errorf("%q is no chain of revisions", visible.Line(l.Chain))
	}
	return nil
}

// longestName is more than any subject or field is called.
const longestName = 1000

// checkForm refuses a revision that no act of any program of ours can have made.
func (r *row) checkForm() error {
	ids := append([]string{r.ID, r.Act}, r.Merges...)
	for _, id := range []string{r.Parent, r.Reverts} {
		if id != "" {
			ids = append(ids, id)
		}
	}
	for _, id := range ids {
		if !isID(id) {
			return &broken{r.ID, fmt.Sprintf("names %q, which is no id", visible.Line(id))}
		}
	}
	k, err := assess.KindOf(r.Subject)
	switch {
	case len(r.Subject) > longestName || len(r.Field) > longestName:
		return &broken{r.ID, fmt.Sprintf("is about something whose name has more than %d bytes", longestName)}
	case err != nil:
		return fmt.Errorf("%w; a newer Crosswalk may know it", err)
	case !k.Beside && len(r.Value) > 0 && !json.Valid(r.Value):
		return &broken{r.ID, "has a value that can't be read"}
	case strings.ContainsRune(string(r.Subject)+r.Field, 0) || saysNUL(r.Value):
		return &broken{r.ID, "holds a NUL character, which not every database can keep"}
	case r.Kind != assess.Do && r.Kind != assess.Undo && r.Kind != assess.Redo:
		return fmt.Errorf("revision %s is of the kind %q; a newer Crosswalk may know it", visible.Line(r.ID), visible.Line(string(r.Kind)))
	case (r.Kind == assess.Do) != (r.Reverts == ""):
		return &broken{r.ID, "does not say which act it takes back"}
	case len(r.salt) != 0 && len(r.salt) != saltSize && !(len(r.salt) == hashSize && r.Erased()):
		return &broken{r.ID, "has a salt of a length that none has"}
	case r.Parent == "" && len(r.Merges) > 0:
		return &broken{r.ID, "replaces several revisions and names no first"}
	case !strings.HasPrefix(afterDot(r.replica), r.Assessment) && !ofFirstFormat(r.replica):
		return &broken{r.ID, "stands in the chain of another assessment"}
	case !r.holds():
		return &broken{r.ID, "was changed after it was saved"}
	}
	return checkActor(Actor{Name: r.Author})
}

func afterDot(chain string) string {
	_, rest, _ := strings.Cut(chain, ".")
	return rest
}

// isID reports whether a text is an id as this program writes them.
func isID(text string) bool {
	id, err := uuid.Parse(text)
	return err == nil && id.String() == text
}
