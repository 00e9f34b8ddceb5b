package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestALinkIsOneArgumentOfTheProgramThatOpensIt(t *testing.T) {
	link := "https://example.com/?a=1&b=$(id);c"
	for system, want := range map[string][]string{
		"linux": {"xdg-open", link}, "freebsd": {"xdg-open", link}, "darwin": {"open", link},
		"windows": {"rundll32", "url.dll,FileProtocolHandler", link},
	} {
		if name, args := opener(system, link); !slices.Equal(append([]string{name}, args...), want) {
			t.Errorf("on %s: %s %q", system, name, args)
		}
	}
}

func TestNoShellReadsALink(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the program that stands in for the browser's is a script")
	}
	folder := t.TempDir()
	noted := filepath.Join(folder, "noted")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + noted + ".new && mv " + noted + ".new " + noted + "\n"
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("DISPLAY", ":7")
	link := "https://example.com/?a=$(touch${IFS}" + folder + "/made);b&c='d'"
	if err := openLink(link); err != nil {
		t.Fatal(err)
	}
	for range 600 {
		if raw, err := os.ReadFile(noted); err == nil {
			if got := strings.TrimSuffix(string(raw), "\n"); got != link {
				t.Errorf("it was handed %q", got)
			}
			if _, err := os.Stat(filepath.Join(folder, "made")); err == nil {
				t.Error("a shell read it")
			}
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the program was never started")
}

func TestWithoutADesktopALinkIsNotOpened(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only there a browser of text would take the terminal")
	}
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if err := openLink("https://example.com/"); err == nil || !strings.Contains(err.Error(), "no desktop") {
		t.Errorf("it says %v", err)
	}
}

func TestABrowserThatIsNotThereIsSaid(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	t.Setenv("DISPLAY", ":7")
	if err := openLink("https://example.com/"); err == nil || !strings.Contains(err.Error(), "can't be started") {
		t.Errorf("it says %v", err)
	}
}
