package catalog_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

func TestAWordIsComparedWithoutCaseWidthPunctuationAndSignsAroundIt(t *testing.T) {
	for text, want := range map[string]string{
		"Implemented.":            "implemented",
		"✅ Implemented":           "implemented",
		"⚠️ Teilweise":            "teilweise",
		"  Mise en\u00a0\nœuvre ": "mise en œuvre",
		"N/A":                     "n a",
		"n.d.":                    "n d",
		"Größtenteils":            "größtenteils",
		"E\u0301tat":              "état",
		"ＩＭＰＬＥＭＥＮＴＥＤ（済）":             "implemented 済",
		"partially_compliant":        "partially compliant",
		"N°":                         "n",
		"Nº":                         "no",
		"管理策No.":                     "管理策no",
		"100 %":                      "100",
		"soft\u00adhyphen":           "softhyphen",
		"–":                          "-",
		"---":                        "-",
		"( ✔️ )":                     "✔",
		"×":                          "×",
		"x":                          "x",
		"〇":                          "〇",
		"◑":                          "◑",
		"[ ]":                        "",
		"":                           "",
		"\u202e\u200b":               "",
		"\x1b[31m":                   "31m",
		"\xff\xfe":                   "\ufffd",
		"don’t":                      "don t",
		"\U0001F468\u200d\U0001F4BB": "\U0001F468\U0001F4BB",
	} {
		if got := catalog.FoldWord(text); got != want {
			t.Errorf("%q is compared as %q; right is %q", text, got, want)
		}
	}
}

func FuzzAFoldedWordStaysAsItIs(f *testing.F) {
	for _, s := range []string{"✅ Implemented", "İSTANBUL", "a\u200d\u0301", "❌", "ﬁ", "\xff", "〇", "- x -", "ẞ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := catalog.FoldWord(s)
		if again := catalog.FoldWord(once); again != once {
			t.Errorf("%q is compared as %q, and that as %q", s, once, again)
		}
	})
}

// said is a word as a line: level, na or nothing, what it declares, and a
// question mark where it is asked.
func said(w catalog.SheetWord, ok bool) string {
	out := fmt.Sprint(w.Level)
	switch {
	case !ok:
		return "unknown"
	case w.NA:
		out = "na"
	case w.Nothing:
		out = "nothing"
	}
	if w.Declared != "" {
		out += " " + w.Declared
	}
	if w.Doubtful {
		out += "?"
	}
	return out
}

