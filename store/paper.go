package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
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
	var lines []string
	var n, apart int
	for _, name := range names {
		if !ofAssessment(name, id) {
			if placed(name) == storeOf(name)+"."+id+restrictedChain {
				if _, err := One(ctx, q, "SELECT count(*) FROM history WHERE replica = ?", []any{name}, &n); err != nil {
					return "", 0, err
				}
				apart += n
			}
			continue
		}
		var seq int64
		var hash []byte
		found, err := One(ctx, q, newestInChain, []any{id, name}, &seq, &hash)
		if err != nil {
			return "", 0, err
		}
		if found {
			lines = append(lines, fmt.Sprintf("%s %d %x\n", placed(name), seq, hash))
		}
	}
	slices.Sort(lines) // of two chains of one name every copy keeps another under its own
	_, err = One(ctx, q, "SELECT count(*) FROM history WHERE assessment = ?", []any{id}, &n)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:])[:12], n - apart, err
}

// ofAssessment reports whether a chain may hold revisions of an assessment that
// everybody may know of.
func ofAssessment(chain, id string) bool {
	return ofFirstFormat(chain) || placed(chain) == storeOf(chain)+"."+id
}
