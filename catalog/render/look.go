package render

import (
	"encoding/base64"
	"html/template"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// look is the style of a client as the page takes it.
type look struct {
	Light, Dark   report.Colours
	Logo          template.URL // with all of the picture; empty: none
	Alt           string
	Width, Height int // of the logo as it is drawn, in pixels
}

// logoHigh and logoWide are the most of a logo on a page.
const (
	logoHigh = 44
	logoWide = 220
)

func lookOf(s report.Style) look {
	light := s.Colours
	l := look{Light: light, Dark: report.Colours{
		Main: Readable(light.Main, darkGround), Second: Readable(light.Second, darkGround), Third: Readable(light.Third, darkGround),
	}}
	if s.Logo != nil {
		l.Logo = template.URL("data:image/png;base64," + base64.StdEncoding.EncodeToString(s.Logo.PNG))
		l.Alt = visible.Line(s.Logo.Alt)
		l.Width, l.Height = s.Logo.Within(logoWide, logoHigh)
	}
	return l
}

// running is the head of every printed page.
func running(d *report.Document) string {
	if d.Header == "" {
		return visible.Line(d.Title)
	}
	return visible.Line(d.Header) + " · " + visible.Line(d.Title)
}
