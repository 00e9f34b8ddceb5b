package widget_test

import (
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

var texts = rapid.StringOfN(rapid.SampledFrom([]rune("ab ⟨é日本\t\n\x1b\u202e🙂")), 0, 40, -1)

func TestALineIsCutOrFilledToItsWidthWhateverStandsInIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, w := widget.Line(texts.Draw(t, "text")), rapid.IntRange(0, 50).Draw(t, "w")
		for _, got := range []string{widget.Fit(s, w), widget.FitRight(s, w)} {
			if n := ansi.StringWidth(got); n != w {
				t.Fatalf("%q in %d cells is %d wide: %q", s, w, n, got)
			}
		}
	})
}

func TestACutIsMarked(t *testing.T) {
	if got := widget.Fit("Impact assessment", 8); got != "Impact …" {
		t.Errorf("cut to %q", got)
	}
}

func TestWrappedTextLosesNoWordAndKeepsItsWidth(t *testing.T) {
	words := rapid.SliceOfN(rapid.StringMatching(`[a-zäß]{1,9}`), 1, 30)
	rapid.Check(t, func(t *rapid.T) {
		all, w := words.Draw(t, "words"), rapid.IntRange(10, 60).Draw(t, "w")
		lines := widget.Wrap(strings.Join(all, " "), w)
		if got := strings.Fields(strings.Join(lines, " ")); strings.Join(got, " ") != strings.Join(all, " ") {
			t.Fatalf("%q became %q", all, got)
		}
		for _, l := range lines {
			if ansi.StringWidth(l) > w {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
	})
}

// A terminal that draws some signs two cells wide is said by the environment, which
// is read once, when a program begins.
func TestRulesAndBarsFillTheirCellsWhereTheirSignsAreWide(t *testing.T) {
	const wide = "RUNEWIDTH_EASTASIAN"
	if os.Getenv(wide) == "" {
		again := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$")
		again.Env = append(os.Environ(), wide+"=1")
		if out, err := again.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		return
	}
	plain := style.NewInk(lipgloss.NewStyle())
	if ansi.StringWidth("─") != 2 {
		t.Fatal("the signs are not wide")
	}
	for n := range 80 {
		for _, got := range []string{widget.Rule(n), widget.Bar(n, widget.Part{Share: 0.5, Glyph: '█', Style: plain}, widget.Part{Share: 0.5, Glyph: '░', Style: plain})} {
			if w := ansi.StringWidth(got); w != n {
				t.Errorf("%q is %d cells wide, not %d", got, w, n)
			}
		}
	}
}

func TestABarOfAWholeIsAlwaysFull(t *testing.T) {
	plain := style.NewInk(lipgloss.NewStyle())
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(1, 200).Draw(t, "w")
		done := rapid.Float64Range(0, 1).Draw(t, "done")
		reuse := rapid.Float64Range(0, 1-done).Draw(t, "reuse")
		bar := widget.Bar(w, widget.Part{Share: done, Glyph: '█', Style: plain},
			widget.Part{Share: reuse, Glyph: '▒', Style: plain}, widget.Part{Share: 1 - done - reuse, Glyph: '░', Style: plain})
		if n := ansi.StringWidth(bar); n != w || strings.Contains(bar, " ") {
			t.Fatalf("a bar of %d cells is %d wide: %q", w, n, bar)
		}
		// One cell of rounding, and one for each other part that needs its own.
		if cells := strings.Count(bar, "█"); math.Abs(float64(cells)-done*float64(w)) >= 3 {
			t.Fatalf("%g of %d cells are drawn as %d", done, w, cells)
		}
		for glyph, share := range map[string]float64{"█": done, "▒": reuse, "░": 1 - done - reuse} {
			if w >= 3 && share > 1e-9 && !strings.Contains(bar, glyph) {
				t.Fatalf("the share %g is not in the bar %q", share, bar)
			}
		}
	})
}

func TestTheLegendNamesEachPartWhereItBegins(t *testing.T) {
	th := style.New(style.Dark, true)
	for _, c := range []struct {
		split widget.Split
		w     int
		want  string
	}{
		{widget.Split{Done: 0.4, Reuse: 0.3, Build: 0.3, Percents: [3]int{40, 30, 30}}, 40, "done 40         reuse 30    build 30    "},
		{widget.Split{Done: 0.02, Reuse: 0.03, Build: 0.95, Percents: [3]int{2, 3, 95}}, 40, "done 2  reuse 3  build 95               "},
		{widget.Split{Done: 0.97, Reuse: 0.02, Build: 0.01, Percents: [3]int{97, 2, 1}}, 40, "done 97                 reuse 2  build 1"},
		{widget.Split{Done: 1, Percents: [3]int{100, 0, 0}}, 20, "done 100            "},
		{widget.Split{Build: 1, Percents: [3]int{0, 0, 100}}, 30, "done 0  build 100             "},
	} {
		if got := ansi.Strip(c.split.Legend(th, c.w)); got != c.want {
			t.Errorf("%+v:\n%q\n%q is right", c.split, got, c.want)
		}
	}
}

