package plain

import (
	"strings"

	"crosswalk/tui/bind"
)

// command is a line that does something: its letter where the screens have a key
// for the same, its words, and what it does.
type command struct {
	key    bind.Meaning
	words  []string // the first is how it is called
	takes  string   // what may stand behind it, for the help
	does   string
	group  string
	closed bool // it works while no assessment is open, too
	do     func(*talk, string)
}

// groups are the commands as the help lists them. Their letters are the keys of the
// screens; 0 to 5 are in the help by themselves.
func groups() []group {
	return []group{
		{"answer", "what is said of an item", answers()},
		{"go", "where one goes", ways()},
		{"hear", "what is read of an item", readings()},
		{"look", "figures and lists", pictures()},
		{"begin", "assessments, and how to leave", beginnings()},
	}
}

type group struct {
	name, about string
	commands    []command
}

// everything are the commands of all groups.
func everything() []command {
	var all []command
	for _, g := range groups() {
		for _, c := range g.commands {
			c.group = g.name
			all = append(all, c)
		}
	}
	return all
}

func does(key bind.Meaning, takes, does string, do func(*talk, string), words ...string) command {
	return command{key: key, words: words, takes: takes, does: does, do: do}
}

// always is a command that works while no assessment is open, too.
func always(c command) command {
	c.closed = true
	return c
}

// noKey is that of a command that the screens have no letter for.
var noKey bind.Meaning

func answers() []command {
	return []command{
		does(bind.NA, "REASON", "not applicable; a question does not arise", (*talk).exclude, "na"),
		does(bind.Yes, "", "yes to the draft, or it still holds", (*talk).yes, "yes"),
		does(bind.Clear, "", "clear the rating, no to the draft", (*talk).clear, "clear"),
		does(bind.Note, "TEXT", "the note; alone it opens a text of many lines", (*talk).note, "note"),
		does(bind.Evidence, "add, change 1, see 1, take 1, remove 1", "evidence; alone it lists", (*talk).evidence, "evidence"),
		does(bind.Library, "", "all evidence there is, to take from", (*talk).library, "library"),
		does(bind.Finding, "add, change 1, close 1, open 1, remove 1", "findings; alone it lists", (*talk).finding, "finding", "findings"),
		does(bind.Owner, "", "owner and due date", (*talk).assign, "owner"),
		does(bind.Flag, "", "flag for later, or take the flag off", (*talk).flag, "flag"),
		does(bind.GoOn, "", "go on by itself after a rating, or stay", (*talk).turnGoOn, "on"),
		does(noKey, "RI-1, add KIND, set RI-1 FIELD, state RI-1, remove RI-1, take KIND ROW", "reads a record of a register, or changes it", (*talk).record, "record"),
		does(noKey, "MR-2, MR-2 10, open MR-2, decide MR-2 10 task", "walks a management review input by input, collects them, decides", (*talk).review, "review"),
		does(bind.Undo, "", "undo your last act", (*talk).undo, "undo"),
		does(noKey, "", "do it again", (*talk).redo, "redo"),
	}
}

func ways() []command {
	return []command{
		does(noKey, "", "next open", func(t *talk, _ string) { t.nextOpen(1) }, "next"),
		does(noKey, "", "previous open item", func(t *talk, _ string) { t.nextOpen(-1) }, "previous", "prev"),
		does(bind.Goto, "NUMBER", "to an item, as A.5.2, or 27001:A.5.9", (*talk).jumpTo, "go"),
		does(letter(bind.Down), "", "the next item or question", func(t *talk, _ string) { t.step(1) }, "down"),
		does(letter(bind.Up), "", "the one before", func(t *talk, _ string) { t.step(-1) }, "up"),
		does(bind.After, "", "next clause or section", func(t *talk, _ string) { t.jump(1) }, "section"),
		does(bind.Earlier, "", "previous clause or section", func(t *talk, _ string) { t.jump(-1) }, "back"),
		does(letter(bind.Right), "NUMBER", "to a question of the item", (*talk).into, "question"),
		does(letter(bind.Left), "", "out of the questions", func(t *talk, _ string) { t.out() }, "item"),
		does(bind.System, "NAME", "the AI system that answers are about; alone it lists", (*talk).chooseSystem, "system"),
		does(bind.Walk, "NUMBER", "to the Walk, through ISO/IEC 42001", func(t *talk, n string) { t.to(false, n) }, "walk"),
		does(noKey, "NUMBER", "to the Baseline, ISO/IEC 27001", func(t *talk, n string) { t.to(true, n) }, "baseline", "isms"),
		does(bind.Find, "WORDS", "find words in all that was said", (*talk).findWords, "find"),
		does(bind.Show, "WORDS", "which items are shown, as gaps owner:Mia; all shows all", (*talk).narrow, "filter"),
	}
}

