package widget_test

import (
	"fmt"
	"slices"
	"testing"

	"crosswalk/tui/style"
	"crosswalk/tui/widget"
)

func TestShortNamesTellThingsApart(t *testing.T) {
	for _, c := range []struct{ names, short []string }{
		{[]string{"Kontor demand forecasting", "Lotse chat assistant"}, []string{"Kontor", "Lotse"}},
		{[]string{"Sprachassistent Nummer 1", "Sprachassistent Nummer 300"}, []string{"Sprachas…1", "Sprach…300"}},
		{[]string{"Bot A", "Bot B", "Fraud"}, []string{"Bot A", "Bot B", "Fraud"}},
		{[]string{"Bot", "Bot B"}, []string{"Bot", "Bot B"}},
		{[]string{"Kontor demand", "Kontor pricing"}, []string{"Kon…demand", "Kon…prici…"}},
		{[]string{"", "客服 一", "客服 二"}, []string{"", "客服 一", "客服 二"}},
		{[]string{"Same", "Same"}, []string{"Same", "Same"}},
	} {
		if got := widget.Short(c.names, 10); !slices.Equal(got, c.short) {
			t.Errorf("%q are %q, right is %q", c.names, got, c.short)
		}
	}
}

func TestARowKeepsTheChosenPartInSight(t *testing.T) {
	for _, c := range []struct {
		n, at, w int
		row      string
	}{
		{3, -1, 12, " 0  1  2    "},
		{9, -1, 12, " 0  1  2  3…"},
		{9, 2, 12, " 0  1  2  3…"},
		{9, 4, 12, "… 2  3  4  …"},
		{9, 8, 12, "… 6  7  8   "},
	} {
		if got := widget.Row(style.Ink{}, c.w, c.n, c.at, func(i int) string { return fmt.Sprintf(" %d ", i) }); got != c.row {
			t.Errorf("%d of %d: %q, right is %q", c.at, c.n, got, c.row)
		}
	}
}
