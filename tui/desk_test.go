package tui

import (
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"crosswalk/tui/screen"
	"crosswalk/tui/screentest"
)

// desk is an App with somebody at the keys: every command it gives is run, and
// what comes back is given to it, until nothing more comes.
type desk struct {
	t     testing.TB
	app   *App
	came  chan came
	busy  int // commands that are counted and under way
	quits bool
	clip  string // what was handed to the clipboard
}

// came is what a command gave.
type came struct {
	msg     tea.Msg
	counted bool
}

func sit(t testing.TB, s *screen.Session, w, h int) *desk {
	t.Helper()
	d := &desk{t: t, app: New(s, true), came: make(chan came, 4096)}
	d.run(d.app.Init())
	d.tell(tea.WindowSizeMsg{Width: w, Height: h})
	return d.settle()
}

func (d *desk) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	counted := !screentest.Waits(cmd) && !strings.Contains(screentest.NameOf(cmd), "await.func")
	if counted {
		d.busy++
	}
	go func() { d.came <- came{cmd(), counted} }()
}

func (d *desk) tell(msg tea.Msg) {
	_, cmd := d.app.Update(msg)
	d.run(cmd)
}

// settle takes messages until nothing is under way but what lets time pass, or
// waits for news.
func (d *desk) settle() *desk {
	d.t.Helper()
	for d.busy > 0 || len(d.came) > 0 {
		select {
		case c := <-d.came:
			if c.counted {
				d.busy--
			}
			d.take(c.msg)
		case <-time.After(time.Minute):
			d.t.Fatal("a command never ends")
		}
	}
	return d
}

func (d *desk) take(msg tea.Msg) {
	switch msg := msg.(type) {
	case nil:
	case screen.Apart: // there is no terminal to give away
		d.run(func() tea.Msg { return msg.Run(nil, nil, nil) })
	case tea.QuitMsg:
		d.quits = true
	case tea.BatchMsg:
		for _, cmd := range msg {
			d.run(cmd)
		}
	default:
		if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range v.Len() {
				if cmd, _ := v.Index(i).Interface().(tea.Cmd); cmd != nil {
					d.take(cmd())
				}
			}
			return
		}
		if v := reflect.ValueOf(msg); v.Type().String() == "tea.setClipboardMsg" {
			d.clip = v.String()
			return
		}
		d.tell(msg)
	}
}

func (d *desk) press(keys ...string) *desk {
	for _, k := range keys {
		d.tell(screentest.Key(k))
		d.settle()
	}
	return d
}

func (d *desk) write(text string) *desk {
	for _, r := range text {
		d.tell(tea.KeyPressMsg(tea.Key{Code: r, Text: string(r)}))
	}
	return d.settle()
}

// rests waits until the place is written down.
func (d *desk) rests() *desk {
	d.t.Helper()
	for range 200 {
		if d.wait(50 * time.Millisecond); !d.app.resting {
			return d
		}
	}
	d.t.Fatal("the place was never written down")
	return d
}

// wait lets the tickers come.
func (d *desk) wait(rest time.Duration) *desk {
	time.Sleep(rest)
	return d.settle()
}

// until waits for what takes a moment to be worked out.
func (d *desk) until(text string) *desk {
	d.t.Helper()
	for range 1000 {
		if strings.Contains(d.picture(), text) {
			return d
		}
		d.wait(50 * time.Millisecond)
	}
	return d.shows(text)
}

func (d *desk) picture() string {
	lines := strings.Split(ansi.Strip(d.app.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func (d *desk) shows(texts ...string) *desk {
	d.t.Helper()
	for _, text := range texts {
		if !strings.Contains(d.picture(), text) {
			d.t.Errorf("the screen does not show %q:\n%s", text, d.picture())
		}
	}
	return d
}

func (d *desk) hides(text string) *desk {
	d.t.Helper()
	if strings.Contains(d.picture(), text) {
		d.t.Errorf("the screen shows %q:\n%s", text, d.picture())
	}
	return d
}
