package assess

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"crosswalk/catalog"
)

// TaskState is what a person said of a task of the plan: a published task, or
// the action that closes an item, whose owner and due date are the item's.
type TaskState struct {
	ID     string // T1.1, or the id of an item
	Status string // one of TaskStatuses; empty: as it follows from the items
	Said   Mark   // of Status
	Owner  string
	Due    string // YYYY-MM-DD
	Note   string

	Started string  // YYYY-MM-DD, when work on it began
	Spent   float64 // person-days so far
}

// MostSpent is the most person-days that a task can have taken.
const MostSpent = 10000

// The statuses of a task.
const (
	TaskOpen    = "open"
	TaskStarted = "started"
	TaskDone    = "done"
)

// TaskStatuses are all of them, in order.
var TaskStatuses = []string{TaskOpen, TaskStarted, TaskDone}

// Task is what was said of a task; for the action of an item with the owner and
// due date of its answer.
func (a *Assessment) Task(id string) TaskState {
	t, _ := find(a.Tasks, id)
	t.ID = id
	if !published(id) {
		x := a.Answer(Key{Item: id})
		t.Owner, t.Due = x.Owner, x.Due
	}
	return t
}

// published tells the id of a published task from that of an item.
func published(id string) bool { return strings.HasPrefix(id, "T") }

// WithStatus is the task with another status, said on a day: what is started began
// then, unless somebody knows better, and what is open never did.
func (t TaskState) WithStatus(status, day string) TaskState {
	switch t.Status = status; {
	case status == TaskOpen:
		t.Started = ""
	case status == TaskStarted && t.Started == "":
		t.Started = day
	}
	return t
}

// check refuses what can't be said of a task.
func (t TaskState) check() error {
	if err := first(CheckLine("owner", t.Owner), CheckDate("due date", t.Due), CheckText("note", t.Note, MaxNote),
		CheckDate("day it was started", t.Started)); err != nil {
		return err
	}
	if !(t.Spent >= 0 && t.Spent <= MostSpent) {
		return fmt.Errorf("%g days were spent; 0 to %d is right", t.Spent, MostSpent)
	}
	if t.Status == TaskOpen && t.Started != "" {
		return errors.New("an open task has no day on which it was started; say that it is started, or leave the day out")
	}
	if t.Status == "" {
		return nil
	}
	return checkWord("status", t.Status, TaskStatuses)
}

// PutTask says what a person knows of a task: its status where it is not what
// follows from its items, who sees to it, by when, a note, and how far the work is.
func PutTask(cat *catalog.Catalog, a *Assessment, t TaskState) ([]Change, error) {
	if err := t.check(); err != nil {
		return nil, err
	}
	was, _ := find(a.Tasks, t.ID)
	was.ID = t.ID
	subject := RecordSubject(KindTask, t.ID)
	if published(t.ID) {
		if !slices.ContainsFunc(cat.Tasks(), func(c catalog.Task) bool { return c.ID == t.ID }) {
			return nil, fmt.Errorf("the plan has no task %s; tasks are T1.1 to T4.4, actions the numbers of items", t.ID)
		}
		return differ(subject, was.fields(), t.fields()), nil
	}
	changes, err := Assign(cat, a, Key{Item: t.ID}, t.Owner, t.Due)
	if err != nil {
		return nil, err
	}
	t.Owner, t.Due = "", ""
	return append(changes, differ(subject, was.fields(), t.fields())...), nil
}

// ChooseStrategy keeps the strategy that was chosen; another than the recommended
// one needs a reason. Empty goes back to the recommended one, which then nobody
// has kept.
func ChooseStrategy(a *Assessment, recommended, strategy, reason string) ([]Change, error) {
	if strategy != "" && strategy != recommended && blank(reason) {
		return nil, errors.New("another strategy than the recommended one needs a reason")
	}
	if strategy == "" {
		reason = ""
	}
	p, err := a.Profile.With("strategy", strategy)
	if err != nil {
		return nil, err
	}
	if p, err = p.With("strategy_reason", reason); err != nil {
		return nil, err
	}
	return SetProfile(a, p), nil
}
