package intake

import (
	"strings"
	"testing"
)

// The file names its styles nowhere but by their place, as programs that write
// workbooks by hand do.
func TestAHundredPerCentIsNoLevelOne(t *testing.T) {
	_, err := readBook(t, nordwind(t), SoA, []byte(testdata(t, "percent.xlsx")))
	if err == nil || !strings.Contains(err.Error(), `row 2, cell B2: "100 %" is no rating`) || !strings.Contains(err.Error(), `row 4, cell B4: "0 %" is no rating`) {
		t.Error(err)
	}
}
