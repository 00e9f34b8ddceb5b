package main

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"strings"
	"testing"

	"crosswalk/catalog/visible"
)

func TestALineIsReadUpToOneMiBAndALongerOneIsRefused(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	// A note has 20,000 characters at most; with escapes it may fill a line.
	fits := "A.2.2\t3\t" + strings.Repeat(`\u{000041}`, 20_000)
	whole := "A.2.3\t3\t" + strings.Repeat("x", maxLine-len("A.2.3\t3\t"))
	long := whole + "x"
	c := call(t, strings.Join([]string{fits, whole, long, long + long, "A.2.4\t3\tafter"}, "\r\n"), "answer", "--stdin")
	want := []string{
		"saved\tA.2.2\t" + strings.Repeat("A", 20_000),
		fmt.Sprintf("refused\tA.2.3\tthe note has %d characters; at most 20000 can be kept", maxLine-len("A.2.3\t3\t")),
		"refused\tA.2.3\tthe line is longer than 1048576 bytes",
		"refused\tA.2.3\tthe line is longer than 1048576 bytes",
		"saved\tA.2.4\tafter",
	}
	got := strings.Split(strings.TrimSuffix(c.out, "\n"), "\n")
	if c.code != 1 || len(got) != len(want) {
		t.Fatalf("exit %d, %d lines: %.200q", c.code, len(got), got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("line %d is %.120q, want %.120q", i+1, got[i], want[i])
		}
	}
}

func TestInvalidUTF8AndNULAreRefusedAndTheRestGoesOn(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	c := call(t, "\uFEFF4.1\t3\twith a mark before it\nA.2.2\t3\t\xff\xfe\nA.2.3\t3\tnul \x00\nA.2.4\t3\tfine", "answer", "--stdin")
	want := "saved\t4.1\twith a mark before it\nrefused\tA.2.2\tthe line is not valid UTF-8\n" +
		"refused\tA.2.3\tthe note holds a NUL character; take it out\nsaved\tA.2.4\tfine\n"
	if c.out != want || c.code != 1 {
		t.Errorf("exit %d, printed %q", c.code, c.out)
	}
}

func TestAnEchoedAnswerSurvivesAKill(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	items := strings.Fields("A.2.2 A.2.3 A.2.4 A.3.2 A.3.3 A.4.2 A.4.3")
	echoed := map[string]string{}
	for kill := range 8 {
		streamUntilKilled(t, kill, items, echoed)
	}
	stored := map[string]string{}
	for line := range strings.Lines(must(t, "answers", "--tsv")) {
		fields := strings.Split(line, "\t")
		stored[fields[0]] = fields[2]
	}
	for item, note := range echoed {
		// One more may have been saved whose echo nobody read.
		var k, n, k2, n2 int
		_, _ = fmt.Sscanf(note, "kill %d answer %d", &k, &n)
		if _, err := fmt.Sscanf(stored[item], "kill %d answer %d", &k2, &n2); err != nil || k2 < k || k2 == k && n2 < n {
			t.Errorf("%s was echoed with %q and holds %q", item, note, stored[item])
		}
	}
	must(t, "doctor")
}

// streamUntilKilled answers items in turn until the process is killed after
// some echoes, which it notes by item.
func streamUntilKilled(t *testing.T, kill int, items []string, echoed map[string]string) {
	t.Helper()
	cmd := exec.Command("crosswalk", "answer", "--stdin")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { // ends with the pipe, at the latest when the process is killed
		for n := 0; ; n++ {
			if _, err := fmt.Fprintf(in, "%s\t3\tkill %d answer %d\n", items[n%len(items)], kill, n); err != nil {
				return
			}
		}
	}()
	echo := bufio.NewScanner(out)
	for n := 0; echo.Scan(); n++ {
		fields := strings.Split(echo.Text(), "\t")
		if len(fields) != 3 || fields[0] != "saved" {
			t.Fatalf("echo %q", echo.Text())
		}
		echoed[fields[1]] = fields[2]
		if n == 3*kill {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait()
}

func TestWhatAnswersPrintsComesBackThroughTheStream(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	note := "tab\t, line\n, back\\slash, \u202e and " + payloads[0]
	must(t, "answer", "A.2.2", "3", "--note", note)
	var line string
	for l := range strings.Lines(must(t, "answers", "--tsv")) {
		if strings.HasPrefix(l, "A.2.2\t") {
			line = strings.Join(strings.Split(l, "\t")[:3], "\t")
		}
	}
	must(t, "new", "Copy")
	c := call(t, line+"\n", "answer", "--stdin", "-a", "Copy")
	if c.code != 0 || c.out != "saved\tA.2.2\t"+visible.Escape(note)+"\n" {
		t.Fatalf("exit %d, printed %q %q", c.code, c.out, c.err)
	}
	if got := must(t, "answers", "--tsv", "-a", "Copy"); !strings.Contains(got, line) {
		t.Errorf("%q is not in the copy", line)
	}
}

func TestABrokenOutputIsNoSuccess(t *testing.T) {
	inDatabase(t)
	must(t, "new", "Acme")
	var errs strings.Builder
	out := &full{room: 10}
	if code := runs(t.Context(), []string{"answers"}, strings.NewReader(""), out, &errs); code != 1 {
		t.Errorf("exit %d", code)
	}
	if !strings.HasPrefix(errs.String(), "crosswalk: the output could not be written: ") {
		t.Errorf("said %q", errs.String())
	}
}

// full is a disk with so much room.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.room {
		return 0, io.ErrShortWrite
	}
	f.room -= len(p)
	return len(p), nil
}

func FuzzParseLine(f *testing.F) {
	for _, seed := range []string{"4.1\t3\tnote", "4.1\tna\treason", "4.1\t\t\\t\\n\\\\", "a\t\t\\u{202E}", "\t\t\t", "4.1\tclear", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		r, err := parseLine(line)
		if err != nil {
			return
		}
		if r.note == nil && r.judgement == (judgement{}) {
			t.Errorf("%q asks for nothing and was taken", line)
		}
		if text := or(r.note, r.reason); strings.ContainsAny(visible.Escape(text), "\t\n") {
			t.Errorf("the echo of %q breaks its line", line)
		}
	})
}
