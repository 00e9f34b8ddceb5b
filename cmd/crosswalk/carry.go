package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"crosswalk/catalog"
	"crosswalk/store"
	"crosswalk/store/bundle"
	"crosswalk/tui"
)

// carrying is what the workbench carries to other machines and back: what the verbs
// bundle and seal do, with what they ask for typed into forms.
type carrying struct {
	*app
	cat *catalog.Catalog
	at  *base
	who store.Actor
}

// bundles are for a person who sits at this machine.
func (x *app) bundles(cat *catalog.Catalog, at *base, who store.Actor) *tui.Bundles {
	c := carrying{x, cat, at, who}
	return &tui.Bundles{
		Nearby: func() []string { return nearby(bundle.Ending, bundle.EncryptedEnding) },
		Write:  c.write,
		Look:   c.look,
	}
}

// typed is what a person typed in a form, for what would ask them at a terminal, and
// whether it was asked for.
type typed struct {
	strings.Reader
	asked bool
}

func (t *typed) Read(p []byte) (int, error) {
	t.asked = true
	return t.Reader.Read(p)
}

// typing is this call with a passphrase that was typed already.
func (x *app) typing(words string) (*app, *typed) {
	y, in := *x, &typed{}
	if words != "" {
		in.Reset(words + "\n")
	}
	y.in = in
	return &y, in
}

// write packs an assessment as a form says.
func (c carrying) write(ctx context.Context, id string, p tui.Parcel) (tui.Packed, error) {
	how := packing{path: athome(p.Path), purpose: p.Purpose, evidence: p.Evidence}
	me, err := c.lock(&how, p)
	if err != nil {
		return tui.Packed{}, err
	}
	if how.sign, err = c.sign(p.Sign); err != nil {
		return tui.Packed{}, err
	}
	if p.Since != "" {
		y, _ := c.typing("")
		before, err := y.openBundle(ctx, athome(p.Since), c.at.folder, nil)
		if err != nil {
			return tui.Packed{}, err
		}
		defer before.close()
		how.since = before.Bundle
	}
	d := desk{c.at, c.cat, c.who, id}
	if p.Sealed {
		if how.readers, err = c.readers(ctx, c.at.db, athome(p.ReaderKeys)); err != nil {
			return tui.Packed{}, err
		}
		return c.seal(ctx, d, how, me)
	}
	done, err := c.pack(ctx, d, how)
	return told(how, done), err
}

// seal writes the whole, which may then be forgotten here.
func (c carrying) seal(ctx context.Context, d desk, how packing, me []age.Identity) (tui.Packed, error) {
	how.purpose, how.evidence = sealed, true
	done, err := c.packSealed(ctx, d, how, me)
	out := told(how, done)
	out.Forget = func(ctx context.Context) error {
		err := done.forget(ctx, d)
		if err == nil {
			err = dropFiles(ctx, c.at, done.assessment)
		}
		return err
	}
	return out, err
}

func told(how packing, p packed) tui.Packed {
	return tui.Packed{Path: how.path, Holds: inBundle(p.Revisions, len(p.Evidence)), Lacks: p.lacks()}
}

// lock says for whom the file is; what is for somebody ends as such files do.
func (c carrying) lock(how *packing, p tui.Parcel) (me []age.Identity, err error) {
	l := locks{to: p.To, passphrase: p.Passphrase != ""}
	if !l.wanted() {
		if p.Sealed {
			err = errors.New("say for which keys it is sealed, or by which passphrase")
		}
		return nil, err
	}
	if rest, plain := strings.CutSuffix(how.path, bundle.Ending); plain {
		how.path = rest + bundle.EncryptedEnding
	}
	y, _ := c.typing(p.Passphrase)
	if p.Sealed {
		return y.sealing(how, l)
	}
	how.to, me, err = y.recipients(l)
	return me, err
}

// sign is how the file is signed; a key that a passphrase locks is for the agent.
func (c carrying) sign(path string) (func([]byte) ([]byte, error), error) {
	y, in := c.typing("")
	sign, err := y.signing(athome(path))
	if err != nil && in.asked {
		err = fmt.Errorf("the key %s is locked by a passphrase; give it to the SSH agent with ssh-add, and name its public half, %s.pub", path, filepath.Base(path))
	}
	return sign, err
}

// open opens a bundle that comes from elsewhere.
func (c carrying) open(ctx context.Context, path, passphrase string) (*opened, error) {
	y, in := c.typing(passphrase)
	b, err := y.openBundle(ctx, path, c.at.folder, nil)
	if err != nil && in.asked && passphrase == "" {
		err = tui.ErrLocked
	}
	return b, err
}

// look reads a bundle and says what it would bring.
func (c carrying) look(ctx context.Context, path, passphrase string) (out tui.Arriving, err error) {
	path = athome(path)
	b, err := c.open(ctx, path, passphrase)
	if err != nil {
		return out, err
	}
	defer b.close()
	if err := c.knownHere(ctx, c.at.db, path, b, ""); err != nil {
		return out, err
	}
	t, err := c.at.db.Take(ctx, c.who, historyOf(ctx, b), true)
	if err != nil {
		return out, fmt.Errorf("%s: %w", path, err)
	}
	out = tui.Arriving{Name: b.Manifest.Name, Facts: c.aboutBundle(b), Doubts: doubts(b, t), Would: t}
	if t.Revisions > 0 {
		out.Words = c.eveningWords(c.cat, t)
	}
	out.Take = func(ctx context.Context) (store.Taken, error) {
		return c.take(ctx, path, passphrase, b.Manifest.History)
	}
	return out, nil
}

// take takes in a bundle that was looked at.
func (c carrying) take(ctx context.Context, path, passphrase string, seen bundle.History) (store.Taken, error) {
	b, err := c.open(ctx, path, passphrase)
	if err != nil {
		return store.Taken{}, err
	}
	defer b.close()
	if b.Manifest.History != seen {
		return store.Taken{}, fmt.Errorf("%s became another file since you looked at it; look again; nothing was taken in", path)
	}
	return takeAll(ctx, c.at, c.who, path, b)
}
