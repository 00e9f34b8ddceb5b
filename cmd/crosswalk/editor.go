package main

import (
	"errors"
	"strings"
)

// commandWords parts a command at its blanks, but inside quotation marks. Nothing else
// in it has a meaning, since no shell reads it.
func commandWords(command string) ([]string, error) {
	var words []string
	var word strings.Builder
	begun, quoted := false, rune(0)
	for _, r := range command + " " {
		switch {
		case r == quoted:
			quoted = 0
		case quoted == 0 && (r == '"' || r == '\''):
			quoted, begun = r, true
		case quoted == 0 && (r == ' ' || r == '\t'):
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	switch {
	case quoted != 0:
		return nil, errors.New("a quotation mark in it is not closed")
	case len(words) == 0 || words[0] == "":
		return nil, errors.New("right would be a program, as \"vim\"")
	}
	return words, nil
}
