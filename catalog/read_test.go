package catalog_test

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"crosswalk/catalog"
)

// withFile is the tiny catalogue with one more file, or another one.
func withFile(t testing.TB, name string, f *fstest.MapFile) fstest.MapFS {
	t.Helper()
	fsys := edited(t, "", "", "").(fstest.MapFS)
	fsys[name] = f
	return fsys
}

func TestWhatIsNoPlainFileOfACatalogueIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		file *fstest.MapFile
		want string
	}{
		"a pipe":     {&fstest.MapFile{Mode: fs.ModeNamedPipe}, "it is a pipe; a plain file is right"},
		"a device":   {&fstest.MapFile{Mode: fs.ModeDevice | fs.ModeCharDevice}, "it is a device; a plain file is right"},
		"a socket":   {&fstest.MapFile{Mode: fs.ModeSocket}, "it is no file that text stands in; a plain file is right"},
		"a folder":   {&fstest.MapFile{Mode: fs.ModeDir}, "it is a folder; a plain file is right"},
		"too long":   {&fstest.MapFile{Data: make([]byte, 1<<20+1)}, "it has 1048577 bytes; at most 1048576 are right"},
		"just right": {&fstest.MapFile{Data: []byte(strings.Repeat("\n", 1<<20))}, ""},
	} {
		for _, file := range []string{"roadmap.yaml", "iso42001/clause-07.yaml"} {
			_, err := catalog.Load(notOpened{withFile(t, file, c.file), t})
			want := file + ": the file can't be read: " + c.want
			switch {
			case err == nil:
				t.Errorf("%s for %s is taken", name, file)
			case c.want != "" && err.Error() != want:
				t.Errorf("%s: %v; right is %s", name, err, want)
			case c.want == "" && strings.Contains(err.Error(), "can't be read"):
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// notOpened fails where anything but a plain file is opened, which for a pipe
// would not come back.
type notOpened struct {
	fstest.MapFS
	t *testing.T
}

func (n notOpened) Open(name string) (fs.File, error) {
	if f := n.MapFS[name]; f != nil && !f.Mode.IsRegular() {
		n.t.Errorf("%s was opened", name)
	}
	return n.MapFS.Open(name)
}

func (n notOpened) ReadDir(name string) ([]fs.DirEntry, error) { return n.MapFS.ReadDir(name) }
func (n notOpened) Stat(name string) (fs.FileInfo, error)      { return n.MapFS.Stat(name) }

// growing are files that say they are empty and never end, as those of /proc.
type growing struct{ fstest.MapFS }

func (g growing) Open(name string) (fs.File, error) {
	f, err := g.MapFS.Open(name)
	if name == "roadmap.yaml" {
		return endless{f}, err
	}
	return f, err
}

func (g growing) ReadDir(name string) ([]fs.DirEntry, error) { return g.MapFS.ReadDir(name) }

type endless struct{ fs.File }

func (endless) Read(into []byte) (int, error) {
	for i := range into {
		into[i] = '#'
	}
	return len(into), nil
}

func TestAFileThatGrowsWhileItIsReadIsLeftAtItsBound(t *testing.T) {
	_, err := catalog.Load(growing{withFile(t, "roadmap.yaml", &fstest.MapFile{})})
	if err == nil || err.Error() != "roadmap.yaml: the file can't be read: it has more than 1048576 bytes; at most 1048576 are right" {
		t.Error(err)
	}
}

func TestACatalogueIsReadUpToABoundOfAllItsFiles(t *testing.T) {
	long := edited(t, "", "", "").(fstest.MapFS)
	for n := range 9 {
		long[fmt.Sprintf("iso42001/more-%d.yaml", n)] = &fstest.MapFile{Data: []byte(strings.Repeat("\n", 1<<20-1))}
	}
	_, err := catalog.Load(long)
	if err == nil || !strings.Contains(err.Error(), "at most 8388608 together are right") {
		t.Error(err)
	}
	many := fstest.MapFS{}
	for n := range 250 {
		many[fmt.Sprintf("%03d.yaml", n)] = &fstest.MapFile{}
	}
	_, err = catalog.LoadOverlay(many, loadTiny(t))
	problems := problemsOf(t, err)
	if want := "200.yaml: the file can't be read: 200 files were read before it; at most 200 are right"; len(problems) != 50 || problems[0].Error() != want {
		t.Errorf("%d problems, the first: %v", len(problems), problems[0])
	}
}

func problemsOf(t *testing.T, err error) catalog.Problems {
	t.Helper()
	var problems catalog.Problems
	if !errors.As(err, &problems) {
		t.Fatalf("%v; a bad catalogue is refused whole", err)
	}
	return problems
}

// fields are so many fields that nobody knows.
func fields(n int) []byte {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	return []byte(b.String())
}

func TestOfManyProblemsAHundredAreToldAndTheRestCounted(t *testing.T) {
	var tasks strings.Builder
	tasks.WriteString("tasks:\n")
	for i := range 30_000 {
		fmt.Fprintf(&tasks, "- {k%d: v}\n", i)
	}
	started := time.Now()
	_, err := catalog.Load(withFile(t, "roadmap.yaml", &fstest.MapFile{Data: []byte(tasks.String())}))
	if took := time.Since(started); took > time.Minute {
		t.Errorf("it took %v", took)
	}
	problems := problemsOf(t, err)
	if len(problems) != 101 || problems.Count() != 30_000 {
		t.Errorf("%d problems are told of %d; 101 of 30000 are right", len(problems), problems.Count())
	}
	if got := problems[0].Error(); got != "roadmap.yaml:2: there is no field named k0" {
		t.Error(got)
	}
	if got := problems[len(problems)-1].Error(); got != "and 29900 more; mend these first" {
		t.Error(got)
	}
}

func TestAGroupOfTooManyFieldsIsRefusedAsOne(t *testing.T) {
	want := "the group has 30000 fields; at most 1000 are right"
	_, err := catalog.Load(withFile(t, "roadmap.yaml", &fstest.MapFile{Data: fields(30_000)}))
	if err == nil || err.Error() != "roadmap.yaml:1: "+want {
		t.Error(err)
	}
	_, err = catalog.LoadOverlay(laid(string(fields(30_000))), loadTiny(t))
	if err == nil || err.Error() != "texts.yaml:1: "+want {
		t.Error(err)
	}
}

func TestOfManyFaultsOfAUsableCatalogueAHundredAreTold(t *testing.T) {
	cat := loadTiny(t)
	for range 500 {
		cat.Relationships = append(cat.Relationships, catalog.Relationship{Item: "6.1.2"})
	}
	if problems := catalog.Check(cat); len(problems) != 101 || problems.Count() < 500 {
		t.Errorf("%d problems are told of %d", len(problems), problems.Count())
	}
}
