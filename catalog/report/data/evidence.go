package data

import (
	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

type Evidence struct {
	Number  string  `json:"number" is:"piece"`
	Kind    string  `json:"kind" is:"evidence"`
	What    string  `json:"what"`
	Version *string `json:"version"`
	Place   *string `json:"place"`
	Date    *string `json:"date" is:"date"`
	SeenBy  *string `json:"seen_by" says:"Who saw it; null where it is claimed only."`
	SeenOn  *string `json:"seen_on" is:"date" says:"When they saw it; where nobody gave the day, when that was said."`
	Site    *string `json:"site"`
	System  *string `json:"system"`
	File    *File   `json:"file" says:"What was kept of it; null where nothing was."`
}

// File is a file that was kept of a piece of evidence.
type File struct {
	Name   string `json:"name" says:"As its owner called it; nothing is opened by it."`
	Size   int    `json:"size" says:"In bytes."`
	SHA256 string `json:"sha256"`
}

func fileOf(e assess.Evidence) *File {
	f, ok := e.Kept()
	if !ok {
		return nil
	}
	return &File{f.Name, int(f.Size), f.SHA256}
}

// evidenceOf are the pieces of evidence that serve an item of either
// standard.
func evidenceOf(a *assess.Assessment, it *catalog.Item) []Evidence {
	all := []Evidence{}
	for _, e := range a.EvidenceFor(assess.RefOf(it)) {
		all = append(all, pieceOf(a, e))
	}
	return all
}

func pieceOf(a *assess.Assessment, e assess.Evidence) Evidence {
	return Evidence{
		a.EvidenceNumber(e), e.Kind, e.What, OrNull(e.Version), OrNull(e.Place), OrNull(e.Date), OrNull(e.SeenBy), OrNull(e.SeenDay()), OrNull(e.Site), SystemName(a, e.System), fileOf(e),
	}
}

type EvidenceList struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Evidence   []Piece    `json:"evidence"`
}

// Piece is a piece of evidence by itself, with the items it serves.
type Piece struct {
	ID string `json:"id" says:"Names it in crosswalk evidence see."`
	Evidence
	Items []string `json:"items" says:"The items it serves; those of ISO/IEC 27001 have 27001: in front."`
	Old   bool     `json:"old" says:"Somebody saw it, and too long ago to count."`
}

// PieceOf is a piece of evidence with what it serves; old says that it was seen too
// long ago.
func PieceOf(cat *catalog.Catalog, a *assess.Assessment, e assess.Evidence, old bool) Piece {
	out := Piece{e.ID, pieceOf(a, e), []string{}, old}
	for _, ref := range e.Items {
		out.Items = append(out.Items, assess.RefName(cat, a, ref))
	}
	return out
}
