package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// kept is a sheet as people keep theirs, made here.
type kept struct {
	name    string
	text    string               // of a text file
	book    func(*excelize.File) // of a workbook
	as      As                   // SoA where it is empty
	say     Layout               // what the person says
	asks    string               // what is open before that; a ? behind what nothing is proposed for
	rows    int                  // that change something
	ratings string               // of some items
	note    map[string]string    // of some items of the ISMS
	refused string
}

// head and rows are sheets in one line of a test.
func lines(rows ...string) string { return strings.Join(rows, "\n") + "\n" }

var shapesKept = []kept{
	{
		name: "a German statement with a title block and merged words",
		text: lines("Erklärung zur Anwendbarkeit;;;;", "Muster GmbH, Stand 12.03.2026;;;;", ";;;;", "Nr.;Maßnahme;Anwendbar;Begründung;Umsetzungsstatus;Verantwortlich;Fällig",
			"A.5.1;Informationssicherheitsrichtlinien;Ja;Risiko;umgesetzt;CISO;31.12.2026", "A.5.2;Rollen;Ja;Risiko;teilweise umgesetzt;CISO;31.12.26",
			"A.7.4;Überwachung;Nein;Kein eigenes Gelände;;;", "A.8.30;Ausgelagerte Entwicklung;entfällt;Keine Entwicklung;;;"),
		rows: 4, ratings: "A.5.1=3 A.5.2=2 A.7.4=na A.8.30=na",
	},
	{
		name: "a French statement in columns of its own words",
		text: lines("Référence,Intitulé,Applicable (O/N),Justification de l'inclusion,Justification de l'exclusion,État de mise en œuvre,Responsable",
			"A.5.9,Inventaire,O,analyse de risques,,Mis en œuvre,RSSI", "A.5.10,Utilisation,O,,,Partiellement mis en œuvre,RSSI", "A.7.4,Surveillance,N,,pas de locaux,,"),
		rows: 3, ratings: "A.5.9=3 A.5.10=2 A.7.4=na",
	},
	{
		name: "an Italian gap sheet with levels and their names",
		text: lines("Controllo;Titolo;Livello di maturità;Note", "A.5.15;Controllo accessi;3 - Definito;", "A.5.16;Identità;2 - Gestito;in corso", "A.5.17;Autenticazione;1 – Iniziale;"),
		rows: 3, ratings: "A.5.15=3 A.5.16=2 A.5.17=1",
	},
	{
		name:    "a Dutch statement",
		text:    lines("Nr;Maatregel;Van toepassing;Status;Toelichting", "A.5.19;Leveranciers;Ja;Geïmplementeerd;", "A.5.20;Contracten;Ja;Niet geïmplementeerd;", "A.7.4;Bewaking;Nee;;geen eigen terrein"),
		refused: "A.7.4 can't be excluded without a justification",
	},
	{
		name: "a Polish statement",
		text: lines("Nr zabezpieczenia;Nazwa;Zastosowanie;Uzasadnienie;Status wdrożenia", "A.5.23;Chmura;Tak;ryzyko;Wdrożone", "A.5.24;Incydenty;Tak;ryzyko;Częściowo wdrożone", "A.7.4;Monitoring;Nie;brak obiektów;"),
		rows: 3, ratings: "A.5.23=3 A.5.24=2 A.7.4=na",
	},
	{
		name: "a Japanese statement with circles",
		text: lines("管理策番号,管理策名,適用,理由,実施状況", "Ａ．５．９,資産目録,適用,リスク,○", "A.5.10,利用,適用,リスク,△", "A.5.11,返却,適用,リスク,×", "A.7.4,監視,適用除外,施設なし,－"),
		asks: "words", rows: 4, ratings: "A.5.9=3 A.5.10=2 A.5.11=0 A.7.4=na",
	},
	{
		name: "harvey balls",
		text: lines("Control,Status", "A.5.9,●", "A.5.10,◑", "A.5.11,○", "A.5.12,◕"),
		asks: "words", rows: 4,
	},
	{
		name: "per cents as texts",
		text: lines("Control,Compliance %", "A.5.9,100%", "A.5.10,80 %", "A.5.11,35%", "A.5.12,0%"),
		asks: "scale", rows: 4, ratings: "A.5.9=5 A.5.10=4 A.5.11=1 A.5.12=0",
	},
	{
		name: "per cents as bare numbers",
		text: lines("Control,Implementation (%)", "A.5.9,100", "A.5.10,80", "A.5.11,35"),
		asks: "scale", rows: 3, ratings: "A.5.9=5 A.5.10=4 A.5.11=1",
	},
	{
		name: "levels with an L, and a target beside them",
		text: lines("Control;Current maturity;Target maturity;Gap", "A.5.9;L3;L4;1", "A.5.10;L1;L3;2"),
		rows: 2, ratings: "A.5.9=3 A.5.10=1",
	},
	{
		name: "titles alone",
		text: lines("Control,Status,Owner", "Segregation of duties,Implemented,Ines", "Threat intelligence,Not implemented,Tomasz", "Inventory of information and associated assets,planned,"),
		asks: "titles", rows: 3, ratings: "A.5.3=3 A.5.7=0 A.5.9=1",
		say: Layout{},
	},
	{
		name: "a sheet of two standards with the number in brackets",
		text: lines("Requirement | Rating | Remark", "(4.1) Context | 3 | fine", "(6.1.4) Impact | 2 |"),
		as:   Answers, rows: 2, ratings: "4.1=3 6.1.4=2",
	},
	{
		name: "a table in Markdown",
		text: lines("| Control | Status | Owner |", "|---|---|---|", "| A.5.9 | implemented | Ines |", "| A.5.10 | planned | |"),
		rows: 2, ratings: "A.5.9=3 A.5.10=1",
	},
	{
		name: "tabs, with quotes inside",
		text: lines("Control\tStatus\tNote", "A.5.9\timplemented\t17\" rack", "A.5.10\tplanned\t"),
		rows: 2, ratings: "A.5.9=3 A.5.10=1",
	},
	{
		name: "a level beside a word: the level counts and the word declares",
		text: lines("Control,Implementation Status,Maturity (0-5)", "A.5.9,Mostly Implemented,4", "A.5.10,Implemented,3"),
		rows: 2, ratings: "A.5.9=4 A.5.10=3",
	},
	{
		name: "a heading that nobody knows above levels",
		text: lines("Control,Grado observado", "A.5.9,4", "A.5.10,2", "A.5.11,0"),
		asks: "column", rows: 3, ratings: "A.5.9=4 A.5.10=2 A.5.11=0",
	},
	{
		name: "everything that a statement may hold",
		text: lines("Control ID,Applicable,Reason for inclusion,Reason for exclusion,Status,Evidence,Owner,Last reviewed,Due date,Comments",
			"A.5.9,Yes,Asset risks,,Implemented,\"IM-02; IM-03\",Ines,2026-02-12,2027-01-31,yearly", "A.7.4,No,,No premises,,,,,,"),
		rows: 2, ratings: "A.5.9=3 A.7.4=na", note: map[string]string{"A.5.9": "yearly"},
	},
	{
		name: "headings in two rows, one merged over three columns",
		book: func(f *excelize.File) {
			sheet(f, "SoA", []any{"ISO 27001:2022", nil, "Assessment", nil, nil}, []any{"Control", "Title", "Status", "Owner", "Comment"},
				[]any{"A.5.9", "Inventory", "Implemented", "Ines", "x"}, []any{"A.5.10", "Use", "Planned", "", ""})
			merge(f, "SoA", "A1", "B1")
			merge(f, "SoA", "C1", "E1")
		},
		rows: 2, ratings: "A.5.9=3 A.5.10=1",
	},
	{
		name: "clauses and controls on two sheets, with a cover and a legend",
		book: func(f *excelize.File) {
			sheet(f, "Cover", []any{"Gap assessment"}, []any{"Client", "Muster"})
			sheet(f, "Legend", []any{"Status", "Meaning"}, []any{"3", "done"}, []any{"1", "planned"})
			sheet(f, "Clauses", []any{"Clause", "Requirement", "Score"}, []any{"4.1", "Context", 3}, []any{"9.2.1", "Internal audit", 2})
			sheet(f, "Annex A", []any{"Control", "Name", "Score"}, []any{"A.5.9", "Inventory", 4}, []any{"A.5.10", "Use", 1})
		},
		as: Baseline, rows: 4, ratings: "4.1=3 9.2.1=2 A.5.9=4 A.5.10=1",
	},
	{
		name: "an item merged over the rows of its questions",
		book: func(f *excelize.File) {
			sheet(f, "Gap", []any{"Control", "Question", "Status"}, []any{"A.5.9", "Is there a list?", "implemented"}, []any{nil, "Is it kept up?", "planned"}, []any{"A.5.10", "Rules?", "implemented"})
			merge(f, "Gap", "A2", "A3")
		},
		rows: 3, ratings: "A.5.9=1 A.5.10=3",
	},
	{
		name: "numbers as numbers, whose zero the form keeps",
		book: func(f *excelize.File) {
			sheet(f, "SoA", []any{"Control", "Status"}, []any{5.9, "planned"}, []any{5.1, "implemented"}, []any{8.15, "planned"})
			two, err := f.NewStyle(&excelize.Style{NumFmt: 2})
			if err != nil {
				panic(err)
			}
			if err := f.SetCellStyle("SoA", "A3", "A3", two); err != nil {
				panic(err)
			}
		},
		rows: 3, ratings: "A.5.9=1 A.5.10=3 A.8.15=1",
	},
	{
		name: "a sheet about AI with reasons for what is in and out",
		text: lines("AIMS control;Applicable;Justification;Implementation status;Responsible", "A.2.2;yes;objective;implemented;Ines", "A.10.4;no;no customers;;", "A.5.2;yes;law;partially implemented;Mia"),
		as:   Answers, rows: 3, ratings: "A.2.2=3 A.10.4=na A.5.2=2",
	},
	{
		name: "two editions side by side",
		text: lines("2013 ref,2022 ref,Control name,Status", "A.8.1.1,A.5.9,Inventory of information and other associated assets,implemented", "A.8.1.3,A.5.10,Acceptable use of information,planned"),
		rows: 2, ratings: "A.5.9=3 A.5.10=1",
	},
}

