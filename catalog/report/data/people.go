package data

import "time"

type People struct {
	People []Person `json:"people"`
}

type Person struct {
	Name       string    `json:"name"`
	Role       string    `json:"role" is:"role"`
	Key        *string   `json:"key" says:"SHA256 fingerprint of the public key; null where they came by invitation"`
	Invitation *string   `json:"invitation" says:"id of the invitation they came by; null where they have a key"`
	Added      time.Time `json:"added"`
	AddedBy    string    `json:"added_by"`
}
