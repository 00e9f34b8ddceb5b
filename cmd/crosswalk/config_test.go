package main

import (
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestEachPlatformHasItsPlaceForTheConfig(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("paths are drawn with slashes here")
	}
	for _, c := range []struct {
		goos, home string
		env        map[string]string
		want       string
	}{
		{"linux", "/home/i", nil, "/home/i/.config/crosswalk/config.toml"},
		{"linux", "/home/i", map[string]string{"XDG_CONFIG_HOME": "/x"}, "/x/crosswalk/config.toml"},
		{"linux", "/home/i", map[string]string{"XDG_CONFIG_HOME": "x"}, "/home/i/.config/crosswalk/config.toml"},
		{"linux", "", nil, ""},
		{"darwin", "/Users/i", map[string]string{"XDG_CONFIG_HOME": "/x"}, "/Users/i/Library/Application Support/Crosswalk/config.toml"},
		{"windows", "", map[string]string{"AppData": "/roaming"}, "/roaming/Crosswalk/config.toml"},
		{"windows", "", map[string]string{"CROSSWALK_CONFIG": "mine.toml"}, "mine.toml"},
	} {
		if got := configFile(c.goos, c.home, func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%s %v: %q", c.goos, c.env, got)
		}
	}
}

func TestAHostileConfigIsOneSentenceALine(t *testing.T) {
	nothingChosen(t)
	path := os.Getenv("CROSSWALK_CONFIG")
	for text, says := range map[string]string{
		"owner = \"\x00\"":                              ":1: the line holds a NUL character; take it out",
		"\x1b[31mowner = 1":                             "␛[31mowner = 1",
		"owner = \"\xff\"":                              "can't be read",
		"owner = \"\\u202eK\\u000aL\"":                  "the owner has more than one line",
		"owner = \"" + strings.Repeat("x", 5000) + "\"": "at most",
		"# " + strings.Repeat("x", maxConfig):           "at most 65536 can be read",
	} {
		if err := os.WriteFile(path, []byte(text+"\r\nplain = true\r\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		c := call(t, "", "config")
		if c.code != 0 || strings.Count(c.err, "\n") != 1 || !strings.Contains(c.err, says) || strings.ContainsAny(c.err, "\x00\x1b\r") || len(c.err) > 400 {
			t.Errorf("%.20q: exit %d, says %q", text, c.code, c.err)
		}
		if plain := strings.Contains(c.out, "plain   true"); plain != (len(text) < maxConfig) {
			t.Errorf("%.20q: the rest counts: %v", text, plain)
		}
	}
}

func TestAnEditorIsPartedWithoutAShell(t *testing.T) {
	for command, want := range map[string][]string{
		"vim":                           {"vim"},
		"  code\t--wait ":               {"code", "--wait"},
		`"/opt/my editor/ed" -c '$(x)'`: {"/opt/my editor/ed", "-c", "$(x)"},
		`emacs -nw ""`:                  {"emacs", "-nw", ""},
		`C:\\edit.exe a"b c"d`:          {`C:\\edit.exe`, "ab cd"},
		`vim; rm -rf $HOME`:             {"vim;", "rm", "-rf", "$HOME"},
	} {
		if got, err := commandWords(command); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v", command, got, err)
		}
	}
	for _, command := range []string{"", "  ", `vim "x`, `''`} {
		if got, err := commandWords(command); err == nil {
			t.Errorf("%q: %q", command, got)
		}
	}
}

func FuzzALineOfTheConfigIsASettingOrOneSentence(f *testing.F) {
	for _, line := range []string{`theme = "dark"`, "plain = true # yes", "[owner]", "owner.a = 1", "owner = \"\\u0000\"", "\x00", "editor = 'vim", "theme = [[[", "\ufeff", "owner = 1979-05-27"} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		name, value, err := readSetting(line)
		if err != nil && (name != "" || strings.ContainsAny(err.Error(), "\x00\x1b\r\n") || len(err.Error()) > 1000) {
			t.Errorf("%q: %s, %q", line, name, err)
		}
		if name == "" {
			return
		}
		if s, known := settingNamed(name); !known {
			t.Errorf("%q sets %q", line, name)
		} else if again, err := s.check(value); err != nil || again != value {
			t.Errorf("%q: %q does not stand up, %v", line, value, err)
		}
	})
}
