package screen

import "crosswalk/catalog/workshop"

// Seat is a person's place in a room with others.
type Seat struct {
	// Here are all who are in the room, this person too, by name.
	Here func() []Present
	// Moved tells the others where this person is now. It does not wait.
	Moved func(At)
}

// Present is somebody who is in the room, and where.
type Present struct {
	Name string
	Role workshop.Role
	At   At // empty before their first move
}

// Stirred is news for all: somebody came into the room, moved or left.
type Stirred struct{}
