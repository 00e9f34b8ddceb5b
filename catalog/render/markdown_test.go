package render_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"crosswalk/catalog/render"
)

func TestEscapedTextIsPlainTextInMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"5.2 AI policy":          "5.2 AI policy",
		"# Head":                 `\# Head`,
		"- point":                `\- point`,
		"1. first":               `1\. first`,
		"2) second":              `2\) second`,
		"    code":               "code",
		"a|b `c` *d* _e_ ~f~":    "a\\|b \\`c\\` \\*d\\* \\_e\\_ \\~f\\~",
		"[x](https://a.example)": `\[x\](https\://a.example)`,
		"www.a.example":          `www\.a.example`,
		"<b>&lt;":                `\<b\>\&lt;`,
		`\*`:                     `\\\*`,
	} {
		if got := render.Escaped(text); got != want {
			t.Errorf("%q is %q; right is %q", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		got := render.Escaped(rapid.String().Draw(t, "text"))
		bare := strings.NewReplacer(`\\`, "", `\`+"`", "", `\*`, "", `\_`, "", `\[`, "", `\]`, "", `\<`, "", `\>`, "", `\|`, "", `\#`, "", `\~`, "", `\&`, "").Replace(got)
		if strings.ContainsAny(bare, "`*_[]<>|#~&\n") {
			t.Fatalf("%q has marks", got)
		}
	})
}
