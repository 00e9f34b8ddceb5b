package data

import "time"

type StoreStatus struct {
	Database string  `json:"database"` // without a password
	Engine   string  `json:"engine" says:"With its version."`
	Role     *string `json:"role" says:"As which the database is used; null of a file."`
	Version  int     `json:"version" is:"0.." says:"Of the tables."`

	Assessments int `json:"assessments" is:"0.."`
	Revisions   int `json:"revisions" is:"0.."`
	People      int `json:"people" is:"0.."`
	Bytes       int `json:"bytes" is:"0.."`

	ReadOnly      bool         `json:"read_only" says:"It is a copy that another server keeps up."`
	BehindSeconds float64      `json:"behind_seconds" is:"0.." says:"How old such a copy is."`
	Connected     []Connection `json:"connected"`
	Standbys      []Standby    `json:"standbys"`
	Servers       []Serving    `json:"servers" says:"Those of crosswalk serve at which somebody sits."`
}

type Serving struct {
	Host        string    `json:"host"`
	Assessments int       `json:"assessments" is:"0.." says:"In which somebody sits."`
	People      int       `json:"people" is:"0.."`
	SaidAt      time.Time `json:"said_at" says:"When it said so last, by its own clock."`
}

type Connection struct {
	Program string    `json:"program"`
	Role    string    `json:"role"`
	From    string    `json:"from"`
	Since   time.Time `json:"since"`
}

type Standby struct {
	Name          string  `json:"name"`
	From          string  `json:"from"`
	State         string  `json:"state"`
	Bytes         int     `json:"bytes" is:"0.." says:"Not there yet."`
	BehindSeconds float64 `json:"behind_seconds" is:"0.." says:"Until what is said here can be read there."`
}
