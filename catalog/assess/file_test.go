package assess_test

import (
	"strings"
	"testing"

	"crosswalk/catalog/assess"
)

func TestAFileIsStoredAsItIsRead(t *testing.T) {
	f := assess.File{SHA256: strings.Repeat("0f", 32), Size: 1204, Name: "minutes of 3 May.pdf"}
	if got, ok := assess.ParseFile(f.String()); !ok || got != f {
		t.Errorf("%q is read as %+v", f, got)
	}
	for _, stored := range []string{
		"", "minutes.pdf", strings.Repeat("0f", 32), strings.Repeat("0f", 32) + " 1204", strings.Repeat("0f", 32) + " -1 a",
		strings.Repeat("0F", 32) + " 1 a", "../../x 1 a", strings.Repeat("0f", 31) + " 1 a",
	} {
		if f, ok := assess.ParseFile(stored); ok {
			t.Errorf("%q is the file %+v", stored, f)
		}
	}
}
