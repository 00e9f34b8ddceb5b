package data

import "time"

type People struct {
	People []Person `json:"people"`
}

type Person struct {
	Name       string    `json:"name"`
	Role       string    `json:"role" is:"standing"`
	Key        *string   `json:"key" says:"SHA256 fingerprint of the public key; null where they came by invitation"`
	Invitation *string   `json:"invitation" says:"id of the invitation they came by; null where they have a key"`
	Added      time.Time `json:"added"`
	AddedBy    string    `json:"added_by"`
}

type Members struct {
	Members []Member `json:"members"`
}

type Member struct {
	Name       string    `json:"name"`
	Role       *string   `json:"role" is:"role" says:"null where they were taken out, with --all"`
	Place      string    `json:"place" says:"id of the assessment or of the group"`
	Assessment *string   `json:"assessment" says:"its name; null where it is a group"`
	Group      *string   `json:"group" says:"its name; null where it is an assessment"`
	Given      time.Time `json:"given"`
	GivenBy    string    `json:"given_by"`
}

type Groups struct {
	Groups []Group `json:"groups"`
}

type Group struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Kind        string    `json:"kind" is:"group kind"`
	Assessments []Ref     `json:"assessments"`
	Made        time.Time `json:"made"`
	MadeBy      string    `json:"made_by"`
}

// Ref is an assessment by its id and name.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}
