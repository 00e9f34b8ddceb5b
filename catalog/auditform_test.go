package catalog_test

import (
	"testing"

	"crosswalk/catalog"
)

const fewAreas = `about: What is audited.
programme:
  - {id: PC-1, check: All of it is., see: The programme}
areas:
  - {id: area-1, area: Frame, days: 2, live: Ask five people., items: ["6.1.2"]}
  - {id: area-2, area: Impact, days: 1, live: Follow one effect., items: [A.5.2]}
before:
  - {id: PB-1, check: The plan came in time.}
during: []
after: []
`

func TestAFormOfAuditsIsRefusedWithFileLineAndReason(t *testing.T) {
	for _, c := range []slip{
		{"", "", ""},
		{"items: [A.5.2]", `items: ["6.9"]`, `forms/audit.yaml:6: the area area-2: ISO/IEC 42001:2023 has no "6.9"`},
		{"items: [A.5.2]", `items: ["6.1.2"]`, "forms/audit.yaml:6: the area area-2: 6.1.2 stands in an area above already"},
		{"id: area-2", "id: area-1", "forms/audit.yaml:6: the id stands already in forms/audit.yaml:5"},
		{"id: area-2", "id: Impact", `forms/audit.yaml:6: the id is "Impact"; area- and a number are right`},
		{"days: 1", "days: 0", "forms/audit.yaml:6: the area area-2: days is 0; 1 or more is right"},
		{"live: Ask five people.", `live: ""`, "forms/audit.yaml:5: the area area-1: live is missing"},
		{"id: PB-1", "id: before", `forms/audit.yaml:8: the id is "before"; P, a letter, - and a number are right`},
		{"check: All of it is.", `check: ""`, "forms/audit.yaml:3: the check PC-1: check is missing"},
		{"about: What", "colour: What", "forms/audit.yaml:1: there is no field named colour"},
	} {
		c.judge(t, "forms/audit.yaml", fewAreas, func(cat *catalog.Catalog) bool { return len(cat.AuditForm().Areas) == 2 })
	}
}

func TestTheNineAreasOfTheShippedFormHoldEveryItemOnce(t *testing.T) {
	form, in := shipped(t).AuditForm(), map[string]string{}
	for _, a := range form.Areas {
		for _, item := range a.Items {
			in[item] = a.ID
		}
	}
	for _, it := range shipped(t).Requirements().Items() {
		if in[it.ID] == "" {
			t.Errorf("%s is in no area", it.ID)
		}
	}
	if len(form.Areas) != 9 || len(form.Programme) != 13 {
		t.Errorf("%d areas and %d checks of the programme; 9 and 13 are right", len(form.Areas), len(form.Programme))
	}
}
