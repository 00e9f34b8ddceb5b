package docx

import (
	"fmt"

	"crosswalk/catalog/report"
)

// drawingSpaces are the names of what a picture is written in.
const drawingSpaces = ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
	` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

// The most of a logo in the running head, in millimetres, and a millimetre in the
// units of drawings.
const (
	logoWide = 40
	logoHigh = 9
	unit     = 36_000
)

// picture is the logo in a line of text; nil is none.
func picture(l *report.Logo) string {
	if l == nil {
		return ""
	}
	w, h := l.Within(logoWide*unit, logoHigh*unit)
	size := fmt.Sprintf(`cx="%d" cy="%d"`, w, h)
	return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ` + size + `/>` +
		`<wp:docPr id="1" name="Logo" descr="` + escape(line(l.Alt)) + `"/>` +
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>` +
		`<pic:nvPicPr><pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr>` +
		`<pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ` + size + `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>` + run("  ", "")
}
