package screen

import "crosswalk/catalog/workshop"

// Seat is a person's place in a room with others.
type Seat struct {
	// Here are all who are in the same assessment, this person too, by name.
	Here func() []Present
	// Entered tells in which assessment this person is now, and with which role; empty:
	// in none. Nil: there is but one. It does not wait.
	Entered func(assessment string, role workshop.Role)
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
