package plain

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crosswalk/catalog/assess"
	"crosswalk/tui/bind"
)

// elsewhere is what the screens or the command line do and this does not, by what
// people type for it.
var elsewhere = []struct {
	words      []string
	verb, does string
}{
	{[]string{bind.TakeIn.Shown, "import"}, "import FILE --as answers", "takes in a sheet"},
	{[]string{bind.WriteOut.Shown, "report"}, "report DOCUMENT", "writes a document"},
	{[]string{"issue"}, "issue DOCUMENT", "keeps a version that is handed out"},
	{[]string{"declare"}, "declare ITEM", "says what the SoA has of a control"},
	{[]string{"task"}, "task ID", "says how a task stands"},
	{[]string{"strategy"}, "strategy --choose NAME", "keeps a strategy"},
	{[]string{bind.Own.Shown, "control", "controls"}, "control add TITLE", "adds a control of your own"},
	{[]string{bind.Vote.Shown}, "workshop vote ITEM", "has the room vote on an item"},
	{[]string{"agenda"}, "workshop agenda", "makes the agenda of a room"},
	{[]string{bind.Count.Shown, "reveal"}, "workshop reveal", "counts and shows all votes"},
	{[]string{"settle"}, "workshop settle LEVEL", "settles a vote"},
	{[]string{bind.Mark.Shown, bind.MarkTo.Shown, bind.MarkAll.Shown, "mark"}, "answer --stdin", "rates many items at once"},
	{[]string{bind.Restore.Shown, "restore"}, "history", "tells the whole history"},
	{[]string{bind.Example.Shown, "demo"}, "demo --into FILE", "writes a demonstration to try"},
}

// obey does what a line says.
func (t *talk) obey(text string) {
	text = strings.TrimSpace(text)
	if len(text) == 1 && text[0] >= '0' && text[0] <= '5' {
		if t.opened() && t.look() {
			t.rate(int(text[0] - '0'))
		}
		return
	}
	name, behind, _ := strings.Cut(text, " ")
	if words, ok := strings.CutPrefix(text, bind.Find.Shown); ok {
		name, behind = bind.Find.Shown, words
	}
	c, ok := t.command(name)
	switch {
	case text == "" && t.id == "":
		t.list("")
		return
	case text == "":
		c, _ = t.command("here")
	case !ok:
		t.unknown(name)
		return
	}
	if (c.closed || t.opened()) && (t.look() || c.closed) {
		c.do(t, strings.TrimSpace(behind))
	}
}

// command finds one by its sign, or by its word in whatever case.
func (t *talk) command(name string) (*command, bool) {
	for i := range t.commands {
		c := &t.commands[i]
		if c.sign() != "" && c.sign() == name {
			return c, true
		}
		for _, w := range c.words {
			if w == strings.ToLower(name) {
				return c, true
			}
		}
	}
	return nil, false
}

// opened reports whether there is an assessment that a command can be about.
func (t *talk) opened() bool {
	if t.id == "" {
		t.say("No assessment is open. %s", t.waysIn())
		return false
	}
	return true
}

// unknown says what else does what somebody asked for.
func (t *talk) unknown(name string) {
	for _, e := range elsewhere {
		if slices.Contains(e.words, name) || slices.Contains(e.words, strings.ToLower(name)) {
			t.say("That is not here. %s %s.", t.verb(e.verb), e.does)
			return
		}
	}
	if n, err := strconv.Atoi(name); err == nil && assess.CheckLevel(n) != nil {
		t.refuse(assess.CheckLevel(n))
		return
	}
	t.refuse(fmt.Errorf("%q is no command here; ? lists them", short(name)))
}

// short keeps a refusal short, whatever was typed.
func short(text string) string {
	if r := []rune(text); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return text
}

// help says what can be typed: what matters most, and with the name of a group or a
// command all of that.
func (t *talk) help(text string) {
	text = assess.FoldName(text)
	if text != "" {
		t.helpOn(text)
		return
	}
	t.say("0 to 5: rates the item or the question where you are, and saves it")
	t.say("An empty line: says again how it stands here")
	for _, name := range []string{"next", "questions", "levels", "note", "undo", "go", "quit"} {
		if c, ok := t.command(name); ok {
			t.sayCommand(c)
		}
	}
	for _, g := range groups() {
		t.say("help %s: %s", g.name, g.about)
	}
	t.say("help all: every command")
}

func (t *talk) helpOn(text string) {
	found := false
	for i := range t.commands {
		if c := &t.commands[i]; text == "all" || text == c.group {
			found = true
			t.sayCommand(c)
		}
	}
	if found {
		return
	}
	c, ok := t.command(text)
	if !ok {
		t.unknown(text)
		return
	}
	t.sayCommand(c)
	if len(c.words) > 1 {
		t.say("Also called: %s", strings.Join(c.words[1:], ", "))
	}
}

// sayCommand says how a command is typed and what it does.
func (t *talk) sayCommand(c *command) {
	name := c.words[0]
	if s := c.sign(); s != "" {
		name = s + " or " + name
	}
	if c.takes != "" {
		name += ", may be followed by " + c.takes
	}
	t.say("%s: %s", name, c.does)
}

func (t *talk) turnDelta(string) {
	if t.delta = !t.delta; t.delta {
		t.say("Only the delta is asked now: what no ISMS answer settles.")
		return
	}
	t.say("Every question is asked again.")
}
