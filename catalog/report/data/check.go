package data

import (
	"crosswalk/catalog"
)

type CatalogCheck struct {
	OK       bool             `json:"ok" says:"There are no problems. A catalogue with items can be used even so."`
	Items    int              `json:"items" is:"0.." says:"Items of ISO/IEC 42001; 0 where the catalogue is refused."`
	Baseline int              `json:"baseline" is:"0.." says:"Items of ISO/IEC 27001; 0 where the catalogue is refused."`
	Problems []Problem        `json:"problems"`
	Notes    []Problem        `json:"notes" says:"Where a catalogue of one's own has more or fewer items than the standards, or lacks a file, which is then taken from the shipped catalogue."`
	Phrases  []catalog.Phrase `json:"phrases" most:"10" says:"The phrases of four words and more that stand in most items, at most ten."`
	Overlay  *Overlay         `json:"overlay" says:"Null where no overlay is named, or the catalogue can't be used."`
	Language *Spoken          `json:"language" says:"How much of the catalogue the language has that --lang names; null where it names none, or the catalogue's own."`

	Usable bool `json:"-"` // it can be read at all
}

type Problem struct {
	File   string  `json:"file"`
	Line   *int    `json:"line" is:"1.."`
	Item   *string `json:"item"`
	Reason string  `json:"reason"`
}

// Overlay says how many texts an overlay has, never what they say.
type Overlay struct {
	Items    int       `json:"items" is:"0.." says:"Items of ISO/IEC 42001 that have a text; 0 where the overlay is refused."`
	Baseline int       `json:"baseline" is:"0.." says:"Items of ISO/IEC 27001 that have a text; 0 where the overlay is refused."`
	Problems []Problem `json:"problems"`
}

// ProblemsOf are problems with where each is.
func ProblemsOf(ps catalog.Problems) []Problem {
	out := []Problem{}
	for _, p := range ps {
		one := Problem{File: p.File, Item: OrNull(p.Item), Reason: p.Reason}
		if p.Line > 0 {
			one.Line = &p.Line
		}
		out = append(out, one)
	}
	return out
}

// Spoken says how much of a catalogue a language has.
type Spoken struct {
	Code  string   `json:"code"`
	Name  string   `json:"name" says:"What its speakers call it."`
	Texts int      `json:"texts" is:"0.." says:"Texts of the catalogue: those of its items, and the six words of the scale."`
	Lack  int      `json:"lack" is:"0.." says:"Those of them that are read in the catalogue's own words."`
	Items []Lacked `json:"items" says:"The items that lack some, in catalogue order."`
}

type Lacked struct {
	Standard string `json:"standard"`
	ID       string `json:"id"`
	Texts    int    `json:"texts" is:"1.."`
	Lack     int    `json:"lack" is:"1.."`
}

// SpokenOf counts what a language has of a catalogue.
func SpokenOf(cat *catalog.Catalog, said *catalog.Language) *Spoken {
	out := &Spoken{Code: said.Code, Name: said.Name, Texts: len(cat.Method.Scale), Lack: said.LacksScale(), Items: []Lacked{}}
	for _, c := range said.Coverage() {
		out.Texts += c.Texts
		out.Lack += c.Lack
		if c.Lack > 0 {
			out.Items = append(out.Items, Lacked{c.Item.Set.Standard, c.Item.ID, c.Texts, c.Lack})
		}
	}
	return out
}
