package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/report/data"
	"crosswalk/catalog/visible"
)

func configCommand(x *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show what you chose for the workbench, and where",
		Args:  between(0, 0),
		RunE:  func(*cobra.Command, []string) error { return x.showConfig(asJSON) },
	}
	x.later(func() { cmd.Long = configHelp() })
	jsonFlag(cmd, &asJSON)
	return cmd
}

// configHelp is made of the table of settings.
func configHelp() string {
	text := `Shows what holds for the workbench of this machine, and who says so: a variable of
the environment, else a line of the file, else what holds for everybody. The file is
config.toml in the place that the system has for it, or the one that
CROSSWALK_CONFIG names; nobody who comes over SSH is touched by it. Each line is one
setting, as theme = "dark":

`
	for _, s := range settings() {
		before := strings.Join(s.env, ", ")
		if len(s.last) > 0 {
			before += "; without it and the line " + strings.Join(s.last, ", ")
		}
		text += fmt.Sprintf("  %s: %s (%s)\n", s.name, s.about, before)
	}
	return text
}

func (x *app) showConfig(asJSON bool) error {
	c := x.config()
	if asJSON {
		out := data.Config{File: c.path, Exists: c.unread != notThere}
		for _, s := range c.all {
			out.Settings = append(out.Settings, data.Setting{Name: s.name, Value: s.value, From: s.by})
		}
		return x.json(out)
	}
	switch {
	case c.path == "":
		x.line("There is no home directory to look for config.toml in; CROSSWALK_CONFIG names a file.")
	case c.unread != "":
		x.line("%s (%s)", c.path, c.unread)
	default:
		x.line("%s", c.path)
	}
	x.line("")
	t := table{columns: []column{{head: "NAME"}, {head: "VALUE", flex: true}, {head: "FROM", flex: true}}}
	for _, s := range c.all {
		t.add(s.name, cmp.Or(s.value, "–"), s.by)
	}
	x.table(t)
	return nil
}

// config is what holds for the workbench; what of it can't be read is told once.
func (x *app) config() *config {
	if x.chosen != nil {
		return x.chosen
	}
	x.chosen = readConfig()
	for _, problem := range x.chosen.problems {
		fmt.Fprintln(x.errs, "crosswalk: "+visible.Line(problem))
	}
	return x.chosen
}

// maxConfig is far more than four settings take.
const maxConfig = 64 << 10

// holding is a setting with what holds and who says so: a variable, a line of the
// file, or default.
type holding struct {
	setting
	value, by string
}

const notThere = "not there yet"

// config is what a person chose, and what of it can't be read, each a sentence.
type config struct {
	path     string // empty: there is no home for it
	unread   string // why nothing was read; empty: it was
	all      []holding
	problems []string
}

// slip is what can't be read of it in a sentence for the workbench, whose screen
// covers what was printed before; empty where all of it can.
func (c *config) slip() string {
	switch n := len(c.problems) - 1; {
	case n < 0:
		return ""
	case n == 0:
		return c.problems[0] + "."
	default:
		return fmt.Sprintf("%s; crosswalk config tells %d more.", c.problems[0], n)
	}
}

// value is that of a setting by its name.
func (c *config) value(name string) string {
	for _, s := range c.all {
		if s.name == name {
			return s.value
		}
	}
	return ""
}

// readConfig looks at the environment and the file; what is wrong in them is told
// and the rest counts.
func readConfig() *config {
	home, _ := os.UserHomeDir()
	c := &config{path: configFile(runtime.GOOS, home, os.Getenv)}
	lines := c.read()
	for _, s := range settings() {
		c.all = append(c.all, c.choose(s, lines[s.name]))
	}
	return c
}

