//go:build !race

package visible_test

import "time"

// second is what a flood may take.
const second = time.Second
