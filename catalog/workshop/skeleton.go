package workshop

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// lookAlikes are letters of the Cyrillic and the Greek script that are drawn as
// Latin ones or as digits, in print or in most fonts of a terminal.
//
// Source: Unicode Technical Standard 39, confusables.txt of Unicode 10.0: every
// letter of the two scripts that it leads to one Latin letter of ASCII or to a
// digit. It takes a capital I for a small L, whichever script it is of; here it
// stays an I, for Ian is not Lan. The last line is beyond it: capitals and sigmas
// follow the other form of their letter, and six small letters are taken as the
// small capitals that it leads them to, by their letter.
var lookAlikes = pairs(
	"АaВbЕeЅsІiЈjКkМmНhОoРpСcТtУyХxЬbЗ3Ӡ3ѴvҮyӀlԌgԜwꙄ2", // Cyrillic capitals
	"аaеeѕsіiјjоoрpсcуyхxгrб6ѡwѵvүyһhҽeӏiԁdԛqԝwꙇi",     // Cyrillic small letters
	"ΑaΒbΕeΖzΗhΙiΚkΜmΝnΟoΡpΤtΥyΧxͿjϒyϜfϹcϺm",           // Greek capitals
	"αaγyιiνvοoρpσoυuϱpϲcϳjᴦr",                         // Greek small letters
	"ҺhԚqςoκkкkмmтtвbнh",
)

func pairs(lines ...string) map[rune]rune {
	all := map[rune]rune{}
	for _, line := range lines {
		letters := []rune(line)
		for i := 0; i+1 < len(letters); i += 2 {
			all[letters[i]] = letters[i+1]
		}
	}
	return all
}

// Skeleton is what of a name is seen at a glance: names that look alike have the
// same. It is for comparing and is never shown.
func Skeleton(name string) string {
	return Fold(strings.Map(func(r rune) rune {
		if latin, ok := lookAlikes[r]; ok {
			return latin
		}
		return r
	}, norm.NFKC.String(name)))
}

// Alike reports whether two names could be taken for each other, as they are
// written or in small letters.
func Alike(a, b string) bool {
	small := func(name string) string { return Skeleton(strings.ToLower(name)) }
	return Fold(a) == Fold(b) || Skeleton(a) == Skeleton(b) || small(a) == small(b)
}

// scripts are those whose letters are taken for each other's. Other scripts are
// written beside each other in one word, as in Japanese.
var scripts = []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Cherokee, unicode.Coptic}

// checkScripts refuses a word whose letters are of several scripts.
func checkScripts(name string) error {
	for word := range strings.FieldsSeq(norm.NFKC.String(name)) {
		var one *unicode.RangeTable
		for _, r := range word {
			for _, s := range scripts {
				if !unicode.Is(s, r) {
					continue
				}
				if one != nil && one != s {
					return fmt.Errorf("%q mixes letters of several scripts, so that it looks like another name; write it in one", word)
				}
				one = s
			}
		}
	}
	return nil
}
