package catalog_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"crosswalk/catalog"
)

const table = `checkpoints:
  - {change: new use, repeat: [risk, impact, test, documents], why: Others.}
  - {change: new data, repeat: [risk], why: Others.}
  - {change: retrained, repeat: [test], why: Others.}
  - {change: new model or supplier, repeat: [risk], why: Others.}
  - {change: retirement, repeat: [], why: Nobody is left.}
`

func TestACheckpointTableIsRefusedWithFileLineAndReason(t *testing.T) {
	for _, c := range []struct{ was, is, want string }{
		{"", "", ""},
		{"change: retrained", "change: repainted", `forms/checkpoints.yaml:4: the checkpoint repainted: change is "repainted"; it is one of new use, new data, retrained, new model or supplier, retirement`},
		{"repeat: [test]", "repeat: [prayer]", `forms/checkpoints.yaml:4: the checkpoint retrained: repeat is "prayer"; it is one of risk, impact, test, documents`},
		{"change: retrained", "change: new data", "forms/checkpoints.yaml:4: the id stands already in forms/checkpoints.yaml:3"},
		{"  - {change: retrained, repeat: [test], why: Others.}\n", "", `forms/checkpoints.yaml:2: the change "retrained" is missing; the table has a row for each of new use, new data, retrained, new model or supplier, retirement`},
		{"why: Nobody is left.", "", "forms/checkpoints.yaml:6: the checkpoint retirement: why is missing"},
		{"repeat: [test]", "again: [test]", "forms/checkpoints.yaml:4: there is no field named again"},
	} {
		fsys := edited(t, "", "", "").(fstest.MapFS)
		fsys["forms/checkpoints.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(table, c.was, c.is, 1))}
		cat, err := catalog.Load(fsys)
		switch {
		case c.want == "" && (err != nil || len(cat.Checkpoints()) != 5):
			t.Errorf("a sound table is refused: %v", err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%q for %q is refused with\n%v\n%q is right", c.is, c.was, err, c.want)
		}
	}
}
