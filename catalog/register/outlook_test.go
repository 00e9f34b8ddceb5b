package register_test

import (
	"slices"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/catalog/score"
)

// factor is what the records say of one thing.
func (d *desk) factor(id string) score.Recorded {
	all := register.Recorded(d.Case)
	return all[slices.IndexFunc(all, func(r score.Recorded) bool { return r.ID == id })]
}

// issue has a version of the Statement of Applicability issued.
func (d *desk) issue(version string) {
	a := *d.Assessment
	a.Issued = append(slices.Clone(a.Issued), assess.Issued{ID: "is" + version, Kind: assess.DocumentSoA, About: "42001", Version: version, ApprovedOn: "2027-01-15"})
	d.Assessment = &a
}

func (d *desk) certified(word string) {
	a := *d.Assessment
	a.Profile.ISMSCertified = word
	d.Assessment = &a
}

func (d *desk) found(f assess.Finding) {
	a := *d.Assessment
	f.ID = "fi1"
	a.Findings = append(slices.Clone(a.Findings), f)
	d.Assessment = &a
}

// lookedElsewhere has a kind kept elsewhere, where somebody looked on a day.
func (d *desk) lookedElsewhere(kind, on string) {
	d.t.Helper()
	if err := d.take(register.KeepElsewhere(d.Case, kind, register.Elsewhere{Where: "ISMS", Checked: on, By: "Ines"})); err != nil {
		d.t.Fatal(err)
	}
}

// Today is 1 March 2027. The sound records have one whole audit and one review.
func TestRecordsSayWhatStandsInTheWayOfACertification(t *testing.T) {
	for _, c := range []struct {
		name, factor string
		acts         func(d *desk)
		held         score.Held
		says         string
	}{
		{"no certification, nothing issued", "soa", func(*desk) {}, score.Silent, ""},
		{"a certification, nothing issued", "soa", func(d *desk) { d.lines("certification ce1 | title=AIMS") }, score.Against, "CE-1 is written down, and no version of the Statement of Applicability is issued"},
		{"issued elsewhere", "soa", func(d *desk) { d.lines("certification ce1 | title=AIMS | soa_version=1.0") }, score.Elsewhere, "CE-1 names version 1.0 of the Statement of Applicability, which was issued elsewhere"},
		{"issued here", "soa", func(d *desk) { d.lines("certification ce1 | title=AIMS | soa_version=1.0"); d.issue("1.0") }, score.Holds, "version 1.0 of the Statement of Applicability was approved on 15 Jan 2027"},
		{"another version is named", "soa", func(d *desk) { d.lines("certification ce1 | title=AIMS | soa_version=1.1"); d.issue("1.0") }, score.Against, "CE-1 names version 1.1 of the Statement of Applicability, and no such version is issued"},

		{"an audit is kept", "audit-planned", func(*desk) {}, score.Holds, "AU-1 is closed"},
		{"no audit", "audit-planned", func(d *desk) { d.lines("- audit au1") }, score.Against, "no internal audit is planned or held"},
		{"audits of suppliers alone", "audit-planned", func(d *desk) { d.lines("audit au1 | kind=supplier") }, score.Against, "no internal audit is planned or held"},
		{"a review is kept", "review-planned", func(*desk) {}, score.Holds, "MR-1 is held"},
		{"no review", "review-planned", func(d *desk) { d.lines("- review mr1") }, score.Against, "no management review is planned or held"},

		{"everything was audited", "audit", func(*desk) {}, score.Holds, "all 70 clauses and controls were audited, the last on 20 Oct 2026"},
		{"a part was audited", "audit", func(d *desk) { d.lines("audit au1 | items=4.1, A.5.2") }, score.Against, "68 of 70 clauses and controls were never audited: 4.2, 4.3, 4.4, 5.1, 5.2, 5.3 and 62 more"},
		{"planned only", "audit", func(d *desk) { d.lines("- audit au1\naudit au2 | title=Data | items=A.7.2") }, score.Against, "no internal audit was held"},
		{"audits elsewhere", "audit", func(d *desk) { d.lines("- audit au1"); d.lookedElsewhere("audit", "2027-01-10") }, score.Elsewhere, "Audits: kept elsewhere, looked at on 10 Jan 2027 by Ines"},
		{"audits elsewhere, where nobody looked", "audit", func(d *desk) { d.lines("- audit au1"); d.lookedElsewhere("audit", "2025-01-10") }, score.Against, "Audits: kept elsewhere, and last looked at there on 10 Jan 2025"},

		{"a whole review", "review", func(*desk) {}, score.Holds, "MR-1 was held on 10 Feb 2027, with every input before it"},
		{"an old review", "review", func(d *desk) { d.lines("review mr1 | held_on=2026-02-28") }, score.Against, "the last management review, MR-1, was held on 28 Feb 2026"},
		{"a review that lacks something", "review", func(d *desk) { d.lines("review mr1 | aims.14=") }, score.Against, "MR-1 had nothing before it on: Audit results"},

		{"all systems in use are assessed", "impact", func(*desk) {}, score.Holds, "every AI system in use has an approved impact assessment, 2 of them"},
		{"one is not", "impact", func(d *desk) { d.lines("- impact-assessment ia1") }, score.Against, "no approved impact assessment: Siebwerk"},

		{"no finding", "findings", func(d *desk) { d.noFinding() }, score.Silent, ""},
		{"a minor one", "findings", func(d *desk) { d.found(assess.Finding{Baseline: "A.5.19", Grade: assess.GradeMinor}) }, score.Holds, "no major nonconformity of the ISMS is open, and the body waits for no answer"},
		{"a major one of the ISMS", "findings", func(d *desk) { d.found(assess.Finding{Number: 3, Baseline: "A.5.19", Grade: assess.GradeMajor}) }, score.Against, "open major nonconformities of the ISMS: FI-3"},
		{"an answer is late", "findings", func(d *desk) {
			d.found(assess.Finding{Number: 3, Item: "4.1", Grade: assess.GradeMinor, AnswerDue: "2027-02-01"})
		}, score.Against, "the body waits for an answer: FI-3"},

		{"no area of concern", "concerns", func(d *desk) { d.lines("certification ce1 | title=AIMS") }, score.Silent, ""},
		{"one is not answered", "concerns", func(d *desk) {
			d.lines("certification ce1 | title=AIMS | stage_2=2027-06-01\narea-of-concern ac1 | title=Scope | parent=CE-1\narea-of-concern ac2 > answered | title=Roles | parent=CE-1 | answer=Named")
		}, score.Against, "1 of 2 areas of concern are not answered (CE-1.1); stage 2 begins on 1 Jun 2027"},
		{"all are answered", "concerns", func(d *desk) {
			d.lines("certification ce1 | title=AIMS\narea-of-concern ac2 > answered | title=Roles | parent=CE-1 | answer=Named")
		}, score.Holds, "areas of concern that are answered: 1 of 1"},

		{"stage 2 is far", "months", func(d *desk) { d.lines("certification ce1 | title=AIMS | stage_2=2027-12-01") }, score.Holds, ""},
		{"stage 2 was before", "months", func(d *desk) { d.lines("certification ce1 | title=AIMS | stage_2_held=2020-01-01") }, score.Against, ""},
		{"nothing is said of the ISMS", "isms", func(*desk) {}, score.Silent, ""},
		{"the ISMS is certified", "isms", func(d *desk) { d.certified("yes") }, score.Holds, "the ISMS is certified, so a body has seen what the AIMS takes over from it"},
		{"the ISMS is not", "isms", func(d *desk) { d.certified("no") }, score.Against, "the ISMS is not certified, so the body looks at what the AIMS takes over from it, too"},
	} {
		d := examined(t, 3)
		c.acts(d)
		if r := d.factor(c.factor); r.Held != c.held || c.says != "" && r.Says != c.says {
			t.Errorf("%s: %s %q; %s %q is right", c.name, r.Held, r.Says, c.held, c.says)
		}
	}
}

