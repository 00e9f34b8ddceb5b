package report

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"crosswalk/assets"
)

func TestTheFramesFollowTheirSchema(t *testing.T) {
	raw, err := assets.Catalog.ReadFile("schema/words.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("words", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("words")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range Languages {
		raw, err := assets.Words.ReadFile("words/" + lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]any
		if err := yaml.Unmarshal(raw, &words); err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		if err := schema.Validate(words); err != nil {
			t.Errorf("%s: %v", lang, err)
		}
	}
}

var place = regexp.MustCompile(`\{\w+\}`)

func TestEveryLanguageSaysEveryWordWithTheSamePlaces(t *testing.T) {
	english := framed[0]()
	for i, words := range framed[1:] {
		lang := Languages[i+1]
		for key, text := range english {
			said, ok := words()[key]
			if !ok {
				t.Errorf("%s does not say %s", lang, key)
				continue
			}
			want, got := place.FindAllString(text, -1), place.FindAllString(said, -1)
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) {
				t.Errorf("%s has the places %v in %s; English has %v", lang, got, key, want)
			}
		}
		for key := range words() {
			if _, ok := english[key]; !ok {
				t.Errorf("%s says %s, which English does not have", lang, key)
			}
		}
	}
}

// lists are the beginnings of keys that the program puts together.
var lists = regexp.MustCompile(`^(kind|full|verdict|assessment|basis|state|evidence|finding|finding_state|level|task|role|stage_of|risk|confidence|sheet|tests|driver|declared|carry|anonymous|system|word|scope|held|raiser|cause_way|effect|milestone|ready_state)\.`)

func TestEveryWordIsWrittenSomewhereAndNoneIsMissing(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	literal, of := regexp.MustCompile(`"([a-z_]+(?:\.[a-z0-9_]+)*)"`), regexp.MustCompile(`\.(?:Count|lines|say|Say|fact)\("([a-z0-9_.]+)"`)
	said := map[string]bool{}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range literal.FindAllStringSubmatch(string(raw), -1) {
			said[m[1]] = true
		}
		for _, m := range of.FindAllStringSubmatch(string(raw), -1) {
			_, plain := framed[0]()[m[1]]
			_, counted := framed[0]()[m[1]+".other"]
			if !plain && !counted && !strings.HasSuffix(m[1], ".") {
				t.Errorf("%s says %s, for which there are no words", name, m[1])
			}
		}
	}
	for key := range framed[0]() {
		base := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if !said[key] && !said[base] && !lists.MatchString(key) {
			t.Errorf("nothing says %s", key)
		}
	}
}

// A word of the frame begins with a capital, or is more than one word. What a refusal
// says is no frame word, and neither is what Compare says to a program.
func TestNoFrameWordStandsInGo(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	framing := regexp.MustCompile(`^"[^"%]*([A-Z][a-z]+|[a-z]{2,} [a-z]{2,})`)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if f, ok := call.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "Errorf" || f.Sel.Name == "New") {
					return false
				}
			}
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING && framing.MatchString(text.Value) {
				t.Errorf("%s says %s; words of the frame stand in assets/words", name, text.Value)
			}
			return true
		})
	}
}

func TestAWordThatALanguageLacksIsEnglish(t *testing.T) {
	w := &Words{"de", map[string]string{"plan.to": "Bis"}}
	if got := w.Say("plan.to") + " " + w.Say("plan.from"); got != "Bis From" {
		t.Error(got)
	}
	if _, err := WordsIn("xx"); err == nil || err.Error() != `there are no words of documents in "xx"; there are en, de, es` {
		t.Error(err)
	}
}

func TestNumbersAndDaysStandAsTheLanguageWritesThem(t *testing.T) {
	for lang, want := range map[string]string{"en": "12.5 3 30 Nov 2027", "de": "12,5 3 30. Nov. 2027", "es": "12,5 3 30 nov. 2027"} {
		w, err := WordsIn(lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := w.Number(12.5) + " " + w.Number(3) + " " + w.Day("2027-11-30"); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

// plain is a document as JSON, for what must not stand anywhere in it.
func plain(t *testing.T, d *Document) string {
	t.Helper()
	raw, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