func sheet(f *excelize.File, name string, rows ...[]any) {
	if i, err := f.GetSheetIndex("Sheet1"); err == nil && i >= 0 {
		if err := f.SetSheetName("Sheet1", name); err != nil {
			panic(err)
		}
	} else if _, err := f.NewSheet(name); err != nil {
		panic(err)
	}
	for i, cells := range rows {
		for column, v := range cells {
			if v != nil && v != "" {
				if err := f.SetCellValue(name, cellName(column, i+1), v); err != nil {
					panic(err)
				}
			}
		}
	}
}

func merge(f *excelize.File, sheet, from, to string) {
	if err := f.MergeCell(sheet, from, to); err != nil {
		panic(err)
	}
}

func TestSheetsOfManyShapesComeIn(t *testing.T) {
	for _, c := range shapesKept {
		t.Run(c.name, func(t *testing.T) {
			raw, name := []byte(c.text), "sheet.csv"
			if c.book != nil {
				raw, name = workbookOf(t, c.book), "sheet.xlsx"
			}
			if c.as == "" {
				c.as = SoA
			}
			f, err := Open(name, raw)
			if err != nil {
				t.Fatal(err)
			}
			first, err := f.Read(book(), nordwind(t), Request{As: c.as}, newID)
			if c.refused == "" && err != nil {
				t.Fatal(err)
			}
			(found{asks: c.asks}).isAsked(t, first)
			r, err := f.Read(book(), nordwind(t), Request{As: c.as, Layout: c.say, Accept: true}, newID)
			if err == nil {
				_, err = r.Taken()
			}
			if c.refused != "" {
				(found{refused: c.refused}).isRefused(t, err)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if r.Changed() != c.rows {
				t.Errorf("%d rows come in, want %d: %+v", r.Changed(), c.rows, r.Groups)
			}
			a := fold(t, nordwind(t), r.Changes)
			for _, pair := range strings.Fields(c.ratings) {
				item, want, _ := strings.Cut(pair, "=")
				if got := ratingOf(a, c.as, item); got != want {
					t.Errorf("%s is %q, want %q", item, got, want)
				}
			}
			for item, want := range c.note {
				if got := a.Baseline[item].Note; got != want {
					t.Errorf("the note of %s is %q, want %q", item, got, want)
				}
			}
			if again, _ := f.Read(book(), a, Request{As: c.as, Layout: c.say, Accept: true}, newID); len(again.Changes) > 0 {
				t.Errorf("read again it changes %s", fmt.Sprint(again.Lines))
			}
		})
	}
}
