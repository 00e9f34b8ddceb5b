package screen

import (
	"cmp"
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/workshop"
	"crosswalk/store"
	"crosswalk/tui/style"
)

// Session is who sits here and what they work with. All screens of one person
// share it; it holds no sizes and no state of any screen.
type Session struct {
	Context context.Context
	Catalog *catalog.Catalog
	// Overlay is the organisation's own copy of the standards' texts, nil where
	// there is none. It is looked at here and goes nowhere else.
	Overlay *catalog.Overlay
	// Lang is the language in which this person reads the items; nil: the
	// catalogue's own. It is for drawing, in Update and View only: what is decided,
	// worked out and saved comes from Catalog.
	Lang  *catalog.Language
	DB    *store.DB
	Actor store.Actor
	Theme *style.Theme
	// Colours are what this person chose of the themes; empty: auto.
	Colours style.Kind
	// Owner is who is offered as the owner of work where nobody is named yet.
	Owner string
	Now   func() time.Time
	// Remote is true where the person sits at another machine: no clipboard,
	// no files, no editor of this one.
	Remote bool
	// Only is the id of the one assessment that this person may see; empty: all.
	Only string
	// Program is the program with its version, as documents name it.
	Program string
	// Throwaway says that the database is a copy that goes at the end.
	Throwaway bool
	// Files reads and writes sheets of the machine the person sits at, and opens links
	// on it; nil where that is another one.
	Files *Files
	// Bundles carry assessments to other machines and back; nil where the person sits at
	// another one.
	Bundles *Bundles
	// Documents are what can be handed over; none where it has no kinds.
	Documents Documents

	// turned is the role that the person was given since they came in; empty: none.
	turned workshop.Role

	// Seat is the person's place in a room with others; nil: they are alone.
	Seat *Seat
	// Figures are shared by the sessions of a room; nil: this one has its own.
	Figures *Figures

	soon []tea.Msg // asked for in the Update under way

	// Over is what of a paste did not fit where it was pasted, until it is put
	// somewhere else. It is for Update only.
	Over string

	mu     sync.Mutex
	queue  []job
	veil   string            // id of the item that the room votes on
	made   map[string]bool   // ids of revisions: the last of each act of this window
	drafts map[Draft]*string // where this person has one, with its text where the file does not have it
	turn   sync.Mutex
	seq    int
	told   *assess.Assessment // in the newest news
	own    Figures
}

// Files is what may be read of the person's own machine, written and run there.
type Files struct {
	Sheets func() []string // paths of workbooks and CSV files nearby, the likeliest first
	Read   func(path string) ([]byte, error)
	// Write makes a file that is not there yet; it is durable once it returns.
	Write func(path string, raw []byte) error
	// Open hands a link that assess.Evidence.Link gave to the machine's browser.
	Open func(link string) error
	// Kept are the bytes of a file of evidence, which are those that were kept.
	Kept func(f assess.File) ([]byte, error)
	// Show hands a file of evidence of a kind that is only looked at to a program of the
	// machine, under a name of its own.
	Show func(f assess.File) error
	// Edit has a text changed in the person's editor, on a terminal of those streams,
	// and gives it as it was saved. What an editor wrote that ended with an error comes
	// with it.
	Edit func(in io.Reader, out, errs io.Writer, text string) (string, error)
	// Suspend puts the program aside until its shell brings it back; nil: the system
	// has no way to.
	Suspend func() error
}

// Role is what the person may do at this window, for what it shows and offers. The
// store asks for itself. Call it, and Turn, in Update and View only.
func (s *Session) Role() workshop.Role { return cmp.Or(s.turned, s.Actor.Role) }

// RoleIn is what the person may do in an assessment; an error where they may not open
// it. It runs in a command.
func (s *Session) RoleIn(ctx context.Context, id string) (workshop.Role, error) {
	return s.DB.RoleIn(ctx, s.Actor, id)
}

// First is the assessment that opens by itself: the only one there is for this person,
// else at their own machine the one that was open last. It is empty where they choose.
// It runs in a command.
func (s *Session) First(ctx context.Context) (id string, err error) {
	if s.Only != "" || !s.Remote {
		if id = s.Only; id == "" {
			id, err = s.DB.LastOpened(ctx)
		}
		return id, err
	}
	all, err := s.DB.Assessments(ctx)
	if err != nil || len(all) != 1 || all[0].Shut {
		return "", err
	}
	return all[0].ID, nil
}

// Enter takes the role that the person has in an assessment, and tells the others that
// they are there; without one it is what they are in the whole file. Call it in Update
// only.
func (s *Session) Enter(id string, role workshop.Role) {
	if s.Only == "" && role != "" {
		s.Turn(role)
	}
	if s.Seat != nil && s.Seat.Entered != nil {
		s.Seat.Entered(id, s.Role())
	}
}

// Offered is an owner as a form offers it: where nobody is named yet, the one that
// this person chose for that.
func (s *Session) Offered(owner string) string { return cmp.Or(owner, s.Owner) }

// Turn gives the person another role while they are here.
func (s *Session) Turn(role workshop.Role) { s.turned = role }