func TestABoxLiesOverTheMiddleAndNothingMoves(t *testing.T) {
	background := widget.Pane([]string{"abcdef", "日本日本", "ghijkl"}, 8, 3)
	got := ansi.Strip(widget.Over(background, "[]\n[]", 3, 1))
	if want := "abcdef  \n日 [] 本\nghi[]l  "; got != want {
		t.Errorf("got\n%s\nwanted\n%s", got, want)
	}
	if outside := ansi.Strip(widget.Over(background, "x\nx\nx\nx\nx", 0, -1)); strings.Count(outside, "\n") != 2 {
		t.Errorf("a box that stands outside changed the height:\n%s", outside)
	}
}

func TestTheCursorIsAlwaysInSight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, h := rapid.IntRange(1, 100).Draw(t, "n"), rapid.IntRange(1, 30).Draw(t, "h")
		cursor, top := rapid.IntRange(0, n-1).Draw(t, "cursor"), rapid.IntRange(-5, 120).Draw(t, "top")
		from, to := widget.Window(top, cursor, n, h)
		if cursor < from || cursor >= to || to-from > h || to > n || from < 0 {
			t.Fatalf("row %d of %d is shown as %d to %d in %d rows", cursor, n, from, to, h)
		}
		if n >= h && to-from != h {
			t.Fatalf("%d rows are shown where %d fit", to-from, h)
		}
	})
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

func TestATimelinePlacesDaysInTheirMonths(t *testing.T) {
	at := func(s string) time.Time { return at(t, s) }
	l := widget.NewTimeline(at("2026-11-24"), at("2027-08-30"), 0, 46)
	years, months := l.Heads()
	if years != "2026    2027                                  " || months != "Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oc" {
		t.Errorf("%q\n%q", years, months)
	}
	plain := style.NewInk(lipgloss.NewStyle())
	bar := l.Bar(widget.Span{From: at("2026-12-01"), To: at("2027-02-01"), Glyph: '█', Ink: plain}, widget.Span{From: at("2027-02-01"), To: at("2027-02-02"), Glyph: '▒', Ink: plain})
	if want := "    ████████▒" + strings.Repeat(" ", 33); bar != want {
		t.Errorf("%q\n%q is right", bar, want)
	}
	long := widget.NewTimeline(at("2026-11-24"), at("2031-08-30"), 12, 24)
	if long.PerMonth != 2 || long.Skip != 12 {
		t.Errorf("%+v", long)
	}
	if bar := long.Bar(widget.Span{From: at("2026-12-01"), To: at("2030-02-01"), Glyph: '█', Ink: plain}); bar != "‹"+strings.Repeat("█", 22)+"›" {
		t.Errorf("%q", bar)
	}
	if far := widget.NewTimeline(at("2026-11-24"), at("2027-02-01"), 500, 46); far.Skip != 0 {
		t.Errorf("a timeline that fits is scrolled by %d", far.Skip)
	}
}

func TestYearsNeverRunIntoEachOtherAndLaterMonthsAreMarked(t *testing.T) {
	for last, want := range map[string][2]string{
		"2027-11-30": {"   2027                                ", "D  J  F  M  A  M  J  J  A  S  O  N  D  "},
		"2028-11-30": {"  2027                    2028         ", "D J F M A M J J A S O N D J F M A M J ›"},
		"2027-03-01": {"2026    2027                           ", "Dec     Jan     Feb     Mar     Apr    "},
	} {
		years, months := widget.NewTimeline(at(t, "2026-12-10"), at(t, last), 0, 39).Heads()
		if years != want[0] || months != want[1] {
			t.Errorf("to %s: %q\n%q", last, years, months)
		}
	}
}

