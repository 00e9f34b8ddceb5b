package style

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // both are what a logo may be
	"image/png"

	"crosswalk/catalog/report"
	"crosswalk/catalog/visible"
)

// mostPixels keep a small file from being a picture that fills the memory.
const mostPixels = 2_000_000

// logo reads a picture and draws it anew: what else its file holds stays behind. PNG
// and JPEG are what every format can show; an SVG may hold a script.
func (r *reading) logo(name string) (*report.Logo, error) {
	raw, err := r.file(name, mostLogo)
	if err != nil {
		return nil, err
	}
	shown := visible.Line(name)
	head, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%s is no PNG or JPEG picture; save the logo as one of these", shown)
	}
	if head.Width < 1 || head.Height < 1 || head.Width > mostPixels/head.Height {
		return nil, fmt.Errorf("%s has %d by %d pixels; at most %d in all can be used", shown, head.Width, head.Height, mostPixels)
	}
	drawn, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%s is damaged; save the logo again", shown)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, drawn); err != nil {
		return nil, fmt.Errorf("%s can't be drawn: %w", shown, err)
	}
	return &report.Logo{PNG: b.Bytes(), Width: head.Width, Height: head.Height}, nil
}