// Ask is Send for what must happen before the next key: the App does it as soon
// as the Update under way returns, so that what is typed quickly lands where
// the eye is. It gives no command; call it in Update only.
func (s *Session) Ask(msg tea.Msg) tea.Cmd {
	s.soon = append(s.soon, msg)
	return nil
}

// Open puts a dialog on top, now.
func (s *Session) Open(d Dialog) tea.Cmd { return s.Ask(Open{d}) }

// Shut takes the top dialog away, now.
func (s *Session) Shut() tea.Cmd { return s.Ask(Close{}) }

// Soon is what was asked for by Ask since the last call, in order: for whoever
// holds the screens.
func (s *Session) Soon() []tea.Msg {
	soon := s.soon
	s.soon = nil
	return soon
}

// Decide says what an act changes, from the assessment as it stands when it is
// saved. It may be called twice.
type Decide = func(*assess.Assessment) ([]assess.Change, error)

// InOrder gives a command that runs jobs one after the other in the order in
// which they were asked for, whichever command the runtime starts first: two
// ratings typed in a row are saved in that row.
func (s *Session) InOrder(run func() tea.Msg) tea.Cmd { return s.enqueue(job{run: run}) }

// job waits for its turn. Of two that say the same of something in a row, as
// digits that are held down, the one that waits gives its place to the newer.
type job struct {
	run  func() tea.Msg
	says string // what of what; empty: nothing that another says again
}

func (s *Session) enqueue(j job) tea.Cmd {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.queue); n > 0 && j.says != "" && s.queue[n-1].says == j.says {
		s.queue[n-1] = j
		return nil // the command of the one before runs it
	}
	s.queue = append(s.queue, j)
	return func() tea.Msg {
		s.turn.Lock()
		defer s.turn.Unlock()
		if next := s.next(); next != nil {
			return next()
		}
		return nil
	}
}

// next takes the oldest job, nil where none waits.
func (s *Session) next() func() tea.Msg {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) == 0 {
		return nil
	}
	j := s.queue[0]
	s.queue = s.queue[1:]
	return j.run
}

// Act saves one act on an assessment. What comes back is Changed once it is on
// disk, or Failed.
func (s *Session) Act(id string, decide Decide) tea.Cmd { return s.ActSaying(id, "", decide) }

// ActSaying is Act with a word for the notice line.
func (s *Session) ActSaying(id, said string, decide Decide) tea.Cmd {
	return s.enqueue(s.act(id, said, decide))
}

// ActNewest is ActSaying of what is said anew with every key, as a rating: while a
// save is under way only the newest of those that say the same of the same thing
// waits, so that a burst of keys is not one act each. The first is never kept
// waiting for more, and the last is never lost.
func (s *Session) ActNewest(id, says, said string, decide Decide) tea.Cmd {
	j := s.act(id, said, decide)
	j.says = id + " " + says
	return s.enqueue(j)
}

func (s *Session) act(id, said string, decide Decide) job {
	return job{run: func() tea.Msg {
		a, err := s.DB.Do(s.Context, s.Actor, id, s.unveiled(decide))
		return s.acted(a, said, err)
	}}
}

// acted is the news after an act, or that it was refused.
func (s *Session) acted(a *assess.Assessment, said string, err error) tea.Msg {
	if err != nil {
		return Failed{err}
	}
	s.noteMade(a.Last)
	return s.changed(a, true, said)
}

// DecideRecords says what an act changes of the records of an assessment, from both
// as they stand when it is saved. It may be called twice.
type DecideRecords = func(*assess.Assessment, *register.Book) ([]assess.Change, error)

// ActOnRecords is ActSaying of what is decided about records.
func (s *Session) ActOnRecords(id, said string, decide DecideRecords) tea.Cmd {
	return s.InOrder(func() tea.Msg {
		a, err := s.DB.DoRecords(s.Context, s.Actor, id, func(a *assess.Assessment, book *register.Book) ([]assess.Change, error) {
			return s.unveiled(func(a *assess.Assessment) ([]assess.Change, error) { return decide(a, book) })(a)
		})
		return s.acted(a, said, err)
	})
}

// ActOnCase is ActOnRecords with the case that package register decides by.
func (s *Session) ActOnCase(id, said string, decide func(register.Case) ([]assess.Change, error)) tea.Cmd {
	cat, today := s.Catalog, s.Now()
	return s.ActOnRecords(id, said, func(a *assess.Assessment, book *register.Book) ([]assess.Change, error) {
		return decide(register.Case{Catalog: cat, Assessment: a, Book: book, Today: today})
	})
}

// LeadOnRecords is ActOnRecords of what only who leads may do. What is about the item
// that the room votes on is refused.
func (s *Session) LeadOnRecords(id, said string, decide DecideRecords) tea.Cmd {
	return s.InOrder(func() tea.Msg {
		a, err := s.DB.LeadOnRecords(s.Context, s.Actor, id, func(a *assess.Assessment, b *register.Book) ([]assess.Change, error) {
			return s.unveiled(func(a *assess.Assessment) ([]assess.Change, error) { return decide(a, b) })(a)
		})
		return s.acted(a, said, err)
	})
}

