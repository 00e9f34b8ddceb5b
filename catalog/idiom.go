package catalog

import (
	"fmt"
	"regexp"
	"sync"
)

// What stops a reader whose first language is another, and a plain way to say it.
var plainWays = [][2]string{
	{`(has|have|had) nothing on`, "says nothing about"},
	{`(which|that) (the ISMS|it) has not`, "does not ask"},
	{`hangs? on`, "depends on"},
	{`by which road|a road to`, "how, a way to"},
	{`no ear for`, "does not listen to"},
	{`waits? for hands`, "wait for people"},
	{`through which hands`, "who had it before"},
	{`laid before`, "shown to"},
	{`sets? off a message`, "makes you send"},
	{`upsets? (your|the) plans?`, "spoil"},
	{`by feeling|matter of feeling`, "without rules"},
	{`(date|part|word)s? stands? in`, "is written in"},
	{`anew`, "again"},
	{`nuisances?`, "a small trouble"},
	{`pays? for it`, "is hurt"},
	{`by heart`, "remember"},
	{`in (the )?heads? of`, "only experienced people know it"},
	{`in step`, "agree"},
	{`reprisals?`, "punishment"},
	{`punctuality`, "whether it is on time"},
	{`needless(ly)?`, "not needed"},
	{`(is|are) owed`, "has a right to"},
	{`graded? (them|it|each|risks|data)`, "sort by"},
	{`from scratch|blank page`, "new"},
	{`(been|is|was) voiced`, "somebody says it"},
	{`backs? (a|the) manager|doubled duties`, "supports, duties with two names"},
	{`turns? the [a-z ]+ around`, "read it from the other side"},
	{`made aloud`, "spoken"},
	{`bears? (a |the |their )?(marks?|title|version)`, "has"},
	{`sift(ed|s|ing)?|ducts?|custody forms?|betrays?`, "a plain word"},
}

// idioms are compiled when a catalogue is checked; most starts of the program
// check none.
var idioms = sync.OnceValue(func() []*regexp.Regexp {
	all := make([]*regexp.Regexp, len(plainWays))
	for i, way := range plainWays {
		all[i] = regexp.MustCompile(`(?i)\b(?:` + way[0] + `)\b`)
	}
	return all
})

// idiomsIn says what a text says in a way that only a native reader understands.
func idiomsIn(text string) []string {
	var found []string
	for i, idiom := range idioms() {
		if said := idiom.FindString(text); said != "" {
			found = append(found, fmt.Sprintf("%q is an idiom; a plain way to say it is %q", said, plainWays[i][1]))
		}
	}
	return found
}
