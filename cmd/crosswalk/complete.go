package main

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/visible"
	"crosswalk/store"
)

// What a shell offers is read from the tables that the verbs themselves read: the words
// of a flag from the flag, all else from the catalogue and the database by what is in
// stock. It only looks: where something can't be read, nothing is offered and
// nothing is said.

// offer gathers what may stand in one place of a command line.
type offer struct {
	x     *app
	ctx   context.Context
	cmd   *cobra.Command
	args  []string // before it
	typed string   // of it so far

	all  []cobra.Completion
	seen map[string]bool
	how  cobra.ShellCompDirective
}

// completeAll has the shell complete all arguments and flags of a command and of those
// below it.
func (x *app) completeAll(cmd *cobra.Command) {
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
		return x.offers(cmd, args, typed, placeAt(cmd, len(args)))
	}
	complete := func(f *pflag.Flag) {
		_ = cmd.RegisterFlagCompletionFunc(f.Name, func(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if o := (&offer{typed: typed, how: noFiles}); o.words(f.Value) {
				return o.all, o.how
			}
			return x.offers(cmd, args, typed, "--"+f.Name)
		})
	}
	cmd.Flags().VisitAll(complete)
	cmd.PersistentFlags().VisitAll(complete)
	for _, c := range cmd.Commands() {
		x.completeAll(c)
	}
}

// noFiles: what is offered is all there is, in the order in which it stands.
const noFiles = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder

// offers are those of a place: what its form says literally, as clear, and what is in
// stock for the rest.
func (x *app) offers(cmd *cobra.Command, args []string, typed, place string) ([]cobra.Completion, cobra.ShellCompDirective) {
	o := &offer{x: x, ctx: cmd.Context(), cmd: cmd, args: args, typed: typed, how: noFiles}
	for _, part := range partsOf(place) {
		if source, ok := sourceOf(cmd, part); ok {
			source(o)
		} else if part == strings.ToLower(part) && !strings.HasPrefix(part, "-") {
			o.add(part, "")
		}
	}
	return o.all, o.how
}

// sourceOf is what is in stock for a place of one verb, else that of the place in all of them.
func sourceOf(cmd *cobra.Command, place string) (func(*offer), bool) {
	path := strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
	if source, ok := stock[path+" "+place]; ok {
		return source, true
	}
	source, ok := stock[place]
	return source, ok
}

// placesOf are the places of a verb's form that are arguments: "ITEM" and
// "RATING|na|clear" of answer.
func placesOf(cmd *cobra.Command) []string {
	var places []string
	for _, word := range strings.Fields(cmd.Use)[1:] {
		word = strings.Trim(word, "[]")
		if strings.HasPrefix(word, "--") {
			break
		}
		if word == "..." {
			places[len(places)-1] += word
			continue
		}
		places = append(places, word)
	}
	return places
}

// placeAt is the place of an argument; the last one may be given many times.
func placeAt(cmd *cobra.Command, n int) string {
	places := placesOf(cmd)
	if n < len(places) {
		return places[n]
	}
	if len(places) > 0 && strings.HasSuffix(places[len(places)-1], "...") {
		return places[len(places)-1]
	}
	return ""
}

// partsOf are what may stand in a place.
func partsOf(place string) []string {
	return strings.FieldsFunc(strings.TrimSuffix(place, "..."), func(r rune) bool { return r == '|' })
}

// words offers those of a flag that takes one or several of a set.
func (o *offer) words(v pflag.Value) bool {
	switch v := v.(type) {
	case word:
		o.each(v.words)
	case words:
		o.list(v.words)
	default:
		return false
	}
	return true
}

func (o *offer) each(words []string) {
	for _, w := range words {
		o.add(w, "")
	}
}

// list offers the next of several words with commas between them.
func (o *offer) list(words []string) {
	before := o.typed[:strings.LastIndex(o.typed, ",")+1]
	for _, w := range words {
		if !slices.Contains(strings.Split(before, ","), w) {
			o.add(before+w, "")
		}
	}
}

// The longest name that is offered, and the most that is said of one.
const longestName, longestAbout = 100, 60

// add offers a word with what it is, once, where it goes on with what was typed.
func (o *offer) add(name, about string) {
	if !strings.HasPrefix(name, o.typed) || o.seen[name] || !harmless(name) {
		return
	}
	if o.seen == nil {
		o.seen = map[string]bool{}
	}
	o.seen[name] = true
	about = strings.Join(strings.Fields(visible.Line(about)), " ")
	o.all = append(o.all, cobra.CompletionWithDesc(name, ansi.Truncate(about, longestAbout, "…")))
}

// named offers a record by its name, or by its id where a shell could act on the
// name or where several have it.
func (o *offer) named(name, id, about string, alone bool) {
	if alone && harmless(name) {
		o.add(name, about)
		return
	}
	o.add(id, name)
}

// harmless reports whether a shell takes a word as it is. Names come from people, also
// from strangers in a room, and bash puts in what several offers begin with unquoted.
func harmless(name string) bool {
	if name == "" || len(name) > longestName || strings.TrimSpace(name) != name || visible.Line(name) != name || strings.ContainsRune("-=~", rune(name[0])) {
		return name == "-"
	}
	for _, r := range name {
		if r <= unicode.MaxASCII && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" -_.,:/@+%=", r) {
			return false
		}
	}
	return true
}

// catalogue reads the catalogue, where it can be.
func (o *offer) catalogue(do func(*catalog.Catalog)) {
	if cat, err := o.x.catalogue(); err == nil {
		do(cat)
	}
}

// database looks into the database, where it can be read. It is left as it is: not
// made, not brought to this version, and no cause is written down.
func (o *offer) database(do func(*store.DB)) {
	name, err := o.x.database()
	if err != nil {
		return
	}
	b, err := o.x.openBase(o.ctx, name, opening{look: true})
	if err != nil {
		return
	}
	do(b.db)
	_ = b.own.Close()
}

// assessment looks into the assessment that the command would read.
func (o *offer) assessment(do func(*store.DB, *assess.Assessment)) {
	o.database(func(db *store.DB) {
		id, err := o.x.toRead(o.ctx, db)
		if err != nil {
			return
		}
		if a, err := db.Assessment(o.ctx, id); err == nil {
			do(db, a)
		}
	})
}
