package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"filippo.io/age"
	"github.com/spf13/cobra"

	"crosswalk/catalog/report"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
	"crosswalk/store"
	"crosswalk/store/bundle"
)

func bundleCommand(x *app) *cobra.Command {
	cmd := group("bundle", "Carry an assessment from one machine to another, and bring the work of several together",
		bundleOut(x), bundleInspect(x), bundleIn(x))
	cmd.Long = `A bundle is one file that holds the history of an assessment. Several people take it
along, each works on their own, and in the evening everybody's bundle is taken in:
nothing is lost, and where two said different things of the same a conflict is shown.`
	return cmd
}

// opened is a bundle that was read to its end.
type opened struct {
	*bundle.Bundle
	encrypted bool
	signer    signer
	close     func() error
	parts     []store.Lines // of what only its readers see, those that the given keys open
}

// closed reports whether something is in it that only others may read.
func (b *opened) closed() bool { return len(b.parts) < len(b.Manifest.Restricted) }

// openBundle opens a bundle; one that is encrypted is decrypted into a folder that is
// the person's own.
func (x *app) openBundle(ctx context.Context, path, folder string, identities []string) (_ *opened, err error) {
	f, err := openPlain(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			err = fmt.Errorf("%s: %w; nothing was taken in", path, err)
		}
	}()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	begins := make([]byte, 64)
	n, err := f.ReadAt(begins, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, plainPath(err)
	}
	locked := bundle.IsEncrypted(begins[:n])
	var plain *bundle.Bundle
	if !locked {
		if plain, err = bundle.Open(ctx, f, info.Size()); err != nil || len(plain.Manifest.Restricted) == 0 {
			return &opened{Bundle: plain, close: f.Close}, err
		}
	}
	me, err := x.identities(identities)
	switch {
	case err != nil:
		return nil, err
	case locked:
		return decrypted(ctx, f, folder, me)
	}
	b := &opened{Bundle: plain, close: f.Close}
	return b, b.findParts(ctx, folder, me)
}

// decrypted opens what a file holds, which it closes.
func decrypted(ctx context.Context, f *os.File, folder string, me []age.Identity) (*opened, error) {
	plain, err := bundle.Decrypt(ctx, f, folder, me...)
	if err != nil {
		return nil, err
	}
	b, err := bundle.Open(ctx, plain, plain.Size)
	if err != nil {
		return nil, errors.Join(err, plain.Close())
	}
	o := &opened{Bundle: b, encrypted: true, close: plain.Close}
	if err := o.findParts(ctx, folder, me); err != nil {
		return nil, errors.Join(err, plain.Close())
	}
	return o, f.Close()
}

// findParts looks which parts of what only its readers see are for these keys.
func (b *opened) findParts(ctx context.Context, folder string, me []age.Identity) error {
	for _, f := range b.Manifest.Restricted {
		one := func(take func([]byte) error) error { return b.Restricted(ctx, f.SHA256, folder, me, take) }
		err := one(func([]byte) error { return nil })
		switch {
		case errors.Is(err, bundle.ErrNotForUs), errors.Is(err, bundle.ErrDamaged): // or its key is locked
			continue
		case err != nil:
			return err
		}
		b.parts = append(b.parts, one)
	}
	return nil
}

func identityFlag(cmd *cobra.Command, at *[]string) {
	cmd.Flags().StringArrayVarP(at, "identity", "i", nil, "file with a key that opens it, of SSH or age (else those of ~/.ssh)")
}

func bundleInspect(x *app) *cobra.Command {
	var identities []string
	var allowed string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "inspect FILE",
		Short: "Say what is in a bundle, without taking anything",
		Long: `Reads a bundle to its end, holds it against its hashes, and says what it holds and who
signed it: one of the people of this database, or with --allowed-signers one whom a file
of OpenSSH names, with the times and the namespaces that stand there.`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := x.openBundle(cmd.Context(), args[0], os.TempDir(), identities)
			if err != nil {
				return err
			}
			defer b.close()
			if err := x.whoSigned(cmd.Context(), b, allowed); err != nil {
				return err
			}
			if asJSON {
				return x.json(bundleData(b))
			}
			x.showBundle(b)
			return nil
		},
	}
	identityFlag(cmd, &identities)
	allowedFlag(cmd, &allowed)
	jsonFlag(cmd, &asJSON)
	return cmd
}

