package sheet

import (
	"fmt"
	"strconv"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"crosswalk/catalog/intake"
	"crosswalk/catalog/visible"
	"crosswalk/tui/dialog"
	"crosswalk/tui/screen"
	"crosswalk/tui/widget"
)

// said is the group of what a person should know beside the rows.
const said intake.Group = "to know"

// groupWords say what becomes of the rows of a group.
var groupWords = map[intake.Group]string{
	intake.RowRefused: "not taken, each says why", intake.RowDoubted: "waiting for what is open", intake.RowChanges: "something would change",
	intake.RowSame: "what stands here already", intake.RowSilent: "no word about their item", said: "how it was read, and what was not",
}

// table are the rows of a file by group.
type table struct {
	groups  map[intake.Group][]intake.RowSeen
	changes map[int][]intake.Line // by the number of the row
	know    []string
	several bool // rows of several sheets

	opened map[intake.Group]bool
	lines  []rowLine
}

// rowLine is a line of the table: a group, or one of its rows.
type rowLine struct {
	group intake.Group
	at    int // of its rows; -1: the group itself
}

// newTable sorts what was read; it runs in a command.
func newTable(r intake.Reading, err error) table {
	t := table{groups: map[intake.Group][]intake.RowSeen{}, changes: map[int][]intake.Line{}}
	if err != nil {
		t.know = append(t.know, screen.Said(err.Error()))
	}
	sheet := ""
	for _, row := range r.Groups {
		t.groups[row.Group] = append(t.groups[row.Group], row)
		t.several = t.several || sheet != "" && row.Sheet != sheet
		sheet = row.Sheet
	}
	for _, l := range r.Lines {
		t.changes[l.Row] = append(t.changes[l.Row], l)
	}
	for _, refused := range r.Refused {
		if refused.Row == 0 {
			t.know = append(t.know, screen.Said(refused.Reason))
		}
	}
	for _, remark := range r.Remarks {
		t.know = append(t.know, screen.Said(remark))
	}
	for _, column := range r.Unknown {
		t.know = append(t.know, "The column "+column+" was not read.")
	}
	return t
}

// arrange makes the lines of the groups that are open.
func (t *table) arrange() {
	if t.opened == nil {
		t.opened = map[intake.Group]bool{intake.RowRefused: true}
	}
	t.lines = t.lines[:0]
	for _, g := range append([]intake.Group{said}, intake.Groups...) {
		n := t.count(g)
		if n == 0 {
			continue
		}
		t.lines = append(t.lines, rowLine{g, -1})
		for i := 0; t.opened[g] && i < n; i++ {
			t.lines = append(t.lines, rowLine{g, i})
		}
	}
}

func (t *table) count(g intake.Group) int {
	if g == said {
		return len(t.know)
	}
	return len(t.groups[g])
}

// refused counts the rows that are not taken.
func (f *file) refused() int {
	return max(len(f.table.groups[intake.RowRefused]), len(f.reading.Refused))
}

// rowHere is the line under the cursor.
func (f *file) rowHere() (rowLine, bool) {
	if f.row.At < len(f.table.lines) {
		return f.table.lines[f.row.At], true
	}
	return rowLine{}, false
}

func (b *Screen) rowKey(msg tea.KeyPressMsg) tea.Cmd {
	k := b.keys
	switch {
	case key.Matches(msg, k.Open):
		return b.openRow()
	case key.Matches(msg, k.Fold):
		b.file.turnGroup()
	case key.Matches(msg, k.Falling):
		return b.nextFalling()
	case key.Matches(msg, k.LeaveOut):
		return b.leaveOut()
	}
	return nil
}

// openRow shows all about the row under the cursor; a group it opens, or closes.
func (b *Screen) openRow() tea.Cmd {
	l, is := b.file.rowHere()
	if !is || l.at < 0 {
		b.file.turnGroup()
		return nil
	}
	texts := b.file.aboutRow(l)
	return b.s.Open(dialog.NewPage(b.s, b.file.base(), func(w int) []string {
		var lines []string
		for _, text := range texts {
			lines = append(lines, widget.Wrap(text, w)...)
		}
		return lines
	}))
}

