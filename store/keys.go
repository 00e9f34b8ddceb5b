package store

import (
	"context"
	"strings"
)

// atOnce are how many keys one statement asks for, at least as many as there are: a few
// texts, each of which a database takes apart once.
var atOnce = []int{1, 8, 100, 500}

// inChunks puts keys of two texts in front of a text that reads from asked, so many at
// once. The places that are left over hold empty texts, which nothing has for a key.
func inChunks(text string, keys [][2]string, args []any, ask func(text string, args []any) error) error {
	for len(keys) > 0 {
		size := atOnce[len(atOnce)-1]
		for _, n := range atOnce {
			if n >= len(keys) {
				size = n
				break
			}
		}
		with := make([]any, 2*size, 2*size+len(args))
		for i := range with {
			with[i] = ""
		}
		some := keys[:min(size, len(keys))]
		for i, key := range some {
			with[2*i], with[2*i+1] = key[0], key[1]
		}
		keys = keys[len(some):]
		asked := "WITH asked (a, b) AS (VALUES (?, ?)" + strings.Repeat(", (?, ?)", size-1) + ") "
		if err := ask(asked+text, append(with, args...)); err != nil {
			return err
		}
	}
	return nil
}

// eachOfKeys is Each for a text that reads from asked.
func eachOfKeys(ctx context.Context, q Queryer, text string, keys [][2]string, args, into []any, take func() error) error {
	return inChunks(text, keys, args, func(text string, args []any) error { return Each(ctx, q, text, args, into, take) })
}
