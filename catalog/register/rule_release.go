package register

import (
	"fmt"
	"strings"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
	"crosswalk/catalog/day"
)

// Release is what the rules read of a release; its title is the version.
type Release struct {
	Impact          string `field:"impact"`
	GoOn            string `field:"go_on"`
	Documentation   string `field:"documentation_version"`
	UserInformation string `field:"user_information_version"`
}

var releases = readerOf[Release]()

// releasedBeforeAssessment: when go was said, nobody had approved an impact
// assessment of the system. Where the release names one it is that one; else any
// that was approved by then, also one that was superseded since: what is assessed
// again later does not make an old decision wrong.
func releasedBeforeAssessment(c *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	if r.State() != "released" {
		return OK, ""
	}
	rel := releases.read(r)
	if named, known := c.Book.Record(KindAssessment, rel.Impact); known && !named.Removed() {
		return c.namedAssessment(rel, named)
	}
	for _, s := range r.List("systems") {
		first := c.operating().assessed[s]
		switch {
		case first == "":
			return Act, systemName(c.Case, s) + " has no approved impact assessment"
		case rel.GoOn != "" && first > rel.GoOn:
			return Act, fmt.Sprintf("it was released on %s; the first impact assessment of %s was approved on %s", day.Show(rel.GoOn), systemName(c.Case, s), day.Show(first))
		}
	}
	return OK, ""
}

// namedAssessment holds a release against the impact assessment that it names.
func (c *court) namedAssessment(rel Release, named Record) (Degree, string) {
	k, known := c.Catalog.Register(KindAssessment)
	w, _ := workOf(KindAssessment)
	if !known {
		return OK, ""
	}
	switch on := w.day(k, named); {
	case on == "":
		return Act, fmt.Sprintf("the impact assessment “%s” that it rests on is not approved", named.Title())
	case rel.GoOn != "" && on > rel.GoOn:
		return Act, fmt.Sprintf("it was released on %s; its impact assessment was approved on %s", day.Show(rel.GoOn), day.Show(on))
	}
	return OK, ""
}

// papersOlder: what people read speaks of another version than the one that runs.
func papersOlder(_ *court, _ *catalog.Register, r Record, _ []string) (Degree, string) {
	if r.State() != "released" {
		return OK, ""
	}
	rel, version := releases.read(r), r.Title()
	var other []string
	for _, paper := range []struct{ name, of string }{
		{"the technical documentation", rel.Documentation}, {"the user information", rel.UserInformation},
	} {
		if paper.of != "" && assess.FoldName(paper.of) != assess.FoldName(version) {
			other = append(other, paper.name+" is of version "+paper.of)
		}
	}
	if len(other) == 0 {
		return OK, ""
	}
	return Act, fmt.Sprintf("version %s is released, and %s", version, strings.Join(other, " and "))
}
