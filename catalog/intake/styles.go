package intake

import (
	"math"
	"strconv"
	"strings"
)

// form is how the style of a cell shows its number.
type form uint8

const (
	plain      form = iota
	asDay           // the number counts days
	asPercent       // the text says per cent
	asDecimals      // that many figures behind the point more than this
)

// formsAtHand are the numbers of the forms that come with every spreadsheet and
// say more than the number does; those from 27 on are days in East Asia.
var formsAtHand = map[string]form{
	"2": asDecimals + 2, "9": asPercent, "10": asPercent,
	"14": asDay, "15": asDay, "16": asDay, "17": asDay, "22": asDay,
	"27": asDay, "28": asDay, "29": asDay, "30": asDay, "31": asDay, "36": asDay,
	"50": asDay, "51": asDay, "52": asDay, "53": asDay, "54": asDay, "57": asDay, "58": asDay,
}

// readStyles finds the form of each style of cells. Forms go by numbers: those
// at hand, and those that a workbook makes for itself.
func (w *workbook) readStyles(part string) error {
	if !w.parts.has(part) {
		return nil
	}
	own, inCells := map[string]form{}, false
	return w.parts.stream(part, maxPart, func(m *markup) (bool, error) {
		switch m.name {
		case "numFmt":
			own[m.attr("numFmtId")] = formOf(m.attr("formatCode"))
		case "cellXfs", "cellStyleXfs", "cellStyles", "dxfs":
			inCells = m.name == "cellXfs"
		case "xf":
			if inCells {
				id := m.attr("numFmtId")
				f, made := own[id]
				if !made {
					f = formsAtHand[id]
				}
				w.forms = append(w.forms, f)
			}
		}
		return true, nil
	})
}

var (
	quotedForm  = pattern(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)
	decimalForm = pattern(`^[#0,]*0\.(0{1,9})$`)
)

// formOf reads a form: what is quoted in it only stands there, and what follows
// a semicolon is for numbers below zero.
func formOf(code string) form {
	code = strings.ToLower(quotedForm().ReplaceAllString(code, ""))
	first, _, _ := strings.Cut(code, ";")
	first = strings.TrimSpace(first)
	switch decimals := decimalForm().FindStringSubmatch(first); {
	case strings.Contains(code, "%"):
		return asPercent
	case decimals != nil:
		return asDecimals + form(len(decimals[1]))
	case strings.ContainsAny(first, "dy"), strings.Contains(first, "m") && !strings.ContainsAny(first, "hs:0#"):
		return asDay
	}
	return plain
}

// styled is a number in the form of its style. A percentage is what the person
// sees of it, for 1 in the form 0% is 100 %; every other form leaves the number
// what it is.
func (w *workbook) styled(style, v string) cell {
	n, err := strconv.Atoi(style)
	if err != nil || n < 0 || n >= len(w.forms) {
		return cell{kind: number, text: v}
	}
	if w.forms[n] == asPercent {
		return percentCell(v)
	}
	return cell{number, v, w.forms[n]}
}

func percentCell(v string) cell {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return cell{kind: number, text: v}
	}
	return cell{text, strconv.FormatFloat(math.Round(f*1e6)/1e4, 'f', -1, 64) + " %", asPercent}
}

// shown is a cell as a person sees it. Figures that a form would hide are shown
// all the same, since they are what is read; 5.10 keeps its zero.
func (c cell) shown(from1904 bool) string {
	switch {
	case c.kind == truth && c.text == "1":
		return "TRUE"
	case c.kind == truth:
		return "FALSE"
	case c.kind == unknown:
		return "(no value)"
	case c.kind == number && c.form == asDay:
		if day, err := serialDay(c.text, from1904); err == nil {
			return day
		}
	case c.kind == number:
		return c.figures()
	}
	return c.text
}

// mostFigures are those of a number that a spreadsheet shows; one more is how
// the machine stores it: 5.0999999999999996.
const mostFigures = 15

func (c cell) figures() string {
	f, err := strconv.ParseFloat(c.text, 64)
	if err != nil || math.Abs(f) >= 1e15 {
		return c.text
	}
	s := c.text
	if len(s) > mostFigures {
		f, _ = strconv.ParseFloat(strconv.FormatFloat(f, 'g', mostFigures, 64), 64)
		s = strconv.FormatFloat(f, 'f', -1, 64)
	}
	if c.form > asDecimals {
		padded := strconv.FormatFloat(f, 'f', int(c.form-asDecimals), 64)
		if p, err := strconv.ParseFloat(padded, 64); err == nil && p == f {
			return padded
		}
	}
	return s
}
