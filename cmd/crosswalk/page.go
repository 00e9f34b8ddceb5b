package main

import (
	"fmt"
	"strings"

	"charm.land/fang/v2"
	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"crosswalk/catalog/visible"
)

// page is the help of a command in a width, made of the words that its commands and
// flags have. No line is wider, none is broken inside a word, none ends in a blank.
type page struct {
	width, height int
	lines         []string
}

// The colours of names and headings are fang's for a terminal of sixteen: they stay
// readable on a dark and on a light ground, so nothing has to be asked of the terminal.
var (
	scheme    = fang.AnsiColorScheme(lipgloss.LightDark(true))
	headStyle = lipgloss.NewStyle().Bold(true).Foreground(scheme.Title)
	nameStyle = lipgloss.NewStyle().Foreground(scheme.Command)
	flagStyle = lipgloss.NewStyle().Foreground(scheme.Flag)
)

// of is the whole help. That of a command with so many others that it does not fit
// below one another names them by group alone.
func (p page) of(cmd *cobra.Command) string {
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	long := p
	long.intro(cmd)
	long.commands(cmd)
	long.flags(cmd)
	if len(long.lines) > p.height && len(cmd.Groups()) > 0 {
		long = p
		long.intro(cmd)
		long.names(cmd)
	}
	return strings.Join(long.lines, "\n") + "\n"
}

func (p *page) intro(cmd *cobra.Command) {
	about := cmd.Long
	if about == "" {
		about = cmd.Short
	}
	p.text(about)
	p.head("usage")
	p.row(2, cmd.UseLine())
	if cmd.HasAvailableSubCommands() && !strings.Contains(cmd.Use, "COMMAND") {
		p.row(2, cmd.CommandPath()+" COMMAND [flags]")
	}
	if cmd.Example == "" {
		return
	}
	p.head("examples")
	for line := range strings.SplitSeq(cmd.Example, "\n") {
		p.example(strings.TrimSpace(line))
	}
}

// text is prose, folded anew; a line that is set in stays one.
func (p *page) text(prose string) {
	flow := ""
	pour := func() {
		if flow != "" {
			p.lines = append(p.lines, visible.Fold(flow, p.width)...)
		}
		flow = ""
	}
	for line := range strings.SplitSeq(strings.TrimSpace(prose), "\n") {
		switch bare := strings.TrimSpace(line); {
		case bare == "":
			pour()
			p.lines = append(p.lines, "")
		case line[0] == ' ' || line[0] == '\t':
			pour()
			p.row(2, bare)
		default:
			flow += " " + bare
		}
	}
	pour()
}

func (p *page) head(name string) {
	p.lines = append(p.lines, "", headStyle.Render(strings.ToUpper(name)))
}

// row is a line that is set in; where it is folded it goes on two columns further.
func (p *page) row(in int, line string) {
	for i, part := range visible.Fold(line, p.width-in-2) {
		p.lines = append(p.lines, strings.Repeat(" ", in+2*min(i, 1))+part)
	}
}

