package data

import (
	"crosswalk/catalog"
)

type Errata struct {
	Grades []catalog.Grade   `json:"grades"`
	Errata []catalog.Erratum `json:"errata"`
}

type Terms struct {
	Note  string         `json:"note" says:"How far the numbers can be trusted."`
	Terms []catalog.Term `json:"terms"`
}
