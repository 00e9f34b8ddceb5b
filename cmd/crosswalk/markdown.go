package main

import (
	"regexp"
	"strings"

	"crosswalk/catalog/visible"
)

// escaped makes a text that people typed plain text of one line in Markdown: no
// heading, list, table, emphasis, code, HTML or link comes of it.
func escaped(s string) string {
	s = marks.Replace(strings.TrimSpace(visible.Line(s)))
	return atStart.ReplaceAllString(s, `$1\$2`)
}

var (
	marks = strings.NewReplacer(
		`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`, `|`, `\|`, `#`, `\#`, `~`, `\~`,
		`&`, `\&`, `!`, `\!`, `$`, `\$`, `://`, `\://`, `www.`, `www\.`, `WWW.`, `WWW\.`,
	)
	// atStart is what opens a list or underlines a heading.
	atStart = regexp.MustCompile(`^(\d*)([-+=]|[.)](?:\s|$))`)
)
