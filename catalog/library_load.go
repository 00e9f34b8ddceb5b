package catalog

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// libraryDir holds what can be taken into registers, a file a kind, and two files of
// a shape of their own: the risks, and what must be documented.
const libraryDir = "library"

func libraryFile(kind string) string { return path.Join(libraryDir, kind+".yaml") }

// libraries reads the libraries of a folder, by kind; those it lacks are the shipped
// ones. The two of a shape of their own are read before.
func (l *loader) libraries(registers []Register) []Library {
	entries, err := fs.ReadDir(l.fsys, libraryDir)
	var all []Library
	for _, e := range entries {
		name := path.Join(libraryDir, e.Name())
		kind, isYAML := strings.CutSuffix(e.Name(), ".yaml")
		if !isYAML || name == risksFile || name == requiredFile {
			continue
		}
		lib := Library{Register: kind}
		if f := l.decode(name, &lib); f != nil {
			all = append(all, lib)
			l.seen[libraryKey(kind)] = place{file: name}
			if !slices.ContainsFunc(registers, func(r Register) bool { return r.ID == kind }) {
				l.refuse(name, "", 0, "there is no register %q to take rows into", kind)
			}
		}
	}
	for _, lib := range Shipped().Libraries() {
		if slices.ContainsFunc(all, func(own Library) bool { return own.Register == lib.Register }) {
			continue
		}
		all = append(all, lib)
		if err == nil {
			l.lacks = append(l.lacks, libraryFile(lib.Register))
		}
	}
	if err != nil { // one word for the folder
		l.lacks = append(slices.DeleteFunc(l.lacks, func(name string) bool { return path.Dir(name) == libraryDir }), libraryDir)
	}
	slices.SortFunc(all, func(a, b Library) int { return strings.Compare(a.Register, b.Register) })
	return all
}

// libraryKey is where the loader remembers the libraries that a folder has itself.
func libraryKey(kind string) string { return "library " + kind }

var rowID = pattern(`^\d{2,3}$`)

// checkLibraries holds the rows of a folder's own libraries against its registers.
func (l *loader) checkLibraries(r *Reference, k numbers) {
	ids := map[string]bool{}
	for _, lib := range r.Libraries {
		for _, row := range lib.Rows {
			ids[lib.Register+" "+row.ID] = true
		}
	}
	leads := func(kind, id string) bool { return ids[kind+" "+id] }
	for i := range r.Libraries {
		lib := &r.Libraries[i]
		at := slices.IndexFunc(r.Registers, func(k Register) bool { return k.ID == lib.Register })
		if own, has := l.seen[libraryKey(lib.Register)]; has && at >= 0 {
			l.checkLibrary(&file{name: own.file}, lib, &r.Registers[at], k, leads)
		}
	}
}

func (l *loader) checkLibrary(f *file, lib *Library, r *Register, k numbers, leads func(kind, id string) bool) {
	l.refuseEmpty(f, 0, "the library", "note", lib.Note)
	titles := map[string]bool{}
	for i := range lib.Rows {
		row := &lib.Rows[i]
		what := fmt.Sprintf("the row %q", row.ID)
		if number, right := strings.CutPrefix(row.ID, r.Prefix); !right || !rowID().MatchString(number) {
			l.refuse(f.name, "", row.line, "%s: an id such as %s01 is right", what, r.Prefix)
		}
		l.once(f, "", row.line, "row "+row.ID)
		if title := FoldWord(row.Says(RecordTitle)); titles[title] {
			l.refuse(f.name, "", row.line, "%s: its title stands already above", what)
		} else {
			titles[title] = true
		}
		for _, wrong := range r.wrongRow(row, k, leads) {
			l.refuse(f.name, "", row.line, "%s: %s", what, wrong)
		}
	}
}
