package data

import (
	"encoding/json"
	"time"

	"crosswalk/catalog"
	"crosswalk/catalog/assess"
)

type Conflicts struct {
	Assessment Assessment `json:"assessment" says:"The assessment this is about."`
	Conflicts  []Conflict `json:"conflicts"`
	Clashes    []Clash    `json:"clashes" says:"What came that does not go together with what was done here, on other fields."`
}

type Clash struct {
	ID      string         `json:"id" says:"crosswalk conflicts settle takes it."`
	Kind    string         `json:"kind" is:"removed here, worked on there|worked on here, removed there|excluded here, rated there|rated here, excluded there|two with one number"`
	Subject assess.Subject `json:"subject"`
	Text    string         `json:"text" says:"What does not go together, in words."`
	Back    bool           `json:"back" says:"Something was taken away or excluded that can be brought back."`
}

type Conflict struct {
	ID      string         `json:"id" says:"The same on every copy; crosswalk conflicts settle takes it."`
	Subject assess.Subject `json:"subject"`
	Field   string         `json:"field"`
	Name    string         `json:"name" says:"The field as people call it."`
	Sides   []Side         `json:"sides" says:"The values that disagree, the one that was said first in front."`
	Base    *Side          `json:"base" says:"What all sides go on from; null: nothing was said before."`
}

type Side struct {
	Revision string          `json:"revision"`
	By       string          `json:"by"`
	At       time.Time       `json:"at"`
	Here     bool            `json:"here" says:"It was said in this copy."`
	Shown    bool            `json:"shown" says:"It is what stands until the conflict is settled."`
	Value    json.RawMessage `json:"value" says:"Null where the value was taken away or erased."`
	Text     string          `json:"text" says:"The same in words; empty where nothing is said."`
}

// ConflictOf is a conflict under its id; here says which sides were said in this copy.
func ConflictOf(cat *catalog.Catalog, a *assess.Assessment, id string, c assess.Conflict, here []bool) Conflict {
	one := Conflict{ID: id, Subject: c.Subject, Field: c.Field, Name: assess.PlaceName(cat, a, c.Shown), Sides: []Side{}}
	for i, r := range c.Sides {
		side := sideOf(cat, a, c.Said[i], r)
		side.Here, side.Shown = here[i], r.ID == c.Shown.ID && !c.Texts()
		one.Sides = append(one.Sides, side)
	}
	if c.Base.ID != "" {
		base := sideOf(cat, a, c.Base, c.Base)
		one.Base = &base
	}
	return one
}

func sideOf(cat *catalog.Catalog, a *assess.Assessment, said, r assess.Revision) Side {
	value := r.Plain()
	if r.Erased() {
		value = json.RawMessage("null")
	}
	return Side{Revision: r.ID, By: said.Author, At: said.At.UTC(), Value: value, Text: assess.SaidIn(cat, a, r)}
}
