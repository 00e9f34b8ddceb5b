package main

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"crosswalk/catalog/assess"
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
	if err := openLink("https://example.com/"); err == nil || !strings.Contains(err.Error(), "can't be opened") {
		t.Errorf("it says %v", err)
	}
}

// desktop is a system that notes what it is handed.
func desktop(t *testing.T) (noted string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the program that stands in for the system's is a script")
	}
	folder := t.TempDir()
	noted = filepath.Join(folder, "noted")
	script := "#!/bin/sh\nprintf '%s\\n' \"$@\" > " + noted + ".new && mv " + noted + ".new " + noted + "\n"
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("DISPLAY", ":7")
	return noted
}

func TestAFileOfEvidenceIsShownAsACopyUnderANameOfOurs(t *testing.T) {
	noted, folder := desktop(t), t.TempDir()
	raw := []byte("%PDF-1.7 minutes")
	f := assess.File{SHA256: strings.Repeat("ab", 32), Size: int64(len(raw)), Name: "--help;$(touch made).pdf"}
	kept := func(assess.File) ([]byte, error) { return raw, nil }
	want := filepath.Join(folder, "evidence-abababababab.pdf")
	for _, turn := range []string{"first", "again"} {
		if err := showFile(f, folder, kept); err != nil {
			t.Fatalf("%s: %v", turn, err)
		}
	}
	for range 600 {
		if got, err := os.ReadFile(noted); err == nil {
			if string(got) != want+"\n" {
				t.Errorf("it was handed %q", got)
			}
			info, err := os.Stat(want)
			if err != nil || info.Mode().Perm() != 0o400 {
				t.Errorf("it lies there as %v, %v", info, err)
			}
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the program was never started")
}

func TestAFileThatCouldRunIsNotShown(t *testing.T) {
	noted, folder := desktop(t), t.TempDir()
	for name, raw := range map[string]string{"run.sh": "#!/bin/sh", "page.html": "<script>", "minutes.pdf": "\x7fELF"} {
		err := showFile(assess.File{SHA256: strings.Repeat("ab", 32), Name: name}, folder, func(assess.File) ([]byte, error) { return []byte(raw), nil })
		if err == nil || !strings.Contains(err.Error(), "write a copy") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("it left %v, %v", left, err)
	}
	if _, err := os.Stat(noted); err == nil {
		t.Error("something was opened")
	}
}
