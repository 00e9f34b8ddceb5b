package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog/report/data"
	"crosswalk/store"
	"crosswalk/store/bundle"
)

// signer is whose signature a bundle bears, as far as that is known here.
type signer struct {
	name  string // empty: a stranger, or nobody
	doubt string // why the signature says nothing, as a sentence goes on; empty: it does
}

func allowedFlag(cmd *cobra.Command, at *string) {
	cmd.Flags().Var(filled{at}, "allowed-signers", "file of OpenSSH that says whose signature counts (else that of the people here)")
}

// whoSigned finds out whose signature it is: of those whom a file allows, else of the
// people of the database of this machine, where there is one.
func (x *app) whoSigned(ctx context.Context, b *opened, allowed string) error {
	if b.Signature == nil || allowed != "" {
		return x.signedBy(ctx, nil, b, allowed)
	}
	err := x.withBase(ctx, opening{}, func(at *base) error { return x.signedBy(ctx, at.db, b, "") })
	if errors.Is(err, store.Missing) || errors.Is(err, store.NoFolder) {
		return x.signedBy(ctx, nil, b, "")
	}
	return err
}

// signedBy is whoSigned with a database that is open; nil: there is none.
func (x *app) signedBy(ctx context.Context, db *store.DB, b *opened, allowed string) (err error) {
	switch {
	case b.Signature == nil:
		b.signer.doubt = "nobody signed it, so it is as trustworthy as the way it came"
	case allowed != "":
		b.signer, err = x.allowedSigner(allowed, b.Signature)
	default:
		b.signer.doubt = "it is signed by a key that nobody here has: " + b.Signature.Fingerprint
		if db == nil {
			return nil
		}
		p, unknown := db.PersonOfKey(ctx, b.Signature.Fingerprint)
		if errors.Is(unknown, store.ErrNoPerson) {
			return nil
		}
		b.signer, err = signer{name: p.Name}, unknown
	}
	return err
}

// allowedSigner is whom a file of allowed signers names by the key: by the first line
// that allows it now.
func (x *app) allowedSigner(path string, s *bundle.Signature) (signer, error) {
	raw, err := readFile(path, maxKey)
	if err != nil {
		return signer{}, err
	}
	all, err := bundle.AllowedSigners(raw, x.clock().Location())
	if err != nil {
		return signer{}, fmt.Errorf("%s: %w", path, err)
	}
	found := signer{doubt: "it is signed by a key that the file " + path + " does not name: " + s.Fingerprint}
	for _, a := range all {
		if a.Fingerprint != s.Fingerprint {
			continue
		}
		found = signer{name: a.Names}
		why := a.Refuses(x.clock())
		if why == "" {
			return found, nil
		}
		found.doubt = fmt.Sprintf("it is signed by %s, whose key the file %s allows %s", a.Names, path, why)
	}
	return found, nil
}

func signerData(b *opened) *data.Signer {
	if b.Signature == nil {
		return nil
	}
	return &data.Signer{Key: b.Signature.Fingerprint, Name: data.OrNull(b.signer.name), Doubt: data.OrNull(b.signer.doubt)}
}

func signedWords(b *opened) string {
	switch s := b.signer; {
	case b.Signature == nil:
		return "nobody"
	case s.name == "":
		return "a stranger; " + s.doubt
	case s.doubt != "":
		return s.name + ", and it does not count; " + s.doubt
	default:
		return s.name + ", " + b.Signature.Fingerprint
	}
}
