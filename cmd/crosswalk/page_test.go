package main

import (
	"math"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func TestHelpIsFoldedBetweenWordsInEveryWidth(t *testing.T) {
	x := newApp(nil, nil, &strings.Builder{}, &strings.Builder{})
	root := newRoot(x)
	x.explain()
	root.InitDefaultCompletionCmd()
	eachVerb(root, func(path string, cmd *cobra.Command) {
		for _, width := range []int{narrowest, 80, 100, widest} {
			text := ansi.Strip(page{width: width, height: math.MaxInt}.of(cmd))
			for line := range strings.SplitSeq(text, "\n") {
				if ansi.StringWidth(line) > width && len(strings.Fields(line)) > 1 {
					t.Errorf("%s in %d columns is wider: %q", path, width, line)
				}
				if strings.TrimRight(line, " \t") != line {
					t.Errorf("%s in %d columns ends in blanks: %q", path, width, line)
				}
			}
			stands := " " + strings.Join(strings.Fields(text), " ") + " "
			for _, word := range wordsOfHelp(cmd) {
				if !strings.Contains(stands, " "+word+" ") {
					t.Errorf("%s in %d columns breaks %q", path, width, word)
				}
			}
		}
	})
}

// wordsOfHelp are the words that the help of a command is made of.
func wordsOfHelp(cmd *cobra.Command) []string {
	words := strings.Fields(cmd.Long + " " + cmd.Example + " " + cmd.UseLine())
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			words = append(words, strings.Fields(c.Use+" "+c.Short)...)
		}
	}
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name != "help" && !f.Hidden {
			words = append(words, strings.Fields("--"+f.Name+" "+f.Usage)...)
		}
	})
	return words
}

func TestAnExampleStaysALineForAShell(t *testing.T) {
	p := page{width: 60}
	p.example(`crosswalk import soa.xlsx --as soa --column rating="Current maturity" --word "Mostly done=2"`)
	want := "  crosswalk import soa.xlsx --as soa \\\n    --column rating=\"Current maturity\" \\\n    --word \"Mostly done=2\""
	if got := strings.Join(p.lines, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestHelpInAPipeIsWholeAndPlain(t *testing.T) {
	t.Setenv("CLICOLOR_FORCE", "1")
	c := call(t, "", "--help")
	shows(t, c.out, "import FILE --as answers|baseline|soa|workbook")
	shows(t, c.out, "--overlay")
	if strings.Contains(c.out, "\x1b") || c.code != 0 {
		t.Errorf("exit %d: %q", c.code, c.out)
	}
}
