package xlsx

import (
	_ "image/png" // the workbook has the size of the logo read
	"strings"

	"github.com/xuri/excelize/v2"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// logoWide and logoHigh are the most of a logo, in pixels.
const (
	logoWide = 200
	logoHigh = 40
)

// logo stands beside the title; nil is none.
func (w *writer) logo(l *report.Logo) {
	if l == nil {
		return
	}
	wide, high := l.Within(logoWide, logoHigh)
	w.try(w.f.AddPictureFromBytes(front, "H1", &excelize.Picture{Extension: ".png", File: l.PNG, Format: &excelize.GraphicOptions{
		AltText: visible.Line(l.Alt), ScaleX: float64(wide) / float64(l.Width), ScaleY: float64(high) / float64(l.Height), Positioning: "oneCell",
	}}))
}

// mostHead is the most of a page's head in units of UTF-16: a workbook takes 255.
const mostHead = 110

// pageHead is the head of printed pages, where & begins an order, and a number behind
// one is the size of its letters.
func (w *writer) pageHead() string {
	var head string
	for _, part := range []struct{ place, text string }{{"&L", w.header}, {"&R", w.class}} {
		if part.text != "" {
			head += part.place + " " + strings.ReplaceAll(cut(part.text, mostHead/2), "&", "&&")
		}
	}
	return head
}