// configFile is CROSSWALK_CONFIG, else the file in the place that a platform has for
// what a person chose; empty where it can't be told.
func configFile(goos, home string, env func(string) string) string {
	dir := under(home, ".config", "crosswalk")
	switch {
	case env("CROSSWALK_CONFIG") != "":
		return env("CROSSWALK_CONFIG")
	case goos == "windows":
		dir = under(env("AppData"), "Crosswalk")
	case goos == "darwin":
		dir = under(home, "Library", "Application Support", "Crosswalk")
	case filepath.IsAbs(env("XDG_CONFIG_HOME")):
		dir = filepath.Join(env("XDG_CONFIG_HOME"), "crosswalk")
	}
	return under(dir, "config.toml")
}

// configLine is a setting as a line of the file has it.
type configLine struct {
	number int
	value  string
}

// read reads the file line by line: a setting is one line, so that a slip in one
// costs no other.
func (c *config) read() map[string]configLine {
	found := map[string]configLine{}
	if c.path == "" {
		c.unread = notThere
		return found
	}
	raw, err := readFile(c.path, maxConfig)
	if err != nil {
		c.unread = "it can't be read"
		if errors.Is(err, fs.ErrNotExist) {
			c.unread = notThere
		}
		if c.unread != notThere || os.Getenv("CROSSWALK_CONFIG") != "" { // a file that is named is there
			c.problems = append(c.problems, err.Error())
		}
		return found
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	for i, text := range strings.Split(string(raw), "\n") {
		if name, value, err := readSetting(text); err != nil {
			c.wrong(i+1, err)
		} else if was, twice := found[name]; twice {
			c.wrong(i+1, fmt.Errorf("%s stands on line %d already; one of the two is enough", name, was.number))
		} else if name != "" {
			found[name] = configLine{i + 1, value}
		}
	}
	return found
}

// wrong notes what is wrong with a line.
func (c *config) wrong(number int, err error) {
	c.problems = append(c.problems, fmt.Sprintf("%s:%d: %v", c.path, number, err))
}

// readSetting is what one line says; a blank line and a comment say nothing.
func readSetting(text string) (name, value string, err error) {
	var said map[string]any
	if strings.ContainsRune(text, 0) {
		return "", "", errors.New("the line holds a NUL character; take it out")
	}
	if _, err := toml.Decode(strings.TrimSuffix(text, "\r"), &said); err != nil {
		return "", "", fmt.Errorf("%q can't be read; right would be a line like theme = \"dark\"", visible.Line(brief(text)))
	}
	for name, v := range said {
		s, known := settingNamed(name)
		if !known {
			return "", "", fmt.Errorf("there is no setting %q; right would be %s", visible.Line(brief(name)), assess.Either(settingNames()))
		}
		if value, err = s.check(v); err != nil {
			return "", "", fmt.Errorf("%s is %s; %w", name, visible.Line(brief(fmt.Sprint(v))), err)
		}
		return name, value, nil
	}
	return "", "", nil
}

// brief is a text of a stranger's file as a sentence can hold it.
func brief(text string) string {
	if all := []rune(text); len(all) > 60 {
		return string(all[:60]) + "…"
	}
	return text
}

// choose says which value of a setting holds.
func (c *config) choose(s setting, line configLine) holding {
	if value, by, ok := c.fromEnv(s, s.env); ok {
		return holding{s, value, by}
	}
	if line.number > 0 {
		return holding{s, line.value, fmt.Sprintf("%s:%d", c.path, line.number)}
	}
	if value, by, ok := c.fromEnv(s, s.last); ok {
		return holding{s, value, by}
	}
	return holding{s, s.rest, "default"}
}

// fromEnv is what the first of some variables says that says something.
func (c *config) fromEnv(s setting, variables []string) (value, by string, ok bool) {
	for _, variable := range variables {
		said := os.Getenv(variable)
		if said == "" {
			continue
		}
		if s.from != nil {
			said = s.from(variable, said)
		}
		value, err := s.check(said)
		if err == nil {
			return value, variable, true
		}
		c.problems = append(c.problems, fmt.Sprintf("%s is %s; %v", variable, visible.Line(brief(said)), err))
	}
	return "", "", false
}