func TestWhereNoRecordIsKeptTheAnswersAloneDecide(t *testing.T) {
	for _, r := range register.Recorded(newDesk(t).Case) {
		if r.Held != score.Silent || r.Says != "" {
			t.Errorf("%s: %s %q", r.ID, r.Held, r.Says)
		}
	}
}

func TestWhatIsDoneIsOnRecordThreeMonthsBeforeStage2(t *testing.T) {
	for _, c := range []struct {
		name, lines string
		held        score.Held
		says        string
	}{
		{"no record of clauses 8 to 10", "risk ri1 | title=Bias | kind=threat | assessed_on=2026-01-01", score.Silent, ""},
		{"three months before today", "change ch1 | title=Retrained | requested_on=2026-12-01 | systems=Siebwerk", score.Holds, "what is done is on record since 1 Dec 2026 (CH-1)"},
		{"a day less", "change ch1 | title=Retrained | requested_on=2026-12-02 | systems=Siebwerk", score.Against, "the oldest record of what is done, CH-1, is of 2 Dec 2026; until today that is less than 3 months"},
		{"enough until stage 2", "change ch1 | title=Retrained | requested_on=2027-02-01 | systems=Siebwerk\ncertification ce1 | title=AIMS | stage_2=2027-05-01", score.Holds, "what is done is on record since 1 Feb 2027 (CH-1)"},
		{"too little until stage 2", "change ch1 | title=Retrained | requested_on=2027-02-01 | systems=Siebwerk\ncertification ce1 | title=AIMS | stage_2=2027-04-30", score.Against, "the oldest record of what is done, CH-1, is of 1 Feb 2027; until stage 2 on 30 Apr 2027 that is less than 3 months"},
		{"a day that is planned shows nothing", "review mr1 | title=Spring | due=2026-01-01\nchange ch1 | title=Retrained | requested_on=2027-02-01 | systems=Siebwerk", score.Against, "the oldest record of what is done, CH-1, is of 1 Feb 2027; until today that is less than 3 months"},
		{"the certification shows no operation", "certification ce1 | title=AIMS | offer_on=2026-01-01", score.Silent, ""},
	} {
		d := newDesk(t)
		d.lines(c.lines)
		if r := d.factor("months"); r.Held != c.held || r.Says != c.says {
			t.Errorf("%s: %s %q; %s %q is right", c.name, r.Held, r.Says, c.held, c.says)
		}
	}
}

func TestSinceWhenAnItemRunsIsTheFirstDayOfWhatShowsIt(t *testing.T) {
	d := newDesk(t)
	d.Assessment.Evidence = []assess.Evidence{{ID: "e1", Number: 1, What: "Report", Date: "2026-11-20", Items: []string{"A.7.4"}}}
	run := func(item string) register.Running { return register.Try(d.Case).Running(item) }
	if got, want := run("A.7.4"), (register.Running{Since: "2026-11-20", By: "EV-1", Months: 3}); got != want {
		t.Errorf("%+v; %+v is right", got, want)
	}
	d.lines("change ch1 | title=Cleaned | requested_on=2026-10-01 | decided_on=2027-02-03 | systems=Siebwerk")
	if got, want := run("6.3"), (register.Running{Since: "2026-10-01", By: "CH-1", Newest: "2027-02-03", Records: 1, Months: 5}); got != want {
		t.Errorf("%+v; %+v is right", got, want)
	}
	if got := run("A.9.2"); got != (register.Running{}) {
		t.Errorf("nothing shows it, and it runs since %+v", got)
	}
}
