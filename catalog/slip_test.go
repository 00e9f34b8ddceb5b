package catalog_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/catalog"
)

// slip is a slip of the pen in a file of a catalogue, and what is said of it; want is
// empty where the file is sound.
type slip struct{ was, is, want string }

// judge loads a catalogue whose file has the slip: a sound one as it should be read,
// else it is refused with file, line and reason.
func (c slip) judge(t *testing.T, file, text string, sound func(*catalog.Catalog) bool) {
	t.Helper()
	fsys := edited(t, "", "", "").(fstest.MapFS)
	fsys[file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.was, c.is, 1))}
	cat, err := catalog.Load(fsys)
	if c.want == "" {
		if err != nil || !sound(cat) {
			t.Errorf("a sound one is refused: %v", err)
		}
		return
	}
	var ps catalog.Problems
	if !errors.As(err, &ps) || !slices.ContainsFunc(ps, func(p catalog.Problem) bool { return p.Error() == c.want }) {
		t.Errorf("%q for %q is refused with\n%v\n%q is right", c.is, c.was, err, c.want)
	}
}
