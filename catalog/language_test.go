package catalog_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/assets"
	"crosswalk/catalog"
)

func TestTheCompiledLanguagesSayTheSameAsTheYAML(t *testing.T) {
	cat := shipped(t)
	for _, code := range cat.Languages() {
		said, err := cat.In(code)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := catalog.CompileLanguage(said)
		if err != nil {
			t.Fatal(err)
		}
		if os.Getenv("UPDATE") == "1" {
			if err := os.WriteFile(filepath.Join(compiledLanguages, code+".json"), raw, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if built, err := assets.Languages.ReadFile("lang/" + code + ".json"); err != nil || string(built) != string(raw) {
			t.Errorf("the YAML of %s has changed since it was compiled (%v); run make generate", code, err)
		}
	}
	if built := catalog.Shipped().Languages(); !slices.Equal(built, cat.Languages()) {
		t.Errorf("the program has the languages %v, the YAML %v", built, cat.Languages())
	}
}

func TestTheShippedLanguagesKeepTheRules(t *testing.T) {
	cat := shipped(t)
	for _, code := range cat.Languages() {
		said, err := cat.In(code)
		if err != nil {
			t.Fatal(err)
		}
		if problems := catalog.CheckLanguage(cat, said); len(problems) > 0 {
			t.Errorf("%s:\n%v", code, problems)
		}
	}
}

func TestClauseFiveIsWholeInSpanish(t *testing.T) {
	cat := catalog.Shipped()
	spanish, err := cat.In("es")
	if err != nil {
		t.Fatal(err)
	}
	whole := []string{}
	for _, n := range spanish.Coverage() {
		if n.Lack == 0 {
			whole = append(whole, n.Item.Set.Standard+" "+n.Item.ID)
		}
	}
	if want := []string{catalog.AIMS + " 5.1", catalog.AIMS + " 5.2", catalog.AIMS + " 5.3"}; !slices.Equal(whole, want) {
		t.Errorf("whole in Spanish are %q; right are %q", whole, want)
	}
	it, _ := cat.Item("5.1")
	x := spanish.Item(it)
	switch {
	case x.Title != "Liderazgo y compromiso" || x.Levels[0] != "La alta dirección deja la IA en manos de los técnicos.":
		t.Errorf("5.1 reads %q, level 0 %q", x.Title, x.Levels[0])
	case x.Set != it.Set || x.Phase != it.Phase || x.EffortDays != it.EffortDays || x.Questions[0].Tests != it.Questions[0].Tests:
		t.Errorf("5.1 is another item in Spanish: %+v", x)
	case it.Title != "Leadership and commitment" || strings.Contains(it.Levels[0], "alta"):
		t.Errorf("the catalogue's own item was written over: %q", it.Title)
	case spanish.ScaleWord(cat, 0) != "No se hace nada, y nadie tiene el encargo de hacerlo." || spanish.LacksScale() != 0:
		t.Errorf("level 0 of the scale reads %q", spanish.ScaleWord(cat, 0))
	}
}

// spoken is the tiny catalogue with a language of its own: 6.1.2 in part.
func spoken(change ...string) fstest.MapFS {
	files := fstest.MapFS{
		"lang/de/language.yaml": {Data: []byte("name: Deutsch\n")},
		"lang/de/iso42001/clause-06.yaml": {Data: []byte(`standard: "ISO/IEC 42001:2023"
id: "6"
items:
  - id: "6.1.2"
    intent: Wissen, was schiefgehen kann.
    questions:
      - id: 6.1.2-2
        ask: Welches Risiko hat euch überrascht?
    levels: {0: Nichts.}
`)},
	}
	for name, text := range tiny {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for i := 0; i+2 < len(change); i += 3 {
		f := files[change[i]]
		f.Data = []byte(strings.Replace(string(f.Data), change[i+1], change[i+2], 1))
	}
	return files
}

func TestATextThatIsMissingIsReadInTheCataloguesOwnWords(t *testing.T) {
	cat, err := catalog.Load(spoken())
	if err != nil {
		t.Fatal(err)
	}
	german, err := cat.In("de")
	if err != nil {
		t.Fatal(err)
	}
	it, _ := cat.Item("6.1.2")
	x := german.Item(it)
	got := []string{x.Title, x.Intent, x.Questions[0].Ask, x.Questions[1].Ask, x.Levels[0], x.Levels[3], german.ScaleWord(cat, 1)}
	want := []string{
		"AI risk assessment", "Wissen, was schiefgehen kann.", "Who decides which risk is too high?", "Welches Risiko hat euch überrascht?", "Nichts.", "In place.",
		cat.Method.Scale[1],
	}
	if !slices.Equal(got, want) {
		t.Errorf("6.1.2 reads %q; right is %q", got, want)
	}
	for _, n := range german.Coverage() {
		want := [2]int{n.Texts, n.Texts}
		if n.Item == it {
			want = [2]int{6, 3} // an intent, two questions, three levels
		}
		if n.Texts == 0 || n.Texts != want[0] || n.Lack != want[1] {
			t.Errorf("%s has %d texts and lacks %d; right is %v", n.Item.ID, n.Texts, n.Lack, want)
		}
	}
	if other, _ := cat.Item("A.5.2"); german.Item(other) != other || german.LacksScale() != 6 {
		t.Error("an item without a word of the language is another one in it")
	}
}

func TestTheCataloguesOwnLanguageIsNone(t *testing.T) {
	for _, code := range []string{"", catalog.English} {
		own, err := catalog.Shipped().In(code)
		it, _ := catalog.Shipped().Item("5.1")
		if own != nil || err != nil || own.Item(it) != it || own.ScaleWord(catalog.Shipped(), 3) != catalog.Shipped().Method.Scale[3] {
			t.Errorf("%q: %v, %v", code, own, err)
		}
	}
}

func TestAnUnknownLanguageIsRefusedWithThoseThereAre(t *testing.T) {
	_, err := catalog.Shipped().In("eo")
	if err == nil || err.Error() != `there is no language "eo"; there are en, es` {
		t.Errorf("%v", err)
	}
}

func TestALanguageIsRefusedWithFileAndLine(t *testing.T) {
	const file = "lang/de/iso42001/clause-06.yaml"
	for _, c := range []struct{ file, was, is, want string }{
		{file, `id: "6.1.2"`, `id: "6.1.9"`, file + `:4: item 6.1.9: the catalogue has no item "6.1.9" in 6 of ISO/IEC 42001:2023`},
		{file, `id: "6"`, `id: "7"`, file + `:2: the catalogue has no clause, section or theme "7" of ISO/IEC 42001:2023`},
		{file, "42001", "27001", file + `:1: standard is "ISO/IEC 27001:2023", this folder holds "ISO/IEC 42001:2023"`},
		{file, "6.1.2-2", "6.1.2-3", file + `:4: item 6.1.2: the item has no question "6.1.2-3"`},
		{file, "{0:", "{1: Wenig., 0:", file + `:4: item 6.1.2: the item has no level 1`},
		{file, "    levels:", "    evidence: [Protokoll]\n    levels:", file + `:4: item 6.1.2: evidence has 1 lines; the catalogue has 0`},
		{file, "    levels:", "    pitfall: Keine.\n    levels:", file + `:4: item 6.1.2: the item has no pitfall`},
		{file, "    levels:", "    phase: 2\n    levels:", file + `:9: item 6.1.2: there is no field named phase`},
		{"lang/de/language.yaml", "name: Deutsch", "scale: [Nichts]", `lang/de/language.yaml: name is missing; it is what its speakers call the language` + "\n" +
			`lang/de/language.yaml:1: the scale has 1 words; 6 are right, for 0 to 5`},
	} {
		cat, err := catalog.Load(spoken(c.file, c.was, c.is))
		if err != nil {
			t.Fatalf("a bad language keeps the catalogue from being used: %v", err)
		}
		if _, err := cat.In("de"); err == nil || err.Error() != c.want {
			t.Errorf("%s for %s:\n%v\nright is\n%s", c.is, c.was, err, c.want)
		}
	}
}

func TestALanguageIsHeldToTheRulesOfTheCatalogue(t *testing.T) {
	const file = "lang/de/iso42001/clause-06.yaml"
	long := strings.TrimSpace(strings.Repeat("Wort ", 43)) + "?"
	for _, c := range []struct{ was, is, want string }{
		{"Welches Risiko hat euch überrascht?", "Welches Risiko.", "question 6.1.2-2 does not end in one question mark"},
		{"Welches Risiko hat euch überrascht?", long, "question 6.1.2-2 has 43 words; at most 42 are right"},
		{"Welches Risiko hat euch überrascht?", "Was überraschte in A.5.2?", "the text names A.5.2, and the catalogue's own does not"},
		{"Nichts.", strings.TrimSpace(strings.Repeat("Wort ", 37)), "level 0 has 37 words; at most 36 are right"},
		{"Wissen, was schiefgehen kann.", strings.TrimSpace(strings.Repeat("Wort ", 73)), "intent has 73 words; at most 72 are right"},
	} {
		cat, err := catalog.Load(spoken(file, c.was, c.is))
		if err != nil {
			t.Fatal(err)
		}
		german, err := cat.In("de")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := catalog.CheckLanguage(cat, german).Error(), file+":4: item 6.1.2: "+c.want; got != want {
			t.Errorf("%q\nright is\n%q", got, want)
		}
	}
}

func TestAFolderTakesAShippedLanguageForTheItemsThatSayTheSame(t *testing.T) {
	files := fstest.MapFS{}
	for name, text := range tiny {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	const five = "iso42001/clause-05.yaml"
	raw, err := assets.Catalog.ReadFile("catalog/" + five)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), "Nobody is in charge of the AIMS.", "Nobody cares.", 1)
	text = regexp.MustCompile(`(carried_by|regulatory): .*`).ReplaceAllString(text, "$1: []") // the tiny one has nothing they name
	files[five] = &fstest.MapFile{Data: []byte(text)}
	cat, err := catalog.Load(files)
	if err != nil {
		t.Fatal(err)
	}
	spanish, err := cat.In("es")
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]bool{}
	for _, id := range []string{"5.1", "5.2", "5.3"} {
		it, _ := cat.Item(id)
		said[id] = spanish.Item(it) != it
	}
	if !said["5.1"] || !said["5.2"] || said["5.3"] {
		t.Errorf("in Spanish are %v; 5.3 says something else in this folder", said)
	}
}
