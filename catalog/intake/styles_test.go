package intake

import (
	"strings"
	"testing"
)

// The file names its styles nowhere but by their place, as programs that write
// workbooks by hand do.
func TestAHundredPerCentIsNoLevelOne(t *testing.T) {
	_, err := readBook(t, nordwind(t), SoA, []byte(testdata(t, "percent.xlsx")))
	if err == nil || !strings.Contains(err.Error(), "a scale of percent") {
		t.Error(err)
	}
}
