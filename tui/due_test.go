package tui

import (
	"testing"

	"crosswalk/tui/screen"
)

func TestWhatIsDueOpensByItsWordOverTheTabAndLeavesToIt(t *testing.T) {
	d, _, _ := demo(t, 80, 24)
	d.settle().press(tabKey(routeIndex(screen.Gaps))).shows("▐Gaps▌")
	d.rests().press(":").write("due").press("enter").shows(" dates · ", "Within 30 days")
	d.press("v").shows("September 2026", "Mo   Tu").press("esc").press("esc").shows("▐Gaps▌", "gaps of")
}
