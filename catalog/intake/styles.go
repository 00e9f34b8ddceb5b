package intake

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// What a cell shows is its number in the form of its style, and one form changes
// what the number says: 1 in the form 0% is 100 %.

// readStyles finds out which styles show a percentage. Their forms go by
// numbers: two that come with every spreadsheet, and those that a workbook makes
// for itself.
func (w *workbook) readStyles() error {
	if w.parts[strings.ToLower(w.styles)] == nil {
		return nil
	}
	forms, inCells := map[string]bool{"9": true, "10": true}, false
	return w.stream(w.styles, func(_ *xml.Decoder, e xml.StartElement) (bool, error) {
		switch e.Name.Local {
		case "numFmt":
			forms[attribute(e, "numFmtId")] = isPercent(attribute(e, "formatCode"))
		case "cellXfs", "cellStyleXfs", "cellStyles", "dxfs":
			inCells = e.Name.Local == "cellXfs"
		case "xf":
			if inCells {
				w.percent = append(w.percent, forms[attribute(e, "numFmtId")])
			}
		}
		return true, nil
	})
}

var quotedForm = pattern(`"[^"]*"|\\.|\[[^\]]*\]`)

// isPercent reports whether a form multiplies by a hundred: a percent sign that
// is quoted only stands there.
func isPercent(form string) bool {
	return strings.Contains(quotedForm().ReplaceAllString(form, ""), "%")
}

// shown is a number as the person sees it where its style says that it is a
// percentage; every other form leaves it what it is.
func (w *workbook) shown(style, v string) cell {
	n, err := strconv.Atoi(style)
	f, bad := strconv.ParseFloat(v, 64)
	if err != nil || bad != nil || n < 0 || n >= len(w.percent) || !w.percent[n] {
		return cell{number, v}
	}
	return textCell(strconv.FormatFloat(math.Round(f*1e6)/1e4, 'f', -1, 64) + " %")
}
