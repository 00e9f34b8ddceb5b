package register

import (
	"strings"

	"crosswalk/catalog/assess"
)

const kindPerson = "person"

// Names are the people of a register, by each way in which their names are written.
// What was typed stays as it was; who it means is found here.
type Names map[string]string // folded -> the name as it is to be read

// Names are those of the people that are listed.
func (c Case) Names() Names {
	n := Names{}
	people := c.Book.Of(kindPerson)
	for _, p := range people {
		for also := range strings.Lines(p.Text("also")) {
			if folded := assess.FoldName(also); folded != "" {
				n[folded] = p.Title()
			}
		}
	}
	for _, p := range people { // a name of their own goes before what others are known as
		n[assess.FoldName(p.Title())] = p.Title()
	}
	return n
}

// Called is the name of whom a typed name means: as it is listed, else as it is typed.
func (n Names) Called(typed string) string {
	if name, listed := n[assess.FoldName(typed)]; listed {
		return name
	}
	return strings.TrimSpace(typed)
}

// Same reports whether two typed names mean the same person; an empty one is nobody's.
func (n Names) Same(a, b string) bool {
	return strings.TrimSpace(a) != "" && assess.FoldName(n.Called(a)) == assess.FoldName(n.Called(b))
}
