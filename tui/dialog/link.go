package dialog

import (
	tea "charm.land/bubbletea/v2"

	"crosswalk/catalog/assess"
	"crosswalk/tui/screen"
)

// OpenLink opens the place of a piece of evidence in the browser of the person's
// machine, once they have seen the whole of it and agreed: it is a text that
// anybody may have written.
func OpenLink(s *screen.Session, e assess.Evidence) tea.Cmd {
	link, err := e.Link()
	if err != nil {
		return screen.Tell(screen.Said(err.Error()))
	}
	open := s.Files.Open
	return s.Open(NewConfirm(s, "Open this link in your browser?", link, "open it", func() tea.Cmd {
		return func() tea.Msg {
			if err := open(link); err != nil {
				return screen.Failed{Err: err}
			}
			return screen.Notice{Text: "Handed to your browser."}
		}
	}))
}
