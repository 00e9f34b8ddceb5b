package catalog

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"crosswalk/assets"
)

// languageDir holds a folder for each language of a catalogue.
const languageDir = "lang"

var languageCode = pattern(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`)

// speaker reads a language at its first call.
type speaker = func() (*Language, error)

// languagesOf are the languages of a folder, each read when it is asked for.
func languagesOf(fsys fs.FS, c *Catalog) map[string]speaker {
	all := map[string]speaker{}
	entries, _ := fs.ReadDir(fsys, languageDir) // none, where there is no such folder
	for _, e := range entries {
		if code := e.Name(); e.IsDir() && languageCode().MatchString(code) && code != English {
			all[code] = sync.OnceValues(func() (*Language, error) { return loadLanguage(fsys, c, code) })
		}
	}
	return all
}

// shippedLanguages are those that come with the program, for a catalogue.
func shippedLanguages(c *Catalog, of func() *Catalog) map[string]speaker {
	all := map[string]speaker{}
	entries, err := assets.Languages.ReadDir(languageDir)
	if err != nil {
		panic(err) // it is built in
	}
	for _, e := range entries {
		code := strings.TrimSuffix(e.Name(), ".json")
		all[code] = sync.OnceValues(func() (*Language, error) {
			raw, err := assets.Languages.ReadFile(path.Join(languageDir, e.Name()))
			if err != nil {
				return nil, err
			}
			return decodeLanguage(code, raw, c, of())
		})
	}
	return all
}

// loadLanguages finds the languages of a folder; of the shipped ones those that it
// lacks stand in.
func (l *loader) loadLanguages(c *Catalog) {
	c.speaks = languagesOf(l.fsys, c)
	shipped := shippedLanguages(c, Shipped)
	for _, code := range slices.Sorted(maps.Keys(shipped)) {
		if _, own := c.speaks[code]; !own {
			c.speaks[code] = shipped[code]
			l.lacks = append(l.lacks, path.Join(languageDir, code))
		}
	}
}

// loadLanguage reads a language of a folder strictly: a text is of an item, a
// question and a level that the catalogue has.
func loadLanguage(fsys fs.FS, c *Catalog, code string) (*Language, error) {
	l := &languageLoader{loader{bounded: bounded{fsys: fsys, most: mostBytes}, seen: map[string]place{}}, c}
	dir := path.Join(languageDir, code)
	var w Words
	name := path.Join(dir, "language.yaml")
	if f := l.decode(name, &w); f != nil {
		l.seen[scaleKey] = place{name, f.key("scale")}
		if w.Name == "" {
			l.refuse(name, "", 0, "name is missing; it is what its speakers call the language")
		}
		if n := len(w.Scale); n != 0 && n != 6 {
			l.refuse(name, "", f.key("scale"), "the scale has %d words; 6 are right, for 0 to 5", n)
		}
	}
	w.Clauses = append(l.sets(path.Join(dir, "iso42001"), c.Requirements()), l.sets(path.Join(dir, "iso27001"), c.Foundation())...)
	if len(l.problems) > 0 {
		return nil, l.all()
	}
	said := newLanguage(code, w, c, c)
	said.stands = l.seen
	return said, nil
}

// scaleKey is the key under which the scale of a language is remembered.
const scaleKey = "scale"

type languageLoader struct {
	loader
	c *Catalog
}

// sets reads the files of one standard; a language may have none.
func (l *languageLoader) sets(dir string, s *Standard) []SaidOfSet {
	entries, err := fs.ReadDir(l.fsys, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.refuse(dir, "", 0, "the folder can't be read: %v", cause(err))
	}
	var all []SaidOfSet
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".yaml") {
			continue
		}
		var set SaidOfSet
		if f := l.decode(path.Join(dir, e.Name()), &set); f != nil {
			l.checkSet(f, set, s)
			for i := range set.Items {
				set.Items[i].Intent = strings.TrimSpace(set.Items[i].Intent)
			}
			all = append(all, set)
		}
	}
	return all
}

func (l *languageLoader) checkSet(f *file, set SaidOfSet, s *Standard) {
	if set.Standard != s.Name {
		l.refuse(f.name, "", f.key("standard"), "standard is %q, this folder holds %q", set.Standard, s.Name)
		return
	}
	at := slices.IndexFunc(s.Clauses, func(cl *Clause) bool { return cl.ID == set.ID })
	if at < 0 {
		l.refuse(f.name, "", f.key("id"), "the catalogue has no clause, section or theme %q of %s", set.ID, s.Name)
		return
	}
	for i, said := range set.Items {
		line := f.line("items", i)
		own := slices.IndexFunc(s.Clauses[at].Items, func(it *Item) bool { return it.ID == said.ID })
		if own < 0 {
			l.refuse(f.name, said.ID, line, "the catalogue has no item %q in %s of %s", said.ID, set.ID, s.Name)
			continue
		}
		if l.once(f, said.ID, line, s.Name+" "+said.ID) {
			l.checkSaid(f, said, s.Clauses[at].Items[own], line)
		}
	}
}

// checkSaid refuses words for what the item does not have.
func (l *languageLoader) checkSaid(f *file, said SaidItem, it *Item, line int) {
	no := func(format string, args ...any) { l.refuse(f.name, it.ID, line, format, args...) }
	if n := utf8.RuneCountInString(said.Title); n > titleBound {
		no("the title has %d characters; 1 to %d are right", n, titleBound)
	}
	asked := map[string]bool{}
	for _, q := range said.Questions {
		switch has := slices.ContainsFunc(it.Questions, func(own Question) bool { return own.ID == q.ID }); {
		case !has:
			no("the item has no question %q", q.ID)
		case asked[q.ID]:
			no("question %s stands there twice", q.ID)
		}
		asked[q.ID] = true
	}
	for _, level := range slices.Sorted(maps.Keys(said.Levels)) {
		if it.Levels[level] == "" {
			no("the item has no level %d", level)
		}
	}
	for _, list := range []struct {
		name      string
		own, said []string
	}{{"evidence", it.Evidence, said.Evidence}, {"interview", it.Interview, said.Interview}, {"extend", it.Extend, said.Extend}} {
		if n := len(list.said); n != 0 && n != len(list.own) {
			no("%s has %d lines; the catalogue has %d", list.name, n, len(list.own))
		}
	}
	for _, text := range []struct{ name, own, said string }{
		{"intent", it.Intent, said.Intent},
		{"deliverable", it.Deliverable, said.Deliverable},
		{"pitfall", it.Pitfall, said.Pitfall},
		{"ask", it.Ask, said.Ask},
		{"implemented", it.Implemented, said.Implemented},
	} {
		if text.own == "" && text.said != "" {
			no("the item has no %s", text.name)
		}
	}
}
