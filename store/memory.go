package store

import (
	"context"
	"errors"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/workshop"
)

// What this file remembers for a person's comfort, without history: the text of
// a field that was not yet left, the place where somebody left off, and which
// assessment was open last.

// Draft is the text a person was writing in a field, where it was not saved.
func (db *DB) Draft(ctx context.Context, who Actor, id string, s assess.Subject, field string) (text string, ok bool, err error) {
	if err := db.mayRead(ctx, id); err != nil {
		return "", false, err
	}
	ok, err = One(ctx, db.engine, "SELECT text FROM draft WHERE author = ? AND assessment = ? AND subject = ? AND field = ?",
		[]any{who.Name, id, string(s), field}, &text)
	return text, ok, db.explain("read what this database remembers", err)
}

// FormField begins the field of a draft that holds what was typed into a whole
// form.
const FormField = "form "

// maxDraft is more than a form or a note takes.
const maxDraft = 4 * assess.MaxNote

// Drafts are the places where a person has a draft.
func (db *DB) Drafts(ctx context.Context, who Actor, id string) ([]assess.Place, error) {
	if err := db.mayRead(ctx, id); err != nil {
		return nil, err
	}
	var at assess.Place
	var all []assess.Place
	err := Each(ctx, db.engine, "SELECT subject, field FROM draft WHERE author = ? AND assessment = ? ORDER BY subject, field",
		[]any{who.Name, id}, []any{&at.Subject, &at.Field}, func() error { all = append(all, at); return nil })
	return all, db.explain("read what this database remembers", err)
}

// SaveDraft keeps the text of a field that was not yet left, also of somebody who
// may say it no longer.
func (db *DB) SaveDraft(ctx context.Context, who Actor, id string, s assess.Subject, field, text string) error {
	if err := first(func() error { return db.mayKeep(ctx, who, id) }, func() error { return assess.CheckText("draft", text, maxDraft) }); err != nil {
		return err
	}
	return db.note(ctx, "INSERT INTO draft (author, assessment, subject, field, text, saved) VALUES (?, ?, ?, ?, ?, ?)"+
		" ON CONFLICT (author, assessment, subject, field) DO UPDATE SET text = excluded.text, saved = excluded.saved",
		who.Name, id, string(s), field, text, writeTime(db.now()))
}

// mayKeep refuses to keep something for somebody who may not write there. What was typed
// is kept by the role they came with, also where that was taken from them since.
func (db *DB) mayKeep(ctx context.Context, who Actor, id string) error {
	now, err := db.asNow(ctx, db.engine, who, id)
	if err == nil && now.Role.MayWrite() == nil {
		return nil
	}
	if errors.Is(err, ErrNotMember) {
		var was int
		found, unread := One(ctx, db.engine, "SELECT 1 FROM member WHERE person = ? AND (place = ? OR place IN (SELECT of_group FROM grouped WHERE assessment = ?)) LIMIT 1",
			[]any{workshop.Fold(who.Name), id, id}, &was)
		if unread != nil || !found {
			return errors.Join(unread, err)
		}
	}
	return who.Role.MayWrite()
}

// DropDraft forgets a draft, saved or given up.
func (db *DB) DropDraft(ctx context.Context, who Actor, id string, s assess.Subject, field string) error {
	if _, ok, err := db.Draft(ctx, who, id, s, field); err != nil || !ok {
		return err
	}
	return db.note(ctx, "DELETE FROM draft WHERE author = ? AND assessment = ? AND subject = ? AND field = ?",
		who.Name, id, string(s), field)
}

// Place is where a person left off in an assessment, as the screens wrote it;
// empty where they were never there.
func (db *DB) Place(ctx context.Context, who Actor, id string) (json string, err error) {
	if err := db.mayRead(ctx, id); err != nil {
		return "", err
	}
	_, err = One(ctx, db.engine, "SELECT place FROM place WHERE author = ? AND assessment = ?", []any{who.Name, id}, &json)
	return json, db.explain("read what this database remembers", err)
}

// SavePlace keeps where a person left off; of an observer nothing is kept.
func (db *DB) SavePlace(ctx context.Context, who Actor, id, json string) error {
	if db.mayKeep(ctx, who, id) != nil {
		return nil
	}
	was, err := db.Place(ctx, who, id)
	if err != nil || was == json {
		return err
	}
	return db.note(ctx, "INSERT INTO place (author, assessment, place) VALUES (?, ?, ?) ON CONFLICT (author, assessment) DO UPDATE SET place = excluded.place",
		who.Name, id, json)
}

// LastOpened is the assessment last opened, made or written; empty where there
// is none, or none for who reads.
func (db *DB) LastOpened(ctx context.Context) (id string, err error) {
	var opened, written, last string
	if _, err = One(ctx, db.engine, metaValue, []any{metaLastOpened}, &opened); err == nil {
		_, err = One(ctx, db.engine, "SELECT id, last FROM assessment ORDER BY last DESC LIMIT 1", nil, &written, &last)
	}
	db.ids.seen(last)
	id, at, _ := strings.Cut(opened, " ")
	if last > at {
		id = written
	}
	if err == nil && db.mayRead(ctx, id) != nil {
		return "", nil
	}
	return id, db.explain("read what this database remembers", err)
}

// SetLastOpened notes which assessment was opened at this machine, and when: an id is
// a time that can be held against that of the last act.
func (db *DB) SetLastOpened(ctx context.Context, id string) error {
	if db.reader.Pass != "" {
		return nil
	}
	was, err := db.LastOpened(ctx)
	if err != nil || was == id {
		return err
	}
	return db.note(ctx, setMeta, metaLastOpened, id+" "+db.ids.next())
}

// note is a write without history, which concerns nobody else: no watcher is
// told, or every move of one person would make all others read again.
func (db *DB) note(ctx context.Context, text string, args ...any) error {
	return db.quietly(ctx, Aside, "note something", func(ctx context.Context, tx Tx) error {
		return db.noted(tx.Exec(ctx, text, args...))
	})
}

// noteAs is note of what somebody does in an assessment.
func (db *DB) noteAs(ctx context.Context, who Actor, may right, id, text string, args ...any) error {
	return db.quietly(ctx, Aside, "note something", func(ctx context.Context, tx Tx) error {
		if _, err := db.acting(ctx, tx, who, may, id); err != nil {
			return err
		}
		return db.noted(tx.Exec(ctx, text, args...))
	})
}

func (db *DB) noted(err error) error {
	if err != nil {
		return db.notSaved("note something", err)
	}
	return nil
}
