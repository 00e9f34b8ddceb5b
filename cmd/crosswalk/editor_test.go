//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"crosswalk/catalog/assess"
	"crosswalk/store"
	"crosswalk/store/sqlite"
	"crosswalk/store/storetest"
)

// script is a program of a few lines that stands in for an editor.
func script(t *testing.T, lines string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "my editor")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+lines), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAnEditorGetsAFileThatNobodyElseReadsAndThatGoes(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	path := script(t, `ls -ld "$(dirname "$3")" "$3" | cut -c1-10; echo "$1"; cat "$3"; printf 'more $(id)\r\n' >> "$3"`+"\n")
	var out strings.Builder
	text, err := editor(fmt.Sprintf(`"%s" -a '$(touch made)'`, path)).edit(nil, &out, nil, "one")
	if err != nil || text != "one\nmore $(id)" {
		t.Errorf("it saved %q, %v", text, err)
	}
	if want := "drwx------\n-rw-------\n-a\none\n"; out.String() != want {
		t.Errorf("it was given %q", out.String())
	}
	if left, _ := os.ReadDir(temp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestWhatAnEditorDoesWrongChangesNothing(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	for name, c := range map[string]struct{ command, text, says string }{
		"an error":     {script(t, `printf other > "$1"; exit 3`), "other", "the editor ended with an error (exit status 3), so nothing is saved"},
		"no program":   {"/no/such/editor", "was", `the editor "/no/such/editor" can't be started`},
		"no choice":    {"", "was", "no editor is chosen"},
		"half a quote": {`vim "x`, "was", "a quotation mark in it is not closed"},
		"no file":      {script(t, `rm "$1"`), "was", "what the editor saved is not taken"},
	} {
		command := c.command
		if strings.Contains(command, "my editor") {
			command = `"` + command + `"`
		}
		text, err := editor(command).edit(nil, nil, nil, "was")
		if text != c.text || err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %q, %v", name, text, err)
		}
		if left, _ := os.ReadDir(temp); len(left) > 0 {
			t.Errorf("%s: left behind: %v", name, left)
		}
	}
}

func TestATextThatIsFarTooLargeIsLeftWhereItIs(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	_, err := editor(`"`+script(t, `head -c 1100000 /dev/zero > "$1"`)+`"`).edit(nil, nil, nil, "was")
	left, _ := filepath.Glob(filepath.Join(temp, "*", "note.md"))
	if err == nil || len(left) != 1 || !strings.Contains(err.Error(), left[0]) {
		t.Errorf("left is %q, it says %v", left, err)
	}
}

func TestWhatAnEditorThatIsCutOffLeftIsNotTakenAway(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	_, err := editor(`"`+script(t, `echo all > "$(dirname "$1")/.swp"; kill -HUP $$`)+`"`).edit(nil, nil, nil, "was")
	left, _ := filepath.Glob(filepath.Join(os.Getenv("TMPDIR"), "*", ".swp"))
	if err == nil || len(left) != 1 || !strings.Contains(err.Error(), filepath.Dir(left[0])) {
		t.Errorf("left is %q, it says %v", left, err)
	}
}

func TestALineThatDropsWhileAnEditorIsOpenLosesNothingThatItWrote(t *testing.T) {
	db := filepath.Join(t.TempDir(), "crosswalk.db")
	p := sit(t, db, `CROSSWALK_EDITOR="`+script(t, `printf 'half a sentence' > "$1"; echo written; exec sleep 60`)+`"`)
	p.waits("There is no assessment yet").types("a").waits("Name of the assessment").types("Gap\rNordwind\x13").waits("Conforming 0 of 70")
	p.types("w").waits("4.1  Understanding").types("E").waits("written")
	if err := syscall.Kill(-p.cmd.Process.Pid, syscall.SIGHUP); err != nil { // to all on the line
		t.Fatal(err)
	}
	p.ends()
	file := storetest.OpenAt(t, db, sqlite.Options{})
	all, err := file.Assessments(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatalf("assessments %v, %v", all, err)
	}
	draft, _, err := file.Draft(t.Context(), store.Actor{Name: "Ines Brandt"}, all[0].ID, assess.Key{Item: "4.1"}.Subject(), assess.FieldNote)
	if err != nil || draft != "half a sentence" {
		t.Errorf("the draft is %q, %v", draft, err)
	}
}

func TestANoteGoesThroughAnEditorOnARealTerminal(t *testing.T) {
	db := filepath.Join(t.TempDir(), "crosswalk.db")
	p := sit(t, db, `CROSSWALK_EDITOR="`+script(t, `stty -a | grep -q ' icanon' && printf 'as it should be' > "$1"`)+`"`)
	p.waits("There is no assessment yet").types("a").waits("Name of the assessment").types("Gap\rNordwind\x13").waits("Conforming 0 of 70")
	p.types("w").waits("4.1  Understanding").types("E").waits("as it should be").waits("▸ 4.1")
	p.types("3").waits("● 3")
	p.types("\x1a").waits("No shell stands behind this program").types("Q").ends()
}
