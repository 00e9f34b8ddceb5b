package serve

import (
	"cmp"
	"maps"
	"net"
	"slices"
	"time"

	"crosswalk/catalog/visible"
	"crosswalk/catalog/workshop"
	"crosswalk/tui"
)

// visits are all who are in the room now.
func (s *Server) visits() []*visit {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make([]*visit, 0, len(s.live))
	for v := range s.live {
		all = append(all, v)
	}
	return all
}

// keptSeats are kept for those who lead: whoever fills the room with a code does
// not keep them out.
const keptSeats = 2

// sit gives a visitor a seat; false where all are taken.
func (s *Server) sit(v *visit) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	others := 0
	for w := range s.live {
		if !w.leads {
			others++
		}
	}
	full := others >= max(1, s.o.Sessions-keptSeats) && !v.leads
	if full || len(s.live) >= s.o.Sessions {
		return false
	}
	if v.who.Key == "" {
		s.cameBackLocked(v)
		s.guests[v.who.Name] = true
	}
	s.live[v] = true
	s.stirLocked()
	return true
}

// cameBackLocked tells those who lead of a guest who was here before: whoever has the
// code may come back under the name, and finds the ballot of an open round as they
// left it. Only those who know each other can see that it is somebody else.
func (s *Server) cameBackLocked(v *visit) {
	for w := range s.live {
		if w.who.Name == v.who.Name {
			return // a second window of one who is here
		}
	}
	if !s.guests[v.who.Name] && !s.isAway(v.who.Name) {
		return
	}
	name := visible.Line(v.who.Name)
	s.o.Log.Info("a guest came back under the same name", "name", name, "from", v.conn.RemoteAddr().String())
	for w := range s.live {
		if w.leads {
			w.tell(name + " came back by a code, under the same name. If that is somebody else: crosswalk people remove, on the machine of the room.")
		}
	}
}

func (s *Server) rise(v *visit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.live, v)
	s.stirLocked()
}

// moved notes where somebody is now.
func (s *Server) moved(v *visit, at tui.At) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v.at != at {
		v.at = at
		s.stirLocked()
	}
}

// entered notes in which assessment somebody is now, and as what.
func (s *Server) entered(v *visit, assessment string, role workshop.Role) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v.within, v.who.Role, v.at = assessment, role, tui.At{}
	s.stirLocked()
}

// byPlace are visits by the assessment where they are; empty: in none.
func (s *Server) byPlace(visits []*visit) map[string][]*visit {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string][]*visit{}
	for _, v := range visits {
		place := s.placeLocked(v)
		all[place] = append(all[place], v)
	}
	return all
}

// placeLocked is the assessment where somebody is; empty: in none.
func (s *Server) placeLocked(v *visit) string { return cmp.Or(s.o.Assessment, v.within) }

// stirLocked tells everybody, soon, that somebody came, moved or left.
func (s *Server) stirLocked() {
	s.here = nil
	if s.stirring {
		return
	}
	s.stirring = true
	time.AfterFunc(settling+time.Duration(len(s.live))*forWindow, s.guarded("tell who is here", func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.stirring = false
		for v := range s.live {
			select {
			case v.stirs <- struct{}{}:
			default: // told already, and has not looked yet
			}
		}
	}))
}

// present are all who are in the assessment where somebody is, at whichever server, by
// name; one with two windows is there once. Who is in none sees nobody. Treat it as
// read-only: every window asks for it with each frame.
func (s *Server) present(v *visit) []tui.Present {
	s.mu.Lock()
	defer s.mu.Unlock()
	place := s.placeLocked(v)
	if place == "" {
		return []tui.Present{{Name: v.who.Name, Role: v.who.Role}}
	}
	if s.here == nil {
		s.here = map[string][]tui.Present{}
	}
	if s.here[place] == nil {
		s.here[place] = byName(append(slices.Clone(s.away[place]), s.seatedLocked()[place]...))
	}
	return s.here[place]
}

// seatedLocked are those at the windows of this server, by the assessment where they are.
func (s *Server) seatedLocked() map[string][]tui.Present {
	all := map[string][]tui.Present{}
	for v := range s.live {
		if place := s.placeLocked(v); place != "" {
			all[place] = append(all[place], tui.Present{Name: v.who.Name, Role: v.who.Role, At: v.at})
		}
	}
	return all
}

// byName has each person once, who may have two windows: the last one of a name counts.
func byName(all []tui.Present) []tui.Present {
	once := map[string]tui.Present{}
	for _, p := range all {
		once[p.Name] = p
	}
	return slices.SortedFunc(maps.Values(once), func(a, b tui.Present) int { return cmp.Compare(a.Name, b.Name) })
}

// claim gives a name to a connection that comes in by a code; false where
// somebody is inside under it, or about to be.
func (s *Server) claim(name string, c net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.coming[name] != nil {
		return false
	}
	for _, other := range s.inside {
		if other == name {
			return false
		}
	}
	s.coming[name] = c
	return true
}

// unclaim ends the claim of a connection: it is inside, or will never be.
func (s *Server) unclaim(c net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.coming, func(_ string, by net.Conn) bool { return by == c })
}