func bundleData(b *opened) data.Bundle {
	m := b.Manifest
	out := data.Bundle{
		Assessment: m.Assessment, Name: m.Name, MadeBy: m.MadeBy, MadeAt: m.MadeAt, Program: m.Program, Purpose: data.OrNull(m.Purpose),
		Encrypted: b.encrypted, Restricted: len(m.Restricted) > 0, SignedBy: signerData(b), Whole: len(m.Since) == 0, Revisions: int(m.Revisions),
		Chains: []data.Chain{}, Evidence: []data.BundleFile{},
	}
	for _, h := range m.Heads {
		out.Chains = append(out.Chains, data.Chain{Chain: h.Chain, Seq: int(h.Seq), Hash: h.Hash})
	}
	for _, f := range m.Evidence {
		out.Evidence = append(out.Evidence, data.BundleFile{SHA256: f.SHA256, Size: int(f.Size)})
	}
	return out
}

func (x *app) showBundle(b *opened) {
	x.line("%s", b.Manifest.Name)
	for _, f := range x.aboutBundle(b) {
		what := f.Label
		for _, part := range visible.Fold(visible.Line(f.Value), lineWidth-14) {
			fmt.Fprintf(x.out, "  %-12s%s\n", what, part)
			what = ""
		}
	}
}

// aboutBundle is what a bundle says of itself.
func (x *app) aboutBundle(b *opened) []report.Fact {
	m := b.Manifest
	what := "the whole history, "
	if len(m.Since) > 0 {
		what = "what came after a bundle before, "
	}
	together := int64(0)
	for _, f := range m.Evidence {
		together += f.Size
	}
	copies, old := madeIn(m)
	facts := []report.Fact{
		{Label: "Assessment", Value: m.Assessment},
		{Label: "Made by", Value: m.MadeBy + " on " + x.here(m.MadeAt).Format("2006-01-02 15:04") + ", Crosswalk " + m.Program},
	}
	if m.Purpose != "" {
		facts = append(facts, report.Fact{Label: "For", Value: m.Purpose})
	}
	facts = append(facts,
		report.Fact{Label: "Holds", Value: what + count(int(m.Revisions), "revision") + " from " + count(copies, "database")},
		report.Fact{Label: "Evidence", Value: count(len(m.Evidence), "file") + fmt.Sprintf(", %d bytes", together)})
	if old {
		facts = append(facts, report.Fact{Label: "Older part", Value: "made by an early Crosswalk; each revision is verified, and not that none of them is missing"})
	}
	if len(m.Restricted) > 0 {
		facts = append(facts, report.Fact{Label: "Restricted", Value: "records that only their readers see; the keys that are given here " + map[bool]string{true: "do not open all of them", false: "open them"}[b.closed()]})
	}
	return append(facts,
		report.Fact{Label: "Signed by", Value: signedWords(b)},
		report.Fact{Label: "Encrypted", Value: map[bool]string{true: "yes", false: "no"}[b.encrypted]})
}

// madeIn is in how many databases, or copies of one, the history was made, and whether a part of
// it is of the first format, whose chains several assessments share.
func madeIn(m bundle.Manifest) (copies int, old bool) {
	seen := map[string]bool{}
	for _, h := range m.Heads {
		name, _, chained := strings.Cut(h.Chain, ".")
		seen[name], old = true, old || !chained
	}
	return len(seen), old
}

// heads are those of a list as the store has them.
func heads(listed []bundle.Head) ([]store.Head, error) {
	var all []store.Head
	for _, h := range listed {
		raw, err := hex.DecodeString(h.Hash)
		if err != nil {
			return nil, fmt.Errorf("%w: the end of a chain can't be read", bundle.ErrDamaged)
		}
		all = append(all, store.Head{Chain: h.Chain, Seq: h.Seq, Hash: raw})
	}
	return all, nil
}
