package roadmap_test

import (
	"slices"
	"strings"
	"testing"

	"crosswalk/catalog/roadmap"
)

// stages are the milestones of a plan as "id day", a star behind those that are assumed
// and an exclamation mark behind those for which the plan is ready too late.
func (b *book) stages(c roadmap.Certification) (all []string) {
	in := b.in()
	in.Certification = c
	for _, m := range roadmap.Milestones(in, roadmap.Of(in), roadmap.ForecastOf(in)) {
		words := m.ID + " " + day(m.On)
		if m.Of == "" {
			words += "*"
		}
		if m.Late {
			words += "!"
		}
		if m.Held {
			words += " held"
		}
		all = append(all, words)
	}
	return all
}

func TestTheDaysOfACertificationAreThoseOnRecordElseReckonedFromThem(t *testing.T) {
	on := func(planned ...string) roadmap.Certification {
		c := roadmap.Certification{Number: "CE-1", Planned: map[string]string{}, Held: map[string]string{}}
		for i := 0; i < len(planned); i += 2 {
			if id, held := strings.CutPrefix(planned[i], "held "); held {
				c.Held[id] = planned[i+1]
			} else {
				c.Planned[planned[i]] = planned[i+1]
			}
		}
		return c
	}
	for _, c := range []struct {
		name    string
		profile []string
		on      roadmap.Certification
		want    string
	}{
		{"nobody wants one", nil, roadmap.Certification{}, ""},
		{"one is not wanted", []string{"certification_wanted", "no", "certification_by", "2028-06-30"}, roadmap.Certification{}, ""},
		{"wanted by a day", []string{"certification_wanted", "yes", "certification_by", "2028-06-30"}, roadmap.Certification{}, "records 2028-02-05*, stage-1 2028-03-24*, stage-2 2028-05-05*, decision 2028-06-30*, surveillance 2029-06-30*, recertification 2031-06-30*"},
		{"stage 1 is on record", nil, on("stage-1", "2028-03-01"), "records 2028-01-12*, stage-1 2028-03-01, stage-2 2028-04-12*, decision 2028-06-07*, surveillance 2029-06-07*, recertification 2031-06-07*"},
		{"the record stands before the day that is wanted", []string{"certification_by", "2028-06-30"}, on("stage-2", "2028-05-31"), "records 2028-02-29*, stage-1 2028-04-19*, stage-2 2028-05-31, decision 2028-07-26*, surveillance 2029-07-26*, recertification 2031-07-26*"},
		{"the plan is ready later", nil, on("stage-1", "2026-12-01", "stage-2", "2027-01-12"), "records 2026-10-12*, stage-1 2026-12-01!, stage-2 2027-01-12!, decision 2027-03-09*, surveillance 2028-03-09*, recertification 2030-03-09*"},
		{"stage 1 was held", nil, on("stage-1", "2026-11-01", "held stage-1", "2026-11-03", "stage-2", "2027-01-12"), "records 2026-10-12*, stage-1 2026-11-03 held, stage-2 2027-01-12!, decision 2027-03-09*, surveillance 2028-03-09*, recertification 2030-03-09*"},
	} {
		b := open(t)
		b.profile(append([]string{"fte", "4"}, c.profile...)...)
		if got := strings.Join(b.stages(c.on), ", "); got != c.want {
			t.Errorf("%s: %s\n%s is right", c.name, got, c.want)
		}
	}
}

func TestAPlanThatIsReadyAfterAStageIsWarnedOf(t *testing.T) {
	b := open(t)
	in := b.in()
	in.Certification = roadmap.Certification{Number: "CE-1", Planned: map[string]string{roadmap.Stage2: "2027-01-12"}}
	var warned []string
	for _, r := range roadmap.Remarks(in, roadmap.Of(in), roadmap.ForecastOf(in)) {
		if r.Warns {
			warned = append(warned, r.Words)
		}
	}
	if !slices.ContainsFunc(warned, func(s string) bool {
		return strings.HasPrefix(s, "Stage 2: 12 Jan 2027, CE-1; the plan is ready for it by ") && strings.HasSuffix(s, " in four of five draws.")
	}) {
		t.Errorf("%q", warned)
	}
}

func TestWithNothingOnRecordItIsSaidThatDaysAreAssumed(t *testing.T) {
	b := open(t)
	b.profile("certification_wanted", "yes")
	in := b.in()
	all := roadmap.Milestones(in, roadmap.Of(in), roadmap.ForecastOf(in))
	if words := roadmap.Assumed(all); !strings.Contains(words, "6 weeks from stage 1 to stage 2, 8 more to the decision") {
		t.Errorf("%q", words)
	}
	if all[2].Words() != "Stage 2: "+roadmap.Of(in).End.Format("2 Jan 2006")+", assumed" {
		t.Errorf("%q", all[2].Words())
	}
}
