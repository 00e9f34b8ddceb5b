package registers_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/catalog/register"
	"crosswalk/tui/registers"
	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

func TestTheProgrammeIsAMatrixOfAreasAndItemsByAudits(t *testing.T) {
	sh := stand(t)
	sh.put("audit", "title=Data", "items=A.7.2, A.7.3", "from=2026-12-01", "due=2026-12-02", "owner=Eva Roth")
	sh.put("audit", "title=Impact", "items=A.5.2, A.5.3, 6.1.4", "from=2026-10-01", "due=2026-10-02", "owner=Eva Roth")
	held := sh.put("session", "parent=AU-2", "title=Talk", "from=2026-10-01 09:00", "items=A.5.2, 6.1.4", "auditor=Eva Roth")
	sh.do(func(c register.Case) ([]assess.Change, error) { return register.Move(c, "session", held, "held") })
	sh.News()
	sh.at("audit", "enter", "v").Shows("the programme").Press("enter").Golden("programme-80")
	sh.Shows("2 of 70 items audited").Press("v").Shows("▸ 4.1").Press("end", "right").Shows("AU-1  Data")
	sh.Resize(140, 40).Golden("programme-140")
	sh.EveryKeyIsNamed()
	sh.Press("enter")
	if asked, is := sh.Others[len(sh.Others)-1].(screen.WorkAudit); !is || asked.From != screen.Registers {
		t.Errorf("enter asks for %v", sh.Others)
	}
	sh.Press("esc").Shows("Audits · 2")
}

func TestAProgrammeWithoutAnAuditIsNotOpenedByMistake(t *testing.T) {
	sh := stand(t)
	sh.at("audit", "enter", "v", "enter").Shows("0 of 70 items audited").Press("right", "enter", "esc").Shows("No audit is planned yet")
}

func BenchmarkProgrammeOf200Audits(b *testing.B) {
	s, _ := screentest.Session(b)
	id := screentest.Empty(b, s, "First", "Nordwind")
	items := s.Catalog.Requirements().Items()
	_, err := s.DB.DoRecords(b.Context(), s.Actor, id, func(*assess.Assessment, *register.Book) ([]assess.Change, error) {
		var all []assess.Change
		put := func(kind, record string, said map[string]any) {
			for field, value := range said {
				raw, err := json.Marshal(value)
				if err != nil {
					b.Fatal(err)
				}
				all = append(all, assess.Change{Subject: register.SubjectOf(kind, record), Field: field, Value: raw})
			}
		}
		for n := range 200 {
			audit := s.DB.NewID()
			put("audit", audit, map[string]any{"number": n + 1, "title": fmt.Sprintf("Audit %d", n), "state": "5 closed", "from": "2026-10-01", "due": "2026-10-02", "items": []string{items[n%70].ID, items[(n+7)%70].ID}, "owner": "Eva"})
			for i := range 5 {
				put("session", s.DB.NewID(), map[string]any{"number": i + 1, "parent": audit, "title": "Talk", "state": "2 held", "from": fmt.Sprintf("2026-10-%02dT%02d:00", n%28+1, 8+i), "to": fmt.Sprintf("2026-10-%02dT%02d:00", n%28+1, 9+i), "items": []string{items[(n+i)%70].ID}, "auditor": []string{fmt.Sprintf("Auditor %d", n%9)}})
			}
		}
		return all, nil
	})
	if err != nil {
		b.Fatal(err)
	}
	st := screentest.Open(b, s, registers.New(s), id).Resize(140, 40)
	st.Send(screen.Go{Route: screen.Registers, Place: screen.Place{Record: "audit"}}).Press("enter", "v", "enter").Shows("Audit programme")
	news := screentest.News(b, s, id)
	for b.Loop() {
		read := st.Screen.Update(news)()
		st.Screen.Update(read)
		_ = st.Screen.View()
	}
}
