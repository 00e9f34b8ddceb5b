package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/store"
)

func evidenceAdd(x *app) *cobra.Command {
	var file string
	var e assess.Evidence
	cmd := &cobra.Command{
		Use:   "add ITEM|ID...",
		Short: "Add a piece of evidence for items, or keep a file of one that is there",
		Long: `Adds a piece of evidence that serves the items named. With --file the file is copied
beside the database, with its hash, size and name, and is never run; of a piece that is
named by its number only the file is added. The copy is private to you. It goes into a
bundle only where crosswalk bundle out is asked for evidence.`,
		Example: `  crosswalk evidence add 6.1.4 A.5.2 --what 'Impact assessment, signed' --file ia-2026.pdf
  crosswalk evidence add EV-3 --file minutes.pdf`,
		Args: between(1, 100),
		RunE: func(cmd *cobra.Command, args []string) error {
			return x.write(cmd.Context(), func(d desk) error {
				if file != "" {
					f, err := keepFile(cmd.Context(), d.own, file)
					if err != nil {
						return err
					}
					e.File = f.String()
				}
				return x.addEvidence(cmd.Context(), d, e, args)
			})
		},
	}
	cmd.Flags().Var(filled{&file}, "file", "a file to keep")
	cmd.Flags().Var(filled{&e.What}, "what", "what it is; the name of the file where nothing is said")
	cmd.Flags().Var(word{&e.Kind, assess.EvidenceKinds}, "kind", "kind: "+assess.Either(assess.EvidenceKinds))
	cmd.Flags().Var(filled{&e.Place}, "place", "where it is kept")
	return cmd
}

func (x *app) addEvidence(ctx context.Context, d desk, e assess.Evidence, named []string) error {
	id := d.db.NewID()
	after, act, err := d.do(ctx, func(a *assess.Assessment) ([]assess.Change, error) {
		if was, known := assess.FindEvidence(a, named[0]); known && len(named) == 1 {
			id = was.ID
			return fileOf(d, a, was, e)
		}
		for _, name := range named {
			it, err := assess.FindRef(d.cat, a, name)
			if err != nil {
				return nil, err
			}
			e.Items = append(e.Items, assess.RefOf(it))
		}
		f, kept := e.Kept()
		if e.What == "" && kept {
			e.What = f.Name
		}
		if e.What == "" {
			return nil, usage("say what it is with --what, or which file it is with --file")
		}
		e.ID = id
		return assess.PutEvidence(d.cat, a, e)
	})
	if err != nil {
		return err
	}
	is, _ := after.EvidenceByID(id)
	x.line("%s", after.EvidenceNumber(is))
	x.saved(x.errs, d.cat, after, act)
	return nil
}

// fileOf adds a file to a piece that is there, and nothing else to it.
func fileOf(d desk, a *assess.Assessment, was, e assess.Evidence) ([]assess.Change, error) {
	f, kept := e.Kept()
	if !kept || e.What != "" || e.Kind != "" || e.Place != "" {
		return nil, usage("of %s, which is there, only a file is added: say which with --file", a.EvidenceNumber(was))
	}
	return assess.Attach(d.cat, a, was.ID, f)
}

// keepFile copies a file beside the database.
func keepFile(ctx context.Context, own engine, path string) (assess.File, error) {
	from, err := openPlain(path)
	if err != nil {
		return assess.File{}, err
	}
	defer from.Close()
	sha, size, err := own.KeepFile(ctx, from)
	if err != nil {
		return assess.File{}, fmt.Errorf("%s is not kept: %w", path, err)
	}
	return assess.File{SHA256: sha, Size: size, Name: filepath.Base(path)}, nil
}

// openPlain opens a file of somebody else's.
func openPlain(path string) (*os.File, error) {
	info, err := os.Stat(path) // what is no file, like a pipe, could wait for ever to be opened
	if err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file; name a file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%s can't be read: %w", path, plainPath(err))
	}
	return f, nil
}

func evidenceFile(x *app) *cobra.Command {
	var to string
	cmd := &cobra.Command{
		Use:     "file ID",
		Short:   "Write out the file that was kept of a piece of evidence",
		Example: "  crosswalk evidence file EV-3 -o minutes.pdf",
		Args:    between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if to == "" {
				return usage("say with --output under which name it is written")
			}
			return x.readDesk(cmd.Context(), func(a *assess.Assessment, b *base) error {
				e, known := assess.FindEvidence(a, args[0])
				f, kept := e.Kept()
				if !known || !kept {
					return fmt.Errorf("no file was kept of %s; crosswalk evidence list --json shows the files", args[0])
				}
				raw, err := keptBytes(cmd.Context(), b.own, f)
				if err != nil {
					return err
				}
				return x.writeOut(to, "the file "+f.Name, raw)
			})
		},
	}
	cmd.Flags().VarP(filled{&to}, "output", "o", "file to write")
	return cmd
}

// keptBytes are the bytes of a file of evidence, which are those that were kept.
func keptBytes(ctx context.Context, own engine, f assess.File) ([]byte, error) {
	from, err := own.KeptFile(ctx, f.SHA256)
	if errors.Is(err, store.ErrNotKept) {
		return nil, fmt.Errorf("the file %s is not beside this database; it comes with a bundle that was made with --evidence", f.Name)
	}
	if err != nil {
		return nil, err
	}
	defer from.Close()
	raw, err := io.ReadAll(io.LimitReader(from, store.MaxEvidence+1))
	if err == nil && !f.Is(raw) {
		err = fmt.Errorf("the file %s is not as it was kept; crosswalk doctor tells more", f.Name)
	}
	return raw, err
}
