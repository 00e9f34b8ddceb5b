package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"filippo.io/age"
	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/store"
	"crosswalk/store/bundle"
)

// packing is what a bundle is to be.
type packing struct {
	path     string
	purpose  string
	evidence bool
	since    *bundle.Bundle // nil: the whole history
	to       []age.Recipient
	sign     func([]byte) ([]byte, error)
	readers  *readerKeys // who may read what only its readers see; nil: it stays here
}

// packed is what came of it.
type packed struct {
	bundle.Manifest
	assessment *assess.Assessment
	heads      []store.Head
	missing    []assess.File // files of evidence that are not beside this database
	withheld   bool          // there are records that only their readers see, and they are not in it
	keyless    []string      // their readers whose key is not known
}

func bundleOut(x *app) *cobra.Command {
	var p packing
	var since, key string
	var l locks
	var identities []string
	cmd := &cobra.Command{
		Use:   "out FILE",
		Short: "Write an assessment into a bundle",
		Long: `Writes the history of an assessment into one file: all of it, or with --since what
came after another bundle of the same assessment, one's own or the other side's. Files
of evidence come along with --evidence. With --to only the owners of these keys can
open it; with --sign everybody can see whose it is, also by ssh-keygen.`,
		Example: `  crosswalk bundle out oslo.cwb --evidence
  crosswalk bundle out tuesday.cwb --since monday.cwb --sign ~/.ssh/id_ed25519
  crosswalk bundle out client.cwb.age --to "$(cat client.pub)"`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			p.path = args[0]
			if p.to, _, err = x.recipients(l); err != nil {
				return err
			}
			if p.sign, err = x.signing(key); err != nil {
				return err
			}
			return x.write(cmd.Context(), func(d desk) error {
				if since != "" {
					before, err := x.openBundle(cmd.Context(), since, d.folder, identities)
					if err != nil {
						return err
					}
					defer before.close()
					p.since = before.Bundle
				}
				done, err := x.pack(cmd.Context(), d, p)
				if err != nil {
					return err
				}
				x.lacking(done)
				x.done(x.out, true, inBundle(done.Revisions, len(done.Evidence))+" as "+p.path)
				return nil
			})
		},
	}
	flags := cmd.Flags()
	flags.Var(filled{&since}, "since", "only what came after this bundle")
	flags.BoolVar(&p.evidence, "evidence", false, "with the files of evidence")
	l.flags(cmd)
	flags.Var(filled{&key}, "sign", "private key of SSH that signs it, or the public one of a key that the agent has")
	flags.Var(filled{&p.purpose}, "purpose", "what it is for")
	identityFlag(cmd, &identities)
	return cmd
}

// inBundle is what a bundle holds, in words.
func inBundle(revisions int64, files int) string {
	words := count(int(revisions), "revision")
	if files > 0 {
		words += " and " + count(files, "file") + " of evidence"
	}
	return words
}

func (l *locks) flags(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&l.to, "to", nil, "public key of somebody who may open it, of SSH or age; again for more")
	cmd.Flags().BoolVar(&l.passphrase, "passphrase", false, "encrypt it with a passphrase, which is asked for")
}

// lacks are what does not come along.
func (p packed) lacks() (all []string) {
	for _, f := range p.missing {
		all = append(all, "the file "+f.Name+" is not beside this database, and so not in it")
	}
	switch names := strings.Join(p.keyless, ", "); {
	case p.withheld:
		all = append(all, "records that only their readers see are not in it"+without(names))
	case names != "":
		all = append(all, "records that only their readers see are in it, and not all of these can open them"+without(names))
	}
	return all
}

// lacking tells what does not come along.
func (x *app) lacking(p packed) {
	for _, words := range p.lacks() {
		x.remark(words)
	}
}

// without names people whose key is not known.
func without(names string) string {
	if names == "" {
		return ""
	}
	return "; there is no key of " + names
}

// remark says on stderr what does not stand in the way.
func (x *app) remark(words string) { fmt.Fprintln(x.errs, visible.Line("crosswalk: "+words)) }

// pack writes an assessment into a bundle.
func (x *app) pack(ctx context.Context, d desk, p packing) (out packed, err error) {
	if err := placeFree(p.path, false); err != nil {
		return out, err
	}
	if namesFolder(p.path) {
		return out, cantWrite(p.path, nil)
	}
	w, err := bundle.NewWriter(d.folder)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if err := x.carry(ctx, d, w, p, &out); err != nil {
		return out, err
	}
	if p.readers != nil && out.withheld {
		if err := p.readers.pack(ctx, d.db, w, d.id, &out); err != nil {
			return out, err
		}
	}
	if p.evidence {
		if err := packFiles(ctx, d.own, w, p, &out); err != nil {
			return out, err
		}
	}
	err = streamFile(p.path, false, func(to io.Writer) error {
		out.Manifest, err = writeLocked(to, p.to, func(to io.Writer) (bundle.Manifest, error) { return w.WriteTo(to, out.Manifest, p.sign) })
		return err
	})
	return out, err
}

// carry writes the history, and says what it is of.
func (x *app) carry(ctx context.Context, d desk, w *bundle.Writer, p packing, out *packed) error {
	var since []store.Head
	if p.since != nil {
		if p.since.Manifest.Assessment != d.id {
			return errors.New("the bundle of --since is of another assessment: " + p.since.Manifest.Name)
		}
		out.Since = p.since.Manifest.Heads
		var err error
		if since, err = heads(p.since.Manifest.Heads); err != nil {
			return err
		}
	}
	c, err := d.db.Carry(ctx, d.id, since, func(line []byte) error { return w.Line(bytes.TrimSuffix(line, []byte("\n"))) })
	if err != nil {
		return err
	}
	if out.assessment, err = d.db.Assessment(ctx, d.id); err != nil {
		return err
	}
	out.heads, out.withheld = c.Heads, c.Withheld
	out.Program, out.Purpose, out.MadeBy, out.MadeAt = version, p.purpose, d.who.Name, x.clock()
	out.Assessment, out.Name, out.Revisions = d.id, out.assessment.Name, int64(c.Revisions)
	for _, h := range c.Heads {
		out.Heads = append(out.Heads, bundle.Head{Chain: h.Chain, Seq: h.Seq, Hash: hex.EncodeToString(h.Hash)})
	}
	return nil
}

// packFiles adds the files of evidence; the other side has those of the bundle before.
func packFiles(ctx context.Context, own engine, w *bundle.Writer, p packing, out *packed) error {
	there := map[string]bool{}
	if p.since != nil {
		for _, f := range p.since.Manifest.Evidence {
			there[f.SHA256] = true
		}
	}
	for _, f := range out.assessment.Files() {
		if there[f.SHA256] {
			continue
		}
		err := w.Evidence(f.SHA256, func() (io.ReadCloser, error) { return own.KeptFile(ctx, f.SHA256) })
		if errors.Is(err, store.ErrNotKept) {
			out.missing = append(out.missing, f)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// writeLocked writes for those alone who are named, or for everybody.
func writeLocked(to io.Writer, who []age.Recipient, write func(io.Writer) (bundle.Manifest, error)) (bundle.Manifest, error) {
	if len(who) == 0 {
		return write(to)
	}
	locked, err := bundle.Encrypt(to, who...)
	if err != nil {
		return bundle.Manifest{}, err
	}
	m, err := write(locked)
	return m, errors.Join(err, locked.Close())
}
