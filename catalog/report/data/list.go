package data

import "time"

type List struct {
	Assessments []Summary `json:"assessments"`
}

type Summary struct {
	ID           string    `json:"id"`
	Name         string    `json:"name"`
	Organisation string    `json:"organisation"`
	Kind         string    `json:"kind" is:"kind"`
	Archived     bool      `json:"archived"`
	Created      time.Time `json:"created"`
	Changed      time.Time `json:"changed"`
	ChangedBy    string    `json:"changed_by"`
	Client       *string   `json:"client" says:"the client that it belongs to"`
	Team         *string   `json:"team" says:"the team that leads it"`
}
