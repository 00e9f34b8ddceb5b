package render

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
)

// readHTML finds the pieces in a page that HTML wrote.
func readHTML(raw []byte) ([]Piece, error) {
	var r htmlReader
	dec := xml.NewDecoder(bytes.NewReader(raw))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return r.found, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if aside[token.Name.Local] {
				if err := dec.Skip(); err != nil {
					return nil, err
				}
				continue
			}
			if is := pieceOf(token); is != "" {
				r.is, r.text = is, nil
			}
		case xml.CharData:
			r.text = append(r.text, token...)
		case xml.EndElement:
			if r.is != "" && holds[token.Name.Local] != "" {
				r.found.add(r.is, string(r.text))
				r.is = ""
			}
		}
	}
}

type htmlReader struct {
	found pieces
	is    string // what the text under way is; empty: nothing that counts
	text  []byte
}

// aside is what holds no text of the document, or says it again.
var aside = map[string]bool{"head": true, "svg": true, "nav": true}

// holds says which elements hold a piece.
var holds = map[string]string{
	"h1": PieceTitle, "h2": PieceHeading, "h3": PieceHeading, "h4": PieceHeading,
	"p": PieceText, "li": PieceText, "dt": PieceText, "dd": PieceText, "caption": PieceText, "th": PieceCell, "td": PieceCell,
}

func pieceOf(e xml.StartElement) string {
	for _, a := range e.Attr {
		if e.Name.Local == "th" && a.Name.Local == "scope" && a.Value == "col" {
			return PieceColumn
		}
	}
	return holds[e.Name.Local]
}
