package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"crosswalk/catalog/assess"
	"crosswalk/tui"
)

// setting is one thing that a person chooses for the workbench, and where.
type setting struct {
	name  string
	about string
	env   []string // variables that go before the file
	last  []string // variables that are asked where the file is silent
	rest  string   // what holds where nobody says anything
	// from is a value as a variable says it; nil: as it stands there.
	from  func(variable, said string) string
	check func(said any) (value string, err error)
}

// settings are all of them, in the order in which they are shown.
func settings() []setting {
	return []setting{
		{
			name: "theme", about: assess.Either(themeNames()), env: []string{"NO_COLOR", "CROSSWALK_THEME"},
			rest: string(tui.Themes()[0]), from: uncoloured, check: oneTheme,
		},
		{name: "owner", about: "who is offered as the owner of work", env: []string{"CROSSWALK_OWNER"}, check: oneLine("owner")},
		{
			name: "editor", about: "the program in which E opens a note",
			env: []string{"CROSSWALK_EDITOR"}, last: []string{"VISUAL", "EDITOR"}, check: oneCommand,
		},
		{
			name: "plain", about: "true for lines to read and answer in place of drawn screens",
			env: []string{"CROSSWALK_PLAIN"}, rest: "false", from: yesOrNo, check: oneSwitch,
		},
	}
}

func settingNamed(name string) (setting, bool) {
	all := settings()
	i := slices.IndexFunc(all, func(s setting) bool { return s.name == name })
	if i < 0 {
		return setting{}, false
	}
	return all[i], true
}

func settingNames() []string {
	var names []string
	for _, s := range settings() {
		names = append(names, s.name)
	}
	return names
}

func themeNames() []string {
	var names []string
	for _, t := range tui.Themes() {
		names = append(names, string(t))
	}
	return names
}

// uncoloured is what a variable says of the theme: NO_COLOR says it by being there.
func uncoloured(variable, said string) string {
	if variable == "NO_COLOR" {
		return "no colour"
	}
	return said
}

func oneTheme(said any) (string, error) {
	if word, ok := said.(string); ok && slices.Contains(themeNames(), word) {
		return word, nil
	}
	return "", fmt.Errorf("right would be %s", assess.Either(themeNames()))
}

func oneLine(name string) func(any) (string, error) {
	return func(said any) (string, error) {
		text, ok := said.(string)
		if !ok {
			return "", errors.New("right would be a text in quotes")
		}
		return text, assess.CheckLine(name, text)
	}
}

func oneCommand(said any) (string, error) {
	text, err := oneLine("editor")(said)
	if err == nil {
		_, err = commandWords(text)
	}
	return text, err
}

// yesOrNo is a switch as a variable says it.
func yesOrNo(_, said string) string {
	if is, err := strconv.ParseBool(said); err == nil {
		return strconv.FormatBool(is)
	}
	return said
}

func oneSwitch(said any) (string, error) {
	switch said {
	case true, "true":
		return "true", nil
	case false, "false":
		return "false", nil
	}
	return "", errors.New("right would be true or false")
}
