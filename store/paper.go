package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// chainsOf leaps from chain to chain of an assessment. Chains of the second
// format bear its id; of the first there is one a database, seldom more.
const (
	newestInChain = "SELECT seq, hash FROM history WHERE assessment = ? AND replica = ? ORDER BY n DESC LIMIT 1"
)

func headOnPaper(ctx context.Context, q Queryer, id string) (string, int, error) {
	names, err := chainNames(ctx, q)
	if err != nil {
		return "", 0, err
	}
	h := sha256.New()
	for _, name := range names {
		if !ofAssessment(name, id) {
			continue
		}
		var seq int64
		var hash []byte
		found, err := One(ctx, q, newestInChain, []any{id, name}, &seq, &hash)
		if err != nil {
			return "", 0, err
		}
		if found {
			fmt.Fprintf(h, "%s %d %x\n", placed(name), seq, hash)
		}
	}
	var n int
	_, err = One(ctx, q, "SELECT count(*) FROM history WHERE assessment = ?", []any{id}, &n)
	return hex.EncodeToString(h.Sum(nil))[:12], n, err
}

// ofAssessment reports whether a chain may hold revisions of an assessment that
// everybody may know of.
func ofAssessment(chain, id string) bool {
	return ofFirstFormat(chain) || placed(chain) == storeOf(chain)+"."+id
}
