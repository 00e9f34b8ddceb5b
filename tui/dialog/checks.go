package dialog

import (
	"errors"

	"crosswalk/catalog/assess"
)

// Needed is the check of a field that must say something.
func Needed(what string) func(string) error {
	return func(s string) error {
		if s == "" {
			return errors.New("say " + what)
		}
		return assess.CheckText(what, s, assess.MaxNote)
	}
}

// Line is the check of a field of one line, which may be empty.
func Line(name string) func(string) error {
	return func(s string) error { return assess.CheckLine(name, s) }
}