func TestAStateIsReadInEveryLanguage(t *testing.T) {
	sheets := catalog.Shipped().Sheets()
	for want, texts := range map[string][]string{
		"3 implemented": {
			"Implemented", "IMPLEMENTED.", "✅ Implemented", "Compliant", "Done", "Completed", "In place", "Fully met", "Effective", "Conform",
			"✅ Erfüllt", "Umgesetzt", "Mise en œuvre", "mise en oeuvre", "Mis en œuvre", "Conforme", "Implementada", "Cumple",
			"Atende Totalmente", "Concluído", "Attuato", "Geïmplementeerd", "Voldoet", "Wdrożone", "W pełni wdrożone", "実施済み", "実施済", "適合",
		},
		"2 partly": {
			"Partial", "Partially compliant", "Partially met", "Implemented partially", "⚠️ Teilweise", "Partielle", "Partiellement mise en œuvre",
			"Parcialmente implementado", "Atende Parcialmente", "Parziale", "Gedeeltelijk", "Deels", "Częściowo wdrożone", "一部実施",
		},
		"2 partly?": {"Mostly Implemented", "Largely implemented", "Weitgehend umgesetzt", "Largement mise en œuvre", "概ね実施", "Under review", "In Prüfung"},
		"1 planned": {"Planned", "Started", "Geplant", "Prévu", "Planificado", "Planejado", "Pianificato", "Gepland", "Planowane", "計画中"},
		"1 planned?": {
			"In progress", "Ongoing", "To do", "Draft", "In Umsetzung", "En cours", "À mettre en œuvre", "En proceso", "Em andamento", "In corso",
			"In uitvoering", "W trakcie", "実施中", "to_do",
		},
		"0 none": {
			"Not implemented", "Non-compliant", "Not met", "Not started", "Not in place", "Major nonconformity", "Nicht umgesetzt", "Non mise en œuvre",
			"No cumple", "Não atende", "Non attuato", "Niet geïmplementeerd", "Niewdrożone", "Nie wdrożone", "未実施", "不適合",
		},
		"0 none?":        {"❌ Offen", "Open", "Pending", "Pendiente", "Non-conformity", "No", "Nein", "いいえ"},
		"3 implemented?": {"Approved", "Freigegeben", "Yes", "Ja", "Oui", "Sí", "Sim", "Tak", "はい", "Y", "OK", "Implemented – documented", "Compliant (2024)", "❌ Implemented"},
		"na":             {"N/A", "n.a.", "Not applicable", "Entfällt", "Exclue", "No aplica", "Não se aplica", "Non applicabile", "N.v.t.", "Nie dotyczy", "該当なし", "対象外"},
		"na?":            {"Not applicable (remote)"},
		"nothing": {
			"Not assessed", "not_assessed", "TBD", "-", "–", "?", "…", "Nicht bewertet", "Non évalué", "Sin evaluar", "Não preenchido", "Da valutare",
			"Nog te bepalen", "Nieocenione", "未評価",
		},
		"nothing?": {"n.d."},
		"0":        {"Nonexistent", "Inexistente", "✗", "✘", "❌", "×", "存在しない"},
		"0?":       {"Incomplete", "🔴"},
		"1":        {"Initial", "Ad hoc", "Initial / Ad-hoc", "Inicial", "Initieel", "初期"},
		"1?":       {"Limited"},
		"2":        {"Repeatable", "Wiederholbar", "Reproductible", "Reproducible pero intuitivo", "△", "◐", "◑", "反復可能"},
		"2?":       {"Managed", "Gemanagt", "Géré", "Gestionado", "Gerenciado", "Gestito", "Beheerd", "Zarządzany", "⚠️"},
		"3":        {"Defined", "Definiert", "Processus défini", "Definido", "Gedefinieerd", "✓", "✔️", "✅", "◎", "定義された"},
		"3?":       {"x", "X", "○", "◯", "〇", "●"},
		"4":        {"Quantitatively managed", "Managed and measurable", "Quantitativ gemanagt", "Géré quantitativement", "Gestionado cuantitativamente", "定量的に管理された"},
		"5":        {"Optimizing", "Optimised", "Optimierend", "En optimisation", "Optimizado", "Otimizado", "最適化"},
		"unknown":  {"", " ", "blue", "3", "L4", "Implementedness", strings.Repeat("implemented ", 40), "(80 %)"},
	} {
		for _, text := range texts {
			if got := said(sheets.Word("", text)); got != want {
				t.Errorf("%q says %s; right is %s", text, got, want)
			}
		}
	}
	if got := said(sheets.Word("", "Partially Implemented (80%)")); got != "2 partly?" {
		t.Errorf("what stands behind a word is passed over: %s", got)
	}
}

func TestAToolsOwnWordsComeFirst(t *testing.T) {
	sheets := catalog.Shipped().Sheets()
	for _, c := range []struct{ tool, text, want string }{
		{"", "Compliant", "3 implemented"},
		{"eramba", "Compliant", "3 implemented?"}, // what it wants to be
		{"VerifyWise", "Waiting", "0 none"},
		{"", "Waiting", "0 none?"},
		{"VerifyWise", "Planned", "1 planned"},
		{"no such tool", "Compliant", "3 implemented"},
	} {
		if got := said(sheets.Word(c.tool, c.text)); got != c.want {
			t.Errorf("%s: %q says %s; right is %s", c.tool, c.text, got, c.want)
		}
	}
}

func TestAnAnswerSaysWhetherAControlIsApplicable(t *testing.T) {
	sheets := catalog.Shipped().Sheets()
	for want, texts := range map[string][]string{
		"yes": {
			"Yes", "Y", "X", "✓", "Yes - mandatory", "Yes, by law", "Applicable", "Ja", "Oui", "Aplica", "Aplica parcialmente", "Sim", "Sì", "Van toepassing",
			"Tak", "適用", "○", "TRUE", "1", "Yes, " + strings.Repeat("because ", 40),
		},
		"no": {
			"No", "N", "Not applicable (remote)", "Non (exclue)", "No aplica", "Não", "Nein", "Nee", "Nie", "Nie dotyczy", "N/A", "Excluded", "対象外", "×", "FALSE", "0",
		},
		"unknown": {"", "perhaps", "implemented", "n.d.", "-"},
	} {
		for _, text := range texts {
			got := "unknown"
			if yes, known := sheets.Applicable(text); known {
				got = map[bool]string{true: "yes", false: "no"}[yes]
			}
			if got != want {
				t.Errorf("%q is %s; right is %s", text, got, want)
			}
		}
	}
}

