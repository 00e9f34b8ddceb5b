package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/store"
)

func storeCopy(x *app) *cobra.Command {
	return &cobra.Command{
		Use:   "copy FROM TO",
		Short: "Copy whole assessments into another database, with all that belongs to them",
		Long: `Copies assessments from one database into another: the whole history as it was
written, votes and ballots, issued documents, files of evidence, drafts and the places
where people left off. Each is one transaction there, and is read again and held
against its history before it counts. People and invitations come along when
everything is copied; with -a one assessment comes, and people stay.

What is in the other database already is left where it is the same, and refused where
it is not: a bundle brings two histories together, crosswalk bundle out and in.`,
		Example: "  crosswalk store copy crosswalk.db postgres://crosswalk@db.example/crosswalk\n  crosswalk store copy service=firm mine.db -a \"AIMS gap 2026\"",
		Args:    between(2, 2),
		RunE:    func(cmd *cobra.Command, args []string) error { return x.storeCopy(cmd.Context(), args[0], args[1]) },
	}
}

func (x *app) storeCopy(ctx context.Context, from, to string) error {
	if err := cmp.Or(checkAddress(from), checkAddress(to)); err != nil {
		return err
	}
	who, err := x.author()
	if err != nil {
		return err
	}
	return x.using(ctx, from, opening{look: true}, func(here *base) error {
		all, err := here.db.Assessments(ctx)
		if err != nil {
			return err
		}
		if x.wanted != "" {
			id, err := pick(all, x.wanted)
			if err != nil {
				return err
			}
			all = []store.Summary{{ID: id}}
		}
		return x.using(ctx, to, opening{create: true}, func(there *base) error {
			m := moving{x: x, who: who, from: here, to: there}
			return m.copy(ctx, all)
		})
	})
}

// moving is what goes from one database to another.
type moving struct {
	x        *app
	who      store.Actor
	from, to *base
	copied   int
}

func (m *moving) copy(ctx context.Context, all []store.Summary) error {
	for _, s := range all {
		if err := m.free(ctx, s.ID); err != nil {
			return err
		}
	}
	for _, s := range all {
		if err := m.one(ctx, s.ID); err != nil {
			return err
		}
	}
	words := count(m.copied, "assessment") + " in " + m.to.place
	came := 0
	if m.x.wanted == "" {
		people, err := m.from.db.CopyPeople(ctx, m.who, m.to.db)
		if err != nil {
			return err
		}
		if came = people.Came; came > 0 {
			words = fmt.Sprintf("%s, and %s", words, persons(came))
		}
		for _, name := range people.Left {
			m.x.remark(name + " does not come along: somebody there has the name, one like it, or the key")
		}
	}
	if m.copied+came == 0 {
		words = ""
	}
	m.x.done(m.x.out, words != "", words)
	return nil
}

// persons is a number of people.
func persons(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

// free refuses, before anything is copied, what stands there in another state.
func (m *moving) free(ctx context.Context, id string) error {
	there, err := m.to.db.Assessment(ctx, id)
	if errors.Is(err, store.ErrNoAssessment) {
		return nil
	}
	if err != nil {
		return err
	}
	here, _, err := m.from.db.HeadOnPaper(ctx, id)
	if err != nil {
		return err
	}
	if head, _, err := m.to.db.HeadOnPaper(ctx, id); err != nil || head == here {
		return err
	}
	return fmt.Errorf("%s is in %s already and has another history there; crosswalk bundle out and crosswalk bundle in bring the two together; nothing was copied", there.Name, m.to.place)
}

// one copies an assessment. Its files go first: one that nothing names yet does no harm.
func (m *moving) one(ctx context.Context, id string) error {
	a, err := m.from.db.CheckedAssessment(ctx, id)
	if err != nil {
		return err
	}
	files, err := m.files(ctx, a)
	var c store.Copied
	if err == nil {
		c, err = m.from.db.CopyTo(ctx, m.who, m.to.db, id)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%s was not copied: %w", a.Name, err), m.to.own.DropUnnamed(ctx, assess.Hashes(a.Files())))
	}
	if c.There {
		m.x.line("%s is there already, and the same", c.Name)
		return nil
	}
	m.copied++
	m.x.line("%s: %s, %s, %s, head %s", c.Name, count(c.Revisions, "revision"), count(c.Votes, "vote"), count(files, "file"), c.Head)
	return nil
}

// files copies the files of evidence that are here.
func (m *moving) files(ctx context.Context, a *assess.Assessment) (copied int, err error) {
	for _, f := range a.Files() {
		kept, err := m.from.own.KeptFile(ctx, f.SHA256)
		if errors.Is(err, store.ErrNotKept) {
			m.x.remark("the file " + f.Name + " of " + a.Name + " is not beside the database, and so does not come along")
			continue
		}
		if err != nil {
			return copied, err
		}
		sha, _, err := m.to.own.KeepFile(ctx, kept)
		err = errors.Join(err, kept.Close())
		if err == nil && sha != f.SHA256 {
			err = fmt.Errorf("the file %s is not as it was kept; crosswalk doctor tells more", f.Name)
		}
		if err != nil {
			return copied, err
		}
		copied++
	}
	return copied, nil
}
