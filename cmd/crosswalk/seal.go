package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"filippo.io/age"

	"crosswalk/catalog/assess"
	"crosswalk/store/bundle"
)

// sealed is what such a file says that it is for.
const sealed = "sealed"

func sealCommand(x *app) *cobra.Command {
	p := packing{evidence: true, purpose: sealed}
	var l locks
	var key, keys string
	var away bool
	cmd := &cobra.Command{
		Use:   "seal FILE",
		Short: "Put a whole assessment into one encrypted file, to archive or to hand over",
		Long: `Writes the whole history of an assessment, with its files of evidence, into one
encrypted file, and reads that back to its end. With --forget the assessment is then
taken off this machine, unless somebody changed it meanwhile: revisions, files of
evidence and all. A file system may still keep old blocks, and backups keep what they
hold. Whoever has one of the keys, or the passphrase, brings it back with unseal.

Records that only their readers see, such as concerns, go into it encrypted once more,
for these readers alone: --reader-keys is a file of their public keys of SSH, each with
the name of its owner behind it. Whoever else opens the file learns that there are
such records and nothing of them. Without a key for each of them nothing is forgotten.`,
		Example: `  crosswalk seal -a "Client A" client-a.cwb.age --to "$(cat ~/.ssh/id_ed25519.pub)"
  crosswalk seal -a "Client A" client-a.cwb.age --passphrase --forget`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			p.path = args[0]
			if !l.wanted() {
				return usage("say with --to, or with --passphrase, who can open %s again", p.path)
			}
			me, err := x.sealing(&p, l)
			if err != nil {
				return err
			}
			if p.sign, err = x.signing(key); err != nil {
				return err
			}
			return x.write(cmd.Context(), func(d desk) (err error) {
				if p.readers, err = x.readers(cmd.Context(), d.db, keys); err != nil {
					return err
				}
				return x.seal(cmd.Context(), d, p, me, away)
			})
		},
	}
	l.flags(cmd)
	cmd.Flags().Var(filled{&key}, "sign", "private key of SSH that signs it, or the public one of a key that the agent has")
	cmd.Flags().Var(filled{&keys}, "reader-keys", "file of the public keys of those who read restricted records, a name behind each")
	cmd.Flags().BoolVar(&away, "forget", false, "take it off this machine once the file was read back")
	return cmd
}

// sealing makes out for whom the file is, and gives what opens it here and now: a
// passphrase, else a key that nobody has once this call is over.
func (x *app) sealing(p *packing, l locks) ([]age.Identity, error) {
	to, me, err := x.recipients(l)
	if err != nil || me != nil {
		p.to = to
		return me, err
	}
	witness, sees, err := bundle.Witness(to[0])
	p.to = append(to, witness)
	return []age.Identity{sees}, err
}

// seal writes the file, and where that is wanted forgets what it holds.
func (x *app) seal(ctx context.Context, d desk, p packing, me []age.Identity, away bool) error {
	done, err := x.packSealed(ctx, d, p, me)
	if err != nil {
		return err
	}
	x.lacking(done)
	x.done(x.out, true, inBundle(done.Revisions, len(done.Evidence))+" as "+p.path+", which was read back")
	if !away {
		return nil
	}
	if err := done.forget(ctx, d); err != nil {
		return err
	}
	return x.forgotten(ctx, d.base, done.assessment)
}

// packSealed writes the file and reads it back; what is not whole is taken away again.
func (x *app) packSealed(ctx context.Context, d desk, p packing, me []age.Identity) (packed, error) {
	done, err := x.pack(ctx, d, p)
	if err != nil {
		return done, err
	}
	if err := readBack(ctx, p, d.folder, me, done.Manifest); err != nil {
		return done, errors.Join(fmt.Errorf("%s can't be read back, so it was taken away again and nothing was forgotten: %w", p.path, err), os.Remove(p.path))
	}
	return done, nil
}

// forget takes off this machine what a file holds whole, unless it changed since.
func (p packed) forget(ctx context.Context, d desk) error {
	if p.withheld {
		return fmt.Errorf("%s is not forgotten: it has records that only their readers see, and the file does not hold them; seal it with --reader-keys into another file", p.Name)
	}
	return d.own.ForgetAt(ctx, d.who, d.id, p.heads)
}

// readBack opens what was written and holds it against what was meant.
func readBack(ctx context.Context, p packing, folder string, me []age.Identity, wrote bundle.Manifest) error {
	f, err := openPlain(p.path)
	if err != nil {
		return err
	}
	b, err := decrypted(ctx, f, folder, me)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	if got := b.Manifest; got.Assessment != wrote.Assessment || got.History != wrote.History || len(got.Evidence) != len(wrote.Evidence) || len(got.Restricted) != len(wrote.Restricted) {
		err = errors.New("it holds something else than was written")
	} else {
		err = p.readers.readBack(ctx, b, folder)
	}
	return errors.Join(err, b.close())
}

// dropFiles takes the files of an assessment away that nothing names any more.
func dropFiles(ctx context.Context, b *base, a *assess.Assessment) error {
	return b.own.DropUnnamed(ctx, assess.Hashes(a.Files()))
}

// forgotten takes the files away that went with an assessment, and says that it is gone.
func (x *app) forgotten(ctx context.Context, b *base, a *assess.Assessment) error {
	if err := dropFiles(ctx, b, a); err != nil {
		return err
	}
	x.done(x.out, true, a.Name+" is forgotten; backups of this database still hold it")
	return nil
}

func unsealCommand(x *app) *cobra.Command {
	var w incoming
	cmd := &cobra.Command{
		Use:   "unseal FILE",
		Short: "Bring back an assessment that was sealed",
		Long: `Opens a sealed file and takes its assessment in, with its whole history and its files
of evidence, as crosswalk bundle in does, with the same questions.`,
		Example: "  crosswalk unseal client-a.cwb.age --yes",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			w.path, w.sealed = args[0], true
			return x.takeBundle(cmd.Context(), w)
		},
	}
	w.flags(cmd)
	return cmd
}