// Read looks at an assessment as it stands in the file now, and at where this
// person left texts of it.
func (s *Session) Read(id string) tea.Cmd {
	return s.InOrder(func() tea.Msg { return s.Look(id) })
}

// Look is Read inside a Job: Changed, or Failed.
func (s *Session) Look(id string) tea.Msg {
	a, err := s.DB.Assessment(s.Context, id)
	if err == nil {
		err = s.findDrafts(id)
	}
	if err != nil {
		return Failed{err}
	}
	return s.changed(a, false, "")
}

// Reread is Read where somebody wrote to the file: no news where it was about
// something else.
func (s *Session) Reread(id string) tea.Cmd {
	return s.InOrder(func() tea.Msg {
		a, err := s.DB.Assessment(s.Context, id)
		switch {
		case err != nil:
			return Failed{err}
		case a == s.told:
			return nil
		}
		return s.changed(a, false, "")
	})
}

// LookAtRoom reads what the room of an assessment is about: Room, or Failed. It
// runs in a command.
func (s *Session) LookAtRoom(ctx context.Context, id string) tea.Msg {
	r, err := s.DB.Room(ctx, id)
	if err != nil {
		return Failed{err}
	}
	return Room{Room: r, Current: r.Current()}
}

// Undo takes back the last act of this person, Redo brings it again.
func (s *Session) Undo(id string) tea.Cmd {
	return s.UndoSeen(id, func(*assess.Assessment, store.Act) bool { return true })
}

// UndoSeen is Undo of an act that the person sees; of another the answer is
// Unseen, and nothing is taken back. Seen runs in a command, maybe twice.
func (s *Session) UndoSeen(id string, seen func(*assess.Assessment, store.Act) bool) tea.Cmd {
	return s.InOrder(func() tea.Msg {
		var unseen *Unseen
		act, a, err := s.DB.TakeBack(s.Context, s.Actor, id, assess.Undo, func(a *assess.Assessment, act store.Act) error {
			if unseen = nil; !seen(a, act) {
				unseen = &Unseen{Act: act.ID, Said: s.tellAlone(a, act)}
			}
			if err := s.mayTakeBack(a, act); err != nil || unseen == nil {
				return err
			}
			return errUnseen
		})
		if errors.Is(err, errUnseen) {
			return *unseen
		}
		if err != nil {
			return Failed{err}
		}
		return s.changed(a, true, "Undone: "+s.tellAlone(a, act)+".")
	})
}

// Redo brings back what the last undo took.
func (s *Session) Redo(id string) tea.Cmd {
	return s.InOrder(func() tea.Msg {
		act, a, err := s.DB.TakeBack(s.Context, s.Actor, id, assess.Redo, s.mayTakeBack)
		if err != nil {
			return Failed{err}
		}
		return s.changed(a, true, "Done again: "+s.tellAlone(a, act)+".")
	})
}

// Unseen says that the last act of this person was not taken back yet, because
// it is not in sight, and what it did.
type Unseen struct{ Act, Said string }

var errUnseen = errors.New("the act is not in sight")

// noteMade keeps the last revision of an act of this window.
func (s *Session) noteMade(revision string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made == nil {
		s.made = map[string]bool{}
	}
	s.made[revision] = true
}

// Made reports whether an act was made in this window.
func (s *Session) Made(act store.Act) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(act.Revisions, func(r assess.Revision) bool { return s.made[r.ID] })
}

// changed runs in a turn, so seq rises in the order of the readings.
func (s *Session) changed(a *assess.Assessment, saved bool, said string) Changed {
	s.seq++
	s.told = a
	return Changed{Figures: s.figures().Of(s.Catalog, a, s.Now()), Seq: s.seq, Saved: saved, Said: said}
}

func (s *Session) figures() *Figures {
	if s.Figures != nil {
		return s.Figures
	}
	return &s.own
}

// Planned gives the plan of an assessment that has just been read, with the days that
// its records ask for, as news.
func (s *Session) Planned(now Changed, kept Kept) tea.Cmd {
	return func() tea.Msg { return Planned{now.Seq, now.PlanWith(kept.OfPlan())} }
}

// Judged gives what follows from the records of an assessment that has just been read,
// as news. It waits for no job, and none waits for it.
func (s *Session) Judged(now Changed) tea.Cmd {
	return func() tea.Msg {
		book, err := s.DB.RecordsReadBy(s.Context, s.Actor, now.Assessment.ID)
		if err != nil {
			return Failed{err}
		}
		c := register.Case{Catalog: s.Catalog, Assessment: now.Assessment, Book: book, Today: s.Now()}
		return Kept{now.Seq, s.figures().Ruling(c)}
	}
}

// Job runs something else in its turn: what it returns is the message.
func (s *Session) Job(job func(context.Context) tea.Msg) tea.Cmd {
	return s.InOrder(func() tea.Msg { return job(s.Context) })
}

// Finish runs what was asked for and not begun when the program ended.
func (s *Session) Finish() {
	s.turn.Lock()
	defer s.turn.Unlock()
	for job := s.next(); job != nil; job = s.next() {
		job()
	}
}