func TestAHeadingNamesItsFields(t *testing.T) {
	sheets := catalog.Shipped().Sheets()
	for heading, want := range map[string]string{
		"Control ID": "item", "Control_ID": "item", "Control-ID": "item", "N°": "item", "#": "item", "ISO Clause": "item", "Nr.": "item", "ref_id": "item",
		"ISO 27001:2022": "item", "ISO/IEC 27001:2022 Annex A": "item", "Annex A (ISO 27001:2022)": "item", "管理策番号": "item", "項番": "item", "Numer zabezpieczenia": "item",
		"Control / Maßnahme": "item title", "Mesure": "item title", "Controle": "item title",
		"Titel": "title", "Nome do Controle": "title", "Nombre del control": "title", "管理策名": "title", "Nazwa": "title",
		"Current\nMaturity (0-5)": "rating", "Maturity_Score": "rating", "Maturity 0-5": "rating", "Maturity (1-4)": "rating", "Reifegrad": "rating", "Madurez": "rating",
		"Nível de maturidade": "rating", "成熟度": "rating", "%": "rating",
		"Implementation status": "status", "Status / Umsetzung": "status", "GAP-Status": "status", "Statut": "status", "Compliance (Y/N/P)": "status", "Current Status": "status", "Current_State": "note",
		"Status de Implementação": "status", "Stato di attuazione": "status", "Implementatiestatus": "status", "Status wdrożenia": "status", "実施状況": "status", "Implementation %": "status",
		"¿Aplica?": "applicable", "Applicable (Y/N)": "applicable", "Incluído no SGSI": "applicable", "Anwendbar": "applicable", "Van toepassing": "applicable", "適用／非適用": "applicable",
		"Comment / Bemerkung": "note", "Observações": "note", "備考": "note", "Uwagi": "note", "Evidence / Notes": "evidence note",
		"Justification": "reason", "Begründung": "reason", "Justification for inclusion/exclusion": "reason", "Justificativa": "reason", "理由": "reason",
		"Rationale for Applicability": "why_in", "Uzasadnienie zastosowania": "why_in",
		"Justification for Non-Applicability": "why_not", "Justificativa de Exclusão": "why_not", "Justif. Exclusão (SoA)": "why_not", "Justification de l’exclusion": "why_not",
		"Giustificazione esclusione": "why_not", "Reden van uitsluiting": "why_not", "適用除外の理由": "why_not",
		"LR/CO": "drivers", "BR/BP": "practice", "RA": "risk", "Regulatory": "law", "Best practice": "practice",
		"Owner": "owner", "Verantwortlich": "owner", "担当者": "owner", "Due-Date (planned)": "due", "Prazo": "due", "Nachweis / Referenz": "evidence item", "Preuves": "evidence",
		"AI system": "system", "KI-System": "system", "実施方法": "how", "関連文書": "described", "Last reviewed": "looked_at", "Zuletzt geprüft": "looked_at",
		"Colour": "", "Target maturity": "", "": "", strings.Repeat("Status ", 40): "", "0-5": "",
	} {
		var got []string
		for _, f := range sheets.Field(heading) {
			got = append(got, f.Field)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q names %v; right is %s", heading, got, want)
		}
	}
}

func TestEveryHeadingOfTheDataIsFound(t *testing.T) {
	sheets := catalog.Shipped().Sheets()
	for _, c := range sheets.Columns {
		for rank, word := range c.Words {
			if got := rankOf(sheets, word, c.Field); got != rank {
				t.Errorf("%s: %q has rank %d; it stands at %d", c.Field, word, got, rank)
			}
		}
	}
}