func TestWhatASpanSaysStandsBehindItOrBeforeItAndOverNothing(t *testing.T) {
	plain := style.NewInk(lipgloss.NewStyle())
	l := widget.NewTimeline(at(t, "2026-11-01"), at(t, "2027-08-30"), 0, 40)
	l.Today = at(t, "2026-11-20")
	span := func(from, to, says string) widget.Span {
		return widget.Span{From: at(t, from), To: at(t, to), Glyph: '█', Ink: plain, Says: says}
	}
	for name, step := range map[string]struct {
		spans []widget.Span
		want  string
	}{
		"behind":         {[]widget.Span{span("2026-12-01", "2027-02-01", "1 Feb")}, "  ┊ ████████ 1 Feb                      "},
		"before":         {[]widget.Span{span("2027-06-01", "2027-08-31", "31 Aug")}, "  ┊                  31 Aug ███████████ "},
		"over no other":  {[]widget.Span{span("2026-12-01", "2027-02-01", "1 Feb"), span("2027-02-15", "2027-03-01", "")}, "  ┊ ████████  ██                        "},
		"nor over today": {[]widget.Span{span("2026-11-15", "2027-08-31", "31 Aug")}, " ██████████████████████████████████████ "},
	} {
		if bar := l.Bar(step.spans...); bar != step.want {
			t.Errorf("%s: %q, not %q", name, bar, step.want)
		}
	}
}

func TestALineTellsItsPartsApartWithoutColour(t *testing.T) {
	s := widget.Split{Done: 0.5, Claimed: 0.25, Reuse: 0.3, Build: 0.2}
	if got := ansi.Strip(s.Line(style.New(style.Auto, true), 10)); got != "━━━━━═══──" {
		t.Errorf("%q", got)
	}
	if dark := s.Bar(style.New(style.Auto, true), 10); ansi.Strip(dark) != "█████▒▒▒░░" || strings.Count(dark, "█████") > 0 {
		t.Errorf("what nobody verified has no tint of its own: %q", dark)
	}
	for share, want := range map[float64]string{0: "    ", 0.01: "╸   ", 0.5: "━━  ", 0.6: "━━╸ ", 1: "━━━━"} {
		if got := widget.Heavy(4, share); got != want {
			t.Errorf("%g is %q, not %q", share, got, want)
		}
	}
	for could, want := range map[float64]string{0.5: "━━┃─", 0.9: "━━─┃", 0.1: "━━┃─"} {
		if got := ansi.Strip(widget.Meter(style.New(style.Auto, true), 4, 0.5, could)); got != want {
			t.Errorf("with a tick at %g it is %q, not %q", could, got, want)
		}
	}
}

func TestAllPartsOfALargeNumberAreAsWide(t *testing.T) {
	for n, wide := range map[int]int{0: 3, 71: 7, 2345689: 27} {
		for _, row := range widget.Large(n) {
			if got := ansi.StringWidth(row); got != wide {
				t.Errorf("a row of %d is %d wide, not %d", n, got, wide)
			}
		}
	}
}

func TestASparkShowsTheShapeOfCounts(t *testing.T) {
	if got := widget.Spark([]int{0, 1, 4, 8, 4, 0}); got != " ▁▄█▄ " {
		t.Errorf("%q", got)
	}
	if got := widget.Spark([]int{0, 0}); got != "  " {
		t.Errorf("%q", got)
	}
}

func TestABoxStandsClearOfWhatIsBehindIt(t *testing.T) {
	row := strings.Repeat("x", 40)
	behind := strings.Join([]string{row, row, row, row, row}, "\n")
	for name, c := range map[string]struct {
		x, y int
		want []string
	}{
		"in the middle": {16, 2, []string{row, "xxxxxxxxxxxxxx          xxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxx  ┌ box┐  xxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxx          xxxxxxxxxxxxxxxx", row}},
		"at the top":    {16, 0, []string{"xxxxxxxxxxxxxx  ┌ box┐  xxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxx          xxxxxxxxxxxxxxxx", row, row, row}},
		"near a side":   {4, 4, []string{row, row, row, "            xxxxxxxxxxxxxxxxxxxxxxxxxxxx", "    ┌ box┐  xxxxxxxxxxxxxxxxxxxxxxxxxxxx"}},
	} {
		got := ansi.Strip(widget.Stand(behind, "┌ box┐", c.x, c.y, 0, 5))
		if got != strings.Join(c.want, "\n") {
			t.Errorf("%s it is\n%s", name, got)
		}
	}
}

func TestATimelineWithoutRoomDrawsNothing(t *testing.T) {
	day := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	l := widget.NewTimeline(day, day.AddDate(0, 9, 0), 0, -32)
	years, months := l.Heads()
	bar := l.Bar(widget.Span{From: day, To: day.AddDate(0, 1, 0), Glyph: '█', Says: "said"})
	if got := years + months + bar + l.Spark(day, 7, []int{1, 2}); got != "" {
		t.Errorf("%q is drawn", got)
	}
}