// turnGroup opens the group under the cursor, or closes it.
func (f *file) turnGroup() {
	l, is := f.rowHere()
	if !is {
		return
	}
	f.table.opened[l.group] = !f.table.opened[l.group]
	f.table.arrange()
	for i, other := range f.table.lines {
		if other.group == l.group && other.at < 0 {
			f.row.At = i
		}
	}
}

// fallings are the rules for ratings that would fall, in turn.
var fallings = []intake.Falling{intake.ByKind, intake.KeepHigher, intake.Replace}

var fallingWords = map[intake.Falling]string{
	intake.ByKind: "words keep it, levels replace it", intake.KeepHigher: "it stays", intake.Replace: "the sheet replaces it",
}

func (b *Screen) nextFalling() tea.Cmd {
	f := b.file
	if f.register != nil {
		return screen.Tell("Records have no rating that could fall.")
	}
	for i, rule := range fallings {
		if rule == f.falling {
			f.falling = fallings[(i+1)%len(fallings)]
			break
		}
	}
	return b.read(false)
}

// fallingLine says what becomes of ratings that stand higher than the sheet says.
func (f *file) fallingLine() string {
	p := f.reading.Proposal
	return fmt.Sprintf("Where a rating stands higher than the sheet says, %s: %d would fall, %d stay. v changes the rule.", fallingWords[f.falling], p.Fall, p.Stay)
}

// leaveOut has the refused rows left out, into a file beside the sheet; again, they
// are refused.
func (b *Screen) leaveOut() tea.Cmd {
	f := b.file
	switch {
	case f.register != nil:
		return screen.Tell("Records are taken all or none: mend the rows in the sheet, and open it again.")
	case f.rest != "":
		f.rest = ""
		return b.read(false)
	case f.refused() == 0:
		return screen.Tell("No row is refused; there is nothing to leave out.")
	}
	path := f.stem() + "-rest.csv"
	keep := func() tea.Cmd {
		f.rest = path
		return b.read(false)
	}
	return b.s.Open(dialog.NewForm(b.s, b.form("rest"), "Leave out "+rowCount(f.refused()), keep, dialog.Ask(
		huh.NewInput().Title("File for them").Description("each as it stands, with its reason; y writes it first").
			Value(&path).Validate(huh.ValidateNotEmpty()),
	)))
}

func rowCount(n int) string {
	if n == 1 {
		return "1 row"
	}
	return strconv.Itoa(n) + " rows"
}

// aboutRow says all that a row changes, or why it is not taken.
func (f *file) aboutRow(l rowLine) []string {
	if l.group == said && l.at >= 0 {
		return []string{f.table.know[l.at]}
	}
	switch {
	case l.at < 0 && f.register != nil:
		return []string{"enter opens the group. Nothing is written before y, and then all of it as one act."}
	case l.at < 0:
		return []string{f.fallingLine()}
	}
	r := f.table.groups[l.group][l.at]
	lines := []string{f.where(r) + " · " + widget.Line(r.Item)}
	if l.group != intake.RowChanges {
		if r.Text != "" {
			lines = append(lines, screen.Said(r.Text))
		}
		return lines
	}
	for _, c := range f.table.changes[r.Row] {
		if r.Item != c.Item && len(f.table.changes[r.Row]) > 1 && f.table.several {
			continue
		}
		lines = append(lines, c.What+": "+orNothing(c.Was)+" → "+orNothing(c.Now))
	}
	return lines
}

func orNothing(s string) string {
	if s == "" {
		return "–"
	}
	return visible.Line(s)
}

func (f *file) where(r intake.RowSeen) string {
	where := "row " + strconv.Itoa(r.Row)
	if f.table.several {
		where = widget.Line(r.Sheet) + ", " + where
	}
	return where
}