func TestThePlainerHeadingComesFirst(t *testing.T) {
	sheets := catalog.Shipped().Sheets()
	for _, c := range []struct{ field, plain, other string }{
		{"item", "Control ID", "Control"},
		{"item", "Control ID", "ID"},
		{"item", "ISO 27001:2022", "ISO 27001:2013"},
		{"status", "Implementation status", "Status"},
		{"status", "Umsetzungsstatus", "Status"},
		{"status", "Statut de mise en œuvre", "Résultat"},
		{"rating", "Current Maturity (0-5)", "Score"},
	} {
		plain, other := rankOf(sheets, c.plain, c.field), rankOf(sheets, c.other, c.field)
		if plain < 0 || other < 0 || plain >= other {
			t.Errorf("%s: %q has rank %d, %q %d; the first is the plainer", c.field, c.plain, plain, c.other, other)
		}
	}
}

func rankOf(s *catalog.Sheets, heading, field string) int {
	for _, f := range s.Field(heading) {
		if f.Field == field {
			return f.Rank
		}
	}
	return -1
}

func TestAnExportIsKnownByItsHeadings(t *testing.T) {
	sheets := catalog.Shipped().Sheets()
	for heads, want := range map[string]string{
		"urn,assessable,ref_id,name,description,compliance_result,requirement_progress,score,observations":                                 "CISO Assistant",
		"Item ID,Item Name,Item Description,Owner,Compliance Strategy,Description":                                                         "eramba",
		"Compliance Package Item ID,Item Name,Compliance Treatment,Compliance Status,Mitigating Controls":                                  "eramba compliance analysis",
		"Control,Control name,Applicability,Justification for exclusion,Justification for inclusion,,,,List of security measure or policy": "Probo",
		"Section,Control,Applicability,Implementation,Regulatory,Contractual,Best practice,Risk assessment,Justification":                  "Probo controls",
		"Section,Control,State,Exclusion Justification":                                                                                    "Probo document",
		"id,control_no,title,implementation_description,status,owner,reviewer,due_date":                                                    "VerifyWise",
		"Identifier,Title,Standard,Status,Effectiveness,Type,Category,Enforcement,Owner,Description":                                       "OpenGRC",
		"id,standard_id,title,code,type,effectiveness,applicability,control_owner_id":                                                      "OpenGRC controls",
		"Control,Title,Status": "",
		"":                     "",
	} {
		got := ""
		if tool, ok := sheets.ToolFor(strings.Split(heads, ",")); ok {
			got = tool.Name
			if !slices.ContainsFunc(strings.Split(heads, ","), func(h string) bool { return catalog.FoldWord(h) == catalog.FoldWord(tool.Columns["item"]) }) {
				t.Errorf("%s: the item stands under %q, which %s does not have", got, tool.Columns["item"], heads)
			}
		}
		if got != want {
			t.Errorf("%s is of %q; right is %q", heads, got, want)
		}
	}
}

func TestAScaleIsFoundByItsName(t *testing.T) {
	sheets := catalog.Shipped().Sheets()
	for _, name := range []string{"1-5", "1-4", "0-4", "0-3", "1-3", "0-10", "percent"} {
		if s, ok := sheets.Scale(name); !ok || len(s.Levels) < 3 {
			t.Errorf("%s: %v", name, s)
		}
	}
	if s, ok := sheets.Scale("0-5"); ok {
		t.Errorf("0-5 is the scale itself: %v", s)
	}
	if s, _ := sheets.Scale("percent"); s.Levels["80"] != 4 || s.Levels["100"] != 5 {
		t.Errorf("percents are read as %v", s.Levels)
	}
}

func TestSheetsOfACatalogueWithoutAReferenceKnowNothing(t *testing.T) {
	raw, err := catalog.Compile(loadTiny(t))
	if err != nil {
		t.Fatal(err)
	}
	cat, err := catalog.Decode(raw)
	if err != nil {
		t.Fatal(err)
	}
	if w, ok := cat.Sheets().Word("", "implemented"); ok {
		t.Errorf("it reads %v", w)
	}
	if got := cat.Edition2013().Successors("A.5.1.1"); got != nil {
		t.Errorf("it leads to %v", got)
	}
}

