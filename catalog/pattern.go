package catalog

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first asked for: most
// check a catalogue that is read from YAML, which no start of the program does.
func pattern(text string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
}
