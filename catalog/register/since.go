package register

import (
	"slices"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Running is since when something of an item can be seen: what an auditor asks as
// "since when does it run".
type Running struct {
	Since   string // YYYY-MM-DD, the first day of what shows it; empty: nothing does
	By      string // what that is: RI-4, EV-2, or the answer
	Newest  string // YYYY-MM-DD, the last day of a record that serves it; empty: none says a day
	Records int    // how many serve it
	Months  int    // whole months from Since to today
}

// plannedDays are the fields whose day says when something is to be, not when it was.
var plannedDays = append([]string{
	fieldDue, "next", "next_on", "until", "applies_from", "accepted_until", "kept_until", "valid_from", "valid_to",
}, plannedSteps()...)

func plannedSteps() []string {
	var all []string
	for _, s := range certificateSteps {
		all = append(all, s.planned)
	}
	return all
}

// dayFields are, by register, the fields that say when something was.
func dayFields(k *catalog.Register) []string {
	var all []string
	for i := range k.Fields {
		if f := &k.Fields[i]; (f.Type == "date" || f.Type == "time") && !slices.Contains(plannedDays, f.Name) {
			all = append(all, f.Name)
		}
	}
	return all
}

// happened is the first and the last day that a record speaks of and that has come,
// measurements of a metric among them; empty where it speaks of none.
func (c Case) happened(r Record, fields []string) (first, last string) {
	today := c.today()
	had := func(on string) {
		if on == "" || on > today {
			return
		}
		if last = max(last, on); first == "" || on < first {
			first = on
		}
	}
	for _, f := range fields {
		had(dayOf(r.Text(f)))
	}
	if trail := c.Book.Measurements(r.ID).Newest; len(trail) > 0 {
		had(trail[0].At.Format(time.DateOnly))
		had(trail[len(trail)-1].At.Format(time.DateOnly))
	}
	return first, last
}

// Running looks at the records, the evidence and the answer of an item of ISO/IEC
// 42001. Of an answer counts that it is in place, from the day on which somebody said
// so. What only its readers may know of is left out.
func (v *Ruling) Running(item string) Running {
	var run Running
	show := func(on, by string) {
		if on != "" && on <= v.today() && (run.Since == "" || on < run.Since) {
			run.Since, run.By = on, by
		}
	}
	for _, r := range v.Serving(item) {
		k, known := v.Catalog.Register(r.Kind)
		if !known || k.Restricted {
			continue
		}
		first, last := v.happened(r, dayFields(k))
		if first == "" {
			first, last = r.made(), r.made()
		}
		run.Records++
		run.Newest = max(run.Newest, last)
		show(first, v.Numbers[r.ID])
	}
	for _, e := range v.Assessment.EvidenceFor(item) {
		if on := e.Date; on != "" {
			show(on, v.Assessment.EvidenceNumber(e))
		} else {
			show(e.SeenDay(), v.Assessment.EvidenceNumber(e))
		}
	}
	for _, x := range v.Assessment.Answers[item] {
		if x.Key.Question == "" && x.Rating.Is(assess.Rated) && x.Rating.Level >= v.Catalog.Method.InPlace && !x.Rating.At.IsZero() {
			show(x.Rating.At.Format(time.DateOnly), "the answer")
		}
	}
	run.Months = day.Whole(run.Since, v.Today)
	return run
}

// operating is the first day on which a record of clauses 8 to 10 speaks of something
// that was, and its number. What belongs to the certification itself shows no
// operation.
func (x *exam) operating() (since string, by Record) {
	const operation = 8 // the first clause of what is done, not planned
	registers := x.Catalog.Registers()
	for i := range registers {
		k := &registers[i]
		if k.Clause < operation || k.ID == KindCertification || k.ChildOf == KindCertification || k.Restricted {
			continue
		}
		fields := dayFields(k)
		for _, r := range x.of(k.ID) {
			if first, _ := x.happened(r, fields); first != "" && (since == "" || first < since) {
				since, by = first, r
			}
		}
	}
	return since, by
}