// example is a line for a shell, also where it is folded.
func (p *page) example(line string) {
	at := " "
	for i, word := range together(shellWords(line)) {
		if i > 0 && ansi.StringWidth(at)+1+ansi.StringWidth(word) > p.width-2 {
			p.lines = append(p.lines, at+` \`)
			at = "   "
		}
		at += " " + word
	}
	p.lines = append(p.lines, at)
}

// together are words for a line of a shell, each flag with what it is given.
func together(words []string) []string {
	var all []string
	for i, word := range words {
		if i > 0 && strings.HasPrefix(words[i-1], "-") && !strings.HasPrefix(word, "-") {
			all[len(all)-1] += " " + word
			continue
		}
		all = append(all, word)
	}
	return all
}

// shellWords parts a line at its blanks, but inside quotation marks.
func shellWords(line string) []string {
	quoted := rune(0)
	return strings.FieldsFunc(line, func(r rune) bool {
		switch {
		case quoted == 0 && (r == '"' || r == '\''):
			quoted = r
		case r == quoted:
			quoted = 0
		}
		return r == ' ' && quoted == 0
	})
}

func (p *page) commands(cmd *cobra.Command) {
	for _, g := range groupsOf(cmd) {
		p.head(g.Title)
		var rows [][2]string
		for _, c := range members(cmd, g) {
			rows = append(rows, [2]string{c.Use, c.Short})
		}
		p.pairs(nameStyle, rows)
	}
}

// groupsOf are the groups of the commands below one.
func groupsOf(cmd *cobra.Command) []*cobra.Group {
	if groups := cmd.Groups(); len(groups) > 0 || !cmd.HasAvailableSubCommands() {
		return groups
	}
	return []*cobra.Group{{Title: "commands"}}
}

func members(cmd *cobra.Command, g *cobra.Group) []*cobra.Command {
	var all []*cobra.Command
	for _, c := range cmd.Commands() {
		if c.GroupID == g.ID && (c.IsAvailableCommand() || c.Name() == "help") {
			all = append(all, c)
		}
	}
	return all
}

// names are the commands by group, and where more is said of them.
func (p *page) names(cmd *cobra.Command) {
	p.head("commands")
	var rows [][2]string
	for _, g := range cmd.Groups() {
		var names []string
		for _, c := range members(cmd, g) {
			names = append(names, c.Name())
		}
		rows = append(rows, [2]string{g.Title, strings.Join(names, ", ")})
	}
	p.pairs(nameStyle, rows)
	p.lines = append(p.lines, "")
	p.text(fmt.Sprintf("%s help COMMAND says what one does, %s --help | less all of it, with the flags that every command takes: %s.",
		cmd.Name(), cmd.Name(), flagNames(cmd.PersistentFlags())))
}

func (p *page) flags(cmd *cobra.Command) {
	var rows [][2]string
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden && (f.Name != "help" || !cmd.HasParent()) {
			rows = append(rows, [2]string{flagName(f), f.Usage + usual(f)})
		}
	})
	if len(rows) > 0 {
		p.head("flags")
		p.pairs(flagStyle, rows)
	}
	if cmd.HasParent() {
		p.lines = append(p.lines, "")
		p.text(fmt.Sprintf("Every command takes %s too; %s --help says what they are.", flagNames(cmd.InheritedFlags()), cmd.Root().Name()))
	}
}

func flagName(f *pflag.Flag) string {
	if f.Shorthand == "" {
		return "--" + f.Name
	}
	return "-" + f.Shorthand + ", --" + f.Name
}

func flagNames(set *pflag.FlagSet) string {
	var names []string
	set.VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return strings.Join(names, ", ")
}

// usual says what a flag is that is left out, where its words do not.
func usual(f *pflag.Flag) string {
	switch f.DefValue {
	case "", "false", "0", "[]":
		return ""
	}
	said := strings.ReplaceAll(strings.ReplaceAll(f.DefValue, "m0s", "m"), "h0m", "h")
	return " (usually " + said + ")"
}

// pairs are names with what is said of them beside them, or below where a name is
// too long for its column.
func (p *page) pairs(style lipgloss.Style, rows [][2]string) {
	column := 0
	for _, r := range rows {
		if w := ansi.StringWidth(r[0]); w <= p.width*2/5 {
			column = max(column, w)
		}
	}
	for _, r := range rows {
		name := "  " + style.Render(r[0])
		if ansi.StringWidth(r[0]) > column {
			p.lines = append(p.lines, name)
			name = ""
		}
		for _, part := range visible.Fold(r[1], p.width-column-4) {
			pad := strings.Repeat(" ", column+4-ansi.StringWidth(name))
			p.lines = append(p.lines, strings.TrimRight(name+pad+part, " "))
			name = ""
		}
	}
}
