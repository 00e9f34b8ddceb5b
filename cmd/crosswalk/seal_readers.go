package main

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"filippo.io/age"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/store/bundle"
)

// readerKeys are for whom what only its readers see is encrypted in a sealed file.
type readerKeys struct {
	of      map[string][]age.Recipient // by the name, folded
	witness age.Recipient              // a key that nobody has once this call is over
	sees    []age.Identity
}

// readers reads a file of public keys with names behind them; an empty path is that of
// nobody's. Who joins with a key of their own can't be given another one.
func (x *app) readers(ctx context.Context, db *store.DB, path string) (*readerKeys, error) {
	witness, sees, err := bundle.Witness(nil)
	if err != nil {
		return nil, err
	}
	r := &readerKeys{map[string][]age.Recipient{}, witness, []age.Identity{sees}}
	if path == "" {
		return r, nil
	}
	keys, err := x.publicKeys(path)
	if err != nil {
		return nil, err
	}
	people, err := db.People(ctx)
	if err != nil {
		return nil, err
	}
	joins := map[string]string{}
	for _, p := range people {
		joins[assess.FoldName(p.Name)] = p.Key
	}
	for _, k := range keys {
		name := assess.FoldName(k.Comment)
		to, err := bundle.Recipient(k.Key)
		switch known := joins[name]; {
		case name == "":
			return nil, fmt.Errorf("line %d of %q has no name behind its key, so nobody knows whose it is", k.Line, path)
		case err != nil:
			return nil, fmt.Errorf("line %d of %q is a key that nothing can be encrypted for; an ed25519 or RSA key of SSH is right", k.Line, path)
		case known != "" && known != k.Fingerprint:
			return nil, fmt.Errorf("line %d of %q is another key than the one that %s joins with, which is %s", k.Line, path, k.Comment, known)
		}
		r.of[name] = append(r.of[name], to)
	}
	return r, nil
}

// pack adds what only its readers see, each part for those of its readers whose key is
// known. What nobody could open again is left out.
func (r *readerKeys) pack(ctx context.Context, db *store.DB, w *bundle.Writer, id string, out *packed) error {
	parts, heads, err := db.CarryRestricted(ctx, id)
	if err != nil {
		return err
	}
	out.withheld = false
	keyless := map[string]bool{}
	for _, p := range parts {
		var to []age.Recipient
		for _, name := range p.Readers {
			known := r.of[assess.FoldName(name)]
			if to = append(to, known...); len(known) == 0 {
				keyless[name] = true
			}
		}
		if len(to) == 0 {
			out.withheld = true
			continue
		}
		if err := w.Restricted(p.Lines, append(to, r.witness)...); err != nil {
			return err
		}
	}
	out.heads, out.keyless = append(out.heads, heads...), slices.Sorted(maps.Keys(keyless))
	return nil
}

// readBack opens every part that was written.
func (r *readerKeys) readBack(ctx context.Context, b *opened, folder string) error {
	for _, f := range b.Manifest.Restricted {
		if err := b.Restricted(ctx, f.SHA256, folder, r.sees, func([]byte) error { return nil }); err != nil {
			return err
		}
	}
	return nil
}
