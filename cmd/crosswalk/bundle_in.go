package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crosswalk/catalog"
	"crosswalk/catalog/figures"
	"crosswalk/catalog/report/data"
	"crosswalk/store"
	"crosswalk/store/bundle"
)

// incoming is how a bundle is to be taken in.
type incoming struct {
	path       string
	identities []string
	allowed    string // file of those whose signature counts; empty: the people here
	dry        bool   // only say what would come
	yes        bool   // whatever there is to decide
	asJSON     bool
	sealed     bool // it must be encrypted
}

func bundleIn(x *app) *cobra.Command {
	var w incoming
	cmd := &cobra.Command{
		Use:   "in FILE",
		Short: "Take in what is in a bundle: all of it or nothing",
		Long: `Merges the history in a bundle into this database. What is known already changes
nothing, so the same may be taken in twice and in any order. What needs a decision is
named first, as a bundle that nobody signed, a clock that is far ahead, or an
assessment that is new here: at a terminal it is asked, in a script --yes takes it.
With --allowed-signers a file of OpenSSH says whose signature counts, and until when.
Files of evidence that come along are kept beside the database and are never run.`,
		Example: `  crosswalk bundle in oslo.cwb --dry-run
  crosswalk bundle in oslo.cwb --yes`,
		Args: between(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			w.path = args[0]
			return x.takeBundle(cmd.Context(), w)
		},
	}
	cmd.Flags().BoolVar(&w.dry, "dry-run", false, "say what would come, and take nothing")
	w.flags(cmd)
	jsonFlag(cmd, &w.asJSON)
	return cmd
}

func (w *incoming) flags(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&w.yes, "yes", false, "take it in, whatever there is to decide")
	identityFlag(cmd, &w.identities)
	allowedFlag(cmd, &w.allowed)
}

func (x *app) takeBundle(ctx context.Context, w incoming) error {
	who, err := x.author()
	if err != nil {
		return err
	}
	return x.withBase(ctx, opening{create: true}, func(at *base) error {
		db := at.db
		b, err := x.openBundle(ctx, w.path, at.folder, w.identities)
		if err != nil {
			return err
		}
		defer b.close()
		if w.sealed && !b.encrypted {
			return fmt.Errorf("%s is not sealed; crosswalk bundle in takes it in", w.path)
		}
		if err := x.knownHere(ctx, at.db, w.path, b, w.allowed); err != nil {
			return err
		}
		if w.dry || !w.yes {
			t, err := db.Take(ctx, who, historyOf(ctx, b), true)
			switch {
			case err != nil:
				return fmt.Errorf("%s: %w", w.path, err)
			case w.dry && w.asJSON:
				return x.json(takenData(b, t, false))
			}
			x.would(b, t)
			if w.dry {
				return x.evening(t)
			}
			if err := x.decide(w, doubts(b, t)); err != nil {
				return err
			}
		}
		return x.take(ctx, at, who, w, b)
	})
}

// knownHere finds out who signed a bundle, and refuses one that can't be taken in here.
func (x *app) knownHere(ctx context.Context, db *store.DB, path string, b *opened, allowed string) error {
	if err := x.signedBy(ctx, db, b, allowed); err != nil {
		return err
	}
	return standsOn(ctx, db, path, b)
}

// standsOn refuses what came after a bundle that was never taken in here.
func standsOn(ctx context.Context, db *store.DB, path string, b *opened) error {
	since, err := heads(b.Manifest.Since)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	missing, err := db.Lacks(ctx, since)
	if err == nil && len(missing) > 0 {
		err = fmt.Errorf("%s holds only what came after a bundle that was not taken in here; take that in first, or ask for the whole history; nothing was taken in", path)
	}
	return err
}

// historyOf are the lines of a bundle, which must be of the assessment that its list
// names, and behind them the parts that may be read.
func historyOf(ctx context.Context, b *opened) store.Lines {
	return func(yield func([]byte) error) error {
		begun := false
		err := b.Lines(ctx, func(line []byte) error {
			var first struct {
				Assessment string `json:"assessment"`
			}
			if !begun && (json.Unmarshal(line, &first) != nil || first.Assessment != b.Manifest.Assessment) {
				return fmt.Errorf("%w: its history is of another assessment than its list says", bundle.ErrDamaged)
			}
			begun = true
			return yield(line)
		})
		for _, part := range b.parts {
			if err == nil {
				err = part(yield)
			}
		}
		return err
	}
}

// takeAll keeps the files and takes the history in. A file that nothing names is not
// kept.
func takeAll(ctx context.Context, at *base, who store.Actor, path string, b *opened) (t store.Taken, err error) {
	files, err := keepFiles(ctx, at.own, b)
	if err == nil {
		t, err = at.db.Take(ctx, who, historyOf(ctx, b), false)
	}
	if dropped := at.own.DropUnnamed(ctx, files); err == nil {
		err = dropped
	}
	if err != nil {
		err = fmt.Errorf("%s: %w", path, err)
	}
	return t, err
}