func TestAFolderWithoutTheWordsOfSheetsTakesTheShippedOnes(t *testing.T) {
	own := loadTiny(t)
	if got := said(own.Sheets().Word("", "Umgesetzt")); got != "3 implemented" {
		t.Errorf("Umgesetzt says %s", got)
	}
	if got := own.Edition2013().Successors("A.5.1.1"); !slices.Equal(got, []string{"A.5.1"}) {
		t.Errorf("A.5.1.1 of 2013 leads to %v", got)
	}
	own, err := catalog.Load(withSheets(t, tinySheets))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := own.Sheets().Word("", "Umgesetzt"); ok || said(own.Sheets().Word("", "Fertig")) != "3 implemented" {
		t.Error("a folder's own words are not its own")
	}
}

const sheetsFile = "intake.yaml"

func withSheets(t testing.TB, text string) fs.FS {
	return withFile(t, sheetsFile, &fstest.MapFile{Data: []byte(text)})
}

const tinySheets = `columns:
  - field: item
    words: [Control ID,
      Control]
  - {field: status, words: [Status]}
words:
  - {words: [fertig, done], level: 3, declared: implemented}
  - {words: [n/a], na: true}
  - {words: ["-"], nothing: true, doubtful: true}
yes: ["yes"]
no: ["no"]
numbers: {before: [Control], and: [and], to: [to], open: [ff]}
scales:
  - {name: 1-3, levels: {"1": 0, "2": 2, "3": 3}}
tools:
  - name: Tool
    headings: [Code, State]
    columns: {item: Code}
    words: [{words: [on], level: 3}]
    scale: 1-3
`

func TestWordsOfSheetsThatContradictAreRefusedWithTheirLine(t *testing.T) {
	for _, c := range []struct{ name, was, is, want string }{
		{"the same word twice", "[n/a], na", `[n/a, "DONE."], na`, `intake.yaml:8: words: "DONE." stands already in line 7 as "done"`},
		{"the same heading twice", "      Control]", "      control_id]", `intake.yaml:4: item: "control_id" stands already in line 3 as "Control ID"`},
		{"a heading that no sheet has", "[Status]", `["Status (0-5)"]`, `intake.yaml:5: status: "Status (0-5)" is looked for as "status"; write it so, without brackets, scale and the name of the standard`},
		{"yes and no", `no: ["no"]`, `no: ["no", "Yes"]`, `intake.yaml:11: no: "Yes" stands already in line 10 as "yes"`},
		{"a number word twice", "and: [and]", "and: [and, And]", `intake.yaml:12: numbers and: "And" stands already in line 12 as "and"`},
		{"a word of nothing", `["-"], nothing`, `["()"], nothing`, `intake.yaml:9: words: "()" holds no letter, figure or sign`},
		{"no words", "[n/a], na", "[], na", "intake.yaml:8: words: the entry has no words"},
		{"an unknown column", "field: status", "field: colour", `intake.yaml:5: there is no column "colour"; it is one of ` + strings.Join(catalog.SheetFields, ", ")},
		{"a column twice", "field: status", "field: item", "intake.yaml:5: the id stands already in intake.yaml:2"},
		{"a level too high", "level: 3, declared", "level: 6, declared", "intake.yaml:7: fertig: there is no level 6; levels are 0 to 5"},
		{"a level of na", "na: true", "na: true, level: 1", "intake.yaml:8: n/a is na or nothing; it has neither the other nor a level nor declared"},
		{"na and nothing", "na: true", "na: true, nothing: true", "intake.yaml:8: n/a is na or nothing; it has neither the other nor a level nor declared"},
		{"an unknown declaration", "declared: implemented", "declared: perhaps", `intake.yaml:7: fertig: declared is "perhaps"; it is one of none, planned, partly, implemented`},
		{"a scale of wrong levels", `"3": 3}`, `"3": 7}`, "intake.yaml:14: 1-3: 3 stands for 7; levels are 0 to 5"},
		{"an empty scale", `levels: {"1": 0, "2": 2, "3": 3}`, "levels: {}", "intake.yaml:14: 1-3 has no levels"},
		{"a scale that is not there", "scale: 1-3", "scale: 1-9", `intake.yaml:16: Tool: there is no scale "1-9"`},
		{"a tool of one heading", "[Code, State]", "[Code]", "intake.yaml:16: Tool names 1 headings; it is known by two at least"},
		{"a tool's unknown column", "{item: Code}", "{item: Code, colour: Red}", `intake.yaml:16: Tool: there is no column "colour"; it is one of ` + strings.Join(catalog.SheetFields, ", ")},
		{"a tool's column of nothing", "{item: Code}", `{item: Code, note: ""}`, "intake.yaml:16: Tool: the column note names no heading"},
		{"a tool without an item", "{item: Code}", "{note: Code}", "intake.yaml:16: Tool has no column item"},
		{"a tool's word twice", "[{words: [on], level: 3}]", "[{words: [on], level: 3}, {words: [On], level: 2}]", `intake.yaml:19: Tool: "On" stands already in line 19 as "on"`},
		{"an unknown field", "scale: 1-3", "scale: 1-3\n    colour: red", "intake.yaml:21: there is no field named colour"},
		{"a text for a level", "level: 3, declared", "level: three, declared", "intake.yaml:7: `three` is a text; a whole number is right"},
	} {
		if strings.Count(tinySheets, c.was) != 1 {
			t.Fatalf("%s: it holds %q %d times", c.name, c.was, strings.Count(tinySheets, c.was))
		}
		_, err := catalog.Load(withSheets(t, strings.Replace(tinySheets, c.was, c.is, 1)))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v\nright is %s", c.name, err, c.want)
		}
	}
}

