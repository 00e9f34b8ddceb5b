package serve

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"time"

	"crosswalk/store"
	"crosswalk/tui"
)

// Serving is what a server says of itself in the database, so that those on one database
// know of each other, and each shows who sits at the others.
type Serving struct {
	Host string                   `json:"host"`
	At   time.Time                `json:"at"`   // by the clock of that server
	Beat int                      `json:"beat"` // rises with each time it says so
	Here map[string][]tui.Present `json:"here"` // who sits there, by assessment
}

// People is how many sit there.
func (s Serving) People() (n int) {
	for _, here := range s.Here {
		n += len(here)
	}
	return n
}

// Servings are the servers that say they have a room open on a database.
func Servings(ctx context.Context, db *store.DB) ([]Serving, error) {
	said, err := db.Serving(ctx)
	var all []Serving
	for _, text := range said {
		if s, ok := readServing(text); ok {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b Serving) int { return a.At.Compare(b.At) })
	return all, err
}

func readServing(text string) (s Serving, ok bool) {
	return s, json.Unmarshal([]byte(text), &s) == nil
}

// How often a server looks for the others while somebody sits at it, and how often it
// says that it is there. One that has said nothing for long was killed.
const (
	lookEvery = 300 * time.Millisecond
	beatEvery = 20 * time.Second
	lostAfter = 3 * beatEvery
)

// company is what a server knows of the others on its database, and what it told them
// last. Only those who look for it touch it.
type company struct {
	name   string // of this server
	beat   int
	said   time.Time                // when this server said last that it is there; zero: it has not, or took it back
	told   map[string][]tui.Present // and whom it named
	others map[string]*neighbour
}

// neighbour is another server on the database. That it still is there is told by our
// clock alone: its own may stand minutes apart.
type neighbour struct {
	text  string
	since time.Time // when it said so first
	says  Serving
}

// isAway reports whether somebody of that name sits at another server; the lock is held.
func (s *Server) isAway(name string) bool {
	for _, here := range s.away {
		if slices.ContainsFunc(here, func(p tui.Present) bool { return p.Name == name }) {
			return true
		}
	}
	return false
}

// keepCompany says for as long as the room is open who is here, and learns who is at the
// other servers.
func (s *Server) keepCompany(ctx context.Context) {
	c := &company{name: s.o.DB.NewID(), others: map[string]*neighbour{}}
	for ctx.Err() == nil {
		s.meet(ctx, c, time.Now())
		wait(ctx, lookEvery)
	}
	ending, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	s.part(ending, c)
}

// meet is one look at the others. While nobody sits here nobody has to know of them.
func (s *Server) meet(ctx context.Context, c *company, now time.Time) {
	here := s.seated()
	if len(here) == 0 {
		s.part(ctx, c)
		return
	}
	said, err := s.o.DB.Serving(ctx)
	if err != nil {
		return // every window hears of it by itself
	}
	if c.hear(said, now) {
		s.sitElsewhere(c.elsewhere())
	}
	for name, n := range c.others {
		if now.Sub(n.since) > lostAfter {
			_ = s.o.DB.EndServing(ctx, name) // it stays until the next look
		}
	}
	if now.Sub(c.said) < beatEvery && (len(c.others) == 0 || maps.EqualFunc(c.told, here, slices.Equal)) {
		return
	}
	s.speak(ctx, c, here, now)
}

// speak says that this server is there, and who sits at it.
func (s *Server) speak(ctx context.Context, c *company, here map[string][]tui.Present, now time.Time) {
	c.beat++
	host, _ := os.Hostname() // one without a name is one, too
	text, err := json.Marshal(Serving{Host: host, At: s.o.Clock().UTC(), Beat: c.beat, Here: here})
	if err == nil {
		err = s.o.DB.SayServing(ctx, c.name, string(text))
	}
	if err == nil {
		c.said, c.told = now, here
	}
}

// part takes back what this server said.
func (s *Server) part(ctx context.Context, c *company) {
	if c.said.IsZero() || s.o.DB.EndServing(ctx, c.name) != nil {
		return
	}
	c.said, c.told, c.others = time.Time{}, nil, map[string]*neighbour{}
	s.sitElsewhere(nil)
}

// hear takes up what the servers say, and reports whether any of the others says
// something new, or says nothing any more.
func (c *company) hear(said map[string]string, now time.Time) (news bool) {
	for name := range c.others {
		if _, there := said[name]; !there {
			delete(c.others, name)
			news = true
		}
	}
	for name, text := range said {
		if n := c.others[name]; name == c.name || n != nil && n.text == text {
			continue
		}
		if says, ok := readServing(text); ok {
			c.others[name] = &neighbour{text: text, since: now, says: says}
			news = true
		}
	}
	return news
}

// elsewhere are those who sit at other servers, by assessment.
func (c *company) elsewhere() map[string][]tui.Present {
	all := map[string][]tui.Present{}
	for _, n := range c.others {
		for place, here := range n.says.Here {
			all[place] = append(all[place], here...)
		}
	}
	return all
}

// seated are those who sit at this server, as the others are told.
func (s *Server) seated() map[string][]tui.Present {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.seatedLocked()
	for place, here := range all {
		all[place] = byName(here)
	}
	return all
}

// sitElsewhere notes who sits at the other servers.
func (s *Server) sitElsewhere(all map[string][]tui.Present) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.away)+len(all) == 0 {
		return
	}
	s.away = all
	s.stirLocked()
}
