package register

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/day"
	"crosswalk/catalog/score"
)

// The registers of certification and of what stands below it.
const (
	KindCertification = "certification"
	KindConcernArea   = "area-of-concern"
	KindNotice        = "notice"
	KindHeadcount     = "headcount"
	KindRequest       = "request"

	ConcernRaised = "raised" // the state of an area of concern that is not answered
)

const (
	fieldStage1   = "stage_1"
	fieldStage2   = "stage_2"
	fieldDecision = "decision"
	fieldDecided  = "decided_on"
	fieldNextLook = "surveillance"
)

// certificateStep is a step of a certification: the day that is planned, and the one
// on which it was done; a step without that ends with the certificate.
type certificateStep struct{ planned, done string }

var certificateSteps = []certificateStep{
	{fieldStage1, "stage_1_held"},
	{fieldStage2, "stage_2_held"},
	{fieldDecision, fieldDecided},
	{fieldNextLook, "surveillance_held"},
	{"recertification", ""},
	{"valid_to", ""},
}

const nearDays = 60 // a date is near

// open is the day of a step that is still to come about; empty where there is none.
// Of a step that comes again, such as surveillance, the next day is later than the
// last time it was done.
func (s certificateStep) open(r Record) string {
	planned, done := r.Text(s.planned), ""
	if s.done != "" {
		done = r.Text(s.done)
	}
	if done != "" && (s.planned != fieldNextLook || done >= planned) {
		return ""
	}
	return planned
}

// certificateDates: what has a day comes near, or is past; and after the decision
// surveillance is within a year.
func certificateDates(c *court, k *catalog.Register, r Record, _ []string) (Degree, string) {
	if over(k, r) {
		return OK, ""
	}
	near, degree, words := c.Today.AddDate(0, 0, nearDays).Format(time.DateOnly), OK, []string{}
	for _, s := range certificateSteps {
		switch date := s.open(r); {
		case date == "" || date > near:
		case date < c.today():
			degree = Act
			words = append(words, fmt.Sprintf("%s: %s is past", label(k, s.planned), day.Show(date)))
		default:
			degree = max(degree, Look)
			words = append(words, fmt.Sprintf("%s: %s is near", label(k, s.planned), day.Show(date)))
		}
	}
	if last := lastSurveillance(r); last != "" {
		switch next := r.Text(fieldNextLook); {
		case next == "":
			degree = max(degree, Look)
			words = append(words, fmt.Sprintf("no day for surveillance; the first is held by %s", day.Show(last)))
		case next > last:
			degree = Act
			words = append(words, fmt.Sprintf("surveillance is planned for %s; %s, 12 months after the decision, is the last day", day.Show(next), day.Show(last)))
		}
	}
	return degree, strings.Join(words, "; ")
}

// lastSurveillance is the last day for the first surveillance audit; empty before the
// decision and once it was held.
func lastSurveillance(r Record) string {
	decided, err := time.Parse(time.DateOnly, r.Text(fieldDecided))
	if err != nil || r.says("surveillance_held") {
		return ""
	}
	return day.Months(decided, score.SurveillanceMonths).Format(time.DateOnly)
}

// concernsUnanswered: what the body saw in stage 1 is answered before stage 2.
func concernsUnanswered(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	stage2 := r.Text(fieldStage2)
	if stage2 == "" || r.says("stage_2_held") {
		return OK, ""
	}
	raised := those(c.children(KindConcernArea, r.ID), in(ConcernRaised))
	if len(raised) == 0 {
		return OK, ""
	}
	var names []string
	for _, a := range raised {
		names = append(names, c.number(a))
	}
	degree := Look
	if stage2 <= c.Today.AddDate(0, 0, nearDays).Format(time.DateOnly) {
		degree = Act
	}
	return degree, fmt.Sprintf("not answered yet: %s; stage 2 begins on %s", strings.Join(names, ", "), day.Show(stage2))
}

// Certification is the one that is under way or holds; false where there is none.
func (c Case) Certification() (Record, bool) {
	all := those(c.of(KindCertification), not(in("lapsed")))
	if len(all) == 0 {
		return Record{}, false
	}
	return slices.MaxFunc(all, func(a, b Record) int { return strings.Compare(a.ID, b.ID) }), true
}

// NextAudit is the next step of the certification that is on record and was not done:
// what it is, its day, YYYY-MM-DD, and the number of the record. All are empty where
// none is.
func (c Case) NextAudit() (what, on, of string) {
	ce, is := c.Certification()
	k, known := c.Catalog.Register(KindCertification)
	if !is || !known {
		return "", "", ""
	}
	for _, s := range certificateSteps[:len(certificateSteps)-1] { // the last is no audit
		if date := s.open(ce); date != "" && (on == "" || date < on) {
			what, on = strings.TrimSuffix(label(k, s.planned), " planned"), date
		}
	}
	if on == "" {
		return "", "", ""
	}
	return what, on, c.Book.Number(c.Catalog, ce)
}

// Headcount is how many people do work on AI in the scope of a certification, counted
// as full time.
func Headcount(c Case, ce Record) float64 {
	var n float64
	for _, r := range c.children(KindHeadcount, ce.ID) {
		people, _ := strconv.ParseFloat(c.Says(r, "people"), 64)
		n += people
	}
	return n
}