func TestWordsOfSheetsMayBeAliasesAndMissing(t *testing.T) {
	for _, text := range []string{
		"", "columns: ~\nwords: [~]\n", "{}", "tools: [~]", "scales: [{}]", "words: &w [{words: &a [x]}, {words: *a}]\ntools: [{name: T, words: *w}]",
		"a: &a {before: [x]}\nnumbers: {<<: *a}", "columns: [{field: item, words: ~}]",
	} {
		_, err := catalog.Load(withSheets(t, text))
		if err != nil && !strings.HasPrefix(err.Error(), sheetsFile) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestAWordDeclaresWhatAStatementCan(t *testing.T) {
	for _, word := range assess.DeclaredWords {
		if _, err := catalog.Load(withSheets(t, strings.Replace(tinySheets, "declared: implemented", "declared: "+word, 1))); err != nil {
			t.Errorf("%s: %v", word, err)
		}
	}
	for _, w := range catalog.Shipped().Sheets().Words {
		if w.Declared != "" && !slices.Contains(assess.DeclaredWords, w.Declared) {
			t.Errorf("%s declares %s", w.Words[0], w.Declared)
		}
	}
}

func TestTheSchemasRefuseOddWordsAndEditions(t *testing.T) {
	for _, c := range []struct{ schema, whole, was, is string }{
		{"intake", tinySheets, "field: status", "field: colour"},
		{"intake", tinySheets, "level: 3, declared", "level: 6, declared"},
		{"intake", tinySheets, "declared: implemented", "declared: perhaps"},
		{"intake", tinySheets, "na: true", "na: true, level: 1"},
		{"intake", tinySheets, "na: true", "na: true, nothing: true"},
		{"intake", tinySheets, "[n/a], na", "[], na"},
		{"intake", tinySheets, `"3": 3}`, `"3": 7}`},
		{"intake", tinySheets, "[Code, State]", "[Code]"},
		{"intake", tinySheets, "{item: Code}", "{note: Code}"},
		{"intake", tinySheets, "{item: Code}", "{item: Code, colour: Red}"},
		{"intake", tinySheets, "scale: 1-3", "colour: red"},
		{"edition", tinyEdition, `"A.8.1.2"`, `"A.8.1"`},
		{"edition", tinyEdition, "kind: merged}\nobjectives", "kind: moved}\nobjectives"},
		{"edition", tinyEdition, `{id: "A.8.1",`, `{id: "A.8",`},
		{"edition", tinyEdition, `["A.5.10"]`, `["5.10"]`},
	} {
		schema := compile(t, "schema/"+c.schema+".schema.json")
		if err := schema.Validate(instance(t, c.whole)); err != nil {
			t.Fatal(err)
		}
		if strings.Count(c.whole, c.was) != 1 {
			t.Fatalf("%s holds %q %d times", c.schema, c.was, strings.Count(c.whole, c.was))
		}
		if schema.Validate(instance(t, strings.Replace(c.whole, c.was, c.is, 1))) == nil {
			t.Errorf("%s with %q for %q is valid", c.schema, c.is, c.was)
		}
	}
}
