package data

import (
	"encoding/json"
	"time"

	"crosswalk/catalog/assess"
)

type History struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Acts       []Act      `json:"acts"`
}

type Act struct {
	ID      string         `json:"id"`
	Kind    assess.ActKind `json:"kind" is:"do|undo|redo"`
	By      string         `json:"by"`
	At      time.Time      `json:"at"`
	Changes []Change       `json:"changes"`
}

type Change struct {
	Revision string          `json:"revision"`
	Subject  assess.Subject  `json:"subject"`
	Field    string          `json:"field"`
	Value    json.RawMessage `json:"value" says:"The value that was set; null where it was taken away."`
	Erased   bool            `json:"erased" says:"Its words were taken out of the database."`
	Text     string          `json:"text" says:"The same in words."`
}
