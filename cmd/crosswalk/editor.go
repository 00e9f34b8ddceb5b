package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// maxEdited is far more than a text takes that can be kept.
const maxEdited = 1 << 20

// editor is the command of the person's editor; empty: none is chosen.
type editor string

// edit has a text changed in the editor, in a file of its own that nobody else can
// read. What can't be read back is left there.
func (e editor) edit(in io.Reader, out, errs io.Writer, text string) (string, error) {
	if e == "" {
		return text, errors.New("no editor is chosen; set editor in config.toml, or EDITOR; crosswalk config shows what holds")
	}
	words, err := commandWords(string(e))
	if err != nil {
		return text, fmt.Errorf("the editor %q can't be started: %w", string(e), err)
	}
	folder, err := os.MkdirTemp("", "crosswalk-note-") // made 0700
	if err != nil {
		return text, err
	}
	path := filepath.Join(folder, "note.md")
	if err := writeNew(path, []byte(withEnd(text))); err != nil {
		_ = os.RemoveAll(folder)
		return text, err
	}
	cmd := exec.Command(athome(words[0]), append(words[1:], path)...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, out, errs
	ended := cmd.Run()
	raw, err := readFile(path, maxEdited)
	if err != nil {
		_ = os.Remove(folder) // only where nothing is left in it
		return text, fmt.Errorf("what the editor saved is not taken: %w", err)
	}
	if ended == nil {
		return asSaved(text, raw), os.RemoveAll(folder)
	}
	return asSaved(text, raw), fmt.Errorf("%w%s", e.failed(ended), cleared(folder, path))
}

// cleared takes away a text that an editor left in disorder, and its folder. What else
// lies there may be all there is of what was typed: it stays, and that is said.
func cleared(folder, path string) string {
	_ = os.Remove(path)
	if os.Remove(folder) != nil {
		return "; what it left beside the text is in " + folder
	}
	return ""
}

// failed says that the editor did not begin, or not end in order.
func (e editor) failed(err error) error {
	if errors.As(err, new(*exec.ExitError)) {
		return fmt.Errorf("the editor ended with an error (%w), so nothing is saved", err)
	}
	return fmt.Errorf("the editor %q can't be started; set another in config.toml, crosswalk config shows what holds", string(e))
}

// withEnd is a text whose last line ends, as editors expect it of a file.
func withEnd(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

// asSaved is a text as an editor saved it, without the mark in front and the line end
// behind that some add.
func asSaved(was string, raw []byte) string {
	text := strings.ReplaceAll(string(bytes.TrimPrefix(raw, []byte("\ufeff"))), "\r\n", "\n")
	if !strings.HasSuffix(was, "\n") {
		text = strings.TrimSuffix(text, "\n")
	}
	return text
}

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