func readings() []command {
	return []command{
		does(bind.Open, "", "an empty line says how it stands here", func(t *talk, _ string) { t.arrive() }, "here"),
		does(noKey, "", "the questions, with their answers", (*talk).readQuestions, "questions"),
		does(noKey, "", "the levels 0 to 5", (*talk).readLevels, "levels"),
		does(bind.Rests, "", "what the ISMS carries of it, or what rests on it", (*talk).carries, "carries", "rests"),
		does(bind.Read, "", "all about this item", (*talk).read, "read"),
		does(noKey, "CODE", "the language the items are read in", (*talk).language, "language"),
		does(bind.Delta, "", "ask only what the ISMS does not settle, or everything", (*talk).turnDelta, "delta"),
	}
}

func pictures() []command {
	return []command{
		does(noKey, "", "the items that are shown", (*talk).listItems, "list"),
		does(noKey, "", "the figures", (*talk).overview, "overview"),
		does(noKey, "", "what stands in the way of certification", (*talk).blockers, "blockers"),
		does(noKey, "", "what there is to show on an audit day, item by item", (*talk).ready, "ready"),
		does(noKey, "", "what does not conform, by priority", (*talk).gaps, "gaps"),
		does(noKey, "42001, 27001 or both", "the Statement of Applicability", (*talk).soa, "soa"),
		does(noKey, "NAME", "all that has a day, what is overdue first; with a name what waits for that person", (*talk).due, "due"),
		does(noKey, "", "the plan", (*talk).roadmap, "roadmap"),
		does(noKey, "", "what the ISMS carries, by clause and section", (*talk).synergy, "synergy"),
		does(noKey, "", "the AI systems", (*talk).systems, "systems"),
		does(noKey, "", "the kinds of records, with how many there are", (*talk).registers, "registers"),
		does(noKey, "KIND and words of a filter", "the records of a register, as records risk needs", (*talk).records, "records", "register"),
		does(bind.Need, "", "stale answers", (*talk).stale, "stale"),
		does(noKey, "item", "the newest acts", (*talk).history, "history"),
		does(bind.Profile, "", "the profile of the organisation", (*talk).profile, "profile"),
		does(noKey, "", "who is here, and what is voted on", (*talk).tellRoom, "room"),
		does(noKey, "LEVEL low|medium|high WHY", "your vote, while the room votes", (*talk).vote, "vote"),
	}
}

func beginnings() []command {
	return []command{
		always(does(bind.All, "", "all assessments", (*talk).list, "assessments")),
		always(does(noKey, "NUMBER or NAME", "open an assessment", (*talk).openOne, "open")),
		always(does(noKey, "NAME", "make an assessment", (*talk).makeOne, "new")),
		does(noKey, "NAME", "give the open assessment another name", (*talk).rename, "rename"),
		does(noKey, "NAME", "make a copy of the open assessment", (*talk).duplicate, "duplicate"),
		does(noKey, "", "put the open assessment away, or bring it back", (*talk).archive, "archive"),
		always(does(bind.Help, "WORD", "help; with a group or a command, more of it", (*talk).help, "help")),
		always(does(bind.Quit, "", "leave", func(t *talk, _ string) { t.over = true }, "quit", "exit")),
	}
}

// letter is the letter of a meaning that is named by an arrow, too.
func letter(m bind.Meaning) bind.Meaning {
	_, shown, _ := strings.Cut(m.Shown, "/")
	m.Shown, m.Keys = shown, []string{shown}
	return m
}

// sign is the one sign that calls a command; empty where it has words alone.
func (c *command) sign() string {
	if len(c.key.Keys) == 0 || len([]rune(c.key.Keys[0])) != 1 {
		return ""
	}
	return c.key.Keys[0]
}
