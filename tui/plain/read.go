package plain

import (
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
	"crosswalk/catalog/score"
	"crosswalk/catalog/synergy"
	"crosswalk/tui/screen"
)

// asked are the questions that are asked: where only the delta is, not those that
// the ISMS settles.
func (t *talk) asked(it *catalog.Item) []*catalog.Question {
	var all []*catalog.Question
	for i := range it.Questions {
		if q := &it.Questions[i]; !t.delta || !synergy.Settled(t.s.Catalog, t.now.Assessment, q) {
			all = append(all, q)
		}
	}
	return all
}

// readQuestions reads the questions in order, each with its answer.
func (t *talk) readQuestions(string) {
	it := t.item()
	if t.isms() || len(it.Questions) == 0 {
		t.say("This item has no questions of its own; rate it as a whole.")
		return
	}
	said, asked := t.s.Lang.Item(it), t.asked(it)
	for _, q := range asked {
		spoken, _ := said.Question(q.ID)
		t.say("Question %s: %s", q.Place(), spoken.Ask)
		if !t.room.Veils(it.ID) {
			t.sayQuestion(spoken)
		}
	}
	if n := len(it.Questions) - len(asked); n > 0 {
		t.say("Settled by the ISMS and not asked: %d", n)
		if len(synergy.OpenSettled(t.s.Catalog, t.now.Assessment, t.key())) > 0 && !t.room.Veils(it.ID) {
			t.say("y rates them %d.", t.s.Catalog.Method.InPlace)
		}
	}
	t.say("question and a number chooses one, to be rated.")
}

// readLevels reads 0 to 5 in order.
func (t *talk) readLevels(string) {
	it := t.s.Lang.Item(t.item())
	for level := range 6 {
		t.say("Level %d: %s", level, t.level(it, level))
	}
	if r := t.rating(); r.Is(assess.Rated) && !t.room.Veils(it.ID) {
		t.say("Rating: %d", r.Level)
	}
}

// read tells all about the item.
func (t *talk) read(string) {
	it := t.s.Lang.Item(t.item())
	each := func(label string, texts ...string) {
		for _, text := range texts {
			t.sayText(label, text)
		}
	}
	if t.isms() {
		t.say("ISMS %s: %s", it.ID, it.Title)
		each("Ask", it.Ask)
		each("In place when", it.Implemented)
	} else {
		t.say("%s: %s", it.Number, it.Title)
		each("Intent", it.Intent)
		t.readQuestions("")
		t.readLevels("")
	}
	each("The standard's text, your copy", t.s.Overlay.Text(t.item()))
	t.carries("")
	each("Ask to see", it.Evidence...)
	each("Ask whom", strings.Join(it.Interview, ", "))
	each("Extend it", it.Extend...)
	each("What results", it.Deliverable)
	each("What auditors see most", it.Pitfall)
	t.bearing(it)
	for _, term := range t.s.Catalog.TermsOf(it) {
		t.say("The word %s: %s", term.Term, term.Difference)
	}
	if t.veiled() {
		return
	}
	t.listEvidence("")
	t.listFindings("")
	t.sayRating(it)
	t.sayText("Note", t.itemAnswer().Note)
	t.sayBeside()
}

// bearing is where other rules have something to say near an item.
func (t *talk) bearing(it *catalog.Item) {
	law := false
	for _, ref := range it.Regulatory {
		place, _ := t.s.Catalog.Place(ref)
		t.say("Bears on: %s", strings.TrimSpace(ref+" "+place.Title))
		for _, when := range place.Says(t.s.Now().Format(time.DateOnly), day.Show) {
			law = true
			t.say("%s", when)
		}
	}
	if law {
		t.say("%s Check the consolidated text.", t.s.Catalog.Reference().Regulation.AgeWords(t.s.Now(), day.Show))
	}
}

// carries tells what the ISMS carries of the item, or what rests on an item of the
// ISMS.
func (t *talk) carries(string) {
	it := t.item()
	if t.isms() {
		t.restsOn(it)
		return
	}
	if t.room.Veils(it.ID) {
		return
	}
	i, _ := t.now.Synergy.Item(it.ID)
	t.say("The ISMS carries, %s: %s", synergy.LevelWords(i.Level), i.Level)
	if primary, ok := t.s.Catalog.Primary(it.ID); ok && primary.Note != "" {
		t.say("%s", primary.Says())
	}
	for _, term := range synergy.Explain(t.s.Catalog, t.now.Assessment, t.now.Synergy.Basis, it).Terms {
		r := term.Relationship
		title := ""
		if b, ok := t.s.Catalog.Baseline(r.Baseline); ok {
			title = " " + b.Title
		}
		t.say("From ISMS %s%s, strength %d of 10, sources %s, rated: %s", r.Baseline, title, r.Strength, r.Status, ratingWord(term.Rating))
	}
	if i.Applicable {
		p := i.Shares().Percents()
		t.say("It can carry %d %%, and carries now: %d %%", score.Percent(i.Potential), score.Percent(i.Inherited))
		t.say("Done %d %%, to reuse %d %%, to build: %d %%", p[0], p[1], p[2])
		t.say("Person-days left: %.1f", i.Days)
	}
}

// restsOn tells what of ISO/IEC 42001 rests on an item of the ISMS.
func (t *talk) restsOn(it *catalog.Item) {
	all := synergy.ImpactOf(t.s.Catalog, t.now.Assessment, t.now.Synergy.Basis, it.ID)
	t.say("Items of ISO/IEC 42001 that rest on it: %d", len(all))
	for _, x := range all {
		if t.room.Veils(x.Item.ID) {
			t.say("%s %s: %s", x.Item.Number, x.Item.Title, screen.Hidden)
			continue
		}
		stale := ""
		if x.Stale {
			stale = ", an answer is stale"
		}
		t.say("%s %s: carried %d %%, without it %d %%%s", x.Item.Number, x.Item.Title, score.Percent(x.Inherited), score.Percent(x.Without), stale)
	}
}

// ratingWord is a rating in a word.
func ratingWord(r assess.Rating) string {
	st := assess.Standing{State: r.State, Level: r.Level}
	return standing(st)
}
