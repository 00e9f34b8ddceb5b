package report

import (
	"strings"
	"testing"

	"crosswalk/catalog"
	"crosswalk/catalog/register"
)

// underContract is the demonstration with records, and with a certification whose stage 1
// was held.
func underContract(t *testing.T) Input {
	t.Helper()
	in := input(t, demo(t), English)
	in.Book = bookOf(t, in.Assessment)
	s := &shelf{t: t, Case: register.Case{Catalog: catalog.Shipped(), Assessment: in.Assessment, Book: in.Book, Today: tuesday}, n: 900, ids: map[string]string{}}
	s.put("certification", "title=AIMS of Nordwind", "body=Prüfhaus Nord", "accreditation=DAkkS D-ZM-00000", "scope=Forecasting and service software", "sites=Hamburg: head office\nGdańsk: engineering", "offer_on=2026-09-01", "contract_on=2026-10-01", "stage_1=2026-11-02", "stage_1_held=2026-11-03", "stage_2=2026-12-15", "soa_version=1.0")
	s.put("headcount", "parent=CE-1", "title=Builds AI systems", "people=12.5", "site=Gdańsk", "counted_on=2026-09-01")
	s.put("headcount", "parent=CE-1", "title=Uses AI in recruiting", "people=6", "site=Hamburg", "counted_on=2026-09-01")
	s.put("area-of-concern:answered", "parent=CE-1", "title=Roles are not all held", "items=5.3", "raised_on=2026-11-03", "owner=Ada Quill", "due=2026-11-20", "answer=Two were named", "answered_on=2026-11-18")
	s.put("area-of-concern", "parent=CE-1", "title=No impact assessment of Siebwerk", "items=6.1.4, A.5.2", "raised_on=2026-11-03", "owner=Bo Reed", "due=2027-01-10")
	s.put("notice", "parent=CE-1", "title=A site moves", "changed_on=2026-11-10", "owner=Ada Quill", "due=2026-12-10")
	s.put("request", "title=Minutes of the last review", "items=9.3.3", "asked_by=Lead auditor", "owner=Ada Quill", "due=2026-12-14", "place=Wiki")
	in.Book = s.Book
	return in
}

func TestTheDocumentsOfACertificationReadAsTheyDid(t *testing.T) {
	in := underContract(t)
	for _, kind := range []string{"readiness", "application", "certification"} {
		readsAsItDid(t, kind, in)
	}
}

func TestThePackOfAnAuditDayHasEveryItemInTheOrderOfTheStandard(t *testing.T) {
	in := underContract(t)
	doc := built(t, "readiness", in)
	var told []string
	for _, b := range doc.Blocks {
		if b.Is == IsTable && strings.HasPrefix(b.ID, "ready-") {
			for _, r := range b.Table.Rows {
				told = append(told, r.ID)
			}
		}
	}
	if len(told) != len(in.Score.Items) {
		t.Fatalf("%d of %d items", len(told), len(in.Score.Items))
	}
	for i, x := range in.Score.Items {
		if told[i] != x.Item.ID {
			t.Errorf("%s stands where %s is asked", told[i], x.Item.ID)
		}
	}
}

func TestWithoutACertificationItsDocumentTeaches(t *testing.T) {
	in := input(t, empty(t), English)
	doc := built(t, "certification", in)
	if len(doc.Blocks) != 1 || !strings.Contains(doc.Blocks[0].Text, "crosswalk record add certification") {
		t.Errorf("%+v", doc.Blocks)
	}
}
