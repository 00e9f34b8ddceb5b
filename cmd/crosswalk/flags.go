package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// word is a flag that takes one of a closed list of words; empty takes the
// answer back.
type word struct {
	at    *string
	words []string
}

func (w word) String() string {
	if w.at == nil {
		return ""
	}
	return *w.at
}
func (w word) Type() string { return "word" }

func (w word) Set(s string) error {
	if s != "" && !slices.Contains(w.words, s) {
		return fmt.Errorf("%q is not known; it is %s", s, assess.Either(w.words))
	}
	*w.at = s
	return nil
}

// words is word for a flag that takes several, separated by commas or given
// again.
type words struct {
	at    *[]string
	words []string
}

func (w words) String() string {
	if w.at == nil {
		return ""
	}
	return strings.Join(*w.at, ",")
}
func (w words) Type() string { return "words" }

func (w words) Set(s string) error {
	for one := range strings.SplitSeq(s, ",") {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		if !slices.Contains(w.words, one) {
			return fmt.Errorf("%q is not known; it is %s", one, assess.Either(w.words))
		}
		*w.at = append(*w.at, one)
	}
	return nil
}

// date is a flag that takes a day as people type it, or nothing to take it away.
type date struct {
	at    *string // gets it as YYYY-MM-DD
	name  string
	clock func() time.Time // days may be counted from today
}

// day is a flag for a day.
func (x *app) day(at *string, name string) date { return date{at, name, x.clock} }

func (d date) String() string {
	if d.at == nil {
		return ""
	}
	return *d.at
}
func (d date) Type() string { return "date" }

func (d date) Set(s string) error {
	kept, err := day.Parse(d.name, s, d.clock())
	if err == nil {
		*d.at = kept
	}
	return err
}

// filled is a flag that is left out or says something: an empty variable of a
// script must not fall back to another file, assessment or author.
type filled struct{ at *string }

func (f filled) String() string {
	if f.at == nil {
		return ""
	}
	return *f.at
}
func (f filled) Type() string { return "string" }

func (f filled) Set(s string) error {
	if strings.TrimSpace(s) == "" {
		return errors.New("it is empty; give it a value or leave the flag out")
	}
	*f.at = s
	return nil
}

func jsonFlag(cmd *cobra.Command, at *bool) {
	cmd.Flags().BoolVar(at, "json", false, "print JSON; crosswalk schema describes it")
}
