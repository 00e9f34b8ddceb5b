//go:build race

package visible_test

import "time"

// second is what a flood may take: the race detector makes loops ten times
// as slow.
const second = 10 * time.Second