// take takes a bundle in and says what came.
func (x *app) take(ctx context.Context, at *base, who store.Actor, w incoming, b *opened) error {
	t, err := takeAll(ctx, at, who, w.path, b)
	if err != nil {
		return err
	}
	if w.asJSON {
		if err := x.json(takenData(b, t, true)); err != nil {
			return err
		}
	}
	if b.closed() {
		x.remark(w.path + " also holds records that only their readers see, which no key given here opens; keep it, and a reader takes them in from it")
	}
	x.done(x.told(w.asJSON), t.Revisions+t.Gone > 0, inBundle(int64(t.Revisions), len(b.Manifest.Evidence))+" of "+b.Manifest.Name)
	if w.asJSON {
		return nil
	}
	return x.evening(t)
}

// evening says what the assessment becomes by what comes.
func (x *app) evening(t store.Taken) error {
	if t.Revisions == 0 {
		return nil
	}
	cat, err := x.catalogue()
	if err != nil {
		return err
	}
	for _, words := range x.eveningWords(cat, t) {
		x.wrapped(2, words)
	}
	return nil
}

func (x *app) eveningWords(cat *catalog.Catalog, t store.Taken) (all []string) {
	for _, clash := range t.Clashes {
		all = append(all, clash.Words(cat, t.After)+".")
	}
	return append(all, figures.Meet(cat, t.Before, t.After, t.People, x.clock()).Words(cat, t.After)...)
}

func keepFiles(ctx context.Context, own engine, b *opened) (kept []string, err error) {
	for _, f := range b.Manifest.Evidence {
		var raw bytes.Buffer
		if err := b.Evidence(f.SHA256, &raw); err != nil {
			return kept, err
		}
		sha, _, err := own.KeepFile(ctx, &raw)
		if err != nil {
			return kept, err
		}
		kept = append(kept, sha)
	}
	return kept, nil
}

// would says what a bundle would bring.
func (x *app) would(b *opened, t store.Taken) {
	x.showBundle(b)
	x.line("Would bring %s that %s not known here; %d are known.", count(t.Revisions, "revision"), map[bool]string{true: "is", false: "are"}[t.Revisions == 1], t.Known)
	for _, d := range doubts(b, t) {
		x.wrapped(2, "- "+d)
	}
}

// doubts are what a person decides on before anything is taken in.
func doubts(b *opened, t store.Taken) []string {
	var all []string
	if t.Revisions+t.Gone == 0 {
		return nil
	}
	if b.signer.doubt != "" {
		all = append(all, b.signer.doubt)
	}
	if t.New {
		all = append(all, "the assessment "+b.Manifest.Name+" is not known here yet")
	}
	for _, f := range t.Forks {
		whose := "a copy of a database went on under one name on two machines"
		if f.Own {
			whose = "this database, or a copy of it, went on under its name elsewhere"
		}
		all = append(all, fmt.Sprintf("%s from number %d of the chain %s; both are kept", whose, f.Seq, f.Chain))
	}
	for _, a := range t.Ahead {
		all = append(all, fmt.Sprintf("%s by %s is dated up to %s, which is more than a day ahead of this machine", count(a.Revisions, "revision"), a.Author, a.Latest.UTC().Format("2006-01-02 15:04")))
	}
	if t.Ours > 0 {
		all = append(all, fmt.Sprintf("%s says to have been made in this database, which does not know it: it was put back to an earlier state, or somebody else says so", count(t.Ours, "revision")))
	}
	if n := len(t.Erased); n > 0 {
		all = append(all, fmt.Sprintf("an erasure takes the words of %s from this database too; that can't be undone", count(n, "revision")))
	}
	return all
}

// decide asks about doubts where a person can answer.
func (x *app) decide(w incoming, all []string) error {
	if len(all) == 0 {
		return nil
	}
	if !isTerminal(x.in) {
		return errors.New("nothing was taken in: " + strings.Join(all, "; ") + "; take it in with --yes")
	}
	fmt.Fprint(x.errs, "Take it in? y or n: ")
	answer, err := x.typedLine()
	if strings.TrimSpace(strings.ToLower(answer)) != "y" {
		return errors.Join(err, errors.New("nothing was taken in"))
	}
	return nil
}

func takenData(b *opened, t store.Taken, taken bool) data.TakenIn {
	out := data.TakenIn{
		Assessment: t.Assessment, Name: b.Manifest.Name, Taken: taken, SignedBy: signerData(b), New: t.New,
		Revisions: t.Revisions, Known: t.Known, Files: len(b.Manifest.Evidence), Forks: []data.Fork{}, Ahead: []data.Ahead{}, Ours: t.Ours, Erased: len(t.Erased), Closed: b.closed(),
	}
	for _, f := range t.Forks {
		out.Forks = append(out.Forks, data.Fork{Chain: f.Chain, Seq: int(f.Seq), Own: f.Own})
	}
	for _, a := range t.Ahead {
		out.Ahead = append(out.Ahead, data.Ahead{Author: a.Author, Chain: a.Chain, Latest: a.Latest.UTC(), Revisions: a.Revisions})
	}
	return out
}
